"""Cuts edges and takes images out of the graph, and puts them back; each is a step that can be undone."""

from PySide6.QtCore import QObject, Signal

from explorer.collection.user_store import WHOLE
from explorer.gui.comparison import Comparison
from explorer.gui.curation import Curation
from explorer.gui.graph_edits import NO_EDITS, GraphEdits
from explorer.gui.language import tr
from explorer.gui.session import Session


class Cuts(QObject):
    """What is taken out of the graph of the open collection.

    It is kept with what else the person adds to the collection, so that undo and redo know it, and it is there again
    when the collection is opened the next time. A collection that can only be read is edited in memory.

    Signals:
        changed(): other edits hold.
    """

    changed = Signal()

    def __init__(self, session: Session, comparison: Comparison, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._comparison = comparison
        self._curation: Curation | None = None
        session.released.connect(lambda: self._hold(NO_EDITS))

    @property
    def edits(self) -> GraphEdits:
        """What holds now."""
        return self._comparison.edits

    def keep_in(self, curation: Curation) -> None:
        """Keep the edits there, and follow what is undone there."""
        self._curation = curation
        curation.changed.connect(lambda kinds: self._read() if not kinds or "edit" in kinds else None)

    def toggle_edge(self, a: int, b: int) -> None:
        """Cut an edge, or put it back."""
        cut = not self.edits.cuts(a, b)
        names = {"one": self._name(a), "other": self._name(b)}
        title = (
            tr("Cut the edge of {one} and {other}", **names)
            if cut
            else tr("Put back the edge of {one} and {other}", **names)
        )
        self._take(self.edits.with_edge(a, b, cut=cut), title)

    def toggle_node(self, image: int) -> None:
        """Take an image out of the graph, or put it back."""
        out = image not in self.edits.nodes
        name = self._name(image)
        title = (
            tr("Take {title} out of the graph", title=name)
            if out
            else tr("Put {title} back into the graph", title=name)
        )
        self._take(self.edits.with_node(image, out=out), title)

    def restore(self) -> None:
        """Put everything back."""
        self._take(NO_EDITS, tr("Put everything back into the graph"))

    def titles(self) -> list[tuple[str, GraphEdits]]:
        """What each edit is called, and what holds without it."""
        edges = [
            (f"{self._name(a)} – {self._name(b)}", self.edits.with_edge(a, b, cut=False))
            for a, b in sorted(self.edits.edges)
        ]
        return edges + [
            (self._name(image), self.edits.with_node(image, out=False)) for image in sorted(self.edits.nodes)
        ]

    def put_back(self, title: str, rest: GraphEdits) -> None:
        """Undo one of `titles`, whichever was the last."""
        self._take(rest, tr("Put {title} back into the graph", title=title))

    def _take(self, edits: GraphEdits, title: str) -> None:
        if self._curation is not None and self._curation.can_write:
            self._curation.put(title, "edit", [WHOLE], edits.payload() if edits else None)
        else:
            self._hold(edits)

    def _read(self) -> None:
        assert self._curation is not None
        self._hold(GraphEdits.read(self._curation.value("edit")))

    def _hold(self, edits: GraphEdits) -> None:
        if edits != self.edits:
            self._comparison.set_edits(edits)
            self.changed.emit()

    def _name(self, image: int) -> str:
        return self._session.catalogue.name(image)
