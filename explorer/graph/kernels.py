"""Loops over large tables of numbers, compiled by Numba at their first call, so for much work only."""

import numpy as np

from explorer.graph.compiling import njit

CHUNK = 64
"""Products that are looked at together; most often none of them is large enough to be looked at alone."""

_LOWER_HALF = 2**32 - 1
_MAGNITUDE = 2**31 - 1


@njit(nogil=True, cache=True)
def offer(products, left, right, thresholds, heaps, floating):
    """Offer the products of two blocks of rows to the lists of both; pairs of a block with itself once.

    Args:
        products: [m, c, CHUNK] int32 or float32.
        left: the row of products[0].
        right: the row of products[:, 0, 0].
        thresholds: the least product of each list; more of them than lists, to fill up the last block.
        heaps: [n, w] int64 lists, each with the least first: product in the upper half, complement of the row below.
        floating: whether products are float32, whose bits order negative numbers backwards.
    """
    rows, chunks, _ = products.shape
    n = len(heaps)
    others = thresholds[right : right + chunks * CHUNK].reshape(chunks, CHUNK)
    bits, threshold_bits = products.view(np.int32), thresholds.view(np.int32)
    for i in range(min(rows, n - left)):
        for chunk in range(chunks):
            own = thresholds[left + i]
            enough = np.int32(0)
            for j in range(CHUNK):
                enough |= (products[i, chunk, j] >= own) | (products[i, chunk, j] >= others[chunk, j])
            if not enough:
                continue
            for j in range(CHUNK):
                product = products[i, chunk, j]
                if product < thresholds[left + i] and product < others[chunk, j]:
                    continue
                row, column = left + i, right + chunk * CHUNK + j
                if column >= n or (left == right and column <= row):
                    continue
                number = _ordered(bits[i, chunk, j], floating) << 32
                if product >= thresholds[row]:
                    _insert(heaps[row], number | (_LOWER_HALF - column))
                    threshold_bits[row] = _ordered(heaps[row][0] >> 32, floating)
                if product >= thresholds[column]:
                    _insert(heaps[column], number | (_LOWER_HALF - row))
                    threshold_bits[column] = _ordered(heaps[column][0] >> 32, floating)


@njit(nogil=True, cache=True)
def _ordered(bits, floating):
    """The bits of a float32 as an integer of the same order, and back; integers stay as they are."""
    number = np.int64(bits)
    return number ^ _MAGNITUDE if floating and number < 0 else number


@njit(nogil=True, cache=True)
def _insert(heap, key):
    """Put a key in the place of the least, where it is larger."""
    if key <= heap[0]:
        return
    place, child = 0, 1
    while child < len(heap):
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= key:
            break
        heap[place] = heap[child]
        place, child = child, 2 * child + 1
    heap[place] = key


@njit(nogil=True, cache=True)
def unite(best, places, keys):
    """Take into some rows of `best` what others found for them: the largest keys, each other row once.

    Args:
        best: [n, w] int64 keys in any order: product in the upper half, complement of the row below, 0 where none.
        places: [m] rows of it.
        keys: [m, w] likewise.
    """
    width = best.shape[1]
    for i in range(len(places)):
        own = best[places[i]]
        least = np.argmin(own)
        for key in keys[i]:
            if key <= own[least]:
                continue
            place = least
            for j in range(width):
                if own[j] & _LOWER_HALF == key & _LOWER_HALF:
                    place = j
                    break
            own[place] = max(own[place], key)
            if place == least:
                least = np.argmin(own)


@njit(nogil=True, cache=True, fastmath=True)
def multiply_pairs(matrix, rows, columns, result):
    """result[i, j] = matrix[rows[i]] . matrix[columns[i, j]] in float32, where columns[i, j] is not negative."""
    for i in range(len(rows)):
        left = matrix[rows[i]]
        for j in range(columns.shape[1]):
            if columns[i, j] >= 0:
                right = matrix[columns[i, j]]
                total = np.float32(0)
                for d in range(len(left)):
                    total += left[d] * right[d]
                result[i, j] = total
