"""The bar of filters and the grid below it, in the window."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from explorer.gui.elided import ElidedLabel
from explorer.gui.filters import Filter, NameWords, OneOf, Sorting
from explorer.gui.pickers import Picker, RangePicker, ValuePicker, WordsPicker
from explorer.gui.state import member_query
from explorer.protocol.ids import unpack_ids

"""What Qt's platform without a screen says of every popup."""


@pytest.fixture
def bar(opened):
    """The bar, asked for, on the page of all images."""
    opened.commands["filter"].trigger()
    return opened.workbench.filter_bar


def shown(window) -> list[str]:
    model = window.workbench.grid.model
    return [window.session.catalogue.name(model.image(place)) for place in range(len(model))]


def wait_for(qtbot, window, count: int) -> None:
    qtbot.waitUntil(lambda: len(window.workbench.grid.model) == count)


def texts(widget) -> list[str]:
    QApplication.processEvents()  # labels that were just made are shown when the event loop runs
    labels = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return [label.whole if isinstance(label, ElidedLabel) else label.text() for label in labels]


def picker_of(qtbot, kind: type[Picker]) -> Picker:
    def open_ones():
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(open_ones()))
    return open_ones()[0]


def test_the_bar_is_hidden_until_asked_for_and_escape_hides_it_again(qtbot, opened):
    bar = opened.workbench.filter_bar
    assert not bar.isVisible()
    opened.commands["filter"].trigger()
    assert bar.isVisible()
    assert bar._search.hasFocus() or not opened.isActiveWindow()
    qtbot.keyClick(bar._search, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_words_narrow_the_grid_and_say_how_far(qtbot, opened, bar):
    qtbot.keyClicks(bar._search, "LEAF 3")
    wait_for(qtbot, opened, 1)
    assert shown(opened) == ["leaf-3.png"]
    assert "1 of 24 images" in texts(opened.workbench.grid)
    qtbot.keyClick(bar._search, Qt.Key.Key_Escape)
    wait_for(qtbot, opened, 24)
    assert "24 images" in texts(opened.workbench.grid)
    assert bar.isVisible()


def test_nothing_left_says_why_and_offers_to_clear(qtbot, opened, bar):
    bar._search.setText("nowhere")
    wait_for(qtbot, opened, 0)
    grid = opened.workbench.grid
    assert "No image passes the filter “name: nowhere”." in texts(grid)
    assert "0 of 24 images" in texts(grid)
    grid._empty.clear.click()
    wait_for(qtbot, opened, 24)
    assert bar._search.text() == ""


def test_labels_are_picked_with_counts_and_chips_take_them_away(qtbot, opened, bar):
    bar._labels.click()
    picker = picker_of(qtbot, ValuePicker)
    model = picker._model
    rows = [[model.index(row, column).data() for column in range(2)] for row in range(model.rowCount())]
    assert rows == [["apple", "8"], ["leaf", "8"], ["sky", "8"]]
    qtbot.keyClicks(picker._search, "sk")
    assert model.rowCount() == 1
    qtbot.keyClick(picker._search, Qt.Key.Key_Return)
    wait_for(qtbot, opened, 8)
    picker._search.clear()
    picker._table.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(picker._table, Qt.Key.Key_Space)
    wait_for(qtbot, opened, 16)
    picker.close()
    assert "label: sky, apple" in texts(bar)
    bar._chip_box.findChild(QToolButton).click()
    wait_for(qtbot, opened, 24)
    assert not bar._filter


def test_labels_are_counted_among_what_the_other_filters_leave(qtbot, opened, bar):
    bar._search.setText("leaf-3")
    wait_for(qtbot, opened, 1)
    bar._labels.click()
    model = picker_of(qtbot, ValuePicker)._model
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == ["0", "1", "0"]


def test_a_lasso_shows_its_images_alone(qtbot, opened, bar):
    ids = opened.session.catalogue.ids[[5, 2, 9]]
    bar.set_selection(ids, "3 images from the map")
    wait_for(qtbot, opened, 3)
    assert "3 images from the map" in texts(bar)
    bar.set_selection(np.empty(0, np.int64), "")
    wait_for(qtbot, opened, 24)


def test_the_filter_restricts_the_search(qtbot, opened, bar, engines):
    opened.workbench.filtering.set_filter(Filter(conditions=(OneOf("label", ("leaf",)),)))
    wait_for(qtbot, opened, 8)
    opened.ask(member_query(int(opened.session.catalogue.ids[0])))
    qtbot.waitUntil(opened.comparison.complete)
    asked = [payload for kind, payload in engines[-1].requests if kind == "search"][-1]
    leaves = [
        image for image in opened.session.catalogue.ids.tolist() if opened.session.catalogue.label(image) == "leaf"
    ]
    assert unpack_ids(asked["within"]).tolist() == leaves
    assert opened.comparison.within.title == "label: leaf"


def test_the_bar_says_beside_results_how_many_are_searched(qtbot, opened, bar):
    bar._search.setText("leaf")
    wait_for(qtbot, opened, 8)
    assert "8 of 24 images" not in texts(bar)
    opened.ask(member_query(int(opened.session.catalogue.ids[0])))
    qtbot.waitUntil(opened.comparison.complete)
    assert "8 of 24 images" in texts(bar)


def test_an_active_filter_keeps_the_bar_in_sight_until_it_goes_with_the_collection(qtbot, opened, bar):
    bar._search.setText("leaf")
    wait_for(qtbot, opened, 8)
    opened.commands["filter"].trigger()
    assert bar.isVisible()
    opened.commands["close_collection"].trigger()
    qtbot.waitUntil(lambda: opened.workbench.page == "welcome")
    assert not bar.isVisible()
    opened.commands["clear_filters"].trigger()
    assert list(bar._filter.parts()) in ([], [NameWords("leaf")])


def test_another_order_keeps_the_current_image_where_the_eye_has_it(qtbot, opened):
    grid = opened.workbench.grid
    image = grid.model.image(13)
    grid.view.show_position(13)
    top = grid.view.visualRect(grid.view.currentIndex()).top()
    grid.sorting_wanted.emit(Sorting("name", "", descending=True))
    qtbot.waitUntil(lambda: grid.model.arrangement.sorting.descending)
    assert grid.view.current_image() == image
    assert (
        abs(grid.view.visualRect(grid.view.currentIndex()).top() - top)
        <= grid.view.verticalHeader().defaultSectionSize()
    )
    assert shown(opened) == sorted(shown(opened), reverse=True)


def test_orders_are_chosen_in_the_head_and_turned_round(qtbot, opened):
    grid = opened.workbench.grid
    keys = grid.head._keys
    assert [keys.itemText(place) for place in range(keys.count())] == ["Folder", "Name", "Date", "Size", "Label"]
    keys.textActivated.emit("Size")
    qtbot.waitUntil(lambda: grid.model.arrangement.sorting == Sorting("size", "", descending=True))
    sizes = opened.session.catalogue.listing.sizes[grid.model.arrangement.rows].tolist()
    assert sizes == sorted(sizes, reverse=True)
    assert keys.currentText() == "Size"
    grid.head._direction.click()
    qtbot.waitUntil(lambda: grid.model.arrangement.sorting == Sorting("size"))


def test_numbers_and_prose_have_pickers_of_their_own(qtbot, window, pictures):
    rows = [
        f"{path.relative_to(pictures)},{place},thing number {place}"
        for place, path in enumerate(sorted(pictures.rglob("*.png")))
    ]
    (pictures / "images.csv").write_text("\n".join(["path,weight,caption", *rows]))
    window.session.open(pictures)
    qtbot.waitUntil(lambda: bool(window.comparison.methods) and len(window.session.catalogue) == 24)
    bar = window.workbench.filter_bar
    bar.ask()
    bar._fill_menu()
    actions = {action.text(): action for action in bar._menu.actions()}
    assert set(actions) == {"caption", "weight"}
    actions["weight"].trigger()
    numbers = picker_of(qtbot, RangePicker)
    numbers._low.setText("5")
    numbers._high.setText("7")
    numbers.close()
    wait_for(qtbot, window, 3)
    assert "weight: 5–7" in texts(bar)
    actions["caption"].trigger()
    words = picker_of(qtbot, WordsPicker)
    words._words.setText("number 6")
    words.close()
    wait_for(qtbot, window, 1)
