"""Workspaces at an address: opened for reading, and fetched as far as somebody looks at them.

A folder of the cache stands for the workspace, see `collection.mirror`, so that all processes open it as any other.
Results are fetched when they are first asked for, a file at a time; of the databases only the pages that are read, and
of arrays only the rows, where their readers ask for rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from explorer.collection.blocks import Blocks
from explorer.collection.content import hash_file
from explorer.collection.mirror import Mirror
from explorer.collection.names import workspace_name
from explorer.errors import WorkspaceError
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.workspace.artefacts import CURRENT, META, Arrays, Artefacts, Mapped, Problem, description_of, named_in
from explorer.workspace.places import cache_dir
from explorer.workspace.ranged_array import BLOCK, RangedArray

Wanted = tuple[str, str, Sequence[str]]
"""Kind and name of a result, and names of its arrays."""

_CONFIG = "workspace.json"
_FOLDER = "remote"


def bring(address: Path) -> Path:
    """The folder that stands for a workspace in a store, as the store is now.

    Raises:
        InputError: there is no workspace, or the store does not answer.
    """
    mirror = Mirror.refreshed(address, cache_dir() / _FOLDER / workspace_name(address))
    if _CONFIG not in mirror.files:
        raise WorkspaceError(f"There is no workspace at {address}; name the folder that holds {_CONFIG}.")
    mirror.fetch(_CONFIG)
    return mirror.folder


class RemoteArtefacts(Artefacts):
    """The results of a workspace in a store.

    Attributes:
        mirror: what stands for it.
        only_on_wish: kind, name and array of what nobody waits for; see `Workspace.fetch_only_on_wish`.
    """

    def __init__(self, mirror: Mirror) -> None:
        """Take the workspace."""
        self.mirror = mirror
        self.only_on_wish: set[tuple[str, str, str]] = set()
        super().__init__(mirror.folder / "artefacts", _refuse)

    def folder(self, kind: str, name: str) -> Path:
        """The folder of a result's files, all of which are fetched."""
        generation = self._found(kind, name)
        for file, about in description_of(generation)["files"].items():
            self._bring(generation / file, about)
        return generation

    def fetch(
        self, wanted: Sequence[Wanted], progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
    ) -> None:
        """Bring arrays here; see `Workspace.fetch`."""
        files: dict[Path, Mapping[str, Any]] = {}
        for kind, name, arrays in wanted:
            if self.has(kind, name):
                generation = self._found(kind, name)
                known = description_of(generation)["files"]
                files |= {generation / file: known[file] for array in arrays if (file := f"{array}.npy") in known}
        missing = {path: about for path, about in files.items() if not path.is_file()}
        before, total = 0, sum(about["bytes"] for about in missing.values())
        for path, about in missing.items():
            self._bring(path, about, partial(_of_all, progress, before, total), cancelled)
            before += about["bytes"]

    def verify(self) -> list[Problem]:
        """The same of what was fetched; the rest is checked when it comes."""
        return [problem for problem in super().verify() if problem.path.is_file()]

    def _bring(
        self,
        path: Path,
        about: Mapping[str, Any],
        progress: Progress = no_progress,
        cancelled: IsCancelled = never_cancelled,
    ) -> None:
        if path.is_file():
            return
        local = self.mirror.fetch(self._named(path), progress=progress, cancelled=cancelled)
        if hash_file(local).hex() != about["blake2b"]:
            local.unlink()
            raise WorkspaceError(f"{self._named(path)} came damaged from {self.mirror.address}; open it again.")

    def _places(self, kind: str) -> Iterable[Path]:
        there = self._named(self._place(kind, "")) + "/"
        names = {file.removeprefix(there).partition("/")[0] for file in self.mirror.files if file.startswith(there)}
        return [self.mirror.folder / there / name for name in sorted(names)]

    def _arrays(self, folder: Path, files: Mapping[str, Mapping[str, Any]]) -> Arrays:
        return _ArraysThere(self, folder, files)

    def _array(self, folder: Path, name: str, about: Mapping[str, Any]) -> Mapped:
        path = folder / f"{name}.npy"
        said = description_of(folder)
        if (said["kind"], said["name"], name) in self.only_on_wish and not path.is_file():
            raise WorkspaceError(
                f"{about['bytes'] / 1e6:,.1f} MB ({said['kind']}) of {self.mirror.address} are not here yet; "
                "press F5 to fetch them."
            )
        self._bring(path, about)
        return super()._array(folder, name, about)

    def rows(self, folder: Path, name: str, about: Mapping[str, Any]) -> NDArray[Any]:
        """See `Arrays.rows`."""
        path = folder / f"{name}.npy"
        if path.is_file():
            return super()._array(folder, name, about)
        try:  # the description may come from a stranger
            shape, dtype = tuple(map(int, about["shape"])), np.dtype(about["dtype"])
        except (KeyError, TypeError, ValueError) as error:
            raise WorkspaceError(f"{path} is not described as an array; copy the workspace again.") from error
        blocks = Blocks(self.mirror, self._named(path), BLOCK)
        whole = partial(self._array, folder, name, about)
        return cast(NDArray[Any], RangedArray(blocks, shape, dtype, whole))

    def _complete(self, generation: Path) -> bool:
        there = self.mirror.files
        files = {self._named(generation / file): about for file, about in description_of(generation)["files"].items()}
        return all(file in there and there[file].size == about["bytes"] for file, about in files.items())

    def _generation(self, place: Path) -> Path | None:
        if self._named(place / CURRENT) not in self.mirror.files:
            return None
        generation = named_in(self.mirror.fetch(self._named(place / CURRENT)))
        if generation is None or self._named(generation / META) not in self.mirror.files:
            return None
        self.mirror.fetch(self._named(generation / META))
        return generation

    def _named(self, path: Path) -> str:
        """The path of a file in the store."""
        return path.relative_to(self.mirror.folder).as_posix()


class _ArraysThere(Arrays):
    """Arrays whose files are fetched when they are asked for."""

    def __init__(self, artefacts: RemoteArtefacts, folder: Path, files: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__({})
        self._artefacts, self._folder, self._files = artefacts, folder, files

    def __getitem__(self, name: str) -> Mapped:
        return self._artefacts._array(self._folder, name, self._files[name])

    def __contains__(self, name: object) -> bool:
        return name in self._files  # a mapping would fetch it to find out

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def rows(self, name: str) -> NDArray[Any]:
        return self._artefacts.rows(self._folder, name, self._files[name])


def _of_all(progress: Progress, before: int, total: int, done: int, _size: int, _text: str) -> None:
    """Tell the progress of one file as that of all."""
    progress(before + done, total, f"Fetching {total / 1e6:,.1f} MB")


def _refuse() -> None:
    raise WorkspaceError("A workspace at an address is open for reading only.")
