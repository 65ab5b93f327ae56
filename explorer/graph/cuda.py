"""The best rows of many queries on a CUDA device: half-precision products choose, float32 decides.

Products of unit vectors in half precision are wrong by less than `_HALF_ERROR`. So whatever lies further below the last
chosen candidate than twice that cannot belong into the list, and where this does not settle it the whole float32 row
is computed. Lists are therefore those of float32, at the speed of the tensor cores.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import torch

from explorer.graph import cuda_kernels as kernels

_HALF_ERROR = 2.0**-9
"""Bound of the error of a product of two unit vectors in half precision: rounding both by 2^-11, and the result."""

_SPARE = 22
"""Candidates beyond the list; fewer leave lists unproven, more take longer (on a H200, 26 of 19,281: 3.0 ms)."""

_BUFFER_VALUES = 2**29
_PROVED = 64
_ALIGNED = 256
"""Rows begin at multiples of 16 bytes, or the tensor cores are eight times slower, and hold whole chunks."""


@dataclass(frozen=True)
class CudaBlock:
    """The best rows of a block of rows, on the device.

    Attributes:
        rows: which rows.
        best: [b, k] float32 cosines, descending; -inf where there is nothing.
        columns: [b, k] int64 theirs.
    """

    rows: slice
    best: torch.Tensor
    columns: torch.Tensor


def best_blocks(matrix: torch.Tensor, filled: torch.Tensor, k: int) -> Iterator[CudaBlock]:
    """The k best other rows of each row by float32 cosine; zero rows have none and are nobody's.

    Args:
        matrix: [n, d] float32 unit or zero rows, contiguous, on a CUDA device.
        filled: [n] bool on the device, False for zero rows.
        k: 1 to n - 1.
    """
    n, _ = matrix.shape
    width = -(-n // _ALIGNED) * _ALIGNED
    half = torch.zeros((width, matrix.shape[1]), dtype=torch.float16, device=matrix.device)
    half[:n] = matrix
    size = max(1, min(_BUFFER_VALUES // width, n))
    buffer = torch.empty((size, width), dtype=torch.float16, device=matrix.device)
    absent = torch.ones(width, dtype=torch.bool, device=matrix.device)
    absent[:n] = ~filled
    absent_columns = absent.nonzero()[:, 0]
    candidates = min(k + _SPARE, n - 1)
    for start in range(0, n, size):
        rows = slice(start, min(start + size, n))
        own = torch.arange(rows.stop - start, device=matrix.device)
        scores = torch.mm(half[rows], half.T, out=buffer[: len(own)])
        scores[own, own + start] = -torch.inf
        scores[:, absent_columns] = -torch.inf
        chosen, columns = top_columns(scores, candidates)
        exact = _float32_products(matrix, matrix[rows], columns)
        exact[chosen == -torch.inf] = -torch.inf
        exact, order = torch.sort(exact, dim=1, descending=True)
        best, columns = exact[:, :k].contiguous(), columns.gather(1, order[:, :k])
        if candidates < n - 1:
            bound = chosen[:, -1].float() + _HALF_ERROR
            _prove(matrix, absent[:n], start, bound=bound, best=best, columns=columns)
        best[~filled[rows]] = -torch.inf
        yield CudaBlock(rows, best, columns)


def _prove(
    matrix: torch.Tensor,
    absent: torch.Tensor,
    start: int,
    *,
    bound: torch.Tensor,
    best: torch.Tensor,
    columns: torch.Tensor,
) -> None:
    """Compute whole rows where something that was not chosen might be better than the last of the list."""
    for row in torch.nonzero(bound > best[:, -1])[:, 0].split(_PROVED):  # type: ignore[no-untyped-call]
        best[row], columns[row] = torch.topk(cosine_rows(matrix, absent, row + start), best.shape[1], dim=1)


def cosine_rows(matrix: torch.Tensor, absent: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """[m, n] float32 cosines of some rows with all; -inf for the row itself and for absent ones ([n] bool)."""
    scores = matrix[rows] @ matrix.T
    scores[torch.arange(len(rows), device=matrix.device), rows] = -torch.inf
    scores[:, absent] = -torch.inf
    return scores


def top_columns(scores: torch.Tensor, k: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The k largest values of each row and their columns, as `torch.topk`, by way of the maxima of short chunks.

    The k largest lie in the k chunks with the largest maxima, so that the selection, which is slow, sees but few.

    Args:
        scores: [q, n] contiguous rows on a CUDA device.
        k: at most n.
    """
    rows, total = scores.shape
    chunk = 32 if total < 2**17 else 256
    chunks = total // chunk
    if chunks <= 2 * k or total % chunk:
        values, columns = torch.topk(scores, k, dim=1)
        return values, columns
    maxima = torch.empty((rows, chunks), dtype=scores.dtype, device=scores.device)
    block = 4096 // chunk
    kernels.chunk_maxima[(rows, -(-chunks // block))](
        scores, maxima, scores.stride(0), chunks, CHUNK=chunk, BLOCK=block
    )
    picked = torch.topk(maxima, k, dim=1, sorted=False).indices
    inside = scores.view(rows, chunks, chunk).gather(1, picked[:, :, None].expand(-1, -1, chunk)).flatten(1)
    values, places = torch.topk(inside, k, dim=1)
    return values, picked.gather(1, places // chunk) * chunk + places % chunk


def _float32_products(matrix: torch.Tensor, queries: torch.Tensor, columns: torch.Tensor) -> torch.Tensor:
    """[q, m] float32 product of each query with some rows of the matrix."""
    result = torch.empty(columns.shape, dtype=torch.float32, device=matrix.device)
    present = columns.clamp(max=len(matrix) - 1)
    width, dim = present.shape[1], matrix.shape[1]
    kernels.dot_candidates[(len(queries),)](matrix, queries, present, result, width, dim, TILE=16, BLOCK=128)
    return result
