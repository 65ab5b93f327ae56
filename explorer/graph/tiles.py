"""The nearest rows of each row as tiles, which machines compute on their own.

The rows are cut into groups. A tile compares two groups, or one with itself, and gives each of their rows its best
candidates among the other; the best of a row among all are the best of those. Groups are compared with themselves
first: what a row found so far is the least that later tiles look for, which spares most of their work on lists.
Products are those of the same blocks of rows as in one process, so that the lists are the same to the last bit.
"""

import math
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.graph.candidates import BLOCK, LOWER_HALF, Candidates, best_candidates, no_key
from explorer.graph.candidates_cuda import device_candidates
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.protocol.workers import Workers

Keys = NDArray[np.int64]
Group = tuple[int, int]
"""The first row, and the one after the last."""

_TILES = 10
"""Tiles a place, at least: the last ones under way, and those that are lost with a machine, are few of all."""

_LARGEST = 64 * BLOCK
"""Rows of a group; a tile then takes less than a minute and its answer 100 MB."""


def candidates_on(
    workers: Workers,
    matrix: torch.Tensor,
    count: int,
    *,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Candidates:
    """`best_candidates`, computed elsewhere.

    Raises:
        Cancelled: the person asked to stop.
    """
    groups = _groups(len(matrix), max(workers.places, workers.gpus))
    tiles = [(group, group) for group in groups] + list(combinations(groups, 2))
    best: dict[Group, Keys] = {}

    def shards() -> Iterator[tuple[list[Group], list[Keys | None]]]:
        for tile in tiles:
            alone = list(dict.fromkeys(tile))
            yield alone, [best[group].min(axis=1) if group in best else None for group in alone]

    work = partial(_tile, workers.share(matrix.numpy()), count, workers.gpus > 0)
    answers = workers.map(work, shards(), cancelled, on_gpus=True)
    for done, (tile, answer) in enumerate(zip(tiles, answers, strict=True), start=1):
        for group, keys in zip(dict.fromkeys(tile), answer, strict=True):
            best[group] = merged(best[group], keys) if group in best else keys
        progress(done * len(matrix) // len(tiles), len(matrix), "neighbours")
    return Candidates(np.concatenate([best[group] for group in groups]))


def merged(keys: Keys, others: Keys) -> Keys:
    """The best of two sets of candidates of the same rows, which have none in common."""
    count = keys.shape[1]
    return np.partition(np.concatenate([keys, others], axis=1), -count, axis=1)[:, -count:]


def _groups(n: int, places: int) -> list[Group]:
    wanted = math.ceil(math.sqrt(2 * _TILES * places))
    size = min(max(1, round(n / wanted / BLOCK)) * BLOCK, _LARGEST)
    return [(first, min(first + size, n)) for first in range(0, n, size)]


def _tile(
    shared: Callable[[], NDArray[np.generic]],
    count: int,
    on_gpu: bool,
    shard: tuple[list[Group], list[Keys | None]],
) -> list[Keys]:
    """The candidates of each of the one or two groups, above the least that is worth finding."""
    (groups, least), matrix = shard, shared()
    # A copy of torch's own begins where its products want it to: the last bit may depend on that.
    rows = torch.from_numpy(np.concatenate([matrix[slice(*group)] for group in groups])).clone()
    border = 0 if len(groups) == 1 else groups[0][1] - groups[0][0]
    places = np.concatenate([np.arange(*group) for group in groups])
    nothing = no_key(rows.dtype)
    known = [np.full(b - a, nothing) if one is None else one for (a, b), one in zip(groups, least, strict=True)]
    keys = moved(candidates_there(rows, count, on_gpu, border=border, least=np.concatenate(known)).keys, places)
    return [keys] if not border else [keys[:border], keys[border:]]


def candidates_there(
    rows: torch.Tensor, count: int, on_gpu: bool, *, border: int = 0, least: NDArray[np.int64] | None = None
) -> Candidates:
    """`best_candidates`, by the GPU that a shard has for itself where the cluster has some that torch can use."""
    if not on_gpu or not torch.cuda.is_available():
        return best_candidates(rows, count, border=border, least=least)
    return device_candidates(rows.cuda(), count, border=border)


def moved(keys: Keys, places: NDArray[np.int64]) -> Keys:
    """Candidates among some rows as candidates among all: row i is row places[i] there."""
    lower = keys & LOWER_HALF
    rows = places[np.where(lower == 0, 0, LOWER_HALF - lower)]
    return np.where(lower == 0, keys, keys - lower + (LOWER_HALF - rows))
