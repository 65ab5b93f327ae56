"""Columns of (I - alpha S)^-1, some at a time: what a block of them is depends on S alone, wherever it is computed."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack
from scipy.sparse.csgraph import connected_components, reverse_cuthill_mckee

from explorer.graph.knn import Csr
from explorer.graph.unit import Rows
from explorer.methods.smoothing import solved
from explorer.protocol.progress import IsCancelled
from explorer.protocol.ranking import Scores
from explorer.protocol.workers import Workers

if TYPE_CHECKING:
    from explorer.graph.compiled import Parts

Found = tuple[Rows, Csr]
"""Some images, and their columns as rows [m, n]."""

Flowing = Callable[[], "tuple[Parts, Scores]"]
"""S as starts, columns and values, and the bounds of what pushes may leave."""

_BLOCK_VALUES = 2**23
"""Unknowns solved together: five blocks of 32 MiB a thread."""

_COLUMNS = 128

_LEFT = 1e-3
"""Residual that an image of the usual degree is left with: of 100,000 images x 256, lists from columns that are cut to
128 entries agree with those of the exact diffusion to 0.9447 with it, and to 0.9455 without any residual."""

_PUSHED_ROWS = 1024


@dataclass(frozen=True)
class Cut:
    """How columns are computed, and what is kept of them.

    Attributes:
        alpha: 0 to below 1.
        iterations: limit for the solver.
        length: entries kept of a column, the largest.
    """

    alpha: float
    iterations: int
    length: int

    def solved(self, smoothing: Csr, places: Rows) -> Scores:
        """Some whole columns of the inverse, as rows: [m, size of the graph]."""
        sources = np.zeros((smoothing.shape[0], len(places)), np.float32)
        sources[places, np.arange(len(places))] = 1
        return solved(smoothing, sources, self.alpha, self.iterations).T

    def kept(self, columns: Scores, images: Rows, n: int) -> Csr:
        """The largest positive entries of each row: [m, n]; `images` are those of which the columns tell."""
        kept = columns > 0
        if columns.shape[1] > self.length:
            border = np.partition(columns, -self.length, axis=1)[:, -self.length]
            kept &= columns >= border[:, None]
        starts = np.concatenate([[0], np.cumsum(kept.sum(axis=1))])
        _, places = np.nonzero(kept)
        return csr_array((columns[kept], images[places].astype(np.int32), starts), shape=(len(columns), n))


def pushed_blocks(
    smoothing: Csr, degrees: NDArray[np.float64], cut: Cut, workers: Workers, cancelled: IsCancelled
) -> Iterator[Found]:
    """The largest entries of all columns but for what little is left of the flow, by local pushes.

    Raises:
        Cancelled: the person asked to stop.
    """
    n = len(degrees)
    # Images near each other one after the other: what the flow touches stays in the processor's cache.
    order = reverse_cuthill_mckee(smoothing, symmetric_mode=True)
    ordered = smoothing[order][:, order].tocsr()
    shared = workers.share(((ordered.indptr, ordered.indices, ordered.data), push_bounds(degrees[order])))
    blocks = [np.arange(start, min(start + _PUSHED_ROWS, n)) for start in range(0, n, _PUSHED_ROWS)]
    found = workers.map(partial(pushed, shared, cut.alpha, cut.length), blocks, cancelled)
    for block, (starts, places, values) in zip(blocks, found, strict=True):
        yield order[block], csr_array((values, order[places], starts), shape=(len(block), n))


def push_bounds(degrees: NDArray[np.float64]) -> Scores:
    """What pushes may leave at each image of a graph with these degrees [n]."""
    roots = np.sqrt(degrees)
    usual = float(np.median(roots[roots > 0])) if roots.any() else 1.0
    return (_LEFT * roots / usual).astype(np.float32)


def pushed(flowing: Flowing, alpha: float, length: int, rows: Rows) -> "Parts":
    """The largest entries of some columns, by local pushes; see `explorer.graph.pushing.pushed_columns`."""
    from explorer.graph.pushing import pushed_columns  # loads numba

    smoothing, bounds = flowing()
    return pushed_columns(smoothing, bounds, alpha, rows, min(length, len(bounds)))


def solved_blocks(smoothing: Csr, cut: Cut, workers: Workers, cancelled: IsCancelled) -> Iterator[Found]:
    """The largest entries of all columns, each solved on its own connected part of the graph.

    Raises:
        Cancelled: the person asked to stop.
    """
    order, starts, stops = _parts(smoothing)
    shared = workers.share((smoothing[order][:, order], order))
    blocks = [(first, last, int(starts[first]), int(stops[last - 1])) for first, last in _blocks(starts, stops)]
    found = workers.map(partial(_solved, shared, cut), blocks, cancelled)
    for (first, last, *_), columns in zip(blocks, found, strict=True):
        yield order[first:last], columns


def _solved(shared: Callable[[], tuple[Csr, Rows]], cut: Cut, block: tuple[int, int, int, int]) -> Csr:
    ordered, order = shared()
    first, last, start, stop = block
    columns = cut.solved(ordered[start:stop, start:stop], np.arange(first - start, last - start))
    return cut.kept(columns, order[start:stop], len(order))


def nearest_blocks(
    smoothing: Csr, lists: Iterable[tuple[Rows, NDArray[np.int32]]], cut: Cut, workers: Workers, cancelled: IsCancelled
) -> Iterator[Found]:
    """Columns that live on the images nearest to theirs.

    Args:
        smoothing: S.
        lists: some rows [m] at a time, and the images nearest to each, [m, k], -1 pads.
        cut: how.
        workers: who solves.
        cancelled: asked often.

    Raises:
        Cancelled: the person asked to stop.
    """
    return workers.map(partial(nearest_columns, workers.share(smoothing), cut), lists, cancelled)


def nearest_columns(shared: Callable[[], Csr], cut: Cut, block: tuple[Rows, NDArray[np.int32]]) -> Found:
    """Some of these."""
    smoothing, (rows, lists), columns = shared(), block, []
    for row, listed in zip(rows, lists, strict=True):
        images = np.concatenate([[row], listed[listed >= 0]])
        inside = smoothing[images][:, images]
        columns.append(cut.kept(cut.solved(inside, np.array([0])), images, smoothing.shape[0]))
    return rows, vstack(columns, format="csr")


def _parts(smoothing: Csr) -> tuple[Rows, Rows, Rows]:
    """The images in the order of the connected parts of the graph, small ones first.

    Returns:
        The order [n], and for each place in it where its part starts and stops, [n] each.
    """
    _, part = connected_components(smoothing, directed=False)
    sizes = np.bincount(part)
    order = np.lexsort((part, sizes[part]))
    ordered = part[order]
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    lengths = sizes[ordered[first]]
    return order, np.repeat(first, lengths), np.repeat(first + lengths, lengths)


def _blocks(starts: Rows, stops: Rows) -> list[tuple[int, int]]:
    """Consecutive columns that are solved together."""
    blocks, first, n = [], 0, len(starts)
    while first < n:
        last = min(first + _COLUMNS, n)
        while last - first > 1 and (last - first) * int(stops[last - 1] - starts[first]) > _BLOCK_VALUES:
            last = first + math.ceil((last - first) / 2)
        blocks.append((first, last))
        first = last
    return blocks
