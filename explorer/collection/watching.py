"""Looking again and again whether a source has changed since it was scanned, without reading a single file.

We look instead of being told by the system: one way serves local, removable and network drives alike, on every system
and for any number of folders, where notices of the system know nothing of what other machines change on a network drive
and are limited in number. One look asks for the time of every folder, and the next waits so long that all looking takes
a hundredth of one core at most.
"""

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from explorer.collection.captions import CLASSES, SIDECARS, sidecars
from explorer.collection.catalogue import Catalogue
from explorer.collection.folder import MANIFEST, is_entered, is_image_name, time_of, walk
from explorer.collection.names import printable
from explorer.collection.records import SourceInfo
from explorer.collection.stores import is_address
from explorer.errors import InputError
from explorer.protocol.progress import IsCancelled, check, never_cancelled

LEAST_PAUSE = 2.0
"""Seconds from one look to the next: changes that come in a burst, such as a copy, are told once they have ended."""

_SHARE = 0.01
_PATIENCE = 5
"""A drive that lets us wait is left alone for so many times as long."""

_PORTION_SECONDS = 0.05
_COUNTED = 10_000

_Fact = tuple[int, int]
"""Size and time of the last change of a file, by which it is known again under another name."""


@dataclass(frozen=True)
class Difference:
    """What a scan would find, as far as names, sizes and times tell.

    Attributes:
        new: files that the catalogue does not have, or has as missing; of a new folder, 10,000 are counted at most.
        removed: files that are not there any more.
        renamed: new ones that are, by size and time, removed ones; in neither of the above.
        changed: files that were written over, and captions beside images.
        tables: names of the manifest or feature file, where that came, went or changed.
    """

    new: int = 0
    removed: int = 0
    renamed: int = 0
    changed: int = 0
    tables: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Difference()

    def summary(self) -> str:
        """All that is above zero, such as `3 new, 1 removed`."""
        counts = {"new": self.new, "removed": self.removed, "renamed": self.renamed, "changed": self.changed}
        parts = [f"{count:,} {name}" for name, count in counts.items() if count]
        return ", ".join(parts + [f"another {printable(table)}" for table in self.tables])


@dataclass(frozen=True)
class Look:
    """What one look found.

    Attributes:
        away: one sentence where the source is not there, such as its drive; else empty.
        difference: what has changed; empty while the source is away, as nothing is known of it.
        settled: whether it is as at the look before, so that nobody is still copying; true at the first look.
    """

    away: str = ""
    difference: Difference = Difference()
    settled: bool = True


class Watch:
    """Compares a source with its catalogue as often as it is asked.

    At each look the time of every folder is read; those that changed are compared name by name, and so are some of the
    others by turns, because writing over a file changes no folder.

    Attributes:
        pause: seconds until the next look.
    """

    def __init__(self, catalogue: Path) -> None:
        """Name the database of the catalogue; it is opened for each look alone."""
        self.pause = LEAST_PAUSE
        self._path = catalogue
        self._scanned: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._compared: dict[str, _Compared] = {}
        self._turn = 0
        self._last: object = None

    def look(self, cancelled: IsCancelled = never_cancelled) -> Look:
        """Look once.

        Raises:
            WorkspaceError: the catalogue cannot be read.
            Cancelled: the person asked to stop.
        """
        began, used, difference = time.perf_counter(), time.thread_time(), Difference()
        with Catalogue(self._path, write=False) as catalogue:
            source, scanned = catalogue.source, catalogue.watched
            if scanned != self._scanned:  # it was scanned anew
                self._scanned, self._seen, self._compared = scanned, dict(scanned), {}
            away = ""
            if source is not None and scanned:  # in stores nothing is watched
                away = _away(source, has_images=catalogue.holds_images)
                difference = Difference() if away else self._difference(catalogue, source, cancelled)
        waited = time.perf_counter() - began
        self.pause = max(LEAST_PAUSE, (time.thread_time() - used) / _SHARE, _PATIENCE * waited)
        # Sizes as well as counts: a large file may still be on its way.
        found = difference, {folder: one for folder, one in self._compared.items() if one}
        settled = self._last in (None, found)
        self._last = found
        return Look(away, difference, settled)

    def _difference(self, catalogue: Catalogue, source: SourceInfo, cancelled: IsCancelled) -> Difference:
        root = Path(source.root)
        now = {place: time_of(os.path.join(root, place)) for place in self._scanned}  # noqa: PTH118
        changed = {place for place, seen in now.items() if seen != self._scanned[place]}
        if source.kind != "folder":
            return Difference(tables=tuple(sorted(changed)))
        manifest = MANIFEST if source.path == source.root else Path(source.path).name
        tables = changed & {manifest, CLASSES}
        if manifest not in now and (root / manifest).is_file():
            tables.add(manifest)
        files = {place for place in now if place in (manifest, CLASSES) or place.endswith(SIDECARS)}
        folders = [place for place in now if place not in files]
        due = [folder for folder in folders if now[folder] != self._seen[folder] or self._compared.get(folder)]
        for folder in self._in_turn(due, folders):
            check(cancelled)
            self._compared[folder] = _compare(catalogue, root, folder, self._scanned, listed=manifest in now)
        self._seen = now
        return _added_up(self._compared.values(), len((changed & files) - tables), tables)

    def _in_turn(self, due: list[str], folders: list[str]) -> Iterator[str]:
        """All folders that are due, then others by turns, for a moment."""
        yield from due
        end = time.perf_counter() + _PORTION_SECONDS
        for _ in folders:
            if time.perf_counter() > end:
                return
            self._turn = (self._turn + 1) % len(folders)
            yield folders[self._turn]


def _away(source: SourceInfo, *, has_images: bool) -> str:
    """One sentence where the source cannot be looked at; else empty."""
    name = printable(source.path)
    if is_address(source.path):
        return ""  # a store is asked when the collection is indexed again
    try:
        os.stat(source.path)  # noqa: PTH116 - a path may hold any bytes
        if source.kind == "folder" and has_images:
            # What is left where a drive was put into the tree is an empty folder.
            with os.scandir(source.root) as entries:
                bare = next(entries, None) is None
            return f"{name} is empty; connect the drive that belongs there." if bare else ""
    except OSError:
        return f"{name} is not there; connect its drive, or put it back."
    return ""


@dataclass(frozen=True)
class _Compared:
    """How one folder differs from what the catalogue has of it."""

    new: tuple[_Fact, ...] = ()
    removed: tuple[_Fact, ...] = ()
    changed: int = 0

    def __bool__(self) -> bool:
        return self != _Compared()


def _compare(catalogue: Catalogue, root: Path, folder: str, scanned: Mapping[str, int], *, listed: bool) -> _Compared:
    """Compare what lies in a folder with what the catalogue has of it.

    Args:
        catalogue: of the last scan.
        root: folder that paths are relative to.
        folder: which.
        scanned: files and folders that the scan went by.
        listed: whether a manifest says which images there are; what it does not name is nothing to us.
    """
    try:
        images, others, below = _listed(root / folder)
    except PermissionError:
        return _Compared()  # the report of the scan names it
    except OSError:
        images, others, below = {}, [], []
    known = {name: ((size, mtime_ns), status) for name, size, mtime_ns, status in catalogue.files_in(folder)}
    there = {name: fact for name, (fact, status) in known.items() if status != "missing"}
    new = [fact for name, fact in images.items() if name not in there]
    captions = 0
    if listed:
        new = [images[name] for name in known.keys() - there.keys() if name in images]
    else:
        inside = f"{folder}/" if folder else ""
        for name in below:
            if inside + name not in scanned:
                new += _all_below(root / inside / name)
        stems = {name.rpartition(".")[0] for name in images if name in there}
        beside = sidecars(others)
        captions = sum(stem in stems and inside + path not in scanned for stem, path in beside.items())
    changed = sum(name in images and images[name] != fact for name, fact in there.items())
    removed = [fact for name, fact in there.items() if name not in images]
    return _Compared(tuple(new), tuple(removed), changed + captions)


def _listed(folder: Path) -> tuple[dict[str, _Fact], list[str], list[str]]:
    """The images of a folder, and the names of its other files and of the folders in it."""
    images, others, below = dict[str, _Fact](), list[str](), list[str]()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if is_entered(entry.name):
                    below.append(entry.name)
            elif not is_image_name(entry.name):
                others.append(entry.name)
            elif entry.is_file():
                status = entry.stat()
                images[entry.name] = status.st_size, status.st_mtime_ns
    return images, others, below


def _all_below(folder: Path) -> list[_Fact]:
    """The images of a folder that is new."""
    found = (file for file in walk(folder, {}) if file.status == "present")
    try:
        return [(file.size, file.mtime_ns) for file in islice(found, _COUNTED)]
    except InputError:  # it is gone again, or closed to us
        return []


def _added_up(compared: Iterable[_Compared], captions: int, tables: set[str]) -> Difference:
    """What all folders together differ by; a file that went from one to another is renamed."""
    new, removed, changed = Counter[_Fact](), Counter[_Fact](), captions
    for one in compared:
        new.update(one.new)
        removed.update(one.removed)
        changed += one.changed
    renamed = (new & removed).total()
    return Difference(new.total() - renamed, removed.total() - renamed, renamed, changed, tuple(sorted(tables)))
