"""The network of GRAD-Net: what an image becomes from itself and its neighbours, for images seen and unseen alike."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from explorer.graph.knn import KnnGraph

HIDDEN = 128
OUTPUT = 64
HEADS = 4
_SCALE = 2.3
"""Logarithm of the scale that cosines with atoms start with (10)."""

_BLOCK = 4096


@dataclass(frozen=True)
class Neighbourhood:
    """The neighbours that an image hears.

    Attributes:
        rows: [m, s] int64; 0 where there is none.
        weights: [m, s] float32, at least 0; rows sum to 1, or to 0 where there is no neighbour.
    """

    rows: Tensor
    weights: Tensor

    @classmethod
    def of(cls, lists: KnnGraph, gamma: float) -> "Neighbourhood":
        """From lists of nearest images; weights are cosine^gamma."""
        rows = torch.from_numpy(np.maximum(lists.indices, 0).astype(np.int64))
        weights = torch.from_numpy(np.maximum(lists.similarities, 0) ** np.float32(gamma))
        weights = torch.where(torch.from_numpy(lists.indices >= 0), weights, torch.zeros(()))
        return cls(rows, _to_sum_1(weights))

    def __getitem__(self, part: Tensor | slice) -> "Neighbourhood":
        return Neighbourhood(self.rows[part], self.weights[part])

    def sampled(self, count: int, generator: torch.Generator) -> "Neighbourhood":
        """At most `count` neighbours each, drawn evenly."""
        if self.rows.shape[1] <= count:
            return self
        luck = torch.rand(self.rows.shape, generator=generator).masked_fill(self.weights == 0, -1)
        place = luck.topk(count, dim=1).indices
        return Neighbourhood(self.rows.gather(1, place), _to_sum_1(self.weights.gather(1, place)))


class Layer(nn.Module):
    """An image itself, the mean of its neighbours, and what four heads of attention find among them, added up.

    The mean is that of GraphSAGE (arXiv 1706.02216), the attention that of GAT (arXiv 1710.10903), over the same edges.
    """

    def __init__(self, inputs: int, outputs: int, encoder: str) -> None:
        """Make one; `encoder` is both, mean, attention or none."""
        super().__init__()
        self.own = nn.Linear(inputs, outputs)
        self.mean = nn.Linear(inputs, outputs, bias=False) if encoder in {"both", "mean"} else None
        self.values = nn.Linear(inputs, outputs, bias=False) if encoder in {"both", "attention"} else None
        self.ask, self.answer = nn.Linear(inputs, HEADS), nn.Linear(inputs, HEADS, bias=False)

    def forward(self, own: Tensor, neighbours: Tensor, weights: Tensor) -> Tensor:
        """[b, inputs], [b, s, inputs], [b, s] to [b, outputs]."""
        result: Tensor = self.own(own)
        if self.mean is not None:
            result = result + self.mean(torch.bmm(weights[:, None], neighbours)[:, 0])
        if self.values is not None:
            result = result + self._attended(own, neighbours, weights)
        return result

    def _attended(self, own: Tensor, neighbours: Tensor, weights: Tensor) -> Tensor:
        assert self.values is not None
        logits = functional.leaky_relu(self.ask(own)[:, None] + self.answer(neighbours), 0.2)
        logits = logits.masked_fill((weights == 0)[..., None], -1e9)
        attention = torch.softmax(logits, dim=1) * (weights > 0).any(dim=1)[:, None, None]
        mixed = torch.bmm(attention.transpose(1, 2), neighbours)  # [b, heads, inputs]
        split = self.values.weight.view(HEADS, -1, neighbours.shape[2])
        return torch.einsum("bhi,hoi->bho", mixed, split).flatten(1)


class GradNetwork(nn.Module):
    """Two layers, and atoms in the space that they lead to."""

    def __init__(self, inputs: int, atoms: int, encoder: str) -> None:
        """Make one for input vectors of length `inputs` and so many atoms."""
        super().__init__()
        self.first = Layer(inputs, HIDDEN, encoder)
        self.second = Layer(HIDDEN, OUTPUT, encoder)
        self.atoms = nn.Parameter(torch.randn(atoms, OUTPUT))
        self.scale = nn.Parameter(torch.tensor(_SCALE))

    def hidden(self, own: Tensor, neighbours: Tensor, weights: Tensor) -> Tensor:
        """Activations after the first layer: [b, HIDDEN]."""
        return functional.elu(self.first(own, neighbours, weights))

    def output(self, own: Tensor, neighbours: Tensor, weights: Tensor) -> Tensor:
        """The representation, from activations: [b, OUTPUT] unit rows."""
        return functional.normalize(self.second(own, neighbours, weights), dim=1)

    def log_codes(self, outputs: Tensor) -> Tensor:
        """Logarithm of the predicted codes: [b, atoms]."""
        cosines = outputs @ functional.normalize(self.atoms, dim=1).T
        return functional.log_softmax(self.scale.exp() * cosines, dim=1)

    def sampled(
        self, inputs: Tensor, edges: Neighbourhood, rows: Tensor, count: int, generator: torch.Generator
    ) -> Tensor:
        """Representations of some rows from sampled neighbours of sampled neighbours: [b, OUTPUT].

        Args:
            inputs: [n, d].
            edges: of all n.
            rows: [b].
            count: neighbours drawn of each.
            generator: draws them, on the CPU.
        """
        near = edges[rows].sampled(count, generator)
        needed, place = torch.unique(torch.cat([rows[:, None], near.rows], dim=1), return_inverse=True)
        further = edges[needed].sampled(count, generator)
        device = inputs.device
        hidden = self.hidden(inputs[needed], inputs[further.rows], further.weights.to(device))
        return self.output(hidden[place[:, 0]], hidden[place[:, 1:]], near.weights.to(device))

    @torch.no_grad()
    def activations(self, own: Tensor, inputs: Tensor, edges: Neighbourhood) -> Tensor:
        """The first layer of some rows, whose neighbours are among `inputs`: [m, HIDDEN] on the CPU."""
        return self._blocks(self.hidden, own, inputs, edges)

    @torch.no_grad()
    def representations(self, own: Tensor, hidden: Tensor, edges: Neighbourhood) -> Tensor:
        """The second layer of some rows, whose neighbours have the activations `hidden`: [m, OUTPUT] on the CPU."""
        return self._blocks(self.output, own, hidden, edges)

    @torch.no_grad()
    def set_atoms(self, inputs: Tensor, edges: Neighbourhood, rows: Tensor) -> None:
        """Put each atom where the network, as it is now, puts the image that it is; from all neighbours."""
        self.atoms.copy_(self.sampled(inputs, edges, rows, edges.rows.shape[1], torch.Generator()))

    def _blocks(
        self, layer: Callable[[Tensor, Tensor, Tensor], Tensor], own: Tensor, table: Tensor, edges: Neighbourhood
    ) -> Tensor:
        result: Tensor | None = None
        for start in range(0, len(own), _BLOCK):
            part = slice(start, start + _BLOCK)
            near, device = edges[part], self.atoms.device
            mine, theirs = own[part].to(device), table[near.rows].to(device)
            found = layer(mine, theirs, near.weights.to(device)).cpu()
            if result is None:  # of a million images it is a gigabyte, which is never held twice
                result = found.new_empty(len(own), found.shape[1])
            result[part] = found
        assert result is not None
        return result


def _to_sum_1(weights: Tensor) -> Tensor:
    sums = weights.sum(dim=1, keepdim=True)
    return torch.where(sums > 0, weights / sums.clamp(min=1e-12), torch.zeros(()))
