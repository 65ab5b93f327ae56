"""How far a map can be believed: which of its neighbours are none, which neighbours it tears apart.

Trustworthiness and continuity are those of Venna and Kaski, "Neighborhood preservation in nonlinear projection methods:
an experimental study" (ICANN 2001), eqs. 1 and 2, told for each image instead of the mean over all. With U(i) for the
images that are among the k nearest of i on the map and not among its k nearest by their vectors, and r(i, j) for the
rank of j by the vectors:

    T(i) = 1 - 2 / (k (2n - 3k - 1)) * sum over j in U(i) of (r(i, j) - k)

Continuity is the same with map and vectors exchanged. Their means are the published measures, 1 at best.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from explorer.graph.knn import KnnGraph
from explorer.protocol.features import Features, Vectors
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress

NEIGHBOURS = 15
"""How many neighbours a person takes for the surroundings of a point."""
EXACT = 20_000
"""Up to so many images ranks are counted among all of them; of more, among a sample, and scaled up."""
SAMPLE = 2_000
JUMP = 0.1
"""A neighbour jumps if more than this share of all images lies nearer on the map, beside the k that may."""

_BLOCK = 2**23
"""Distances held at once: 32 MiB."""

Lists = NDArray[np.int64]
Ranks = NDArray[np.float32]
Distances = NDArray[np.float32]


@dataclass(frozen=True)
class Faithfulness:
    """A map compared with the vectors that it was made of.

    Attributes:
        trustworthiness: [n] float32, at most 1: low where the neighbours on the map are strangers.
        continuity: [n] float32, at most 1: low where the neighbours by vectors lie elsewhere on the map.
        jumps: [m, 2] int64 rows: neighbours by vectors that lie far apart on the map, the farthest first.
        pairs: of how many pairs of neighbours the jumps were taken.
        k: neighbours that were compared.
        sample: among how many images ranks were counted; 0 for all.
    """

    trustworthiness: NDArray[np.float32]
    continuity: NDArray[np.float32]
    jumps: Lists
    pairs: int
    k: int
    sample: int


def faithfulness(
    features: Features,
    graph: KnnGraph,
    positions: Vectors,
    *,
    seed: int = 0,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Faithfulness:
    """Compare a map with the vectors.

    Args:
        features: n vectors.
        graph: their nearest neighbours by cosine.
        positions: [n, 2] of the map.
        seed: of the sample.
        progress: called with images done.
        cancelled: asked often.

    Raises:
        Cancelled: the person asked to stop.
    """
    n = len(features)
    k = min(NEIGHBOURS, graph.k, max((n - 1) // 2, 0))
    if k < 1:
        ones = np.ones(n, np.float32)
        return Faithfulness(ones, ones, np.empty((0, 2), np.int64), 0, k, 0)
    near = graph.indices[:, :k].astype(np.int64)
    shown = near_on_map(positions, k)
    rows = np.arange(n) if n <= EXACT else np.sort(np.random.default_rng(seed).permutation(n)[:SAMPLE])
    unit, sample = features.unit(rows), np.ascontiguousarray(positions[rows], np.float32)

    def by_vectors(part: slice, others: Lists) -> tuple[Distances, Distances]:
        mine = features.unit(part)
        return -(mine @ unit.T), -np.einsum("id,ijd->ij", mine, _of(features, others))

    def on_map(part: slice, others: Lists) -> tuple[Distances, Distances]:
        mine = positions[part]
        apart = np.linalg.norm(positions[others.clip(0)] - mine[:, None], axis=2)
        return np.linalg.norm(sample[None] - mine[:, None], axis=2), apart

    count = Counting(n, rows, progress, cancelled)
    shown_ranks = count.ranks(shown, by_vectors, "Trustworthiness of the map")
    near_ranks = count.ranks(near, on_map, "Continuity of the map")
    return Faithfulness(
        _faith(shown_ranks, n, k),
        _faith(near_ranks, n, k),
        _jumps(near, near_ranks, n),
        int((near >= 0).sum()),
        k,
        0 if n <= EXACT else len(rows),
    )


def near_on_map(positions: Vectors, k: int) -> Lists:
    """The k nearest points of each point, itself left out: [n, k]."""
    _, found = cKDTree(positions).query(positions, k=k + 1)
    own = found == np.arange(len(positions))[:, None]
    own[~own.any(axis=1), -1] = True  # among many points in one place it may not find itself
    result: Lists = found[~own].reshape(len(positions), k).astype(np.int64)
    return result


@dataclass(frozen=True)
class Counting:
    """Counts ranks.

    Attributes:
        n: number of images.
        rows: among which ranks are counted.
        progress: called with images done.
        cancelled: asked often.
    """

    n: int
    rows: Lists
    progress: Progress
    cancelled: IsCancelled

    def ranks(self, lists: Lists, measure: Callable[[slice, Lists], tuple[Distances, Distances]], text: str) -> Ranks:
        """The rank of each listed image from the one whose list it is: [n, k] float32, 1 for the nearest, 0 for none.

        Args:
            lists: [n, k] rows, -1 pads.
            measure: distances of some images to all that are counted, and to their listed ones.
            text: of the progress.
        """
        result = np.zeros(lists.shape, np.float32)
        scale = np.float32((self.n - 1) / max(len(self.rows) - 1, 1)) if len(self.rows) < self.n else np.float32(1)
        size = max(1, _BLOCK // len(self.rows))
        place = np.full(self.n, -1, np.int64)
        place[self.rows] = np.arange(len(self.rows))
        for start in range(0, self.n, size):
            check(self.cancelled)
            self.progress(start, self.n, text)
            part = slice(start, min(start + size, self.n))
            every, listed = measure(part, lists[part])
            own = place[part]
            inside = np.flatnonzero(own >= 0)
            every[inside, own[inside]] = np.inf  # an image has no rank from itself
            result[part] = 1 + scale * _nearer(every, listed)
        self.progress(self.n, self.n, text)
        result[lists < 0] = 0
        return result


def _nearer(every: Distances, listed: Distances) -> NDArray[np.int64]:
    """How many of all distances [b, m] are smaller than each of the listed ones [b, k]: [b, k].

    A listed image is not nearer than itself, though its two distances may differ in their last digit.
    """
    margin = np.float32(1e-6)
    every.sort(axis=1)
    return np.array([np.searchsorted(a, b - margin * (1 + abs(b))) for a, b in zip(every, listed, strict=True)])


def _of(features: Features, lists: Lists) -> Vectors:
    """Unit vectors of listed images: [b, k, d]."""
    flat = features.unit(lists.clip(0).ravel())
    return flat.reshape(*lists.shape, flat.shape[1])


def _faith(ranks: Ranks, n: int, k: int) -> NDArray[np.float32]:
    """One minus the weighted excess of the ranks over k: [n]."""
    excess = np.maximum(ranks - k, 0).sum(axis=1)
    values: NDArray[np.float32] = (1 - 2 * excess / (k * (2 * n - 3 * k - 1))).astype(np.float32)
    return values


def _jumps(near: Lists, ranks: Ranks, n: int) -> Lists:
    """Pairs of neighbours, each once, that more than a share of all images separates, the farthest first: [m, 2]."""
    row, place = np.nonzero(ranks > near.shape[1] + JUMP * n)
    order = np.argsort(-ranks[row, place], kind="stable")
    pairs = np.sort(np.stack([row[order], near[row, place][order]], axis=1), axis=1)
    _, first = np.unique(pairs, axis=0, return_index=True)
    result: Lists = pairs[np.sort(first)].astype(np.int64)
    return result
