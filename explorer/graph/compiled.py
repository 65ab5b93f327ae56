"""Sums of products of sparse matrices, compiled: ten times faster than scipy's for lists of neighbours.

A row of the result is summed up in one dense row of scratch, of which only what was touched is read and cleared. The
first use on a machine compiles for a few seconds; later ones load what was kept in the user's cache folder. Importing
this module loads numba, so it is imported where it is needed.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.graph.compiling import njit

Parts = tuple[NDArray[np.integer[Any]], NDArray[np.integer[Any]], NDArray[np.float32]]
"""Starts, columns and values of a CSR matrix; no value is negative."""

Scratch = tuple[NDArray[np.float32], NDArray[np.uint32]]
"""Sums of one row, 0 where nothing was added, and the columns where something was."""


@njit(nogil=True, cache=True)
def row_lengths(terms: tuple[tuple[Parts, Parts], ...], columns: int) -> NDArray[np.float32]:
    """Euclidean length of each row of a sum of products, which is never kept.

    Args:
        terms: pairs of factors; all products have the same shape.
        columns: of the products.

    Returns:
        [m] float32.
    """
    rows = len(terms[0][0][0]) - 1
    sums, touched = np.zeros(columns, np.float32), np.empty(columns + 1, np.uint32)
    lengths = np.empty(rows, np.float32)
    for row in range(rows):
        used = np.uint64(0)
        for left, right in terms:
            used = _add_row(left, row, right, (sums, touched), used)
        squares = 0.0
        for place in range(used):
            column = touched[place]
            squares += np.float64(sums[column]) ** 2
            sums[column] = 0
        lengths[row] = np.sqrt(squares)
    return lengths


@njit(nogil=True, cache=True)
def sum_of_products(terms: tuple[tuple[Parts, Parts], ...], columns: int) -> Parts:
    """The sum of some products of matrices, its rows in no particular order of columns.

    Args:
        terms: as in `row_lengths`.
        columns: likewise.
    """
    rows = len(terms[0][0][0]) - 1
    sums, touched = np.zeros(columns, np.float32), np.empty(columns + 1, np.uint32)
    starts = np.zeros(rows + 1, np.int64)
    room = 1024
    indices, values = np.empty(room, np.int32), np.empty(room, np.float32)
    for row in range(rows):
        used = np.uint64(0)
        for left, right in terms:
            used = _add_row(left, row, right, (sums, touched), used)
        start, stop = starts[row], starts[row] + np.int64(used)
        if stop > room:
            room = 2 * stop
            indices, values = _moved(indices, start, room), _moved(values, start, room)
        for place in range(used):
            column = touched[place]
            indices[start + place], values[start + place] = column, sums[column]
            sums[column] = 0
        starts[row + 1] = stop
    return starts, indices[: starts[rows]], values[: starts[rows]]


@njit(nogil=True, cache=True)
def best_of_products(
    terms: tuple[tuple[Parts, Parts], ...], own: NDArray[np.int64], outside: NDArray[np.bool_], k: int
) -> Parts:
    """The k largest entries of each row of `sum_of_products`, and all that are as large as the last of these.

    Args:
        terms: as in `row_lengths`.
        own: [m] a column that may not be chosen, or -1.
        outside: [columns] bool, True where none may be chosen.
        k: 1 or more.
    """
    rows, columns = len(terms[0][0][0]) - 1, len(outside)
    sums, touched = np.zeros(columns, np.float32), np.empty(columns + 1, np.uint32)
    starts, largest = np.zeros(rows + 1, np.int64), np.empty(k, np.float32)
    room = 2 * k * rows + columns
    indices, values = np.empty(room, np.int32), np.empty(room, np.float32)
    for row in range(rows):
        used = np.uint64(0)
        for left, right in terms:
            used = _add_row(left, row, right, (sums, touched), used)
        largest[:] = 0
        for place in range(used):
            column = touched[place]
            if outside[column] or np.int64(column) == own[row]:
                sums[column] = 0
            elif sums[column] > largest[0]:
                replace_least(largest, sums[column])
        stop = starts[row]
        if stop + np.int64(used) > room:
            room = 2 * (stop + np.int64(used))
            indices, values = _moved(indices, stop, room), _moved(values, stop, room)
        for place in range(used):
            column = touched[place]
            if sums[column] > 0 and sums[column] >= largest[0]:
                indices[stop], values[stop] = column, sums[column]
                stop += 1
            sums[column] = 0
        starts[row + 1] = stop
    return starts, indices[: starts[rows]], values[: starts[rows]]


@njit(nogil=True, cache=True)
def replace_least(heap: NDArray[np.float32], value: np.float32) -> None:
    """Put a value in the place of the first, which is the least; each is at most those at twice its place."""
    place, size = 0, len(heap)
    while 2 * place + 1 < size:
        child = 2 * place + 1
        if child + 1 < size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= value:
            break
        heap[place] = heap[child]
        place = child
    heap[place] = value


@njit(nogil=True, cache=True)
def _add_row(left: Parts, row: int, right: Parts, scratch: Scratch, used: np.uint64) -> np.uint64:
    """Add one row of a product to the scratch and list the columns that were 0 before; how many are listed now."""
    sums, touched = scratch
    starts, columns, weights = left
    starts_right, columns_right, values_right = right
    for entry in range(starts[row], starts[row + 1]):
        weight, middle = weights[entry], columns[entry]
        for place in range(starts_right[middle], starts_right[middle + 1]):
            amount = weight * values_right[place]
            column = np.uint32(columns_right[place])  # unsigned: no check for places counted from the end
            before = sums[column]
            # Without a branch, which the processor would guess wrong every third time.
            touched[used] = column
            used += np.uint64((before == 0) & (amount > 0))
            sums[column] = before + amount
    return used


@njit(nogil=True, cache=True)
def _moved(array: NDArray[Any], used: int, room: int) -> NDArray[Any]:
    """A larger array with the same beginning."""
    larger = np.empty(room, array.dtype)
    larger[:used] = array[:used]
    return larger
