"""Neighbours of all images of a large collection.

`best_candidates` multiplies each pair of rows once. With float32 rows the lists are exact. With codes of one byte a
value, which processors multiply four times faster, the candidates are those with the best codes; they are compared as
they are, in float32, so that only who never became a candidate can be missing. Among a million images x 256 the error
of a code is a hundredth of the spread of the cosines; a few spare candidates hold what it displaces, as is measured.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.graph.candidates import Candidates, best_candidates
from explorer.graph.codes import coded_rows_of
from explorer.graph.tiles import candidates_on
from explorer.graph.unit import NEAR, NO_ROW, Rows, UnitRows, settled
from explorer.protocol.features import Features
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.ranking import Scores
from explorer.protocol.workers import Workers

_SPARE = 14
"""Candidates by code beyond the list, which hold what rounding displaces (8 give a recall of 0.9999, 14 of 1)."""

_RIVALS = 4
"""Candidates in float32 beyond the list: images that are nearly as near as its last; where there are more, all rows are
looked at again."""

_BLOCK = 4096

_SAMPLED = 32
"""Rows compared with all others at once when the recall is measured."""


def large_lists(
    features: Features,
    unit: UnitRows,
    k: int,
    *,
    coded: bool,
    workers: Workers | None = None,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Iterator[tuple[Rows, Rows, Scores]]:
    """The k most similar other rows of each row that is not zero; equal ones in the order of the ids' keys.

    Args:
        features: n rows.
        unit: theirs.
        k: 1 to n - 1.
        coded: whether codes choose the candidates; else the lists are exact.
        workers: machines that multiply; None = this process.
        progress: counts rows.
        cancelled: asked often.

    Yields:
        Some rows [b], their lists [b, k] int64 padded with -1, and cosines [b, k] float32 padded with 0.

    Raises:
        Cancelled: the person asked to stop.
    """
    # The keys order the rows as if they were drawn, and let the first of equal candidates be the right one.
    order = np.flatnonzero(unit.filled)
    order = order[np.argsort(unit.keys[order])]
    if coded:
        matrix = torch.from_numpy(coded_rows_of(features, progress, cancelled).codes[order])
    else:
        matrix = torch.from_numpy(unit.matrix)[torch.from_numpy(order)]
    count = min(k + (_SPARE if coded else _RIVALS), max(len(order) - 1, 1))
    if workers is None:
        found = best_candidates(matrix, count, progress=progress, cancelled=cancelled)
    else:
        found = candidates_on(workers, matrix, count, progress=progress, cancelled=cancelled)
    del matrix
    blocks = [slice(start, start + _BLOCK) for start in range(0, len(order), _BLOCK)]
    with ThreadPoolExecutor(torch.get_num_threads()) as pool:
        work = pool.map(lambda block: _lists(found, order, block, unit, k, exact=not coded), blocks)
        try:
            for block, lists in zip(blocks, work, strict=True):
                yield order[block], *lists
        finally:
            pool.shutdown(cancel_futures=True)


def _lists(found: Candidates, order: Rows, block: slice, unit: UnitRows, k: int, *, exact: bool) -> tuple[Rows, Scores]:
    """Lists of a block of rows from their candidates."""
    rows = order[block]
    if not exact:
        return settled(*_compared(found, order, block, unit), k, unit.matrix[rows], unit, rivals=None)
    places, cosines = found.lists(block)

    def rivals(doubtful: Rows, floors: Scores) -> NDArray[np.bool_]:
        reached = _compared_with_all(unit, rows[doubtful]) >= torch.from_numpy(floors)[:, None]
        return reached.numpy()

    return settled(cosines, np.where(places < 0, NO_ROW, order[places]), k, unit.matrix[rows], unit, rivals=rivals)


def _compared_with_all(unit: UnitRows, rows: Rows) -> torch.Tensor:
    """Cosines of some rows with all others, -inf for themselves and for zero rows: [m, n]."""
    scores = torch.from_numpy(unit.matrix[rows]) @ torch.from_numpy(unit.matrix).T
    scores[torch.arange(len(rows)), torch.from_numpy(rows)] = -torch.inf
    scores[:, torch.from_numpy(~unit.filled)] = -torch.inf
    return scores


def _compared(found: Candidates, order: Rows, block: slice, unit: UnitRows) -> tuple[Scores, Rows]:
    """Candidates by code compared in float32: cosines [b, m], largest first, -inf for pads, and their rows."""
    from explorer.graph.kernels import multiply_pairs

    places = found.rows(block)
    columns = np.where(places < 0, NO_ROW, order[places])
    cosines = np.full(columns.shape, -np.inf, np.float32)
    multiply_pairs(unit.matrix, order[block], columns, cosines)
    best = np.argsort(-cosines, axis=1, kind="stable")
    return np.take_along_axis(cosines, best, 1), np.take_along_axis(columns, best, 1)


def recall(
    similarities: Scores,
    unit: UnitRows,
    sample: Rows,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> float:
    """Share of the exact neighbours of some rows that their lists hold; equally similar ones count as found.

    Args:
        similarities: [n, k] cosines of the lists.
        unit: n rows.
        sample: rows that are not zero; there is nothing to miss where there are none.
        progress: counts rows of the sample.
        cancelled: asked often.

    Raises:
        Cancelled: the person asked to stop.
    """
    k, hit = similarities.shape[1], 0
    for start in range(0, len(sample), _SAMPLED):
        check(cancelled)
        rows = sample[start : start + _SAMPLED]
        last = torch.topk(_compared_with_all(unit, rows), k, dim=1).values[:, -1:].numpy()
        hit += int((similarities[rows] >= last - NEAR).sum())
        progress(start + len(rows), len(sample), "recall")
    share: float = hit / (len(sample) * k) if len(sample) else 1.0
    return share
