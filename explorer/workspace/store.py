"""The workspace: everything that the program keeps of one collection, in one folder.

workspace.json      what it is: version, source, encoder
catalogue.sqlite    one row for each image
user.sqlite         what the person added
thumbnails.sqlite   a cache
artefacts/          results by kind and name, see `artefacts`
features/…/shards   what a running job has finished, see `shards`
lock                held by the one writer

It knows no method: a result is named by a kind and a key that its maker computes from all that decides its numbers.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any, Self

import filelock
import numpy as np
from numpy.typing import NDArray

from explorer.collection import database
from explorer.collection.base import Source
from explorer.collection.mirror import Mirror
from explorer.collection.names import printable
from explorer.collection.stores import in_store, located, settled
from explorer.errors import WorkspaceError
from explorer.protocol.closing import Closing
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.workspace import durable
from explorer.workspace.arrays import ArrayWriter
from explorer.workspace.artefacts import Arrays, Artefacts, Problem
from explorer.workspace.remote import RemoteArtefacts, Wanted, bring
from explorer.workspace.shards import ShardLog

__all__ = ["ArrayWriter", "Problem", "ShardLog", "Workspace"]

COMPLETE = "complete"
"""Key of the configuration: the version of the program that last brought everything up to date; None while one does."""

VERSION = 1
"""Raised when the layout changes so that older programs cannot read it."""

_CONFIG = "workspace.json"
_FORMAT = "retrieval-explorer workspace"
_NAMES = ("encoder", "features", "texts", "text_encoder")
_LOCK = "lock"


class Workspace(Closing):
    """An open workspace; a context manager. Make one with `create` or `open`.

    Attributes:
        path: its folder; of a workspace in a store, the one that stands for it here.
        address: of a workspace in a store; None for one on the disk.
        config: what `workspace.json` says: version, source (kind, path, images_root), encoder and what else was set.
        read_only_reason: why nothing may be written, None where it may.
    """

    def __init__(self, path: Path, lock: filelock.BaseFileLock | None, read_only_reason: str | None) -> None:
        """Use `create` or `open`."""
        self.path = path
        self.config = _read_config(path)
        self.read_only_reason = read_only_reason
        self._lock = lock
        mirror = Mirror.of(path)
        self._artefacts = (
            Artefacts(path / "artefacts", self.require_write) if mirror is None else RemoteArtefacts(mirror)
        )
        self.address = None if mirror is None else mirror.address

    @classmethod
    def create(cls, path: Path, *, source: Source | None = None) -> Self:
        """Make a workspace and open it for writing.

        Args:
            path: a folder that is empty or does not exist yet.
            source: where the images come from.

        Raises:
            WorkspaceError: the folder holds something else, is a workspace already or may not be written.
        """
        with durable.explained(path):
            durable.make_folder(path)
            names = [file.name for file in path.iterdir()]
        if (path / _CONFIG).exists():
            raise WorkspaceError(f"{path} is a workspace already; open it instead.")
        if any(name != _LOCK and not name.startswith(durable.TEMPORARY) for name in names):
            raise WorkspaceError(f"{path} holds other files; name an empty or new folder for the workspace.")
        lock, reason = _acquire(path)
        if lock is None:
            raise WorkspaceError(reason or "")
        config = {"format": _FORMAT, "version": VERSION, "source": _source_json(source), "encoder": None}
        try:
            durable.write_file(path / _CONFIG, _to_json(config))
            return cls(path, lock, None)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, *, write: bool = False, lent: bool = False) -> Self:
        """Open a workspace.

        Args:
            path: its folder, or its address in a store, which is only read.
            write: take the writer's lock; where another program holds it, the workspace is opened for reading and
                `read_only_reason` says so.
            lent: the parent process holds the lock and lends it to this one.

        Raises:
            WorkspaceError: there is none, it is damaged or of a newer version.
        """
        path = bring(path) if in_store(path) else path
        _read_config(path)
        mirror = Mirror.of(path)
        if mirror is not None:
            return cls(path, None, f"{mirror.address} is open for reading only, as it is in a store.")
        if lent:
            return cls(path, None, None)
        lock, reason = _acquire(path) if write else (None, "The workspace is open for reading only.")
        workspace = cls(path, lock, reason)
        if lock is not None:
            durable.sweep(path)
            workspace._artefacts.sweep()
        return workspace

    @property
    def catalogue_path(self) -> Path:
        """The database of `collection.catalogue`."""
        return self.path / "catalogue.sqlite"

    @property
    def thumbnails_path(self) -> Path:
        """The file of `collection.thumbnails`."""
        return self.path / "thumbnails.sqlite"

    @property
    def user_path(self) -> Path:
        """The database of `collection.user_store`."""
        return self.path / "user.sqlite"

    @property
    def source_path(self) -> Path | None:
        """The folder or file that the images come from, None where none was named."""
        source = self.config["source"]
        return located(source["path"]) if source else None

    @property
    def images_root(self) -> Path | None:
        """The folder in which names of a feature file are found as images."""
        source = self.config["source"]
        return located(source["images_root"]) if source and source.get("images_root") else None

    def configure(self, **values: Any) -> None:
        """Set entries of `config`, such as the encoder, on disk too.

        Raises:
            WorkspaceError: nothing may be written.
        """
        self.require_write()
        config = {**_read_config(self.path), **values}
        durable.write_file(self.path / _CONFIG, _to_json(config))
        self.config = config

    def reload(self) -> None:
        """Read `config` again, because another process may have changed it.

        Raises:
            WorkspaceError: it is damaged or gone.
        """
        self.config = _read_config(self.path)

    def require_write(self) -> None:
        """Raise where nothing may be written.

        Raises:
            WorkspaceError: with `read_only_reason`.
        """
        if self.read_only_reason is not None:
            raise WorkspaceError(self.read_only_reason)

    # Results

    def write(self, kind: str, name: str, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]) -> None:
        """Keep arrays under a kind and a name, in place of what was there.

        Args:
            kind: such as "features", "graph", "models", "maps".
            name: the key of this result.
            arrays: by name; no Python objects.
            meta: JSON-ready; should say the stage version and what the result was made from.

        Raises:
            WorkspaceError: nothing may be written, or the disk is full.
        """
        self._artefacts.write(kind, name, arrays, meta)

    def writing(self, kind: str, name: str, meta: Mapping[str, Any] | None = None) -> AbstractContextManager[Path]:
        """A temporary folder to write files into (`ArrayWriter`, safetensors); they count when the block ends well.

        Everything must lie in the folder itself, not in folders below it. `meta` may still be filled inside the block.
        """
        return self._artefacts.writing(kind, name, meta)

    def has(self, kind: str, name: str) -> bool:
        """Whether there is such a result with all its files in full size; a damaged one is to be made again."""
        return self._artefacts.has(kind, name)

    def array(self, kind: str, name: str, array_name: str) -> np.memmap[Any, np.dtype[Any]]:
        """A read-only memory map of one array; checksums are not read here but by `verify`.

        Raises:
            WorkspaceError: there is no such result or array, or its file is cut off.
        """
        return self._artefacts.array(kind, name, array_name)

    def read(self, kind: str, name: str) -> tuple[Arrays, dict[str, Any]]:
        """What `write` wrote: read-only memory maps by name, and the meta, never of two different writings.

        Of a workspace in a store each file is fetched when its array is asked for, see `Arrays.rows` too.

        Raises:
            WorkspaceError: there is no such result, or a file is cut off.
        """
        return self._artefacts.read(kind, name)

    def generation(self, kind: str, name: str) -> str:
        """A text that becomes another when the result is written again.

        Raises:
            WorkspaceError: there is no such result.
        """
        return self._artefacts.generation(kind, name)

    def meta(self, kind: str, name: str) -> dict[str, Any]:
        """What the writer said of a result.

        Raises:
            WorkspaceError: there is no such result.
        """
        return self._artefacts.meta(kind, name)

    def names(self, kind: str) -> list[str]:
        """Names of all complete results of a kind, sorted."""
        return self._artefacts.names(kind)

    def folder(self, kind: str, name: str) -> Path:
        """The folder of a result's files, for reading; it changes when the result is written again.

        Raises:
            WorkspaceError: there is no such result.
        """
        return self._artefacts.folder(kind, name)

    def fetch(
        self, wanted: Sequence[Wanted], progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
    ) -> None:
        """Bring arrays of a workspace in a store here at once, rather than when they are asked for.

        Args:
            wanted: kind, name and arrays of results; of what is not there nothing is fetched.
            progress: told of bytes, of all that is wanted and not here yet.
            cancelled: asked before each piece.

        Raises:
            WorkspaceError: the store does not give it.
            Cancelled: the person asked to stop; what has come is kept.
        """
        if isinstance(self._artefacts, RemoteArtefacts):
            self._artefacts.fetch(wanted, progress, cancelled)

    def fetch_only_on_wish(self, wanted: Sequence[Wanted]) -> None:
        """Have arrays of a workspace in a store fetched by `fetch` alone: who answers others cannot wait for them.

        Args:
            wanted: as of `fetch`; while they are not here, asking for them raises WorkspaceError.
        """
        if isinstance(self._artefacts, RemoteArtefacts):
            self._artefacts.only_on_wish = {(kind, name, array) for kind, name, arrays in wanted for array in arrays}

    def remove(self, kind: str, name: str) -> None:
        """Delete a result, if it is there.

        Raises:
            WorkspaceError: nothing may be written.
        """
        self._artefacts.remove(kind, name)

    def verify(self) -> list[Problem]:
        """Read everything and compare it with its checksums: what is wrong, nothing if all is sound."""
        problems = self._artefacts.verify()
        for folder in sorted(self.path.glob("features/*/shards")):
            shards = ShardLog(folder)
            for _ in shards:
                pass
            problems += shards.damaged
        problems += [Problem(path, reason) for path, reason in _database_problems(self.path)]
        return problems

    def close(self) -> None:
        """Give the lock back; harmless when closed already."""
        if self._lock is not None:
            self._lock.release()
        self.read_only_reason = "The workspace is closed."


def _acquire(path: Path) -> tuple[filelock.BaseFileLock | None, str | None]:
    """The writer's lock, or why it cannot be had."""
    lock = filelock.FileLock(path / _LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except filelock.Timeout:
        return None, f"{path} is open in another program; close it there to make changes here."
    except (OSError, NotImplementedError):
        return None, f"{path} may not be written; ask for permission, or name another with --workspace."
    return lock, None


def _read_config(path: Path) -> dict[str, Any]:
    file = path / _CONFIG
    try:
        config: dict[str, Any] = json.loads(file.read_bytes())
        version = int(config["version"])
        if version <= VERSION:
            _check(config)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise WorkspaceError(f"There is no workspace at {printable(str(path))}; index a collection first.") from error
    except OSError as error:
        raise WorkspaceError(f"{file} cannot be read ({error.strerror}); check its permissions.") from error
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise WorkspaceError(f"{file} is damaged; delete the workspace and index the collection again.") from error
    if version > VERSION:
        raise WorkspaceError(f"{path} was written by a newer version of the program; update this one.")
    return config


def _check(config: Mapping[str, Any]) -> None:
    """Names and places are texts, or are not there.

    Raises:
        ValueError: one is something else.
        KeyError, TypeError, AttributeError: what should hold them is.
    """
    source = config["source"] or {}
    values = [source.get("path", ""), source.get("images_root"), *(config.get(name) for name in _NAMES)]
    if not all(value is None or isinstance(value, str) for value in values):
        raise ValueError(values)


def _to_json(config: Mapping[str, Any]) -> bytes:
    return json.dumps(config, indent=1).encode()


def _source_json(source: Source | None) -> dict[str, str | None] | None:
    if source is None:
        return None
    images_root = getattr(source, "images_root", None)
    return {
        "kind": source.kind,
        "path": str(settled(source.path)),
        "images_root": None if images_root is None else str(settled(images_root)),
    }


def _database_problems(path: Path) -> list[tuple[Path, str]]:
    """What SQLite finds wrong with the databases."""
    problems = []
    for name in ("catalogue.sqlite", "thumbnails.sqlite", "user.sqlite"):
        file = path / name
        if file.is_file():
            try:
                with closing(database.connect(file, write=False)) as connection, database.explained(file):
                    (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
                    problems += [] if answer == "ok" else [(file, f"{file} is damaged ({answer}); index again.")]
            except WorkspaceError as error:
                problems.append((file, str(error)))
    return problems
