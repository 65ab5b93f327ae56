"""The tour of the first start and the command palette."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from explorer.gui.palette import CommandPalette, commands_of
from explorer.gui.settings import RecentCollection, Settings
from explorer.gui.state import member_query


@pytest.fixture
def palette(window):
    """The palette of a window without a collection."""
    window.commands["palette"].trigger()
    return window.findChild(CommandPalette)


def shown_lines(palette):
    items = [palette.list.topLevelItem(row) for row in range(palette.list.topLevelItemCount())]
    return [item.text(0) for item in items if not item.isHidden()]


def test_the_palette_holds_every_command_of_the_menus(window, palette):
    listed = {action.objectName() for _, action in commands_of(window.commands.menus.values())}
    assert {name for name in window.commands._by_name if not name.startswith("theme_")} <= listed
    assert "View › Theme › Dark" in shown_lines(palette)
    assert {f"View › {dock.windowTitle()}" for dock in window.panels.docks} <= set(shown_lines(palette))


def test_a_command_is_found_by_any_of_its_words_and_done_by_enter(window, palette):
    QTest.keyClicks(palette.search, "dark vie")
    assert shown_lines(palette) == ["View › Theme › Dark"]
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert window._theme.name == "dark"
    assert window.findChild(CommandPalette) is None or palette.isHidden()


def test_what_can_do_nothing_now_is_grey_and_not_done(window, palette):
    palette.search.setText("close collection")
    assert shown_lines(palette) == ["File › Close collection"]
    assert palette.list.currentItem() is None
    QTest.keyClick(palette.search, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_the_tour_is_shown_once_and_goes_on_with_what_the_person_does(qtbot, window, engines, pictures):
    assert not Settings().tour_seen
    window.pages.offer_tour()
    tour = window.pages._tour
    assert (tour.step, Settings().tour_seen) == (0, True)
    window.session.open(pictures)
    qtbot.waitUntil(lambda: tour.step == 1)
    qtbot.waitUntil(lambda: bool(window.comparison.methods) and len(window.session.catalogue) == 24)
    window.ask(member_query(int(window.session.catalogue.ids[0])))
    assert tour.step == 2
    window.workbench.raise_()  # as Qt does where panels move
    assert window.childAt(tour.card.geometry().topRight() - QPoint(20, -20)) in {tour.card, *tour.card.children()}
    assert window.rect().contains(tour.card.geometry())
    tour.card.next.click()
    assert tour.card is None
    window.pages.offer_tour()
    assert tour.card is None, "never again"
    window.commands["tour"].trigger()
    assert tour.step == 2, "unless it is asked for; what is done is passed over"


def test_the_tour_is_left_by_one_click(window):
    tour = window.pages.show_tour()
    assert tour.card.isVisible()
    tour.card.skip.click()
    assert tour.card is None


def test_the_recent_collections_can_be_scrolled_above_the_card(qtbot, window, tmp_path):
    welcome = window.workbench.welcome
    welcome.show_recent([RecentCollection(tmp_path / name, name) for name in "abcd"])
    window.resize(760, 520)
    tour = window.pages.show_tour()
    area = welcome.findChild(QScrollArea)
    last = list(welcome._recent.values())[-1]

    def is_free() -> bool:
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        return last.mapTo(window, last.rect().bottomLeft()).y() < tour.card.y()

    qtbot.waitUntil(is_free)
    highest = area.verticalScrollBar().maximum()
    tour.end()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() < highest)
