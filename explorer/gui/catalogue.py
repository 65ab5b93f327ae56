"""What the window knows of the catalogue: an immutable snapshot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.collection.catalogue import Catalogue
from explorer.collection.decode import decode
from explorer.collection.names import printable
from explorer.collection.records import Record
from explorer.collection.thumbnails import ThumbnailStore, make_thumbnail, signature
from explorer.errors import ExplorerError, ImageError
from explorer.gui.class_names import with_class_names
from explorer.gui.language import number_text, tr
from explorer.protocol.ids import Ids
from explorer.workspace.listing import TEXT_COLUMNS, Listing, list_catalogue, listed_revision, read_listing
from explorer.workspace.store import Workspace

LABEL = "label"
LISTED_AT_ONCE = 20_000
"""So many images the window lists itself in a blink where the index job has not done it; with more it waits for it."""


@dataclass(frozen=True, eq=False)
class CaptionView:
    """Where captions are found, and whether they are shown.

    Attributes:
        columns: that hold them.
        written: those that the person wrote in their place, by image.
        on_tiles: whether tiles tell them rather than the label.
    """

    columns: tuple[str, ...] = ("caption",)
    written: Mapping[int, Sequence[str]] = field(default_factory=dict)
    on_tiles: bool = False


@dataclass(frozen=True, eq=False)
class CatalogueView:
    """The images that are there, with name, label and what else is known of them.

    Nothing is read before it is asked for, so that a million images cost no more than those on the screen.

    Attributes:
        listing: all images, memory-mapped.
        label_column: which column gives the labels; None where there is none.
        database: the catalogue's file, for what is not listed; None before there is one.
        captions: where captions are found.
        corrected: what the person said is right, by column and image.
    """

    listing: Listing
    label_column: str | None = None
    database: Path | None = None
    captions: CaptionView = CaptionView()
    corrected: Mapping[str, Mapping[int, Sequence[str]]] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> "CatalogueView":
        """A catalogue without images, before any have been found."""
        return cls(Listing.empty())

    def __len__(self) -> int:
        return len(self.listing)

    @property
    def is_listed(self) -> bool:
        """Whether the images are known, not still being looked for."""
        return self.database is not None

    @property
    def ids(self) -> Ids:
        """[n] int64, ascending."""
        return self.listing.ids

    @property
    def root(self) -> Path:
        """Folder of the files."""
        return self.listing.root

    @property
    def has_files(self) -> bool:
        """Whether there are pictures at all, not features alone."""
        return self.listing.has_files

    @property
    def columns(self) -> list[str]:
        """Names of all columns that hold something."""
        return list(self.listing.columns)

    @cached_property
    def label_columns(self) -> list[str]:
        """Names of the columns that can serve as labels, the most telling first."""
        return label_columns(self.listing)

    def with_labels(self, column: str | None) -> "CatalogueView":
        """The same with labels of another column; where there is no such column, of the most telling one."""
        columns = self.label_columns
        chosen = column if column in columns else columns[0] if columns else None
        return replace(self, label_column=chosen)

    def row(self, image: int) -> int | None:
        """Where the image stands; None where it is unknown here."""
        ids = self.ids
        if not len(ids):
            return None
        row = image - int(ids[0])  # as long as no image has gone; a search would read pages all over the file
        if not 0 <= row < len(ids) or ids[row] != image:
            row = int(np.searchsorted(ids, image))
        return row if row < len(ids) and ids[row] == image else None

    def rows(self, ids: Ids) -> NDArray[np.int64]:
        """Where many images stand, -1 where unknown: [len(ids)] int64."""
        if not len(self):
            return np.full(len(ids), -1, np.int64)
        rows = np.searchsorted(self.ids, ids).clip(max=len(self) - 1)
        return np.where(self.ids[rows] == ids, rows, -1)

    def relative_path(self, image: int) -> str:
        """The path below the root, `/` between folders, as it can be shown; empty where unknown."""
        row = self.row(image)
        return "" if row is None else printable(self.listing.paths[row])

    def name(self, image: int) -> str:
        """The file's name, or that of the row of a feature file."""
        row = self.row(image)
        return tr("image {image}", image=image) if row is None else _file_name(self.listing.paths[row])

    def label(self, image: int) -> str:
        """The right label, or that which was read; empty where unknown. Several are separated by `;`."""
        return ";".join(self._right_labels.get(image, ())) or self.read_label(image)

    def read_label(self, image: int) -> str:
        """The label that was read."""
        row = self.row(image)
        return "" if row is None or self.label_column is None else self._text(self.label_column, row)

    def title(self, image: int) -> str:
        """The label, or else the file's name; the first caption where tiles shall tell captions."""
        first = self.captions_of(image)[:1] if self.captions.on_tiles else []
        if first:
            return first[0]
        return self._told_label(self.label(image)) or self.name(image)

    def describe(self, image: int) -> str:
        """Label and file name in one line."""
        label = self._told_label(self.label(image))
        return f"{label} · {self.name(image)}" if label else self.name(image)

    def captions_of(self, image: int) -> list[str]:
        """The captions of an image: those that the person wrote, or those that were read."""
        row = self.row(image)
        if row is None:
            return []
        if image in self.captions.written:
            return list(self.captions.written[image])
        texts = [self._text(name, row) for name in self.captions.columns if name in self.listing.columns]
        return list(dict.fromkeys(line.strip() for text in texts for line in text.splitlines() if line.strip()))

    def path(self, image: int) -> Path | None:
        """The image's file; None where it has none."""
        row = self.row(image)
        return self.root / self.listing.paths[row] if row is not None and self.has_files else None

    def column(self, name: str, ids: Ids) -> list[str]:
        """The values of a column for many images at once, empty where unknown."""
        codes, values = self.codes(name, ids)
        return [values[code] if code >= 0 else "" for code in codes.tolist()]

    def labels_of(self, ids: Ids) -> list[str]:
        """The labels of many images at once, empty where unknown."""
        codes, values = self.label_codes(ids, told=False)
        return [values[code] if code >= 0 else "" for code in codes.tolist()]

    def label_codes(self, ids: Ids, *, told: bool = True) -> tuple[NDArray[np.int64], list[str]]:
        """The labels of many images, as `codes` gives the values of a column; in words for people where `told`."""
        if self.label_column is None:
            return np.full(len(ids), -1, np.int64), []
        codes, values = self.codes(self.label_column, ids)
        for place in np.flatnonzero(np.isin(ids, list(self._right_labels))).tolist():
            right = self.label(int(ids[place]))
            values += [right] * (right not in values)
            codes[place] = values.index(right)
        return codes, [self._told_label(value) for value in values] if told else values

    @property
    def _right_labels(self) -> Mapping[int, Sequence[str]]:
        """Those that the person said are right, by image."""
        return self.corrected.get(self.label_column or "", {})

    def codes(self, name: str, ids: Ids) -> tuple[NDArray[np.int64], list[str]]:
        """The values of a column for many images, without a text for each.

        Returns:
            [len(ids)] int64, which of the values each image has, -1 where unknown; and those values, in their order.
        """
        column, rows = self.listing.columns.get(name), self.rows(ids)
        if column is None:
            return np.full(len(ids), -1, np.int64), []
        known = rows >= 0
        used, codes = np.unique(column.codes[rows[known]], return_inverse=True)
        found = np.full(len(ids), -1, np.int64)
        found[known] = codes
        return found, [column.values[code] for code in used.tolist()]

    def facts(self, image: int) -> list[tuple[str, str]]:
        """Name and value of all that is known of an image, for people; needs a millisecond."""
        row = self.row(image)
        if row is None:
            return []
        columns = [(name, self._text(name, row)) for name in self.columns]
        found = [*_file_facts(self.listing, row, self._pixels(image)), *columns]
        return [(column_title(name), value) for name, value in found if value]

    def _told_label(self, label: str) -> str:
        """The label; a number with the name of its column, as it would tell nothing beside other numbers."""
        column = self.label_column
        return f"{column} {label}" if label and column is not None and self.listing.columns[column].numeric else label

    def _text(self, column: str, row: int) -> str:
        listed = self.listing.columns[column]
        return listed.values[int(listed.codes[row])]

    def _pixels(self, image: int) -> str:
        """Width and height, empty before the file was decoded, and where there are no files."""
        if self.database is None or not self.has_files:
            return ""
        try:
            with Catalogue(self.database, write=False) as catalogue:
                record = catalogue.record(image)
        except ExplorerError:
            return ""
        return f"{number_text(record.width)} × {number_text(record.height)}" if record.width and record.height else ""


def column_title(name: str) -> str:
    """A column's name as a heading: those of our own begin with a capital, those of the person are left alone."""
    return name.capitalize() if name in TEXT_COLUMNS else name


def read_view(workspace: Workspace, before: CatalogueView) -> CatalogueView:
    """The state of the catalogue as last listed, without labels.

    Where the index job has listed nothing yet, a small catalogue is listed here, in memory; a large one is empty until
    the job has come so far, unless nobody may write.

    Args:
        workspace: of the collection.
        before: an earlier state, which is given back where nothing has changed since.
    """
    database = workspace.catalogue_path
    revision = listed_revision(workspace)
    if revision is not None and before.is_listed and before.listing.revision == revision:
        return before
    listing = read_listing(workspace)
    if listing is not None:
        return CatalogueView(with_class_names(listing), database=database)
    if not database.is_file():
        return before
    with Catalogue(database, write=False) as catalogue:
        if before.is_listed and before.listing.revision == catalogue.listed_revision:
            return before
        if not workspace.read_only_reason and len(catalogue) > LISTED_AT_ONCE:
            return before
        return CatalogueView(with_class_names(list_catalogue(catalogue)), database=database)


def label_columns(listing: Listing) -> list[str]:
    """The columns by which images can be grouped: some values, fewer than half as many as images."""
    found = []
    for name, column in listing.columns.items():
        values = len(column.values) - (column.values[0] == "")
        if name not in ("caption", "split") and 1 < values <= max(2, len(listing) // 2):
            found.append(name)
    return sorted(found, key=lambda name: name != LABEL)


class CatalogueLoader:
    """Loads thumbnails of an opened collection; see `thumbnail_queue.Loader`."""

    def __init__(self, catalogue: Path, store: Path) -> None:
        self._catalogue = Catalogue(catalogue, write=False)
        self._store = ThumbnailStore(store)

    def load(self, ids: list[int]) -> Iterator[tuple[int, bytes | None]]:
        """From the store where they are kept, then from the files; new ones are kept."""
        records = {record.id: record for record in self._catalogue.records(ids)}
        kept = self._store.get_many([(record.id, signature(record)) for record in records.values()])
        yield from kept.items()
        made = []
        for image in records.keys() - kept.keys():
            data = _made(self._catalogue.absolute(records[image]), records[image])
            yield image, data
            if data is not None:
                made.append((image, signature(records[image]), data))
        if made:
            self._store.put_many(made)

    def close(self) -> None:
        """Close both databases."""
        self._catalogue.close()
        self._store.close()


def _made(path: Path, record: Record) -> bytes | None:
    """A new thumbnail of the file; None where there is no picture to read."""
    if not record.has_file or record.status != "present":
        return None
    try:
        return make_thumbnail(decode(path, size=192, name=record.path))
    except (ImageError, OSError):
        return None


def _file_facts(listing: Listing, row: int, pixels: str) -> list[tuple[str, str]]:
    folder, _, name = printable(listing.paths[row]).rpartition("/")
    if not listing.has_files:
        return [(tr("Name"), name)]
    changed = datetime.fromtimestamp(int(listing.times[row]) / 1e9).astimezone()
    facts = [
        (tr("File"), name),
        (tr("Folder"), folder),
        (tr("Pixels"), pixels),
        (tr("Size"), size_text(int(listing.sizes[row]))),
    ]
    return [*facts, (tr("Changed"), f"{changed:%Y-%m-%d %H:%M}")]


def size_text(size: int) -> str:
    """Bytes as people write them."""
    if size < 1000:
        return tr("{size} bytes", size=size)
    return f"{size / 1e3:,.0f} kB" if size < 1e6 else f"{size / 1e6:,.1f} MB"


def _file_name(path: str) -> str:
    return printable(path.rpartition("/")[2])
