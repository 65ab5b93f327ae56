"""The list of tiles: what it paints, selects and asks for."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QItemSelection, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from explorer.gui.state import Change
from explorer.gui.thumbnail_queue import BATCH, Wishes
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tile_look import PICTURE, tile_height, tile_width
from explorer.gui.tile_model import TileModel
from explorer.gui.tile_view import TileView
from explorer.gui.tiles import Tile, score_text

COLUMNS = 4


class Numbers(TileModel):
    """Images with the ids 100, 101, …"""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.listed = np.arange(100, 100 + count)

    def __len__(self):
        return len(self.listed)

    def ids(self):
        return self.listed

    def image(self, position):
        return int(self.listed[position])

    def tile(self, position):
        card = ("a label", "no picture", (("camera", "3"),)) if position == 2 else None
        return Tile(self.image(position), f"name {position}", card, position + 1, 0.5, Change(3), relevant=True)


class Pictures:
    """A loader of red pictures; that of image 101 is broken."""

    def __init__(self):
        self.loaded = []

    def load(self, ids):
        data = BytesIO()
        Image.new("RGB", (64, 64), "red").save(data, "JPEG")
        for image in ids:
            self.loaded.append(image)
            yield image, None if image == 101 else data.getvalue()

    def close(self):
        pass


@pytest.fixture
def loader():
    return Pictures()


@pytest.fixture
def thumbnails(qtbot, loader):
    service = Thumbnails()
    service.open(lambda: loader)
    yield service
    service.close()


def make(qtbot, thumbnails, count: int) -> TileView:
    model, font = Numbers(count), QApplication.font()
    size = QSize(tile_width(font), tile_height(font, ranked=True))
    view = TileView(model, thumbnails, size)
    model.setParent(view)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.resize(size.width() * COLUMNS + view.width() - view.viewport().width() + 6, size.height() * 3)
    view.activateWindow()
    view.setFocus()
    assert model.columns() == COLUMNS
    return view


@pytest.fixture
def view(qtbot, thumbnails):
    return make(qtbot, thumbnails, 30)


class Painted(QObject):
    """Remembers which part of the viewport was painted."""

    def __init__(self, view):
        super().__init__(view)
        self.rects = []
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched, event):
        if event.type() == QEvent.Type.Paint:
            self.rects.append(event.region().boundingRect())
        return False


@pytest.mark.parametrize("first", range(0, 11, 3))
@pytest.mark.parametrize("last", [11, 12, 15, 22])
def test_a_run_holds_what_lies_between(first, last):
    model = Numbers(23)
    model.set_columns(COLUMNS)
    assert model.positions(model.run(first, last)).tolist() == list(range(first, last + 1))


def test_selections_and_positions_are_the_same_thing():
    model = Numbers(23)
    model.set_columns(COLUMNS)
    positions = np.array([0, 1, 2, 5, 7, 8, 9, 10, 11, 12, 13, 22])
    assert model.positions(model.selection_of(positions)).tolist() == positions.tolist()
    assert model.positions(QItemSelection(model.index(0, 0), model.index(5, COLUMNS - 1))).tolist() == list(range(23))


def test_arrows_go_through_the_rows(view):
    view.show_position(3)
    for key, place in [
        (Qt.Key.Key_Right, 4), (Qt.Key.Key_Left, 3), (Qt.Key.Key_Down, 7), (Qt.Key.Key_End, 29),
        (Qt.Key.Key_Down, 29), (Qt.Key.Key_Right, 29), (Qt.Key.Key_Up, 25), (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Up, 0), (Qt.Key.Key_PageDown, 12), (Qt.Key.Key_PageUp, 0),
    ]:  # fmt: skip
        QTest.keyClick(view, key)
        assert view.current_image() == 100 + place, key


def test_down_reaches_the_last_row_where_it_is_short(view):
    view.show_position(27)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current_image() == 129


def test_shift_selects_along_the_rows(qtbot, view):
    view.show_position(2)
    with qtbot.waitSignal(view.selection_changed) as told:
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_images() == told.args[0] == [102, 103, 104, 105, 106]


def test_enter_space_and_the_menu_key(qtbot, view):
    view.show_position(5)
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.viewed) as viewed:
        QTest.keyClick(view, Qt.Key.Key_Space)
    with qtbot.waitSignal(view.menu_wanted) as wanted:
        view.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert chosen.args == viewed.args == [105]
    assert wanted.args[0] == [105]
    assert view.visualRect(view.currentIndex()).contains(view.viewport().mapFromGlobal(wanted.args[1]))


def test_everything_can_be_selected(view):
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_images() == list(range(100, 130))


def test_what_is_selected_stays_so_in_another_layout(qtbot, view):
    view.show_position(1)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    view.resize(view.width() // 2, view.height())
    assert view.model().columns() < COLUMNS
    assert view.selected_images() == [101, 102, 103, 104, 105]
    assert view.current_image() == 105


def test_the_first_tile_in_view_stays_there_in_another_layout(qtbot, thumbnails):
    view = make(qtbot, thumbnails, 400)
    view.verticalScrollBar().setValue(20 * view.rowHeight(0))
    view.resize(view.width() // 2, view.height())
    assert view.model().position(view.indexAt(QPoint(2, 2))) == 20 * COLUMNS


def test_only_what_is_in_view_and_near_it_is_loaded(qtbot, thumbnails, loader):
    view = make(qtbot, thumbnails, 100_000)
    qtbot.waitUntil(lambda: len(loader.loaded) >= 3 * COLUMNS and thumbnails.is_idle())
    assert set(loader.loaded[: 3 * COLUMNS - BATCH]) <= set(range(100, 100 + 4 * COLUMNS))
    assert max(loader.loaded) < 100 + 6 * COLUMNS
    loader.loaded.clear()
    view.scrollToBottom()
    qtbot.waitUntil(lambda: bool(loader.loaded) and thumbnails.is_idle())
    assert min(loader.loaded) > 100_000


def test_an_arriving_picture_paints_its_own_tile_alone(qtbot, view, thumbnails):
    qtbot.waitUntil(thumbnails.is_idle)
    qtbot.wait(20)
    painted = Painted(view)
    thumbnails.arrived.emit(frozenset({106, 9_999}))
    qtbot.waitUntil(lambda: bool(painted.rects))
    assert painted.rects == [view.visualRect(view.model().cell(6))]


def test_hovering_paints_two_tiles(qtbot, view, thumbnails):
    qtbot.waitUntil(thumbnails.is_idle)
    view.mark(100)
    qtbot.wait(20)
    painted = Painted(view)
    view.mark(104)
    qtbot.waitUntil(lambda: bool(painted.rects))
    assert painted.rects == [view.visualRect(view.model().cell(0)) | view.visualRect(view.model().cell(4))]


def test_loading_broken_and_missing_pictures_look_different(qtbot, view, thumbnails):
    qtbot.waitUntil(lambda: thumbnails.is_missing(101) and thumbnails.is_idle())
    thumbnails.close()
    qtbot.wait(20)
    thumbnails._missing.add(101)
    view.refresh()
    picture = view.viewport().grab().toImage()
    rects = [view.visualRect(view.model().cell(place)) for place in (3, 1, 2, 5)]
    loading, broken, card, other = (picture.copy(rect.left(), rect.top() + 5, rect.width(), PICTURE) for rect in rects)
    assert loading == other
    assert loading not in (broken, card)
    assert broken != card
    assert view.palette().color(QPalette.ColorRole.Base) != loading.pixelColor(loading.width() // 2, 20)


def test_a_screen_reader_hears_everything(view):
    spoken = view.model().data(view.model().cell(4), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "name 4, rank 5, score 0.500, 3 up from the reference list, relevant"


@pytest.mark.parametrize(
    ("score", "text"), [(0.12345, "0.123"), (-1, "-1.000"), (-128, "-128.0"), (123_456, "1.2e+05")]
)
def test_scores_are_short(score, text):
    assert score_text(score) == text


def test_wishes_of_the_list_that_asked_last_come_first():
    wishes = Wishes()
    wishes.show(1, [(1, 9), (2, 9)], [(3, 9)])
    wishes.want((7, 9))
    wishes.want((8, 9))
    wishes.show(2, [(4, 9), (2, 9)], [(5, 9)])
    assert wishes.take(3) == [(4, 9), (2, 9), (1, 9)]
    assert wishes.take(9) == [(8, 9), (7, 9), (5, 9), (3, 9)]
    assert not wishes


def test_what_was_scrolled_away_is_wanted_no_more():
    wishes = Wishes()
    wishes.show(1, [(1, 9), (2, 9)], [(3, 9)])
    wishes.show(1, [(2, 9), (3, 9)], [(4, 9)])
    assert wishes.take(9) == [(2, 9), (3, 9), (4, 9)]
