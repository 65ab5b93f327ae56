"""The graph pattern loss: all distances between the representations of a batch, against those of the batch itself.

Nodes are the K representations of the image and of the words of each of b pairs. With c(u, v) = 1 - cosine(u, v), edges
are asked to be as long as the pairs themselves are apart, which both media say together:

    D[i, j] = sqrt(c(x_i, x_j) c(y_i, y_j))                 of pairs i and j (CDPAE, ACM MM 2018)
    pair     c(image_i, words_i)            -> 0             each representation of one with each of the other
    image    c(image_i, image_j)            -> D[i, j]       likewise, i and j different
    words    c(words_i, words_j)            -> D[i, j]
    across   c(image_i, words_j)            -> D[i, j]       both ways

Each part is the mean of absolute deviations, so the loss is zero exactly where all distances are realised.
"""

from typing import Any, NamedTuple

import torch
from torch.nn import functional

Tensor = torch.Tensor


class GraphPattern(NamedTuple):
    """Mean deviations of the edges of one batch, scalars."""

    pair: Tensor
    image: Tensor
    words: Tensor
    across: Tensor

    @property
    def edges(self) -> Tensor:
        """All but the pairs."""
        return self.image + self.words + self.across


def pair_distances(images: Tensor, texts: Tensor) -> Tensor:
    """D of a batch: [b, b], 0 on the diagonal.

    Args:
        images: [b, v] unit rows.
        texts: [b, t] unit rows of the same pairs.
    """
    product = (1 - images @ images.T) * (1 - texts @ texts.T)
    distances = product.clamp_min(0).sqrt()
    return distances * (1 - torch.eye(len(images)))


def graph_pattern(images: Tensor, texts: Tensor, distances: Tensor) -> GraphPattern:
    """Deviations of all edges between representations from the distances of their pairs.

    Args:
        images: [b, K, c] representations of the images.
        texts: [b, K, c] those of their words.
        distances: [b, b] D, symmetric.
    """
    b, k, _ = images.shape
    nodes = functional.normalize(torch.cat([images.transpose(0, 1), texts.transpose(0, 1)]), dim=-1)  # [2K, b, c]
    own = 1 - torch.einsum("mbc,nbc->mnb", nodes, nodes)  # representations of one pair, which are no edges of the graph
    edges = _Deviations.apply(nodes.flatten(0, 1), distances) - (own - torch.diagonal(distances)).abs().sum(dim=2)  # type: ignore[no-untyped-call]
    mean = edges.view(2, k, 2, k).sum(dim=(1, 3)) / (k * k * b * max(b - 1, 1))
    pair = own.view(2, k, 2, k, b)[0, :, 1].mean()
    return GraphPattern(pair, mean[0, 0], mean[1, 1], (mean[0, 1] + mean[1, 0]) / 2)


class _Deviations(torch.autograd.Function):
    """Sums of |c(u, v) - D| over all pairs, by representation: [2K, 2K].

    The gradient is written out, since the chain through [2K b, 2K b] cosines that is made of it takes twice as long.
    """

    @staticmethod
    def forward(ctx: torch.autograd.function.FunctionCtx, unit: Tensor, distances: Tensor) -> Tensor:
        """Of [2K b, c] unit rows, of which those of one representation lie together, and [b, b] symmetric D."""
        b = len(distances)
        surplus = (unit @ unit.T).view(-1, b, len(unit) // b, b) - (1 - distances).view(1, b, 1, b)
        ctx.save_for_backward(unit, surplus)
        return surplus.abs().sum(dim=(1, 3))

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        """Each row is the partner of all others twice, since all distances are symmetric."""
        unit, surplus = ctx.saved_tensors
        weights = surplus.sign() * (gradient + gradient.T)[:, None, :, None]
        return weights.view(len(unit), len(unit)) @ unit, None
