"""k-reciprocal re-ranking (Zhong, Zheng, Cao, Li: CVPR 2017, arXiv 1701.08398), in sparse form.

With N(i, k) the image i and its k nearest, d(i, j) the squared Euclidean distance divided by the largest one of i:

    R(i, k)  = the j in N(i, k) with i in N(j, k)
    R*(i)    = R(i, k1) and every R(j, k1 / 2), j in R(i, k1), of which more than two thirds lie in R(i, k1)
    V[i, j]  = exp(-d(i, j)) on R*(i), rows scaled to sum 1, then averaged over the k2 nearest, i included
    J(i, j)  = 1 - m / (2 - m),  m = sum over c of min(V[i, c], V[j, c])
    distance = (1 - lambda) J + lambda d,   score = 1 - distance

Queries that are rows of the gallery give the paper's transductive protocol. For an unseen query the gallery's V is
kept as it is; the query enters the list of an image where it is nearer than the last one there.

To find the largest distance of each image all have to be compared with all, and the sets of a million would take
gigabytes. So in large collections the `SHORTLIST` images nearest to a query are re-ranked as if there were no others,
and the rest follow by cosine.
"""

from typing import Any

import numpy as np
from scipy.sparse import csr_array, vstack

from explorer.graph.knn import Csr, KnnGraph
from explorer.graph.unit import NO_ROW, Rows, furthest_cosines, pair_cosines, unit_rows_of
from explorer.methods.base import Job, QueryBatch, Ranker, below_reached
from explorer.methods.explanation import DIRECT, ONE_HOP, Explanation, explained, unreached
from explorer.methods.part import part_of
from explorer.methods.reaching import Wanted
from explorer.methods.reciprocal import FULL_PASS, distances, expanded, reciprocal
from explorer.methods.sparse import divide_rows, list_matrix
from explorer.methods.state import State, state_bytes
from explorer.methods.tracing import trace
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import MethodSpec, Parameter

WHOLE = FULL_PASS
"""Up to so many images all are re-ranked."""

SHORTLIST = 2000
"""Images nearest to a query that are re-ranked in larger collections; not more than `WHOLE`."""


class KReciprocal(Ranker):
    """Weighted sets of reciprocal neighbours, compared by the Jaccard distance."""

    spec = MethodSpec(
        name="k-reciprocal",
        title="k-reciprocal re-ranking",
        family="re-ranking",
        summary="Compares the sets of images that query and image count among their nearest and that answer in kind.",
        paper="Zhong et al., Re-ranking Person Re-identification with k-reciprocal Encoding, CVPR 2017, "
        "arXiv 1701.08398",
        protocols=("inductive", "transductive"),
        parameters=(
            Parameter(
                "k1",
                "int",
                20,
                1,
                1000,
                unit="images",
                help="Length of the lists in which images must find each other; about the number of relevant images.",
            ),
            Parameter(
                "k2",
                "int",
                6,
                1,
                100,
                unit="images",
                help="Neighbours, the image itself included, over which the sets are averaged.",
            ),
            Parameter("lambda", "float", 0.3, 0.0, 1.0, stage="query", help="Share of the plain distance."),
        ),
    )

    unreached_by_cosine = True

    def _fit(self, job: Job) -> None:
        n = len(self.gallery)
        short = n > WHOLE
        reason = f"{SHORTLIST:,} images are re-ranked" if short else f"the gallery has {n} images"
        k1 = self._at_most("k1", (SHORTLIST if short else n) - 1, reason)
        k2 = self._at_most("k2", k1 + 1, f"the lists have {k1 + 1} images")
        if short:
            self.shortlist = SHORTLIST
            self.notes.append(
                f"k-reciprocal: of more than {WHOLE:,} images the {SHORTLIST:,} nearest to a query are re-ranked, as "
                "if there were no others; the rest follow by cosine."
            )
            return
        lists = self.gallery.graph(k1, job.progress, job.cancelled)
        self._lengths = np.array([k1, k2])
        self._thresholds = self.gallery.entry_thresholds(k1)
        self._furthest = furthest_cosines(self.gallery.features, job.progress, job.cancelled)
        self._halves = reciprocal(lists.first(_half(k1)))
        sets = expanded(reciprocal(lists), self._halves)
        rows = np.repeat(np.arange(n), np.diff(sets.indptr))
        matrix = unit_rows_of(self.gallery.features).matrix
        cosines = pair_cosines(matrix, rows, matrix, sets.indices.astype(np.int64))
        self._encoded = _encoded(sets, distances(cosines, self._furthest[rows]))
        self._keep(_averaged(self._encoded, self._encoded, lists.first(k2 - 1)))

    def _keep(self, averaged: Csr) -> None:
        self._averaged = averaged
        self._inverted = averaged.T.tocsr()

    def _scores(self, queries: QueryBatch) -> Scores:
        cosines = self.gallery.cosines(queries)
        if self.shortlist:
            return below_reached(self._shortlisted(queries).toarray(), cosines)
        shared = _shared(self._sets(queries, cosines), self._inverted)
        share = np.float32(self.parameters["lambda"])
        near = 1 - distances(cosines, self._query_furthest(queries, cosines)[:, None])
        return below_reached((1 - share) * shared / (2 - shared) + share * near, cosines)

    def _reached(self, queries: QueryBatch, wanted: Wanted) -> Csr | None:
        del wanted
        return self._shortlisted(queries) if self.shortlist else None

    def _shortlisted(self, queries: QueryBatch) -> Csr:
        """Scores of the images nearest to each query, re-ranked by themselves: [q, n], what is above 0."""
        starts, rows, values = [0], [np.empty(0, np.int64)], [np.empty(0, np.float32)]
        for place in range(len(queries)):
            near, ranker, query = self._alone(queries[place : place + 1])
            rows.append(near)
            values.append(np.maximum(ranker._scores(query)[0], 0) if ranker else np.empty(0, np.float32))
            starts.append(starts[-1] + len(near))
        arrays = (np.concatenate(values), np.concatenate(rows).astype(np.int32), np.array(starts))
        return csr_array(arrays, shape=(len(queries), len(self.gallery)))

    def _alone(self, query: QueryBatch) -> "tuple[Rows, KReciprocal | None, QueryBatch]":
        """The rows of the images nearest to one query, this method fitted on them alone, and the query among them.

        There is no such method for a query without a direction, which is near to nothing.
        """
        found = self.gallery.nearest(query, self.shortlist)[0][0]
        rows = np.union1d(found[found >= 0], query.rows[(query.rows >= 0) & query.filled()])
        if len(rows) < 2:
            return np.empty(0, np.int64), None, query
        given = {name: self.parameters[name] for name in self._given}
        place = np.flatnonzero(rows == query.rows[0])
        own = place if len(place) else np.array([NO_ROW])
        return rows, KReciprocal(**given).fit(part_of(self.gallery, rows)), QueryBatch(query.vectors, own)

    def _query_furthest(self, queries: QueryBatch, cosines: Scores) -> Scores:
        """The cosine of the image furthest from each query: [q]."""
        scale: Scores = np.where(queries.rows >= 0, self._furthest[queries.rows], cosines.min(axis=1))
        return scale

    def _sets(self, queries: QueryBatch, cosines: Scores) -> Csr:
        """Averaged V of each query over the images of the gallery: [q, n]."""
        if (queries.rows >= 0).all():
            return self._averaged[queries.rows]
        if (queries.rows >= 0).any():
            parts = [self._sets(queries[i : i + 1], cosines[i : i + 1]) for i in range(len(queries))]
            return vstack(parts, format="csr")
        k1, k2 = self._lengths.tolist()
        lists = self.gallery.neighbours(queries, k1, cosines)
        answered = lists.similarities >= self._thresholds[lists.indices]
        found = KnnGraph(np.where(answered, lists.indices, NO_ROW), lists.similarities)
        sets = expanded(list_matrix(found, np.ones_like(found.similarities), len(self.gallery)), self._halves)
        rows = np.repeat(np.arange(len(queries)), np.diff(sets.indptr))
        apart = distances(cosines[rows, sets.indices], cosines.min(axis=1)[rows])
        # The query is in its own set at distance 0; the gallery's sets cannot hold it.
        return _averaged(_encoded(sets, apart, beside=1.0), self._encoded, lists.first(k2 - 1))

    def _explain(self, query: QueryBatch, row: int, score: float) -> Explanation:
        """Shares of the images that both sets hold; those of the image and the query themselves are direct."""
        if score <= 0:
            return unreached(int(self.gallery.ids[row]), score)
        if self.shortlist:
            rows, ranker, alone = self._alone(query)
            assert ranker is not None  # the image has a score
            return ranker._explain(alone, int(np.searchsorted(rows, row)), score)
        cosines = self.gallery.cosines(query)
        k1 = int(self._lengths[0])
        held = self._sets(query, cosines)
        common = held.minimum(self._averaged[[row]]).tocsr()
        scale = (1 - self.parameters["lambda"]) / (2 - float(common.sum()))
        between = ~np.isin(common.indices, [row, query.rows[0]])
        one_hop = scale * float(common.data[between].sum())
        parts = zip(common.indices[between], scale * common.data[between], strict=True)
        paths = trace(self.gallery, query, self.gallery.neighbours(query, k1, cosines), row, k1)
        shares = {DIRECT: score - one_hop, ONE_HOP: one_hop}
        return explained(self.gallery, row, score, shares=shares, parts=parts, paths=paths)

    def _state(self) -> State:
        if self.shortlist:
            return {}
        matrices = {"halves": self._halves, "encoded": self._encoded, "averaged": self._averaged}
        return {**matrices, "lengths": self._lengths, "thresholds": self._thresholds, "furthest": self._furthest}

    def bytes_per_item(self) -> float:
        """As for all methods; the inverted sets are derived from the state but held as well."""
        if self.shortlist:
            return super().bytes_per_item()
        return super().bytes_per_item() + state_bytes({"inverted": self._inverted}) / len(self.gallery)

    def _restore(self, state: dict[str, Any]) -> None:
        if len(self.gallery) > WHOLE:
            self.shortlist = SHORTLIST
            return
        self._halves, self._encoded = state["halves"], state["encoded"]
        self._lengths, self._thresholds, self._furthest = state["lengths"], state["thresholds"], state["furthest"]
        self._keep(state["averaged"])


def _half(k1: int) -> int:
    """Half the length, rounded half to even as the published code does."""
    return round(k1 / 2)


def _encoded(sets: Csr, apart: Scores, *, beside: float = 0.0) -> Csr:
    """V on some sets, rows scaled to sum 1 together with the weight of what stands beside the columns."""
    encoded = sets.copy()
    encoded.data = np.exp(-apart)
    return divide_rows(encoded, encoded.sum(axis=1) + beside)


def _averaged(own: Csr, gallery: Csr, lists: KnnGraph) -> Csr:
    """Each row of V averaged with those of its nearest images."""
    listed = list_matrix(lists, np.ones_like(lists.similarities), gallery.shape[0])
    return divide_rows((own + listed @ gallery).tocsr(), 1 + np.diff(listed.indptr))


def _shared(sets: Csr, inverted: Csr) -> Scores:
    """The sum of the smaller of two weights over all columns, for each row of sets and each image: [q, n] float32."""
    n = inverted.shape[1]
    result = np.empty((sets.shape[0], n), np.float32)
    lengths = np.diff(inverted.indptr)
    for query in range(len(result)):
        entries = slice(sets.indptr[query], sets.indptr[query + 1])
        columns = sets.indices[entries]
        counts = lengths[columns]
        # Places of all entries of the inverted lists of these columns, one list after the other.
        ends = np.cumsum(counts)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(inverted.indptr[columns] - ends + counts, counts)
        smaller = np.minimum(np.repeat(sets.data[entries], counts), inverted.data[places])
        result[query] = np.bincount(inverted.indices[places], smaller, minlength=n)
    return result
