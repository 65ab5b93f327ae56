"""What the spaces that are trained have in common: held-out pairs and batches."""

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from explorer.graph.threads import one_thread as one_thread  # noqa: PLC0414 - for those who train
from explorer.methods.crossmodal.space import Pairs
from explorer.protocol.features import Vectors

_HELD_OUT_SHARE = 1 / 16
_FEWEST_HELD_OUT = 16
_MOST_HELD_OUT = 256


def held_out_pairs(pairs: Pairs, seed: int) -> tuple[Pairs, Pairs]:
    """Pairs for training, and a few by which one sees without labels when it has ceased to help; see `held_out`."""
    aside = held_out(pairs, seed, _HELD_OUT_SHARE)
    return pairs[~aside], pairs[aside]


def held_out(pairs: Pairs, seed: int, share: float) -> NDArray[np.bool_]:
    """[N] which pairs no training sees; see `held_out_parts`."""
    return held_out_parts(pairs, seed, share, 1)[0]


def held_out_parts(pairs: Pairs, seed: int, share: float, count: int) -> list[NDArray[np.bool_]]:
    """[N] each, which pairs one of several trainings does not see; no pair is in two of them.

    Neither an image with several captions nor a caption of several images is split: where whole classes share a
    description, only descriptions that no step sees tell how new ones will be found. Small collections, and those
    whose pairs hang together, keep all their pairs for training.

    Args:
        pairs: of the fit.
        seed: chooses them.
        share: at most this part of the pairs, and at most 256 of them.
        count: how many trainings there are.
    """
    held = min(int(len(pairs) * share), _MOST_HELD_OUT)
    group = groups(pairs)
    sizes = np.bincount(group)
    part, number, filled = np.full(len(sizes), -1), 0, 0
    for one in np.random.default_rng(seed).permutation(len(sizes)):
        if sizes[one] > held:
            continue
        if filled + sizes[one] > held:
            number, filled = number + 1, 0
        part[one] = number
        filled += sizes[one]
    parts = [part[group] == number for number in range(count)]
    return [aside if aside.sum() >= _FEWEST_HELD_OUT else np.zeros_like(aside) for aside in parts]


def groups(pairs: Pairs) -> NDArray[np.int32]:
    """[N] number of the group of each pair: those that share an image or a caption, by way of others too."""
    image, text = (np.unique(rows, axis=0, return_inverse=True)[1].ravel() for rows in (pairs.images, pairs.texts))
    first_text = int(image.max()) + 1
    size = first_text + int(text.max()) + 1
    shared = coo_array((np.ones(len(pairs), np.int8), (image, text + first_text)), shape=(size, size))
    component: NDArray[np.int32] = connected_components(shared, directed=False)[1]
    return np.unique(component[image], return_inverse=True)[1].ravel().astype(np.int32)


def partners(pairs: Pairs) -> NDArray[np.bool_]:
    """[N, N] which images and words belong together: those of a pair, and those of its equals."""
    same = []
    for rows in (pairs.images, pairs.texts):
        number = np.unique(rows, axis=0, return_inverse=True)[1].ravel()
        same.append(number[:, None] == number)
    both: NDArray[np.bool_] = same[0] | same[1]
    return both


def standard_error(values: NDArray[np.float64], group: NDArray[np.integer]) -> float:
    """Of the mean of some values, of which those of one group are one draw; infinite where there is one draw alone."""
    draw = np.unique(group, return_inverse=True)[1].ravel()
    count = int(draw.max()) + 1
    if count < 2:
        return float("inf")
    sums = np.bincount(draw, values - values.mean())
    return float(np.sqrt(count / (count - 1)) * np.linalg.norm(sums) / len(values))


def tensor(rows: Vectors) -> torch.Tensor:
    """Rows for torch, on the CPU, where these small networks are trained soonest."""
    return torch.from_numpy(np.ascontiguousarray(rows, np.float32))


class Batches:
    """Pairs in random order, each once before any twice."""

    def __init__(self, pairs: Pairs, size: int, generator: torch.Generator) -> None:
        self._images, self._texts = tensor(pairs.images), tensor(pairs.texts)
        self._size, self._generator = min(size, len(pairs)), generator
        self._order = torch.empty(0, dtype=torch.int64)

    def draw(self) -> tuple[torch.Tensor, torch.Tensor]:
        """The next batch: [b, v] images and [b, t] words."""
        if len(self._order) < self._size:
            self._order = torch.randperm(len(self._images), generator=self._generator)
        part, self._order = self._order[: self._size], self._order[self._size :]
        return self._images[part], self._texts[part]
