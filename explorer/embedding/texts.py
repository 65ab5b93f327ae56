"""The captions of a collection as vectors, kept in its workspace.

artefacts/texts/<key>                    values [m, t] float32, ids [m] int64, one row a caption
"""

import numpy as np

from explorer.protocol.ids import Ids
from explorer.protocol.texts import Texts
from explorer.workspace.store import Workspace

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
    arrays, _ = workspace.read(KIND, key)
    order = np.argsort(ids)
    place = np.minimum(np.searchsorted(ids, arrays["ids"], sorter=order), len(ids) - 1)
    rows = order[place]
    kept = np.flatnonzero(ids[rows] == arrays["ids"])
    kept = kept[np.argsort(rows[kept], kind="stable")]
    return Texts(np.asarray(arrays["values"][kept], np.float32), rows[kept].astype(np.int64), key)
