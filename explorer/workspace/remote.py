"""Workspaces at an address: opened for reading, and fetched as far as somebody looks at them.

A folder of the cache stands for the workspace, see `collection.mirror`, so that all processes open it as any other.
Results are fetched when they are first asked for, a file at a time; of the databases only the pages that are read.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from explorer.collection.content import hash_file
from explorer.collection.mirror import Mirror
from explorer.collection.names import workspace_name
from explorer.errors import WorkspaceError
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.workspace.artefacts import CURRENT, META, Artefacts, Problem, description_of
from explorer.workspace.places import cache_dir

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
    """

    def __init__(self, mirror: Mirror) -> None:
        """Take the workspace."""
        self.mirror = mirror
        super().__init__(mirror.folder / "artefacts", _refuse)

    def folder(self, kind: str, name: str) -> Path:
        """The folder of a result's files, all of which are fetched."""
        self.fetch(kind, name)
        return self._found(kind, name)

    def fetch(
        self, kind: str, name: str, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
    ) -> None:
        """Bring all files of a result here.

        Raises:
            WorkspaceError: there is no such result, or the store does not give it.
            Cancelled: the person asked to stop.
        """
        generation = self._found(kind, name)
        for file, about in description_of(generation)["files"].items():
            self._bring(generation / file, about, progress, cancelled)

    def verify(self) -> list[Problem]:
        """The same of what was fetched; the rest is checked when it comes."""
        return [problem for problem in super().verify() if problem.path.is_file()]

    def _bring(self, path: Path, about: Mapping[str, Any], progress: Progress, cancelled: IsCancelled) -> None:
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

    def _array(self, folder: Path, name: str, about: Mapping[str, Any]) -> np.memmap[Any, np.dtype[Any]]:
        self._bring(folder / f"{name}.npy", about, no_progress, never_cancelled)
        return super()._array(folder, name, about)

    def _complete(self, generation: Path) -> bool:
        there = self.mirror.files
        files = {self._named(generation / file): about for file, about in description_of(generation)["files"].items()}
        return all(file in there and there[file].size == about["bytes"] for file, about in files.items())

    def _generation(self, place: Path) -> Path | None:
        if self._named(place / CURRENT) not in self.mirror.files:
            return None
        generation = place / self.mirror.fetch(self._named(place / CURRENT)).read_text("ascii")
        if self._named(generation / META) not in self.mirror.files:
            return None
        self.mirror.fetch(self._named(generation / META))
        return generation

    def _named(self, path: Path) -> str:
        """The path of a file in the store."""
        return path.relative_to(self.mirror.folder).as_posix()


def _refuse() -> None:
    raise WorkspaceError("A workspace at an address is open for reading only.")
