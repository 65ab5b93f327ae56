"""GNN re-ranking of many queries at once on a CUDA device: unit vectors on the device in, best images out.

The numbers are those of `explorer.methods.gnn_rerank`, whose module gives formulas and source; the matrices are sparse
here too. Rows of P (A + A^T) are summed where they lie, A^T being kept as lists of its own, so that no sum A + A^T is
formed. The scores of all queries and images are products of half precision, which only choose: float32 decides.
"""

from dataclasses import dataclass

import torch

from explorer.graph import cuda_kernels as kernels
from explorer.graph.cuda import best_blocks, top_columns

_PROGRAMS = 396
"""Rows that are worked on at once, each in a dense row of scratch that the first cache should hold: three for each of
the 132 multiprocessors of a H100 (on one, for 19,281 rows: 2.2 ms against 6.2 for eight each)."""

_BLOCK, _WARPS = 512, 8
_LISTED = 128
_GALLERY_ROWS = 8192
_HALF_ERROR = 2.0**-9
_SPARE = 28
_GROUP, _ROW_BLOCK = 64, 64
_ENTRIES = 1024
"""Entries a row for which there is room at first; where it is not enough, there is a second try with enough."""


@dataclass(frozen=True)
class SparseRows:
    """A sparse matrix on the device, rows in any order.

    Attributes:
        starts: [n] int32, where each row begins in `columns` and `values`.
        lengths: [n] int32.
        columns: [nnz] int32.
        values: [nnz] float32.
    """

    starts: torch.Tensor
    lengths: torch.Tensor
    columns: torch.Tensor
    values: torch.Tensor


def rerank(
    vectors: torch.Tensor, queries: int, k: int, *, k1: int = 26, k2: int = 7, exponent: float = 2.0, layers: int = 2
) -> tuple[torch.Tensor, torch.Tensor]:
    """The k best gallery images of each query, all queries being vertices of the graph (the paper's protocol).

    Args:
        vectors: [q + n, d] float32 unit rows on a CUDA device, the queries first.
        queries: q.
        k: length of the lists, at most n.
        k1: see the method; at most q + n.
        k2: likewise, 2 to k1.
        exponent: likewise.
        layers: likewise.

    Returns:
        Columns [q, k] int32 of the gallery (0 is the first row after the queries), scores [q, k] float32, descending.
    """
    neighbours, similarities = lists_with_self(vectors, k1)
    weights = similarities[:, :k2].clamp(min=0) ** exponent
    rows = propagated(neighbours, weights.contiguous(), layers)
    return best_of(rows, queries, k)


def lists_with_self(vectors: torch.Tensor, k1: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The k1 most similar rows of each row, itself first with similarity 1: [n, k1] int32 and float32."""
    n = len(vectors)
    neighbours = torch.empty((n, k1), dtype=torch.int32, device=vectors.device)
    similarities = torch.ones((n, k1), dtype=torch.float32, device=vectors.device)
    neighbours[:, 0] = torch.arange(n, device=vectors.device)
    for block in best_blocks(vectors, torch.ones(n, dtype=torch.bool, device=vectors.device), k1 - 1):
        neighbours[block.rows, 1:], similarities[block.rows, 1:] = block.columns.int(), block.best
    return neighbours, similarities


def propagated(neighbours: torch.Tensor, weights: torch.Tensor, layers: int) -> SparseRows:
    """All rows after the layers: A <- rows of P (A + A^T), scaled to length 1.

    Args:
        neighbours: [n, k1] int32, rows of A0 as lists, the row itself first.
        weights: [n, k2] float32, P as weights of the first k2 of them, 0 and above.
        layers: 1 and more.
    """
    n, k1 = neighbours.shape
    device = neighbours.device
    scratch = torch.zeros((_PROGRAMS, n), device=device), torch.empty((_PROGRAMS, n), dtype=torch.int32, device=device)
    starts = torch.arange(n, dtype=torch.int32, device=device) * k1
    lengths = torch.full((n,), k1, dtype=torch.int32, device=device)
    rows = SparseRows(starts, lengths, neighbours.flatten(), torch.ones(n * k1, device=device))
    for _ in range(layers):
        lists, room = _transposed(rows), n * _ENTRIES
        after, used = _layer(neighbours, weights, rows, lists, scratch=scratch, room=room)
        if used > room:
            after, used = _layer(neighbours, weights, rows, lists, scratch=scratch, room=used)
        rows = SparseRows(after.starts, after.lengths, after.columns[:used], after.values[:used])
    return rows


def _layer(
    neighbours: torch.Tensor,
    weights: torch.Tensor,
    rows: SparseRows,
    lists: SparseRows,
    *,
    scratch: tuple[torch.Tensor, torch.Tensor],
    room: int,
) -> tuple[SparseRows, int]:
    """One propagation, and how many entries it has, of which those beyond the room are lost."""
    n, k1 = neighbours.shape
    after = SparseRows(
        torch.empty_like(rows.starts),
        torch.empty_like(rows.lengths),
        torch.empty(room, dtype=torch.int32, device=weights.device),
        torch.empty(room, dtype=torch.float32, device=weights.device),
    )
    used = torch.zeros(1, dtype=torch.int32, device=weights.device)
    kernels.propagate_rows[(_PROGRAMS,)](
        neighbours, weights, k1, rows.starts, rows.lengths, rows.columns, rows.values,
        lists.starts, lists.lengths, lists.columns, lists.values, *scratch, n, n,
        after.starts, after.lengths, after.columns, after.values, used, room,
        NEIGHBOURS=weights.shape[1], BLOCK=_BLOCK, num_warps=_WARPS,
    )  # fmt: skip
    return after, int(used)


def _transposed(rows: SparseRows) -> SparseRows:
    """The lists of the columns."""
    n = len(rows.starts)
    lengths = torch.zeros(n, dtype=torch.int32, device=rows.starts.device)
    kernels.count_columns[(n,)](rows.starts, rows.lengths, rows.columns, lengths, BLOCK=_LISTED)
    starts = torch.cumsum(lengths, 0, dtype=torch.int32) - lengths
    columns, values = torch.empty_like(rows.columns), torch.empty_like(rows.values)
    kernels.scatter_transposed[(n,)](
        rows.starts, rows.lengths, rows.columns, rows.values, starts.clone(), columns, values, BLOCK=_LISTED
    )
    return SparseRows(starts, lengths, columns, values)


def best_of(rows: SparseRows, queries: int, k: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The k rows after the first `queries` ones with the largest product with each of these; see `rerank`."""
    n = len(rows.starts)
    numbers = torch.arange(n, dtype=torch.int32, device=rows.starts.device)
    gallery = n - queries
    wanted = min(k + _SPARE, gallery)
    dense = _dense(rows, numbers[:queries])
    values, columns = [], []
    for start in range(queries, n, _GALLERY_ROWS):
        scores = dense @ _dense(rows, numbers[start : start + _GALLERY_ROWS], whole=_GALLERY_ROWS).T
        scores[:, n - start :] = -1
        best, found = top_columns(scores, min(wanted, _GALLERY_ROWS))
        values.append(best)
        columns.append(found + start)
    bound, places = torch.topk(torch.cat(values, 1), wanted, dim=1)
    candidates = torch.cat(columns, 1).gather(1, places).int()
    exact, order = torch.sort(_products(rows, numbers[:queries], candidates), dim=1, descending=True)
    best, found = exact[:, :k].contiguous(), candidates.gather(1, order[:, :k])
    if wanted < gallery:
        _prove(rows, queries, bound[:, -1].float() * (1 + _HALF_ERROR) + 1e-6, best, found)
    return found - queries, best


def _prove(rows: SparseRows, queries: int, bound: torch.Tensor, best: torch.Tensor, found: torch.Tensor) -> None:
    """Compare with every gallery row in float32 where one that was not chosen might be among the best."""
    gallery = torch.arange(queries, len(rows.starts), dtype=torch.int32, device=best.device)
    for query in torch.nonzero(bound > best[:, -1])[:, 0].tolist():
        (scores,) = _products(rows, torch.tensor([query], dtype=torch.int32, device=best.device), gallery[None])
        best[query], places = torch.topk(scores, best.shape[1])
        found[query] = gallery[places]


def _dense(rows: SparseRows, numbers: torch.Tensor, whole: int = 0) -> torch.Tensor:
    """Some rows as [m, n] float16, padded to aligned columns and, with `whole`, to so many rows."""
    width = -(-len(rows.starts) // 64) * 64
    dense = torch.zeros((max(len(numbers), whole), width), dtype=torch.float16, device=numbers.device)
    kernels.densify_rows[(len(numbers),)](
        numbers, rows.starts, rows.lengths, rows.columns, rows.values, dense, width, BLOCK=_BLOCK
    )
    return dense


def _products(rows: SparseRows, left: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """[m, c] float32 product of each row left[i] with the rows right[i, :]."""
    result = torch.empty(right.shape, dtype=torch.float32, device=left.device)
    programs = min(_PROGRAMS, len(left))
    scratch = torch.zeros((programs, len(rows.starts)), device=left.device)
    kernels.dot_rows[(programs,)](
        left, right, right.shape[1], rows.starts, rows.lengths, rows.columns, rows.values,
        scratch, scratch.shape[1], len(left), result, GROUP=_GROUP, BLOCK=_ROW_BLOCK, num_warps=_WARPS,
    )  # fmt: skip
    return result
