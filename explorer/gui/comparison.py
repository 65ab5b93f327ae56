"""The query and the columns that answer it: what is asked, of which methods, compared with which of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from explorer.errors import ParameterError
from explorer.gui.asking import Asking
from explorer.gui.column_list import ColumnList
from explorer.gui.engine import Engine
from explorer.gui.feedback import Mark, with_feedback
from explorer.gui.graph_edits import NO_EDITS, GraphEdits
from explorer.gui.history import History
from explorer.gui.jobs import Jobs
from explorer.gui.ranks import Ranks
from explorer.gui.state import (
    Column,
    ColumnSetup,
    EncoderChoice,
    Question,
    Within,
    column_setups,
    in_words,
)
from explorer.protocol.naming import PipelineName
from explorer.protocol.query import Query
from explorer.protocol.specs import MethodSpec


class Comparison(ColumnList):
    """The query and the columns that answer it.

    Signals:
        query_changed(): another query, or none.

    Attributes:
        history: the query and those before and after it.
        encoders: whose vectors the collection has; the first is asked where a column names none.
        by_captions: whether words are compared with captions, so that they need a method that knows these.
        ranks: where single images stand in the columns.
        marks: of the images that the person marked right (1) or wrong (-1) for the query.
    """

    query_changed = Signal()

    def __init__(self, jobs: Jobs, setups: list[ColumnSetup], parent: QObject | None = None) -> None:
        super().__init__(setups, parent)
        self._asking = Asking(jobs, lambda: self.columns, self._question, self)
        self._asking.changed.connect(self.column_changed)
        self._asking.answered.connect(self._answered)
        self._ready = False
        self._label_column: str | None = None
        self._within: Within | None = None
        self._edits = NO_EDITS
        self.history = History()
        self.encoders: list[EncoderChoice] = []
        self.by_captions = False
        self.marks: Mapping[int, Mark] = {}
        self.ranks = Ranks(self)

    @property
    def query(self) -> Query | None:
        """What is searched for."""
        return self.history.current

    @property
    def is_ready(self) -> bool:
        """Whether the engine answers searches; before that a query waits in its columns."""
        return self._ready

    def set_columns(self, setups: list[ColumnSetup]) -> None:
        """Show these columns in place of those there are."""
        self._take_setups(setups)
        self._removed()
        self._columns_moved()
        self.search()

    def toggle_lock(self, key: int) -> None:
        """Have a column keep its list whatever is asked, as what the others are compared with; or no longer."""
        column = self.column(key)
        if column is None:
            return
        if column.locked is not None:
            column.locked = None
            self._asking.ask(column)
            self.columns_changed.emit()
        elif column.result is not None and column.status == "idle" and not column.is_approximate:
            column.locked = self.question(column)
            self.make_reference(key)
        else:
            self.columns_changed.emit()  # the command is ticked by its being chosen

    def lock(self, key: int, question: Question) -> None:
        """Have a column keep the answer to a question that a session has kept."""
        column = self.column(key)
        if column is not None:
            column.locked = question
            self._asking.ask(column)

    def query_of(self, column: Column) -> Query | None:
        """What the column's list is for."""
        return self.query if column.locked is None else column.locked.query

    def set_marks(self, marks: Mapping[int, Mark]) -> None:
        """The person has marked other images for this query."""
        if marks != self.marks:
            self.marks = marks
            for column in self.columns:
                self.column_changed.emit(column.key)
            self.search()

    def encoder(self, column: Column) -> EncoderChoice | None:
        """Whose vectors the column searches: its own choice, or the first where the collection lacks that one."""
        named = next((one for one in self.encoders if one.name == column.encoder), None)
        return named or (self.encoders[0] if self.encoders else None)

    def complete(self) -> bool:
        """Whether every column shows the answer to what is asked now."""
        settled = all(c.status == "idle" and c.result is not None and c.draft is None for c in self.columns)
        return self.query is not None and settled

    def attach(self, engine: Engine) -> None:
        """Ask this engine from now on; nothing is asked until `start`."""
        self.detach()
        self._asking.attach(engine)
        self.ranks.attach(engine)

    def detach(self) -> None:
        """Forget query and results, because their collection is closed."""
        self._ready = False
        self._asking.detach()
        self.ranks.detach()
        self._within = None
        for column in self.columns:
            column.locked = None
        if any(column.lookup is not None for column in self.columns):
            own = [column for column in self.columns if column.lookup is None]
            self.columns = own or [self._made(setup) for setup in column_setups([])]
            self.columns_changed.emit()
        self.history.clear()
        self._forget_results()
        self.query_changed.emit()

    def start(
        self, methods: dict[str, MethodSpec], encoders: list[EncoderChoice], *, by_captions: bool = False
    ) -> None:
        """The collection can be searched now, with these methods, by the vectors of these encoders."""
        self._ready, self.by_captions = True, by_captions
        self.methods, self.encoders = methods, encoders
        if len(methods) == 1:  # the viewer: a column that it cannot fill would only say so
            self.columns = [one for one in self.columns if str(one.pipeline) in methods] or self.columns
        self.ranks.forget()
        self.columns_changed.emit()
        self.search(again=True)

    def set_query(self, query: Query) -> None:
        """Search for something else."""
        self.history.visit(query)
        self._asked_anew()

    def revise_query(self, query: Query) -> None:
        """Search for something else that is no step of its own to go back to."""
        self.history.revise(query)
        self._asked_anew()

    def clear_query(self) -> None:
        """Search for nothing; Back returns to what there was."""
        self.history.visit(None)
        self._forget_results()
        self.query_changed.emit()

    def go(self, steps: int) -> None:
        """Move so many queries ahead, or back where negative."""
        if self.history.go(steps):
            self._asked_anew()

    def set_history(self, queries: Sequence[Query], current: int) -> None:
        """Search for one of a line of queries, to whose others Back and Forward lead; for nothing where it is -1."""
        self.history.restore(queries, current)
        if self.query is None:
            self._forget_results()
            self.query_changed.emit()
        else:
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

    @property
    def edits(self) -> GraphEdits:
        """What the graph lacks in all questions."""
        return self._edits

    def set_edits(self, edits: GraphEdits) -> None:
        """Rank by a graph without these edges and images from now on."""
        if edits != self._edits:
            self._edits = edits
            self.search()

    def set_pipeline(self, key: int, pipeline: PipelineName) -> None:
        """Ask a column for another method or other parameters."""
        column = self.column(key)
        if column is None:
            return
        column.draft = column.lookup = column.locked = None
        if pipeline.ranker.name != column.pipeline.ranker.name:
            column.least = None  # its scores mean something else
        column.pipeline = pipeline
        self._asking.ask(column)

    def set_least(self, key: int, least: float | None) -> None:
        """List images of at least this score alone in a column; all with None."""
        column = self.column(key)
        if column is None or column.least == least:
            return
        column.least = least
        if column.uncut is not None:
            column.take(column.uncut)
            self.column_changed.emit(key)
            self._answered(key)

    def set_encoder(self, key: int, encoder: str | None) -> None:
        """Search a column by the vectors of another encoder."""
        column = self.column(key)
        if column is not None and column.encoder != encoder:
            column.encoder, column.locked = encoder, None
            self._asking.ask(column)

    def set_parameter(
        self, key: int, name: str, value: int | float | bool | str, *, stage: int = -1, moving: bool = False
    ) -> None:
        """Give a stage of the column's method another value of a parameter.

        While its slider is `moving`, a parameter of the fit is tried on the images nearest to the query alone.
        """
        column = self.column(key)
        if column is None:
            return
        spec = self.methods.get(column.pipeline.stages[stage].name)
        try:
            checked = spec.parameter(name).checked(value) if spec else value
        except ParameterError as fault:
            self._asking.fail(column, str(fault))
            return
        wanted = column.pipeline.with_parameter(name, checked, stage=stage)
        if moving and wanted != column.pipeline:
            column.draft, column.locked = wanted, None
            self._asking.ask(column)
        else:
            self.set_pipeline(key, wanted)

    def rank_of(self, key: int, image: int) -> int | None:
        """Where an image stands in a column, from 1, 0 where it is not ranked; None until `ranks.known` tells."""
        column = self.column(key)
        return None if column is None else self.ranks.of(column, (image,)).get(image)

    def extend(self, key: int) -> None:
        """Continue the list of a column, because someone has come to its end."""
        column = self.column(key)
        if column is not None:
            self._asking.extend(column)

    def search(self, *, again: bool = False) -> None:
        """Ask the columns whose list does not answer what is asked now; all of them with `again`."""
        for column in self.columns:
            self._asking.ask(column, again=again)

    def _forget_results(self) -> None:
        for column in self.columns:
            if column.locked is None:
                column.forget()
            self.column_changed.emit(column.key)
        self._asking.cancel_abandoned_fits()

    def _ask(self, column: Column) -> None:
        self._asking.ask(column)

    def _removed(self) -> None:
        self._asking.cancel_abandoned_fits()

    def _asked_anew(self) -> None:
        self.query_changed.emit()
        self.search()

    def question(self, column: Column) -> Question | None:
        """What the column is asked, let go of its sliders; None while nothing is searched for."""
        asked = self._asked(column)
        if asked is None or column.locked is not None:
            return asked
        return replace(asked, pipeline=self._routed(column.pipeline), preview=False)

    def retry(self, key: int) -> None:
        """Ask a column that failed once more."""
        column = self.column(key)
        if column is not None:
            self._asking.ask(column, again=True)

    def learn_anew(self, key: int) -> None:
        """Fit the method of a column on all images and captions, where some came or changed after its fit."""
        column = self.column(key)
        if column is not None and column.result is not None and column.result.is_behind:
            self._asking.learn_anew(column)

    def cancel_fit(self, key: int) -> None:
        """Stop the fit that a column waits for; its list stays."""
        column = self.column(key)
        if column is not None:
            self._asking.cancel_fit(column)

    def _question(self, column: Column) -> Question | None:
        """What the engine has to be asked now; None while it cannot answer or nothing is searched for."""
        return self._asked(column) if self._ready else None

    def _asked(self, column: Column) -> Question | None:
        if column.locked is not None:
            return column.locked
        if self.query is None:
            return None
        chosen = self.encoder(column)
        encoder = chosen.name if chosen is not None and chosen is not self.encoders[0] else None
        draft = None if self._edits else column.draft  # a part of the collection may lack what was cut
        pipeline, preview = self._routed(draft or column.pipeline), draft is not None
        query = with_feedback(self.query, self.marks) if column.feedback else self.query
        return Question(query, pipeline, self._label_column, self._within, encoder, preview, self._edits)

    def _routed(self, pipeline: PipelineName) -> PipelineName:
        """The method, with a space before it where words have to be compared with captions."""
        return in_words(pipeline, self.query, self.methods) if self.by_captions and self.query else pipeline

    def _answered(self, key: int) -> None:
        """Where the reference has another list, all changes of rank are others."""
        if key == self.reference.key:
            for other in self.columns:
                if other.key != key:
                    self.column_changed.emit(other.key)
