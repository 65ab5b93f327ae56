"""How far sparse distributions lie apart, directly and by way of others."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from explorer.graph.knn import Csr, KnnGraph
from explorer.methods.sparse import in_threads
from explorer.protocol.progress import IsCancelled, check, never_cancelled
from explorer.protocol.ranking import Scores

_ROWS = 64


def divergences(one: Csr, others: Csr) -> Scores:
    """The Jensen-Shannon divergence in bits, 0 to 1, of one distribution [1, n] and each of some others: [m] float32.

    Where only one of two distributions has weight p, it adds p / 2; so only the entries that both have are visited.
    """
    weights = np.zeros(one.shape[1])
    weights[one.indices] = one.data
    there = weights[others.indices]
    both = np.flatnonzero(there > 0)
    p, q = there[both], others.data[both].astype(np.float64)
    middle = (p + q) / 2
    gain = middle + middle * np.log2(middle) - (p * np.log2(p) + q * np.log2(q)) / 2
    row = np.repeat(np.arange(others.shape[0]), np.diff(others.indptr))
    apart = (one.sum() + others.sum(axis=1)) / 2 - np.bincount(row[both], gain, minlength=others.shape[0])
    result: Scores = np.clip(apart, 0, 1).astype(np.float32)
    return result


class Roads:
    """A graph whose edges have lengths, walked both ways.

    Attributes:
        lengths: [n, n] float32, symmetric, 0 or more; what is not stored is no edge.
    """

    def __init__(self, lengths: Csr) -> None:
        self.lengths = lengths

    @classmethod
    def between(cls, lists: KnnGraph, distributions: Csr, cancelled: IsCancelled = never_cancelled) -> "Roads":
        """An edge between each image and each on its list, as long as their distributions lie apart."""
        n = len(lists)
        listing, place = np.nonzero(lists.indices >= 0)
        ends = np.sort(np.stack([listing, lists.indices[listing, place]], axis=1), axis=1)
        pairs = np.unique(ends, axis=0).astype(np.int32)
        starts = np.searchsorted(pairs[:, 0], np.arange(n + 1))

        def part(block: slice) -> list[Scores]:
            check(cancelled)
            return [
                divergences(distributions[[row]], distributions[pairs[starts[row] : starts[row + 1], 1]])
                for row in range(block.start, block.stop)
            ]

        measured = [lengths for _, rows in in_threads(part, n, _ROWS) for lengths in rows]
        rows, columns = np.concatenate([pairs, pairs[:, ::-1]]).T
        return cls(csr_array((np.tile(np.concatenate(measured), 2), (rows, columns)), shape=(n, n)))

    def shortest(self, first: Csr) -> Scores:
        """The shortest ways to all images (Dijkstra 1959).

        Args:
            first: [m, n], how far each of m travellers is from the images that it reaches at once.

        Returns:
            [m, n] float32; infinite where no way leads.
        """
        n, m = self.lengths.shape[0], first.shape[0]
        ways: Scores = dijkstra(self._with(first), indices=np.arange(n, n + m))[:, :n].astype(np.float32)
        return ways

    def way(self, first: Csr, row: int) -> list[int]:
        """The images along a shortest way of one traveller, backwards from `row`.

        Args:
            first: [1, n], as in `shortest`.
            row: where the way ends; it must be reached.
        """
        n = len(self.lengths.indptr) - 1
        _, before = dijkstra(self._with(first), indices=n, return_predecessors=True)
        way = [row]
        while before[way[-1]] != n:
            way.append(int(before[way[-1]]))
        return way

    def _with(self, first: Csr) -> Csr:
        """The graph with the travellers as further nodes, from which edges lead away only."""
        n, m = self.lengths.shape[0], first.shape[0]
        data = np.concatenate([self.lengths.data, first.data]).astype(np.float64)
        indices = np.concatenate([self.lengths.indices, first.indices])
        starts = np.concatenate([self.lengths.indptr, self.lengths.indptr[-1] + first.indptr[1:]])
        return csr_array((data, indices, starts), shape=(n + m, n + m))
