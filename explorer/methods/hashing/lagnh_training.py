"""Training of LAGNH: one step of the discriminator, then five of the generator, on the same images."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor, nn

from explorer.methods.hashing.lagnh_network import LossForm, discriminator_loss, generator_losses
from explorer.methods.method import Job
from explorer.methods.training import train

GENERATOR_STEPS = 5
"""To each step of the discriminator, as released."""

_HELD_OUT = 0.1
_MOST_HELD_OUT = 512
_EVERY = 5
_PATIENCE = 3

Rows = Tensor


@dataclass(frozen=True)
class Material:
    """What is learned from.

    Attributes:
        views: [v, n, d] vectors; an image may be seen in several ways, which shall have one code.
        tags: [n, c].
        said: [n, c] of 0 and 1.
        target: similarities that codes shall have, [b, b] for b rows.
    """

    views: Tensor
    tags: Tensor
    said: Tensor
    target: Callable[[Rows], Tensor]

    def __len__(self) -> int:
        return self.views.shape[1]


@dataclass(frozen=True)
class Recipe:
    """How it is learned.

    Attributes:
        adversary: weight of the loss that the discriminator's verdict gives.
        quantisation: weight of the distance of codes to their signs, lambda.
        tags: weight of the loss of the tags read from the codes, alpha.
        reconstruction: weight of the loss of the reconstructed graph, beta.
        steps: at most so many, each with five of the generator.
        batch: images a step.
        rate: of Adam.
        form: of the reconstruction.
        whole_passes: every image takes part once before any does again, and none is held out, as released; else each
            batch is drawn from all, and training ends where the loss of held-out images ceases to fall.
    """

    adversary: float
    quantisation: float
    tags: float
    reconstruction: float
    steps: int
    batch: int
    rate: float
    form: LossForm = field(default_factory=LossForm)
    whole_passes: bool = False

    def weights(self) -> dict[str, float]:
        """Of the losses, by name."""
        return {
            "adversary": self.adversary,
            "quantisation": self.quantisation,
            "tags": self.tags,
            "reconstruction": self.reconstruction,
        }


class Trainer:
    """Trains a generator against a discriminator.

    Attributes:
        generator: from vectors and tags of a batch to Z, with a `classifier` of its own.
        judge: the discriminator.
    """

    def __init__(
        self,
        generator: nn.Module,
        codes_of: Callable[[Tensor, Tensor], Tensor],
        judge: nn.Module,
        material: Material,
        recipe: Recipe,
    ) -> None:
        self._generator, self._codes_of, self._judge = generator, codes_of, judge
        self._material, self._recipe = material, recipe

    def train(self, job: Job, random: torch.Generator) -> int:
        """Train until the held-out reconstruction has ceased to fall; gives the number of steps.

        Raises:
            Cancelled: the person asked to stop.
        """
        self._random = random
        order = torch.randperm(len(self._material), generator=random)
        held = 0 if self._recipe.whole_passes else min(int(_HELD_OUT * len(order)), _MOST_HELD_OUT)
        self._held, self._seen = order[:held], order[held:]
        both = nn.ModuleDict({"generator": self._generator, "judge": self._judge})
        # Where a pass stands is part of what an interrupted training needs to go on.
        both.register_buffer("seen", self._seen)
        self._optimiser = torch.optim.Adam(both.parameters(), lr=self._recipe.rate)
        return train(
            self._step,
            job,
            steps=self._recipe.steps,
            module=both,
            optimiser=self._optimiser,
            generator=random,
            held_out=self._held_out if held > 1 else None,
            every=_EVERY,
            patience=_PATIENCE,
            text="Learning codes",
        )

    def _step(self, number: int) -> dict[str, float]:
        self._generator.train()
        rows = self._batch(number)
        with torch.no_grad():
            codes = self._codes(rows)
        self._judge_step(codes)
        target = self._material.target(rows)
        for _ in range(GENERATOR_STEPS):
            losses, codes = self._generator_step(rows, target)
        return {**{name: float(loss.detach()) for name, loss in losses.items()}, **_health(codes)}

    def _batch(self, number: int) -> Rows:
        size = self._recipe.batch
        place = number % -(-len(self._seen) // size) if self._recipe.whole_passes else 0
        if place == 0:
            self._seen.copy_(self._seen[torch.randperm(len(self._seen), generator=self._random)])
        return self._seen[place * size : (place + 1) * size].clone()

    def _judge_step(self, codes: Tensor) -> None:
        prior = torch.randn(codes.shape, generator=self._random)
        self._optimiser.zero_grad(set_to_none=True)
        discriminator_loss(self._judge, codes, prior).backward()  # type: ignore[no-untyped-call]
        self._optimiser.step()

    def _generator_step(self, rows: Rows, target: Tensor) -> tuple[dict[str, Tensor], Tensor]:
        codes = self._codes(rows)
        losses = self._losses(codes, rows, target)
        weights = self._recipe.weights()
        self._optimiser.zero_grad(set_to_none=True)
        total = torch.stack([weights[name] * loss for name, loss in losses.items()]).sum()
        total.backward()  # type: ignore[no-untyped-call]
        self._judge.zero_grad(set_to_none=True)  # its parameters without gradients stay as they are
        self._optimiser.step()
        return losses, codes.detach()

    def _losses(self, codes: Tensor, rows: Rows, target: Tensor) -> dict[str, Tensor]:
        classes: Tensor = self._generator.classifier(codes)  # type: ignore[operator]
        said = self._material.said[rows]
        return generator_losses(codes, classes, self._judge(codes), said, target, form=self._recipe.form)

    def _codes(self, rows: Rows) -> Tensor:
        """Z of some images, each seen in one of the ways, drawn."""
        views = self._material.views
        way = torch.randint(len(views), (len(rows),), generator=self._random)
        return self._codes_of(views[way, rows], self._material.tags[rows])

    def _held_out(self) -> float:
        self._generator.eval()
        with torch.no_grad():
            codes = self._codes_of(self._material.views[0, self._held], self._material.tags[self._held])
            losses = self._losses(codes, self._held, self._material.target(self._held))
        return float(losses["reconstruction"])


def _health(codes: Tensor) -> dict[str, float]:
    """How balanced the bits of a batch are (largest mean of a bit of -1 and 1), and the share of distinct codes."""
    signs = (codes >= 0).numpy()
    balance = float(np.abs(2 * signs.mean(axis=0) - 1).max())
    distinct = len(np.unique(np.packbits(signs, axis=1), axis=0)) / len(signs)
    return {"largest bit mean": balance, "distinct codes": distinct}
