"""Keeping a workspace sound and small: what is damaged is removed so that it is made again, what is of no use goes."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from explorer.collection import database
from explorer.collection.catalogue import Catalogue
from explorer.engine.stored import CODES, FEATURES, GRAPH, MAPS, MODELS, TRAINING
from explorer.errors import WorkspaceError
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.workspace import durable
from explorer.workspace.artefacts import Problem
from explorer.workspace.listing import forget_listing
from explorer.workspace.shards import ShardLog
from explorer.workspace.store import Workspace

_DERIVED = (GRAPH, CODES, MAPS, MODELS)


def mend(workspace: Workspace, problems: Sequence[Problem]) -> list[Problem]:
    """Remove what is damaged and can be made again, so that the next index makes it.

    Args:
        workspace: open for writing.
        problems: what `Workspace.verify` found.

    Returns:
        Those that only the person can mend: what they wrote themselves cannot be made again.

    Raises:
        WorkspaceError: nothing may be written.
    """
    workspace.require_write()
    left = []
    for problem in problems:
        inside = problem.path.relative_to(workspace.path).parts
        if inside[0] == "artefacts":
            durable.remove(workspace.path.joinpath(*inside[:3]))
        elif problem.path == workspace.catalogue_path:
            database.set_aside(problem.path)
            forget_listing(workspace)
        elif problem.path == workspace.user_path:
            left.append(problem)
        else:  # a shard, or the thumbnails
            durable.remove(problem.path)
    if len(left) < len(problems):
        workspace.configure(complete=None)
    return left


def vacuum(
    workspace: Workspace, *, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> dict[str, int]:
    """Remove what nothing refers to any more; nothing that the person wrote, and no vector of an image that is missing.

    Args:
        workspace: open for writing; no job may be running.
        progress: told of the steps.
        cancelled: asked between them.

    Returns:
        Bytes that were freed, by what they held; only what freed something.

    Raises:
        WorkspaceError: nothing may be written.
        Cancelled: the person asked to stop; what was removed is gone.
    """
    workspace.require_write()
    steps = {
        "results of vectors that are gone": _remove_outdated,
        "trainings that cannot go on": _remove_trainings,
        "vectors of contents that no image has": _thin_shards,
        "gaps in the databases": _close_gaps,
    }
    freed = {}
    for number, (name, step) in enumerate(steps.items()):
        check(cancelled)
        progress(number, len(steps), "Looking for what is of no use")
        before = size_of(workspace.path)
        step(workspace)
        freed[name] = before - size_of(workspace.path)
    return {name: size for name, size in freed.items() if size > 0}


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _stamps(workspace: Workspace) -> set[str]:
    """Of the features that there are."""
    return {workspace.folder(FEATURES, key).name for key in workspace.names(FEATURES)}


def _remove_outdated(workspace: Workspace) -> None:
    """Results that were made from features as they are no more; from the graph of such the next one is made."""
    keys, stamps = set(workspace.names(FEATURES)), _stamps(workspace)
    for kind in _DERIVED:
        for name in workspace.names(kind):
            if workspace.meta(kind, name).get("stamp") not in stamps and not (kind == GRAPH and name in keys):
                workspace.remove(kind, name)


def _remove_trainings(workspace: Workspace) -> None:
    stamps = _stamps(workspace)
    for file in (workspace.path / TRAINING).glob("*.safetensors"):
        if not any(file.stem.endswith(f"-{stamp}") for stamp in stamps):
            durable.remove(file)


def _thin_shards(workspace: Workspace) -> None:
    """Images that are missing may come back, so that their vectors stay."""
    if not workspace.catalogue_path.is_file():
        return
    with Catalogue(workspace.catalogue_path, write=False) as catalogue:
        known = {content.tobytes() for content in catalogue.contents(missing=True)[1]}
    for folder in workspace.path.glob("features/*/shards"):
        ShardLog(folder).keep(lambda shard: [content.tobytes() in known for content in shard["content"]])


def _close_gaps(workspace: Workspace) -> None:
    for path in _databases(workspace):
        with closing(database.connect(path, write=True)) as connection, database.explained(path):
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _databases(workspace: Workspace) -> Iterator[Path]:
    for path in (workspace.catalogue_path, workspace.thumbnails_path, workspace.user_path):
        if path.is_file():
            if database.is_damaged(path):
                raise WorkspaceError(f"{path} is damaged; run verify --mend first.")
            yield path
