"""The training of GRAD-Net: what a step draws, what it asks of the network, and what is held out.

    L = - sum_c P_ic log p_ic  -  weight * log exp(h_i h_j / 0.1) / sum_b exp(h_i h_b / 0.1),   j a neighbour of i

Neighbours are sampled (arXiv 1706.02216), so a step costs the same in a collection of any size. It is too small to be
shared: two threads take several times the processor time of one where other programs run, and other last digits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from explorer.graph.threads import one_thread
from explorer.graph.unit import Rows
from explorer.methods.grad_network import GradNetwork, Neighbourhood
from explorer.methods.method import Job
from explorer.methods.sparse_codes import SparseCodes
from explorer.methods.training import seeded, train
from explorer.protocol.features import Vectors

_SAMPLED = 5
_BATCH = 256
"""Edges a step; twice as many images."""

_TEMPERATURE = 0.1
_RATE, _DECAY = 2e-3, 1e-5
_HELD_OUT_SHARE, _HELD_OUT_MOST, _HELD_OUT_LEAST = 0.05, 512, 8
_EVERY = 25

LEAST_STEPS, MOST_STEPS = 100, 3000
"""Few passes over a small collection are too few steps to learn anything, and a network of this size has learned what
it can long before it has seen a million images many times. Within these limits training still ends by itself."""


@dataclass(frozen=True)
class Lesson:
    """What the network shall learn.

    Attributes:
        inputs: [n, d] float32 vectors.
        edges: neighbours of each.
        atoms: [m] rows of the atoms.
        codes: what the teacher says of each image.
        encoder: see `Layer`.
        weights: of the losses, `global` and `local`.
        epochs: passes over the images at most; 0 leaves the network as it begins.
    """

    inputs: Vectors
    edges: Neighbourhood
    atoms: Rows
    codes: SparseCodes
    encoder: str
    weights: dict[str, float]
    epochs: int

    def taught(self, job: Job) -> GradNetwork:
        """The network after its training, on the CPU.

        Raises:
            Cancelled: the person asked to stop.
        """
        n = len(self.inputs)
        with one_thread(), seeded(job.seed) as generator:
            network = GradNetwork(self.inputs.shape[1], len(self.atoms), self.encoder)
            network.set_atoms(torch.from_numpy(self.inputs), self.edges, torch.from_numpy(self.atoms))
            if self.epochs and n > 2:
                network.to(job.device)
                teaching = _Teaching(self, network, job, generator)
                train(
                    teaching.step,
                    job,
                    steps=int(np.clip(-(-n * self.epochs // (2 * _BATCH)), LEAST_STEPS, MOST_STEPS)),
                    module=network,
                    optimiser=teaching.optimiser,
                    generator=generator,
                    held_out=teaching.held_out if len(teaching.hidden_rows) else None,
                    every=_EVERY,
                    text="training GRAD-Net",
                )
        return network.cpu().eval()


class _Teaching:
    """One training: what its steps draw, and what is held out."""

    def __init__(self, lesson: Lesson, network: GradNetwork, job: Job, generator: torch.Generator) -> None:
        self._network, self._generator = network, generator
        self._inputs = torch.from_numpy(lesson.inputs).to(job.device)
        self._edges, self._weights = lesson.edges, lesson.weights
        self._atoms = torch.from_numpy(lesson.codes.atoms)
        self._codes = torch.from_numpy(lesson.codes.weights)
        order = torch.randperm(len(self._inputs), generator=generator)
        held = min(int(len(order) * _HELD_OUT_SHARE), _HELD_OUT_MOST)
        held = held if held >= _HELD_OUT_LEAST else 0
        self.hidden_rows, self._rows = order[:held], order[held:]
        self.optimiser = torch.optim.Adam(network.parameters(), _RATE, weight_decay=_DECAY)

    def step(self, number: int) -> dict[str, float]:
        del number
        place = torch.randint(len(self._rows), (min(_BATCH, len(self._rows)),), generator=self._generator)
        losses = self._losses(self._rows[place], self._generator)
        total = sum(self._weights[name] * loss for name, loss in losses.items())
        self.optimiser.zero_grad()
        assert isinstance(total, Tensor)
        torch.autograd.backward(total)
        self.optimiser.step()
        return {name: loss.item() for name, loss in losses.items()}

    @torch.no_grad()
    def held_out(self) -> float:
        """The weighted loss of images that no step asks about, always with the same draws."""
        losses = self._losses(self.hidden_rows, torch.Generator().manual_seed(0))
        return float(sum(self._weights[name] * loss.item() for name, loss in losses.items()))

    def _losses(self, rows: Tensor, generator: torch.Generator) -> dict[str, Tensor]:
        """Both losses of some images, each with one of its neighbours."""
        near = self._edges[rows]
        drawn = torch.multinomial(near.weights + 1e-9, 1, generator=generator)
        partners = near.rows.gather(1, drawn)[:, 0]
        alone = near.weights.sum(dim=1) == 0
        partners = torch.where(alone, rows, partners)
        both = self._network.sampled(self._inputs, self._edges, torch.cat([rows, partners]), _SAMPLED, generator)
        own, other = both.chunk(2)
        predicted = self._network.log_codes(own)
        device = own.device
        codes = self._codes[rows].to(device)
        global_ = -(codes * predicted.gather(1, self._atoms[rows].to(device, torch.int64))).sum(dim=1).mean()
        similar = own @ other.T / _TEMPERATURE
        neighbours = (partners[None, :, None] == near.rows[:, None, :]) & (near.weights[:, None, :] > 0)
        masked = (neighbours.any(dim=2) | (partners[None] == rows[:, None])).fill_diagonal_(False).to(device)
        local = functional.cross_entropy(similar.masked_fill(masked, -1e9), torch.arange(len(rows), device=device))
        return {"global": global_, "local": local}
