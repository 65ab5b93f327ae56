"""The graph of a collection from that of before some images came, went or changed.

Few lists are touched by few images: theirs are found anew, those that lost a neighbour too, and into all others the new
images are sorted where they belong. The result is the graph that one would build anew.
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.graph.knn import KnnGraph, with_recall
from explorer.graph.unit import NEAR, NO_ROW, Rows, UnitRows, best_rows, row_blocks, settled, unit_rows_of
from explorer.protocol.features import Features
from explorer.protocol.ids import Ids
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.ranking import Scores

_MOST = 0.1
"""Share of lists that are found anew; where it is more, building the graph is not slower."""


@dataclass(frozen=True)
class KeptGraph:
    """A graph and the vectors that it is of.

    Attributes:
        graph: of n rows.
        ids: [n] their images.
        signatures: [n] uint64, equal for equal unit vectors (`UnitRows.signatures`).
    """

    graph: KnnGraph
    ids: Ids
    signatures: NDArray[np.uint64]


def updated_graph(
    kept: KeptGraph,
    features: Features,
    *,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> KnnGraph | None:
    """The graph of the features, as `knn_graph` would give it, from an earlier one.

    Args:
        kept: the earlier one; an exact graph gives an exact one.
        features: the images as they are now.
        progress: counts lists.
        cancelled: asked between blocks of lists.

    Returns:
        None where so much has changed that building the graph is not slower.

    Raises:
        InputError: a vector holds NaN or infinity.
        Cancelled: the person asked to stop.
    """
    unit, k = unit_rows_of(features), kept.graph.k
    place = _places(kept, features.ids, unit.signatures)
    moved, stays = place[place >= 0], place >= 0
    graph = KnnGraph(np.full((len(features), k), NO_ROW, np.int32), np.zeros((len(features), k), np.float32))
    before = kept.graph.indices[stays]
    # The row after the last stands for none, which a pad is too.
    graph.indices[moved] = np.append(place, NO_ROW)[before]
    graph.similarities[moved] = kept.graph.similarities[stays]
    fresh = np.ones(len(features), np.bool_)
    fresh[moved] = False
    again = fresh.copy()
    again[moved[((graph.indices[moved] < 0) & (before >= 0)).any(axis=1)]] = True
    if not k or again.sum() > _MOST * len(features):
        return None
    _Update(graph, unit, fresh, again).run(progress, cancelled)
    if not kept.graph.sample:
        return graph
    return with_recall(graph, unit, progress, cancelled)


def _places(kept: KeptGraph, ids: Ids, signatures: NDArray[np.uint64]) -> Rows:
    """The row that each earlier row has now, or -1 where the image is gone or has another vector: [n]."""
    order = np.argsort(ids)
    found = order[np.minimum(np.searchsorted(ids, kept.ids, sorter=order), len(ids) - 1)]
    same = (ids[found] == kept.ids) & (signatures[found] == kept.signatures)
    return np.where(same, found, NO_ROW)


class _Update:
    """Completes a graph in which some lists are missing, and some images are missing from the lists."""

    def __init__(self, graph: KnnGraph, unit: UnitRows, fresh: NDArray[np.bool_], again: NDArray[np.bool_]) -> None:
        self._graph, self._unit, self._fresh, self._again = graph, unit, fresh, again
        self._absent = ~unit.filled

    def run(self, progress: Progress, cancelled: IsCancelled) -> None:
        rows = np.flatnonzero(self._again)
        size = next(row_blocks(len(self._graph))).stop
        for start in range(0, len(rows), size):
            check(cancelled)
            self._block(rows[start : start + size])
            progress(min(start + size, len(rows)), len(rows), "neighbours")

    def _block(self, rows: Rows) -> None:
        """Find the lists of some rows, and sort those of them that are new into the other lists."""
        graph, unit = self._graph, self._unit
        queries = unit.matrix[rows]
        scores = (torch.from_numpy(queries) @ torch.from_numpy(unit.matrix).T).numpy()
        scores[np.arange(len(rows)), rows] = -np.inf
        scores[:, self._absent] = -np.inf
        scores[self._absent[rows]] = -np.inf
        graph.indices[rows], graph.similarities[rows] = best_rows(scores, graph.k, queries, unit)
        new = np.flatnonzero(self._fresh[rows])
        if len(new):
            number, lists = np.nonzero(scores[new] >= self._entries())
            self._sort_in(lists, rows[new][number], scores[new[number], lists])

    def _entries(self) -> Scores:
        """The cosine from which a row may belong into each list, infinite for lists that are found anew: [n]."""
        last = self._graph.similarities[:, -1] - np.float32(NEAR)
        entries: Scores = np.where(self._graph.indices[:, -1] < 0, np.float32(-3e38), last)
        entries[self._again | ~self._unit.filled] = np.inf
        return entries

    def _sort_in(self, lists: Rows, rows: Rows, cosines: Scores) -> None:
        """Sort rows[i] into the list of lists[i]."""
        graph, k = self._graph, self._graph.k
        touched, number, counts = np.unique(lists, return_inverse=True, return_counts=True)
        if not len(touched):
            return
        order = np.argsort(number, kind="stable")
        within = np.arange(len(order)) - np.repeat(np.cumsum(counts) - counts, counts)
        columns = np.full((len(touched), k + counts.max()), NO_ROW, np.int64)
        best = np.full(columns.shape, -np.inf, np.float32)
        columns[:, :k], best[:, :k] = graph.indices[touched], graph.similarities[touched]
        best[columns < 0] = -np.inf
        columns[number[order], k + within], best[number[order], k + within] = rows[order], cosines[order]
        sort = np.argsort(-best, axis=1, kind="stable")
        best, columns = np.take_along_axis(best, sort, 1), np.take_along_axis(columns, sort, 1)
        found = settled(best, columns, k, self._unit.matrix[touched], self._unit, rivals=None)
        graph.indices[touched], graph.similarities[touched] = found
