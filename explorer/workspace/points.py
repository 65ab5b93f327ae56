"""Workspaces of collections whose vectors lie in a vector store: the store is named in the configuration."""

from pathlib import Path

from explorer.collection.names import named
from explorer.errors import WorkspaceError
from explorer.workspace.places import data_dir
from explorer.workspace.store import Workspace

SCHEME = "qdrant://"

STORE = "store"
"""Key of the configuration, and of the meta of features: the address of the vector store."""


def open_points(address: str, place: Path | None = None) -> Workspace:
    """Open the workspace that lists a collection of a vector store, made where it is missing.

    Args:
        address: `qdrant://host/collection`.
        place: its folder; by default one of the person's data folder.

    Raises:
        WorkspaceError: it is of another collection, damaged or cannot be made.
    """
    place = place or data_dir() / named(title_of(address), address)
    if not place.exists():
        workspace = Workspace.create(place)
        workspace.configure(**{STORE: address})
        return workspace
    workspace = Workspace.open(place, write=True)
    if workspace.config.get(STORE) != address:
        workspace.close()
        raise WorkspaceError(f"{place} is of another collection; name another with --workspace.")
    return workspace


def title_of(address: str) -> str:
    """The name of the collection."""
    return address.partition("#")[0].rstrip("/").rpartition("/")[2]
