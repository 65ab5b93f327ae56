"""Sets of images that find each other (Zhong, Zheng, Cao, Li: CVPR 2017, arXiv 1701.08398, section 3.2)."""

import numpy as np

from explorer.graph.knn import Csr, KnnGraph
from explorer.graph.unit import furthest_cosines
from explorer.methods.sparse import identity, list_matrix
from explorer.protocol.features import Features
from explorer.protocol.progress import IsCancelled, Progress
from explorer.protocol.ranking import Scores

FULL_PASS = 200_000
"""Up to so many images each is compared with all others to find the one furthest from it."""

_OPPOSITE = np.float32(-1)


def furthest(features: Features, notes: list[str], progress: Progress, cancelled: IsCancelled) -> Scores:
    """The cosine by which the distances of each image are scaled: [n] float32.

    It is that of the image furthest from it, as published. A full pass takes time with the square of the collection, so
    beyond `FULL_PASS` images it is -1, the least that there can be, and a note says so: distances are then up to half
    as large, the same for all images.
    """
    if len(features) <= FULL_PASS:
        return furthest_cosines(features, progress, cancelled)
    notes.append(
        f"Distances are divided by the largest possible one, not by the largest of each image, since there are more "
        f"than {FULL_PASS:,} images."
    )
    return np.full(len(features), _OPPOSITE, np.float32)


def furthest_of_unseen(cosines: Scores) -> Scores:
    """As `furthest` for queries whose cosines [q, n] are known: [q] float32."""
    if cosines.shape[1] <= FULL_PASS:
        smallest: Scores = cosines.min(axis=1)
        return smallest
    return np.full(len(cosines), _OPPOSITE, np.float32)


def reciprocal(lists: KnnGraph) -> Csr:
    """R(i, k) as rows of 0 and 1, each image in its own: [n, n]."""
    n = len(lists)
    listed = list_matrix(lists, np.ones_like(lists.similarities), n) + identity(n)
    return listed.multiply(listed.T).tocsr()


def expanded(sets: Csr, halves: Csr) -> Csr:
    """R* of each set: those halves join of which more than two thirds lie in the set."""
    overlap = (sets @ halves.T).multiply(sets).tocsr()
    sizes = np.diff(halves.indptr)
    overlap.data = (3 * overlap.data > 2 * sizes[overlap.indices]).astype(np.float32)
    joined = (sets + overlap @ halves).tocsr()
    joined.eliminate_zeros()
    joined.data[:] = 1
    return joined


def distances(cosines: Scores, furthest: Scores) -> Scores:
    """Squared Euclidean distance of unit vectors as a part of the largest: 0 to 1."""
    largest = np.broadcast_to(1 - furthest, cosines.shape)
    apart: Scores = np.divide(1 - cosines, largest, out=np.zeros_like(cosines), where=largest > 0)
    return np.clip(apart, 0, 1, out=apart)
