"""Columns of (I - alpha S)^-1 by local pushes, compiled; imported where it is needed, as `explorer.graph.compiled`.

A column is what flows from one image (Andersen, Chung, Lang: FOCS 2006, for random walks). What has arrived at an image
but not yet flowed on is its residual; an image whose residual exceeds its bound keeps it and passes alpha S of it on.
Only what the flow reaches is touched, so the time of a column does not grow with the collection.
"""

import numpy as np
from numpy.typing import NDArray

from explorer.graph.compiled import Parts, replace_least
from explorer.graph.compiling import njit


@njit(nogil=True, cache=True)
def pushed_columns(
    matrix: Parts, bounds: NDArray[np.float32], alpha: float, rows: NDArray[np.int64], length: int
) -> Parts:
    """The largest entries of some columns.

    With bounds of e sqrt(degree) no entry is short of more than e sqrt(degree) alpha / (1 - alpha): S times
    sqrt(degree) is sqrt(degree), and what is left of the residuals flows on at most as that does.

    Args:
        matrix: S, [n, n] symmetric, none negative.
        bounds: [n] the residual that an image may be left with.
        alpha: 0 to below 1.
        rows: [m] whose columns.
        length: entries kept of each.

    Returns:
        A matrix [m, n] of entries above 0, in no particular order.
    """
    starts, columns, values = matrix
    n = len(bounds)
    kept, residuals = np.zeros(n, np.float32), np.zeros(n, np.float32)
    queue, waiting, reached = np.empty(n, np.int32), np.zeros(n, np.bool_), np.empty(n, np.int32)
    counts, largest = np.zeros(len(rows) + 1, np.int64), np.empty(length, np.float32)
    indices, chosen = np.empty(len(rows) * length, np.int32), np.empty(len(rows) * length, np.float32)
    for place in range(len(rows)):
        first, queued, used = 0, 1, 1
        queue[0] = reached[0] = rows[place]
        residuals[rows[place]] = 1
        while queued:
            image = queue[first]
            first = (first + 1) % n
            queued -= 1
            waiting[image] = False
            flow = residuals[image]
            kept[image] += flow
            residuals[image] = 0
            for entry in range(starts[image], starts[image + 1]):
                other, amount = columns[entry], np.float32(alpha) * values[entry] * flow
                if amount > 0 and kept[other] == 0 and residuals[other] == 0:
                    reached[used] = other
                    used += 1
                residuals[other] += amount
                if residuals[other] > bounds[other] and not waiting[other]:
                    waiting[other] = True
                    queue[(first + queued) % n] = other
                    queued += 1
        counts[place + 1] = counts[place] + _take_largest(
            reached[:used], kept, residuals, largest, (indices[counts[place] :], chosen[counts[place] :])
        )
    return counts, indices[: counts[-1]], chosen[: counts[-1]]


@njit(nogil=True, cache=True)
def _take_largest(
    reached: NDArray[np.int32],
    kept: NDArray[np.float32],
    residuals: NDArray[np.float32],
    largest: NDArray[np.float32],
    room: tuple[NDArray[np.int32], NDArray[np.float32]],
) -> int:
    """Move the largest of what images keep and are left with into the room, and clear both; how many there are."""
    indices, chosen = room
    largest[:] = 0
    for image in reached:
        kept[image] += residuals[image]
        residuals[image] = 0
        if kept[image] > largest[0]:
            replace_least(largest, kept[image])
    used = 0
    for image in reached:
        if used < len(largest) and kept[image] > 0 and kept[image] >= largest[0]:
            indices[used], chosen[used] = image, kept[image]
            used += 1
        kept[image] = 0
    return used
