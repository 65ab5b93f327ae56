"""GNN re-ranking (Zhang, Jiang, Zheng, Tan, Ding, Yang: arXiv 2012.07620), in sparse form and for unseen queries.

Every image is described by its list of k1 nearest images, itself included: a row of 0 and 1. Two propagations along
the k2 nearest, with weights cosine^exponent, turn the rows into soft lists, and the score is the cosine of two of them:

    A0[i, j] = 1 where j is among the k1 nearest of i          P[i, j] = max(cosine, 0)^exponent among the k2 nearest
    repeat `layers` times:  A <- rows of P (A + A^T), scaled to length 1
    score(q, g) = (1 - lambda) A_q . A_g + lambda cosine(q, g)

Nothing is trained. Queries that are rows of the gallery were vertices of the graph: given all at once this is the
paper's transductive protocol. For an unseen query the gallery's graph stays as it is: the query lists its nearest
images, enters the lists of those to which it is nearer than their k1-th, and its row is propagated through the
gallery's matrices. With `unseen=exact-1` it is instead put into the graph, alone: the numbers are those of the paper's
protocol with one query, and only what that query changes is computed anew. Mathematically the sparse products equal
the published dense ones (`explorer.methods.soft_lists`).
"""

import math
from typing import Any

import numpy as np
from scipy.sparse import csr_array, vstack

from explorer.graph.knn import Csr, KnnGraph
from explorer.graph.unit import Rows
from explorer.methods.base import Job, QueryBatch, Ranker, below_reached
from explorer.methods.explanation import DIRECT, LONGER, ONE_HOP, TWO_HOPS, Explanation, explained, unreached
from explorer.methods.insertion import with_query
from explorer.methods.reaching import Wanted
from explorer.methods.soft_lists import SoftLists
from explorer.methods.sparse import divide_rows, identity, list_matrix, row_norms
from explorer.methods.state import State, state_bytes
from explorer.methods.tracing import trace
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter

_EXACT = "exact-1"


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
                "unseen",
                "choice",
                "inductive",
                choices=("inductive", _EXACT),
                stage="query",
                help="How an unseen query is answered: beside the graph as it is (inductive), or as one more image in "
                "it, alone and exactly (exact-1), which takes longer.",
            ),
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
    version = 2
    unreached_by_cosine = True

    def _fit(self, job: Job) -> None:
        n = len(self.gallery)
        k1 = self._at_most("k1", n, f"the gallery has {n} images")
        k2 = self._at_most("k2", k1, f"the lists have {k1} images")
        lists = self.gallery.graph(k1 - 1, job.progress, job.cancelled)
        self._lengths = np.array([k1, k2])
        self._thresholds = self.gallery.entry_thresholds(k1 - 1)
        layers = self.parameters["layers"] if k2 > 1 else 0
        self._soft = SoftLists.propagated(*self._start_matrices(lists), layers, job.progress, job.cancelled)

    def soft_rows(self, rows: Rows) -> Csr:
        """The soft lists of some rows of the gallery, whose cosines are the scores: [m, n]."""
        lists: Csr = self._soft.final(rows)
        return lists

    @property
    def soft(self) -> SoftLists:
        """The soft lists of all images, whose affinities are the scores, lambda left out."""
        return self._soft

    def _start_matrices(self, lists: KnnGraph) -> tuple[Csr, Csr]:
        """P and A0 of some images, each with itself first in its list."""
        n = len(lists)
        listed = list_matrix(lists, np.ones_like(lists.similarities), n)
        return self._weighted(lists, n) + identity(n), listed + identity(n)

    def _weighted(self, lists: KnnGraph, columns: int) -> Csr:
        """The edges to the first k2 - 1 images of some lists, weighted: [m, columns]."""
        nearest = lists.first(int(self._lengths[1]) - 1)
        weights = np.maximum(nearest.similarities, 0) ** np.float32(self.parameters["exponent"])
        return list_matrix(nearest, weights, columns)

    def _scores(self, queries: QueryBatch) -> Scores:
        cosines = self.gallery.cosines(queries)
        if self.parameters["unseen"] == _EXACT:
            inside = queries.rows >= 0
            scores = np.empty_like(cosines)
            scores[inside] = self._soft.scores(self._soft.final(queries.rows[inside])).toarray()
            scores[~inside] = self._scores_inside(queries[~inside], cosines[~inside])
        else:
            scores = self._soft.scores(self._rows(queries)).toarray()
        share = np.float32(self.parameters["lambda"])
        return below_reached((1 - share) * scores + share * cosines, cosines)

    def _reached(self, queries: QueryBatch, wanted: Wanted) -> Csr | None:
        exact = self.parameters["unseen"] == _EXACT and not (queries.rows >= 0).all()
        return None if exact or self.parameters["lambda"] else self._soft.best_scores(self._rows(queries), wanted)

    def _rows(self, queries: QueryBatch) -> Csr:
        """Rows of queries after all layers, those of unseen ones beside the graph: [q, n]."""
        inside = queries.rows >= 0
        if inside.all():
            return self._soft.final(queries.rows)
        beside = self._propagated(queries[~inside])[0]
        if not inside.any():
            return beside
        order = np.argsort(np.concatenate([np.flatnonzero(inside), np.flatnonzero(~inside)]))
        return vstack([self._soft.final(queries.rows[inside]), beside], format="csr")[order]

    def _scores_inside(self, queries: QueryBatch, cosines: Scores) -> Scores:
        """Unseen queries, each alone in the graph."""
        n, scores = len(self.gallery), np.empty_like(cosines)
        for query in range(len(queries)):
            soft = self._inserted(queries[query : query + 1], cosines[query : query + 1])
            scores[query] = soft.scores(soft.final(np.array([n]))).toarray()[0, :n]
        return scores

    def _inserted(self, query: QueryBatch, cosines: Scores) -> SoftLists:
        """The soft lists of the gallery and one unseen query, which is the last row."""
        k = int(self._lengths[0]) - 1
        own = self.gallery.neighbours(query, k, cosines)
        entered = (cosines[0] >= self._thresholds) & query.filled()
        lists = with_query(self.gallery.graph(k), self.gallery.intact.graph(k), own, cosines[0], entered)
        return self._soft.inserted(*self._start_matrices(lists))

    def _propagated(self, queries: QueryBatch) -> tuple[Csr, Csr, list[Scores]]:
        """Rows of unseen queries after all layers; the gallery is not touched.

        The row A_q + (A^T)_q of the first layer is known exactly; in later layers the gallery's rows do not know of
        the query, and only A_q itself is added.

        Args:
            queries: q unseen ones.

        Returns:
            Rows [q, n], the edges [q, n] along which they were propagated, and the length of each row before it was
            scaled, one array [q] a layer.
        """
        lists, entered = self.gallery.entered(queries, int(self._lengths[0]) - 1, self._thresholds)
        rows = list_matrix(lists, np.ones_like(lists.similarities), len(self.gallery))
        edges = self._weighted(lists, len(self.gallery))
        norms: list[Scores] = []
        for layer in range(len(self._soft.norms)):
            own = rows if layer else rows + entered
            spread = self._soft.spread(layer, edges)
            spread.sort_indices()  # else the sum takes room for all images three times
            rows = own + spread
            norms.append(row_norms(rows))
            divide_rows(rows, norms[-1])
        return rows, edges, norms

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """Split the score by the way of each part, all lengths of rows held at what they are."""
        if score <= 0:
            return unreached(int(self.gallery.ids[row]), score)
        cosines = self.gallery.cosines(query)
        lists = self.gallery.neighbours(query, int(self._lengths[0]) - 1, cosines)
        inserted = query.rows[0] < 0 and self.parameters["unseen"] == _EXACT
        soft = self._inserted(query, cosines) if inserted else self._soft
        image = soft.final(np.array([row])).toarray()[0]
        if query.rows[0] >= 0 or inserted:
            start, edges, norms = _member_start(soft, len(self.gallery) if inserted else int(query.rows[0]))
        else:
            start, edges, norms = self._start(query)
        one_hop, two_hops, parts = _parts(soft, image, edges, norms)
        share = self.parameters["lambda"]
        shares = {
            DIRECT: share * float(cosines[0, row]) + (1 - share) * float((start @ image)[0]) / math.prod(norms),
            ONE_HOP: (1 - share) * one_hop,
            TWO_HOPS: (1 - share) * two_hops,
        }
        shares[LONGER] = score - sum(shares.values())
        supporters = zip(edges.indices, (1 - share) * parts, strict=True)
        paths = trace(self.gallery, query, lists, row, int(self._lengths[0]) - 1)
        return explained(self.gallery, row, score, shares=shares, parts=supporters, paths=paths)

    def _start(self, query: QueryBatch) -> tuple[Csr, Csr, list[float]]:
        """The row of an unseen query before propagation, its edges, both [1, n], and its length in each layer."""
        _, edges, norms = self._propagated(query)
        lists, entered = self.gallery.entered(query, int(self._lengths[0]) - 1, self._thresholds)
        start = list_matrix(lists, np.ones_like(lists.similarities), len(self.gallery))
        return start + entered if self._soft.norms else start, edges, [float(norm[0]) for norm in norms]

    def _state(self) -> State:
        norms = np.array(self._soft.norms, np.float32).reshape(-1, len(self.gallery))
        factors = {"edges": self._soft.edges, "lists": self._soft.lists, "norms": norms}
        return {**factors, "lengths": self._lengths, "thresholds": self._thresholds}

    def bytes_per_item(self) -> float:
        """As for all methods; the reversed edges are derived from the state but held as well."""
        return super().bytes_per_item() + state_bytes(self._soft.derived()) / len(self.gallery)

    def _restore(self, state: dict[str, Any]) -> None:
        self._soft = SoftLists(state["edges"], state["lists"], list(state["norms"]))
        self._lengths, self._thresholds = state["lengths"], state["thresholds"]


def _member_start(soft: SoftLists, row: int) -> tuple[Csr, Csr, list[float]]:
    """The row of one image before propagation, its edges to others, both [1, n], and its length in each layer."""
    edges = soft.edges[[row]]
    others = csr_array((edges.data, edges.indices, edges.indptr), shape=edges.shape, copy=True)
    others.data[others.indices == row] = 0
    others.eliminate_zeros()
    return soft.lists[[row]], others, [float(lengths[row]) for lengths in soft.norms]


def _parts(soft: SoftLists, image: Scores, edges: Csr, norms: list[float]) -> tuple[float, float, Scores]:
    """What came through one image, through two, and through each neighbour of the query.

    Layer 1 adds the rows that the neighbours start with: one hop. Layer 2 adds their rows after layer 1: in these
    their own start is one hop and those of the images that they list are two; what came from images that list them, or
    through further layers, is longer.

    Args:
        soft: lists with the explained image and, where it is inside, the query.
        image: final row of the explained image, [n].
        edges: of the query to its neighbours, [1, n].
        norms: length of the query's row in each layer.
    """
    neighbours, weights = edges.indices, edges.data
    parts = np.zeros(len(neighbours), np.float32)
    for layer in range(len(soft.norms)):
        parts += weights * (soft.inputs(layer, neighbours) @ image) / math.prod(norms[layer:])
    if not soft.norms:
        return 0.0, 0.0, parts
    listed = soft.lists @ image
    one_hop = float(weights @ listed[neighbours]) / math.prod(norms)
    if len(soft.norms) == 1:
        return one_hop, 0.0, parts
    lengths = soft.norms[0][neighbours] * math.prod(norms[1:])
    own = float(weights @ (listed[neighbours] / lengths))
    return one_hop + own, float(weights @ ((soft.edges[neighbours] @ listed) / lengths)) - own, parts
