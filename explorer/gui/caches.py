"""What the program keeps on disk, how large it is, and which parts of it no collection uses any more."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.collection.source import is_workspace
from explorer.errors import ExplorerError, WorkspaceError
from explorer.gui.language import tr
from explorer.workspace import durable, places
from explorer.workspace.store import Workspace

FEATURES, GRAPH, MAPS = "features", "graph", "maps"

_FOLDERS: dict[places.Movable, Callable[[], Path]] = {"data": places.data_dir, "cache": places.cache_dir}


@dataclass(frozen=True)
class Usage:
    """A place of the program on disk.

    Attributes:
        title: for people.
        path: the folder.
        size: bytes in it.
        movable: its name where another folder can be chosen for it; empty otherwise.
        fault: one sentence where it cannot be used.
    """

    title: str
    path: Path
    size: int
    movable: places.Movable | None = None
    fault: str = ""


@dataclass(frozen=True)
class Unused:
    """Something that could be dropped.

    Attributes:
        title: what it is.
        why: why nothing needs it, and what it would take to have it again.
        size: bytes.
        path: the folder that goes, or the workspace of the vectors.
        features: key of the vectors that go; empty where the whole folder does.
        certain: whether nobody can miss it.
    """

    title: str
    why: str
    size: int
    path: Path
    features: str = ""
    certain: bool = False


def usage() -> list[Usage]:
    """The places of the program with their sizes; walks all files, so not on the GUI thread."""
    logs = places.log_dir()
    return [_usage(tr("Collections"), "data"), _usage(tr("Caches"), "cache"), Usage(tr("Logs"), logs, size_of(logs))]


def _usage(title: str, name: places.Movable) -> Usage:
    try:
        folder = _FOLDERS[name]()
    except WorkspaceError as fault:
        return Usage(title, places.chosen(name) or Path(), 0, name, str(fault))
    return Usage(title, folder, size_of(folder), name)


def move(name: places.Movable, folder: Path) -> Path:
    """Keep a place in another folder from now on, with all that is in it; in a new folder inside where it is not empty.

    Everything is copied before anything is deleted, so that a disk that fills up costs nothing.

    Raises:
        WorkspaceError: a collection is in use, or the folder cannot be written.
    """
    before = _present(name)
    with durable.explained(folder):
        target = folder / "retrieval-explorer" if any(folder.iterdir()) else folder
    if before is not None and target.resolve().is_relative_to(before.resolve()):
        raise WorkspaceError(
            tr(
                "{target} is inside {before}, which is to be moved; choose a folder elsewhere.",
                target=target,
                before=before,
            )
        )
    entries = [] if before is None else sorted(before.iterdir())
    for entry in entries:
        if is_workspace(entry):
            with Workspace.open(entry, write=True) as workspace:
                _require_lock(workspace)
    with durable.explained(target):
        target.mkdir(exist_ok=True)
        taken = [entry.name for entry in entries if (target / entry.name).exists()]
        if taken:
            raise WorkspaceError(
                tr("{target} holds {entry} already; choose an empty folder.", target=target, entry=taken[0])
            )
        try:
            for entry in entries:
                _copy(entry, target / entry.name)
        except OSError:
            for entry in entries:
                _delete(target / entry.name, missing_ok=True)
            raise
    places.choose(name, target)
    for entry in entries:
        _delete(entry)
    return target


def _present(name: places.Movable) -> Path | None:
    """Where a place is now; None where it is not there, so that nothing can be moved."""
    try:
        return _FOLDERS[name]()
    except WorkspaceError:
        return None


def _copy(entry: Path, target: Path) -> None:
    if entry.is_dir():
        shutil.copytree(entry, target, symlinks=True)
    else:
        shutil.copy2(entry, target)


def unused(opened: Path | None) -> list[Unused]:
    """What could be dropped, the largest first; `opened` is the workspace that the window has open."""
    found: list[Unused] = []
    data, cache = _present("data"), _present("cache")
    for path in sorted(data.iterdir()) if data is not None else ():
        if is_workspace(path):
            found += _unused_of(path, is_open=opened is not None and path == opened)
    pasted = None if cache is None else cache / "pasted"
    if pasted is not None and pasted.exists() and (size := size_of(pasted)):
        why = tr("Kept so that Back can return to them; queries of earlier days need them no more.")
        found.append(Unused(tr("Pictures pasted as queries"), why, size, pasted, certain=True))
    return sorted(found, key=lambda item: -item.size)


def drop(item: Unused, opened: Workspace | None) -> None:
    """Delete one of them; what is open is changed through the workspace that holds the lock.

    Raises:
        WorkspaceError: another process uses it, or it cannot be deleted.
    """
    if not item.features:
        if is_workspace(item.path):
            with Workspace.open(item.path, write=True) as workspace:
                _require_lock(workspace)
        _delete(item.path)
    elif opened is not None and opened.path == item.path:
        _drop_features(opened, item.features)
    else:
        with Workspace.open(item.path, write=True) as workspace:
            _require_lock(workspace)
            _drop_features(workspace, item.features)


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder; what vanishes meanwhile counts nothing."""
    total = 0
    for file in folder.rglob("*"):
        try:
            total += file.stat().st_size if file.is_file() and not file.is_symlink() else 0
        except OSError:
            continue
    return total


def _unused_of(path: Path, *, is_open: bool) -> Iterator[Unused]:
    try:
        with Workspace.open(path) as workspace:
            source = workspace.source_path
            if not is_open and source is not None and not source.exists():
                why = tr("{source} is not there. Keep it where that drive is only unplugged.", source=source)
                yield Unused(tr("Collection {stem}", stem=path.stem), why, size_of(path), path)
                return
            yield from _other_vectors(workspace)
    except (ExplorerError, OSError) as fault:
        if not is_open:
            yield Unused(
                tr("Collection {stem}", stem=path.stem),
                tr("It cannot be opened: {fault}", fault=fault),
                size_of(path),
                path,
            )


def _other_vectors(workspace: Workspace) -> Iterator[Unused]:
    """Vectors that the collection is not searched by: of an older version of its encoder, or of another one."""
    chosen = workspace.config.get("features")
    if not chosen:
        return
    current = _encoder(workspace, chosen).get("name")
    for key in workspace.names(FEATURES):
        if key == chosen:
            continue
        encoder = _encoder(workspace, key)
        old = encoder.get("name") == current
        title = tr("Vectors of {encoder} in {stem}", encoder=encoder.get("title") or key, stem=workspace.path.stem)
        why = tr("Of an older version of the encoder.") if old else tr("Used only by columns that name this encoder.")
        size = sum(size_of(folder) for folder in _folders(workspace, key))
        yield Unused(title, why, size, workspace.path, key, certain=old)


def _encoder(workspace: Workspace, key: str) -> dict[str, str]:
    return workspace.meta(FEATURES, key).get("encoder") or {}


def _folders(workspace: Workspace, key: str) -> list[Path]:
    folders = [workspace.folder(FEATURES, key), workspace.path / FEATURES / key]
    if workspace.has(GRAPH, key):
        folders.append(workspace.folder(GRAPH, key))
    maps = [name for name in workspace.names(MAPS) if name.startswith(f"{key}-")]
    return folders + [workspace.folder(MAPS, name) for name in maps]


def _drop_features(workspace: Workspace, key: str) -> None:
    for name in workspace.names(MAPS):
        if name.startswith(f"{key}-"):
            workspace.remove(MAPS, name)
    for kind in (GRAPH, FEATURES):
        if workspace.has(kind, key):
            workspace.remove(kind, key)
    if (workspace.path / FEATURES / key).exists():
        _delete(workspace.path / FEATURES / key)


def _require_lock(workspace: Workspace) -> None:
    if workspace.read_only_reason:
        raise WorkspaceError(workspace.read_only_reason)


def _delete(entry: Path, *, missing_ok: bool = False) -> None:
    try:
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink(missing_ok=missing_ok)
    except OSError as error:
        raise WorkspaceError(
            tr("{entry} cannot be deleted ({strerror}).", entry=entry, strerror=error.strerror)
        ) from error
