"""The losses of a fit, which every method may tell."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.errors import EngineError
from explorer.methods.state import load_json, save_json
from explorer.protocol.progress import Losses, no_losses

_LOG_FILE = "training.json"


@dataclass
class TrainingLog:
    """All losses of one fit; handed to a method as `job.losses`.

    Attributes:
        steps: numbers of the steps that were told, ascending.
        values: for each loss its value at those steps; None where it was not told.
        tell: who else hears of each.
    """

    steps: list[int] = field(default_factory=list)
    values: dict[str, list[float | None]] = field(default_factory=dict)
    tell: Losses = no_losses

    def __call__(self, step: int, values: Mapping[str, float]) -> None:
        """Note the losses of one step; told twice, the step keeps both.

        Raises:
            EngineError: a loss is not finite; nothing that follows would mean anything.
        """
        for name, value in values.items():
            if not math.isfinite(value):
                raise EngineError(
                    f"The training went astray: the loss {name} is {value} after {step} steps; fit again."
                )
        if not self.steps or self.steps[-1] != step:
            self.steps.append(step)
        for name, value in values.items():
            told = self.values.setdefault(name, [])
            told += [None] * (len(self.steps) - 1 - len(told))
            told[len(self.steps) - 1 :] = [float(value)]
        self.tell(step, values)

    def __bool__(self) -> bool:
        return bool(self.steps)

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary; all lists are as long as that of the steps."""
        length = len(self.steps)
        return {
            "steps": self.steps,
            "values": {name: (told + [None] * length)[:length] for name, told in self.values.items()},
        }

    def save(self, folder: Path) -> None:
        """Write `training.json` where anything was told."""
        if self:
            save_json(folder / _LOG_FILE, self.to_json())

    @classmethod
    def load(cls, folder: Path) -> "TrainingLog":
        """Read what `save` wrote; empty where there is no such file.

        Raises:
            WorkspaceError: the file is damaged.
        """
        path = folder / _LOG_FILE
        return cls(**load_json(path)) if path.exists() else cls()
