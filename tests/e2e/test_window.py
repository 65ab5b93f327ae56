"""The window on the real processes, from a folder of pictures to a re-ranked list."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from explorer.collection.catalogue import Catalogue
from explorer.gui.app import connect
from explorer.gui.dragging import images_mime
from explorer.gui.main_window import MainWindow
from explorer.gui.settings import Settings
from explorer.gui.theme import Theme
from explorer.workspace.places import workspace_for
from explorer.workspace.store import Workspace

PATIENCE_MS = 300_000
"""Two cores may be busy with something else; nothing here is a measurement."""

SHAPES = ("circle", "cross", "bars", "frame")


@pytest.fixture(scope="module")
def pictures(tmp_path_factory) -> Path:
    """40 pictures of 4 shapes, in a folder each, and one file that is no picture."""
    rng, root = np.random.default_rng(0), tmp_path_factory.mktemp("shapes")
    for shape in SHAPES:
        (root / shape).mkdir()
        for number in range(10):
            draw_shape(rng, shape).save(root / shape / f"{shape}-{number}.jpg", quality=90)
    (root / "circle" / "broken.jpg").write_text("This is no picture.")
    return root


def draw_shape(rng: np.random.Generator, shape: str) -> Image.Image:
    image = Image.new("RGB", (160, 120), tuple(int(c) for c in rng.integers(170, 255, 3)))
    pen, colour = ImageDraw.Draw(image), tuple(int(c) for c in rng.integers(0, 120, 3))
    x, y, r = *(int(v) for v in rng.integers(45, 75, 2)), int(rng.integers(22, 40))
    if shape == "circle":
        pen.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    elif shape == "cross":
        pen.line((x - r, y - r, x + r, y + r), fill=colour, width=9)
        pen.line((x + r, y - r, x - r, y + r), fill=colour, width=9)
    elif shape == "bars":
        for step in range(0, 3 * r, 14):
            pen.rectangle((x - r + step, y - r, x - r + step + 6, y + r), fill=colour)
    else:
        pen.rectangle((x - r, y - r, x + r, y + r), outline=colour, width=7)
    return image


@pytest.fixture
def window(qtbot, qapp):
    shown = MainWindow(Settings(), Theme(qapp, "light"), connect)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.start(None)
    yield shown
    shown.close()
    shown.deleteLater()


def drop(window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop_data(window, data)


def drop_data(window, data: QMimeData) -> None:
    at, actions = QPoint(300, 300), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(at, actions, data, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(at), actions, data, buttons, keys))


def test_from_a_folder_to_a_slider(qtbot, window, pictures, tmp_path):
    drop(window, pictures)
    qtbot.waitUntil(lambda: len(window.session.catalogue) >= 40, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: bool(window.comparison.methods), timeout=PATIENCE_MS)

    outside = tmp_path / "outside.jpg"
    draw_shape(np.random.default_rng(99), "circle").save(outside)
    drop(window, outside)
    qtbot.waitUntil(window.comparison.complete, timeout=PATIENCE_MS)
    for column in window.comparison.columns:
        assert len(column.result.ids) == 40
        view = window.workbench.columns.widget_of(column.key).view
        assert view.isVisible()
        assert view.model().rowCount() > 0
    qtbot.waitUntil(window.thumbnails.is_idle, timeout=PATIENCE_MS)

    hover_a_tile(qtbot, window)
    click_a_node(qtbot, window)
    first, second = window.comparison.columns
    assert first.result.relevant is not None, "the query is a member now, so its label is known"
    assert 0 <= second.result.average_precision <= 1

    move_a_slider(qtbot, window)
    go_back_and_forward(qtbot, window)
    look_at_one(qtbot, window)
    filter_by_name(qtbot, window)
    drag_two_tiles(qtbot, window)
    qtbot.waitUntil(lambda: not window.jobs.running(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: len(window.panels.map.ids) == 40, timeout=PATIENCE_MS)
    problems = [job.problems for number in range(1, 200) if (job := window.jobs.job(number)) and job.problems]
    assert [Path(path).name for path, _ in problems[0]] == ["broken.jpg"]


def tile_at(view, position: int) -> QPoint:
    return view.visualRect(view.model().cell(position)).center()


def hover_a_tile(qtbot, window) -> None:
    """Point at an image of the first column: it is marked in the second, on the map and in the graph."""
    first, second = (window.workbench.columns.widget_of(column.key).view for column in window.comparison.columns)
    qtbot.waitUntil(lambda: len(window.panels.map.ids) == 40, timeout=PATIENCE_MS)
    qtbot.mouseMove(first.viewport(), tile_at(first, 0))
    qtbot.mouseMove(first.viewport(), tile_at(first, 1))
    image = first.model().image(1)
    qtbot.waitUntil(lambda: second.marked == image)
    assert window.panels.map.hovered == image
    assert window.panels.graph.hovered == image


def go_back_and_forward(qtbot, window) -> None:
    """Return to the picture from outside and come again, by keys."""
    now = window.comparison.query
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.comparison.query.terms[0].kind == "file", timeout=PATIENCE_MS)
    qtbot.waitUntil(window.comparison.complete, timeout=PATIENCE_MS)
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.comparison.query == now and window.comparison.complete(), timeout=PATIENCE_MS)


def look_at_one(qtbot, window) -> None:
    """Space shows the image of the current tile large, an arrow the next, Escape leads back."""
    view = window.workbench.columns.widget_of(window.comparison.columns[0].key).view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=tile_at(view, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.workbench.page == "viewer")
    assert window.workbench.viewer.image == view.model().image(0)
    qtbot.keyClick(window.workbench.viewer, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.workbench.viewer.image == view.model().image(1))
    qtbot.keyClick(window.workbench.viewer, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.workbench.page == "results")


def filter_by_name(qtbot, window) -> None:
    """Words in the name restrict the searches themselves, until they are cleared."""
    window.commands["filter"].trigger()
    qtbot.keyClicks(window.workbench.filter_bar.focusWidget(), "cross")
    lists = lambda: [len(column.result.ids) for column in window.comparison.columns]  # noqa: E731
    qtbot.waitUntil(lambda: window.comparison.complete() and max(lists()) <= 10, timeout=PATIENCE_MS)
    names = {window.session.catalogue.name(image) for image in window.comparison.columns[0].result.ids}
    assert names
    assert all(name.startswith("cross") for name in names)
    window.commands["clear_filters"].trigger()
    qtbot.waitUntil(lambda: window.comparison.complete() and min(lists()) >= 39, timeout=PATIENCE_MS)


def drag_two_tiles(qtbot, window) -> None:
    """Two selected tiles dropped on the window become one query of two members."""
    view = window.workbench.columns.widget_of(window.comparison.columns[1].key).view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=tile_at(view, 1))
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, pos=tile_at(view, 2)
    )
    wanted = view.selected_images()
    assert len(wanted) == 2
    drop_data(window, images_mime(wanted, window.session.catalogue))
    qtbot.waitUntil(lambda: len(window.comparison.query.terms) == 2, timeout=PATIENCE_MS)
    assert [term.value for term in window.comparison.query.terms] == wanted
    qtbot.waitUntil(window.comparison.complete, timeout=PATIENCE_MS)


def click_a_node(qtbot, window) -> None:
    """Click with the mouse on an image of the graph: it becomes the query."""
    graph = window.panels.graph
    qtbot.waitUntil(lambda: window.linking.has_network and len(graph.ids) > 3, timeout=PATIENCE_MS)
    row = 3
    at, wanted = graph.pixel_of(row), int(graph.ids[row])
    qtbot.mouseMove(graph, at)
    qtbot.mouseClick(graph, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(
        lambda: window.comparison.query.member is not None and window.comparison.complete(), timeout=PATIENCE_MS
    )
    assert window.comparison.query.member == wanted


def move_a_slider(qtbot, window) -> None:
    """Move the first live slider of the second column: the list is ranked anew with that value."""
    column = window.comparison.columns[1]
    widget = window.workbench.columns.widget_of(column.key)
    widget.head.sliders.click()
    live = [p for p in window.comparison.spec(column).parameters if p.stage == "query" and p.kind in ("int", "float")]
    slider = widget.parameters.row(live[0].name).slider
    slider.setValue(slider.value() + max(1, slider.maximum() // 3))
    wanted = dict(column.pipeline.ranker.parameters)
    assert wanted[live[0].name] != live[0].default
    qtbot.waitUntil(window.comparison.complete, timeout=PATIENCE_MS)
    assert column.result.pipeline == str(column.pipeline)


def test_quitting_while_a_job_runs_loses_nothing(qtbot, qapp, pictures, explorer_home):
    window = MainWindow(Settings(), Theme(qapp, "light"), connect)
    with qtbot.waitExposed(window):
        window.show()
    window.start(pictures)
    qtbot.waitUntil(lambda: bool(window.jobs.running()) and len(window.session.catalogue) > 0, timeout=PATIENCE_MS)
    began = time.monotonic()
    window.close()
    assert time.monotonic() - began < 10, "closing waits for no job"
    window.deleteLater()

    with Workspace.open(workspace_for(pictures), write=True) as workspace:
        assert workspace.read_only_reason is None, "the lock is free"
        assert workspace.verify() == []
        with Catalogue(workspace.catalogue_path, write=False) as catalogue:
            assert len(catalogue.ids("all")) >= 40
    again = MainWindow(Settings(), Theme(qapp, "light"), connect)
    again.start(pictures)
    qtbot.waitUntil(
        lambda: bool(again.comparison.methods) and not again.jobs.running() and len(again.session.catalogue) == 40,
        timeout=PATIENCE_MS,
    )
    again.close()
    again.deleteLater()


NUMERIC = ("torch", "faiss", "umap", "openvino", "scipy", "transformers", "onnxruntime", "sklearn", "numba")

WATCHED = """
import sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from explorer.gui import app

def look():
    window = next((w for w in QApplication.topLevelWidgets() if getattr(w, "is_whole", False)), None)
    if window is None:
        return
    if window.comparison.query is None:
        if window.comparison.methods and len(window.session.catalogue):
            window.queries.search_members([int(window.session.catalogue.ids[0])])
    elif window.comparison.complete() and window.panels.map is not None and window.linking.has_network:
        print("LOADED", *sorted(name for name in sys.modules if "." not in name))
        window.close()
        QApplication.quit()

timer = QTimer()
timer.timeout.connect(look)
QTimer.singleShot(0, lambda: timer.start(100))
sys.exit(app.run_window(Path(sys.argv[1])))
"""


def test_the_live_window_process_holds_no_numeric_engine(pictures):
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(pictures)],
        capture_output=True, text=True, timeout=PATIENCE_MS / 1000, check=False, env=os.environ,
    )  # fmt: skip
    assert "LOADED" in done.stdout, done.stderr
    loaded = set(done.stdout.partition("LOADED")[2].split())
    assert "PySide6" in loaded
    assert loaded.isdisjoint(NUMERIC)


def test_the_screenshot_shows_the_comparison(pictures, tmp_path):
    target = tmp_path / "shots" / "window.png"
    done = subprocess.run(
        [sys.executable, "-m", "explorer", str(pictures), "--screenshot", str(target)],
        capture_output=True, text=True, timeout=PATIENCE_MS / 1000, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "cosine for " in done.stdout
    assert "gnn-rerank for " in done.stdout
    with Image.open(target) as picture:
        assert picture.size == (1440, 900)
        assert len(picture.convert("RGB").resize((72, 45)).getcolors(10_000)) > 50, "the picture is not empty"


def test_a_bad_path_is_one_sentence_and_status_2(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "explorer", str(tmp_path / "nowhere"), "--screenshot", str(tmp_path / "x.png")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_thread_of_the_window_outlives_it(qtbot, qapp):
    before = set(threading.enumerate())
    window = MainWindow(Settings(), Theme(qapp, "light"), connect)
    window.start(None)
    qtbot.waitUntil(lambda: window.panels.graph is not None)
    window.close()
    window.deleteLater()
    assert not [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
