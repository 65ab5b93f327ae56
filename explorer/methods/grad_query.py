"""The network of GRAD-Net for queries, in NumPy: a few products too small to be shared among threads.

PyTorch hands even these to all its threads, which then wait for each other: on a busy machine some tens of
milliseconds for a query that takes less than one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from torch import nn
from torch.nn import functional

from explorer.methods.grad_network import HEADS, GradNetwork, Layer
from explorer.protocol.ranking import Scores

_SLOPE = 0.2


@dataclass(frozen=True)
class QuickNetwork:
    """A trained network, whose numbers it shares.

    Attributes:
        first: see `GradNetwork`.
        second: likewise.
        atoms: [atoms, OUTPUT] unit rows, times the scale.
    """

    first: QuickLayer
    second: QuickLayer
    atoms: Scores

    @classmethod
    def of(cls, network: GradNetwork) -> QuickNetwork:
        """Take the numbers of a network, which is on the CPU."""
        atoms = functional.normalize(network.atoms.detach(), dim=1) * network.scale.detach().exp()
        return cls(QuickLayer.of(network.first), QuickLayer.of(network.second), atoms.numpy())

    def represented(self, own: Scores, neighbours: Scores, hidden: Scores, weights: Scores) -> Scores:
        """Representations [q, OUTPUT], unit rows.

        Args:
            own: [q, d] vectors.
            neighbours: [q, s, d] vectors of those that they hear.
            hidden: [q, s, HIDDEN] activations of these.
            weights: [q, s] at least 0; rows sum to 1, or to 0 where nobody is heard.
        """
        between = self.first(own, neighbours, weights)
        negative = np.minimum(between, 0)
        np.expm1(negative, out=negative)  # ELU, as in training
        outputs = self.second(np.where(between > 0, between, negative), hidden, weights)
        lengths = np.linalg.norm(outputs, axis=1, keepdims=True)
        unit: Scores = outputs / np.maximum(lengths, np.float32(1e-12))
        return unit

    def codes(self, outputs: Scores) -> Scores:
        """The codes that the network predicts: [q, atoms], rows of sum 1."""
        logits = outputs @ self.atoms.T
        codes: Scores = np.exp(logits - logits.max(axis=1, keepdims=True))
        codes /= codes.sum(axis=1, keepdims=True)
        return codes


@dataclass(frozen=True)
class QuickLayer:
    """One layer; see `Layer`. What it lacks is None."""

    own: Scores
    bias: Scores
    mean: Scores | None
    values: Scores | None
    ask: Scores
    ask_bias: Scores
    answer: Scores

    @classmethod
    def of(cls, layer: Layer) -> QuickLayer:
        """Take the numbers of a layer, which is on the CPU."""
        asked = layer.ask
        return cls(
            _numbers(layer.own),
            layer.own.bias.detach().numpy(),
            None if layer.mean is None else _numbers(layer.mean),
            None if layer.values is None else _numbers(layer.values),
            _numbers(asked),
            asked.bias.detach().numpy(),
            _numbers(layer.answer),
        )

    def __call__(self, own: Scores, neighbours: Scores, weights: Scores) -> Scores:
        """[q, inputs], [q, s, inputs], [q, s] to [q, outputs]."""
        result: Scores = own @ self.own.T + self.bias
        if self.mean is not None:
            result += (weights[:, None] @ neighbours)[:, 0] @ self.mean.T
        if self.values is not None:
            mixed = self._attention(own, neighbours, weights) @ neighbours  # [q, heads, inputs]
            parts = np.split(self.values, HEADS)
            result += np.concatenate([mixed[:, head] @ part.T for head, part in enumerate(parts)], axis=1)
        return result

    def _attention(self, own: Scores, neighbours: Scores, weights: Scores) -> Scores:
        """What each head hears of whom: [q, heads, s], rows of sum 1, or 0 where nobody is heard."""
        logits = (own @ self.ask.T + self.ask_bias)[:, None] + neighbours @ self.answer.T
        logits = np.where(logits > 0, logits, np.float32(_SLOPE) * logits)
        heard = (weights > 0)[..., None]
        logits = np.where(heard, logits, np.float32(-1e9))
        strengths: Scores = np.exp(logits - logits.max(axis=1, keepdims=True)) * heard
        sums = strengths.sum(axis=1, keepdims=True)
        strengths /= np.where(sums > 0, sums, np.float32(1))
        return strengths.transpose(0, 2, 1)


def _numbers(linear: nn.Linear) -> Scores:
    return linear.weight.detach().numpy()
