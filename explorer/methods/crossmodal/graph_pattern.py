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

from typing import NamedTuple

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
        distances: [b, b] D.
    """
    b, k, _ = images.shape
    nodes = torch.cat([images, texts]).transpose(0, 1)  # [K, 2b, c]: cosines of two heads lie side by side
    unit = functional.normalize(nodes, dim=-1).reshape(2 * b * k, -1)
    apart = (1 - unit @ unit.T).view(k, 2, b, k, 2, b)
    deviation = (apart - distances.view(1, 1, b, 1, 1, b)).abs().sum(dim=(0, 3))  # [2, b, 2, b]
    count = k * k * b * max(b - 1, 1)
    other = 1 - torch.eye(b)
    image, words, one_way, other_way = (
        (deviation[m, :, n, :] * other).sum() / count for m, n in ((0, 0), (1, 1), (0, 1), (1, 0))
    )
    pair = torch.diagonal(apart[:, 0, :, :, 1, :].sum(dim=(0, 2))).sum() / (k * k * b)
    return GraphPattern(pair, image, words, (one_way + other_way) / 2)
