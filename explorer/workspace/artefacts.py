"""Results on disk by kind and name: folders of arrays and other files that appear whole or not at all.

    artefacts/<kind>/<name>/current            the name of the generation that counts
    artefacts/<kind>/<name>/<generation>/      meta.json, *.npy and other files

A new result is written into a temporary folder, synced, renamed to a generation of its own, and only then does
`current` change, in one atomic step. So a result can be replaced while others read the old one, on Windows too, and a
kill at any moment leaves the old or the new one. What is left over is swept away at the next writing.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from explorer.errors import WorkspaceError
from explorer.workspace import durable
from explorer.workspace.arrays import open_array

META = "meta.json"
CURRENT = "current"
_LONGEST = 100
_RETRIES = 3


@dataclass(frozen=True)
class Problem:
    """Something in a workspace that is not as it was written.

    Attributes:
        path: the file.
        reason: one sentence with the mend.
    """

    path: Path
    reason: str


Mapped = np.memmap[Any, np.dtype[Any]]


class Arrays(Mapping[str, Mapped]):
    """The arrays of a result as read-only memory maps, by name."""

    def __init__(self, mapped: Mapping[str, Mapped]) -> None:
        """Take them."""
        self._mapped = mapped

    def __getitem__(self, name: str) -> Mapped:
        return self._mapped[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._mapped)

    def __len__(self) -> int:
        return len(self._mapped)

    def rows(self, name: str) -> NDArray[Any]:
        """The same; of a workspace in a store, something of which only rows that are read are fetched.

        That one is a `RangedArray` where the file is not here yet: its rows are read by their numbers, and
        `numpy.asarray` makes an array of it.
        """
        return self[name]


class Artefacts:
    """The results of one workspace.

    Attributes:
        root: the folder they lie in.
    """

    def __init__(self, root: Path, require_write: Callable[[], None]) -> None:
        """Name the place.

        Args:
            root: the folder they lie in.
            require_write: called before each change; raises where there may be none.
        """
        self.root = root
        self._require_write = require_write

    def write(self, kind: str, name: str, arrays: Mapping[str, NDArray[Any]], meta: Mapping[str, Any]) -> None:
        """Write arrays with their description; see `Workspace.write`."""
        with self.writing(kind, name, meta) as folder:
            for array_name, array in arrays.items():
                np.save(folder / f"{array_name}.npy", array, allow_pickle=False)

    def sweep(self) -> None:
        """Delete what killed processes left unfinished; nobody else may be writing."""
        for place in self.root.glob("*/*/"):
            durable.sweep(place)

    @contextmanager
    def writing(self, kind: str, name: str, meta: Mapping[str, Any] | None = None) -> Iterator[Path]:
        """A folder to write files into; see `Workspace.writing`."""
        self._require_write()
        place = self._place(kind, name)
        with durable.explained(place):
            durable.make_folder(place)
            temporary = durable.temporary_name(place / "new")
            temporary.mkdir()
            try:
                yield temporary
                _seal(temporary, {"kind": kind, "name": name, "meta": dict(meta or {})})
                self._commit(place, temporary)
            finally:
                durable.remove(temporary)

    def _commit(self, place: Path, temporary: Path) -> None:
        generation = place / secrets.token_hex(8)
        temporary.rename(generation)
        durable.sync_folder(place)
        durable.write_file(place / CURRENT, generation.name.encode())
        for left in place.iterdir():
            # Unfinished ones may be another process's; they are swept when the next writer opens the workspace.
            if left.name not in {CURRENT, generation.name} and not left.name.startswith(durable.TEMPORARY):
                durable.remove(left)

    def has(self, kind: str, name: str) -> bool:
        """Whether there is such a result with all its files in full size; a damaged one is to be made again."""
        generation = self._generation(self._place(kind, name))
        return generation is not None and self._complete(generation)

    def folder(self, kind: str, name: str) -> Path:
        """The folder of a result's files, for reading.

        Raises:
            WorkspaceError: there is no such result.
        """
        return self._found(kind, name)

    def _found(self, kind: str, name: str) -> Path:
        """The folder of the generation that counts, with its description.

        Raises:
            WorkspaceError: there is no such result.
        """
        generation = self._generation(self._place(kind, name))
        if generation is None:
            raise WorkspaceError(f"The workspace has no {kind} named {name!r}; index the collection again.")
        return generation

    def array(self, kind: str, name: str, array_name: str) -> Mapped:
        """An array of a result; see `Workspace.array`."""
        for attempt in range(_RETRIES):  # a writer may replace the result between the two looks at it
            folder = self._found(kind, name)
            files = description_of(folder)["files"]
            if f"{array_name}.npy" not in files:
                known = ", ".join(Path(file).stem for file in files) or "none"
                raise WorkspaceError(f"The {kind} {name!r} has no array {array_name!r}; it has: {known}.")
            try:
                return self._array(folder, array_name, files[f"{array_name}.npy"])
            except WorkspaceError:
                if attempt == _RETRIES - 1 or folder == self._found(kind, name):
                    raise
        raise AssertionError("unreachable")

    def generation(self, kind: str, name: str) -> str:
        """See `Workspace.generation`."""
        return self._found(kind, name).name

    def read(self, kind: str, name: str) -> tuple[Arrays, dict[str, Any]]:
        """All arrays of a result and its meta; see `Workspace.read`."""
        for attempt in range(_RETRIES):
            folder = self._found(kind, name)
            try:
                description = description_of(folder)
                files = {Path(file).stem: about for file, about in description["files"].items()}
                return self._arrays(folder, files), description["meta"]
            except WorkspaceError:
                if attempt == _RETRIES - 1 or folder == self._found(kind, name):
                    raise
        raise AssertionError("unreachable")

    def meta(self, kind: str, name: str) -> dict[str, Any]:
        """What the writer said of a result."""
        meta: dict[str, Any] = description_of(self._found(kind, name))["meta"]
        return meta

    def names(self, kind: str) -> list[str]:
        """Names of all complete results of a kind, sorted."""
        generations = filter(None, map(self._generation, self._places(kind)))
        return sorted(description_of(generation)["name"] for generation in generations if self._complete(generation))

    def remove(self, kind: str, name: str) -> None:
        """Delete a result, if it is there."""
        self._require_write()
        place = self._place(kind, name)
        with durable.explained(place):
            (place / CURRENT).unlink(missing_ok=True)
        durable.remove(place)

    def verify(self) -> list[Problem]:
        """Read every file and compare it with its checksum."""
        problems = []
        for current in sorted(self.root.glob(f"*/*/{CURRENT}")):
            generation = self._generation(current.parent)
            if generation is None:
                problems.append(Problem(current, f"{current} names nothing; index the collection again."))
            else:
                problems += _problems(generation)
        return problems

    def _place(self, kind: str, name: str) -> Path:
        return self.root / _safe(kind) / _safe(name)

    def _places(self, kind: str) -> Iterable[Path]:
        """The folders of all results of a kind."""
        return (self.root / _safe(kind)).glob("*/")

    def _arrays(self, folder: Path, files: Mapping[str, Mapping[str, Any]]) -> Arrays:
        """All arrays of a generation, of which the description says this."""
        return Arrays({name: self._array(folder, name, about) for name, about in files.items()})

    def _array(self, folder: Path, name: str, about: Mapping[str, Any]) -> Mapped:
        """One array of a generation, of which the description says `about`."""
        return open_array(folder / f"{name}.npy", about["bytes"])

    def _complete(self, generation: Path) -> bool:
        """Whether all files of a generation are there in full size."""
        try:
            files = description_of(generation)["files"]
            return all((generation / file).stat().st_size == files[file]["bytes"] for file in files)
        except (OSError, WorkspaceError):
            return False

    def _generation(self, place: Path) -> Path | None:
        """The generation that counts; None where there is none."""
        generation = named_in(place / CURRENT)
        return generation if generation is not None and (generation / META).is_file() else None


def _safe(name: str) -> str:
    """A name as a file name, on every system; long ones are cut and told apart by a hash."""
    quoted = quote(name, safe=" ,=@+[]").replace(".", "%2E") if set(name) <= {"."} else quote(name, safe=" ,=@+[]")
    if len(quoted) <= _LONGEST:
        return quoted
    return f"{quoted[:_LONGEST]}-{durable.checksum_of(name.encode())}"


def _seal(folder: Path, description: dict[str, Any]) -> None:
    """Describe every file of a finished folder in `meta.json`, and wait until all is on the disk."""
    files = {}
    for path in sorted(folder.iterdir()):
        durable.sync_file(path)
        files[path.name] = {"bytes": path.stat().st_size, "blake2b": durable.checksum(path), **_array_header(path)}
    text = json.dumps({**description, "files": files}, indent=1, sort_keys=True)
    durable.write_file(folder / META, text.encode())


def _array_header(path: Path) -> dict[str, Any]:
    if path.suffix != ".npy":
        return {}
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    return {"dtype": str(array.dtype), "shape": list(array.shape)}


def description_of(folder: Path) -> dict[str, Any]:
    """What was said of a generation when it was written: kind, name, meta and its files.

    Raises:
        WorkspaceError: it cannot be read.
    """
    path = folder / META
    try:
        description: dict[str, Any] = json.loads(path.read_bytes())
        _check(description)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WorkspaceError(f"{path} is damaged or missing; index the collection again.") from error
    return description


def _check(description: Mapping[str, Any]) -> None:
    """A description may come from a stranger.

    Raises:
        ValueError: something is of another kind, or a file lies elsewhere.
        KeyError, TypeError, AttributeError: something is missing or of another kind.
    """
    kinds = {"kind": str, "name": str, "meta": dict, "files": dict}
    sound = all(isinstance(description[name], kind) for name, kind in kinds.items())
    for name, about in description["files"].items():
        sound &= isinstance(about["bytes"], int) and isinstance(about["blake2b"], str) and Path(name).name == name
    if not sound:
        raise ValueError(description["files"])


def named_in(current: Path) -> Path | None:
    """The generation that a file names beside it; None where it names none, or a place elsewhere."""
    try:
        name = current.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return None
    return current.with_name(name) if name.isalnum() else None


def _problems(folder: Path) -> Iterator[Problem]:
    try:
        files = description_of(folder)["files"]
    except WorkspaceError as error:
        yield Problem(folder / META, str(error))
        return
    for name, expected in files.items():
        path = folder / name
        try:
            sound = durable.checksum(path) == expected["blake2b"]
        except OSError:
            sound = False
        if not sound:
            yield Problem(path, f"{path} is not as it was written; delete it and index the collection again.")
