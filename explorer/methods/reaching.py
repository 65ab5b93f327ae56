"""Lists of the images that a graph reaches, without a look at all the others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.graph.codes import worth_coding
from explorer.graph.knn import Csr
from explorer.graph.unit import Rows
from explorer.methods.gallery import Gallery
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.ids import NO_IMAGE, Ids
from explorer.protocol.ranking import Ranking, rank_scores


@dataclass(frozen=True)
class Wanted:
    """What is asked of the scores of q queries.

    Attributes:
        k: length of the lists.
        own: [q] int64 a row of the gallery that may not appear in a query's list, -1 where there is none.
        outside: [n] bool, True for rows that may appear in no list; None where there are none.
    """

    k: int
    own: Rows
    outside: NDArray[np.bool_] | None

    def excluded(self, query: int, n: int) -> NDArray[np.bool_]:
        """What may not appear in the list of one query, in an array of its own: [n]."""
        excluded = np.zeros(n, np.bool_) if self.outside is None else self.outside.copy()
        if self.own[query] >= 0:
            excluded[self.own[query]] = True
        return excluded


def rank_reached(scores: Csr, ids: Ids, wanted: Wanted) -> Ranking:
    """The best images of each query among those with a score above 0, in the order of `rank_scores`.

    Args:
        scores: [q, n], the columns of a row in any order.
        ids: [n] image ids.
        wanted: what is asked for; where fewer images are reached the lists are padded.
    """
    shape = (len(wanted.own), wanted.k)
    ranking = Ranking(np.full(shape, NO_IMAGE, np.int64), np.full(shape, -np.inf, np.float32))
    for query, row in enumerate(wanted.own.tolist()):
        part = slice(int(scores.indptr[query]), int(scores.indptr[query + 1]))
        columns, values = scores.indices[part], scores.data[part]
        allowed = (values > 0) & (columns != row)
        if wanted.outside is not None:
            allowed &= ~wanted.outside[columns]
        best = rank_scores(values[allowed][None], ids[columns[allowed]], wanted.k)
        ranking.ids[query], ranking.scores[query] = best.ids[0], best.scores[0]
    return ranking


def fill_by_cosine(ranking: Ranking, reached: Csr, wanted: Wanted, queries: QueryBatch, gallery: Gallery) -> None:
    """Append to short lists the nearest of the images that are not reached, where that needs no look at all cosines.

    Lists that would end at cosines of 0 and below stay short: there images without a direction stand among the others.

    Args:
        ranking: as `rank_reached` gives it; it is changed.
        reached: the scores that it was made of.
        wanted: likewise.
        queries: likewise.
        gallery: of the images.
    """
    short = np.flatnonzero(ranking.ids[:, -1] == NO_IMAGE)
    if not worth_coding(gallery.features, len(short)):
        return
    for query in short.tolist():
        part = slice(int(reached.indptr[query]), int(reached.indptr[query + 1]))
        excluded = wanted.excluded(query, len(gallery))
        excluded[reached.indices[part][reached.data[part] > 0]] = True
        first = int(np.count_nonzero(ranking.ids[query] != NO_IMAGE))
        rows, cosines = gallery.nearest(queries[query : query + 1], wanted.k - first, excluded)
        if cosines[0, -1] > 0:
            ranking.ids[query, first:] = gallery.ids[rows[0]]
            ranking.scores[query, first:] = cosines[0] - np.float32(1)


def joined(parts: list[Ranking]) -> Ranking:
    """Lists of several batches one after the other."""
    if len(parts) == 1:
        return parts[0]
    return Ranking(np.concatenate([part.ids for part in parts]), np.concatenate([part.scores for part in parts]))
