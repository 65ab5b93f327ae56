"""The map and the graph as a person meets them: pointing, clicking, keys, encircling, colours."""

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLayout

from explorer.gui.canvas import colours
from explorer.gui.graph_hands import EditableGraph
from explorer.gui.graph_panel import GraphPanel
from explorer.gui.graph_view import GraphView
from explorer.gui.map_panel import MapPanel
from explorer.gui.map_view import MOST_PICTURES, MapView


class PlainThumbnails(QObject):
    ready = Signal(int)
    missing: frozenset[int] = frozenset()

    def pixmap(self, image: int, size: int) -> QPixmap | None:
        if image in self.missing:
            return None
        pixmap = QPixmap(size, size)
        pixmap.fill(QColor("red" if image == 1 else "blue"))
        return pixmap

    def is_missing(self, image: int) -> bool:
        return image in self.missing


@pytest.fixture
def thumbnails() -> PlainThumbnails:
    return PlainThumbnails()


def show(qtbot, widget):
    qtbot.addWidget(widget)
    if widget.layout() is not None:
        # As in a dock: a panel whose least size changes would otherwise tell the window system each time.
        widget.layout().setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    widget.resize(500, 400)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def plane(qtbot, thumbnails) -> MapView:
    """A map of three images, far apart."""
    view = show(qtbot, MapView(thumbnails))
    view.set_points(np.array([11, 12, 13]), np.array([[0, 0], [10, 0], [0, 10.0]]))
    view.finish()
    return view


def test_a_click_on_a_point_names_its_image_and_a_hover_marks_it(qtbot, plane):
    qtbot.mouseMove(plane, QPoint(3, 3))  # the pointer may lie on the image already
    with qtbot.waitSignal(plane.image_hovered) as hovered:
        qtbot.mouseMove(plane, plane.pixel_of(1))
    with qtbot.waitSignal(plane.image_clicked) as clicked:
        qtbot.mouseClick(plane, Qt.MouseButton.LeftButton, pos=plane.pixel_of(1))
    assert (hovered.args, clicked.args, plane.hovered) == ([12], [12], 12)


def test_a_drag_pans_and_asks_for_nothing(qtbot, plane):
    asked = []
    plane.image_clicked.connect(asked.append)
    start = plane.pixel_of(1)
    qtbot.mousePress(plane, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(plane, start - QPoint(60, 40))
    qtbot.mouseRelease(plane, Qt.MouseButton.LeftButton, pos=start - QPoint(60, 40))
    assert (plane.pixel_of(1) - (start - QPoint(60, 40))).manhattanLength() <= 2
    assert asked == []


def test_keys_move_zoom_and_show_everything(qtbot, plane):
    before = plane.view
    qtbot.keyClick(plane, Qt.Key.Key_Plus)
    assert plane.view.scale > before.scale
    qtbot.keyClick(plane, Qt.Key.Key_Right)
    assert plane.view.x > before.x
    for key in (Qt.Key.Key_0, Qt.Key.Key_Home):
        qtbot.keyClick(plane, Qt.Key.Key_Minus)
        qtbot.keyClick(plane, key)
        assert plane.view == before


def test_keys_go_through_the_results_and_say_where_they_are(qtbot, plane):
    plane.set_marks([11], [13, 99, 12])
    said = []
    for _ in range(4):
        qtbot.keyClick(plane, Qt.Key.Key_PageDown)
        said.append(plane.accessibleDescription())
    assert said == ["1 of 3, 11, query", "2 of 3, 13, rank 1", "3 of 3, 12, rank 3", "1 of 3, 11, query"]
    with qtbot.waitSignal(plane.viewed) as viewed:
        qtbot.keyClick(plane, Qt.Key.Key_Space)
    with qtbot.waitSignal(plane.image_clicked) as chosen:
        qtbot.keyClick(plane, Qt.Key.Key_Return)
    assert viewed.args == chosen.args == [11]


def test_the_wheel_zooms_about_the_pointer(qtbot, plane):
    at = plane.pixel_of(2)
    plane.zoom(3.0, at.toPointF())
    assert (plane.pixel_of(2) - at).manhattanLength() <= 1


def test_what_was_encircled_is_told_and_taken_back(qtbot, plane):
    corners = [plane.pixel_of(0) + QPoint(-20, -20), plane.pixel_of(1) + QPoint(20, -20)]
    corners += [plane.pixel_of(1) + QPoint(20, 20), plane.pixel_of(0) + QPoint(-20, 20)]
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.mousePress(plane, Qt.MouseButton.LeftButton, shift, corners[0])
    for corner in corners[1:]:
        qtbot.mouseMove(plane, corner)
    with qtbot.waitSignal(plane.lassoed) as caught:
        qtbot.mouseRelease(plane, Qt.MouseButton.LeftButton, shift, corners[-1])
    assert caught.args[0].tolist() == [11, 12]
    with qtbot.waitSignal(plane.lassoed) as caught:
        qtbot.keyClick(plane, Qt.Key.Key_Escape)
    assert len(caught.args[0]) == 0


def test_a_filter_greys_what_it_leaves_out(qtbot, plane):
    def coloured():
        plane.finish()
        image, at = plane.grab().toImage(), plane.pixel_of(1)
        return image.pixelColor(at).saturation()

    plane.set_pictures(False)
    plane.set_mode("none")
    before = coloured()
    plane.set_within(np.array([11, 13]))
    assert coloured() < before / 2
    plane.set_within(None)
    assert coloured() == before


@pytest.mark.parametrize("positions", [[[2, 3]], [[0, 0], [1, 1]], [[5, 5]] * 40, []])
def test_few_and_identical_points_are_drawn(qtbot, thumbnails, positions):
    view = show(qtbot, MapView(thumbnails))
    view.set_points(np.arange(len(positions)), np.array(positions, float).reshape(-1, 2))
    view.set_marks([0], list(range(1, len(positions))))
    view.finish()
    assert not view.grab().isNull()
    assert view.busy is False


def test_pictures_show_where_few_images_are_in_view(qtbot, thumbnails):
    view = show(qtbot, MapView(thumbnails))
    count = MOST_PICTURES + 500
    view.set_points(np.arange(count), np.random.default_rng(0).uniform(size=(count, 2)))
    view.finish()
    assert len(view.pictured) == 0
    view.zoom(8.0)
    view.finish()
    assert len(view.pictured) > 5
    view.set_pictures(False)
    view.finish()
    assert len(view.pictured) == 0


def test_labels_isolate_and_ranks_colour(qtbot, thumbnails):
    view = MapView(thumbnails)
    panel = show(qtbot, MapPanel(view, print, print))
    view.set_points(np.arange(6), np.random.default_rng(0).uniform(size=(6, 2)))
    view.set_labels(np.array([0, 0, 0, 1, 1, -1]), ["pear", "fig"])
    buttons = [b for b in panel.findChildren(type(panel.lasso)) if b.accessibleName().endswith("images")]
    assert [button.accessibleName() for button in buttons] == ["pear, 3 images", "fig, 2 images", "no label, 1 images"]
    buttons[1].click()
    assert view.isolated == 1
    buttons[1].click()
    assert view.isolated is None
    view.set_marks([], [3, 4], [0.9, 0.5])
    view.set_mode("score")
    view.finish()
    assert not panel.grab().isNull()


def test_the_graph_paints_pictures_and_cards_and_answers_clicks(qtbot, thumbnails):
    thumbnails.missing = frozenset({3})
    view = show(qtbot, GraphView(thumbnails))
    edges = [(0, 1, 0.9, True), (1, 2, 0.5, False)]
    positions = np.array([[-1, -1], [1, -1], [1, 1.0]])
    view.set_network(np.array([1, 2, 3]), positions, edges, 0, {2: 0, 3: 1}, previous=[-1, 0, 1])
    view.finish()
    image = view.grab().toImage()
    ratio, centre = image.devicePixelRatio(), view.pixel_of(0)
    assert image.pixelColor(round(centre.x() * ratio), round(centre.y() * ratio)) == QColor("red")
    with qtbot.waitSignal(view.image_clicked) as clicked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.pixel_of(2))
    assert clicked.args == [3]
    view.set_hovered(3)
    assert view.grab().toImage() != image


def test_the_graph_tells_rank_path_and_hubs(qtbot, thumbnails):
    view = show(qtbot, GraphView(thumbnails))
    edges = [(0, 1, 0.5, True), (1, 2, 0.5, False)]
    options = {"previous": [-1, 0, 1], "listed": [1, 2, 30], "hub": 10.0}
    view.set_network(np.array([1, 2, 3]), np.eye(3)[:, :2], edges, 0, {3: 1}, **options)
    assert view._lines(3) == ["3", "rank 2", "reached over 1 image: 0.25", "hub: in 30 lists"]
    view.clear()
    assert len(view.ids) == 0


def test_options_of_the_graph_become_a_request(qtbot, thumbnails):
    panel = show(qtbot, GraphPanel(EditableGraph(thumbnails), lambda _: ({}, colours.Labelling(np.empty(0, np.uint8)))))
    assert panel.options.payload() == {"neighbours": 10, "hops": 1, "layout": "force", "limit": 72}


@pytest.mark.parametrize("width", [220, 430, 900])
def test_controls_fit_into_narrow_and_wide_panels(qtbot, thumbnails, width):
    view = MapView(thumbnails)
    panel = show(qtbot, MapPanel(view, print, print))
    panel.show_kinds(["umap", "pca"], "pca")
    panel.resize(width, 400)
    qtbot.wait(1)
    assert panel.minimumSizeHint().width() <= 220
    buttons = [b for b in panel.findChildren(type(panel.lasso)) if b.isVisible()]
    assert all(panel.rect().contains(b.geometry().translated(b.parentWidget().pos())) for b in buttons)
    assert colours.CATEGORIES
