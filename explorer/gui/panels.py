"""The panels around the middle: map, neighbourhood graph, jobs."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QWidget

from explorer.gui.background import Background
from explorer.gui.catalogue import CatalogueView
from explorer.gui.filters import Filter
from explorer.gui.jobs import Jobs
from explorer.gui.jobs_panel import JobsPanel
from explorer.gui.language import mark_text, tr
from explorer.gui.maps import MapPoints
from explorer.gui.state import Within
from explorer.gui.thumbnails import Thumbnails
from explorer.protocol.ids import Ids
from explorer.protocol.messages import Message

if TYPE_CHECKING:
    from explorer.gui.canvas.colours import Labelling
    from explorer.gui.canvas.map_facts import Facts
    from explorer.gui.graph_colours import Tints
    from explorer.gui.graph_hands import EditableGraph
    from explorer.gui.graph_panel import GraphOptions, GraphPanel, Lists
    from explorer.gui.map_panel import MapPanel
    from explorer.gui.map_view import MapView

log = logging.getLogger(__name__)

_DRAWING = ("numpy.ma", "explorer.gui.map_panel", "explorer.gui.graph_panel")
"""Modules that are read on a thread behind the visible window; numpy reads the first when it needs it, in 40 ms."""
NO_ENCODERS: Mapping[str, str] = MappingProxyType({})
_LABELS_AT_ONCE = 20_000
"""Labels of so many points are looked up in a blink; of more on a thread."""


class Panels(QObject):
    """The docks; those that draw are filled after the window is visible.

    Signals:
        hovered(int): the image under the pointer in the map or the graph, -1 for none.
        chosen(int): an image was clicked there.
        viewed(int): an image there is to be shown large.
        menu_wanted(list[int], QPoint): the menu of an image there is wanted, at a place on the screen.
        lassoed(Ids): images were encircled on the map; none when that was taken back.
        map_kind_chosen(str): another kind of map is wanted, of those offered by `show_points`.
        map_facts_wanted(): the map is to be measured.
        map_encoder_chosen(str): a map of other vectors is wanted, of those offered there.
        network_wanted(): another part of the graph is wanted, see `options`.
        paths_told(list): ways are told of in a dock and drawn here: ids from the query to an image, each.
        explained(int): tell why this image stands where it stands.
        edge_toggled(int, int): the edge between two images is to be cut.
        node_toggled(int): an image is to be taken out of the graph.
        said(str, str): kind and text of a sentence for the message bar.
        ready(): map and graph are there.

    Attributes:
        map: the map; None until `ready`.
        graph: the neighbourhood graph; None until `ready`.
        jobs: what runs.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    viewed = Signal(int)
    menu_wanted = Signal(object, object)
    lassoed = Signal(object)
    map_kind_chosen = Signal(str)
    map_encoder_chosen = Signal(str)
    map_facts_wanted = Signal()
    network_wanted = Signal()
    paths_told = Signal(object)
    explained = Signal(int)
    edge_toggled = Signal(int, int)
    node_toggled = Signal(int)
    said = Signal(str, str)
    ready = Signal()

    def __init__(self, window: QMainWindow, jobs: Jobs, thumbnails: Thumbnails) -> None:
        super().__init__(window)
        self._window = window
        self._thumbnails = thumbnails
        self._background: Background | None = None
        self._points: MapPoints | None = None
        self._labels: tuple[object, ...] = ()
        self._within: Within | None = None
        self._map_panel: MapPanel | None = None
        self._graph_panel: GraphPanel | None = None
        self._further: list[QDockWidget] = []
        self.map: MapView | None = None
        self.graph: EditableGraph | None = None
        self.map_dock = self._dock(mark_text("Map"), _waiting())
        self.graph_dock = self._dock(mark_text("Graph"), _waiting())
        self.jobs_dock = self._dock(mark_text("Jobs"), JobsPanel(jobs))
        window.tabifyDockWidget(self.graph_dock, self.jobs_dock)
        self.graph_dock.raise_()
        self.jobs = jobs
        self._shown_job = 0
        jobs.changed.connect(self._show_reading)
        self.show_docks(visible=False)

    @property
    def docks(self) -> list[QDockWidget]:
        """All docks, in the order of the menu."""
        return [self.map_dock, self.graph_dock, *self._further, self.jobs_dock]

    def add(self, docks: Sequence[QDockWidget]) -> None:
        """Put further docks between the graph and the jobs."""
        self._further += docks
        self.arrange()
        self.show_docks(visible=False)

    def take_out(self) -> None:
        """Take all docks out of the window, so that others' places can be given to them.

        Docks that move from one group of tabs to another while they are in the window leave its bar behind.
        """
        for dock in self.docks:
            self._window.removeDockWidget(dock)

    def arrange(self) -> None:
        """Put the docks where they are at the very first start: the map, below it all others, one behind the other."""
        self.take_out()
        for dock in self.docks:  # tabs stand in the order in which they are added
            dock.setFloating(False)
            self._put_in(dock)

    def complete(self) -> None:
        """Show those too that a layout from before their time does not know, and hide what is of no use."""
        for dock in self.docks:
            if self._window.dockWidgetArea(dock) == Qt.DockWidgetArea.NoDockWidgetArea:
                self._put_in(dock)
                dock.show()
            if not _is_of_use(dock):
                dock.hide()

    def _put_in(self, dock: QDockWidget) -> None:
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        if dock not in (self.map_dock, self.graph_dock):
            self._window.tabifyDockWidget(self.graph_dock, dock)

    def show_docks(self, *, visible: bool) -> None:
        """Show or hide all of them; those that have nothing to show are hidden."""
        for dock in self.docks:
            dock.setVisible(visible and _is_of_use(dock))

    def load(self, background: Background, describe: Callable[[int], str]) -> None:
        """Build map and graph, in pieces between which the window can answer."""
        self._background = background

        def import_all() -> None:
            for name in _DRAWING:
                importlib.import_module(name)

        background.run(import_all, lambda _: self._build(describe), log.error)

    @property
    def options(self) -> GraphOptions:
        """What part of the graph the person wants to see."""
        assert self._graph_panel is not None
        return self._graph_panel.options

    def show_points(
        self,
        points: MapPoints | None,
        kinds: list[str],
        catalogue: CatalogueView,
        encoders: Mapping[str, str] = NO_ENCODERS,
    ) -> None:
        """Show a map, coloured by label; nothing happens where it is shown already.

        Args:
            points: the map; None for none.
            kinds: of maps that can be chosen.
            catalogue: knows the labels.
            encoders: titles of those whose vectors have a map, by the key of the vectors.
        """
        if self.map is None or self._map_panel is None:
            return
        if points is not self._points:
            self._points, self._labels = points, ()
            if points is None:
                self.map.set_points(np.empty(0, np.int64), np.empty((0, 2), np.float32))
            else:
                self.map.set_points(points.ids, points.positions)
                self.show_within(self._within)
        self._map_panel.show_kinds(kinds, points.kind if points is not None else "")
        self._map_panel.show_encoders(encoders, points.features if points is not None else "")
        if points is not None:
            self._show_labels(points, catalogue)

    def show_facts(self, facts: Facts | None) -> None:
        """Show what was found out about the map."""
        if self._map_panel is not None:
            self._map_panel.show_facts(facts)

    def follow_filter(self, shown: Filter) -> None:
        """Take back what was encircled on the map when its filter is removed."""
        if self.map is not None and shown.selection is None:
            self.map.clear_lasso()

    def show_within(self, within: Within | None) -> None:
        """Grey on the map what a filter leaves out; None where there is no filter."""
        self._within = within
        if self.map is not None:
            self.map.set_within(None if within is None else within.ids)

    def show_marks(self, queries: tuple[int, ...], ranked: tuple[int, ...], scores: tuple[float, ...] = ()) -> None:
        """Mark the members that are searched for, and their results, on the map."""
        if self.map is not None:
            self.map.set_marks(queries, ranked, scores)

    def show_paths(self, paths: Sequence[Sequence[int]]) -> None:
        """Draw ways from the query to an image on map and graph, the strongest first."""
        for view in (self.map, self.graph):
            if view is not None and view.paths.show(paths):
                view.update()

    def show_network(self, network: Message, ranked: tuple[int, ...], lists: Lists = ()) -> None:
        """Show the engine's answer to `ego`: with the ranks of one column, and what all of them list."""
        if self.graph is None or self._graph_panel is None:
            return
        others = {image for _, images in lists for image in images}
        self.graph.set_network(
            np.array(network["ids"], np.int64),
            np.array(network["positions"], np.float64).reshape(-1, 2),
            network["edges"],
            network["query_index"],
            {image: rank for rank, image in enumerate(ranked)},
            others=others,
            previous=network.get("previous", ()),
            listed=network.get("listed", ()),
            hub=network.get("hub", np.inf),
            recall=network.get("recall"),
        )
        self._graph_panel.show_colours(network, lists)

    def show_roles(self, ranked: tuple[int, ...], others: Iterable[int]) -> None:
        """The same network, as another column ranks its images."""
        if self.graph is not None:
            self.graph.set_roles({image: rank for rank, image in enumerate(ranked)}, others)

    def start_network(self) -> None:
        """Another query is shown: what was moved and unfolded for the one before is forgotten."""
        if self._graph_panel is not None:
            self._graph_panel.start_over()

    def clear_network(self, reason: str = "") -> None:
        """Show no graph, and why."""
        if self.graph is not None:
            self.graph.clear(reason)

    def mark(self, image: int) -> None:
        """Mark an image that is pointed at elsewhere."""
        for view in (self.map, self.graph):
            if view is not None:
                view.set_hovered(image)

    def _show_reading(self, number: int) -> None:
        """Bring the jobs to the front once when a collection begins to be read: there is no graph before that."""
        job = self.jobs.job(number)
        if job is not None and job.kind == "index" and number != self._shown_job:
            self._shown_job = number
            self.jobs_dock.raise_()

    def end_reading(self) -> None:
        """Bring the graph to the front in place of the jobs; whatever else the person looks at stays there."""
        is_beside = self.graph_dock in self._window.tabifiedDockWidgets(self.jobs_dock)
        if is_beside and not self.jobs_dock.visibleRegion().isEmpty():
            self.graph_dock.raise_()

    def _show_labels(self, points: MapPoints, catalogue: CatalogueView) -> None:
        wanted = (points, catalogue.listing, catalogue.label_column)
        if wanted == self._labels:
            return
        self._labels = wanted

        def show(found: tuple[NDArray[np.int64], list[str]]) -> None:
            if self.map is not None and self._labels is wanted:
                self.map.set_labels(*found)

        if catalogue.label_column is None or len(points.ids) <= _LABELS_AT_ONCE or self._background is None:
            show(catalogue.label_codes(points.ids))
        else:
            self._background.run(lambda: catalogue.label_codes(points.ids), show, log.warning)

    def _build(self, describe: Callable[[int], str]) -> None:
        """One piece an event; each takes 10 to 20 ms."""
        from explorer.gui.graph_hands import EditableGraph
        from explorer.gui.graph_panel import GraphPanel
        from explorer.gui.map_panel import MapPanel
        from explorer.gui.map_view import MapView

        def build() -> Iterator[None]:
            view = MapView(self._thumbnails, describe)
            view.lassoed.connect(self.lassoed)
            yield
            self._map_panel = MapPanel(view, self.map_kind_chosen.emit, self.map_encoder_chosen.emit)
            self._map_panel.facts_wanted.connect(self.map_facts_wanted)
            yield
            self._fill(self.map_dock, self._map_panel, view)
            self.map = view
            yield
            graph = EditableGraph(self._thumbnails, describe)
            self._graph_panel = GraphPanel(graph, self._label_tints, describe)
            self._graph_panel.options_changed.connect(self.network_wanted)
            self._graph_panel.said.connect(self.said)
            graph.edge_toggled.connect(self.edge_toggled)
            graph.node_toggled.connect(self.node_toggled)
            yield
            self._fill(self.graph_dock, self._graph_panel, graph)
            self.graph = graph
            self.ready.emit()

        pieces = build()

        def build_next() -> None:
            if next(pieces, self) is None:
                QTimer.singleShot(0, self, build_next)

        build_next()

    def _label_tints(self, ids: Ids) -> tuple[Tints, Labelling]:
        """The colours that labels have on the map, and those of them that these images have."""
        from explorer.gui.canvas import colours

        codes = self.map.labelling.codes if self.map is not None else np.empty(0, np.uint8)
        if self.map is None or len(codes) != len(self.map.ids):
            return {}, colours.Labelling(codes)
        rows = self.map.rows_of(ids)
        found = {int(image): int(codes[row]) for image, row in zip(ids, rows, strict=True) if row >= 0}
        shown = [kind for kind in self.map.labelling.kinds if kind.code in found.values()]
        tints = {image: colours.colour_of(code) for image, code in found.items()}
        return tints, replace(self.map.labelling, kinds=shown)

    def _fill(self, dock: QDockWidget, panel: QWidget, view: MapView | EditableGraph) -> None:
        view.setAccessibleName(dock.windowTitle())
        view.image_hovered.connect(self.hovered)
        view.image_clicked.connect(self.chosen)
        view.viewed.connect(self.viewed)
        view.menu_wanted.connect(self.menu_wanted)
        old = dock.widget()
        dock.setWidget(panel)
        if old is not None:
            old.deleteLater()

    def _dock(self, title: str, content: QWidget) -> QDockWidget:
        dock = QDockWidget(tr(title), self._window)
        dock.setObjectName(title.lower())  # in English: layouts know the dock by it in whatever language
        dock.setWidget(content)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        return dock


def _is_of_use(dock: QDockWidget) -> bool:
    """Whether there is anything to show; those that are always there do not say."""
    return getattr(dock, "is_of_use", True)


def _waiting() -> QWidget:
    label = QLabel(tr("Preparing…"))
    label.setObjectName("muted")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label
