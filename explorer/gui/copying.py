"""Copies of image files in a folder that a person chose."""

import logging
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from explorer.collection.names import printable
from explorer.collection.stores import in_store, read_bytes
from explorer.gui.language import tr, tr_count
from explorer.workspace.durable import replacing

log = logging.getLogger(__name__)

_NAMED = 3


@dataclass(frozen=True)
class Copied:
    """What became of a wish for copies.

    Attributes:
        folder: where they are.
        count: of the files that are there.
        failed: name of each other file, and why it is not.
    """

    folder: Path
    count: int
    failed: tuple[tuple[str, str], ...]

    @property
    def sentence(self) -> str:
        """What a person reads of it: the number of copies, and the first of those that failed."""
        there = tr_count(
            "{n:,} file is copied to {folder}.", "{n:,} files are copied to {folder}.", self.count, folder=self.folder
        )
        if not self.failed:
            return there
        named = ", ".join(f"{name} ({reason})" for name, reason in self.failed[:_NAMED])
        missing = tr_count(
            "{n:,} could not be copied: {named}", "{n:,} could not be copied: {named}", len(self.failed), named=named
        )
        rest = len(self.failed) - _NAMED
        return f"{there} {missing}" + (tr(", and {rest:,} more, which the log names.", rest=rest) if rest > 0 else ".")


def copied(paths: Sequence[Path], folder: Path) -> Copied:
    """Copy files under names that are free, each whole or not at all; one that fails holds up no other."""
    count, failed = 0, []
    for path in paths:
        try:
            _copy(path, folder)
        except OSError as error:
            failed.append((printable(path.name), error.strerror or str(error)))
            log.warning("%s is not copied to %s (%s)", printable(str(path)), folder, error)
        else:
            count += 1
    return Copied(folder, count, tuple(failed))


def _copy(path: Path, folder: Path) -> None:
    target, number = folder / path.name, 2
    while target.exists() or target.is_symlink():
        target, number = folder / f"{path.stem} ({number}){path.suffix}", number + 1
    with replacing(target) as temporary:
        if in_store(path):
            temporary.write_bytes(read_bytes(path))
        else:
            shutil.copyfile(path, temporary)
    with suppress(OSError):  # times and permissions, which some drives cannot keep
        shutil.copystat(path, target)
