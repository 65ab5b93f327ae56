"""Evaluations in the background: what is measured, what is known of it so far, where it is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from explorer.errors import ExplorerError, InputError
from explorer.gui.jobs import Jobs
from explorer.gui.language import mark_text, tr
from explorer.gui.session import Session
from explorer.protocol.messages import Message
from explorer.protocol.naming import PipelineName, parse_pipelines
from explorer.protocol.specs import Value
from explorer.workspace.durable import write_file

if TYPE_CHECKING:
    from explorer.protocol.report import Report

Queries = Literal["split", "random"]
QUERIES: dict[Queries, str] = {
    "split": mark_text("By the splits"),
    "random": mark_text("Random fifth, 3 times"),
}
"""Who queries whom."""

_SEEDS = (0, 1, 2)
_SHARE = 0.2
ENDINGS = (".json", ".html", ".csv", ".tex")
"""As which a report can be written."""


@dataclass(frozen=True)
class Sweep:
    """Values of one parameter of one method, compared on a validation split.

    Attributes:
        pipeline: the method; its own value of the parameter does not matter.
        stage: place of the stage in it.
        parameter: its name.
        values: that are tried.
    """

    pipeline: PipelineName
    stage: int
    parameter: str
    values: tuple[Value, ...]

    def with_value(self, value: Value) -> PipelineName:
        """The method with a value."""
        return self.pipeline.with_parameter(self.parameter, value, stage=self.stage)

    @property
    def methods(self) -> str:
        """As an evaluation is asked: each value under an alias of its own."""
        return ",".join(f"value {number}={self.with_value(value)}" for number, value in enumerate(self.values))

    def figures(self, report: Report) -> list[dict[str, Any]]:
        """What is known of the values, in their order, as far as they have been measured."""
        keys = [f"value {number}" for number in range(len(self.values))]
        return [report["methods"][key] for key in keys if key in report["methods"]]


class Evaluation(QObject):
    """Measures methods in a process of its own, and keeps the last report.

    Signals:
        changed(): another report, or more of it.
        running_changed(): it began or ended.
        progressed(): it moved on.
        sweep_changed(): more is known of the sweep.
        failed(str): one sentence.

    Attributes:
        report: what is shown; None before there is any.
        title: where it is from.
        sweep: the values compared last, and the report of them.
    """

    changed = Signal()
    running_changed = Signal()
    progressed = Signal()
    sweep_changed = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job = 0
        self._label_column: str | None = None
        self._taking: Callable[[Report], None] = self._take
        self.report: Report | None = None
        self.title = ""
        self.foreign: dict[str, Path] = {}
        self.sweep: tuple[Sweep, Report] | None = None
        jobs.reported.connect(self._reported)
        jobs.changed.connect(self._job_changed)
        session.released.connect(self._forget)
        session.catalogue_changed.connect(lambda catalogue: self._set_label_column(catalogue.label_column))

    @property
    def running(self) -> bool:
        """Whether something is being measured."""
        job = self._jobs.job(self._job)
        return job is not None and job.running

    @property
    def progress(self) -> tuple[int, int, str]:
        """How far it is: done, of, in words."""
        job = self._jobs.job(self._job)
        if job is None:
            return 0, 0, ""
        return job.done, job.total, " · ".join(filter(None, (job.text, job.progress_text())))

    def start(self, methods: str, queries: Queries = "split") -> None:
        """Measure methods, as the command `evaluate` names them, in place of what was shown."""
        choice = {"test_fraction": _SHARE} if queries == "random" else {}
        choice["foreign"] = {name: str(path) for name, path in self.foreign.items()}
        seeds = _SEEDS if queries == "random" else (0,)
        if self._begin(tr("Evaluate"), methods, choice, seeds, self._take):
            self.title = tr("Evaluated now: {title}", title=self._session.title)

    def start_sweep(self, sweep: Sweep) -> None:
        """Compare values on a validation split; the queries of the test split take no part."""

        def take(report: Report) -> None:
            self.sweep = (sweep, report)
            self.sweep_changed.emit()

        self._begin(
            tr("Try values of {parameter}", parameter=sweep.parameter), sweep.methods, {"development": True}, (0,), take
        )

    def cancel(self) -> None:
        """Stop; what was measured stays."""
        self._jobs.cancel(self._job)

    def open(self, path: Path) -> None:
        """Show a report from a file, such as `evaluate --json` writes on another machine."""
        try:
            self.show(read_report(path), path.name)
        except ExplorerError as fault:
            self.failed.emit(str(fault))

    def show(self, report: Report | None, title: str) -> None:
        """Show a report."""
        self.report, self.title = report, title
        self.changed.emit()

    def save(self, path: Path) -> bool:
        """Write the report; the ending of the file says how. Tells whether it is written."""
        if self.report is None:
            return False
        try:
            write_report(self.report, path)
        except ExplorerError as fault:
            self.failed.emit(str(fault))
            return False
        return True

    def _begin(
        self, title: str, methods: str, choice: dict[str, Any], seeds: Sequence[int], take: Callable[[Report], None]
    ) -> bool:
        workspace = self._session.workspace
        if workspace is None or self.running:
            return False
        try:
            parse_pipelines(methods)
            if workspace.read_only_reason:
                raise InputError(workspace.read_only_reason)
        except ExplorerError as fault:
            self.failed.emit(str(fault))
            return False
        self._taking = take
        self._job = self._jobs.start(
            "evaluate",
            f"{title}: {methods}" if len(methods) < 60 else title,
            on_result=self._ended,
            on_error=lambda message: self.failed.emit(str(message.get("message"))),
            methods=methods,
            choice={"label_column": self._label_column, **choice},
            settings={"seeds": tuple(seeds)},
        )
        self.running_changed.emit()
        return True

    def _set_label_column(self, name: str | None) -> None:
        self._label_column = name

    def _ended(self, message: Message) -> None:
        self._taking(message["report"])

    def _reported(self, number: int, message: Message) -> None:
        if number == self._job:
            self._taking(message["report"])

    def _job_changed(self, number: int) -> None:
        if number == self._job:
            self.progressed.emit()
            if not self.running:
                self.running_changed.emit()

    def _take(self, report: Report) -> None:
        self.report = report
        self.changed.emit()

    def _forget(self) -> None:
        self.report = self.sweep = None
        self.title, self._job, self.foreign = "", 0, {}
        self.changed.emit()
        self.sweep_changed.emit()
        self.running_changed.emit()


def read_report(path: Path) -> Report:
    """A report from a file.

    Raises:
        InputError: it cannot be read, or is something else.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(
            tr("{path} cannot be read ({strerror}); choose another file.", path=path, strerror=error.strerror)
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(tr("{name} is no JSON; give what `evaluate --json` wrote.", name=path.name)) from error
    from explorer.protocol.report import check_report

    return check_report(data, path.name)


def write_report(report: Report, path: Path) -> None:
    """Write a report as its ending says.

    Raises:
        InputError: the ending is none of `ENDINGS`.
        WorkspaceError: the file cannot be written.
    """
    from explorer.protocol.report import to_csv, to_latex
    from explorer.protocol.report_page import to_html

    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(
            tr(
                "{name}: a report is written as {endings}; choose one of these endings.",
                name=path.name,
                endings=", ".join(ENDINGS),
            )
        )
    if ending == ".json":
        text = json.dumps(report, indent=1, ensure_ascii=False) + "\n"
    else:
        text = {".html": to_html, ".csv": to_csv, ".tex": to_latex}[ending](report)
    write_file(path, text.encode("utf-8"))
