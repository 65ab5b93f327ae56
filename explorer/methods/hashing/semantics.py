"""Auxiliary semantics: what is in each image, as far as something else than its label says so.

The class head's probabilities are no targets as they stand: nearly all are below 0.05, and a confident network names
one class only. They are tempered until the median image spreads over ten classes, and square roots are taken, whose
product is the Bhattacharyya coefficient. Where nobody says anything, the cosines to the centres of clusters take their
place.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from explorer.errors import ParameterError
from explorer.protocol.features import Features, Vectors

SPREAD = float(np.log(10))
"""Median entropy of an image's tags after tempering: that of ten equal ones."""

SAID = 5
"""Tags of an image that count as said of it where a yes or no is asked for."""

CLUSTERS = 64
AUTO, TAGS, SOFT_CLUSTERS = "auto", "tags", "clusters"

_FEWEST_IN_CLUSTER = 4
_CLUSTER_STEPS = 20
_TEMPERATURES = (0.05, 50.0)
_HALVINGS = 24
_RIDGE = 1e-3


@dataclass(frozen=True)
class Semantics:
    """What is said of n images.

    Attributes:
        values: [n, c] float32, 0 to 1, the largest of each image 1; zero where nothing is said of it.
        names: [c] int64, numbers of the classes or clusters.
        source: who says so, for people.
    """

    values: Vectors
    names: NDArray[np.int64]
    source: str

    def said(self) -> NDArray[np.float32]:
        """[n, c] of 0 and 1: the five that are most certain of each image."""
        count = min(SAID, self.values.shape[1])
        best = np.argpartition(-self.values, count - 1, axis=1)[:, :count]
        result = np.zeros_like(self.values)
        np.put_along_axis(result, best, 1, axis=1)
        result[self.values <= 0] = 0
        return result


def semantics(training: Features, source: str, seed: int) -> Semantics:
    """What is said of the fit rows.

    Args:
        training: n rows, at least one.
        source: `tags` that came with the vectors, soft `clusters` of them, or `auto`: tags where there are any.
        seed: of the clustering.

    Raises:
        ParameterError: tags are asked for and there are none.
    """
    if source == TAGS and training.tags is None:
        raise ParameterError("tags=tags needs an encoder with a class head; leave it out to use clusters instead.")
    if source != SOFT_CLUSTERS and training.tags is not None:
        logits, names = _tag_logits(training)
        return Semantics(_tempered(logits), names, training.tags.source)
    logits = _cluster_logits(training.unit(), seed)
    return Semantics(_tempered(logits), np.arange(logits.shape[1]), "soft clusters")


def tag_reader(unit: Vectors, said: Vectors) -> Vectors:
    """The linear map [d, c] that reads tags [n, c] off vectors [n, d] best (ridge regression)."""
    gram = unit.T.astype(np.float64) @ unit
    ridge = _RIDGE * np.trace(gram) / len(gram)
    solved = np.linalg.solve(gram + ridge * np.eye(len(gram)), unit.T.astype(np.float64) @ said)
    return solved.astype(np.float32)


def _tag_logits(training: Features) -> tuple[Vectors, NDArray[np.int64]]:
    """Logarithms of the tags' weights [n, c], -inf where nothing is said, and the classes that occur."""
    assert training.tags is not None
    classes, weights = np.asarray(training.tags.classes), np.asarray(training.tags.weights, np.float32)
    names, column = np.unique(np.where(weights > 0, classes, -1), return_inverse=True)
    said = (names[column.reshape(classes.shape)] >= 0) & (weights > 0)
    logits = np.full((len(classes), len(names)), -np.inf, np.float32)
    rows = np.broadcast_to(np.arange(len(classes))[:, None], classes.shape)
    logits[rows[said], column.reshape(classes.shape)[said]] = np.log(weights[said])
    first = int(names[0] < 0)
    return logits[:, first:], names[first:].astype(np.int64)


def _cluster_logits(unit: Vectors, seed: int) -> Vectors:
    """Cosines to the centres of clusters: [n, c]."""
    count = max(1, min(CLUSTERS, len(unit) // _FEWEST_IN_CLUSTER))
    return unit @ cluster_centres(unit, count, seed).T


def cluster_centres(vectors: Vectors, count: int, seed: int, rounds: int = _CLUSTER_STEPS) -> Vectors:
    """Centres of k-means (FAISS): [count, d]; seeded."""
    import faiss

    clustering = faiss.Kmeans(
        vectors.shape[1], count, niter=rounds, seed=seed + 1, min_points_per_centroid=1, verbose=False
    )
    clustering.train(np.ascontiguousarray(vectors, np.float32))
    return np.asarray(clustering.centroids, np.float32)


def _tempered(logits: Vectors) -> Vectors:
    """Square roots of a softmax whose temperature makes the median entropy `SPREAD`, the largest of each row 1."""
    given = torch.from_numpy(logits)
    said = torch.isfinite(given).any(dim=1, keepdim=True)
    given = torch.where(said, given, 0.0)

    def entropy(temperature: float) -> float:
        log_p = functional.log_softmax(given / temperature, dim=1)
        products = torch.where(torch.isfinite(log_p), log_p.exp() * log_p, 0.0)
        return float(-products.sum(dim=1).median())

    low, high = _TEMPERATURES
    for _ in range(_HALVINGS):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if entropy(middle) < SPREAD else (low, middle)
    roots = functional.softmax(given / low, dim=1).sqrt()
    values: Vectors = torch.where(said, roots / roots.amax(dim=1, keepdim=True), 0.0).numpy()
    return values
