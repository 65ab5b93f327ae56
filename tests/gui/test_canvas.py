"""The planes of the map and the graph: what is under the pointer, what is marked, what is drawn."""

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPixmap

from explorer.gui.canvas import colours
from explorer.gui.canvas.density import density_picture
from explorer.gui.canvas.grid_index import GridIndex
from explorer.gui.graph_view import GraphView
from explorer.gui.map_view import MAX_POINTS, MapView


class PlainThumbnails(QObject):
    ready = Signal(int)

    def pixmap(self, image_id: int, size: int) -> QPixmap:
        pixmap = QPixmap(size, size)
        pixmap.fill(QColor("red" if image_id == 1 else "blue"))
        return pixmap


@pytest.fixture
def thumbnails() -> PlainThumbnails:
    return PlainThumbnails()


def show(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(500, 400)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def pixel_of(pane, row: int) -> QPoint:
    return pane.plot.mapFromScene(pane.plot.getViewBox().mapViewToScene(QPointF(*pane.positions[row])))


@pytest.mark.parametrize("n", [0, 1, 7, 500])
def test_nearest_equals_a_linear_scan(n):
    rng = np.random.default_rng(n)
    positions = rng.normal(size=(n, 2)) * (5, 1)
    index = GridIndex(positions)
    for x, y in rng.normal(size=(100, 2)) * (6, 1.5):
        distances = ((positions - (x, y)) ** 2 / (0.3**2, 0.1**2)).sum(axis=1)
        expected = int(distances.argmin()) if n and distances.min() <= 1 else None
        assert index.nearest(x, y, (0.3, 0.1)) == expected


def test_nearest_with_all_points_in_one_place():
    assert GridIndex(np.zeros((50, 2))).nearest(0.001, 0, (0.01, 0.01)) in range(50)


def test_frequent_labels_get_the_first_colours_and_the_empty_label_none():
    codes = colours.category_codes(["b", "a", "a", "", "a", "b"])
    assert codes.tolist() == [1, 0, 0, -1, 0, 1]


def test_density_counts_points():
    picture = density_picture(np.array([[0, 0], [0, 0], [1, 1.0]]), 3, QColor("black"))
    alpha = picture[..., 3]
    assert alpha[0, 0] == 255
    assert 40 < alpha[2, 2] < 255
    assert np.count_nonzero(alpha) == 2


def test_a_click_on_a_point_names_its_image_and_a_hover_marks_it(qtbot, thumbnails):
    view = show(qtbot, MapView(thumbnails))
    view.set_points(np.array([11, 12, 13]), np.array([[0, 0], [10, 0], [0, 10.0]]), ["a", "b", ""])
    qtbot.wait(50)
    port = view.plot.viewport()
    with qtbot.waitSignal(view.image_hovered) as hovered:
        qtbot.mouseMove(port, pixel_of(view, 1))
    with qtbot.waitSignal(view.image_clicked) as clicked:
        qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=pixel_of(view, 1))
    assert (hovered.args, clicked.args, view.hovered) == ([12], [12], 12)


def test_marks_of_images_that_are_not_on_the_map_are_left_out(qtbot, thumbnails):
    view = show(qtbot, MapView(thumbnails))
    view.set_points(np.array([30, 10, 20]), np.eye(3)[:, :2])
    view.set_marks(10, [20, 99, 30, -1])
    assert len(view._results.data) == 2
    assert view._query.data["x"].tolist() == [0.0]


def test_very_many_points_become_a_density_picture(qtbot, thumbnails):
    view = show(qtbot, MapView(thumbnails))
    rng = np.random.default_rng(0)
    view.set_points(np.arange(MAX_POINTS + 1), rng.normal(size=(MAX_POINTS + 1, 2)))
    assert view._density is not None
    assert len(view._points.data) == 0


def test_the_network_paints_thumbnails_and_answers_clicks(qtbot, thumbnails):
    view = show(qtbot, GraphView(thumbnails))
    edges = [(0, 1, 0.9, True), (1, 2, 0.5, False)]
    view.set_network(np.array([1, 2, 3]), np.array([[0, 0], [4, 0], [4, 4.0]]), edges, 0, {2: 0, 3: 1})
    qtbot.wait(50)
    centre = pixel_of(view, 0)
    image = view.plot.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    assert image.pixelColor(round(centre.x() * ratio), round(centre.y() * ratio)) == QColor("red")
    with qtbot.waitSignal(view.image_clicked) as clicked:
        qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel_of(view, 2))
    assert clicked.args == [3]


def test_keys_zoom_and_show_everything(qtbot, thumbnails):
    view = show(qtbot, MapView(thumbnails))
    view.set_points(np.arange(2), np.array([[0, 0], [1, 1.0]]))
    before = view.plot.getViewBox().viewRange()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert np.ptp(view.plot.getViewBox().viewRange()[0]) < np.ptp(before[0])
    qtbot.keyClick(view, Qt.Key.Key_Home)
    np.testing.assert_allclose(view.plot.getViewBox().viewRange(), before)
