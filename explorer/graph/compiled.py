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
"""Room for the sums of one row, all 0 before and after, and for the columns where something was added."""


@njit(nogil=True, cache=True)
def row_lengths(terms: tuple[tuple[Parts, Parts], ...], scratch: Scratch) -> NDArray[np.float32]:
    """Euclidean length of each row of a sum of products, which is never kept.

    Args:
        terms: pairs of factors; all products have the same shape.
        scratch: one more than there are columns, or larger.

    Returns:
        [m] float32.
    """
    rows = len(terms[0][0][0]) - 1
    sums, touched = scratch
    lengths = np.empty(rows, np.float32)
    for row in range(rows):
        used = np.uint64(0)
        for left, right in terms:
            used = _add_row(left, row, right, scratch, used)
        squares = 0.0
        for place in range(used):
            column = touched[place]
            squares += np.float64(sums[column]) ** 2
            sums[column] = 0
        lengths[row] = np.sqrt(squares)
    return lengths


@njit(nogil=True, cache=True)
def sum_of_products(terms: tuple[tuple[Parts, Parts], ...], scratch: Scratch) -> Parts:
    """The sum of some products of matrices, its rows in no particular order of columns.

    Args:
        terms: as in `row_lengths`.
        scratch: likewise.
    """
    rows = len(terms[0][0][0]) - 1
    sums, touched = scratch
    starts = np.zeros(rows + 1, np.int64)
    room = 1024
    indices, values = np.empty(room, np.int32), np.empty(room, np.float32)
    for row in range(rows):
        used = np.uint64(0)
        for left, right in terms:
            used = _add_row(left, row, right, scratch, used)
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
def best_of_sums(inputs: Parts, first: NDArray[np.float32], graph: Any, wanted: Any, scratch: Any) -> Parts:
    """Of the scores scale[g] * sum of edges[g, j] * x[j] the k largest above 0, and all that are as large as the last.

    Images with an edge to the largest inputs are scored first. All others have smaller inputs alone, so that they score
    less than the largest of these times `most`; where that does not rule them out, what it does not rule out is scored.

    Args:
        inputs: x of some queries, [m, n], none negative.
        first: [m] the input down to which images are scored at once.
        graph: edges [n, n], the transposed edges, scale [n], none negative, and most: the largest scaled sum of a row.
        wanted: [m] an image that may not be chosen, or -1; [n] bool, True where none may be chosen; k, 1 or more.
        scratch: room for n inputs, scores, images, and marks, all 0 before and after but for scores and images.

    Returns:
        A matrix [m, n] of what was chosen.
    """
    dense, scores, scored, marks = scratch
    own, outside, k = wanted
    counts, largest = np.zeros(len(first) + 1, np.int64), np.empty(k, np.float32)
    indices, chosen = np.empty(2 * k * len(first), np.int32), np.empty(2 * k * len(first), np.float32)
    for row in range(len(first)):
        part = slice(inputs[0][row], inputs[0][row + 1])
        query = (inputs[1][part], inputs[2][part])
        _scatter(query, dense)
        largest[:] = 0
        before, least = np.float32(np.inf), first[row]
        used = _score_images(query, (least, before), graph, (own[row], outside), (largest, scratch, 0))
        while least > 0 and largest[0] <= least * graph[3]:
            before, least = least, np.float32(0.99 * largest[0] / graph[3])
            used = _score_images(query, (least, before), graph, (own[row], outside), (largest, scratch, used))
        stop = counts[row]
        if stop + used > len(indices):
            indices, chosen = _moved(indices, stop, 2 * (stop + used)), _moved(chosen, stop, 2 * (stop + used))
        for place in range(used):
            if scores[place] > 0 and scores[place] >= largest[0]:
                indices[stop], chosen[stop] = scored[place], scores[place]
                stop += 1
            marks[scored[place]] = False
        counts[row + 1] = stop
        for column in query[0]:
            dense[column] = 0
    return counts, indices[: counts[-1]], chosen[: counts[-1]]


@njit(nogil=True, cache=True)
def _scatter(query: Any, dense: NDArray[np.float32]) -> None:
    """Put the inputs of a query where they belong."""
    columns, values = query
    for place in range(len(columns)):
        dense[columns[place]] = values[place]


@njit(nogil=True, cache=True)
def _score_images(query: Any, bounds: Any, graph: Any, barred: Any, found: Any) -> Any:
    """Score the images with an edge to inputs within bounds that have no score yet; how many have one then."""
    (columns, values), (least, before) = query, bounds
    edges, (back_starts, back_images, _), scale, _ = graph
    own, outside = barred
    largest, (dense, scores, scored, marks), used = found
    for place in range(len(columns)):
        if not least <= values[place] < before:
            continue
        for entry in range(back_starts[columns[place]], back_starts[columns[place] + 1]):
            image = back_images[entry]
            if marks[image]:
                continue
            marks[image] = True
            score = scale[image] * _sum_of_row(edges, image, dense)
            if outside[image] or image == own:
                score = np.float32(0)
            scored[used], scores[used] = image, score
            used += 1
            if score > largest[0]:
                replace_least(largest, score)
    return used


@njit(nogil=True, cache=True)
def _sum_of_row(matrix: Parts, row: int, dense: NDArray[np.float32]) -> np.float32:
    """The product of a row of a matrix and a dense vector."""
    starts, columns, values = matrix
    total = np.float32(0)
    for entry in range(starts[row], starts[row + 1]):
        total += values[entry] * dense[columns[entry]]
    return total


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
