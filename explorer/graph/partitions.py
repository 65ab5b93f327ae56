"""Neighbours among tens of millions of images: only those in the same part of the space are compared.

Spherical k-means on a sample gives the centres of the parts. Each row belongs to the parts of its few nearest centres,
so that parts overlap and neighbours on either side of a border meet in one of them. Inside a part all pairs are
compared; a row's list is the best of what its parts found. The work grows with n times the size of a part instead of
with the square of n. What is lost is measured on a sample against all rows and told with the graph.

Assigning a block of rows and comparing a part are pure functions of these, so machines share them out.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.graph.candidates import LOWER_HALF, Candidates, no_key
from explorer.graph.tiles import Keys, candidates_there, moved
from explorer.graph.unit import NO_ROW, Rows, UnitRows, settled
from explorer.protocol.features import Features, Vectors, unit_rows
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.ranking import Scores
from explorer.protocol.workers import Workers

PART_ROWS = 8192
"""Rows whose nearest centre is the same, on average."""

OVERLAP = 4
"""Parts that a row belongs to."""

SAMPLE = 64
"""Rows a centre that k-means sees; more move the centres by less than their distance."""

ROUNDS = 10
BLOCK_ROWS = 65_536
RIVALS = 4
"""Candidates beyond the list, for nearly equal ones."""

Values = Callable[[], NDArray[np.float16] | NDArray[np.float32]]


def partitioned_lists(
    features: Features,
    unit: UnitRows,
    k: int,
    *,
    workers: Workers,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Iterator[tuple[Rows, Rows, Scores]]:
    """The k most similar rows of each row that is not zero, as far as they share a part with it.

    Args:
        features: n rows; where they are memory-mapped, machines read them from the file, which all must see.
        unit: theirs.
        k: 1 or more.
        workers: who compares.
        progress: counts rows.
        cancelled: asked often.

    Yields:
        As `explorer.graph.large.large_lists`.

    Raises:
        Cancelled: the person asked to stop.
    """
    values = _values(features, workers)
    # In the order of the keys the first of equal candidates is the right one.
    order = np.flatnonzero(unit.filled)
    order = order[np.argsort(unit.keys[order])]
    centres = _centres(unit, order, max(1, round(len(order) / PART_ROWS)))
    parts = _parts(values, centres, order, workers, cancelled)
    keys = _best(values, parts, (len(order), k + RIVALS), workers=workers, progress=progress, cancelled=cancelled)
    found = Candidates(keys)
    for start in range(0, len(order), BLOCK_ROWS):
        check(cancelled)
        block = slice(start, start + BLOCK_ROWS)
        places, cosines = found.lists(block)
        columns, queries = np.where(places < 0, NO_ROW, order[places]), unit.matrix[order[block]]
        yield order[block], *settled(cosines, columns, k, queries, unit, rivals=None)


def united(keys: Keys, others: Keys) -> Keys:
    """The best of two sets of candidates of the same rows, each other row once."""
    count = keys.shape[1]
    both = np.sort(np.concatenate([keys, others], axis=1), axis=1)
    order = np.argsort(both & LOWER_HALF, axis=1, kind="stable")
    both = np.take_along_axis(both, order, 1)
    lower = both & LOWER_HALF
    # Of a pair that met twice the better product stays, which is the last of its row.
    both[:, :-1][lower[:, 1:] == lower[:, :-1]] = no_key(torch.float32)
    return np.partition(both, -count, axis=1)[:, -count:]


def _values(features: Features, workers: Workers) -> Values:
    given = features.values
    if isinstance(given, np.memmap) and given.filename is not None:
        return partial(_mapped, str(given.filename), given.dtype.str, given.offset, given.shape)
    return workers.share(given)


def _mapped(file: str, dtype: str, offset: int, shape: tuple[int, ...]) -> NDArray[np.float16] | NDArray[np.float32]:
    values: NDArray[np.float32] = np.memmap(file, np.dtype(dtype), "r", offset, shape)
    return values


def _centres(unit: UnitRows, order: Rows, count: int) -> Vectors:
    """Unit centres of the parts: [count, d]."""
    import faiss

    random = np.random.default_rng(0)
    sample = np.sort(random.choice(order, min(SAMPLE * count, len(order)), replace=False))
    kmeans = faiss.Kmeans(unit.matrix.shape[1], count, niter=ROUNDS, spherical=True, seed=0, min_points_per_centroid=1)
    kmeans.train(unit.matrix[sample])
    return np.asarray(kmeans.centroids, np.float32)


def _parts(
    values: Values, centres: Vectors, order: Rows, workers: Workers, cancelled: IsCancelled
) -> list[tuple[Rows, Rows]]:
    """Places in the order, ascending, and rows of each part; every row is in `OVERLAP` of them, or in all."""
    blocks = (order[start : start + BLOCK_ROWS] for start in range(0, len(order), BLOCK_ROWS))
    nearest = np.concatenate(list(workers.map(partial(assigned, values, workers.share(centres)), blocks, cancelled)))
    by_part = np.argsort(nearest.ravel(), kind="stable")
    borders = np.searchsorted(nearest.ravel()[by_part], np.arange(len(centres) + 1))
    places = by_part // nearest.shape[1]
    return [(places[first:end], order[places[first:end]]) for first, end in pairwise(borders) if end > first]


def assigned(values: Values, centres: Callable[[], Vectors], rows: Rows) -> NDArray[np.int32]:
    """The parts of some rows: [b, OVERLAP]."""
    unit = torch.from_numpy(unit_rows(np.asarray(values()[rows], np.float32)))
    products = unit @ torch.from_numpy(np.array(centres())).T
    return torch.topk(products, min(OVERLAP, products.shape[1]), dim=1).indices.numpy().astype(np.int32)


def _best(
    values: Values,
    parts: list[tuple[Rows, Rows]],
    shape: tuple[int, int],
    *,
    workers: Workers,
    progress: Progress,
    cancelled: IsCancelled,
) -> Keys:
    """The candidates of all places, of that shape: [n, count]."""
    n, count = shape
    best = np.full((n, count), no_key(torch.float32), np.int64)
    done, total = 0, sum(len(places) for places, _ in parts)
    found = workers.map(partial(compared, values, count, workers.gpus > 0), parts, cancelled, on_gpus=True)
    for (places, _), keys in zip(parts, found, strict=True):
        best[places] = united(best[places], keys)
        done += len(places)
        progress(done * n // total, n, "neighbours")
    return best


def compared(values: Values, count: int, on_gpu: bool, part: tuple[Rows, Rows]) -> Keys:
    """The candidates of the rows of one part among each other."""
    places, rows = part
    unit = torch.from_numpy(unit_rows(np.asarray(values()[rows], np.float32)))
    return moved(candidates_there(unit, count, on_gpu).keys, places)
