"""Image ids and the order that breaks ties between equal scores."""

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]

NO_IMAGE = -1
"""Pads id arrays where a list is shorter than asked for."""


def tie_order(ids: Ids) -> NDArray[np.uint64]:
    """Sort keys that order equal scores stably and without knowing labels.

    Ids follow the sorted path order, hence the folder, hence the label: breaking ties by id would favour images of
    one label (measured: +0.9 point of mAP at 16-bit codes). The keys are the splitmix64 hash of each id.

    Args:
        ids: any shape, int64.

    Returns:
        Keys of the same shape; equal ids have equal keys, distinct ids distinct keys (splitmix64 is a bijection).
    """
    z = ids.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: NDArray[np.uint64] = z ^ (z >> np.uint64(31))
    return mixed
