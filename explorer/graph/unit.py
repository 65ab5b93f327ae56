"""The unit vectors of a collection as one contiguous matrix, made once, and the exact search in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError
from explorer.graph.threads import Threads
from explorer.protocol.features import BLOCK_ROWS, Features, unit_rows
from explorer.protocol.ids import tie_order
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.ranking import Scores

Rows = NDArray[np.int64]

NO_ROW = -1
"""Stands where a list has no further row."""

NEAR = 2e-6
"""Float32 products that lie closer than this may be in the wrong order (their error is about 1e-7 at 1,280
dimensions); they are summed again in float64, so that equal images tie and their ids break the tie."""

_PAIRS = 2**13
"""Pairs whose vectors are gathered at once; they stay in the processor's cache."""

_AT_ONCE = 16
"""Lists that are compared with all rows again in one product: the rows are read once for them all."""

_CACHED_VALUES = 2**16
"""Values that are scaled at once: all steps find them in the processor's cache, in half the time of longer blocks."""

_SHARED_VALUES = 2**22
"""Values that one thread multiplies with a query; more are shared out."""

_TOP_VALUES = 2**20
"""Scores among which the largest are found at once, so that their places need little room."""

_BLOCK_VALUES = 2**24
"""Scores held at once while all rows are compared with all rows: 64 MiB of float32."""


@dataclass(frozen=True)
class UnitRows:
    """What searching some features needs.

    Attributes:
        matrix: [n, d] float32 unit or zero rows, contiguous.
        filled: [n] bool, False where the vector is zero: it has no direction, hence no neighbours.
        keys: [n] uint64, the order of equal similarities.
        signatures: [n] uint64, equal for equal rows.
    """

    matrix: Scores
    filled: NDArray[np.bool_]
    keys: NDArray[np.uint64]
    signatures: NDArray[np.uint64]


_cache: WeakKeyDictionary[Features, UnitRows] = WeakKeyDictionary()


def unit_rows_of(features: Features) -> UnitRows:
    """The unit rows, computed once and kept as long as the features live.

    A query is one pass over the matrix, so its time is that of reading n · d · 4 bytes.

    Raises:
        InputError: a vector holds NaN or infinity.
    """
    known = _cache.get(features)
    if known is None:
        known = _cache[features] = _unit_rows(features)
    return known


def _unit_rows(features: Features) -> UnitRows:
    n = len(features)
    values = features.values
    shared = (
        features.unit_length and values.dtype == np.float32 and values.flags.c_contiguous and values.flags.writeable
    )
    matrix: Scores = np.asarray(values, np.float32) if shared else np.empty((n, features.dim), np.float32)
    filled = np.empty(n, np.bool_)
    signatures = np.empty(n, np.uint64)

    def fill(block: slice) -> None:
        rows = finite_unit_rows(features, block)
        if not shared:
            matrix[block] = rows
        filled[block] = rows.any(axis=1)
        signatures[block] = _signed(rows)

    size = max(1, _CACHED_VALUES // max(features.dim, 1))
    for _ in Threads().map(fill, (slice(start, min(start + size, n)) for start in range(0, n, size))):
        pass
    return UnitRows(matrix, filled, tie_order(features.ids), signatures)


def signatures_of(features: Features) -> NDArray[np.uint64]:
    """`UnitRows.signatures`, without the matrix where it is not at hand: [n]."""
    known = _cache.get(features)
    return known.signatures if known else np.concatenate([_signed(rows) for _, rows in features.blocks()])


def _signed(rows: Scores) -> NDArray[np.uint64]:
    factors = np.random.default_rng(0).integers(1, 2**63, rows.shape[1], dtype=np.uint64)
    signed: NDArray[np.uint64] = (rows.view(np.uint32) * factors).sum(axis=1)  # modulo 2^64
    return signed


def finite_unit_rows(features: Features, block: slice) -> Scores:
    """Some unit rows: [m, d] float32.

    Raises:
        InputError: a vector holds NaN or infinity.
    """
    given = _finite_rows(features, block)
    return given if features.unit_length else unit_rows(given)


def finite(features: Features) -> Features:
    """The features themselves, after a look at all their values.

    Raises:
        InputError: a vector holds NaN or infinity.
    """
    for start in range(0, len(features), BLOCK_ROWS):
        _finite_rows(features, slice(start, start + BLOCK_ROWS))
    return features


def _finite_rows(features: Features, block: slice) -> Scores:
    given = features.rows(block)
    known = np.isfinite(given).all(axis=1)
    if not known.all():
        bad = int(features.ids[block][~known][0])
        raise InputError(f"The vector of image {bad} holds NaN or infinity; compute it again or leave it out.")
    return given


def cosines(queries: Scores, features: Features) -> Scores:
    """Cosine of each query with each row: [q, n] float32.

    Args:
        queries: [q, d] float32, unit or zero rows.
        features: n rows.
    """
    matrix = unit_rows_of(features).matrix
    batch = np.ascontiguousarray(queries)
    if len(batch) == 1:
        return _products(matrix, batch[0])[None]
    import torch  # several queries at once in half the time of numpy

    scores: Scores = (torch.from_numpy(batch) @ torch.from_numpy(matrix).T).numpy()
    return scores


def _products(matrix: Scores, query: Scores) -> Scores:
    """The product of each row with one query: [n] float32, each the same whatever the other rows are.

    Nothing has to be loaded for it. It is not BLAS's, whose threads wait busily for each other: of 5,000 x 1,280 on a
    machine that does other things too, that takes six times the processor time.
    """
    products = np.empty(len(matrix), np.float32)

    def multiply(block: slice) -> None:
        np.einsum("nd,d->n", matrix[block], query, out=products[block])

    size = max(1, _SHARED_VALUES // max(matrix.shape[1], 1))
    blocks = [slice(start, start + size) for start in range(0, len(matrix), size)]
    if len(blocks) == 1:
        multiply(blocks[0])
    else:
        for _ in Threads().map(multiply, blocks):
            pass
    return products


def passing_cosines(queries: Scores, features: Features) -> Scores:
    """As `cosines`, to within float32, but of rows that are read once and not kept: for fits that need no others."""
    scores = np.empty((len(queries), len(features)), np.float32)
    for block, rows in features.blocks():
        scores[:, block] = queries @ rows.T
    return scores


def pair_cosines(queries: Scores, left: Rows, matrix: Scores, right: Rows) -> Scores:
    """Product of queries[left[i]] and matrix[right[i]], summed in float64, so that it depends on nothing else: [m]."""
    result = np.empty(len(left), np.float32)
    for start in range(0, len(left), _PAIRS):
        part = slice(start, start + _PAIRS)
        products = queries[left[part]] * matrix[right[part]]
        result[part] = products.astype(np.float64).sum(axis=1)
    return result


def best_rows(scores: Scores, k: int, queries: Scores, unit: UnitRows) -> tuple[Rows, Scores]:
    """The k best rows of each query by exact cosine, equal ones ordered by key, whatever the order of the rows.

    Args:
        scores: [q, n] float32 cosines as a matrix product gives them, -inf for rows that may not appear.
        k: any number.
        queries: [q, d] the unit vectors that the scores belong to.
        unit: the rows.

    Returns:
        Rows [q, k] int64 padded with -1, and cosines [q, k] float32 padded with 0.
    """
    best, columns = _largest(scores, min(k + 1, scores.shape[1]))
    return settled(best, columns, k, queries, unit, rivals=lambda doubtful, floors: scores[doubtful] >= floors[:, None])


def _largest(scores: Scores, k: int) -> tuple[Scores, Rows]:
    """The k largest of each row, largest first, and their columns: both [q, k]."""
    q, n = scores.shape
    best, columns = np.empty((q, k), np.float32), np.empty((q, k), np.int64)
    size = max(1, _TOP_VALUES // n)
    for block in (slice(start, start + size) for start in range(0, q, size)):
        found = np.argpartition(scores[block], n - k, axis=1)[:, n - k :]
        values = np.take_along_axis(scores[block], found, 1)
        order = np.argsort(-values, axis=1)
        best[block], columns[block] = np.take_along_axis(values, order, 1), np.take_along_axis(found, order, 1)
    return best, columns


def settled(
    best: Scores,
    columns: Rows,
    k: int,
    queries: Scores,
    unit: UnitRows,
    *,
    rivals: Callable[[Rows, Scores], NDArray[np.bool_]] | None,
) -> tuple[Rows, Scores]:
    """Lists of the k best from the largest float32 cosines: nearly equal ones are summed again and ordered.

    Args:
        best: [q, m] descending, -inf for what may not appear; at least k + 1 where there are so many rows.
        columns: [q, m] theirs.
        k: length of the lists.
        queries: [q, d] as in `best_rows`.
        unit: the rows.
        rivals: where the cosines of a few queries [m] are at least their floors [m]: [m, n], for lists whose end falls
            among more equal ones than were given; None where nothing else may appear.

    Returns:
        As `best_rows`.
    """
    # Gaps to -inf are infinite and those between two of them NaN: neither is near.
    with np.errstate(invalid="ignore"):
        near = best[:, :-1] - best[:, 1:] < NEAR
    exact, ordered = best, columns
    if near.any():
        exact, ordered = _reordered(best, columns, near, queries, unit)
    rows, values = padded(ordered[:, :k], exact[:, :k], k)
    if best.shape[1] > k > 0 and rivals is not None:
        with np.errstate(invalid="ignore"):
            more = np.flatnonzero(best[:, k - 1] - best[:, -1] < NEAR)
        for start in range(0, len(more), _AT_ONCE):
            doubtful = more[start : start + _AT_ONCE]
            near_end = rivals(doubtful, best[doubtful, k - 1] - np.float32(NEAR))
            for query, near_query in zip(doubtful.tolist(), near_end, strict=True):
                rows[query], values[query] = _best_of(np.flatnonzero(near_query), k, queries[query], unit)
    return rows, values


def _reordered(
    best: Scores, columns: Rows, near: NDArray[np.bool_], queries: Scores, unit: UnitRows
) -> tuple[Scores, Rows]:
    """`best` and `columns` after a second look at neighbours in a list that are nearly equal: `near` [q, m - 1]."""
    doubtful = np.zeros(best.shape, np.bool_)
    doubtful[:, :-1] |= near
    doubtful[:, 1:] |= near
    left, place = np.nonzero(doubtful)
    exact, ordered = best.copy(), columns.copy()
    exact[left, place] = pair_cosines(queries, left, unit.matrix, columns[left, place])
    again = np.flatnonzero(doubtful.any(axis=1))
    order = np.lexsort((unit.keys[columns[again]], -exact[again]), axis=-1)
    ordered[again] = np.take_along_axis(columns[again], order, 1)
    exact[again] = np.take_along_axis(exact[again], order, 1)
    return exact, ordered


def _best_of(rivals: Rows, k: int, query: Scores, unit: UnitRows) -> tuple[Rows, Scores]:
    """The k best of at least k rows: the border of a list goes through a group of nearly equal cosines.

    Such a group is mostly one image many times, so each distinct vector is multiplied once.
    """
    _, first, group = np.unique(unit.signatures[rivals], return_index=True, return_inverse=True)
    exact = pair_cosines(query[None], np.zeros(len(first), np.int64), unit.matrix, rivals[first])[group]
    order = np.lexsort((unit.keys[rivals], -exact))[:k]
    return rivals[order], exact[order]


def padded(columns: Rows, values: Scores, k: int) -> tuple[Rows, Scores]:
    """Lists of length k, with pads for what is missing or may not appear."""
    absent = np.isneginf(values)
    rows: Rows = np.where(absent, NO_ROW, columns)
    given = np.where(absent, np.float32(0), values)
    if columns.shape[1] == k:
        return rows, given
    short = ((0, 0), (0, k - columns.shape[1]))
    return np.pad(rows, short, constant_values=NO_ROW), np.pad(given, short)


def furthest_cosines(
    features: Features, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> Scores:
    """The smallest cosine of each row with any row: [n] float32."""
    matrix = unit_rows_of(features).matrix
    smallest = np.empty(len(features), np.float32)
    for block, scores in product_blocks(matrix):
        check(cancelled)
        smallest[block] = scores.min(axis=1)
        progress(block.stop, len(features), "furthest images")
    return smallest


def product_blocks(matrix: Scores) -> Iterator[tuple[slice, Scores]]:
    """The product of all rows with all rows, a block of rows at a time: its rows, and [b, n] float32.

    One buffer serves all blocks and is overwritten by the next. With fresh memory for each, the system spends three
    times longer on handing out its pages than the processor on the product (measured: 5.6 s against 1.7 s).
    """
    import torch

    rows, n = torch.from_numpy(matrix), len(matrix)
    buffer: torch.Tensor | None = None
    for block in row_blocks(n):
        if buffer is None:
            buffer = torch.empty((block.stop, n))
        yield block, torch.mm(rows[block], rows.T, out=buffer[: block.stop - block.start]).numpy()


def row_blocks(n: int) -> Iterator[slice]:
    """Blocks of rows whose scores against all n rows fit the memory that we allow ourselves."""
    size = max(1, min(512, _BLOCK_VALUES // max(n, 1)))
    for start in range(0, n, size):
        yield slice(start, min(start + size, n))
