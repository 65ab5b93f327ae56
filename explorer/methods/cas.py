"""Cluster-aware similarity (CAS: Luo, Yao, Xu: ICML 2024, arXiv 2406.02343), in sparse form.

Every image gets a distribution over images that says which cluster it belongs to, and images are compared by how far
their distributions lie apart. The steps are those of the authors' released code, which may differ from the paper; with
d the squared distance as a part of the largest one and E = exp(-d / sigma^2):

    1. confident images: among each other's k1 first; candidates: k2-reciprocal sets with expansion
    2. W = E on the k1 first, confident ones doubled; bidirectional diffusion of W, kept on the candidates
    3. neighbour-guided smoothing with the similarities of the k3 first
    4. rows averaged over the k4 first and the confident, multiplied with each other, k5 entries kept, again multiplied
    5. Jensen-Shannon divergences to the nearest `reach` images, shortest ways beyond; score = 1 / (1 + distance) with
       distance = (1 - lambda) way + lambda d

The paper's matrices are dense. Here only candidates and lists are held; the diffusion of step 2 is written as a sum,
so that it needs no n x n matrix, but its time still grows with the square of the collection.

Queries that are rows of the gallery give the paper's transductive protocol. The distribution of an unseen query is that
of step 4, averaged over its nearest and confident images alone, with the gallery kept as it is.
"""

from typing import Any

import numpy as np
from scipy.sparse import csr_array

from explorer.graph.knn import Csr, KnnGraph
from explorer.graph.unit import NO_ROW
from explorer.methods.base import Job, QueryBatch, Ranker, below_reached
from explorer.methods.cluster_features import Clusters, diffused, mixed, smoothed, squared, symmetric_weights
from explorer.methods.divergence import Roads, divergences
from explorer.methods.explanation import DIRECT, LONGER, ONE_HOP, TWO_HOPS, Explanation, explained, unreached
from explorer.methods.reciprocal import distances, furthest, furthest_of_unseen
from explorer.methods.sparse import identity, list_matrix
from explorer.methods.state import State
from explorer.methods.tracing import trace
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter


def _length(name: str, default: int, help_: str) -> Parameter:
    return Parameter(name, "int", default, 1, 1000, unit="images", help=help_)


class ClusterAware(Ranker):
    """Distributions over clusters, compared by their divergence."""

    spec = MethodSpec(
        name="cas",
        title="Cluster-aware similarity (CAS)",
        family="re-ranking",
        summary="Describes every image by the cluster that diffusion among its mutual neighbours finds around it.",
        paper="Luo et al., Cluster-Aware Similarity Diffusion for Instance Retrieval, ICML 2024, arXiv 2406.02343",
        protocols=("inductive", "transductive"),
        parameters=(
            _length("k1", 6, "Images, the image itself included, that must find each other to be trusted."),
            _length("k2", 20, "Length of the lists from which candidates of the same cluster are taken."),
            _length("k3", 25, "Images, the image itself included, whose similarities guide the smoothing."),
            _length("k4", 6, "Images, the image itself included, over which descriptions are averaged."),
            _length("k5", 25, "Images kept in a description before it is multiplied once more."),
            _length(
                "reach", 50, "Nearest images to which the divergence is computed; others are reached through them."
            ),
            Parameter("sigma", "float", 0.3, 0.05, 10.0, help="How fast similarity falls with distance."),
            Parameter("mu", "float", 0.23, 0.01, 10.0, help="How much diffusion is held back: alpha = 1 / (1 + mu)."),
            Parameter("lambda", "float", 0.3, 0.0, 1.0, stage="query", help="Share of the plain distance."),
        ),
    )

    def _fit(self, job: Job) -> None:
        n = len(self.gallery)
        reach = self._at_most("reach", n - 1, f"the gallery has {n} images") if n > 1 else 0
        k1, k3, k4 = (self._at_most(name, n, f"the gallery has {n} images") for name in ("k1", "k3", "k4"))
        k2 = self._at_most("k2", max(n - 1, 1), f"the gallery has {n} images")
        longest = min(max(k1 - 1, k2, k3 - 1, k4 - 1, reach), n - 1)
        lists = self.gallery.graph(longest, job.progress, job.cancelled)
        self._lengths = np.array([k1, k4, reach])
        self._thresholds = self.gallery.entry_thresholds(k1 - 1)
        self._furthest = furthest(self.gallery.features, self.notes, job.progress, job.cancelled)
        clusters = Clusters.of(lists, k1, min(k2, longest))
        similarities = np.exp(-distances(lists.similarities, self._furthest[:, None]) / self.parameters["sigma"] ** 2)
        weights = symmetric_weights(lists.first(k1 - 1), similarities[:, : k1 - 1], clusters.confident)
        job.progress(0, 4, "CAS, diffusion")
        flow = diffused(weights, clusters, 1 / (1 + self.parameters["mu"]), job.cancelled)
        job.progress(1, 4, "CAS, smoothing")
        step = list_matrix(lists.first(k3 - 1), similarities[:, : k3 - 1], n)
        self._smoothed = smoothed(flow, step, clusters, job.cancelled)
        job.progress(2, 4, "CAS, descriptions")
        self._mixed = mixed(self._smoothed, self._listed(lists.first(k4 - 1)) + identity(n), clusters.confident)
        self._squared = squared(self._mixed, self._mixed, self.parameters["k5"])
        self._distributions = squared(self._squared, self._squared, n)
        job.progress(3, 4, "CAS, divergences")
        self._roads = Roads.between(lists.first(reach), self._distributions, job.cancelled)
        job.progress(4, 4, "CAS, divergences")

    def _listed(self, lists: KnnGraph) -> Csr:
        return list_matrix(lists, np.ones_like(lists.similarities), len(self.gallery))

    def _scores(self, queries: QueryBatch) -> Scores:
        cosines = self.gallery.cosines(queries)
        ways = self._roads.shortest(self._first(queries, cosines))
        return below_reached(self._score(ways, self._plain(queries, cosines)), cosines)

    def _score(self, ways: Scores, plain: Scores) -> Scores:
        share = np.float32(self.parameters["lambda"])
        score: Scores = np.where(np.isfinite(ways), 1 / (1 + (1 - share) * ways + share * plain), np.float32(0))
        return score

    def _plain(self, queries: QueryBatch, cosines: Scores) -> Scores:
        """D of each query: [q, n]."""
        scale: Scores = np.where(queries.rows >= 0, self._furthest[queries.rows], furthest_of_unseen(cosines))
        return distances(cosines, scale[:, None])

    def _first(self, queries: QueryBatch, cosines: Scores) -> Csr:
        """How far queries are from the images that they reach at once: [q, n]."""
        indices, values = [np.empty(0, np.int32)], [np.empty(0, np.float32)]
        for query, row in enumerate(queries.rows):
            if row >= 0:
                indices.append(np.array([row], np.int32))
                values.append(np.zeros(1, np.float32))
                continue
            one = queries[query : query + 1]
            lists = self.gallery.neighbours(one, int(self._lengths[2]), cosines[query : query + 1])
            indices.append(lists.indices[0][lists.indices[0] >= 0])
            own = self._distribution(one, cosines[query : query + 1])
            values.append(divergences(own, self._distributions[indices[-1]]))
        starts = np.cumsum([len(rows) for rows in indices])
        return csr_array((np.concatenate(values), np.concatenate(indices), starts), shape=cosines.shape)

    def _distribution(self, query: QueryBatch, cosines: Scores) -> Csr:
        """Of one unseen query: [1, n]."""
        k1, k4, _ = self._lengths.tolist()
        near = self.gallery.neighbours(query, max(k4 - 1, 1), cosines)
        few = self.gallery.neighbours(query, k1 - 1, cosines)
        answered = few.similarities >= self._thresholds[few.indices]
        confident = KnnGraph(np.where(answered, few.indices, NO_ROW), few.similarities)
        rows = mixed(self._smoothed, self._listed(near), self._listed(confident))
        rows = squared(rows, self._mixed, self.parameters["k5"])
        return squared(rows, self._squared, len(self.gallery))

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """The whole score belongs to the shortest way; the images on it share it with the image itself."""
        if score <= 0:
            return unreached(int(self.gallery.ids[row]), score)
        cosines = self.gallery.cosines(query)
        first = self._first(query, cosines)
        way = self._roads.way(first, row)
        between = [int(other) for other in way[1:] if other != query.rows[0]]
        shares = {DIRECT: 0.0, ONE_HOP: 0.0, TWO_HOPS: 0.0, LONGER: 0.0}
        shares[list(shares)[min(len(between), 3)]] = score
        parts = [(other, score / len(between)) for other in between] or [(row, score)]
        lists = self.gallery.neighbours(query, int(self._lengths[2]), cosines)
        paths = trace(self.gallery, query, lists, row, int(self._lengths[2]))
        return explained(self.gallery, row, score, shares=shares, parts=parts, paths=paths)

    def _state(self) -> State:
        rows = {"smoothed": self._smoothed, "mixed": self._mixed, "squared": self._squared}
        arrays = {"lengths": self._lengths, "thresholds": self._thresholds, "furthest": self._furthest}
        return {**rows, "distributions": self._distributions, "roads": self._roads.lengths, **arrays}

    def _restore(self, state: dict[str, Any]) -> None:
        self._smoothed, self._mixed, self._squared = state["smoothed"], state["mixed"], state["squared"]
        self._distributions = state["distributions"]
        self._roads = Roads(state["roads"])
        self._lengths, self._thresholds, self._furthest = state["lengths"], state["thresholds"], state["furthest"]
