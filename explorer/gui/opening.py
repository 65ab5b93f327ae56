"""What a path or an address is, and the workspace that it is looked at in."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePath

from explorer.collection.database import set_aside
from explorer.collection.source import is_workspace, open_source
from explorer.collection.stores import Place, in_store, located
from explorer.gui.language import tr
from explorer.workspace.listing import forget_listing
from explorer.workspace.places import workspace_for
from explorer.workspace.points import SCHEME, STORE, open_points, title_of
from explorer.workspace.store import Workspace


@dataclass(frozen=True, eq=False)
class Opened:
    """What was opened.

    Attributes:
        path: that was asked for.
        workspace: what is known of it.
        title: for people.
        source: where its images are read from.
    """

    path: Path
    workspace: Workspace
    title: str
    source: Path


def is_same(path: Path, place: Place) -> bool:
    """Whether both are the same place."""
    if isinstance(place, str) or in_store(path):
        return str(path).rstrip("/") == str(place).rstrip("/")
    return path.resolve() == place.resolve()


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


def is_gone(path: Path) -> bool:
    """Whether nothing is at a path; whether a store holds something is not asked."""
    return not in_store(path) and not os.path.exists(path)  # noqa: PTH110 - no error without permission


def workspace_alone(path: Path) -> Path | None:
    """The workspace that is opened without its source: the path itself, or that of a source which is gone."""
    if is_workspace(path):
        return path
    place = workspace_for(path)
    return place if is_gone(path) and is_workspace(place) else None


def open_workspace(place: Place) -> Opened:
    """Open what is at a path or an address; the latter may take its time.

    Raises:
        ExplorerError: it cannot be opened; one sentence says why.
    """
    if isinstance(place, str) and place.startswith(SCHEME):
        workspace = open_points(place)
        return Opened(workspace.path, workspace, title_of(place), workspace.path)
    path = located(place) if isinstance(place, str) else place
    alone = workspace_alone(path)
    if alone is not None:
        workspace = Workspace.open(alone, write=True)
        said = workspace.config["source"]
        title = PurePath(said["path"]).name if said else title_of(workspace.config.get(STORE) or alone.name)
        return Opened(path, workspace, title, alone if workspace.address else workspace.source_path or alone)
    source = open_source(path)
    kept = workspace_for(path)
    workspace = Workspace.open(kept, write=True) if is_workspace(kept) else Workspace.create(kept, source=source)
    return Opened(path, workspace, source.title, path)


def drop_catalogue(place: Path) -> None:
    """Put the damaged catalogue of a workspace aside, so that the next reading makes another.

    Raises:
        WorkspaceError: it is in use, or may not be renamed.
    """
    with Workspace.open(place, write=True) as opened:
        set_aside(opened.catalogue_path)
        forget_listing(opened)


def full_title(workspace: Workspace, title: str) -> str:
    """The title, and where it lies where that is not this computer."""
    address = workspace.address
    return tr("{title} (read only, {address})", title=title, address=address) if address else title
