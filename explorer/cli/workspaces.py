"""The workspace that a path on the command line means."""

from pathlib import Path

from explorer.collection.source import is_workspace
from explorer.workspace.places import workspace_for
from explorer.workspace.store import Workspace


def opened_workspace(path: Path, *, write: bool) -> Workspace:
    """Open the workspace at a path, or that of the source at a path.

    Raises:
        WorkspaceError: there is none, or it is to be written and open in another program.
    """
    workspace = Workspace.open(path if is_workspace(path) else workspace_for(path), write=write)
    if write:
        workspace.require_write()
    return workspace
