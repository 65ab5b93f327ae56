"""The panels around the middle: map, neighbourhood graph, jobs."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QWidget

from explorer.gui.background import Background
from explorer.gui.catalogue import CatalogueView
from explorer.gui.jobs import Jobs
from explorer.gui.jobs_panel import JobsPanel
from explorer.gui.session import MapPoints
from explorer.gui.thumbnails import Thumbnails
from explorer.protocol.messages import Message

if TYPE_CHECKING:
    from explorer.gui.graph_view import GraphView
    from explorer.gui.map_view import MapView

log = logging.getLogger(__name__)

_DRAWING = ("explorer.gui.map_view", "explorer.gui.graph_view")


class Panels(QObject):
    """Three docks; those that draw are filled after the window is visible.

    Importing the plotting library takes half a second, so it happens on a thread behind the visible window.

    Signals:
        hovered(int): the image under the pointer in the map or the graph, -1 for none.
        chosen(int): an image was clicked there.
        ready(): map and graph are there.

    Attributes:
        map: the map; None until `ready`.
        graph: the neighbourhood graph; None until `ready`.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    ready = Signal()

    def __init__(self, window: QMainWindow, jobs: Jobs, thumbnails: Thumbnails) -> None:
        super().__init__(window)
        self._window = window
        self._thumbnails = thumbnails
        self._shown_points: tuple[MapPoints | None, list[str] | None] = (None, None)
        self.map: MapView | None = None
        self.graph: GraphView | None = None
        self.map_dock = self._dock("Map", _waiting())
        self.graph_dock = self._dock("Graph", _waiting())
        self.jobs_dock = self._dock("Jobs", JobsPanel(jobs))
        window.tabifyDockWidget(self.graph_dock, self.jobs_dock)
        self.graph_dock.raise_()
        self.show_docks(visible=False)

    @property
    def docks(self) -> list[QDockWidget]:
        """All docks, in the order of the menu."""
        return [self.map_dock, self.graph_dock, self.jobs_dock]

    def show_docks(self, *, visible: bool) -> None:
        """Show or hide all of them."""
        for dock in self.docks:
            dock.setVisible(visible)

    def load(self, background: Background, describe: Callable[[int], str]) -> None:
        """Import what draws, then build map and graph."""

        def import_all() -> None:
            for name in _DRAWING:
                importlib.import_module(name)

        background.run(import_all, lambda _: self._build(describe), log.error)

    def show_points(self, points: MapPoints | None, catalogue: CatalogueView) -> None:
        """Show a map, coloured by label; nothing happens where it is shown already."""
        if self.map is None:
            return
        labels = None if points is None or catalogue.label_column is None else catalogue.labels_of(points.ids)
        if (points, labels) == self._shown_points:
            return
        other_map = points is not self._shown_points[0]
        self._shown_points = (points, labels)
        if points is None:
            self.map.set_points(np.empty(0, np.int64), np.empty((0, 2), np.float32), None)
        else:
            self.map.set_points(points.ids, points.positions, labels)
            if other_map:  # PCA and UMAP have other scales
                self.map.fit()

    def show_marks(self, query: int | None, ranked: tuple[int, ...]) -> None:
        """Mark the query and its results on the map."""
        if self.map is not None:
            self.map.set_marks(query, ranked, self.map.hovered)

    def show_network(self, network: Message, ranked: tuple[int, ...]) -> None:
        """Show the engine's answer to `ego`."""
        if self.graph is not None:
            ranks = {image: rank for rank, image in enumerate(ranked)}
            ids = np.array(network["ids"], np.int64)
            positions = np.array(network["positions"], np.float64).reshape(-1, 2)
            self.graph.set_network(ids, positions, network["edges"], network["query_index"], ranks)

    def clear_network(self) -> None:
        """Show no graph."""
        if self.graph is not None:
            self.graph.clear()

    def mark(self, image: int) -> None:
        """Mark an image that is pointed at elsewhere."""
        for view in (self.map, self.graph):
            if view is not None:
                view.set_hovered(image)

    def _build(self, describe: Callable[[int], str]) -> None:
        from explorer.gui.graph_view import GraphView
        from explorer.gui.map_view import MapView

        def build_graph() -> None:
            self.graph = GraphView(self._thumbnails, describe)
            self._fill(self.graph_dock, self.graph)
            self.ready.emit()

        self.map = MapView(self._thumbnails, describe)
        self._fill(self.map_dock, self.map)
        QTimer.singleShot(0, self, build_graph)  # each takes 30 ms; between them the window can answer

    def _fill(self, dock: QDockWidget, view: MapView | GraphView) -> None:
        view.setAccessibleName(dock.windowTitle())
        view.image_hovered.connect(self.hovered)
        view.image_clicked.connect(self.chosen)
        old = dock.widget()
        dock.setWidget(view)
        if old is not None:
            old.deleteLater()

    def _dock(self, title: str, content: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(title.lower())
        dock.setWidget(content)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        return dock


def _waiting() -> QWidget:
    label = QLabel("Preparing…")
    label.setObjectName("muted")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
