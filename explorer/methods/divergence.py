"""How far sparse distributions lie apart, directly and by way of others."""

import numpy as np
from numpy.typing import NDArray

from explorer.graph.knn import Csr, KnnGraph
from explorer.graph.unit import Rows
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
        sources: [e] int32 rows, sorted by `targets`.
        targets: [e] int32 rows.
        lengths: [e] float32, 0 or more.
    """

    def __init__(self, sources: NDArray[np.int32], targets: NDArray[np.int32], lengths: Scores) -> None:
        self.sources, self.targets, self.lengths = sources, targets, lengths
        self._starts = np.flatnonzero(np.diff(targets, prepend=-1))

    @classmethod
    def between(cls, lists: KnnGraph, distributions: Csr, cancelled: IsCancelled = never_cancelled) -> "Roads":
        """An edge between each image and each on its list, as long as their distributions lie apart."""
        listing, place = np.nonzero(lists.indices >= 0)
        ends = np.sort(np.stack([listing, lists.indices[listing, place]], axis=1), axis=1)
        pairs = np.unique(ends, axis=0)
        starts = np.searchsorted(pairs[:, 0], np.arange(len(lists) + 1))

        def part(block: slice) -> list[Scores]:
            check(cancelled)
            return [
                divergences(distributions[[row]], distributions[pairs[starts[row] : starts[row + 1], 1]])
                for row in range(block.start, block.stop)
            ]

        measured = [lengths for _, rows in in_threads(part, len(lists), _ROWS) for lengths in rows]
        lengths = np.tile(np.concatenate(measured), 2) if measured else np.empty(0, np.float32)
        sources, targets = np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]])
        order = np.lexsort((sources, targets))
        return cls(sources[order].astype(np.int32), targets[order].astype(np.int32), lengths[order])

    def shortest(self, first: Scores) -> Scores:
        """The shortest ways to all images (Bellman 1958, Ford 1956), for several travellers in step.

        Args:
            first: [n, m] float32, how far each traveller is from each image to begin with; infinite where unknown.

        Returns:
            [n, m] float32; infinite where no way leads.
        """
        reached = first.copy()
        if not len(self.sources):
            return reached
        ends = self.targets[self._starts]
        while True:
            ways = reached[self.sources]
            ways += self.lengths[:, None]
            best = np.minimum.reduceat(ways, self._starts, axis=0)
            if not (best < reached[ends]).any():
                return reached
            reached[ends] = np.minimum(best, reached[ends])

    def way(self, reached: Scores, row: int) -> Rows:
        """The images along a shortest way, backwards from `row` to where it began.

        Args:
            reached: what `shortest` gave one traveller, [n].
            row: where the way ends.
        """
        way = [row]
        while True:
            here = slice(*np.searchsorted(self.targets, [way[-1], way[-1] + 1]))
            if here.start == here.stop:
                break
            before = reached[self.sources[here]] + self.lengths[here]
            best = int(np.argmin(before))
            origin = int(self.sources[here][best])
            if before[best] > reached[way[-1]] or origin in way or reached[origin] > reached[way[-1]]:
                break
            way.append(origin)
        return np.array(way, np.int64)
