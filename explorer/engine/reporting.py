"""Progress of a job as events: not more often than a person can see, with the time that is left."""

import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Protocol

EVENTS_PER_SECOND = 10
_WINDOW_SECONDS = 8.0
"""The rate is taken over this long: short enough to follow a change, long enough not to jump."""


class Send(Protocol):
    """Sends one event, as `Channel.send` does for one request."""

    def __call__(self, event: str, /, **payload: Any) -> None:
        """Send it."""


class Reporter:
    """Turns `progress(done, total, text)` calls of the stages of a job into events.

    The first and the last call of a stage are always sent, those between at most `EVENTS_PER_SECOND` times a second.
    """

    def __init__(self, send: Send, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Report through `send`; `clock` gives seconds."""
        self._send = send
        self._clock = clock
        self._stage = ""
        self._sent = float("-inf")
        self._history: deque[tuple[float, int]] = deque()
        self._losses_sent = float("-inf")
        self._waiting: tuple[int, dict[str, float]] | None = None

    def stage(self, name: str) -> None:
        """Begin a stage, e.g. `embed`; its first progress is sent at once."""
        self._stage = name
        self._sent = float("-inf")
        self._history.clear()

    def progress(self, done: int, total: int, text: str) -> None:
        """The `Progress` callable that stages are given."""
        now = self._clock()
        self._history.append((now, done))
        while now - self._history[0][0] > _WINDOW_SECONDS and len(self._history) > 2:
            self._history.popleft()
        if now - self._sent < 1 / EVENTS_PER_SECOND and done != total:
            return
        self._sent = now
        left = self._seconds_left(done, total)
        self._send("progress", stage=self._stage, done=done, total=total, text=text, seconds_left=left)

    def losses(self, step: int, values: Mapping[str, float]) -> None:
        """The `Losses` callable of a training: the newest value of each, as often as a person can see."""
        self._waiting = (step, {**(self._waiting[1] if self._waiting else {}), **values})
        if self._clock() - self._losses_sent >= 1 / EVENTS_PER_SECOND:
            self.last_losses()

    def last_losses(self) -> None:
        """Send what still waits, at the end of a training."""
        if self._waiting is not None:
            step, values = self._waiting
            self._send("losses", step=step, values=values)
            self._waiting, self._losses_sent = None, self._clock()

    def report(self, report: Mapping[str, Any]) -> None:
        """Send an evaluation's report as far as it is known."""
        self._send("report", report=report)

    def partial(self, what: str, **payload: Any) -> None:
        """Say that something has become usable: `catalogue`, `features`, `graph`, `map` or `model`."""
        self._send("partial", what=what, **payload)

    def _seconds_left(self, done: int, total: int) -> float | None:
        """At the recent rate, rounded to 0.1 s; None while nothing can be said."""
        (since, before), (now, _) = self._history[0], self._history[-1]
        if total <= 0 or done <= before or now <= since:
            return None
        return round((total - done) * (now - since) / (done - before), 1)
