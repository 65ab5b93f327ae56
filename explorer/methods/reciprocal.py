"""Sets of images that find each other (Zhong, Zheng, Cao, Li: CVPR 2017, arXiv 1701.08398, section 3.2)."""

import numpy as np

from explorer.graph.knn import Csr, KnnGraph
from explorer.methods.sparse import identity, list_matrix
from explorer.protocol.ranking import Scores


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
