"""The losses of methods that are trained: of those that are being fitted, and of those that were."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from explorer.errors import ExplorerError
from explorer.gui.background import Background
from explorer.gui.jobs import Jobs
from explorer.gui.language import tr
from explorer.gui.session import Session
from explorer.protocol.messages import Message
from explorer.workspace.store import Workspace

log = logging.getLogger(__name__)

_MODELS, _LOG_FILE = "models", "training.json"

Series = tuple[list[int], list[float]]
"""Steps, ascending, and a loss at each."""


@dataclass
class Training:
    """The losses of one fit.

    Attributes:
        title: what is fitted.
        losses: by name, each where it was told.
        ended: when, in seconds since 1970; 0 while it goes on.
        stopped: whether it failed or was cancelled.
    """

    title: str
    losses: dict[str, Series] = field(default_factory=dict)
    ended: float = 0.0
    stopped: bool = False

    def add(self, step: int, values: Mapping[str, float]) -> None:
        """Note what was told at a step."""
        for name, value in values.items():
            steps, told = self.losses.setdefault(name, ([], []))
            if steps and steps[-1] >= step:  # an interrupted training goes on from an earlier step
                keep = int(np.searchsorted(steps, step))
                del steps[keep:], told[keep:]
            steps.append(step)
            told.append(float(value))

    @classmethod
    def read(cls, title: str, path: Path) -> "Training":
        """What was kept beside a model.

        Raises:
            OSError: the file cannot be read.
            ValueError, KeyError, TypeError: it is damaged.
        """
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        losses = {}
        for name, values in data["values"].items():
            told = [
                (int(step), float(value))
                for step, value in zip(data["steps"], values, strict=True)
                if value is not None
            ]
            losses[str(name)] = ([step for step, _ in told], [value for _, value in told])
        return cls(title, losses, path.stat().st_mtime)


class Trainings(QObject):
    """Collects the losses of fits of the open collection; those kept on disk are read when someone wants to see them.

    Signals:
        changed(): there are others, or more of them.
    """

    changed = Signal()

    def __init__(self, session: Session, jobs: Jobs, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._background = background
        self._live: dict[int, Training] = {}
        self._kept: dict[str, Training] = {}
        jobs.losses.connect(self._told)
        jobs.changed.connect(self._job_changed)
        jobs.cleared.connect(self._clear)

    def all(self) -> dict[str, Training]:
        """By a name of its own: those that go on first, then the others, the latest first."""
        live = {f"job {number}": training for number, training in reversed(self._live.items())}
        return {**live, **dict(sorted(self._kept.items(), key=lambda item: -item[1].ended))}

    def read_kept(self) -> None:
        """Read what lies beside the fitted models, on another thread."""
        workspace = self._session.workspace
        if workspace is None:
            return

        def show(found: dict[str, Training]) -> None:
            if workspace is self._session.workspace:
                self._kept = found
                self._live = {number: one for number, one in self._live.items() if not self._is_kept(number)}
                self.changed.emit()

        self._background.run(lambda: _kept_in(workspace), show, log.warning)

    def _is_kept(self, number: int) -> bool:
        """Whether a fit has ended well: then its losses, all of them, lie beside the model."""
        job = self._jobs.job(number)
        return job is not None and job.status == "done"

    def _told(self, number: int, message: Message) -> None:
        job = self._jobs.job(number)
        if job is not None:
            before, _, after = tr("Fit {pipeline}", pipeline="\n").partition("\n")
            name = job.title.removeprefix(before).removesuffix(after)
            training = self._live.setdefault(number, Training(name))
            training.add(int(message["step"]), message["values"])
            self.changed.emit()

    def _job_changed(self, number: int) -> None:
        job = self._jobs.job(number)
        if number not in self._live or job is None or job.running:
            return
        self._live[number].stopped = not self._is_kept(number)
        self.read_kept()

    def _clear(self) -> None:
        self._live, self._kept = {}, {}
        self.changed.emit()


def _kept_in(workspace: Workspace) -> dict[str, Training]:
    """The losses beside each model that was trained; those that cannot be read are left out and logged."""
    found = {}
    for name in workspace.names(_MODELS):
        try:
            path = workspace.folder(_MODELS, name) / _LOG_FILE
            if path.is_file():
                found[name] = Training.read(str(workspace.meta(_MODELS, name).get("pipeline") or name), path)
        except (ExplorerError, OSError, ValueError, KeyError, TypeError) as error:
            log.warning("The losses of the model %s cannot be read (%s)", name, error)
    return found
