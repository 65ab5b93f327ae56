"""What every panel of the window must hold to, whatever it shows."""

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QToolButton,
    QWidget,
)

from explorer.gui.canvas.plot import PlotPane
from explorer.gui.elided import ElidedLabel
from explorer.gui.state import member_query

CONTROLS = (
    QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit, QAbstractItemView, PlotPane,
)  # fmt: skip
PARTS_OF_OTHERS = (QScrollBar, QHeaderView)
PARTED = (QAbstractSpinBox, QComboBox, QTabBar, QLineEdit)
"""What is in them is laid out by Qt."""
MOST_STOPS = 250
"""More presses of Tab than any page has controls."""


class PanelTest:
    """Base of the test of one panel: a subclass says where it is, all its states are then gone through.

    That nothing is printed by Qt, that no thread, timer or window stays behind, and that no timer runs on in a closed
    window is held for every test.
    """

    states = ("empty", "loading", "failed", "full")

    def reveal(self, window) -> QWidget:
        """Bring the panel to the front, and give it."""
        raise NotImplementedError

    def pytest_generate_tests(self, metafunc):
        """Go through the states in which the panel is there, and make no window for the others."""
        if "state" in metafunc.fixturenames:
            metafunc.parametrize("state", self.states, indirect=True)

    @pytest.fixture
    def state(self, request, qtbot, window, engines, pictures):
        BRING[request.param](qtbot, window, engines, pictures)
        return request.param

    def test_nothing_is_cut_off_and_both_themes_are_drawn(self, qtbot, window, state):
        panel = self.reveal(window)
        for size in (window.minimumSize(), window.minimumSize() * 1.2):
            window.resize(size)
            settle()
            assert not (cut := cut_off(panel)), f"{state}, {size.width()} x {size.height()}: {'; '.join(cut)}"
        seen = [drawn(window, panel, theme) for theme in ("light", "dark")]
        assert seen[0] != seen[1]

    def test_every_control_has_a_name_and_is_reached_by_keys(self, qtbot, window, engines, pictures):
        full(qtbot, window, engines, pictures)
        panel = self.reveal(window)
        qtbot.waitUntil(panel.isVisible)
        controls = controls_of(panel)
        nameless = [describe(control) for control in controls if not spoken_name(control)]
        assert not nameless, f"without a name: {nameless}"
        stops = tab_stops(panel)
        unreached = [describe(control) for control in controls if not reached(control, stops)]
        assert not unreached, f"not reached by Tab: {unreached}; reached: {[describe(stop) for stop in stops]}"


# The states that a window can be in


def empty(qtbot, window, engines, pictures):
    """No collection is open."""


def loading(qtbot, window, engines, pictures):
    """The engine answers nothing yet."""
    engines[-1].held = {"index", "search", "ego", "open"}
    window.session.open(pictures)


def full(qtbot, window, engines, pictures):
    """A collection is open, and a query is answered."""
    window.session.open(pictures)
    qtbot.waitUntil(lambda: bool(window.comparison.methods) and len(window.session.catalogue) == 24)
    window.ask(member_query(int(window.session.catalogue.ids[0])))
    qtbot.waitUntil(window.comparison.complete)
    qtbot.waitUntil(lambda: window.linking.has_network and window.thumbnails.is_idle())


def failed(qtbot, window, engines, pictures):
    """Whatever is asked fails with a long sentence."""
    full(qtbot, window, engines, pictures)
    sentence = "The disk is full, so that nothing could be written; free some space and try it again."
    engines[-1].failing = dict.fromkeys(("index", "search", "ego", "fit", "map"), sentence)
    window.commands["read_again"].trigger()
    window.ask(member_query(int(window.session.catalogue.ids[1])))
    qtbot.waitUntil(lambda: all(column.status == "failed" for column in window.comparison.columns))


BRING = {"empty": empty, "loading": loading, "failed": failed, "full": full}


# What is looked at


def wait_for(state):
    """Let events come until something is so; who waits in vain goes on in the end, and fails at what it expects."""
    deadline = QDeadlineTimer(60_000)
    while not state() and not deadline.hasExpired():
        QTest.qWait(5)


def settle():
    for _ in range(5):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def drawn(window, panel, theme):
    """The pixels of the panel in a theme: not all of one colour."""
    window._choose_theme(theme)
    settle()
    image = panel.grab().toImage()
    points = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    pixels = [image.pixel(x, y) for x, y in points]
    assert len(set(pixels)) > 1, f"nothing is drawn in {theme}"
    return pixels


def cut_off(panel):
    """Texts and controls that have less room than they need, or that reach out of their parent."""
    parts = [part for part in panel.findChildren(QWidget) if part.isVisibleTo(panel) and not scrolled(part, panel)]
    return [f"{describe(part)}: {reason}" for part in parts if (reason := why_cut(part, panel))]


def why_cut(part, panel):
    if isinstance(part, ElidedLabel | QScrollBar) or isinstance(part.parentWidget(), PARTED):
        return ""
    if isinstance(part, QLabel) and part.wordWrap() and part.text():
        needed = part.heightForWidth(part.width())
        return f"needs a height of {needed}, has {part.height()}" if needed > part.height() + 1 else ""
    if isinstance(part, QLabel | QAbstractButton | QComboBox | QAbstractSpinBox):
        needed, room = part.minimumSizeHint(), part.size()
        if needed.width() > room.width() + 1 or needed.height() > room.height() + 1:
            return f"needs {needed.width()} x {needed.height()}, has {room.width()} x {room.height()}"
    if isinstance(part, CONTROLS) and part is not panel and not part.parentWidget().rect().contains(part.geometry()):
        return f"{part.geometry()} reaches out of {part.parentWidget().rect()}"
    return ""


def scrolled(part, panel):
    """Whether it lies in something that scrolls, where it may well be out of sight."""
    parent = part.parentWidget()
    while parent is not None and part is not panel:
        if isinstance(parent, QAbstractScrollArea) and part is parent.viewport():
            return True
        part, parent = parent, parent.parentWidget()
    return False


def controls_of(panel):
    """What can be used in the panel now, without the inner parts of Qt's own widgets."""
    found = [part for part in [panel, *panel.findChildren(QWidget)] if isinstance(part, CONTROLS)]
    return [
        part
        for part in found
        if part.isVisibleTo(panel)
        and part.isEnabledTo(panel)
        and not isinstance(part, PARTS_OF_OTHERS)
        and not part.objectName().startswith("qt_")
        and not isinstance(part.parentWidget(), PARTED)
    ]


def spoken_name(control):
    """What a screen reader says of it."""
    return QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name).strip()


def tab_stops(panel):
    """Where Tab leads, beginning in the panel, until it comes round."""
    top = panel.window()
    top.activateWindow()
    panel.setFocus(Qt.FocusReason.TabFocusReason)
    stops = []
    for _ in range(MOST_STOPS):
        focused = QApplication.focusWidget()
        if focused is not None and focused not in stops:
            stops.append(focused)
        QTest.keyClick(focused or top, Qt.Key.Key_Tab)
    return stops


def reached(control, stops):
    """Whether Tab leads to the control, to a part of it or to its group, or a shortcut does what it does."""
    if any(stop is control or control.isAncestorOf(stop) for stop in stops):
        return True
    if isinstance(control, QAbstractButton) and control.autoExclusive():
        return any(stop.parentWidget() is control.parentWidget() for stop in stops)
    action = control.defaultAction() if isinstance(control, QToolButton) else None
    return isinstance(action, QAction) and not action.shortcut().isEmpty()


def describe(widget):
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} {text or widget.accessibleName() or widget.objectName()!r}"
