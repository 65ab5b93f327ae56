"""The viewer in the window: what it shows, how it moves, what its keys do."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from explorer.gui.state import member_query


@pytest.fixture
def viewer(qtbot, opened):
    """The viewer on the third image of the collection."""
    ids = opened.session.catalogue.ids
    opened.view(ids, int(ids[2]))
    qtbot.waitUntil(opened.workbench.viewer.pictures.is_idle)
    return opened.workbench.viewer


def view_of(viewer):
    return viewer._main.view


def wheel(view, turns: int, at: QPointF) -> None:
    none = QPoint()
    event = QWheelEvent(
        at, view.mapToGlobal(at), none, QPoint(0, 120 * turns), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def fraction_at(view, at: QPointF) -> tuple[float, float]:
    """Which part of the picture lies under a point of the widget."""
    box = view._target(view.picture.size)
    return (at.x() - box.x()) / box.width(), (at.y() - box.y()) / box.height()


def test_space_opens_the_current_image_and_closes_again(qtbot, opened):
    grid = opened.workbench.grid.view
    grid.show_position(4)
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    viewer = opened.workbench.viewer
    assert opened.workbench.page == "viewer"
    assert viewer.image == grid.current_image()
    qtbot.keyClick(viewer, Qt.Key.Key_Space)
    assert opened.workbench.page == "collection"
    assert grid.hasFocus()


def test_arrows_go_through_the_list_and_the_grid_follows(qtbot, opened, viewer):
    ids = opened.session.catalogue.ids
    assert viewer._counter.text() == "3 of 24"
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.image == ids[3]
    qtbot.keyClick(viewer, Qt.Key.Key_Left)
    qtbot.keyClick(viewer, Qt.Key.Key_Home)
    assert viewer.image == ids[0]
    assert not viewer.commands["previous"].isEnabled()
    qtbot.keyClick(viewer, Qt.Key.Key_End)
    assert viewer._counter.text() == "24 of 24"
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert opened.workbench.grid.view.current_image() == ids[23]


def test_the_wheel_zooms_where_the_pointer_is(viewer):
    view = view_of(viewer)
    viewer.camera.look(5.0, 0.5, 0.5)
    at = QPointF(view.width() * 0.6, view.height() * 0.55)
    before = fraction_at(view, at)
    wheel(view, 1, at)
    assert viewer.camera.zoom == pytest.approx(5.0 * 1.25)
    assert fraction_at(view, at) == pytest.approx(before, abs=1e-6)


def test_keys_zoom_fit_and_show_each_pixel(qtbot, viewer):
    view = view_of(viewer)
    qtbot.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.camera.zoom == pytest.approx(1.25)
    qtbot.keyClick(viewer, Qt.Key.Key_1)
    assert view.scale == pytest.approx(1.0)
    assert viewer._scale.text() == "100 %"
    qtbot.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.camera.zoom == 1.0


def test_a_drag_pans_a_zoomed_picture_and_stops_at_its_edges(qtbot, viewer):
    view = view_of(viewer)
    viewer.camera.look(20.0, 0.5, 0.5)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    view.mouseMoveEvent(_move(view, QPointF(60, 100)))
    assert viewer.camera.x > 0.5
    view.pan(1e6, 1e6)
    box = view._target(view.picture.size)
    assert (box.x(), box.y()) == pytest.approx((0, 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton)


def _move(view, at: QPointF):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    return QMouseEvent(
        QEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, left, Qt.KeyboardModifier.NoModifier
    )


def test_two_pictures_share_zoom_and_pan_and_can_be_swapped(qtbot, opened):
    ids = opened.session.catalogue.ids
    opened.ask(member_query(int(ids[0])))
    qtbot.waitUntil(opened.comparison.complete)
    opened.view(opened.comparison.columns[0].result.ids, opened.comparison.columns[0].result.ids[2])
    viewer = opened.workbench.viewer
    qtbot.keyClick(viewer, Qt.Key.Key_C)
    assert viewer.comparing
    assert viewer._beside._caption.whole.startswith("Query: ")
    qtbot.waitUntil(lambda: viewer._beside.view.picture is not None and viewer._main.view.picture is not None)
    viewer._main.view.zoom_by(8.0, QPointF(5, 5))
    assert viewer._beside.view.camera is viewer._main.view.camera
    assert viewer._beside.view.scale == pytest.approx(viewer._main.view.scale)
    assert viewer._beside.x() < viewer._main.x()
    qtbot.keyClick(viewer, Qt.Key.Key_X)
    viewer.layout().activate()
    assert viewer._beside.x() > viewer._main.x()
    zoom = viewer.camera.zoom
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.camera.zoom == zoom, "comparing detail after detail keeps the place"


def test_the_facts_tell_rank_score_file_and_label(qtbot, opened):
    ids = opened.session.catalogue.ids
    opened.ask(member_query(int(ids[0])))
    qtbot.waitUntil(opened.comparison.complete)
    result = opened.comparison.columns[0].result
    opened.view(result.ids, result.ids[1])
    text = opened.workbench.viewer._facts.text
    assert f"Cosine: rank 2, score {result.scores[1]:.3f}" in text
    assert "GNN re-ranking: " in text
    assert "apple" in text


def test_enter_in_the_viewer_searches(qtbot, opened, viewer):
    qtbot.keyClick(viewer, Qt.Key.Key_Return)
    qtbot.waitUntil(opened.comparison.complete)
    assert opened.comparison.query.member == viewer.image
    assert opened.workbench.page == "results"


def test_a_missing_file_is_named_with_the_reason(qtbot, opened, pictures):
    ids = opened.session.catalogue.ids
    path = opened.session.catalogue.path(int(ids[5]))
    path.unlink()
    opened.view(ids, int(ids[5]))
    viewer = opened.workbench.viewer
    qtbot.waitUntil(lambda: bool(viewer.pictures.fault(path)))
    assert path.name in viewer.pictures.fault(path)
    assert viewer.grab().toImage().pixelColor(5, 5).isValid()


def test_a_large_picture_is_decoded_to_the_screen_and_wholly_when_zoomed(qtbot, opened, pictures):
    ids = opened.session.catalogue.ids
    path = opened.session.catalogue.path(int(ids[1]))
    noise = np.random.default_rng(0).integers(0, 255, (1500, 3000, 3), np.uint8)
    Image.fromarray(noise).save(path)
    opened.view(ids, int(ids[1]))
    viewer = opened.workbench.viewer
    view = view_of(viewer)
    qtbot.waitUntil(lambda: view.picture is not None)
    assert view.picture.size == (3000, 1500)
    assert view.picture.levels[0].width() <= view.width() * view.devicePixelRatioF()
    view.show_all_pixels()
    qtbot.waitUntil(lambda: view.picture.detail == 1.0)
    assert view.scale == pytest.approx(1.0)


def test_full_screen_leaves_the_picture_alone_and_escape_brings_all_back(qtbot, opened, viewer):
    assert opened.panels.map_dock.isVisible()
    opened.commands["full_screen"].trigger()
    assert opened.isFullScreen()
    assert not opened.menuBar().isVisible()
    assert not opened.panels.map_dock.isVisible()
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not opened.isFullScreen()
    assert opened.menuBar().isVisible()
    assert opened.panels.map_dock.isVisible()


def test_a_feature_file_shows_cards_and_nothing_that_would_do_nothing(qtbot, window, tmp_path):
    path = tmp_path / "vectors.npz"
    np.savez(path, features=np.eye(6, 4, dtype=np.float32), labels=np.array(["a", "b"] * 3))
    window.session.open(path)
    qtbot.waitUntil(lambda: len(window.session.catalogue) == 6)
    ids = window.session.catalogue.ids
    window.view(ids, int(ids[1]))
    viewer = window.workbench.viewer
    assert view_of(viewer)._subject.path is None
    assert not viewer.commands["zoom_in"].isEnabled()
    assert not window.commands["reveal"].isEnabled()
    assert "Label: b" in viewer._facts.text


def test_the_viewer_ends_its_thread(qtbot, opened, viewer):
    thread = viewer.pictures._thread
    assert thread.is_alive()
    opened.close()
    assert not thread.is_alive()
