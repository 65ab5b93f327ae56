"""Drives the real window through everything it can do, and leaves a picture of each station.

    python -m explorer.bench.gui_tour OUT [--collection PATH] [--themes light,dark] [--scales 1,2]
        [--from opened-again]

Each pair of theme and scale is a process of its own; the pictures are named `OUT/THEME-SCALEx/NN-station.png`. The
first process finds no workspace of the collection where OUT is new, so that reading it is seen as well.
"""

import argparse
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent
from PySide6.QtWidgets import QApplication, QDockWidget

from explorer.bench.gui import environment
from explorer.bench.gui_probe import Probe
from explorer.gui.graph_view import GraphView
from explorer.gui.map_view import MapView
from explorer.gui.tile_view import TileView
from explorer.protocol import resources


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

    @property
    def map(self) -> MapView:
        """The map."""
        view = self.window.panels.map
        assert view is not None
        return view

    @property
    def graph(self) -> GraphView:
        """The neighbourhood graph."""
        view = self.window.panels.graph
        assert view is not None
        return view

    def go(self, stations: Sequence[Callable[["Tour"], None]], first: str = "") -> None:
        """Visit every station, or those from one on; one that fails is told of, and the next is visited."""
        names = [visit.__name__.replace("_", "-") for visit in stations]
        began = names.index(first) if first else 0
        for number, (name, visit) in enumerate(zip(names, stations, strict=True), start=1):
            if number <= began:
                continue
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

    def hang(self, path: Path) -> None:
        """Drag a file over the window, and do not let go."""
        self._hanging = QMimeData()  # an event does not keep its data alive
        self._hanging.setUrls([QUrl.fromLocalFile(str(path))])
        left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
        at = QPoint(500, 400)
        QApplication.sendEvent(self.window, QDragEnterEvent(at, copy, self._hanging, left, none))
        QApplication.sendEvent(self.window, QDragMoveEvent(at, copy, self._hanging, left, none))

    def large(self, dock: QDockWidget) -> None:
        """Give a panel half of the window."""
        dock.show()
        dock.raise_()
        self.window.resizeDocks([dock], [self.window.width() // 2], Qt.Orientation.Horizontal)
        self.window.resizeDocks([dock], [self.window.height() - 240], Qt.Orientation.Vertical)
        self.probe.rest(0.5)


def _tour(collection: Path, folder: Path, theme: str, first: str) -> int:
    from explorer.bench import gui_judging  # noqa: F401 - puts its stations behind the others
    from explorer.bench.gui_stations import STATIONS

    probe = Probe(("cosine", "gnn-rerank"), "dark" if theme == "dark" else "light")
    tour = Tour(collection, folder, probe)
    tour.go(STATIONS, first)
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
    parser.add_argument("--from", dest="first", default="", metavar="STATION", help="leave out those before it")
    parser.add_argument("--one", metavar="THEME", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        return _tour(given.collection.resolve(), given.out, given.one, given.first)
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
        done = subprocess.run(
            [*command, "--collection", str(given.collection), "--from", given.first], env=variables, check=False
        )
        print(f"{theme}, {scale}x: status {done.returncode}, {time.monotonic() - began:.0f} s", flush=True)
        status = max(status, done.returncode)
    return status


if __name__ == "__main__":
    sys.exit(main())
