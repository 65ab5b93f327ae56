"""What the window knows of the catalogue: a snapshot that is read off the GUI thread and never changes."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from explorer.collection.catalogue import Catalogue
from explorer.collection.decode import decode
from explorer.collection.names import printable
from explorer.collection.records import Record
from explorer.collection.thumbnails import ThumbnailStore, make_thumbnail, signature
from explorer.errors import ImageError
from explorer.gui import images
from explorer.protocol.ids import Ids

LABEL = "label"


@dataclass(frozen=True)
class CatalogueView:
    """The images that are there, with name and label.

    Attributes:
        ids: [n] int64, ascending.
        paths: [n] relative to `root`, `/` between folders.
        labels: [n] of the chosen column, empty where unknown.
        label_columns: names of the columns that can serve as labels.
        label_column: the chosen one; None where there is none.
        root: folder of the files.
        has_files: whether there are pictures at all, not features alone.
    """

    ids: Ids
    paths: list[str]
    labels: list[str]
    label_columns: list[str]
    label_column: str | None
    root: Path
    has_files: bool

    @classmethod
    def empty(cls) -> "CatalogueView":
        """A catalogue without images."""
        return cls(np.empty(0, np.int64), [], [], [], None, Path(), has_files=False)

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, image: int) -> int | None:
        """Where the image stands; None where it is unknown here."""
        row = int(np.searchsorted(self.ids, image))
        return row if row < len(self.ids) and self.ids[row] == image else None

    def name(self, image: int) -> str:
        """The file's name, or that of the row of a feature file."""
        row = self.row(image)
        return f"image {image}" if row is None else _file_name(self.paths[row])

    def title(self, image: int) -> str:
        """The label, or else the file's name."""
        row = self.row(image)
        if row is None:
            return f"image {image}"
        return self.labels[row] or _file_name(self.paths[row])

    def labels_of(self, ids: Ids) -> list[str]:
        """The labels of many images at once, empty where unknown."""
        if not len(self.ids):
            return [""] * len(ids)
        rows = np.searchsorted(self.ids, ids).clip(max=len(self.ids) - 1)
        known = self.ids[rows] == ids
        return [self.labels[row] if found else "" for row, found in zip(rows.tolist(), known.tolist(), strict=True)]

    def describe(self, image: int) -> str:
        """Label and file name in one line."""
        row = self.row(image)
        if row is None:
            return f"image {image}"
        name, label = _file_name(self.paths[row]), self.labels[row]
        return f"{label} · {name}" if label else name

    def path(self, image: int) -> Path | None:
        """The image's file; None where it has none."""
        row = self.row(image)
        return self.root / self.paths[row] if row is not None and self.has_files else None


def read_view(path: Path, label_column: str | None) -> CatalogueView:
    """Read a snapshot.

    Args:
        path: the catalogue's file; a missing one is an empty catalogue.
        label_column: which column to take as labels; None = the most telling one.
    """
    if not path.is_file():
        return CatalogueView.empty()
    with Catalogue(path, write=False) as catalogue:
        ids = catalogue.ids()
        columns = label_columns(catalogue, ids)
        chosen = label_column if label_column in columns else columns[0] if columns else None
        labels = catalogue.column(chosen, ids) if chosen is not None else [""] * len(ids)
        source = catalogue.source
        first = catalogue.record(int(ids[0])) if len(ids) else None
        return CatalogueView(
            ids,
            catalogue.paths(ids),
            labels,
            columns,
            chosen,
            Path(source.root) if source is not None else Path(),
            has_files=first is not None and first.has_file,
        )


def label_columns(catalogue: Catalogue, ids: Ids) -> list[str]:
    """The columns by which images can be grouped: some values, fewer than half as many as images."""
    found = []
    for name in catalogue.columns():
        if name in ("caption", "split"):
            continue
        values = set(catalogue.column(name, ids)) - {""}
        if 1 < len(values) <= max(2, len(ids) // 2):
            found.append(name)
    return sorted(found, key=lambda name: name != LABEL)


class CatalogueLoader:
    """Loads thumbnails of an opened collection; see `thumbnails.Loader`."""

    def __init__(self, catalogue: Path, store: Path) -> None:
        self._catalogue = Catalogue(catalogue, write=False)
        self._store = ThumbnailStore(store)

    def load(self, ids: list[int]) -> dict[int, QImage | None]:
        """From the store where they are kept, else from the files; new ones are kept."""
        pictures: dict[int, QImage | None] = {}
        made = []
        for record in self._catalogue.records(ids):
            kept = self._store.get(record.id, signature(record))
            if kept is None:
                kept = _made(self._catalogue.absolute(record), record)
                if kept is not None:
                    made.append((record.id, signature(record), kept))
            pictures[record.id] = None if kept is None else images.from_bytes(kept)
        if made:
            self._store.put_many(made)
        return pictures

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


def _file_name(path: str) -> str:
    return printable(path.rpartition("/")[2])
