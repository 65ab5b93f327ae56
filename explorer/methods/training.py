"""What the methods that are trained have in common: seeds, early stop without labels, cancel and resume.

def step(number): ...                     # draws a batch, lowers the loss, gives the losses by name
def held_out(): ...                       # the losses on images that no step sees; no label is ever asked
with seeded(job.seed) as generator:
    train(step, job, steps=1000, module=network, optimiser=adam, generator=generator, held_out=held_out)
"""

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from explorer.errors import Cancelled
from explorer.methods.gallery import Gallery
from explorer.methods.method import Job

HELD_OUT = "held out"
"""The name under which the loss on images that no step sees is logged."""

_CHECKPOINT_SECONDS = 10.0
"""A killed training loses at most so much."""

log = logging.getLogger(__name__)


@contextmanager
def seeded(seed: int) -> Iterator[torch.Generator]:
    """Everything drawn inside depends on the seed alone, and what is drawn outside does not notice.

    Yields:
        A generator on the CPU for what is drawn by hand; the initial values of torch's layers follow the seed too.
    """
    memory: Any = torch.utils.deterministic
    before, filled = torch.get_deterministic_debug_mode(), memory.fill_uninitialized_memory
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        # `use_deterministic_algorithms` does the same, but loads torch's compiler first, for five seconds.
        torch.set_deterministic_debug_mode("warn")
        memory.fill_uninitialized_memory = False  # no layer reads what it has not written
        try:
            yield torch.Generator().manual_seed(seed)
        finally:
            torch.set_deterministic_debug_mode(before)
            memory.fill_uninitialized_memory = filled


def in_order(gallery: Gallery, order: NDArray[np.int64]) -> Gallery:
    """The gallery with its rows in another order, that of the ids, so that a draw does not depend on the order given.

    Args:
        gallery: without edits.
        order: its rows; where they ascend already, it is the gallery itself.
    """
    if (np.diff(order) > 0).all():
        return gallery
    return gallery.of_others(gallery.features.subset(order))


class EarlyStop:
    """Says when a loss on held-out images has ceased to fall.

    Attributes:
        best: smallest loss so far, None before the first look.
        waited: looks since then.
    """

    def __init__(self, patience: int, *, least: float = 1e-4) -> None:
        """Allow `patience` looks in a row that are not better by the share `least` of the best."""
        self._patience, self._least = patience, least
        self.best: float | None = None
        self.waited = 0

    def __call__(self, loss: float) -> bool:
        """Take one look; True where training should end."""
        if self.best is None or loss < self.best - self._least * abs(self.best):
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        return self.now

    @property
    def now(self) -> bool:
        """Whether training should end."""
        return self.waited >= self._patience


def train(
    step: Callable[[int], Mapping[str, float]],
    job: Job,
    *,
    steps: int,
    module: torch.nn.Module,
    optimiser: torch.optim.Optimizer,
    generator: torch.Generator,
    held_out: Callable[[], float] | None = None,
    every: int = 25,
    patience: int = 4,
    text: str = "training",
) -> int:
    """Train until the steps are done or the held-out loss has ceased to fall; the last state counts, never a best one.

    A training that is cancelled or killed leaves `job.checkpoint` behind, from which an equal one goes on to equal
    numbers; a finished one removes it.

    Args:
        step: does step `number` (from 0), and gives its losses.
        job: progress, cancelled, losses, checkpoint.
        steps: at most so many.
        module: what is trained.
        optimiser: of its parameters.
        generator: of all that steps draw by hand.
        held_out: the loss on images that no step sees; asked every `every` steps.
        every: see there.
        patience: looks at the held-out loss without progress after which training ends.
        text: said while it goes on.

    Returns:
        How many steps were done.

    Raises:
        Cancelled: the person asked to stop.
    """
    stop = EarlyStop(patience)
    checkpoint = _Checkpoint(job.checkpoint, module, optimiser, generator, stop)
    told = checkpoint.resume()
    for number, losses in told:
        job.losses(number, losses)
    number = told[-1][0] if told else 0
    while number < steps and not stop.now:
        if job.cancelled():
            checkpoint.write(told)
            raise Cancelled
        losses = dict(step(number))
        number += 1
        if held_out is not None and (number % every == 0 or number == steps):
            losses[HELD_OUT] = held_out()
            stop(losses[HELD_OUT])
        told.append((number, losses))
        checkpoint.write_sometimes(told)
        job.losses(number, losses)
        job.progress(number, steps, text)
    checkpoint.remove()
    return number


_Told = list[tuple[int, dict[str, float]]]


class _Checkpoint:
    """All that decides how a training goes on, in one safetensors file."""

    def __init__(
        self,
        path: Path | None,
        module: torch.nn.Module,
        optimiser: torch.optim.Optimizer,
        generator: torch.Generator,
        stop: EarlyStop,
    ) -> None:
        self._path, self._module, self._optimiser, self._generator, self._stop = (
            path,
            module,
            optimiser,
            generator,
            stop,
        )
        self._written = time.monotonic()

    def write_sometimes(self, told: _Told) -> None:
        if time.monotonic() - self._written > _CHECKPOINT_SECONDS:
            self.write(told)

    def write(self, told: _Told) -> None:
        if self._path is None or not told:
            return
        tensors = {f"module:{name}": value for name, value in self._module.state_dict().items()}
        for number, state in self._optimiser.state_dict()["state"].items():
            tensors |= {f"optimiser:{number}:{name}": torch.as_tensor(value) for name, value in state.items()}
        tensors["generator"], tensors["global"] = self._generator.get_state(), torch.get_rng_state()
        unfinished = self._path.with_suffix(".part")
        story = {"told": json.dumps(told), "stop": json.dumps([self._stop.best, self._stop.waited])}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            save_file({name: value.contiguous() for name, value in tensors.items()}, unfinished, story)
            unfinished.replace(self._path)
        except (OSError, SafetensorError) as error:  # the training needs no checkpoint unless it is interrupted
            log.warning("The state of the training cannot be kept in %s: %s", self._path, error)
        self._written = time.monotonic()

    def resume(self) -> _Told:
        """Take back what was written; nothing where there is no file, or one that does not fit."""
        if self._path is None or not self._path.exists():
            return []
        try:
            with safe_open(self._path, "pt") as file:
                story = file.metadata() or {}
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a dictionary
            told: _Told = [(int(number), losses) for number, losses in json.loads(story["told"])]
            best, waited = json.loads(story["stop"])
            self._module.load_state_dict(_part(tensors, "module"))
            self._optimiser.load_state_dict({**self._optimiser.state_dict(), "state": _by_number(tensors)})
        except (OSError, SafetensorError, KeyError, ValueError, RuntimeError) as error:
            log.warning("The interrupted training in %s cannot be taken up (%s); it begins anew.", self._path, error)
            return []
        self._generator.set_state(tensors["generator"])
        torch.set_rng_state(tensors["global"])
        self._stop.best, self._stop.waited = best, waited
        return told

    def remove(self) -> None:
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def _part(tensors: Mapping[str, torch.Tensor], prefix: str) -> dict[str, torch.Tensor]:
    return {name.removeprefix(f"{prefix}:"): value for name, value in tensors.items() if name.startswith(f"{prefix}:")}


def _by_number(tensors: Mapping[str, torch.Tensor]) -> dict[int, dict[str, torch.Tensor]]:
    """The optimiser's state of each parameter."""
    states: dict[int, dict[str, torch.Tensor]] = {}
    for name, value in _part(tensors, "optimiser").items():
        number, _, field_name = name.partition(":")
        states.setdefault(int(number), {})[field_name] = value
    return states
