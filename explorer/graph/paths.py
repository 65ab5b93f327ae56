"""The strongest ways through the graph from a query to an image."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from explorer.graph.knn import KnnGraph
from explorer.graph.unit import NO_ROW

_VISITS = 2000
"""Rows that the search for a long path looks at: it takes at most about 50 ms."""

Edges = dict[int, tuple[float, bool]]
"""Neighbouring rows: the cosine of the edge, and whether both ends list each other."""


@dataclass(frozen=True)
class Way:
    """One path.

    Attributes:
        rows: the rows after the query, the target last.
        weights: cosine of each edge, the one from the query first.
        mutual: for each edge whether both ends list each other.
    """

    rows: tuple[int, ...]
    weights: tuple[float, ...]
    mutual: tuple[bool, ...]


def strongest_paths(
    graph: KnnGraph,
    start: KnnGraph,
    entered: NDArray[np.bool_],
    target: int,
    *,
    query: int = NO_ROW,
    count: int = 3,
    mutual: bool = False,
) -> list[Way]:
    """The paths with the largest product of cosines.

    Edges are walked in both directions. All paths over at most two images between query and target are compared; only
    where there is none, the best longer one is looked for (Dijkstra along the lists, for a bounded time).

    Args:
        graph: of the gallery.
        start: one list: the images nearest to the query.
        entered: [k] whether the query would be in the lists of those images.
        target: row of the explained image.
        query: row of the query where it is in the gallery; no path leads back to it.
        count: paths wanted.
        mutual: whether only edges that both ends list may be walked.

    Returns:
        Up to `count` paths, strongest first; none where the target cannot be reached.
    """
    walk = _Walk(graph, query, mutual)
    listed = zip(start.indices[0].tolist(), start.similarities[0].tolist(), entered.tolist(), strict=True)
    first = {row: (weight, both) for row, weight, both in listed if row != NO_ROW and weight > 0}
    found = sorted(_short_paths(walk, first, target), key=lambda way: (-prod(way.weights), way.rows))
    return found[:count] or list(_long_path(walk, first, target))


class _Walk:
    """Edges of a graph looked up where they are needed, without a matrix of all of them."""

    def __init__(self, graph: KnnGraph, query: int, only_mutual: bool) -> None:
        self._graph = graph
        self._query = query
        self._only_mutual = only_mutual

    def along(self, row: int) -> Edges:
        """Edges from a row to those that it lists."""
        others = self._graph.indices[row]
        back = (self._graph.indices[others] == row).any(axis=1) if others.size else others
        listed = zip(others.tolist(), self._graph.similarities[row].tolist(), back.tolist(), strict=True)
        return {other: (weight, bool(both)) for other, weight, both in listed if self._open(other, weight, bool(both))}

    def between(self, row: int, others: NDArray[np.integer]) -> Edges:
        """Edges between a row and some others, whichever end lists the other."""
        wanted = set(others.tolist())
        edges = {other: edge for other, edge in self.along(row).items() if other in wanted}
        at, place = np.nonzero(self._graph.indices[others] == row)
        weights = self._graph.similarities[others[at], place]
        for other, weight in zip(others[at].tolist(), weights.tolist(), strict=True):
            if other not in edges and self._open(other, weight, False):
                edges[other] = (weight, False)
        return edges

    def around(self, row: int) -> Edges:
        """All edges of a row, whichever end lists the other."""
        listing = np.flatnonzero((self._graph.indices == row).any(axis=1))
        return self.along(row) | self.between(row, listing)

    def _open(self, other: int, weight: float, both: bool) -> bool:
        return other not in (NO_ROW, self._query) and weight > 0 and (both or not self._only_mutual)


def _short_paths(walk: _Walk, first: Edges, target: int) -> Iterator[Way]:
    """All paths of one, two and three edges."""
    if target in first:
        yield Way((target,), (first[target][0],), (first[target][1],))
    last = walk.around(target)
    before_last = np.array(list(last), np.int64)
    for a, (weight, both) in first.items():
        if a == target:
            continue
        if a in last:
            yield Way((a, target), (weight, last[a][0]), (both, last[a][1]))
        for b, (middle, middle_both) in walk.between(a, before_last).items():
            yield Way((a, b, target), (weight, middle, last[b][0]), (both, middle_both, last[b][1]))


def _long_path(walk: _Walk, first: Edges, target: int) -> Iterator[Way]:
    """The best path along the lists, if it is found soon."""
    heap: list[tuple[float, tuple[int, ...], tuple[float, ...], tuple[bool, ...]]] = [
        (-weight, (row,), (weight,), (both,)) for row, (weight, both) in first.items()
    ]
    heapq.heapify(heap)
    done: set[int] = set()
    while heap and len(done) < _VISITS:
        strength, rows, weights, flags = heapq.heappop(heap)
        if rows[-1] == target:
            yield Way(rows, weights, flags)
            return
        if rows[-1] in done:
            continue
        done.add(rows[-1])
        for other, (weight, both) in walk.along(rows[-1]).items():
            if other not in done:
                heapq.heappush(heap, (strength * weight, (*rows, other), (*weights, weight), (*flags, both)))
