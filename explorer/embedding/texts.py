"""The captions of a collection as vectors, kept in its workspace.

artefacts/texts/<key>                    values [m, t] float32, ids [m] int64, data and starts, one row a caption
"""

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError
from explorer.protocol.ids import Ids
from explorer.protocol.texts import Texts
from explorer.workspace.store import Workspace
from explorer.workspace.texts import Texts as Lines

KIND = "texts"
"""Of the artefacts."""


def load_texts(workspace: Workspace, ids: Ids) -> Texts | None:
    """The captions of some images, or None where the collection has none.

    Args:
        workspace: of the collection.
        ids: [n] of the images, in the order of their features.
    """
    key = workspace.config.get(KIND)
    if key is None or not workspace.has(KIND, key):
        return None
    arrays, meta = workspace.read(KIND, key)
    kept, rows = _kept(ids, arrays["ids"])
    space = f"{meta['encoder']} {meta.get('space', '')}".strip()
    return Texts(np.asarray(arrays["values"][kept], np.float32), rows, key, space)


def caption_texts(workspace: Workspace, ids: Ids, numbers: NDArray[np.int64]) -> list[str]:
    """Some captions in letters.

    Args:
        workspace: of the collection, which has captions.
        ids: as for `load_texts`.
        numbers: rows of what `load_texts` gives for them.

    Raises:
        InputError: they were read by a version of the program that did not keep them.
    """
    arrays, _ = workspace.read(KIND, workspace.config[KIND])
    if "data" not in arrays:
        raise InputError("The captions were read by an earlier version of the program; read the collection again.")
    lines = Lines(arrays["data"], arrays["starts"])
    kept, _ = _kept(ids, arrays["ids"])
    return [lines[int(kept[number])] for number in numbers]


def _kept(ids: Ids, described: Ids) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which captions belong to images that are there, by their rows; and these rows."""
    order = np.argsort(ids)
    place = np.minimum(np.searchsorted(ids, described, sorter=order), len(ids) - 1)
    rows = order[place]
    kept = np.flatnonzero(ids[rows] == described)
    kept = kept[np.argsort(rows[kept], kind="stable")]
    return kept, rows[kept].astype(np.int64)
