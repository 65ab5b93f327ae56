"""What transforms and rankers have in common: a specification, checked parameters, notes."""

from abc import ABC
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from explorer.errors import ParameterError
from explorer.protocol.naming import StageName
from explorer.protocol.progress import IsCancelled, Losses, Progress, never_cancelled, no_losses, no_progress
from explorer.protocol.specs import MethodSpec, Value


@dataclass(frozen=True)
class Job:
    """How one fit is to be done.

    Attributes:
        seed: of everything drawn at random.
        device: cpu or cuda.
        progress: called with what is done.
        cancelled: asked often.
        losses: told by methods that are trained where their training stands, after each step or pass.
        checkpoint: file in which a training that was interrupted finds where it stood; None to begin anew.
    """

    seed: int = 0
    device: str = "cpu"
    progress: Progress = no_progress
    cancelled: IsCancelled = never_cancelled
    losses: Losses = no_losses
    checkpoint: Path | None = None


class Method(ABC):
    """A method with checked parameters.

    Attributes:
        spec: what it is.
        version: raised by hand when its numbers change; part of a fitted model's key.
        parameters: all values.
        notes: what the person should know of the fit, e.g. a default that the gallery is too small for.
    """

    spec: ClassVar[MethodSpec]
    version: ClassVar[int] = 1

    def __init__(self, **parameters: Value) -> None:
        """Take the parameters; what is not given keeps its default.

        Raises:
            ParameterError: a name is unknown or a value out of range.
        """
        given = {name.removesuffix("_"): value for name, value in parameters.items()}  # lambda_ is lambda
        self.parameters: dict[str, Any] = self.spec.values(given)
        self.notes: list[str] = []
        self._given = set(given)

    @property
    def title(self) -> str:
        """What column heads call it."""
        return self.spec.title

    @property
    def changed(self) -> int:
        """How many images have other captions than it learned from; these are told apart, but not learned from."""
        return 0

    @property
    def label(self) -> str:
        """Name and all parameters, as they would be written."""
        return str(StageName(self.spec.name, tuple(self.parameters.items())))

    def fit_parameters(self) -> dict[str, Any]:
        """The parameters whose change needs a new fit."""
        return {p.name: self.parameters[p.name] for p in self.spec.parameters if p.stage == "fit"}

    def _at_most(self, name: str, largest: int, why: str) -> int:
        """The value of a parameter that the data limit.

        A value that the person gave is never changed silently; a default is lowered, and a note says so.

        Raises:
            ParameterError: the person asked for more than there is.
        """
        value = int(self.parameters[name])
        if value <= largest:
            return value
        if name in self._given:
            raise ParameterError(f"{self.spec.name}: {name}={value} is too large, since {why}; give at most {largest}.")
        note = f"{self.spec.name}: {name} is {largest} instead of {value}, since {why}."
        if note not in self.notes:
            self.notes.append(note)
        return largest
