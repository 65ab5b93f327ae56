"""Ranked lists, and the one way in which scores become one."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.protocol.ids import NO_IMAGE, Ids, tie_order

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Ranking:
    """Ranked lists of q queries, best first.

    Attributes:
        ids: [q, k] int64, `NO_IMAGE` (-1) pads lists that are shorter.
        scores: [q, k] float32, -inf where padded.
    """

    ids: Ids
    scores: Scores


def rank_scores(scores: Scores, ids: Ids, k: int, *, excluded: NDArray[np.bool_] | None = None) -> Ranking:
    """The k best of each row; equal scores in a stable order that does not depend on label, row or filter.

    Args:
        scores: [q, n] float32; higher is better. Not NaN.
        ids: [n] int64, the image id of each column.
        k: length of the lists, clipped to what there is by padding.
        excluded: [q, n] or [n] bool, True for images that may not appear.

    Returns:
        A ranking with [q, k] ids and scores.
    """
    q, n = scores.shape
    if excluded is not None:
        scores = np.where(excluded, np.float32(-np.inf), scores)
    out_ids = np.full((q, k), NO_IMAGE, np.int64)
    out_scores = np.full((q, k), -np.inf, np.float32)
    for row in range(q):
        best = _best(scores[row], ids, min(k, n))
        out_ids[row, : len(best)] = ids[best]
        out_scores[row, : len(best)] = scores[row, best]
    return Ranking(out_ids, out_scores)


def places(scores: Scores, ids: Ids, columns: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """Where some images stand in the list of one query, in the order of `rank_scores`.

    Args:
        scores: [n] float32; -inf for images that may not appear.
        ids: [n] int64.
        columns: [m] of the images that are asked about.

    Returns:
        [m]: 1 is best, 0 where the image is not in the list.
    """
    asked, result = scores[columns], np.zeros(len(columns), np.int64)
    listed = np.flatnonzero(np.isfinite(asked))
    if not len(listed):
        return result
    ordered = np.sort(scores[scores >= asked[listed].min()])
    below, upto = np.searchsorted(ordered, asked), np.searchsorted(ordered, asked, "right")
    result[listed] = 1 + len(ordered) - upto[listed]
    keys = tie_order(ids[columns])
    for score in np.unique(asked[listed[(upto - below)[listed] > 1]]):
        tied = asked == score
        result[tied] += np.searchsorted(np.sort(tie_order(ids[scores == score])), keys[tied])
    return result


def _best(scores: Scores, ids: Ids, k: int) -> NDArray[np.intp]:
    """Columns of the k best finite scores, by (score descending, tie order ascending)."""
    if k < len(scores) // 4:
        # All that reach the k-th best score compete, so that ties at the border are decided by key, not by position.
        border = np.partition(scores, len(scores) - k)[len(scores) - k] if k else np.float32(np.inf)
        candidates = np.flatnonzero(scores >= border)
    else:
        candidates = np.arange(len(scores))
    candidates = candidates[np.isfinite(scores[candidates])]
    order = np.lexsort((tie_order(ids[candidates]), -scores[candidates]))
    return candidates[order[:k]]
