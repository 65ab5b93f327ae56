"""Small tools for sparse n × n matrices; nothing here is ever dense."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from explorer.embedding.hardware import threads
from explorer.graph.knn import Csr, KnnGraph
from explorer.protocol.ranking import Scores

T = TypeVar("T")

Terms = tuple[tuple[Csr, Csr], ...]
"""Pairs of factors whose products are added up; all have the same shape and none holds a negative number."""

_BLOCK_ROWS = 2048

_COMPILED = 10_000
"""Columns from which products are worth the half second in which compiled code is loaded."""

_FIRST = 8
"""Inputs from which scores are summed up at first, as a multiple of the list's length; most often they suffice."""

_BLOCKS = 40_000
"""Columns up to which many rows are multiplied in blocks; the time of one row alone does not grow with the columns."""


_room = threading.local()


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
    squares = csr_array((matrix.data**2, matrix.indices, matrix.indptr), shape=matrix.shape)
    norms: Scores = np.sqrt(squares.sum(axis=1), dtype=np.float32)
    return norms


def divide_rows(matrix: Csr, divisors: NDArray[np.floating]) -> Csr:
    """Each row divided by its number, in place; rows whose number is 0 stay as they are."""
    safe = np.where(divisors > 0, divisors, 1).astype(np.float32)
    matrix.data /= np.repeat(safe, np.diff(matrix.indptr))
    return matrix


def in_threads(work: Callable[[slice], T], total: int, size: int) -> Iterator[tuple[slice, T]]:
    """Work on blocks of rows on all threads (scipy frees the GIL), results in order.

    Args:
        work: what to do with one block.
        total: number of rows.
        size: of a block.
    """
    blocks = [slice(start, min(start + size, total)) for start in range(0, total, size)]
    if len(blocks) <= 1:
        yield from ((block, work(block)) for block in blocks)
        return
    with ThreadPoolExecutor(threads()) as pool:
        yield from zip(blocks, pool.map(work, blocks), strict=True)


def product(left: Csr, right: Csr) -> Csr:
    """The product of two sparse matrices, on all threads."""
    parts = [part for _, part in in_threads(lambda rows: left[rows] @ right, left.shape[0], _BLOCK_ROWS)]
    return parts[0] if len(parts) == 1 else vstack(parts, format="csr") if parts else left @ right


def sum_of_products(terms: Terms) -> Csr:
    """The sum of the products of some pairs, on this thread; the columns of a row are in no particular order."""
    columns = terms[0][1].shape[1]
    if columns < _COMPILED:
        return sum((left @ right for left, right in terms[1:]), terms[0][0] @ terms[0][1])
    from explorer.graph import compiled  # loads numba

    return _matrix(compiled.sum_of_products(_parts(terms), _sums_scratch(columns)), columns)


def length_of_rows(terms: Terms) -> Scores:
    """Euclidean length of each row of `sum_of_products`: [m] float32."""
    columns = terms[0][1].shape[1]
    if columns < _COMPILED:
        return row_norms(sum_of_products(terms))
    from explorer.graph import compiled  # loads numba

    lengths: Scores = compiled.row_lengths(_parts(terms), _sums_scratch(columns))
    return lengths


def compiled_pays(columns: int) -> bool:
    """Whether compiled code is worth being loaded for matrices of so many columns."""
    return columns >= _COMPILED


@dataclass(frozen=True)
class Sums:
    """Scores that are scaled sums over the edges of an image: scale[g] * sum of edges[g, j] * x[j].

    Attributes:
        edges: [n, n], none negative.
        back: the transposed edges.
        scale: [n] float32, none negative.
        most: the largest scaled sum of a row of the edges, and a little more.
    """

    edges: Csr
    back: Csr
    scale: Scores
    most: float

    @classmethod
    def of(cls, edges: Csr, back: Csr, scale: Scores) -> "Sums":
        """Of edges and a scale."""
        sums = edges.sum(axis=1, dtype=np.float64) * scale
        return cls(edges, back, scale, 1.0001 * float(sums.max(initial=0)))

    def best(self, inputs: Csr, own: NDArray[np.int64], outside: NDArray[np.bool_] | None, k: int) -> Csr:
        """The scores of some queries, at least the k largest of each, of those that are not 0: [m, n].

        Args:
            inputs: x, [m, n].
            own: [m] an image that is not asked for, or -1.
            outside: [n] bool, True for further ones, or None.
            k: 1 or more.
        """
        from explorer.graph import compiled  # loads numba

        n = inputs.shape[1]
        outside = np.zeros(n, np.bool_) if outside is None else outside
        first = np.array([_several(row, k) for row in np.split(inputs.data, inputs.indptr[1:-1])], np.float32)
        graph = (_parts_of(self.edges), _parts_of(self.back), self.scale, self.most)
        dense, scored = _sums_scratch(n)
        room = (dense, _scratch("scores", n, np.float32), scored, _scratch("marks", n, np.bool_))
        return _matrix(compiled.best_of_sums(_parts_of(inputs), first, graph, (own, outside, k), room), n)


def _several(values: Scores, k: int) -> float:
    """A value that some times k are as large as, or 0 where there are not so many."""
    count = int(_FIRST * k)
    return float(np.partition(values, len(values) - count)[len(values) - count]) if count < len(values) else 0.0


def block_width(columns: int) -> int:
    """How many rows are multiplied at once where that is quicker than one after the other; 0 where it is not."""
    if not _COMPILED <= columns <= _BLOCKS:
        return 0
    from explorer.graph import blocks  # loads numba

    return blocks.WIDTH


def dense_block(rows: Csr) -> Scores:
    """At most `block_width` sparse rows as the first columns of a block: [n, width] float32."""
    m, n = rows.shape
    block = np.zeros((n, block_width(n)), np.float32)
    block[rows.indices, np.repeat(np.arange(m), np.diff(rows.indptr))] = rows.data
    return block


def add_product(matrix: Csr, block: Scores, result: Scores, scale: NDArray[np.floating[Any]] | None = None) -> Scores:
    """The result [m, w] and a sparse matrix [m, n] times a block [n, w], each row of it times its scale [m]."""
    from explorer.graph import blocks  # loads numba

    factors = np.ones(matrix.shape[0], np.float32) if scale is None else scale
    blocks.add_product(_parts_of(matrix), factors, block, result)
    return result


def best_of_block(scores: Scores, own: NDArray[np.int64], outside: NDArray[np.bool_] | None, k: int) -> Csr:
    """Of a block [n, w] at least the k largest entries of the first columns, as rows [m, n]; see `Sums.best`."""
    from explorer.graph import blocks  # loads numba

    outside = np.zeros(len(scores), np.bool_) if outside is None else outside
    return _matrix(blocks.best_of_block(scores, own, outside, k), len(scores))


def _parts(terms: Terms) -> Any:
    """The arrays of the factors, as compiled code takes them."""
    return tuple((_parts_of(left), _parts_of(right)) for left, right in terms)


def _parts_of(matrix: Csr) -> Any:
    return matrix.indptr, matrix.indices, matrix.data


def _sums_scratch(columns: int) -> Any:
    """Room for the sums of a row."""
    return _scratch("sums", columns, np.float32), _scratch("touched", columns + 1, np.uint32)


def _scratch(name: str, size: int, kind: Any) -> NDArray[Any]:
    """Zeros of this thread, at least so many, which compiled code leaves as it finds them.

    Fresh ones for each query would cost more than what is summed up in them: the system clears their pages first.
    """
    known: NDArray[Any] | None = getattr(_room, name, None)
    if known is None or len(known) < size:
        known = np.zeros(size, kind)
        setattr(_room, name, known)
    return known


def _matrix(parts: Any, columns: int) -> Csr:
    """What compiled code gives back, with indices of one type: each further type would be compiled anew."""
    starts, indices, values = parts
    kind = np.int32 if len(indices) <= np.iinfo(np.int32).max else np.int64
    return csr_array((values, indices, starts.astype(kind)), shape=(len(starts) - 1, columns))


def unit_columns(columns: NDArray[np.integer], n: int) -> Csr:
    """One row for each of some columns, 1 there and 0 elsewhere: [m, n] float32."""
    m = len(columns)
    return csr_array((np.ones(m, np.float32), columns.astype(np.int32), np.arange(m + 1, dtype=np.int32)), shape=(m, n))
