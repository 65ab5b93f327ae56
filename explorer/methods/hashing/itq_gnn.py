"""ITQ of what GNN re-ranking says of two images, a plain quantisation of the target that LAGNH on the graph learns.

With A = U S V^T the main part of the soft lists of all images (`explorer.methods.gnn_rerank`), an image is the row A V.
The scores of an unseen query are its soft list times A^T, so that scores U S^-1 is the same for it. All of GNN
re-ranking is read for a query, and counted.
"""

from typing import Any

import numpy as np
from scipy.sparse.linalg import svds

from explorer.methods.base import Job, QueryBatch
from explorer.methods.gnn_rerank import GnnRerank
from explorer.methods.hashing.base import hashing_spec
from explorer.methods.hashing.itq import PAPER, Rotated
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors
from explorer.protocol.progress import check
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import Parameter

_SMALLEST = 1e-4
"""Share of the largest singular value below which a direction is noise."""


class ItqGnn(Rotated):
    """The main directions of the affinity of GNN re-ranking, quantised."""

    spec = hashing_spec(
        "itq-gnn",
        "ITQ of GNN re-ranking",
        "ITQ of the main directions in which GNN re-ranking orders the collection; a query is re-ranked first.",
        PAPER,
        Parameter("k1", "int", 26, 2, 1000, unit="images", help="Length of the lists that GNN re-ranking compares."),
    )

    def _learn(self, training: Features, job: Job) -> None:
        del training  # the graph is that of the images that are coded
        self._prepare(job)
        lists = self._ranker.soft_rows(np.arange(len(self.gallery)))
        check(job.cancelled)
        largest = max(min(lists.shape) - 1, 1)
        wanted = self._at_most("bits", largest, f"the gallery has {len(self.gallery)} images")
        first = np.random.default_rng(job.seed).standard_normal(len(self.gallery))
        left, values, right = svds(lists.astype(np.float64), k=wanted, v0=first)
        kept = np.flatnonzero(values > _SMALLEST * values.max())[::-1]
        self._from_scores: Vectors = (left[:, kept] / values[kept]).astype(np.float32)
        self._rows: Vectors = np.asarray(lists @ right[kept].T.astype(np.float32), np.float32)
        self._learn_map(self._rows, job)

    def _prepare(self, job: Job) -> None:
        k1 = self._at_most("k1", len(self.gallery), f"the gallery has {len(self.gallery)} images")
        self._ranker = GnnRerank(**({"k1": k1} if k1 > 1 else {}))
        self._ranker.fit(self.gallery, progress=job.progress, cancelled=job.cancelled)

    def _gallery_values(self, job: Job) -> Scores:
        del job
        return self._mapped(self._rows)

    def _values_of_unseen(self, queries: QueryBatch) -> Scores:
        # Scores of images that the graph does not reach are their cosines less 1; there is no affinity to them.
        affinity = np.maximum(self._ranker.scores(queries), 0)
        return self._mapped(affinity @ self._from_scores)

    def _values(self, unit: Vectors) -> Scores:
        return self._values_of_unseen(QueryBatch.unseen(unit))

    def _learned(self) -> State:
        return {**super()._learned(), "from_scores": self._from_scores}

    def _restore_learned(self, state: dict[str, Any]) -> None:
        super()._restore_learned(state)
        self._from_scores = state["from_scores"]
        self._prepare(Job())

    def bytes_per_item(self) -> float:
        """Codes and maps, and all that GNN re-ranking reads for a query."""
        return super().bytes_per_item() + self._ranker.bytes_per_item()
