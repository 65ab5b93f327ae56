"""Keeps columns, map and graph about the same thing: marks, hover, and the network around the results."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from explorer.gui.columns import ColumnsView
from explorer.gui.comparison import Comparison
from explorer.gui.language import tr
from explorer.gui.map_facts import MapFacts
from explorer.gui.panels import Panels
from explorer.gui.session import Session
from explorer.gui.state import Column
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.messages import Message
from explorer.protocol.query import Query

NETWORK_RESULTS = 12
"""So many first results of each column stand in the graph."""
MARKED = 100
"""So many first results are marked on the map and ranked in the graph, however far a list was scrolled."""
PAINT_MS = 25
"""The map follows when the columns are painted: they are what the person waits for."""
SETTLE_MS = 120
"""The graph waits until a slider rests for so long."""


class Linking(QObject):
    """Follows the column in focus with the map's marks and the graph, and spreads hovering everywhere."""

    def __init__(self, session: Session, comparison: Comparison, columns: ColumnsView, panels: Panels) -> None:
        super().__init__(panels)
        self._session = session
        self._comparison = comparison
        self._columns = columns
        self._panels = panels
        self._shown: tuple[object, ...] = ()
        self._marked: tuple[object, ...] = ()
        self._request: int | None = None
        self._network: Message | None = None
        self._drawn_for: Query | None = None
        self._explained: tuple[tuple[int, ...], ...] = ()
        self._painted = self._after(PAINT_MS, self._show_marks)
        self._settled = self._after(SETTLE_MS, self._ask_network)
        comparison.column_changed.connect(lambda _: self.follow())
        comparison.query_changed.connect(self.follow)
        columns.focus_changed.connect(lambda _: self.follow())
        panels.ready.connect(self.show_all)
        panels.network_wanted.connect(self._ask_network)
        panels.paths_told.connect(self.show_paths)
        self._facts = MapFacts(session, panels.jobs, session.background, self)
        self._facts.changed.connect(panels.show_facts)
        self._facts.failed.connect(lambda text: session.said.emit(text) if text else None)
        panels.map_facts_wanted.connect(self._facts.want)
        panels.map_kind_chosen.connect(session.maps.choose_kind)
        panels.map_encoder_chosen.connect(session.maps.choose_encoder)
        session.maps.changed.connect(lambda _: self.show_map())
        session.catalogue_changed.connect(lambda _: self.show_map())

    @property
    def has_network(self) -> bool:
        """Whether the graph shows what belongs to the current results."""
        waits = self._settled.isActive() or self._painted.isActive()
        return self._network is not None and not waits

    def hover(self, image: int) -> None:
        """Mark an image everywhere; -1 for none."""
        self._columns.mark(image)
        self._panels.mark(image)

    def show_paths(self, paths: Sequence[Sequence[int]]) -> None:
        """Draw the ways by which an image is reached, with all images on them in the graph."""
        self._explained = tuple(map(tuple, paths))
        self._panels.show_paths(self._explained)
        self.follow()

    def follow(self) -> None:
        """Have the map and the graph follow what the columns list, soon and once for many changes."""
        self._painted.start()
        query = self._comparison.query
        wanted = (query, tuple(self._listed()), self._encoder(), self._comparison.edits, self._explained)
        if query is None:
            self._shown, self._network = (), None
            self._settled.stop()
            self._panels.clear_network()
        elif wanted[1] and wanted != self._shown:
            self._shown = wanted
            self._settled.start()
        elif not wanted[1] and self._comparison.complete():
            self._shown, self._network = (), None
            self._settled.stop()
            self._panels.clear_network(tr("No column lists an image, so there is no graph to draw."))

    def _show_marks(self) -> None:
        query = self._comparison.query
        terms = query.terms if query is not None else ()
        wanted = (tuple(int(term.value) for term in terms if term.kind == "member"), self._ranked())
        if wanted != self._marked and self._panels.map is not None:
            self._marked = wanted
            column = self._focused()
            self._panels.show_marks(*wanted, column.result.scores[:MARKED] if column and column.result else ())
            if self._network is not None and self._network["id"] == self._request:
                self._panels.show_roles(self._ranked(), self._listed())

    def _after(self, milliseconds: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(action)
        return timer

    def show_map(self) -> None:
        """Bring the map up to date."""
        maps, workspace = self._session.maps, self._session.workspace
        self._panels.show_points(maps.points, maps.kinds, self._session.catalogue, maps.encoders)
        if self._panels.map is not None:
            if maps.points is None:
                self._panels.map.set_on_its_way(known=workspace is not None and bool(workspace.names("maps")))
            self._facts.follow(maps.points)
        self.follow()

    def show_all(self) -> None:
        """Fill map and graph, which were built just now."""
        self.show_map()
        if self._network is not None:
            self._panels.show_network(self._network, self._ranked(), self._lists())

    def _lists(self) -> list[tuple[str, tuple[int, ...]]]:
        """The first results of each column, under its title."""
        title = self._comparison.title
        return [(title(c), c.result.ids[:NETWORK_RESULTS]) for c in self._comparison.columns if c.result is not None]

    def _listed(self) -> list[int]:
        """The first results of all columns, each once."""
        first = [c.result.ids[:NETWORK_RESULTS] for c in self._comparison.columns if c.result is not None]
        return list(dict.fromkeys(image for ids in first for image in ids if image != NO_IMAGE))

    def _on_paths(self) -> list[int]:
        """The images on the ways that are drawn."""
        return [image for path in self._explained for image in path if image != NO_IMAGE]

    def _encoder(self) -> str | None:
        """By whose vectors the column in focus ranks; the graph is that of the same vectors."""
        column = self._focused()
        return column.encoder if column is not None else None

    def _focused(self) -> Column | None:
        return self._comparison.column(self._columns.focus)

    def _ranked(self) -> tuple[int, ...]:
        column = self._focused()
        return column.result.ids[:MARKED] if column is not None and column.result is not None else ()

    def _ask_network(self) -> None:
        engine, query = self._session.engine, self._comparison.query
        if engine is None or query is None or self._panels.graph is None:
            return
        if any(column.status == "searching" for column in self._comparison.columns):
            self._settled.start()  # a slider is moving, and its lists come first
            return
        if query != self._drawn_for:
            self._drawn_for = query
            self._panels.start_network()
        if self._network is None:
            self._panels.clear_network(tr("The neighbourhood graph is on its way…"))
        self._request = engine.request(
            "ego",
            self._show_network,
            self._no_network,
            query=query.to_json(),
            ids=list(dict.fromkeys([*self._listed(), *self._on_paths()])),
            encoder=self._encoder(),
            edits=self._comparison.edits.payload() if self._comparison.edits else None,
            **self._panels.options.payload(),
        )

    def _no_network(self, message: Message) -> None:
        """It is being prepared, or the graph is not built yet: then the next answer of a column asks again."""
        if message["id"] != self._request:
            return
        if message.get("preparing"):
            self._settled.start()
        else:
            self._shown, self._network = (), None
            self._panels.clear_network(str(message.get("message") or ""))

    def _show_network(self, message: Message) -> None:
        if message["id"] == self._request:
            self._network = message
            self._panels.show_network(message, self._ranked(), self._lists())
