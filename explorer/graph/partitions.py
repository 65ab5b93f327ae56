"""Neighbours among tens of millions of images: only those in the same part of the space are compared.

Spherical k-means on a sample gives the centres of the parts. Each row belongs to the parts of its few nearest centres,
so that parts overlap and neighbours on either side of a border meet in one of them. Inside a part all pairs are
compared; a row's list is the best of what its parts found. The work grows with n times the size of a part instead of
with the square of n. What is lost is measured on a sample against all rows and told with the graph.

Assigning a block of rows, comparing a part, ordering lists and measuring are pure functions of these, so machines share
them out. Here remain the candidates and the lists, and of the vectors what k-means sees.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.graph.candidates import Candidates, no_key
from explorer.graph.threads import Threads
from explorer.graph.tiles import Keys, candidates_there, moved
from explorer.graph.unit import NEAR, NO_ROW, Rows, UnitRows, finite_unit_rows, padded, settled
from explorer.protocol.features import Features, Vectors, unit_rows
from explorer.protocol.ids import tie_order
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.protocol.ranking import Scores
from explorer.protocol.workers import Workers

PART_ROWS = 8192
"""Rows whose nearest centre is the same, on average."""

OVERLAP = 4
"""Parts that a row belongs to."""

SAMPLE = 64
"""Rows a centre that k-means sees; more move the centres by less than their distance."""

CENTRES = 4096
"""Centres that k-means finds at once; of more, the time of each round grows with the square."""

ROUNDS = 10
BLOCK_ROWS = 65_536
LIST_ROWS = 16_384
"""Rows whose lists are ordered at once, or that a sample is compared with: 70 MB."""

_UNITED = 4096
"""Rows whose candidates a thread merges at once."""

RIVALS = 4
"""Candidates beyond the list, for nearly equal ones."""

Values = Callable[[], NDArray[np.float16] | NDArray[np.float32]]


def partitioned_lists(
    features: Features,
    filled: NDArray[np.bool_],
    k: int,
    *,
    workers: Workers,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Iterator[tuple[Rows, Rows, Scores]]:
    """The k most similar rows of each row that is not zero, as far as they share a part with it.

    Args:
        features: n rows; where they are memory-mapped, machines read them from the file, which all must see.
        filled: [n] see `filled_rows`.
        k: 1 or more.
        workers: who compares, and orders the lists; the vectors are never all in the memory of this process.
        progress: counts rows.
        cancelled: asked often.

    Yields:
        As `explorer.graph.large.large_lists`.

    Raises:
        Cancelled: the person asked to stop.
    """
    values = _values(features, workers)
    # In the order of the keys the first of equal candidates is the right one.
    order = np.flatnonzero(filled)
    order = order[np.argsort(tie_order(features.ids[order]))]
    centres = _centres(features, order, max(1, round(len(order) / PART_ROWS)))
    parts = _parts(values, centres, order, workers, cancelled)
    keys = _best(values, order, parts, k + RIVALS, workers=workers, progress=progress, cancelled=cancelled)
    del parts
    starts = range(0, len(order), LIST_ROWS)
    shards = ((start, keys[start : start + LIST_ROWS]) for start in starts)
    work = partial(ordered, values, workers.share(order), k)
    for start, lists in zip(starts, workers.map(work, shards, cancelled), strict=True):
        yield order[start : start + LIST_ROWS], *lists


def filled_rows(features: Features) -> NDArray[np.bool_]:
    """Which rows have a direction, and so can have neighbours: [n].

    Raises:
        InputError: a vector holds NaN or infinity.
    """
    filled = np.empty(len(features), np.bool_)
    for start in range(0, len(features), LIST_ROWS):
        block = slice(start, start + LIST_ROWS)
        filled[block] = finite_unit_rows(features, block).any(axis=1)
    return filled


def recall(
    similarities: Scores,
    features: Features,
    sample: Rows,
    *,
    workers: Workers,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> float:
    """As `explorer.graph.large.recall`, by the workers and without the vectors of all rows here.

    Raises:
        Cancelled: the person asked to stop.
    """
    if not len(sample):
        return 1.0
    k, n = similarities.shape[1], len(features)
    starts = range(0, n, LIST_ROWS)
    shards = (np.arange(start, min(start + LIST_ROWS, n)) for start in starts)
    work = partial(nearest_among, _values(features, workers), sample, k)
    best = np.full((len(sample), k), -np.inf, np.float32)
    for start, found in zip(starts, workers.map(work, shards, cancelled), strict=True):
        best = np.partition(np.concatenate([best, found], axis=1), -k, axis=1)[:, -k:]
        progress(min(start + LIST_ROWS, n), n, "recall")
    return float((similarities[sample] >= best.min(axis=1, keepdims=True) - NEAR).mean())


def nearest_among(values: Values, sample: Rows, k: int, rows: Rows) -> Scores:
    """The k largest cosines of each of a sample with some rows, in no order, -inf for pads: [s, k]."""
    unit = _unit(values, rows)
    scores = _unit(values, sample) @ unit.T
    scores[:, ~unit.any(axis=1)] = -np.inf
    scores[sample[:, None] == rows] = -np.inf
    if scores.shape[1] < k:
        scores = np.pad(scores, ((0, 0), (0, k - scores.shape[1])), constant_values=-np.inf)
    best: Scores = np.partition(scores, -k, axis=1)[:, -k:]
    return best


def ordered(values: Values, order: Callable[[], Rows], k: int, shard: tuple[int, Keys]) -> tuple[Rows, Scores]:
    """Lists from the candidates of some places: rows [b, k] padded with -1, and cosines [b, k] padded with 0.

    Nearly equal ones are compared again, for which their vectors, and no others, are read.
    """
    start, keys = shard
    places, cosines = Candidates(keys).lists(slice(None))
    with np.errstate(invalid="ignore"):
        again = np.flatnonzero((cosines[:, :-1] - cosines[:, 1:] < NEAR).any(axis=1))
    found, similarities = padded(places[:, :k], cosines[:, :k], k)
    if len(again):
        needed = np.unique(np.concatenate([places[again].ravel(), again + start]))
        needed = needed[needed != NO_ROW]
        unit = UnitRows(
            matrix=_unit(values, order()[needed]),
            filled=np.ones(len(needed), np.bool_),
            keys=np.arange(len(needed), dtype=np.uint64),  # as places are in the order of the keys
            signatures=np.empty(0, np.uint64),
        )
        queries = unit.matrix[np.searchsorted(needed, again + start)]
        columns = np.searchsorted(needed, places[again])
        rows, similarities[again] = settled(cosines[again], columns, k, queries, unit, rivals=None)
        found[again] = np.where(rows == NO_ROW, NO_ROW, needed[rows])
    return np.where(found == NO_ROW, NO_ROW, order()[found]), similarities


def _values(features: Features, workers: Workers) -> Values:
    given = features.values
    if isinstance(given, np.memmap) and given.filename is not None:
        return partial(_mapped, str(given.filename), given.dtype.str, given.offset, given.shape)
    return workers.share(given)


def _mapped(file: str, dtype: str, offset: int, shape: tuple[int, ...]) -> NDArray[np.float16] | NDArray[np.float32]:
    values: NDArray[np.float32] = np.memmap(file, np.dtype(dtype), "r", offset, shape)
    return values


def _unit(values: Values, rows: Rows) -> Vectors:
    return unit_rows(np.asarray(values()[rows], np.float32))


def _centres(features: Features, order: Rows, count: int) -> Vectors:
    """Unit centres of the parts: about [count, d].

    Many are found in two steps, as each row of the sample is compared with all: the root of their number first, then
    those of the rows that are nearest to each.
    """
    random = np.random.default_rng(0)
    sample = np.sort(random.choice(order, min(SAMPLE * count, len(order)), replace=False))
    vectors = features.unit(sample)
    if count <= CENTRES:
        return _trained(vectors, count)[0]
    _, nearest = _trained(vectors, round(count**0.5))
    groups = np.split(np.argsort(nearest, kind="stable"), np.bincount(nearest).cumsum()[:-1])
    share = count / len(vectors)
    return np.concatenate(
        [_trained(vectors[rows], max(1, round(share * len(rows))))[0] for rows in groups if len(rows)]
    )


def _trained(vectors: Vectors, count: int) -> tuple[Vectors, Rows]:
    """Unit centres of some vectors by k-means, [count, d], and which is the nearest of each."""
    import faiss

    kmeans = faiss.Kmeans(vectors.shape[1], count, niter=ROUNDS, spherical=True, seed=0, min_points_per_centroid=1)
    kmeans.train(vectors)
    return np.asarray(kmeans.centroids, np.float32), kmeans.assign(vectors)[1]


def _parts(values: Values, centres: Vectors, order: Rows, workers: Workers, cancelled: IsCancelled) -> list[Rows]:
    """The places in the order, ascending, of each part; every one is in `OVERLAP` of them, or in all."""
    blocks = (order[start : start + BLOCK_ROWS] for start in range(0, len(order), BLOCK_ROWS))
    nearest = np.concatenate(list(workers.map(partial(assigned, values, workers.share(centres)), blocks, cancelled)))
    by_part = np.argsort(nearest.ravel(), kind="stable")
    borders = np.searchsorted(nearest.ravel()[by_part], np.arange(len(centres) + 1))
    places = by_part // nearest.shape[1]
    return [places[first:end] for first, end in pairwise(borders) if end > first]


def assigned(values: Values, centres: Callable[[], Vectors], rows: Rows) -> NDArray[np.int32]:
    """The parts of some rows: [b, OVERLAP]."""
    unit = torch.from_numpy(unit_rows(np.asarray(values()[rows], np.float32)))
    products = unit @ torch.from_numpy(np.array(centres())).T
    return torch.topk(products, min(OVERLAP, products.shape[1]), dim=1).indices.numpy().astype(np.int32)


def _best(
    values: Values,
    order: Rows,
    parts: list[Rows],
    count: int,
    *,
    workers: Workers,
    progress: Progress,
    cancelled: IsCancelled,
) -> Keys:
    """The candidates of all places: [n, count]."""
    n, shards = len(order), ((places, order[places]) for places in parts)
    best = np.full((n, count), no_key(torch.float32), np.int64)
    done, total = 0, sum(map(len, parts))
    found = workers.map(partial(compared, values, count, workers.gpus > 0), shards, cancelled, on_gpus=True)
    for places, keys in zip(parts, found, strict=True):
        united(best, places, keys)
        done += len(places)
        progress(done * n // total, n, "neighbours")
    return best


def united(best: Keys, places: Rows, keys: Keys) -> None:
    """Take the candidates of a part over, by all threads: this process has nothing else to do."""
    from explorer.graph.kernels import unite

    def take(piece: slice) -> None:
        unite(best, places[piece], keys[piece])

    for _ in Threads().map(take, (slice(start, start + _UNITED) for start in range(0, len(places), _UNITED))):
        pass


def compared(values: Values, count: int, on_gpu: bool, part: tuple[Rows, Rows]) -> Keys:
    """The candidates of the rows of one part among each other."""
    places, rows = part
    unit = torch.from_numpy(unit_rows(np.asarray(values()[rows], np.float32)))
    return moved(candidates_there(unit, count, on_gpu).keys, places)
