"""The fits that columns wait for: each started once, and stopped when nobody waits any more."""

from collections.abc import Callable

from explorer.gui.jobs import Jobs
from explorer.gui.language import tr
from explorer.gui.state import WORDS_BY

Fit = tuple[str, str | None]
"""The method's whole name, and the encoder."""


class Fits:
    """Starts jobs that fit methods.

    The name of a method holds its parameters of the query stage too, which need no fit: two columns that differ in
    these alone may fit twice, and the second finds the first one's model. Methods behind the space that words are
    compared in wait for one another: the second takes it from the first.
    """

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._running: dict[Fit | None, int] = {}
        self._waiting: dict[Fit | None, Callable[[str], None]] = {}

    def start(self, pipeline: str, encoder: str | None, ended: Callable[[str], None], *, anew: bool = False) -> None:
        """Fit a method, unless that is going on already.

        Args:
            pipeline: its name.
            encoder: whose vectors; None = those of the collection's own encoder.
            ended: called with one sentence where it failed or was cancelled, empty where it went well.
            anew: learn again what could place the newest images without.
        """
        fit = (pipeline, encoder)
        if fit in self._running or fit in self._waiting:
            return
        if any(_shares_stage(fit, other) for other in self._running):
            self._waiting[fit] = ended
            return

        def end(failure: str) -> None:
            self._running.pop(fit, None)
            ended(failure)
            self._start_next()

        self._running[fit] = self._jobs.start(
            "fit",
            tr("Fit {pipeline}", pipeline=pipeline),
            on_result=lambda _: end(""),
            on_error=lambda message: end(str(message.get("message"))),
            on_cancelled=lambda _: end(tr("The fit was cancelled.")),
            pipeline=pipeline,
            encoder=encoder,
            anew=anew,
        )

    def cancel(self, fit: Fit) -> None:
        """Ask one to stop; it says when it has."""
        if fit in self._waiting:
            self._waiting.pop(fit)(tr("The fit was cancelled."))
        elif fit in self._running:
            self._jobs.cancel(self._running[fit])

    def keep(self, wanted: set[Fit | None]) -> None:
        """Cancel all but these."""
        for fit in [fit for fit in self._waiting if fit not in wanted]:
            del self._waiting[fit]
        for fit in [fit for fit in self._running if fit not in wanted]:
            self._jobs.cancel(self._running.pop(fit))
        self._start_next()

    def forget(self) -> None:
        """The collection is closed, and its jobs with it."""
        self._running.clear()
        self._waiting.clear()

    def _start_next(self) -> None:
        """Begin those that waited, as far as they wait for none that runs."""
        waiting, self._waiting = self._waiting, {}
        for fit, ended in waiting.items():
            assert fit is not None
            self.start(*fit, ended)


def _shares_stage(fit: Fit, other: Fit | None) -> bool:
    """Whether two methods of the same vectors begin with the same space of words and images."""
    first, *rest = fit[0].split(">")
    same = other is not None and other[1] == fit[1] and other[0].split(">")[0] == first
    return same and bool(rest) and first.split("[")[0] == WORDS_BY
