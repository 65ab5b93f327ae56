"""Longer drawing in short steps on the GUI thread, so that the window answers in between."""

from collections.abc import Callable, Generator
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer

SLICE_SECONDS = 0.006
"""A frame of 16 ms has room for this beside what the window does."""

Stepwise = Generator[None, None, Any]
"""Work that yields every millisecond or so, and returns its result."""


class Steps(QObject):
    """Runs one stepwise work at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Stepwise | None = None
        self._done: Callable[[Any], None] = print
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def busy(self) -> bool:
        """Whether there is work to be done."""
        return self._work is not None

    def run(self, work: Stepwise, done: Callable[[Any], None]) -> None:
        """Begin work, instead of what is running; `done(result)` is called at its end."""
        self._work, self._done = work, done
        self._timer.start()

    def cancel(self) -> None:
        """Forget the work."""
        self._work = None
        self._timer.stop()

    def finish(self) -> None:
        """Do all the rest now; `done` may begin more, which is done as well."""
        while self._work is not None:
            self._advance()

    def _slice(self) -> None:
        end = perf_counter() + SLICE_SECONDS
        while self._work is not None and perf_counter() < end:
            self._advance()

    def _advance(self) -> None:
        assert self._work is not None
        try:
            next(self._work)
        except StopIteration as end:
            self.cancel()
            self._done(end.value)
