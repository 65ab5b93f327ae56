"""A local stand-in for a folder in a store: files come here when somebody looks at them, and no others.

    mirror.json   the address, and size and mark of each file there when the folder was last looked at
    …             files that were fetched, under their own names

Nothing is ever written to the store. The copies of all folders together stay below a limit: what was used longest ago
makes room, and is fetched again when it is looked at again.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Self

import filelock

from explorer.collection.stores import StoreError, listing, located, patiently, sizes_known
from explorer.errors import WorkspaceError
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress

LIMIT_MB = 20_000
LIMIT_VARIABLE = "EXPLORER_REMOTE_MB"
"""Environment variable: another limit in megabytes for the copies of files from stores."""

_MARK = "mirror.json"
_PIECE = 2**23
"""Bytes that are asked for at once; a broken connection costs so many, as what has come stays."""

_UNFINISHED = ".part"
_LOCK = ".lock"
_MARKS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "created")
"""What the stores tell that changes with a file's content."""


@dataclass(frozen=True)
class _File:
    """A file in the store.

    Attributes:
        size: in bytes.
        mark: another text for any other content.
    """

    size: int
    mark: str


class Mirror:
    """A folder in a store, and the local one that stands for it.

    Attributes:
        folder: the local one.
        address: of the other.
        files: size and mark of each file there, by its path with `/` between.
    """

    def __init__(self, folder: Path, address: str, files: Mapping[str, _File]) -> None:
        """Use `of` or `refreshed`."""
        self.folder = folder
        self.address = address
        self.files = files
        self._place: Any = None

    @classmethod
    def of(cls, folder: Path) -> Self | None:
        """What a local folder stands for; None where it is a folder of its own.

        Raises:
            WorkspaceError: its description is damaged.
        """
        try:
            said = json.loads((folder / _MARK).read_bytes())
            files = {name: _File(*about) for name, about in said["files"].items()}
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise WorkspaceError(f"{folder} is a damaged copy; delete it and open the address again.") from error
        if not all(map(_is_plain, files)):  # a folder from a stranger could have files written elsewhere
            raise WorkspaceError(f"{folder} names files outside of it; delete it and open the address again.")
        return cls(folder, said["address"], files)

    @classmethod
    def refreshed(cls, place: Path, folder: Path) -> Self:
        """Look at the store again, and drop the copies of what has changed there.

        Args:
            place: in the store.
            folder: the local one, made where it is missing.

        Raises:
            InputError: there is nothing, or it cannot be listed.
        """
        there = {name: about for name, about in listing(place).items() if _is_plain(name)}
        files = {name: _about(about) for name, about in sizes_known(place, there).items()}
        before = cls.of(folder)
        for name, about in before.files.items() if before is not None else ():
            if files.get(name) != about:
                for ending in ("", _UNFINISHED):
                    (folder / f"{name}{ending}").unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        said = {"address": str(place), "files": {name: (about.size, about.mark) for name, about in files.items()}}
        unfinished = folder / f"{_MARK}{_UNFINISHED}"
        unfinished.write_text(json.dumps(said), "utf-8")
        unfinished.replace(folder / _MARK)
        return cls(folder, str(place), files)

    def fetch(self, name: str, *, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled) -> Path:
        """The local copy of a file, fetched first where it is not there yet.

        Args:
            name: its path in the folder.
            progress: told of bytes.
            cancelled: asked before each piece.

        Raises:
            InputError: there is no such file, it is larger than all copies may be, or the store does not give it.
            Cancelled: the person asked to stop; what has come is kept.
        """
        local = self.folder / name
        if local.is_file():
            os.utime(local)
            return local
        if name not in self.files:
            raise WorkspaceError(f"There is no {name} in {self.address}; open it again.")
        local.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(local.with_name(local.name + _LOCK)):
            if not local.is_file():
                self._make_room(self.files[name].size)
                self._fetch(name, local, progress, cancelled)
        return local

    def read(self, name: str, start: int, stop: int) -> bytes:
        """Some bytes of a file in the store, which are not kept.

        Raises:
            StoreError: the store does not give them.
        """
        if self._place is None:
            self._place = located(self.address)
        path = self._place / name
        try:
            data: bytes = patiently(lambda: path.fs.cat_file(path.path, start=start, end=stop))
        except OSError as error:
            reason = error if isinstance(error, StoreError) else type(error).__name__
            raise StoreError(f"{self.address} does not give {name}: {reason}; try again") from error
        if len(data) == self.files[name].size != stop - start:
            raise StoreError(f"{self.address} gives whole files where parts are asked for; use another server")
        if len(data) != stop - start:
            raise StoreError(f"{self.address} has changed; open it again")
        return data

    def _fetch(self, name: str, local: Path, progress: Progress, cancelled: IsCancelled) -> None:
        unfinished, size = local.with_name(local.name + _UNFINISHED), self.files[name].size
        try:
            with unfinished.open("ab") as file:
                while (there := file.tell()) < size:
                    check(cancelled)
                    progress(there, size, f"Fetching {PurePosixPath(name).name}")
                    file.write(self.read(name, there, min(there + _PIECE, size)))
            unfinished.replace(local)
        except StoreError as error:
            raise WorkspaceError(f"{error}; what has come is kept.") from error

    def _make_room(self, size: int) -> None:
        """Delete what was used longest ago, in the copies of other folders too.

        Raises:
            WorkspaceError: there can be no room for so much.
        """
        said = os.environ.get(LIMIT_VARIABLE, "")
        limit = (int(said) if said.isdecimal() else LIMIT_MB) * 10**6
        if size > limit:
            raise WorkspaceError(
                f"A file of {size / 1e6:,.0f} MB in {self.address} is larger than all copies may be "
                f"({limit / 1e6:,.0f} MB); set {LIMIT_VARIABLE} to more."
            )
        kept = sorted((status.st_mtime_ns, status.st_size, path) for path, status in _copies(self.folder.parent))
        total = sum(bytes_ for _, bytes_, _ in kept)
        for _, bytes_, path in kept:
            if total + size <= limit:
                break
            path.unlink(missing_ok=True)
            total -= bytes_


def _copies(root: Path) -> list[tuple[Path, os.stat_result]]:
    """Copies of results that may be dropped; what is small, or has a limit of its own, is left alone."""
    return [(path, path.stat()) for path in root.glob("*/artefacts/*/*/*/*") if path.suffix not in (_LOCK, ".json")]


def _about(said: Mapping[str, Any]) -> _File:
    return _File(int(said.get("size") or 0), "|".join(str(said[key]) for key in _MARKS if said.get(key)))


def _is_plain(name: str) -> bool:
    """Whether a file's name stays in its folder on every system; no shards, which serve indexing alone."""
    parts = name.split("/")
    return not ({"", ".", ".."} & {*parts} or set(name) & set("\\:\0")) and parts[0] != "features"
