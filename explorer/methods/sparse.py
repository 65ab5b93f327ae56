"""Small tools for sparse n × n matrices; nothing here is ever dense."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from explorer.graph.knn import Csr, KnnGraph
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.ranking import Scores

_BLOCK_ROWS = 2048


def list_matrix(lists: KnnGraph, values: Scores, columns: int, *, ordered: bool = True) -> Csr:
    """The lists as an [m, columns] float32 matrix that holds `values` [m, k]; gaps are left out, zeros kept.

    Args:
        lists: m of them.
        values: of their entries.
        columns: of the matrix.
        ordered: whether entries stand in the order of the columns, as most sparse operations want it; else in that of
            the lists, so that sums over a row do not depend on the order of the images.
    """
    present = lists.indices >= 0
    starts = np.zeros(len(lists) + 1, np.int32)
    np.cumsum(present.sum(axis=1), out=starts[1:])
    matrix = csr_array((values[present], lists.indices[present], starts), shape=(len(lists), columns))
    if ordered:
        matrix.sort_indices()
    return matrix


def identity(n: int) -> Csr:
    """The [n, n] float32 unit matrix."""
    index = np.arange(n + 1, dtype=np.int32)
    return csr_array((np.ones(n, np.float32), index[:-1], index), shape=(n, n))


def row_norms(matrix: Csr) -> Scores:
    """Euclidean length of each row: [m] float32."""
    squares = matrix.copy()
    squares.data = squares.data**2
    norms: Scores = np.sqrt(squares.sum(axis=1), dtype=np.float32)
    return norms


def divide_rows(matrix: Csr, divisors: NDArray[np.floating]) -> Csr:
    """Each row divided by its number, in place; rows whose number is 0 stay as they are."""
    safe = np.where(divisors > 0, divisors, 1).astype(np.float32)
    matrix.data /= np.repeat(safe, np.diff(matrix.indptr))
    return matrix


def unit_row_product(
    left: Csr,
    right: Csr,
    text: str = "",
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Csr:
    """The product left @ right with rows scaled to length 1, in blocks of rows on all threads (scipy frees the GIL)."""

    def part(start: int) -> Csr:
        check(cancelled)
        block = left[start : start + _BLOCK_ROWS] @ right
        return divide_rows(block, row_norms(block))

    total = left.shape[0]
    starts = range(0, total, _BLOCK_ROWS)
    parts = []
    with ThreadPoolExecutor(torch.get_num_threads()) as pool:
        for start, block in zip(starts, pool.map(part, starts), strict=True):
            parts.append(block)
            progress(min(start + _BLOCK_ROWS, total), total, text)
    return parts[0] if len(parts) == 1 else vstack(parts, format="csr")


def unit_columns(columns: NDArray[np.integer], n: int) -> Csr:
    """One row for each of some columns, 1 there and 0 elsewhere: [m, n] float32."""
    m = len(columns)
    return csr_array((np.ones(m, np.float32), columns.astype(np.int32), np.arange(m + 1, dtype=np.int32)), shape=(m, n))
