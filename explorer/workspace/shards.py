"""A log of small sets of arrays: what a long job has finished so far, safe against a kill at any moment."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.workspace import durable
from explorer.workspace.artefacts import Problem

MAX_ROWS = 512
"""Rows of a shard: a kill loses at most as many."""

_SUFFIX = ".shard"
_MAGIC = b"REXSHRD1"
_CHECKSUM_CHARACTERS = 32


class ShardLog:
    """Shards in the order in which they were appended, one file each; one writer at a time.

    A file is the magic bytes, a checksum and an uncompressed `.npz`. Files that do not agree with their checksum are
    skipped and named in `damaged`, so that their rows are computed again.

    Attributes:
        folder: where they lie.
        damaged: what the last iteration had to skip.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged: list[Problem] = []

    def append(self, arrays: Mapping[str, NDArray[Any]]) -> int:
        """Put one shard on the disk and wait until it is there.

        Args:
            arrays: by name; all have the same number of rows, 1 to 512.

        Returns:
            The number of the shard.

        Raises:
            ValueError: the arrays have different or too many rows, or hold Python objects.
            WorkspaceError: the disk is full or the folder may not be written.
        """
        if any(array.dtype.hasobject for array in arrays.values()):  # savez has no `allow_pickle` before numpy 2.2
            raise ValueError("a shard holds numbers and texts, no Python objects")
        rows = {len(array) for array in arrays.values()}
        if len(rows) != 1 or not 1 <= max(rows) <= MAX_ROWS:
            raise ValueError(f"a shard has 1 to {MAX_ROWS} rows in all of its arrays, not {sorted(rows)}")
        files = self._files()
        number = int(files[-1].stem) + 1 if files else 0
        with durable.explained(self.folder):
            durable.make_folder(self.folder)
        _write(self.folder / f"{number:08d}{_SUFFIX}", arrays)
        return number

    def __iter__(self) -> Iterator[dict[str, NDArray[Any]]]:
        """All sound shards: arrays by name, read into memory one shard at a time."""
        self.damaged = []
        for path in self._files():
            arrays = _read(path)
            if arrays is None:
                self.damaged.append(Problem(path, f"{path.name} is not as it was written; its rows are made again."))
            else:
                yield arrays

    def keep(self, wanted: Callable[[dict[str, NDArray[Any]]], Sequence[bool]]) -> None:
        """Leave only some rows; shards that lose none stay as they are, those that lose all are deleted.

        Args:
            wanted: says of each row of a shard whether it stays.

        Raises:
            WorkspaceError: the disk is full or the folder may not be written.
        """
        for path in self._files():
            arrays = _read(path)
            if arrays is None:
                continue
            rows = np.flatnonzero(wanted(arrays))
            if not len(rows):
                path.unlink()
            elif len(rows) < len(next(iter(arrays.values()))):
                _write(path, {name: array[rows] for name, array in arrays.items()})

    def __len__(self) -> int:
        """How many files there are, damaged ones included."""
        return len(self._files())

    def clear(self) -> None:
        """Delete all shards, once they are merged into one array."""
        for path in self._files():
            path.unlink(missing_ok=True)
        durable.sweep(self.folder)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob(f"[0-9]*{_SUFFIX}"))


def _write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]  # numpy's stub takes the names for options
    payload = buffer.getvalue()
    durable.write_file(path, _MAGIC + durable.checksum_of(payload).encode() + payload)


def _read(path: Path) -> dict[str, NDArray[Any]] | None:
    """The arrays of a shard, None where it is damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _CHECKSUM_CHARACTERS
    payload = data[start:]
    if data[:start] != _MAGIC + durable.checksum_of(payload).encode():
        return None
    try:
        with np.load(io.BytesIO(payload), allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    except (ValueError, zipfile.BadZipFile):
        return None
