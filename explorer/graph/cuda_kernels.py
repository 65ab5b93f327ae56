"""Kernels for one CUDA device, in Triton, which comes with every CUDA build of torch. Imported only where there is one.

Sparse matrices are rows of (start, length) into two arrays of columns and values; the order within a row is free.
"""

import triton
import triton.language as tl


@triton.jit
def dot_candidates(matrix, queries, candidates, result, width, dim, TILE: tl.constexpr, BLOCK: tl.constexpr):
    """result[i, j] = queries[i] . matrix[candidates[i, j]] in float32; one program a query."""
    row = tl.program_id(0).to(tl.int64)
    tile, block = tl.arange(0, TILE), tl.arange(0, BLOCK)
    for first in range(0, width, TILE):
        present = first + tile < width
        column = tl.load(candidates + row * width + first + tile, mask=present, other=0)
        total = tl.zeros((TILE,), tl.float32)
        for start in range(0, dim, BLOCK):
            inside = start + block < dim
            query = tl.load(queries + row * dim + start + block, mask=inside, other=0.0)
            places = matrix + column[:, None] * dim + start + block[None, :]
            values = tl.load(places, mask=present[:, None] & inside[None, :], other=0.0)
            total += tl.sum(values * query[None, :], 1)
        tl.store(result + row * width + first + tile, total, mask=present)


@triton.jit
def count_columns(starts, lengths, columns, counts, BLOCK: tl.constexpr):
    """counts[c] += how often column c occurs; one program a row."""
    row = tl.program_id(0)
    start, length = tl.load(starts + row), tl.load(lengths + row)
    block = tl.arange(0, BLOCK)
    for first in range(0, length, BLOCK):
        present = first + block < length
        column = tl.load(columns + start + first + block, mask=present, other=0)
        tl.atomic_add(counts + column, 1, mask=present, sem="relaxed")


@triton.jit
def scatter_transposed(starts, lengths, columns, values, cursors, rows_out, values_out, BLOCK: tl.constexpr):
    """Put each entry into the list of its column, at the place that the column's cursor says; one program a row."""
    row = tl.program_id(0)
    start, length = tl.load(starts + row), tl.load(lengths + row)
    block = tl.arange(0, BLOCK)
    for first in range(0, length, BLOCK):
        present = first + block < length
        column = tl.load(columns + start + first + block, mask=present, other=0)
        value = tl.load(values + start + first + block, mask=present, other=0.0)
        place = tl.atomic_add(cursors + column, 1, mask=present, sem="relaxed")
        tl.store(rows_out + place, row, mask=present)
        tl.store(values_out + place, value, mask=present)


@triton.jit
def _add_scaled(dense, found, count, weight, start, length, columns, values, BLOCK: tl.constexpr):
    """dense[column] += weight * value over one row, all above 0; columns that were 0 join `found`, which has `count`.

    The columns of a row differ, so that nothing need be atomic; the barrier keeps row from row.
    """
    block = tl.arange(0, BLOCK)
    for first in range(0, length, BLOCK):
        present = first + block < length
        column = tl.load(columns + start + first + block, mask=present, other=0)
        value = tl.load(values + start + first + block, mask=present, other=0.0)
        before = tl.load(dense + column, mask=present, other=1.0)
        tl.store(dense + column, before + weight * value, mask=present)
        fresh = (before == 0).to(tl.int32)
        tl.store(found + count + tl.cumsum(fresh, 0) - 1, column, mask=fresh > 0)
        count += tl.sum(fresh)
    tl.debug_barrier()
    return count


@triton.jit
def propagate_rows(
    neighbours, weights, stride, starts, lengths, columns, values, starts_t, lengths_t, columns_t, values_t,
    scratch, scratch_columns, width, rows, starts_out, lengths_out, columns_out, values_out, used, capacity,
    NEIGHBOURS: tl.constexpr, BLOCK: tl.constexpr,
):  # fmt: skip
    """Rows of P (A + A^T), scaled to length 1, summed in a dense row of `scratch` (zeros before and after).

    `used` counts the entries; where it ends beyond `capacity`, the surplus was not written.
    """
    dense = scratch + tl.program_id(0).to(tl.int64) * width
    found = scratch_columns + tl.program_id(0).to(tl.int64) * width
    block = tl.arange(0, BLOCK)
    for row in range(tl.program_id(0), rows, tl.num_programs(0)):
        count = tl.zeros((), tl.int32)
        for place in range(NEIGHBOURS):
            other = tl.load(neighbours + row * stride + place)
            weight = tl.load(weights + row * NEIGHBOURS + place)
            if weight > 0:
                count = _add_scaled(
                    dense, found, count, weight, tl.load(starts + other), tl.load(lengths + other), columns, values,
                    BLOCK,
                )  # fmt: skip
                count = _add_scaled(
                    dense, found, count, weight, tl.load(starts_t + other), tl.load(lengths_t + other), columns_t,
                    values_t, BLOCK,
                )  # fmt: skip
        start = tl.atomic_add(used, count)
        squares = tl.zeros((BLOCK,), tl.float32)
        for first in range(0, count, BLOCK):
            present = first + block < count
            column = tl.load(found + first + block, mask=present, other=0)
            value = tl.load(dense + column, mask=present, other=0.0)
            squares += value * value
        scale = 1.0 / tl.sqrt(tl.maximum(tl.sum(squares), 1e-30))
        for first in range(0, count, BLOCK):
            present = first + block < count
            column = tl.load(found + first + block, mask=present, other=0)
            value = tl.load(dense + column, mask=present, other=0.0)
            tl.store(dense + column, tl.zeros((BLOCK,), tl.float32), mask=present)
            fits = present & (start + first + block < capacity)
            tl.store(columns_out + start + first + block, column, mask=fits)
            tl.store(values_out + start + first + block, value * scale, mask=fits)
        tl.store(starts_out + row, start)
        tl.store(lengths_out + row, count)
        tl.debug_barrier()


@triton.jit
def chunk_maxima(scores, maxima, stride, chunks, CHUNK: tl.constexpr, BLOCK: tl.constexpr):
    """maxima[i, c] = the largest of scores[i, c * CHUNK : (c + 1) * CHUNK]; one program BLOCK chunks of a row."""
    row, chunk = tl.program_id(0).to(tl.int64), tl.program_id(1) * BLOCK + tl.arange(0, BLOCK)
    inside = chunk < chunks
    place = scores + row * stride + chunk[:, None] * CHUNK + tl.arange(0, CHUNK)[None, :]
    values = tl.load(place, mask=inside[:, None], other=-float("inf"))
    tl.store(maxima + row * chunks + chunk, tl.max(values, 1), mask=inside)


@triton.jit
def densify_rows(rows, starts, lengths, columns, values, dense, width, BLOCK: tl.constexpr):
    """dense[i, :] = row rows[i], into zeros; one program a row."""
    place = tl.program_id(0).to(tl.int64)
    row = tl.load(rows + place)
    start, length = tl.load(starts + row), tl.load(lengths + row)
    block = tl.arange(0, BLOCK)
    for first in range(0, length, BLOCK):
        present = first + block < length
        column = tl.load(columns + start + first + block, mask=present, other=0)
        value = tl.load(values + start + first + block, mask=present, other=0.0)
        tl.store(dense + place * width + column, value.to(dense.dtype.element_ty), mask=present)


@triton.jit
def dot_rows(
    left, right, per_left, starts, lengths, columns, values, scratch, width, number, result,
    GROUP: tl.constexpr, BLOCK: tl.constexpr,
):  # fmt: skip
    """result[i, j] = row left[i] . row right[i, j] in float32, through a dense copy of the left row in `scratch`."""
    dense = scratch + tl.program_id(0).to(tl.int64) * width
    block = tl.arange(0, BLOCK)
    for i in range(tl.program_id(0), number, tl.num_programs(0)):
        row = tl.load(left + i)
        start, length = tl.load(starts + row), tl.load(lengths + row)
        for first in range(0, length, BLOCK):
            present = first + block < length
            column = tl.load(columns + start + first + block, mask=present, other=0)
            value = tl.load(values + start + first + block, mask=present, other=0.0)
            tl.store(dense + column, value, mask=present)
        tl.debug_barrier()
        for group in range(0, per_left, GROUP):
            candidate = group + tl.arange(0, GROUP)
            known = candidate < per_left
            place = i.to(tl.int64) * per_left + candidate
            other = tl.load(right + place, mask=known, other=0)
            begin = tl.load(starts + other)
            number_of = tl.where(known, tl.load(lengths + other), 0)
            total = tl.zeros((GROUP,), tl.float32)
            for first in range(0, tl.max(number_of), BLOCK):
                inside = (first + block)[None, :] < number_of[:, None]
                entry = begin[:, None] + (first + block)[None, :]
                column = tl.load(columns + entry, mask=inside, other=0)
                value = tl.load(values + entry, mask=inside, other=0.0)
                total += tl.sum(value * tl.load(dense + column, mask=inside, other=0.0), 1)
            tl.store(result + place, total, mask=known)
        tl.debug_barrier()
        for first in range(0, length, BLOCK):
            present = first + block < length
            column = tl.load(columns + start + first + block, mask=present, other=0)
            tl.store(dense + column, tl.zeros((BLOCK,), tl.float32), mask=present)
        tl.debug_barrier()
