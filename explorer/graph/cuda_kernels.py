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
def _add_scaled(target, weight, start, length, columns, values, BLOCK: tl.constexpr):
    """target[column] += weight * value over one row, all above 0; how many columns were 0 before."""
    block = tl.arange(0, BLOCK)
    fresh = tl.zeros((BLOCK,), tl.int32)
    for first in range(0, length, BLOCK):
        present = first + block < length
        column = tl.load(columns + start + first + block, mask=present, other=0)
        value = tl.load(values + start + first + block, mask=present, other=0.0)
        before = tl.atomic_add(target + column, weight * value, mask=present, sem="relaxed")
        fresh += (present & (before == 0)).to(tl.int32)
    return tl.sum(fresh)


@triton.jit
def _take_out(target, slot, start, length, columns, columns_out, values_out, capacity, BLOCK: tl.constexpr):
    """Move the columns of one row from target to the output, where nobody did before; the next slot, the squares."""
    block = tl.arange(0, BLOCK)
    squares = tl.zeros((BLOCK,), tl.float32)
    for first in range(0, length, BLOCK):
        present = first + block < length
        column = tl.load(columns + start + first + block, mask=present, other=0)
        value = tl.atomic_xchg(target + column, 0.0, mask=present, sem="relaxed")
        taken = present & (value != 0)
        place = slot + tl.cumsum(taken.to(tl.int32), 0) - 1
        fits = taken & (place < capacity)
        tl.store(columns_out + place, column, mask=fits)
        tl.store(values_out + place, value, mask=fits)
        squares += tl.where(taken, value * value, 0.0)
        slot += tl.sum(taken.to(tl.int32))
    return slot, tl.sum(squares)


@triton.jit
def propagate_rows(
    neighbours, weights, stride, starts, lengths, columns, values, starts_t, lengths_t, columns_t, values_t,
    scratch, width, rows, starts_out, lengths_out, columns_out, values_out, used, capacity,
    NEIGHBOURS: tl.constexpr, BLOCK: tl.constexpr,
):  # fmt: skip
    """Rows of P (A + A^T), scaled to length 1, summed in a dense row of `scratch` (zeros before and after).

    `used` counts the entries; where it ends beyond `capacity`, the surplus was not written.
    """
    dense = scratch + tl.program_id(0).to(tl.int64) * width
    block = tl.arange(0, BLOCK)
    for row in range(tl.program_id(0), rows, tl.num_programs(0)):
        count = tl.zeros((), tl.int32)
        for place in range(NEIGHBOURS):
            other = tl.load(neighbours + row * stride + place)
            weight = tl.load(weights + row * NEIGHBOURS + place)
            if weight > 0:
                count += _add_scaled(
                    dense, weight, tl.load(starts + other), tl.load(lengths + other), columns, values, BLOCK
                )
                tl.debug_barrier()
                count += _add_scaled(
                    dense, weight, tl.load(starts_t + other), tl.load(lengths_t + other), columns_t, values_t, BLOCK
                )
                tl.debug_barrier()
        start = tl.atomic_add(used, count)
        slot = start
        total = tl.zeros((), tl.float32)
        for place in range(NEIGHBOURS):
            other = tl.load(neighbours + row * stride + place)
            if tl.load(weights + row * NEIGHBOURS + place) > 0:
                slot, squares = _take_out(
                    dense, slot, tl.load(starts + other), tl.load(lengths + other), columns, columns_out, values_out,
                    capacity, BLOCK,
                )  # fmt: skip
                total += squares
                slot, squares = _take_out(
                    dense, slot, tl.load(starts_t + other), tl.load(lengths_t + other), columns_t, columns_out,
                    values_out, capacity, BLOCK,
                )  # fmt: skip
                total += squares
        tl.debug_barrier()
        tl.store(starts_out + row, start)
        tl.store(lengths_out + row, count)
        scale = 1.0 / tl.sqrt(tl.maximum(total, 1e-30))
        for first in range(0, count, BLOCK):
            entry = start + first + block
            fits = (first + block < count) & (entry < capacity)
            tl.store(values_out + entry, tl.load(values_out + entry, mask=fits, other=0.0) * scale, mask=fits)


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
                total += tl.sum(value * tl.load(dense + column, mask=inside, other=0.0, cache_modifier=".cg"), 1)
            tl.store(result + place, total, mask=known)
        tl.debug_barrier()
        for first in range(0, length, BLOCK):
            present = first + block < length
            column = tl.load(columns + start + first + block, mask=present, other=0)
            tl.store(dense + column, tl.zeros((BLOCK,), tl.float32), mask=present)
        tl.debug_barrier()
