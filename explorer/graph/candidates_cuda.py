"""The rows with the largest products of each row, on a CUDA device: `explorer.graph.candidates` for a tile of a graph.

Whole blocks of products are made and the largest keys of each row and each column taken, so that equal products come in
the order of the rows as they do there. Products of codes are whole numbers and the same on every device.
"""

import torch

from explorer.graph.candidates import LOWER_HALF, Candidates, no_key

_BLOCK_VALUES = 2**27
"""Products held at once, with their keys: 1.5 GB."""

_ALIGNED = 32
"""Codes are multiplied in matrices whose sides are multiples of it, as the tensor cores want them."""

_MAGNITUDE = 2**31 - 1


def device_candidates(matrix: torch.Tensor, count: int, *, border: int = 0) -> Candidates:
    """As `best_candidates`.

    Args:
        matrix: [n, d] int8 or float32, on the device.
        count: candidates a row, 1 or more.
        border: where not 0, rows before it are compared with those from it on alone.
    """
    n, nothing = len(matrix), no_key(matrix.dtype)
    others = torch.arange(border, n, device=matrix.device)
    keys = torch.full((n, count), nothing, dtype=torch.int64, device=matrix.device)
    size = max(1, _BLOCK_VALUES // len(others))
    for start in range(0, border or n, size):
        rows = torch.arange(start, min(start + size, border or n), device=matrix.device)
        order = _order(_products(matrix[rows], matrix[border:])).long() << 32
        if border:
            _take(keys, others, (order | (LOWER_HALF - rows)[:, None]).T)
        order |= LOWER_HALF - others
        if not border:
            order[rows - start, rows] = nothing
        _take(keys, rows, order)
    return Candidates(keys.cpu().numpy())


def _products(rows: torch.Tensor, others: torch.Tensor) -> torch.Tensor:
    """[a, b] float32 products, of codes int32."""
    if rows.is_floating_point():
        return rows @ others.T
    return torch._int_mm(_aligned(rows), _aligned(others).T)[: len(rows), : len(others)]


def _aligned(codes: torch.Tensor) -> torch.Tensor:
    """The same with zeros up to the next multiples."""
    n, d = codes.shape
    return torch.nn.functional.pad(codes, (0, -d % _ALIGNED, 0, -n % _ALIGNED))


def _order(products: torch.Tensor) -> torch.Tensor:
    """int32 numbers in the order of the products; the bits of negative float32 numbers are in reverse order."""
    if not products.is_floating_point():
        return products
    bits = products.contiguous().view(torch.int32)
    return torch.where(bits < 0, bits ^ _MAGNITUDE, bits)


def _take(keys: torch.Tensor, rows: torch.Tensor, found: torch.Tensor) -> None:
    """Put the largest of what is there and what was found into the lists of some rows."""
    count = keys.shape[1]
    best = torch.topk(found, min(count, found.shape[1]), dim=1, sorted=False).values
    keys[rows] = torch.topk(torch.cat([keys[rows], best], dim=1), count, dim=1, sorted=False).values
