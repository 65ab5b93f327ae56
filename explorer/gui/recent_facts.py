"""What can be told of a collection without opening it; read on a thread, once the window stands."""

import os
from datetime import datetime

import numpy as np
from PySide6.QtGui import QImage

from explorer.collection.source import is_workspace
from explorer.collection.stores import Place
from explorer.errors import ExplorerError
from explorer.gui.catalogue import CatalogueLoader
from explorer.gui.language import tr
from explorer.gui.recent import PICTURES, RecentFacts
from explorer.workspace.listing import KIND, NAME
from explorer.workspace.places import workspace_for
from explorer.workspace.store import Workspace

_DECODED = 96


def facts_of(collection: Place) -> RecentFacts:
    """Look at a collection from outside; to be called on another thread, because its drive may be asleep.

    A store is asked for nothing before somebody opens what is in it.
    """
    if isinstance(collection, str):
        return RecentFacts(note=tr("In a store"))
    place = collection if is_workspace(collection) else workspace_for(collection)
    there = os.path.exists(collection)  # noqa: PTH110 - no error without permission
    trouble = "" if there else tr("Moved, deleted or not connected")
    try:
        workspace = Workspace.open(place)
        ids = workspace.array(KIND, NAME, "ids")
        read = datetime.fromtimestamp((place / "workspace.json").stat().st_mtime).astimezone()
        chosen = ids[np.linspace(0, len(ids) - 1, min(PICTURES, len(ids))).round().astype(int)].tolist()
        pictures = _pictures(workspace, chosen) if there else ()
    except (ExplorerError, OSError):
        return RecentFacts(trouble=trouble)
    return RecentFacts(len(ids), read, trouble, pictures)


def _pictures(workspace: Workspace, ids: list[int]) -> tuple[QImage, ...]:
    if not workspace.thumbnails_path.is_file():
        return ()
    loader = CatalogueLoader(workspace.catalogue_path, workspace.thumbnails_path)
    try:
        found = dict(loader.load(ids))
    finally:
        loader.close()
    images = [QImage.fromData(data) for data in (found.get(image) for image in ids) if data is not None]
    return tuple(image.scaledToHeight(_DECODED) for image in images if not image.isNull())
