"""ITQ of vectors that were smoothed along the kNN graph, twice; queries are smoothed along the gallery's graph too."""

from typing import Any, ClassVar

import numpy as np

from explorer.graph.knn import KnnGraph
from explorer.graph.unit import unit_rows_of
from explorer.methods.base import Job, QueryBatch
from explorer.methods.hashing.base import hashing_spec
from explorer.methods.hashing.itq import PAPER, Rotated
from explorer.methods.sparse import list_matrix
from explorer.protocol.features import Features, Vectors, unit_rows
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import Parameter

ROUNDS = 2
_POWER = 3


def smoothed(unit: Vectors, lists: KnnGraph, rounds: int = ROUNDS) -> Vectors:
    """Unit rows [n, d] after each was given those of its neighbours, near ones with more weight (cosine cubed)."""
    weights = np.maximum(lists.similarities, 0) ** np.float32(_POWER)
    matrix = list_matrix(lists, weights, len(unit))
    for _ in range(rounds):
        unit = unit_rows(unit + matrix @ unit)
    return unit


class ItqSmooth(Rotated):
    """Vectors after their neighbours were added to them, quantised.

    A query takes from the images nearest to it, in each round as they are in that round, so that the float gallery and
    its smoothed forms are read for it; `bytes_per_item` counts them.
    """

    spec = hashing_spec(
        "itq-smooth",
        "ITQ, smoothed",
        "ITQ of vectors that were smoothed along the graph twice, the query's too; reads the whole float gallery.",
        PAPER,
        Parameter("k", "int", 10, 1, 1000, unit="images", help="Neighbours that are added to each image."),
    )
    reads: ClassVar[int] = ROUNDS
    """Float galleries that are read for a query."""

    def _learn(self, training: Features, job: Job) -> None:
        self._prepare(job)
        own = training is self.gallery.features
        self._learn_map(self._stages[-1] if own else self._of_others(training, job), job)

    def _prepare(self, job: Job) -> None:
        n = len(self.gallery)
        self._k = self._at_most("k", n - 1, f"the gallery has {n} images")
        lists = self.gallery.graph(self._k, job.progress, job.cancelled)
        self._stages = [unit_rows_of(self.gallery.features).matrix]
        for _ in range(ROUNDS):
            self._stages.append(smoothed(self._stages[-1], lists, 1))

    def _of_others(self, training: Features, job: Job) -> Vectors:
        other = self.gallery.of_others(training)
        lists = other.graph(min(self._k, len(other) - 1), job.progress, job.cancelled)
        return smoothed(training.unit(), lists)

    def _gallery_values(self, job: Job) -> Scores:
        del job
        return self._mapped(self._stages[-1])

    def _values_of_unseen(self, queries: QueryBatch) -> Scores:
        lists = self.gallery.neighbours(queries, self._k, self.gallery.cosines(queries))
        weights = list_matrix(lists, np.maximum(lists.similarities, 0) ** np.float32(_POWER), len(self.gallery))
        unit = queries.unit()
        for stage in self._stages[:ROUNDS]:
            unit = unit_rows(unit + weights @ stage)
        return self._mapped(unit)

    def _values(self, unit: Vectors) -> Scores:
        return self._values_of_unseen(QueryBatch.unseen(unit))

    def _restore_learned(self, state: dict[str, Any]) -> None:
        super()._restore_learned(state)
        self._prepare(Job())

    def bytes_per_item(self) -> float:
        """Codes and map, and the float vectors of each round that a query reads."""
        return super().bytes_per_item() + self.reads * 4.0 * self.gallery.features.dim
