"""Which image is explained, and what the engine says of it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.gui.asking import PREPARING_MS
from explorer.gui.comparison import Comparison
from explorer.gui.graph_edits import NO_EDITS
from explorer.gui.language import mark_text, tr
from explorer.gui.session import Session
from explorer.gui.state import FIRST, Column, Question
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.messages import Message
from explorer.protocol.query import Query

NOTHING = mark_text("Why an image stands where it stands is told here\nonce you search with an image.")


class Why(QObject):
    """Asks the engine to explain one image in one column.

    The person chooses the image. Where none was chosen for a query, it is the one that the column promotes most against
    the reference column: that is what people wonder about.

    Signals:
        changed(): another explanation, or none.

    Attributes:
        image: what is explained; -1 for nothing.
        column: key of the column that ranks it.
        told: the engine's answer; None while there is none.
        message: why there is none.
        before: rank of the image in the whole graph, where something is taken out of it; None elsewhere.
    """

    changed = Signal()

    def __init__(self, session: Session, comparison: Comparison, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._comparison = comparison
        self._chosen: tuple[Query | None, int] = (None, NO_IMAGE)
        self._shown: tuple[Query | None, int] = (None, NO_IMAGE)
        self._asked: tuple[Question, int] | None = None
        self._request: int | None = None
        self._whole: int | None = None
        self.image = NO_IMAGE
        self.column = -1
        self.told: dict[str, Any] | None = None
        self.message = tr(NOTHING)
        self.before: int | None = None

    @property
    def paths(self) -> list[list[int]]:
        """Ids on the strongest ways, from the query to the image."""
        return [] if self.told is None else [[self.told["query"], *path["images"]] for path in self.told["paths"]]

    def choose(self, image: int) -> None:
        """Explain this image from now on, as long as the query stays."""
        self._chosen = (self._comparison.query, image)

    def follow(self, key: int) -> None:
        """Explain what is to be explained now, in the column of that key."""
        column = self._comparison.column(key)
        query = self._comparison.query
        if column is None or query is None or column.result is None or not column.result.ids:
            self._tell_nothing(tr(NOTHING) if query is None else column.message if column else "")
            return
        self.image = self._subject(column, query)
        self._shown = (query, self.image)
        self.column = key
        question = self._comparison.question(column)
        if question is None or column.status != "idle":
            return  # what is shown stays until the column has its answer
        if (question, self.image) != self._asked:
            self._ask(question)
        else:
            self.changed.emit()

    def _ask(self, question: Question) -> None:
        engine = self._session.engine
        if engine is None:
            return
        self._asked, self.before = (question, self.image), None
        if question.edits:
            whole = replace(question, edits=NO_EDITS).payload()
            self._whole = engine.request("ranks", self._ranked, **whole, ids=[self.image])
        self._request = engine.request("explain", self._answered, self._refused, **question.payload(), image=self.image)

    def _answered(self, message: Message) -> None:
        if message["id"] == self._request:
            query = self._comparison.query
            member = None if query is None else query.member
            self.told = {**message, "query": NO_IMAGE if member is None else member}
            self.message = ""
            self.changed.emit()

    def _ranked(self, message: Message) -> None:
        if message["id"] == self._whole:
            self.before = int(message["ranks"][0])
            self.changed.emit()

    def _refused(self, message: Message) -> None:
        if message["id"] != self._request:
            return
        if message.get("preparing"):
            asked = self._asked
            QTimer.singleShot(PREPARING_MS, self, lambda: self._ask(asked[0]) if asked == self._asked else None)
            return
        self._tell_nothing(str(message.get("message", "")))

    def _tell_nothing(self, message: str) -> None:
        self._asked = None if message == tr(NOTHING) else self._asked
        self.told, self.message = None, message
        self.changed.emit()

    def _subject(self, column: Column, query: Query) -> int:
        """The image that was chosen; the one told of before, so that a cut is seen to move it; or the most risen."""
        if self._chosen[0] == query and self._chosen[1] != NO_IMAGE:
            return self._chosen[1]
        told = self._shown if self._comparison.edits else (None, NO_IMAGE)
        return told[1] if told[0] == query else self._most_promoted(column)

    def _most_promoted(self, column: Column) -> int:
        """Of the first results the one that has risen most against the reference; the first where none has."""
        assert column.result is not None
        changes = (self._comparison.changes(column) or [])[:FIRST]
        risen = [len(column.result.ids) if c is not None and c.moved is None else c.moved if c else 0 for c in changes]
        best = max(range(len(risen)), key=lambda place: risen[place] or 0, default=0)
        return column.result.ids[best]
