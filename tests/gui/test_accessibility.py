"""Everything can be reached by the keyboard and has a name that a screen reader can say."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from explorer.gui.state import member_query

NAMED = (QAbstractButton, QComboBox, QAbstractItemView, QAbstractSlider, QLineEdit)


def visible_children(window) -> list[QWidget]:
    return [child for child in window.findChildren(QWidget) if child.isVisibleTo(window) and child.window() is window]


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"


def wants_keys(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def reached_by_tab(window) -> set[QWidget]:
    """All widgets of the chain of focus, as Tab goes through it."""
    reached, widget = set(), window
    while (widget := widget.nextInFocusChain()) is not window and widget not in reached:
        reached.add(widget)
    return reached


@pytest.fixture(params=["welcome", "collection", "results", "viewer", "jobs"])
def page(request, qtbot, window, pictures):
    """The window on each of its pages."""
    if request.param == "welcome":
        return window
    window.session.open(pictures)
    qtbot.waitUntil(lambda: bool(window.comparison.methods) and len(window.session.catalogue) == 24)
    ids = window.session.catalogue.ids
    if request.param in ("results", "viewer"):
        window.ask(member_query(int(ids[0])))
        qtbot.waitUntil(window.comparison.complete)
    if request.param == "viewer":
        window.view(ids, int(ids[3]))
    if request.param == "jobs":
        qtbot.waitUntil(lambda: bool(window.jobs.ended()))
        window._show_jobs()
    QApplication.processEvents()
    return window


def test_every_control_has_a_name(page):
    nameless = [
        told(child)
        for child in visible_children(page)
        if isinstance(child, NAMED) and not isinstance(child, QScrollBar) and not spoken(child)
        and child.objectName() not in ("qt_spinbox_lineedit", "qt_menubar_ext_button", "qt_toolbar_ext_button")
    ]  # fmt: skip
    assert nameless == []


def test_every_control_can_be_reached_by_tab(page):
    chain = reached_by_tab(page)
    lost = [told(child) for child in visible_children(page) if wants_keys(child) and child not in chain]
    assert lost == []


def test_every_button_and_field_takes_the_keyboard(page):
    mute = [
        told(child)
        for child in visible_children(page)
        if isinstance(child, (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView))
        and child.isEnabled()
        and not wants_keys(child)
        and not child.objectName().startswith("qt_")
        and not isinstance(child.parent(), (QComboBox, QAbstractScrollArea, QLineEdit))
    ]
    assert mute == []


def test_tab_moves_the_focus_and_back_again(qtbot, window):
    zone = window.workbench.welcome.zone
    zone.folder.setFocus()
    qtbot.keyClick(zone.folder, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is zone.features
    qtbot.keyClick(zone.features, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is zone.folder


def test_buttons_with_an_icon_alone_tell_what_they_do(page):
    silent = [
        told(child)
        for child in visible_children(page)
        if isinstance(child, QAbstractButton) and not child.text() and not child.toolTip()
        and not child.objectName().startswith("qt_")
    ]  # fmt: skip
    assert silent == []
