"""The one generator of vectors for figures about scale."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError
from explorer.protocol.features import Features, Vectors

INTRINSIC_DIMENSION = 24
"""Directions in which the images of one cluster differ."""

_SMALLEST, _LARGEST = 5, 2000
_UNCLUSTERED = 0.2
_SPREAD = (0.4, 1.0)
"""Standard deviation of a cluster in each of its directions, where centres have 1 in every direction of the space."""

_NOISE = 0.1
_CHECKED_ROWS = 1000
LONER = -1
QUERIES = 100


@dataclass(frozen=True)
class Synthetic:
    """A made-up collection.

    Attributes:
        features: [n, d] float32, ids 0 .. n - 1.
        clusters: [n] int64, the cluster of each row, `LONER` (-1) for rows of none.
        queries: [100, d] float32, further rows of the same draw that are not in the collection.
        checksum: of the first 1,000 rows, so that figures from two machines are known to be of equal numbers.
    """

    features: Features
    clusters: NDArray[np.int64]
    queries: Vectors
    checksum: str


def synthetic(n: int, d: int, *, seed: int = 0) -> Synthetic:
    """Clusters of very different sizes and widths among loners, in random order.

    Sizes are log-uniform from 5 to 2,000. A cluster is a normally distributed centre and points around it that differ
    in 24 directions of its own, with a little noise in all; one row in five belongs to no cluster. Nothing is
    multiplied as matrices, so the numbers do not depend on a linear algebra library.

    Args:
        n: rows, at least 1.
        d: dimension, at least 24.
        seed: equal seeds give equal numbers.

    Raises:
        InputError: n or d is too small.
    """
    if n < 1 or d < INTRINSIC_DIMENSION:
        raise InputError(f"--synthetic {n},{d} is too small; give at least 1,{INTRINSIC_DIMENSION} (rows,dimension).")
    random = np.random.default_rng(seed)
    total = n + QUERIES
    place = random.permutation(total)
    values = np.empty((total, d), np.float32)
    clusters = np.full(total, LONER, np.int64)
    start, cluster = 0, 0
    clustered = total - round(total * _UNCLUSTERED)
    while start < clustered:
        drawn = int(np.exp(random.uniform(np.log(_SMALLEST), np.log(_LARGEST))))
        rows = place[start : min(start + drawn, clustered)]
        values[rows], clusters[rows] = _cluster(random, len(rows), d), cluster
        start, cluster = start + len(rows), cluster + 1
    loners = place[clustered:]
    values[loners] = random.standard_normal((len(loners), d), np.float32)
    checksum = hashlib.blake2b(values[:_CHECKED_ROWS].tobytes(), digest_size=8).hexdigest()
    features = Features(values[:n], key=f"synthetic-{n}-{d}-{seed}")
    return Synthetic(features, clusters[:n], values[n:], checksum)


def _cluster(random: np.random.Generator, size: int, d: int) -> Vectors:
    """The points of one cluster: [size, d]."""
    centre = random.standard_normal(d, np.float32)
    directions = random.choice(d, INTRINSIC_DIMENSION, replace=False)
    spread = np.float32(np.exp(random.uniform(*np.log(_SPREAD))) * np.sqrt(d / INTRINSIC_DIMENSION))
    points = centre + np.float32(_NOISE) * random.standard_normal((size, d), np.float32)
    points[:, directions] += spread * random.standard_normal((size, INTRINSIC_DIMENSION), np.float32)
    return points
