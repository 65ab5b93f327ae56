"""Graph convolution of the vectors themselves (GCR: Zhang, Qian, Wang and others: IEEE TMM 2023, arXiv 2306.08792).

Every image is mixed with its nearest ones, several times; what comes out are vectors of the same dimension, which any
index, hash or map can take. With X the unit vectors, in each round anew:

    W[i, j] = exp(cosine(i, j) / beta) where j is i or among the k1 - 1 nearest of i, else 0
    L       = R^-1/2 W C^-1/2,  R and C the sums of the rows and of the columns of W
    X      <- L X, rows scaled to length 1

The score is the cosine after the last round. Queries that are rows of the gallery give the paper's transductive
protocol. For an unseen query the gallery is refined alone and kept as it is in every round; the query is mixed with
its nearest images of that round by the same weights, its own column holding the images that would list it.

The published values, k1 15 and three rounds, are the defaults: with k1 10 and two rounds, vectors as an encoder gives
them do better and whitened ones worse, on several collections alike.
"""

import math
from typing import Any

import numpy as np

from explorer.graph.knn import Csr, KnnGraph
from explorer.graph.unit import Rows, cosines, unit_rows_of
from explorer.methods.base import Job, QueryBatch, Ranker
from explorer.methods.explanation import DIRECT, LONGER, ONE_HOP, Explanation, explained
from explorer.methods.sparse import divide_rows, list_matrix
from explorer.methods.state import State
from explorer.methods.tracing import trace
from explorer.protocol.features import Features, Vectors, unit_rows
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter


class GraphConvolution(Ranker):
    """Vectors mixed along the graph, round by round."""

    spec = MethodSpec(
        name="gcr",
        title="Graph convolution (GCR)",
        family="re-ranking",
        summary="Mixes the vector of every image with those of its nearest images, several times, and searches again.",
        paper="Zhang et al., Graph Convolution Based Efficient Re-Ranking for Visual Retrieval, "
        "IEEE Transactions on Multimedia 2023, arXiv 2306.08792",
        protocols=("inductive", "transductive"),
        parameters=(
            Parameter(
                "k1",
                "int",
                15,
                1,
                1000,
                unit="images",
                help="Images that are mixed, the image itself included; fewer than there are of one object.",
            ),
            Parameter(
                "beta",
                "float",
                0.2,
                0.02,
                10.0,
                help="How evenly they are mixed: a weight is exp(cosine / beta); the larger, the more far ones count.",
            ),
            Parameter("rounds", "int", 3, 1, 10, help="How often all vectors are mixed and neighbours found anew."),
        ),
    )

    def _fit(self, job: Job) -> None:
        n = len(self.gallery)
        self._k1 = self._at_most("k1", n, f"the gallery has {n} images")
        self._rounds = [self.gallery]
        self._edges: list[Csr] = []
        degrees, thresholds = [], []
        for _ in range(self.parameters["rounds"]):
            current = self._rounds[-1]
            weights = self._weights(_with_self(current.graph(self._k1 - 1, job.progress, job.cancelled)))
            thresholds.append(current.entry_thresholds(self._k1 - 1))
            degrees.append(weights.sum(axis=0, dtype=np.float64).astype(np.float32))
            row_sums = np.repeat(weights.sum(axis=1), np.diff(weights.indptr))
            weights.data /= np.sqrt(row_sums * degrees[-1][weights.indices])
            mixed = weights @ unit_rows_of(current.features).matrix
            self._edges.append(divide_rows(weights, np.linalg.norm(mixed, axis=1)))
            self._add_round(unit_rows(mixed))
        self._degrees, self._thresholds = np.array(degrees), np.array(thresholds)

    def _add_round(self, vectors: Vectors) -> None:
        key = f"{self.gallery.features.key}/{self.label}/{len(self._rounds)}"
        self._rounds.append(self.gallery.moved(vectors, key))

    def _weights(self, lists: KnnGraph) -> Csr:
        """W of some lists, in their order: [m, n]."""
        return list_matrix(lists, self._weight(lists.similarities), len(self.gallery), ordered=False)

    def _weight(self, similarities: Scores) -> Scores:
        """Divided by the weight of an image with itself, which L does not notice and float32 needs."""
        weights: Scores = np.exp((similarities - 1) / np.float32(self.parameters["beta"]))
        return weights

    def refined(self) -> Features:
        """The vectors of the gallery after the last round: [n, d], unit rows."""
        return self._rounds[-1].features if self._edges else self.gallery.features

    def refine(self, queries: QueryBatch) -> Vectors:
        """The vectors of queries after the last round: [q, d], unit or zero rows.

        Raises:
            InputError: they have another dimension than the gallery.
        """
        self.gallery.check(queries)
        vectors = queries.unit()
        inside = queries.rows >= 0
        vectors[inside] = unit_rows_of(self.refined()).matrix[queries.rows[inside]]
        if not inside.all():
            vectors[~inside] = self._mixed(queries[~inside])[0]
        return vectors

    def _scores(self, queries: QueryBatch) -> Scores:
        return cosines(self.refine(queries), self.refined())

    def _mixed(self, queries: QueryBatch) -> tuple[Vectors, list[Csr], list[Scores]]:
        """Unseen queries through all rounds.

        Returns:
            Unit rows [q, d]; for each round the weights of the gallery's images [q, n] and of the query itself [q]
            with which its row was mixed, divided by the length that it then had.
        """
        vectors, others, own = queries.unit(), [], []
        for current, degrees, thresholds in zip(self._rounds[:-1], self._degrees, self._thresholds, strict=True):
            batch = QueryBatch.unseen(vectors)
            found = current.cosines(batch)
            edges = self._weights(current.neighbours(batch, self._k1 - 1, found))
            row_sums = edges.sum(axis=1) + 1
            entered = (found >= thresholds) & batch.filled()[:, None]
            column_sums = np.where(entered, self._weight(found), 0).sum(axis=1) + 1
            edges.data /= np.sqrt(np.repeat(row_sums, np.diff(edges.indptr)) * degrees[edges.indices])
            alone = (1 / np.sqrt(row_sums * column_sums)).astype(np.float32)
            mixed = alone[:, None] * vectors + edges @ unit_rows_of(current.features).matrix
            lengths = np.linalg.norm(mixed, axis=1)
            others.append(divide_rows(edges, lengths))
            lengths[lengths == 0] = 1
            own.append(alone / lengths)
            vectors = mixed / lengths[:, None]
        return vectors, others, own

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """The score is linear in what was mixed, all lengths of rows held at what they are."""
        others, own = self._mixing(query)
        target = unit_rows_of(self.refined()).matrix[row]
        direct = math.prod(own) * float(query.unit()[0] @ target)
        if query.rows[0] >= 0:
            direct = math.prod(own) * float(unit_rows_of(self.gallery.features).matrix[query.rows[0]] @ target)
        parts: dict[int, float] = {}
        one_hop = 0.0
        kept = np.ones(len(self.gallery), np.float32)
        for number, edges in enumerate(others):
            rows, weights = edges.indices, edges.data * math.prod(own[number + 1 :])
            came = weights * (unit_rows_of(self._rounds[number].features).matrix[rows] @ target)
            for other, part in zip(rows.tolist(), came.tolist(), strict=True):
                parts[other] = parts.get(other, 0.0) + part
            start = unit_rows_of(self.gallery.features).matrix[rows]
            one_hop += float((weights * kept[rows]) @ (start @ target))
            kept = kept * self._edges[number].diagonal()
        shares = {DIRECT: direct, ONE_HOP: one_hop, LONGER: score - direct - one_hop}
        lists = self.gallery.neighbours(query, self._k1 - 1, self.gallery.cosines(query))
        paths = trace(self.gallery, query, lists, row, self._k1 - 1)
        return explained(self.gallery, row, score, shares=shares, parts=parts.items(), paths=paths)

    def _mixing(self, query: QueryBatch) -> tuple[list[Csr], list[float]]:
        """What one query was mixed with in each round: other images [1, n], and the part of itself that it kept."""
        if query.rows[0] < 0:
            _, others, own = self._mixed(query)
            return others, [float(part[0]) for part in own]
        others, kept = [], []
        for edges in self._edges:
            mixed = edges[[query.rows[0]]].tocoo()
            away = mixed.col != query.rows[0]
            kept.append(float(mixed.data[~away].sum()))
            others.append(_row(mixed.col[away], mixed.data[away], len(self.gallery)))
        return others, kept

    def _state(self) -> State:
        edges = {f"edges{number}": matrix for number, matrix in enumerate(self._edges)}
        refined = {
            f"vectors{number}": unit_rows_of(current.features).matrix for number, current in enumerate(self._rounds[1:])
        }
        lengths = {"k1": np.array([self._k1]), "degrees": self._degrees, "thresholds": self._thresholds}
        return {**edges, **refined, **lengths}

    def _restore(self, state: dict[str, Any]) -> None:
        rounds = range(len(state["degrees"]))
        self._k1, self._degrees, self._thresholds = int(state["k1"][0]), state["degrees"], state["thresholds"]
        self._edges = [state[f"edges{number}"] for number in rounds]
        self._rounds = [self.gallery]
        for number in rounds:
            self._add_round(state[f"vectors{number}"])


def _with_self(lists: KnnGraph) -> KnnGraph:
    """The lists of all images, each image first in its own."""
    own = np.arange(len(lists), dtype=np.int32)[:, None]
    similarities = np.ones((len(lists), 1), np.float32)
    return KnnGraph(np.hstack([own, lists.indices]), np.hstack([similarities, lists.similarities]))


def _row(columns: Rows, values: Scores, n: int) -> Csr:
    """One sparse row [1, n]."""
    return list_matrix(KnnGraph(columns[None].astype(np.int32), values[None]), values[None], n)
