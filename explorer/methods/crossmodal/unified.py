"""Unified kNN similarity (Zhan et al., Comprehensive Distance-Preserving Autoencoders, ACM MM 2018).

Images and words are compared by what they resemble among the training pairs, of which both media are known. With the
N pairs' embeddings of both media as 2N anchors and Z = (1 + cosine) / 2:

    w(x) = the k largest Z(x, anchors), the others 0, scaled to sum 1
    Y    = Z among the anchors, with 1 where two belong to one pair
    similarity(x, y) = w(x) Y w(y)^T

Y is not held: with unit anchors A it is (1 + A A^T) / 2 but for the pairs, so that

    similarity(x, y) = (1 + (w(x) A) (w(y) A)^T) / 2 + sum over the pairs p of m_p (w(x)_p w(y)_p' + w(x)_p' w(y)_p)

with p and p' the anchors of a pair and m_p what Z lacks to 1 between them. So a query costs a product with the pooled
anchors of the items, as short as an embedding, and a look at the items near the partners of its own anchors.

Its values lie close together. To be added to cosines they are brought to their spread among the anchors:

    levelled = (similarity - mean) * deviation of the cosines / deviation of the similarities

where deviations are those of the items of one query from their mean.
"""

from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from explorer.graph.knn import Csr
from explorer.methods.state import State
from explorer.protocol.features import Vectors
from explorer.protocol.ranking import Scores

PAIRS = 4096
"""Anchors are the two media of at most so many pairs, drawn at random where there are more."""

_BLOCK = 1024
_SAMPLE = 512
"""Of the pairs, on which the spread of the similarities is measured."""


class Placed(NamedTuple):
    """Items by their anchors.

    Attributes:
        pooled: [m, c] float32, w A.
        near: [2N, m] float32, the transpose of W: for each anchor the items that it describes.
    """

    pooled: Vectors
    near: Csr


class UnifiedSimilarity:
    """Compares embeddings by way of the training pairs."""

    def __init__(self, images: Vectors, texts: Vectors, k: int) -> None:
        """Take the anchors.

        Args:
            images: [N, c] unit rows.
            texts: [N, c] unit rows, the words of the same pairs.
            k: anchors kept of each item, at least 1.
        """
        self._take(np.concatenate([images, texts]), k)
        self._mean, self._stretch = self._spread()

    def _take(self, anchors: Vectors, k: int) -> None:
        images, texts = np.split(anchors, 2)
        self._anchors, self._k = anchors, min(k, len(anchors))
        self._missing = (1 - np.einsum("nc,nc->n", images, texts)) / 2

    def _spread(self) -> tuple[float, float]:
        """The mean of the similarities of images and words among the pairs, and by how much cosines spread more."""
        images, texts = np.split(self._anchors, 2)
        some = slice(None, None, -(-len(images) // _SAMPLE))
        images, texts = images[some], texts[some]
        similar = self.scores(images, self.place(texts))
        return float(similar.mean()), spread(images @ texts.T) / spread(similar)

    def weights(self, embedded: Vectors) -> Csr:
        """W of some items: [m, 2N] with k entries a row.

        Args:
            embedded: [m, c] unit rows of either medium.
        """
        m, width = len(embedded), len(self._anchors)
        columns, values = np.empty((m, self._k), np.int32), np.empty((m, self._k), np.float32)
        for start in range(0, m, _BLOCK):
            part = slice(start, start + _BLOCK)
            near = (1 + embedded[part] @ self._anchors.T) / 2
            best = np.argpartition(-near, self._k - 1, axis=1)[:, : self._k] if self._k < width else None
            chosen = np.broadcast_to(np.arange(width), near.shape) if best is None else np.sort(best, axis=1)
            columns[part] = chosen
            values[part] = np.maximum(np.take_along_axis(near, chosen, axis=1), 0)
        values /= np.maximum(values.sum(axis=1, keepdims=True), np.finfo(np.float32).tiny)
        starts = np.arange(0, columns.size + 1, self._k)
        return csr_array((values.ravel(), columns.ravel(), starts), shape=(m, width))

    def place(self, embedded: Vectors) -> Placed:
        """Items of either medium, [m, c] unit rows, as `scores` takes them."""
        own = self.weights(embedded)
        return Placed(np.asarray(own @ self._anchors, np.float32), own.T.tocsr())

    def scores(self, queries: Vectors, items: Placed) -> Scores:
        """Similarities of queries and items: [q, m] float32.

        Args:
            queries: [q, c] unit rows of one medium.
            items: as `place` gives them.
        """
        own = self.weights(queries)
        pairs = len(self._missing)
        partner = np.where(own.indices < pairs, own.indices + pairs, own.indices - pairs)
        missing = own.data * self._missing[own.indices % pairs]
        crossed = csr_array((missing, partner, own.indptr), shape=own.shape) @ items.near
        result: Scores = np.ascontiguousarray((own @ self._anchors) @ items.pooled.T, np.float32)
        result += 1
        result /= 2
        result += crossed.toarray()
        return result

    def levelled(self, queries: Vectors, items: Placed) -> Scores:
        """`scores`, with the spread of cosines about 0; the order is the same."""
        result: Scores = (self.scores(queries, items) - np.float32(self._mean)) * np.float32(self._stretch)
        return result

    def state(self) -> State:
        """What a search needs."""
        spread = np.array([self._mean, self._stretch])
        return {"anchors": self._anchors, "anchor_k": np.array([self._k]), "anchor_spread": spread}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> "UnifiedSimilarity":
        """The inverse of `state`."""
        result = cls.__new__(cls)
        result._take(state["anchors"], int(state["anchor_k"][0]))
        result._mean, result._stretch = (float(value) for value in state["anchor_spread"])
        return result


def spread(scores: Scores) -> float:
    """Deviation of the scores [q, m] of one query from their mean, above 0."""
    return max(float((scores - scores.mean(axis=1, keepdims=True)).std()), float(np.finfo(np.float32).tiny))
