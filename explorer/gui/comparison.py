"""Keeps the columns answered: sends their searches, drops stale answers, fits what has to be fitted."""

from itertools import count

from PySide6.QtCore import QObject, Signal

from explorer.errors import ParameterError
from explorer.gui.engine import Engine
from explorer.gui.jobs import Jobs
from explorer.gui.state import LIST_LENGTH, Change, Column, ColumnResult, History, Question, Within, rank_changes
from explorer.protocol.messages import Message
from explorer.protocol.naming import PipelineName
from explorer.protocol.query import Query
from explorer.protocol.specs import MethodSpec


class Comparison(QObject):
    """The query and the columns that answer it.

    A column has one search on its way at most; what changes meanwhile is asked when the answer is there. So a slider
    re-ranks as fast as the engine answers, and never queues.

    Signals:
        query_changed(): another query, or none.
        columns_changed(): a column was added or removed.
        column_changed(int): the column of that key has another method, status or result.

    Attributes:
        columns: from left to right; the first is the reference.
        history: the query and those before and after it.
        methods: what can be asked, by name; empty until the engine says.
    """

    query_changed = Signal()
    columns_changed = Signal()
    column_changed = Signal(int)

    def __init__(self, jobs: Jobs, pipelines: list[PipelineName], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._engine: Engine | None = None
        self._keys = count()
        self._fits: set[str] = set()
        self._ready = False
        self._label_column: str | None = None
        self._within: Within | None = None
        self.history = History()
        self.methods: dict[str, MethodSpec] = {}
        self.columns = [Column(next(self._keys), pipeline) for pipeline in pipelines]

    @property
    def query(self) -> Query | None:
        """What is searched for."""
        return self.history.current

    def column(self, key: int) -> Column | None:
        """The column of that key; None where it was removed."""
        return next((column for column in self.columns if column.key == key), None)

    def spec(self, column: Column) -> MethodSpec | None:
        """What the engine says of the column's method; None before it does."""
        return self.methods.get(column.pipeline.ranker.name)

    def changes(self, column: Column) -> list[Change] | None:
        """Changes of rank against the reference column; None for that column itself or while it has no list."""
        reference = self.columns[0]
        if column is reference or column.result is None or reference.result is None:
            return None
        return rank_changes(column.result.ids, reference.result.ids)

    def complete(self) -> bool:
        """Whether every column shows the answer to what is asked now."""
        return self.query is not None and all(c.status == "idle" and c.result is not None for c in self.columns)

    def attach(self, engine: Engine) -> None:
        """Ask this engine from now on; nothing is asked until `start`."""
        self.detach()
        self._engine = engine

    def detach(self) -> None:
        """Forget query and results, because their collection is closed."""
        self._engine = None
        self._ready = False
        self._fits.clear()
        self._within = None
        self.history.clear()
        for column in self.columns:
            column.result, column.request, column.asked, column.status, column.message = None, None, None, "idle", ""
            self.column_changed.emit(column.key)
        self.query_changed.emit()

    def start(self, methods: dict[str, MethodSpec]) -> None:
        """The collection can be searched now, with these methods."""
        self._ready = True
        self.methods = methods
        self.columns_changed.emit()
        self.search(again=True)

    def set_query(self, query: Query) -> None:
        """Search for something else."""
        self.history.visit(query)
        self._asked_anew()

    def back(self) -> None:
        """Return to the query before."""
        if self.history.back():
            self._asked_anew()

    def forward(self) -> None:
        """Undo `back`."""
        if self.history.forward():
            self._asked_anew()

    def set_label_column(self, name: str | None) -> None:
        """Judge relevance by another column of the catalogue."""
        if name != self._label_column:
            self._label_column = name
            self.search()

    @property
    def within(self) -> Within | None:
        """The filter; None where the whole collection is searched."""
        return self._within

    def set_within(self, within: Within | None) -> None:
        """Rank these images alone from now on; all of them with None."""
        if within != self._within:
            self._within = within
            self.search()

    def set_pipeline(self, key: int, pipeline: PipelineName) -> None:
        """Ask a column for another method or other parameters."""
        column = self.column(key)
        if column is not None and column.pipeline != pipeline:
            column.pipeline = pipeline
            self._ask(column)

    def set_parameter(self, key: int, name: str, value: int | float | bool | str) -> None:
        """Give the column's method another value of a parameter."""
        column = self.column(key)
        if column is None:
            return
        spec = self.spec(column)
        try:
            checked = spec.parameter(name).checked(value) if spec else value
        except ParameterError as fault:
            self._fail(column, str(fault))
            return
        self.set_pipeline(key, column.pipeline.with_parameter(name, checked))

    def add_column(self, pipeline: PipelineName) -> None:
        """Put one more method at the right."""
        column = Column(next(self._keys), pipeline)
        self.columns.append(column)
        self.columns_changed.emit()
        self._ask(column)

    def remove_column(self, key: int) -> None:
        """Take a column away; one always stays."""
        if len(self.columns) > 1:
            self.columns = [column for column in self.columns if column.key != key]
            self._columns_moved()

    def make_reference(self, key: int) -> None:
        """Put a column first; the others tell their changes of rank against it."""
        self.columns.sort(key=lambda column: column.key != key)
        self._columns_moved()

    def search(self, *, again: bool = False) -> None:
        """Ask the columns whose list does not answer what is asked now; all of them with `again`."""
        for column in self.columns:
            self._ask(column, again=again)

    def _asked_anew(self) -> None:
        self.query_changed.emit()
        self.search()

    def _columns_moved(self) -> None:
        self.columns_changed.emit()
        for column in self.columns:
            self.column_changed.emit(column.key)

    def _ask(self, column: Column, *, again: bool = False) -> None:
        if self._engine is None or not self._ready or self.query is None:
            self.column_changed.emit(column.key)
            return
        question = self._question(self.query, column)
        if column.request is not None or (question == column.asked and column.status == "idle" and not again):
            self.column_changed.emit(column.key)
            return
        column.asked, column.status, column.message = question, "searching", ""
        column.request = self._engine.request(
            "search",
            lambda message, key=column.key: self._answered(key, message),
            lambda message, key=column.key: self._refused(key, message),
            query=question.query.to_json(),
            pipeline=str(question.pipeline),
            k=LIST_LENGTH,
            label_column=question.label_column,
            within=None if question.within is None else question.within.packed,
        )
        self.column_changed.emit(column.key)

    def _question(self, query: Query, column: Column) -> Question:
        """What the column has to be asked now."""
        return Question(query, column.pipeline, self._label_column, self._within)

    def _current(self, key: int, message: Message) -> Column | None:
        """The column that waits for this answer; None where nobody does."""
        column = self.column(key)
        if column is None or column.request != message.get("id"):
            return None
        column.request = None
        return column

    def _answered(self, key: int, message: Message) -> None:
        column = self._current(key, message)
        if column is None:
            return
        column.result, column.status, column.message = ColumnResult.from_message(message), "idle", ""
        self._ask(column)
        if column is self.columns[0]:
            for other in self.columns[1:]:
                self.column_changed.emit(other.key)

    def _refused(self, key: int, message: Message) -> None:
        column = self._current(key, message)
        if column is None:
            return
        asked = column.asked
        assert asked is not None
        if self.query is not None and asked != self._question(self.query, column):
            self._ask(column)
        elif needed := message.get("needs_fit"):
            column.status, column.message = "fitting", f"Fitting {asked.pipeline.ranker.name} to this collection…"
            self.column_changed.emit(key)
            self._fit(str(needed))
        else:
            self._fail(column, str(message.get("message", "The search was interrupted.")))

    def _fit(self, pipeline: str) -> None:
        if pipeline in self._fits:
            return
        self._fits.add(pipeline)
        self._jobs.start(
            "fit",
            f"Fit {pipeline}",
            on_result=lambda _: self._fitted(pipeline, ""),
            on_error=lambda message: self._fitted(pipeline, str(message.get("message"))),
            on_cancelled=lambda _: self._fitted(pipeline, "The fit was cancelled."),
            pipeline=pipeline,
        )

    def _fitted(self, pipeline: str, failure: str) -> None:
        self._fits.discard(pipeline)
        for column in self.columns:
            if column.status != "fitting" or column.asked is None or str(column.asked.pipeline) != pipeline:
                continue
            if failure:
                self._fail(column, failure)
            else:
                self._ask(column, again=True)

    def _fail(self, column: Column, sentence: str) -> None:
        column.status, column.message = "failed", sentence
        self.column_changed.emit(column.key)

    def retry(self, key: int) -> None:
        """Ask a column that failed once more."""
        column = self.column(key)
        if column is not None:
            self._ask(column, again=True)
