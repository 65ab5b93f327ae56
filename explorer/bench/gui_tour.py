"""Drives the real window through everything it can do, and leaves a picture of each station.

    python -m explorer.bench.gui_tour OUT [--collection PATH] [--themes light,dark] [--scales 1,2]

Each pair of theme and scale is a process of its own; the pictures are named `OUT/THEME-SCALEx/NN-station.png`. The
first process finds no workspace of the collection where OUT is new, so that reading it is seen as well.
"""

import argparse
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from itertools import product
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMenu, QWidget

from explorer.bench.gui import environment
from explorer.bench.gui_probe import Hand, Probe
from explorer.gui.tile_view import TileView
from explorer.protocol import resources
from explorer.protocol.naming import parse_pipeline

Station = Callable[["Tour"], None]
STATIONS: list[Station] = []


def station(function: Station) -> Station:
    """Put a function into the tour; its name is that of the picture."""
    STATIONS.append(function)
    return function


class Tour:
    """A window, and where its pictures go.

    Attributes:
        probe: eyes and hands.
        collection: what is opened.
        failures: stations that could not be reached.
    """

    def __init__(self, collection: Path, folder: Path, probe: Probe) -> None:
        self.collection = collection
        self.probe = probe
        self.window = probe.window
        self.failures: list[str] = []
        self._folder = folder

    def go(self) -> None:
        """Visit every station; one that fails is told of, and the next is visited."""
        for number, visit in enumerate(STATIONS, start=1):
            name = visit.__name__.replace("_", "-")
            try:
                visit(self)
                self.probe.rest(0.4)
                self.take(f"{number:02d}-{name}")
            except Exception:  # noqa: BLE001 - whatever one station does, the others are to be seen
                self.failures.append(f"{name}: {traceback.format_exc()}")

    def take(self, name: str) -> None:
        """A picture of the window, with any other window of the program beside it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(self._folder / f"{name}.png"))
        for other in QApplication.topLevelWidgets():
            if other is not self.window and other.isVisible() and other.width() > 60:
                other.grab().save(str(self._folder / f"{name}-{type(other).__name__}.png"))

    def command(self, name: str) -> None:
        """Choose a command of a menu."""
        self.window.commands[name].trigger()

    def search(self, row: int) -> None:
        """Ask for an image of the collection, and wait for everything."""
        self.window.queries.search_members([int(self.window.session.catalogue.ids[row])])
        self.answered()

    def answered(self) -> None:
        """Wait until all columns, the graph and all pictures are there."""
        self.probe.until(self.probe.answered, "the answers")
        self.probe.until(lambda: self.window.linking.has_network, "the graph", 20)
        self.probe.settle()

    def cell(self, view: TileView, position: int) -> QPoint:
        """The middle of a tile."""
        return view.visualRect(view.model().index(*divmod(position, view.model().columnCount()))).center()

    def large(self, dock: QDockWidget) -> None:
        """Give a panel half of the window."""
        dock.show()
        dock.raise_()
        self.window.resizeDocks([dock], [self.window.width() // 2], Qt.Orientation.Horizontal)
        self.window.resizeDocks([dock], [self.window.height() - 240], Qt.Orientation.Vertical)
        self.probe.rest(0.5)


@station
def welcome(tour: Tour) -> None:
    """What is seen first."""
    tour.probe.rest(0.5)


@station
def something_dragged_over(tour: Tour) -> None:
    """A folder hangs over the window."""
    _hang(tour, tour.collection)


@station
def opening(tour: Tour) -> None:
    """The collection is being read."""
    QApplication.sendEvent(tour.window, QDragLeaveEvent())
    tour.window.session.open(tour.collection)
    tour.probe.until(lambda: len(tour.window.session.catalogue) > 0, "the catalogue")
    tour.probe.rest(2.0)


@station
def collection(tour: Tour) -> None:
    """All images, some selected."""
    tour.probe.until(lambda: bool(tour.window.comparison.methods), "the features")
    tour.probe.settle()
    tour.command("show_collection")
    view = tour.window.workbench.grid.view
    hand = Hand(view.viewport())
    for position, key in ((1, Qt.KeyboardModifier.NoModifier), (9, Qt.KeyboardModifier.ShiftModifier)):
        hand.press(tour.cell(view, position), key)
        hand.release(tour.cell(view, position), key)


@station
def filters(tour: Tour) -> None:
    """The bar of filters, with words in the name."""
    tour.command("filter")
    field = tour.window.workbench.filter_bar.focusWidget()
    name = tour.window.session.catalogue.name(int(tour.window.session.catalogue.ids[-1]))
    _type(field, name[:3])
    tour.probe.rest(1.0)
    tour.probe.settle()


@station
def filter_leaves_nothing(tour: Tour) -> None:
    """No image passes."""
    _type(tour.window.workbench.filter_bar.focusWidget(), "zzzz")
    tour.probe.rest(1.0)


@station
def results(tour: Tour) -> None:
    """Two columns for an image of the collection."""
    tour.command("clear_filters")
    tour.probe.rest(0.5)
    tour.search(_telling(tour))


@station
def hovering(tour: Tour) -> None:
    """An image is pointed at in the second column."""
    view = tour.probe.views()[1]
    Hand(view.viewport()).move(tour.cell(view, 3))


@station
def parameters(tour: Tour) -> None:
    """Sliders of a method."""
    tour.window.workbench.columns.widget_of(tour.window.comparison.columns[1].key).head.sliders.setChecked(True)
    tour.probe.settle()


@station
def five_columns(tour: Tour) -> None:
    """As many methods as there are by default."""
    tour.window.workbench.columns.widget_of(tour.window.comparison.columns[1].key).head.sliders.setChecked(False)
    for name in ("diffusion", "alpha-qe", "k-reciprocal"):
        tour.window.comparison.add_column(parse_pipeline(name))
    tour.answered()


@station
def three_columns_narrow(tour: Tour) -> None:
    """A small window."""
    for column in tour.window.comparison.columns[3:]:
        tour.window.comparison.remove_column(column.key)
    tour.window.resize(900, 600)
    tour.probe.settle()


@station
def several_images_as_query(tour: Tour) -> None:
    """One more of them, one less, and one from outside."""
    tour.window.resize(1440, 900)
    ids = tour.window.session.catalogue.ids
    tour.window.queries.add_members([int(ids[len(ids) // 2])])
    tour.window.queries.add_members([int(ids[len(ids) // 3])], -1)
    tour.answered()


@station
def picture_dragged_over_results(tour: Tour) -> None:
    """What letting go would do."""
    _hang(tour, next(resources.find("demo/images").rglob("*.jpg")))


@station
def region(tour: Tour) -> None:
    """A part of the image is chosen."""
    QApplication.sendEvent(tour.window, QDragLeaveEvent())
    tour.search(_telling(tour))
    tour.command("search_region")
    tour.probe.rest(1.0)


@station
def viewer(tour: Tour) -> None:
    """One image large."""
    _escape(tour)
    images = list(tour.window.comparison.columns[0].result.ids)
    tour.window.view(images, images[2])
    tour.probe.rest(1.0)


@station
def viewer_comparing(tour: Tour) -> None:
    """Two images, one zoom."""
    tour.window.workbench.viewer.commands["compare"].trigger()
    tour.window.workbench.viewer.commands["zoom_in"].trigger()
    tour.probe.rest(1.0)


@station
def map_by_label(tour: Tour) -> None:
    """The map, large."""
    tour.window.workbench.viewer.commands["close"].trigger()
    tour.window.resize(1440, 900)
    tour.large(tour.window.panels.map_dock)
    tour.window.panels.map.fit()
    tour.probe.rest(1.5)


@station
def map_encircling(tour: Tour) -> None:
    """A line around some images."""
    view = tour.window.panels.map
    hand, key = Hand(view), Qt.KeyboardModifier.ShiftModifier
    middle = QPointF(view.width() * 0.6, view.height() * 0.4)
    ring = [
        middle + QPointF(*place) * view.height() * 0.15 for place in ((0, 0), (1, 0.2), (1.2, 1), (0.3, 1.3), (0, 0.4))
    ]
    hand.press(ring[0].toPoint(), key)
    for place in ring[1:]:
        hand.move(place.toPoint(), key)
    hand.release(ring[-1].toPoint(), key)
    tour.probe.settle()


@station
def map_of_ranks_with_pictures(tour: Tour) -> None:
    """Close to the query, coloured by rank."""
    tour.command("clear_filters")
    view = tour.window.panels.map
    tour.window.commands["show_results"].trigger()
    view.set_mode("rank")
    view.set_pictures(True)
    place = view.pixel_of(int(view.rows_of(view.ids[:1])[0]))
    view.zoom(6.0, QPointF(place))
    tour.probe.settle()
    tour.probe.rest(1.0)


@station
def graph(tour: Tour) -> None:
    """The neighbourhood, large, with one node pointed at."""
    view = tour.window.panels.map
    view.set_mode("label")
    view.fit()
    tour.large(tour.window.panels.graph_dock)
    plane = tour.window.panels.graph
    plane.fit()
    tour.probe.rest(1.0)
    Hand(plane).move(plane.pixel_of(5))
    tour.probe.settle()


@station
def menu_of_an_image(tour: Tour) -> None:
    """What can be done with it."""
    view = tour.probe.views()[0]
    hand = Hand(view.viewport())
    hand.press(tour.cell(view, 2))
    hand.release(tour.cell(view, 2))
    images = view.selected_images()
    tour.window.image_menu.popup(images, view.viewport().mapToGlobal(tour.cell(view, 2)))


@station
def jobs(tour: Tour) -> None:
    """What was done."""
    for menu in tour.window.findChildren(QMenu):
        menu.hide()
    tour.large(tour.window.panels.jobs_dock)


@station
def settings(tour: Tour) -> None:
    """The dialog of settings."""
    tour.command("settings")


@station
def shortcuts(tour: Tour) -> None:
    """Every key."""
    _close_dialogs(tour)
    tour.command("shortcuts")


@station
def cannot_be_opened(tour: Tour) -> None:
    """A failure, in one sentence."""
    _close_dialogs(tour)
    tour.window.intake.refused.emit("notes.txt is neither an image nor a collection; drop a folder or a picture.")
    tour.window._failed(f"{tour.collection}/images could not be read to its end; look at its permissions.", True)


@station
def filtered_away(tour: Tour) -> None:
    """Columns in which a filter leaves nothing."""
    tour.window.workbench.messages.hide()
    tour.command("show_results")
    tour.command("filter")
    _type(tour.window.workbench.filter_bar.focusWidget(), "zzzz")
    tour.probe.rest(1.5)


@station
def welcome_with_recent(tour: Tour) -> None:
    """The first page again, with what was open."""
    tour.command("clear_filters")
    tour.command("close_collection")
    tour.probe.until(lambda: tour.window.workbench.page == "welcome", "the first page")
    tour.probe.rest(1.0)


def _hang(tour: Tour, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    at = QPoint(500, 400)
    tour.kept = data  # type: ignore[attr-defined] - an event does not keep its data alive
    QApplication.sendEvent(tour.window, QDragEnterEvent(at, copy, data, left, none))
    QApplication.sendEvent(tour.window, QDragMoveEvent(at, copy, data, left, none))


def _type(field: QWidget | None, text: str) -> None:
    from PySide6.QtTest import QTest

    assert field is not None, "nothing takes the keys"
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def _escape(tour: Tour) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClick(QApplication.focusWidget() or tour.window, Qt.Key.Key_Escape)
    tour.probe.rest(0.3)


def _close_dialogs(tour: Tour) -> None:
    for other in QApplication.topLevelWidgets():
        if other is not tour.window and other.isVisible():
            other.close()
    tour.probe.rest(0.2)


def _telling(tour: Tour) -> int:
    """An image whose methods differ, where it is known; else one from the middle."""
    catalogue = tour.window.session.catalogue
    wanted = "doughnut-02.jpg"
    rows = (row for row, image in enumerate(catalogue.ids) if catalogue.name(int(image)) == wanted)
    return next(rows, len(catalogue) // 2)


def _tour(collection: Path, folder: Path, theme: str) -> int:
    probe = Probe(("cosine", "gnn-rerank"), "dark" if theme == "dark" else "light")
    tour = Tour(collection, folder, probe)
    tour.go()
    probe.close()
    for failure in tour.failures:
        print(failure, file=sys.stderr)
    return 1 if tour.failures else 0


def main() -> int:
    """Start one process for each theme and scale, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--collection", type=Path, default=resources.find("demo"))
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--scales", default="1,2")
    parser.add_argument("--one", metavar="THEME", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        return _tour(given.collection.resolve(), given.out, given.one)
    status = 0
    home = given.out.resolve() / "home"
    for theme, scale in product(given.themes.split(","), given.scales.split(",")):
        began = time.monotonic()
        command = [
            sys.executable,
            "-m",
            "explorer.bench.gui_tour",
            str(given.out / f"{theme}-{scale}x"),
            "--one",
            theme,
        ]
        variables = {**environment(home), "QT_SCALE_FACTOR": scale}
        done = subprocess.run([*command, "--collection", str(given.collection)], env=variables, check=False)
        print(f"{theme}, {scale}x: status {done.returncode}, {time.monotonic() - began:.0f} s", flush=True)
        status = max(status, done.returncode)
    return status


if __name__ == "__main__":
    sys.exit(main())
