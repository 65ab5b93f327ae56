"""GNN re-ranking (Zhang, Jiang, Zheng, Tan, Ding, Yang: arXiv 2012.07620), in sparse form and for unseen queries.

Every image is described by its list of k1 nearest images, itself included: a row of 0 and 1. Two propagations along
the k2 nearest, with weights cosine^exponent, turn the rows into soft lists, and the score is the cosine of two of them:

    A0[i, j] = 1 where j is among the k1 nearest of i          P[i, j] = max(cosine, 0)^exponent among the k2 nearest
    repeat `layers` times:  A <- rows of P (A + A^T), scaled to length 1
    score(q, g) = (1 - lambda) A_q . A_g + lambda cosine(q, g)

Nothing is trained. Queries that are rows of the gallery were vertices of the graph: given all at once this is the
paper's transductive protocol. For an unseen query the gallery's graph stays as it is: the query lists its nearest
images, enters the lists of those to which it is nearer than their k1-th, and its row is propagated through the
gallery's stored matrices. Mathematically the sparse products equal the published dense ones.
"""

from typing import Any

import numpy as np
from scipy.sparse import csr_array

from explorer.graph.knn import Csr, KnnGraph
from explorer.methods.base import Job, QueryBatch, Ranker, below_reached
from explorer.methods.explanation import Explanation
from explorer.methods.sparse import divide_rows, identity, list_matrix, row_norms, unit_row_product
from explorer.methods.state import State
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter


class GnnRerank(Ranker):
    """Soft lists of neighbours, compared by cosine."""

    spec = MethodSpec(
        name="gnn-rerank",
        title="GNN re-ranking",
        family="re-ranking",
        summary="Compares the neighbour lists of query and image instead of their vectors, smoothed along the graph.",
        paper="Zhang et al., Understanding Image Retrieval Re-Ranking: A Graph Neural Network Perspective, "
        "arXiv 2012.07620",
        protocols=("inductive", "transductive"),
        parameters=(
            Parameter(
                "k1",
                "int",
                26,
                2,
                1000,
                unit="images",
                help="Length of the lists that are compared, the image "
                "itself included; about the number of relevant images, up to twice that.",
            ),
            Parameter(
                "k2",
                "int",
                7,
                1,
                100,
                unit="images",
                help="Neighbours, the image itself included, whose lists "
                "flow into an image's own; 1 compares the bare lists by the number of shared entries.",
            ),
            Parameter(
                "exponent",
                "float",
                2.0,
                0.0,
                10.0,
                help="How much a near neighbour counts more than a far one: its weight is cosine to this power.",
            ),
            Parameter("layers", "int", 2, 1, 4, help="How often lists flow along the graph."),
            Parameter(
                "lambda",
                "float",
                0.0,
                0.0,
                1.0,
                stage="query",
                help="Share of the plain cosine in the score; 0 is "
                "the paper's method, 0.3 the default of its maintained code.",
            ),
        ),
    )

    def _fit(self, job: Job) -> None:
        n = len(self.gallery)
        k1 = self._at_most("k1", n, f"the gallery has {n} images")
        k2 = self._at_most("k2", k1, f"the lists have {k1} images")
        lists = self.gallery.graph(k1 - 1, job.progress, job.cancelled)
        self._lengths = np.array([k1, k2])
        self._thresholds = self._entry_thresholds(k1)
        self._edges = self._weighted(lists) + identity(n)
        rows = list_matrix(lists, np.ones_like(lists.similarities), n) + identity(n)
        self._inputs: list[Csr] = []
        for layer in range(self.parameters["layers"] if k2 > 1 else 0):
            self._inputs.append((rows + rows.T).tocsr())
            text = f"GNN re-ranking, layer {layer + 1}"
            rows = unit_row_product(self._edges, self._inputs[-1], text, job.progress, job.cancelled)
        self._inverted = rows.T.tocsr()
        self._rows: Csr | None = rows

    def _entry_thresholds(self, k1: int) -> Scores:
        """The cosine from which a new image enters each image's list: that of its k1-th, before edits. [n] float32."""
        intact = self.gallery.intact.graph(k1 - 1)
        if intact.k == 0:
            return np.full(len(intact), np.inf, np.float32)
        full = intact.indices[:, -1] >= 0
        thresholds: Scores = np.where(full, intact.similarities[:, -1], -np.inf).astype(np.float32)
        thresholds[~self.gallery.filled()] = np.inf
        thresholds[self.gallery.removed] = np.inf
        return thresholds

    def _weighted(self, lists: KnnGraph) -> Csr:
        """The edges to the first k2 - 1 images of some lists, weighted: [m, n]."""
        nearest = lists.first(int(self._lengths[1]) - 1)
        weights = np.maximum(nearest.similarities, 0) ** np.float32(self.parameters["exponent"])
        return list_matrix(nearest, weights, len(self.gallery))

    def _scores(self, queries: QueryBatch) -> Scores:
        cosines = self.gallery.cosines(queries)
        inside = queries.rows >= 0
        scores = np.empty_like(cosines)
        if inside.any():
            scores[inside] = (self._member_rows()[queries.rows[inside]] @ self._inverted).toarray()
        if not inside.all():
            rows = self._propagated(queries[~inside], cosines[~inside])[0]
            scores[~inside] = (rows @ self._inverted).toarray()
        share = np.float32(self.parameters["lambda"])
        return below_reached((1 - share) * scores + share * cosines, cosines)

    def _member_rows(self) -> Csr:
        """Final rows of the gallery: the inverted lists turned back, where they were loaded from disk."""
        if self._rows is None:
            self._rows = self._inverted.T.tocsr()
        return self._rows

    def _propagated(self, queries: QueryBatch, cosines: Scores) -> tuple[Csr, Csr, list[Scores]]:
        """Rows of unseen queries after all layers; the gallery is not touched.

        The row A_q + (A^T)_q of the first layer is known exactly; in later layers the gallery's rows do not know of
        the query, and only A_q itself is added.

        Args:
            queries: q unseen ones.
            cosines: theirs, [q, n].

        Returns:
            Rows [q, n], the edges [q, n] along which they were propagated, and the length of each row before it was
            scaled, one array [q] a layer.
        """
        lists = self.gallery.neighbours(queries, int(self._lengths[0]) - 1, cosines)
        rows = list_matrix(lists, np.ones_like(lists.similarities), len(self.gallery))
        edges = self._weighted(lists)
        norms: list[Scores] = []
        for layer, gallery_rows in enumerate(self._inputs):
            own = rows if layer else rows + self._entered(queries, cosines)
            rows = own + edges @ gallery_rows
            norms.append(row_norms(rows))
            divide_rows(rows, norms[-1])
        return rows, edges, norms

    def _entered(self, queries: QueryBatch, cosines: Scores) -> Csr:
        """1 where a query enters an image's list: [q, n]."""
        entered = (cosines >= self._thresholds) & queries.filled()[:, None]
        return csr_array(entered.astype(np.float32))

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        raise NotImplementedError

    def _state(self) -> State:
        inputs = {f"input{layer}": matrix for layer, matrix in enumerate(self._inputs)}
        arrays = {"lengths": self._lengths, "thresholds": self._thresholds}
        return {"edges": self._edges, "inverted": self._inverted, **inputs, **arrays}

    def _restore(self, state: dict[str, Any]) -> None:
        self._edges, self._inverted, self._rows = state["edges"], state["inverted"], None
        self._lengths, self._thresholds = state["lengths"], state["thresholds"]
        self._inputs = [state[f"input{layer}"] for layer in range(sum(name.startswith("input") for name in state))]
