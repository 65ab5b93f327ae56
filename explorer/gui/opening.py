"""What a path is, and the workspace that it is looked at in."""

import os
from pathlib import Path

from explorer.collection.source import is_workspace, open_source
from explorer.workspace.places import workspace_for
from explorer.workspace.store import Workspace


def look_at(path: Path) -> None:
    """Find out whether a path can be opened, without opening it.

    Raises:
        ExplorerError: it cannot; one sentence says why.
    """
    place = workspace_alone(path)
    if place is not None:
        Workspace.open(place)
    else:
        open_source(path)


def workspace_alone(path: Path) -> Path | None:
    """The workspace that is opened without its source: the path itself, or that of a source which is gone."""
    if is_workspace(path):
        return path
    place = workspace_for(path)
    gone = not os.path.exists(path)  # noqa: PTH110 - no error without permission
    return place if gone and is_workspace(place) else None


def open_workspace(path: Path) -> tuple[Workspace, str, Path]:
    """The workspace of a path, its title, and the source it is read from."""
    alone = workspace_alone(path)
    if alone is not None:
        workspace = Workspace.open(alone, write=True)
        source = workspace.source_path or alone
        return workspace, source.name, source
    source = open_source(path)
    place = workspace_for(path)
    workspace = Workspace.open(place, write=True) if is_workspace(place) else Workspace.create(place, source=source)
    return workspace, source.title, path
