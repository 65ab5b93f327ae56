"""The listing: names, dates, labels and sort orders of a collection as memory-mapped arrays.

The catalogue in SQLite is the truth. The listing is made from it by whoever indexes, so that a window can open, sort
and filter a million images without reading a million rows.
"""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.collection.base import NO_FILE
from explorer.collection.catalogue import Catalogue
from explorer.collection.names import folded, natural_key, printable
from explorer.collection.records import Listed
from explorer.collection.stores import located
from explorer.errors import InputError, WorkspaceError
from explorer.protocol.ids import Ids
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.workspace.store import Workspace
from explorer.workspace.texts import Texts

KIND, NAME = "listing", "images"
VERSION = 1
"""Raised when the arrays change their meaning."""

TEXT_COLUMNS = ("label", "split", "caption")
_CHECK_ROWS = 4096


@dataclass(frozen=True, eq=False)
class ListedColumn:
    """One column of the collection.

    Attributes:
        codes: [n] int32, which of the values each image has.
        values: the different values, in their order: numbers by size, texts as people sort them; empty ones first.
        folded: the values, as `collection.names.folded` makes them, for searching.
        numeric: whether all values but the empty one are numbers.
    """

    codes: NDArray[np.int32]
    values: Texts
    folded: Texts
    numeric: bool


@dataclass(frozen=True, eq=False)
class Listing:
    """The images of a collection that are there, as they were at one revision of the catalogue.

    Attributes:
        ids: [n] int64, ascending.
        paths: [n] relative to `root`, `/` between folders.
        folded: [n] the paths, as `collection.names.folded` makes them, for searching.
        sizes: [n] int64, bytes of the file; -1 where there is none.
        times: [n] int64, nanoseconds since 1970 of the file's last change.
        by_name: [n] int64, the rows in the order of the files' names.
        by_path: [n] int64, the rows in the order of folders, then names.
        columns: label, split, caption and metadata, by name, where they hold something.
        root: folder of the files.
        revision: of the catalogue, as `Catalogue.listed_revision` counts it.
    """

    ids: Ids
    paths: Texts
    folded: Texts
    sizes: NDArray[np.int64]
    times: NDArray[np.int64]
    by_name: NDArray[np.int64]
    by_path: NDArray[np.int64]
    columns: Mapping[str, ListedColumn]
    root: Path
    revision: int = 0

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def has_files(self) -> bool:
        """Whether there are pictures at all, not features alone."""
        return len(self.sizes) > 0 and int(self.sizes[0]) != NO_FILE

    @classmethod
    def empty(cls) -> "Listing":
        """That of a collection without images."""
        return make_listing([], [], Path())


def make_listing(
    rows: Iterable[Listed],
    columns: Iterable[str],
    root: Path,
    *,
    revision: int = 0,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Listing:
    """List images in memory.

    Args:
        rows: the images, ascending by id.
        columns: names of the columns that may hold something.
        root: folder of the files.
        revision: of the catalogue.
        progress: told how many rows were read; their number is not known before.
        cancelled: asked now and then.

    Raises:
        Cancelled: the person asked to stop.
    """
    makers = {name: _ColumnMaker() for name in columns}
    ids, sizes, times, paths = array("q"), array("q"), array("q"), list[str]()
    for row in rows:
        if len(ids) % _CHECK_ROWS == 0:
            check(cancelled)
            progress(len(ids), 0, "Listing the images")
        ids.append(row.id)
        sizes.append(row.size)
        times.append(row.mtime_ns)
        paths.append(row.path)
        texts = {"label": row.labels, "split": row.split, "caption": row.caption, **row.metadata}
        for name, maker in makers.items():
            maker.add(texts.get(name, ""))
    made = {name: maker.column() for name, maker in makers.items() if maker.holds_something}
    by_name, by_path = _orders(paths)
    return Listing(
        ids=np.array(ids, np.int64),
        paths=Texts.of(paths),
        folded=Texts.of(folded(printable(path)) for path in paths),
        sizes=np.array(sizes, np.int64),
        times=np.array(times, np.int64),
        by_name=by_name,
        by_path=by_path,
        columns=made,
        root=root,
        revision=revision,
    )


def list_catalogue(
    catalogue: Catalogue, *, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> Listing:
    """The listing of a catalogue, in memory; see `make_listing`."""
    # The revision is read before the rows: where these change meanwhile, the listing counts as out of date.
    revision, source = catalogue.listed_revision, catalogue.source
    root = _root(source.root) if source is not None else Path()
    rows, columns = catalogue.listed(), catalogue.columns()
    return make_listing(rows, columns, root, revision=revision, progress=progress, cancelled=cancelled)


def update_listing(
    workspace: Workspace,
    catalogue: Catalogue,
    *,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> bool:
    """Make the listing anew where the catalogue has changed since it was made.

    Returns:
        Whether it had to be made.

    Raises:
        WorkspaceError: nothing may be written.
        Cancelled: the person asked to stop; the listing is as before.
    """
    if listed_revision(workspace) == catalogue.listed_revision:
        return False
    listing = list_catalogue(catalogue, progress=progress, cancelled=cancelled)
    columns = [{"name": name, "numeric": column.numeric} for name, column in listing.columns.items()]
    meta = {"version": VERSION, "revision": listing.revision, "columns": columns, "root": str(listing.root)}
    workspace.write(KIND, NAME, dict(_to_arrays(listing)), meta)
    return True


def listed_revision(workspace: Workspace) -> int | None:
    """The revision of the catalogue that the listing shows; None where there is no whole listing."""
    if not workspace.has(KIND, NAME):
        return None
    meta = workspace.meta(KIND, NAME)
    return int(meta["revision"]) if meta.get("version") == VERSION else None


def forget_listing(workspace: Workspace) -> None:
    """Have the listing made anew, because the catalogue that it shows is gone."""
    workspace.remove(KIND, NAME)


def read_listing(workspace: Workspace) -> Listing | None:
    """The memory-mapped listing; None where there is none that this version can read.

    It may be older than the catalogue by what the running index job has not listed yet.
    """
    try:
        arrays, meta = workspace.read(KIND, NAME)
    except WorkspaceError:
        return None
    if meta.get("version") != VERSION:
        return None
    plain = {name: mapped.view(np.ndarray) for name, mapped in arrays.items()}
    columns = {}
    for number, column in enumerate(meta["columns"]):
        codes, values = plain[f"{number}-codes"], _texts(plain, f"{number}-values")
        columns[column["name"]] = ListedColumn(codes, values, _texts(plain, f"{number}-folded"), column["numeric"])
    rows = {name: plain[name] for name in ("ids", "sizes", "times", "by_name", "by_path")}
    return Listing(
        paths=_texts(plain, "paths"),
        folded=_texts(plain, "folded"),
        columns=columns,
        root=_root(meta["root"]),
        revision=meta["revision"],
        **rows,
    )


class _ColumnMaker:
    """Collects the values of one column.

    Attributes:
        holds_something: whether any image has a value.
    """

    def __init__(self) -> None:
        self._codes = array("i")
        self._known: dict[str, int] = {}

    @property
    def holds_something(self) -> bool:
        return any(self._known)

    def add(self, text: str) -> None:
        """Append the value of the next image."""
        self._codes.append(self._known.setdefault(text, len(self._known)))

    def column(self) -> ListedColumn:
        """What was collected, with the values in order."""
        texts = list(self._known)
        numbers = [_number(text) for text in texts]
        numeric = None not in numbers
        keys: list[Any] = numbers if numeric else [natural_key(text) for text in texts]
        order = sorted(range(len(texts)), key=keys.__getitem__)
        places = np.empty(len(texts), np.int32)
        places[order] = np.arange(len(texts), dtype=np.int32)
        values = [texts[place] for place in order]
        codes = places[np.array(self._codes, np.int32)]
        return ListedColumn(codes, Texts.of(values), Texts.of(map(folded, values)), numeric)


def _number(text: str) -> float | None:
    """The number that a text is, least of all for an empty one; None where it is none."""
    if not text:
        return -math.inf
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _orders(paths: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows by name (then folder), and by folder and name."""
    keys = [natural_key(printable(path)) for path in paths]
    by_path = sorted(range(len(keys)), key=keys.__getitem__)
    names = [key.rpartition("\x01")[2] for key in keys]
    by_name = sorted(by_path, key=names.__getitem__)
    return np.array(by_name, np.int64), np.array(by_path, np.int64)


def _to_arrays(listing: Listing) -> Iterator[tuple[str, NDArray[Any]]]:
    for name in ("ids", "sizes", "times", "by_name", "by_path"):
        yield name, getattr(listing, name)
    texts = {"paths": listing.paths, "folded": listing.folded}
    for number, column in enumerate(listing.columns.values()):
        yield f"{number}-codes", column.codes
        texts |= {f"{number}-values": column.values, f"{number}-folded": column.folded}
    for name, part in texts.items():
        yield f"{name}-data", part.data
        yield f"{name}-starts", part.starts


def _texts(arrays: Mapping[str, NDArray[Any]], name: str) -> Texts:
    return Texts(arrays[f"{name}-data"], arrays[f"{name}-starts"])


def _root(text: str) -> Path:
    """The folder of the files; what names a store that cannot be read here is shown as it is."""
    try:
        return located(text)
    except InputError:
        return Path(text)
