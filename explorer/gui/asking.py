"""Gets the columns their answers: sends searches, drops stale answers, waits for fits."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from explorer.errors import InputError
from explorer.gui.engine import Engine
from explorer.gui.fits import Fit, Fits
from explorer.gui.jobs import Jobs
from explorer.gui.language import tr
from explorer.gui.state import LIST_LENGTH, Column, ColumnResult, Question
from explorer.protocol.messages import Message

PREPARING_MS = 100
"""So long after the engine was not ready yet it is asked again."""

LONGEST_STEP = 2000
"""The most images by which a list is continued at once; more would hold up the window."""


class Asking(QObject):
    """Asks the engine for columns.

    A column has one search on its way at most; what changes meanwhile is asked when the answer is there. So a slider
    re-ranks as fast as the engine answers, and never queues.

    Signals:
        changed(int): the column of that key has another status or result.
        answered(int): the column of that key has another result; after `changed`.
    """

    changed = Signal(int)
    answered = Signal(int)

    def __init__(
        self,
        jobs: Jobs,
        columns: Callable[[], list[Column]],
        question: Callable[[Column], Question | None],
        parent: QObject | None = None,
    ) -> None:
        """Args: where fits run; the columns there are; what one of them has to be asked now, None for nothing."""
        super().__init__(parent)
        self._fits = Fits(jobs)
        self._columns = columns
        self._question = question
        self._engine: Engine | None = None

    def attach(self, engine: Engine) -> None:
        """Ask this engine from now on."""
        self._engine = engine

    def detach(self) -> None:
        """Ask nobody; the jobs of the collection that is closed end with it."""
        self._engine = None
        self._fits.forget()

    def ask(self, column: Column, *, again: bool = False) -> None:
        """Ask a column whose list does not answer what is asked now; in any case with `again`."""
        if column.lookup is not None:
            self._look_up(column)
            return
        question = None if self._engine is None else self._question(column)
        answered = question == column.asked and column.status == "idle" and not again
        if self._engine is None or question is None or column.request is not None or answered:
            self.changed.emit(column.key)
            return
        column.asked, column.status, column.message, column.following = question, "searching", "", None
        self.cancel_abandoned_fits()
        self._send(self._engine, column, question)
        self.changed.emit(column.key)

    def _send(self, engine: Engine, column: Column, question: Question, *, soon: bool = True) -> None:
        """Send the question; `soon` where a first list is welcome before the exact one."""
        column.request = engine.request(
            "preview" if question.preview else "search",
            lambda message, key=column.key: self._answered(key, message),
            lambda message, key=column.key: self._refused(key, message),
            **question.payload(),
            soon=soon,
            k=LIST_LENGTH,
        )

    def _look_up(self, column: Column) -> None:
        """Take the list that another program made."""
        question = self._question(column)
        if column.lookup is None or question is None:
            self.changed.emit(column.key)
            return
        try:
            column.take(column.lookup(question.query, question.within))
        except InputError as fault:
            column.result = column.uncut = None
            self.fail(column, str(fault))
            return
        column.status, column.message = "idle", ""
        self.changed.emit(column.key)
        self.answered.emit(column.key)

    def extend(self, column: Column) -> None:
        """Continue the list of a column."""
        if self._engine is None or column.asked is None or column.result is None:
            return
        if column.result.is_whole or column.following is not None or column.request is not None:
            return
        length = len(column.result.ids)
        column.following = self._engine.request(
            "search",
            lambda message, before=column.result: self._followed(column, before, message),
            lambda message: self._followed(column, None, message),
            **column.asked.payload(),
            offset=length,
            k=length + min(max(length, LIST_LENGTH), LONGEST_STEP),
        )

    def fail(self, column: Column, sentence: str) -> None:
        """Show in the column why there is no answer."""
        column.status, column.message = "failed", sentence
        self.changed.emit(column.key)

    def learn_anew(self, column: Column) -> None:
        """Fit what a column asked last on all images; its list stays until then."""
        fit = _fit_of(column)
        if fit is None or column.status != "idle":
            return
        column.status, column.message = "fitting", tr("Learning {pipeline} anew…", pipeline=fit[0])
        self.changed.emit(column.key)
        self._fits.start(*fit, lambda failure: self._fitted(fit, failure), anew=True)

    def cancel_fit(self, column: Column) -> None:
        """Stop the fit that a column waits for; its list stays."""
        fit = _fit_of(column) if column.status == "fitting" else None
        if fit is not None:
            self._fits.cancel(fit)

    def cancel_abandoned_fits(self) -> None:
        """Stop fits that no column is for any more; one whose model is used already may still make its map."""
        self._fits.keep({_fit_of(column) for column in self._columns()})

    def _current(self, key: int, message: Message) -> Column | None:
        """The column that waits for this answer; None where nobody does."""
        column = next((column for column in self._columns() if column.key == key), None)
        if column is None or column.request != message.get("id"):
            return None
        column.request = None
        return column

    def _answered(self, key: int, message: Message) -> None:
        column = self._current(key, message)
        if column is None:
            return
        column.take(ColumnResult.from_message(message))
        asked = column.asked
        if message.get("unfinished") and asked is not None and asked == self._question(column) and self._engine:
            self._send(self._engine, column, asked, soon=False)
            self.changed.emit(key)
        else:
            column.status, column.message = "idle", ""
            self.ask(column)
        self.answered.emit(key)

    def _followed(self, column: Column, before: ColumnResult | None, message: Message) -> None:
        """The list goes on, if it is still the one that was to be continued."""
        if column.following != message.get("id"):
            return
        column.following = None
        if before is not None and column.result is before:
            column.take(before.continued(ColumnResult.from_message(message)))
            self.changed.emit(column.key)

    def _refused(self, key: int, message: Message) -> None:
        column = self._current(key, message)
        if column is None:
            return
        asked, question = column.asked, self._question(column)
        assert asked is not None
        if question is not None and asked != question:
            self.ask(column)
        elif message.get("preparing"):
            column.message = tr("Preparing the collection for its first search…")
            QTimer.singleShot(PREPARING_MS, self, lambda: self.ask(column, again=True))
            self.changed.emit(key)
        elif asked.preview:
            column.status = "idle"
            column.message = tr("Too slow to try while you move it; it is applied when you let go.")
            self.changed.emit(key)
        elif message.get("needs_fit"):
            column.status, column.message = (
                "fitting",
                tr("Fitting {pipeline} to this collection…", pipeline=asked.pipeline),
            )
            self.changed.emit(key)
            fit = (str(asked.pipeline), asked.encoder)
            self._fits.start(*fit, lambda failure: self._fitted(fit, failure))
        else:
            self.fail(column, str(message.get("message", tr("The search was interrupted."))))

    def _fitted(self, fit: Fit, failure: str) -> None:
        for column in self._columns():
            if column.status != "fitting" or _fit_of(column) != fit:
                continue
            if failure:
                self.fail(column, failure)
            else:
                self.ask(column, again=True)


def _fit_of(column: Column) -> Fit | None:
    """Names the fit that the column's question needs."""
    return None if column.asked is None else (str(column.asked.pipeline), column.asked.encoder)
