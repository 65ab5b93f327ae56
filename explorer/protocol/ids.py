"""Image ids, how many of them travel, and the order that breaks ties between equal scores."""

import base64
import binascii
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError

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


def pack_ids(ids: Ids) -> dict[str, Any]:
    """A set of ids as a JSON-ready dictionary: one bit for each id from the smallest to the largest.

    A filter goes with every step of a slider: 100,000 ids are 17 kB and half a millisecond so, and 700 kB as numbers.

    Args:
        ids: [m], ascending.
    """
    if not len(ids):
        return {"first": 0, "bits": ""}
    first = int(ids[0])
    present = np.zeros(int(ids[-1]) - first + 1, np.bool_)
    present[ids - first] = True
    return {"first": first, "bits": base64.b64encode(np.packbits(present).tobytes()).decode("ascii")}


def unpack_ids(packed: dict[str, Any]) -> Ids:
    """The inverse of `pack_ids`: [m] int64, ascending.

    Raises:
        InputError: it is not what `pack_ids` gives.
    """
    try:
        data = np.frombuffer(base64.b64decode(packed["bits"], validate=True), np.uint8)
        return np.flatnonzero(np.unpackbits(data)) + int(packed["first"])
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise InputError("The filter of the search cannot be read; choose it again.") from error
