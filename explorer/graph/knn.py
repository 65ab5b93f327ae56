"""The k-nearest-neighbour graph, and the nearest rows of a query."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from explorer.errors import ParameterError, WorkspaceError
from explorer.graph.codes import coded_rows_of, fast_codes, worth_coding
from explorer.graph.unit import (
    NEAR,
    NO_ROW,
    Rows,
    UnitRows,
    best_rows,
    cosines,
    padded,
    product_blocks,
    settled,
    unit_rows_of,
)
from explorer.protocol.features import Features
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.ranking import Scores
from explorer.protocol.workers import Here, Workers

log = logging.getLogger(__name__)

_SMALL = 1e11
"""Multiplications up to which blocks of whole rows are quicker than loading the compiler of those that halve them."""

_EXACT = 2e13
"""Multiplications up to which a graph is exact: 280,000 images x 256, 125,000 x 1,280, about a minute on two cores."""

_ALL_PAIRS = 2e15
"""Multiplications up to which all pairs are compared: 2.8 million images x 256, an hour and a half on two cores."""

_SAMPLE = 1000
"""Images on which the recall is measured."""

Blocks = Iterator[tuple[Rows | slice, Rows, Scores]]
"""Some rows [b], their lists [b, k] int64 padded with -1, and cosines [b, k] float32 padded with 0."""

Csr = Any
"""A `scipy.sparse.csr_array`; scipy ships no types."""


@dataclass(frozen=True)
class KnnGraph:
    """For each row its most similar other rows, best first.

    Attributes:
        indices: [n, k] int32 rows; `NO_ROW` (-1) where there is none: at the end of short lists and wherever
            `without` removed an edge.
        similarities: [n, k] float32 cosines; 0 where there is no neighbour. Of both, where they lie in a store, rows
            can be read by their numbers, and for all else the graph has to be `here`.
        recall: share of the exact neighbours that the lists hold, 0 to 1.
        sample: how many rows the recall was measured on; 0 where the graph is exact because of how it was found.
        device: cpu or cuda, where it was found just now; None where it was found earlier.
    """

    indices: NDArray[np.int32]
    similarities: Scores
    recall: float = 1.0
    sample: int = 0
    device: str | None = None

    def __len__(self) -> int:
        return len(self.indices)

    @property
    def k(self) -> int:
        """Length of the lists."""
        return int(self.indices.shape[1])

    def first(self, k: int) -> "KnnGraph":
        """The graph of the k best neighbours.

        Raises:
            ParameterError: the lists are shorter than that.
        """
        if k > self.k:
            raise ParameterError(f"The graph holds {self.k} neighbours an image, not {k}; build a larger one.")
        return (
            self if k == self.k else replace(self, indices=self.indices[:, :k], similarities=self.similarities[:, :k])
        )

    @property
    def is_here(self) -> bool:
        """Whether all lists are at hand."""
        return isinstance(self.indices, np.ndarray) and isinstance(self.similarities, np.ndarray)

    def here(self) -> "KnnGraph":
        """The graph with lists that are arrays: those that lie in a store are fetched whole."""
        if self.is_here:
            return self
        return replace(self, indices=np.asarray(self.indices), similarities=np.asarray(self.similarities))

    def csr(self) -> Csr:
        """Directed edges as an [n, n] float32 matrix of cosines, those of 0 and below included.

        Raises:
            WorkspaceError: the lists name rows that are not there, which compiled code would look up all the same.
        """
        present = self.indices >= 0
        if self.indices.max(initial=NO_ROW) >= len(self):
            raise WorkspaceError("The graph names images that are not there; index the collection again.")
        starts = np.concatenate([[0], np.cumsum(present.sum(axis=1))])
        matrix = csr_array((self.similarities[present], self.indices[present], starts), shape=(len(self), len(self)))
        matrix.sort_indices()
        return matrix

    def mutual(self, k: int | None = None) -> Csr:
        """Edges between rows that are among each other's k best: [n, n] symmetric, cosines above 0 only."""
        directed = (self if k is None else self.first(k)).csr()
        np.maximum(directed.data, 0, out=directed.data)
        mutual = directed.minimum(directed.T).tocsr()
        mutual.eliminate_zeros()
        return mutual

    def without(self, edges: Iterable[tuple[int, int]] = (), nodes: Iterable[int] = ()) -> "KnnGraph":
        """The graph less some edges (both directions) and nodes. Nothing moves up into the gaps.

        Args:
            edges: pairs of rows; pairs that are no edge change nothing.
            nodes: rows that lose all their edges.
        """
        indices = self.indices.copy()
        removed = np.fromiter(nodes, np.int64)
        indices[removed] = NO_ROW
        indices[np.isin(indices, removed)] = NO_ROW
        for a, b in edges:
            indices[a, indices[a] == b] = NO_ROW
            indices[b, indices[b] == a] = NO_ROW
        return replace(self, indices=indices, similarities=np.where(indices < 0, np.float32(0), self.similarities))


def knn_graph(
    features: Features,
    k: int,
    *,
    device: str = "cpu",
    workers: Workers | None = None,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> KnnGraph:
    """The k most similar other rows of each row.

    Equal similarities are ordered by `tie_order` of the ids, so the order of the rows does not matter. A zero row has
    no neighbours and is nobody's. Graphs are exact, by the cheapest of the ways that there are, up to the size at which
    that takes about a minute on two cores; beyond it, codes choose whom to compare (`explorer.graph.large`), and beyond
    some millions only images in the same part of the space are (`explorer.graph.partitions`); the graph says how many
    neighbours that lost. On a CUDA device every graph is exact.

    Args:
        features: n rows.
        k: 0 to n - 1.
        device: cpu or cuda, where the products are computed; where the memory of the GPU does not suffice, on the cpu
            after all, which the graph then says.
        workers: machines that multiply instead, where there is enough to do; the graph is the same.
        progress: counts rows.
        cancelled: asked between blocks.

    Returns:
        Lists of length k.

    Raises:
        ParameterError: k is not in 0 .. n - 1.
        InputError: a vector holds NaN or infinity.
        Cancelled: the person asked to stop.
    """
    n = len(features)
    if not 0 <= k <= max(n - 1, 0):
        raise ParameterError(f"k={k} neighbours cannot be found among {n} images; give 0 to {max(n - 1, 0)}.")
    products = n * n * features.dim
    fill = partial(_filled, (n, k), progress=progress, cancelled=cancelled)
    if device != "cpu" and k and workers is None and (graph := _on_gpu(fill, unit_rows_of(features), k, device)):
        return graph
    if k and products > _ALL_PAIRS:
        how: dict[str, Any] = {"workers": workers or Here(), "progress": progress, "cancelled": cancelled}
        return _in_parts(fill, features, k, how)
    unit = unit_rows_of(features)
    if not k or products <= _SMALL:
        return fill(_host_blocks(unit, k))
    from explorer.graph import large  # loads torch

    coded = products > _EXACT and fast_codes()
    lists = large.large_lists(features, unit, k, coded=coded, workers=workers, progress=progress, cancelled=cancelled)
    graph = fill(lists)
    return with_recall(graph, unit, progress, cancelled) if coded else graph


def _filled(shape: tuple[int, int], blocks: Blocks, *, progress: Progress, cancelled: IsCancelled) -> KnnGraph:
    """The graph of n lists of k rows, from blocks of them."""
    graph = KnnGraph(np.full(shape, NO_ROW, np.int32), np.zeros(shape, np.float32), device="cpu")
    done = 0
    for rows, found, values in blocks:
        check(cancelled)
        graph.indices[rows], graph.similarities[rows] = found, values
        done += len(found)
        progress(done, len(graph), "lists")
    return graph


def _in_parts(
    fill: Callable[[Blocks], KnnGraph],
    features: Features,
    k: int,
    how: Mapping[str, Any],
) -> KnnGraph:
    """The graph of rows that are compared with those in the same part of the space, with its recall."""
    from explorer.graph import partitions  # loads torch

    filled = partitions.filled_rows(features)
    graph = fill(partitions.partitioned_lists(features, filled, k, **how))
    sample = _sample(filled)
    share = partitions.recall(graph.similarities, features, sample, **how)
    return replace(graph, recall=share, sample=len(sample))


def _on_gpu(fill: Callable[[Blocks], KnnGraph], unit: UnitRows, k: int, device: str) -> KnnGraph | None:
    """The graph, computed on a CUDA device; None where that cannot do it."""
    import torch

    try:
        return replace(fill(_cuda_blocks(unit, k, device)), device=device)
    except torch.OutOfMemoryError:
        n = len(unit.matrix)
        log.warning("The memory of the GPU is too small for a graph of %d images; the processor builds it.", n)
        torch.cuda.empty_cache()
    except ModuleNotFoundError:
        log.warning("This build of torch comes without Triton; the processor builds the graph instead of the GPU.")
    return None


def with_recall(
    graph: KnnGraph, unit: UnitRows, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> KnnGraph:
    """The graph with its recall, measured on a sample that is always the same.

    Raises:
        Cancelled: the person asked to stop.
    """
    from explorer.graph.large import recall  # loads torch

    sample = _sample(unit.filled)
    share = recall(graph.similarities, unit, sample, progress, cancelled)
    return replace(graph, recall=share, sample=len(sample))


def _sample(filled: NDArray[np.bool_]) -> Rows:
    rows = np.flatnonzero(filled)
    return np.sort(np.random.default_rng(0).choice(rows, min(_SAMPLE, len(rows)), replace=False))


def _host_blocks(unit: UnitRows, k: int) -> Blocks:
    """Lists of k rows and cosines for a block of rows after the other."""
    empty = None if unit.filled.all() else ~unit.filled
    for block, scores in product_blocks(unit.matrix):
        own = np.arange(block.stop - block.start)
        scores[own, own + block.start] = -np.inf
        if empty is not None:
            scores[:, empty] = -np.inf
            scores[empty[block]] = -np.inf
        yield block, *best_rows(scores, k, unit.matrix[block], unit)


def _cuda_blocks(unit: UnitRows, k: int, device: str) -> Blocks:
    """The same on a CUDA device; only lists with nearly equal cosines are looked at again on the host."""
    import torch

    from explorer.graph.cuda import best_blocks, cosine_rows  # needs the Triton of a CUDA build of torch

    matrix, filled = torch.from_numpy(unit.matrix).to(device), torch.from_numpy(unit.filled).to(device)
    for block in best_blocks(matrix, filled, min(k + 1, len(matrix) - 1)):
        start = block.rows.start
        best, columns = block.best.cpu().numpy(), block.columns.cpu().numpy()
        rows, values = padded(columns[:, :k], best[:, :k], k)
        with np.errstate(invalid="ignore"):
            again = np.flatnonzero((best[:, :-1] - best[:, 1:] < NEAR).any(axis=1))

        def rivals(places: Rows, floors: Scores, again: Rows = again, start: int = start) -> NDArray[np.bool_]:
            scores = cosine_rows(matrix, ~filled, torch.from_numpy(start + again[places]).to(device))
            reached: NDArray[np.bool_] = (scores >= torch.from_numpy(floors).to(device)[:, None]).cpu().numpy()
            return reached

        rows[again], values[again] = settled(
            best[again], columns[again], k, unit.matrix[block.rows][again], unit, rivals=rivals
        )
        yield block.rows, rows, values


def nearest(
    queries: Scores, features: Features, k: int, *, excluded: NDArray[np.bool_] | None = None
) -> tuple[Rows, Scores]:
    """The k most similar rows of each query, exactly; ties and zero rows as in `knn_graph`.

    A few queries of a large collection are compared with its codes first, which are made at the first such query where
    nobody has made them (`explorer.graph.codes`); the float32 matrix of all unit vectors is then not needed at all.

    Args:
        queries: [q, d] float32, unit or zero rows.
        features: n rows.
        k: any number.
        excluded: [q, n] or [n] bool, True for rows that may not appear.

    Returns:
        Rows [q, k] int64 padded with -1, and cosines [q, k] float32 padded with 0.
    """
    if k and worth_coding(features, len(queries)):
        from explorer.graph.coding import nearest_by_codes  # loads torch

        coded = coded_rows_of(features)
        absent = [
            None if excluded is None else excluded[q] if excluded.ndim == 2 else excluded for q in range(len(queries))
        ]
        found = [
            nearest_by_codes(query, features, coded, k, left_out)
            for query, left_out in zip(queries, absent, strict=True)
        ]
        return np.stack([rows for rows, _ in found]), np.stack([values for _, values in found])
    return nearest_by(cosines(queries, features), queries, features, k, excluded=excluded)


def nearest_by(
    scores: Scores, queries: Scores, features: Features, k: int, *, excluded: NDArray[np.bool_] | None = None
) -> tuple[Rows, Scores]:
    """`nearest` for a caller that has the cosines [q, n] already; they stay as they are."""
    unit = unit_rows_of(features)
    # One comparison a list decides in the usual case that nothing has to be left out.
    absent = None if unit.filled.all() else ~unit.filled
    if excluded is not None:
        absent = excluded if absent is None else absent | excluded
    if absent is not None:
        scores = np.where(absent, np.float32(-np.inf), scores)
    filled: NDArray[np.bool_] = np.any(queries, axis=1)
    if not filled.all():
        scores = np.where(filled[:, None], scores, np.float32(-np.inf))
    return best_rows(scores, k, queries, unit)
