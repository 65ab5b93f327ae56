"""What the spaces that are trained have in common: held-out pairs and batches."""

import numpy as np
import torch

from explorer.graph.threads import one_thread as one_thread  # noqa: PLC0414 - for those who train
from explorer.methods.crossmodal.space import Pairs
from explorer.protocol.features import Vectors

_HELD_OUT_SHARE = 1 / 16
_FEWEST_HELD_OUT = 16
_MOST_HELD_OUT = 256


def held_out_pairs(pairs: Pairs, seed: int) -> tuple[Pairs, Pairs]:
    """Pairs for training, and a few by which one sees without labels when it has ceased to help.

    Images with several captions are not split; small collections keep all their pairs for training.
    """
    held = min(int(len(pairs) * _HELD_OUT_SHARE), _MOST_HELD_OUT)
    if held < _FEWEST_HELD_OUT:
        return pairs, Pairs(pairs.images[:0], pairs.texts[:0])
    _, image = np.unique(pairs.images, axis=0, return_inverse=True)
    order = np.random.default_rng(seed).permutation(int(image.max()) + 1)
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    sorted_pairs = np.argsort(place[image.ravel()], kind="stable")
    aside = np.isin(image.ravel(), image.ravel()[sorted_pairs[:held]])
    return Pairs(pairs.images[~aside], pairs.texts[~aside]), Pairs(pairs.images[aside], pairs.texts[aside])


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
