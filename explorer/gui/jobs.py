"""What the engine's workers are doing, as the window knows it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from explorer.gui.engine import Engine, OnMessage, ignore
from explorer.gui.language import mark_text, number_text, tr
from explorer.protocol.messages import Message

KEPT = 50
"""Jobs that ended and stay listed when another starts: a folder that is watched is read again for weeks."""

JobStatus = Literal["running", "stopping", "done", "failed", "cancelled"]

STAGES = {
    "scan": mark_text("Scan"),
    "fetch": mark_text("Fetch"),
    "embed": mark_text("Embed"),
    "captions": mark_text("Captions"),
    "map": mark_text("Map"),
    "umap": mark_text("UMAP map"),
    "graph": mark_text("Graph"),
    "fit": mark_text("Fit"),
    "measure": mark_text("Measure"),
    "evaluate": mark_text("Evaluate"),
}
"""The steps of jobs by the engine's names."""


@dataclass
class Job:
    """One job, running or ended.

    Attributes:
        number: the engine's id of it.
        title: what it does, for people.
        stage: the step it is at.
        done: how much of the step is done.
        total: of how much; 0 where unknown.
        seconds_left: estimate of the engine; None where unknown.
        status: running or how it ended.
        message: one sentence about the end.
        problems: files that could not be used, with the reason.
        kind: of the engine's jobs; those that read a collection have a report on every file.
    """

    number: int
    title: str
    kind: str = ""
    stage: str = mark_text("Starting")
    done: int = 0
    total: int = 0
    text: str = ""
    seconds_left: float | None = None
    status: JobStatus = "running"
    message: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)
    _stage_began: float = field(default_factory=monotonic)

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.status in ("running", "stopping")

    @property
    def has_report(self) -> bool:
        """Whether there is something to tell file by file."""
        return not self.running and (self.kind == "index" or bool(self.problems))

    @property
    def rate(self) -> float | None:
        """Items a second since the step began; None while there is too little to say."""
        elapsed = monotonic() - self._stage_began
        return self.done / elapsed if self.done and elapsed > 0.5 else None

    def report(self, message: Message) -> None:
        """Take a progress message."""
        stage = str(message.get("stage") or self.stage)
        if stage != self.stage:
            self.stage, self._stage_began = stage, monotonic()
        self.done, self.total = int(message.get("done", 0)), int(message.get("total", 0))
        self.text = str(message.get("text", ""))
        self.seconds_left = message.get("seconds_left")

    def progress_text(self) -> str:
        """One line: step, count, rate, time left."""
        if self.status == "stopping":
            return tr("Stopping…")
        if not self.running:
            return self.message
        parts = [tr(STAGES.get(self.stage, self.stage.capitalize()))]
        if self.total:
            parts.append(tr("{done:,} of {total:,}", done=self.done, total=self.total))
        elif self.done:
            parts.append(number_text(self.done))
        if self.rate is not None and self.total > 1:
            parts.append(f"{number_text(round(self.rate))}/s" if self.rate >= 10 else f"{self.rate:.1f}/s")
        if self.seconds_left is not None:
            parts.append(tr("{duration} left", duration=duration(self.seconds_left)))
        return " · ".join(parts)


def duration(seconds: float) -> str:
    """A length of time as people say it."""
    if seconds < 1:
        return tr("less than 1 s")
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return (
        tr("{minutes} min {rest:02d} s", minutes=minutes, rest=rest)
        if minutes < 60
        else tr("{hours} h {minutes:02d} min", hours=minutes // 60, minutes=minutes % 60)
    )


class Jobs(QObject):
    """Starts jobs of the open collection and follows them.

    Signals:
        changed(int): the job of that number started, moved on or ended.
        losses(int, dict): the job of that number trains a method, and tells `step` and `values`.
        reported(int, dict): the evaluation of that number tells its `report` as far as it is known.
        removed(int): the job of that number is listed no longer.
        cleared(): another collection is open; the jobs of the one before are gone.
    """

    changed = Signal(int)
    losses = Signal(int, object)
    reported = Signal(int, object)
    removed = Signal(int)
    cleared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: Engine | None = None
        self._workspace: Path | None = None
        self._jobs: dict[int, Job] = {}

    def attach(self, engine: Engine, workspace: Path) -> None:
        """Start jobs with this engine, in this workspace, from now on."""
        if self._engine is not engine:
            engine.progress.connect(self._progress)
            engine.losses.connect(self.losses)
            engine.reported.connect(self.reported)
        self._engine, self._workspace = engine, workspace
        self._jobs.clear()
        self.cleared.emit()

    def job(self, number: int) -> Job | None:
        """The job of that number."""
        return self._jobs.get(number)

    def running(self) -> list[Job]:
        """The jobs that have not ended."""
        return [job for job in self._jobs.values() if job.running]

    def ended(self) -> list[Job]:
        """The jobs that have ended and are still listed."""
        return [job for job in self._jobs.values() if not job.running]

    def latest(self, kind: str) -> Job | None:
        """The job of that kind that was started last."""
        return next((job for job in reversed(self._jobs.values()) if job.kind == kind), None)

    def clear_ended(self, *, kept: int = 0) -> None:
        """List the jobs that have ended no longer, but for so many of the last."""
        ended = self.ended()
        for job in ended[: len(ended) - kept]:
            del self._jobs[job.number]
            self.removed.emit(job.number)

    def start(
        self,
        kind: str,
        title: str,
        *,
        on_result: OnMessage = ignore,
        on_error: OnMessage = ignore,
        on_cancelled: OnMessage = ignore,
        **payload: Any,
    ) -> int:
        """Start a job; exactly one of the three functions is called when it ends."""
        assert self._engine is not None, "a job needs an open collection"
        number = self._engine.start_job(
            kind,
            lambda message: self._ended(message, "done", on_result),
            lambda message: self._ended(message, "failed", on_error),
            lambda message: self._ended(message, "cancelled", on_cancelled),
            workspace=str(self._workspace),
            **payload,
        )
        self._jobs[number] = Job(number, title, kind)
        self.changed.emit(number)
        self.clear_ended(kept=KEPT)
        return number

    def cancel(self, number: int) -> None:
        """Ask a job to stop; what it finished stays."""
        job = self._jobs.get(number)
        if job is not None and job.status == "running" and self._engine is not None:
            job.status = "stopping"
            self.changed.emit(number)
            self._engine.cancel(number)

    def _progress(self, number: int, message: Message) -> None:
        job = self._jobs.get(number)
        if job is not None and job.running:
            job.report(message)
            self.changed.emit(number)

    def _ended(self, message: Message, status: JobStatus, then: Callable[[Message], None]) -> None:
        job = self._jobs.get(message["id"])
        if job is not None:
            job.status = status
            job.message = _ending(message, status)
            job.problems = [(str(item["path"]), str(item["reason"])) for item in message.get("problems", ())]
            self.changed.emit(job.number)
        then(message)


def _ending(message: Message, status: JobStatus) -> str:
    if status == "failed":
        return str(message.get("message", tr("Failed.")))
    if status == "cancelled":
        return tr("Cancelled; what was finished is kept.")
    return str(message.get("summary") or tr("Finished."))
