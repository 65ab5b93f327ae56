"""Products of a sparse matrix and a dense block of a few columns, compiled; imported where it is needed, as `compiled`.

Where a row of a product is filled almost everywhere, as the scores of a few thousand images are, a list of what was
touched is a burden. Here as many rows as a processor's registers hold are computed at once, without any list.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.graph.compiled import Parts, replace_least
from explorer.graph.compiling import njit

WIDTH = 32
"""Columns of a block: two registers of 16, and a block of 20,000 rows stays in the processor's second cache."""

Block = NDArray[np.float32]
"""[n, WIDTH], one row after the other."""


@njit(nogil=True, cache=True, fastmath={"contract"})
def add_product(matrix: Parts, scale: NDArray[np.float32], block: Block, result: Block) -> None:
    """result[i] += scale[i] times row i of the product of a matrix and a block.

    Two entries are added at once, so that a row of the result is read and written half as often.

    Args:
        matrix: [m, n].
        scale: [m].
        block: n rows.
        result: m rows.
    """
    starts, columns, values = matrix
    for row in range(len(starts) - 1):
        place, stop, factor, sums = starts[row], starts[row + 1], scale[row], result[row]
        while place + 1 < stop:
            first, second = block[np.uint32(columns[place])], block[np.uint32(columns[place + 1])]
            weight, other = factor * values[place], factor * values[place + 1]
            for column in range(WIDTH):
                sums[column] += weight * first[column] + other * second[column]
            place += 2
        if place < stop:
            last, weight = block[np.uint32(columns[place])], factor * values[place]
            for column in range(WIDTH):
                sums[column] += weight * last[column]


@njit(nogil=True, cache=True)
def best_of_block(scores: Block, own: NDArray[np.int64], outside: NDArray[np.bool_], k: int) -> Parts:
    """The k largest entries above 0 of some columns, and all that are as large as the last of these.

    Args:
        scores: n rows, none of them negative.
        own: [m] a row that may not be chosen for a column, or -1; so many columns are looked at.
        outside: [n] bool, True for rows that may not be chosen at all.
        k: 1 or more.

    Returns:
        A matrix [m, n] of what was chosen.
    """
    columns = len(own)
    least = _least(scores, own, outside, k)
    counts = np.zeros(columns, np.int64)
    for row in range(len(scores)):
        if not outside[row] and _any_reaches(scores[row], least):
            for column in range(columns):
                counts[column] += (scores[row, column] >= least[column]) & (row != own[column])
    starts = np.zeros(columns + 1, np.int64)
    starts[1:] = np.cumsum(counts)
    place = starts[:-1].copy()
    indices, values = np.empty(starts[columns], np.int32), np.empty(starts[columns], np.float32)
    for row in range(len(scores)):
        if not outside[row] and _any_reaches(scores[row], least):
            for column in range(columns):
                if scores[row, column] >= least[column] and row != own[column]:
                    indices[place[column]], values[place[column]] = row, scores[row, column]
                    place[column] += 1
    return starts, indices, values


@njit(nogil=True, cache=True)
def _least(scores: Block, own: NDArray[np.int64], outside: NDArray[np.bool_], k: int) -> NDArray[np.float32]:
    """The k-th largest entry of each column, the smallest number above 0 where there are fewer: [WIDTH]."""
    nothing = np.nextafter(np.float32(0), np.float32(1))
    largest = np.full((len(own), k), nothing, np.float32)
    least = np.full(WIDTH, np.float32(np.inf), np.float32)
    least[: len(own)] = nothing
    for row in range(len(scores)):
        if not outside[row] and _any_reaches(scores[row], least):
            for column in range(len(own)):
                score = scores[row, column]
                if score > least[column] and row != own[column]:
                    replace_least(largest[column], score)
                    least[column] = largest[column, 0]
    return least


@njit(nogil=True, cache=True)
def _any_reaches(scores: NDArray[np.float32], least: NDArray[np.float32]) -> Any:
    """Whether any of WIDTH scores is at least its number."""
    reached = False
    for column in range(WIDTH):
        reached |= scores[column] >= least[column]
    return reached
