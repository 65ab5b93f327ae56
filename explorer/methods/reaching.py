"""Lists of the images that a graph reaches, without a look at all the others."""

import numpy as np
from numpy.typing import NDArray

from explorer.graph.knn import Csr
from explorer.graph.unit import Rows
from explorer.protocol.ids import NO_IMAGE, Ids
from explorer.protocol.ranking import Ranking, rank_scores


def rank_reached(scores: Csr, ids: Ids, k: int, *, absent: tuple[NDArray[np.bool_] | None, Rows, Rows]) -> Ranking:
    """The k best images of each query among those with a score above 0, in the order of `rank_scores`.

    Args:
        scores: [q, n], the columns of a row in any order.
        ids: [n] image ids.
        k: length of the lists; where fewer images are reached they are padded.
        absent: what may not appear: [n] bool or None, [r] rows, and one row for each query, -1 for none.
    """
    outside, removed, own = absent
    ranking = Ranking(np.full((len(own), k), NO_IMAGE, np.int64), np.full((len(own), k), -np.inf, np.float32))
    for query, row in enumerate(own.tolist()):
        part = slice(int(scores.indptr[query]), int(scores.indptr[query + 1]))
        columns, values = scores.indices[part], scores.data[part]
        allowed = (values > 0) & (columns != row)
        if outside is not None:
            allowed &= ~outside[columns]
        if len(removed):
            allowed &= ~np.isin(columns, removed)
        best = rank_scores(values[allowed][None], ids[columns[allowed]], k)
        ranking.ids[query], ranking.scores[query] = best.ids[0], best.scores[0]
    return ranking


def joined(parts: list[Ranking]) -> Ranking:
    """Lists of several batches one after the other."""
    if len(parts) == 1:
        return parts[0]
    return Ranking(np.concatenate([part.ids for part in parts]), np.concatenate([part.scores for part in parts]))
