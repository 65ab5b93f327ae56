"""ITQ of what GNN re-ranking says of two images, a plain quantisation of the target that LAGNH on the graph learns.

With A = U S V^T the main part of the soft lists of all images (`explorer.methods.gnn_rerank`), an image is the row A V.
The scores of an unseen query are its soft list times A^T, so that scores U S^-1 is the same for it. All of GNN
re-ranking is read for a query, and counted.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.linalg import svds

from explorer.graph.knn import Csr
from explorer.methods.base import Job, QueryBatch
from explorer.methods.gnn_rerank import GnnRerank
from explorer.methods.hashing.base import hashing_spec
from explorer.methods.hashing.itq import PAPER, Rotated
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors
from explorer.protocol.progress import check
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import Parameter

_SMALLEST = 1e-2
"""Share of the largest singular value below which a direction says nothing: a 10,000th of the affinity."""

_DENSE = 512
"""Up to so many images all singular values are computed."""

Values = NDArray[np.float64]


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
        # In the order of the ids, so that nothing depends on that of the rows.
        order = np.argsort(self.gallery.ids, kind="stable")
        lists = self._ranker.soft_rows(order)[:, order]
        check(job.cancelled)
        wanted = self._at_most("bits", max(len(order) - 1, 1), f"the gallery has {len(order)} images")
        left, values, right = _main_part(lists, wanted, job.seed)
        ordered = np.asarray(lists @ right.T.astype(np.float32), np.float32)
        self._learn_map(ordered, job)
        back = np.argsort(order)
        self._rows: Vectors = ordered[back]
        self._from_scores: Vectors = (left / values).astype(np.float32)[back]

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


def _main_part(lists: Csr, count: int, seed: int) -> tuple[Values, Values, Values]:
    """U [n, k], S [k] and V^T [k, n] of the at most `count` largest singular values that say anything."""
    n = lists.shape[0]
    if n <= _DENSE:
        left, values, right = np.linalg.svd(lists.toarray().astype(np.float64))
    else:
        left, values, right = svds(lists.astype(np.float64), k=count, v0=np.random.default_rng(seed).standard_normal(n))
    kept = np.argsort(-values, kind="stable")[:count]
    kept = kept[values[kept] > _SMALLEST * values.max()]
    left, values, right = left[:, kept], values[kept], right[kept]
    # The sign of a direction is arbitrary: its largest entry is made positive.
    signs = np.sign(right[np.arange(len(right)), np.abs(right).argmax(axis=1)])
    return left * signs, values, right * signs[:, None]
