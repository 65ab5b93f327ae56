"""Reading the catalogue of a collection, while another process may be writing it."""

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.collection import database
from explorer.collection.content import HASH_BYTES
from explorer.collection.manifest import parse_labels
from explorer.collection.names import from_stored, to_stored
from explorer.collection.records import Listed, Outcome, Record, SourceInfo, Status, unpack_box, unpack_labels
from explorer.collection.stores import located
from explorer.errors import InputError, WorkspaceError
from explorer.protocol.closing import Closing
from explorer.protocol.ids import NO_IMAGE, Ids

_CAPTION = "coalesce(nullif(caption, ''), (SELECT found.caption FROM found WHERE found.image = images.id), '')"
"""The caption that the source gives an image, else the one inside its file."""
_TELLS = (
    "SELECT EXISTS (SELECT 1 FROM found JOIN images ON id = image WHERE status = 'present' AND found.caption != '')"
)
_PATHS_AT_ONCE = 500
"""So many paths are looked up with one statement; SQLite allows more, but gains nothing by it."""
_TEXT_COLUMNS = {"label": "labels", "split": "split", "caption": "caption"}


class CatalogueReader(Closing):
    """The reading half of a catalogue; use `Catalogue`.

    Attributes:
        path: the database file.
    """

    path: Path
    _connection: sqlite3.Connection

    def __len__(self) -> int:
        """How many images are present."""
        with database.explained(self.path):
            return int(self._connection.execute("SELECT count(*) FROM images WHERE status = 'present'").fetchone()[0])

    @property
    def holds_images(self) -> bool:
        """Whether any image is present; of a million, counting takes a tenth of a second."""
        with database.explained(self.path):
            query = "SELECT EXISTS (SELECT 1 FROM images WHERE status = 'present')"
            return bool(self._connection.execute(query).fetchone()[0])

    @property
    def revision(self) -> int:
        """Grows with every change of a row, so that readers know when to look again."""
        return int(self._info("revision", 0))

    @property
    def listed_revision(self) -> int:
        """Grows with every change of what `listed` gives."""
        return int(self._info("listed", 0))

    @property
    def source(self) -> SourceInfo | None:
        """Where the images come from; None before the first scan."""
        info = self._info("source", None)
        return None if info is None else SourceInfo(**info)

    def ids(self, status: Status | Literal["all"] = "present") -> Ids:
        """Ids of the images with that status, ascending: [n] int64."""
        return self._ids("SELECT id FROM images WHERE ? IN ('all', status) ORDER BY id", (status,))

    def pending(self) -> Ids:
        """Ids, ascending, of images with a file whose bytes nobody has read yet.

        Files that could not even be read are among them: next time it may go better. Those that were read and found
        damaged are not.
        """
        return self._ids(
            "SELECT id FROM images WHERE status != 'missing' AND content IS NULL AND size >= 0 ORDER BY id"
        )

    def contents(self, *, missing: bool = False) -> tuple[Ids, NDArray[np.uint8]]:
        """Ids, ascending, of the present images whose bytes somebody has read, and their hashes: [n], [n, 16].

        Args:
            missing: whether those of images that are not there any more are wanted too.
        """
        wanted = "IN ('present', 'missing')" if missing else "= 'present'"
        query = f"SELECT id, content FROM images WHERE status {wanted} AND content IS NOT NULL ORDER BY id"  # noqa: S608
        ids, hashes = array("q"), bytearray()
        with database.explained(self.path):
            for image, content in self._connection.execute(query):
                ids.append(image)
                hashes += content
        return np.array(ids, np.int64), np.frombuffer(hashes, np.uint8).reshape(-1, HASH_BYTES)

    def record(self, image: int) -> Record:
        """The row of an image.

        Raises:
            InputError: there is no such image.
        """
        return self.records([image])[0]

    def records(self, ids: Ids | Sequence[int]) -> list[Record]:
        """The rows of several images, in the order asked for.

        Raises:
            InputError: there is no such image.
        """
        fields = "id, path, size, mtime_ns, content, width, height, labels, split"
        return [_record(row) for row in self._rows(f"{fields}, {self._caption}, box, metadata, status, reason", ids)]

    def ids_of(self, paths: Sequence[str]) -> Ids:
        """Ids of the images at these paths (names, for features): [len(paths)] int64, -1 where there is none."""
        stored = [to_stored(path) for path in paths]
        known: dict[bytes, int] = {}
        with database.explained(self.path):
            for start in range(0, len(stored), _PATHS_AT_ONCE):
                part = stored[start : start + _PATHS_AT_ONCE]
                marks = ",".join("?" * len(part))
                query = f"SELECT path, id FROM images WHERE path IN ({marks})"  # noqa: S608 - marks alone
                known.update(self._connection.execute(query, part))
        return np.array([known.get(path, NO_IMAGE) for path in stored], np.int64)

    def columns(self) -> list[str]:
        """Names of the columns that hold something: label, split, caption, then those of the manifest."""
        columns = list(self._info("columns", []))
        if "caption" not in columns and self._has_found:
            with database.explained(self.path):
                (tells,) = self._connection.execute(_TELLS).fetchone()
            if tells:
                first = sum(name in columns[:2] for name in ("label", "split"))
                columns.insert(first, "caption")
        return columns

    def column(self, name: str, ids: Ids | Sequence[int]) -> list[str]:
        """The text of a column for each image, empty where there is none; several labels are separated by `;`.

        Raises:
            InputError: there is no such column or image.
        """
        if name in _TEXT_COLUMNS:
            field = self._caption if name == "caption" else _TEXT_COLUMNS[name]
            return [row[1] for row in self._rows(f"id, {field}", ids)]
        if name not in self.columns():
            known = ", ".join(self.columns()) or "none"
            raise InputError(f"The collection has no column {name!r}; it has: {known}.")
        rows = self._rows("id, coalesce(json_extract(metadata, ?), '')", ids, (f'$."{name}"',))
        return [row[1] for row in rows]

    def paths(self, ids: Ids | Sequence[int]) -> list[str]:
        """The path of each image, as in `Record`.

        Raises:
            InputError: there is no such image.
        """
        return [from_stored(row[1]) for row in self._rows("id, path", ids)]

    def labels(self, ids: Ids | Sequence[int], column: str | None = None) -> list[tuple[str, ...]]:
        """The labels of each image, from the column of that name (`label` by default).

        Raises:
            InputError: there is no such column or image.
        """
        return [parse_labels(text) for text in self.column(column or "label", ids)]

    @property
    def root(self) -> Path:
        """The folder that paths of images are relative to.

        Raises:
            WorkspaceError: the catalogue has never been filled.
        """
        source = self.source
        if source is None:
            raise WorkspaceError(f"{self.path} is empty; index the collection again.")
        return located(source.root)

    def absolute(self, record: Record) -> Path:
        """Where the image's file is (or was, or would be).

        Raises:
            WorkspaceError: the catalogue has never been filled.
        """
        return self.root / record.path

    def listed(self) -> Iterator[Listed]:
        """What lists of the collection show: its present images, ascending by id, as they are at the first step."""
        fields = f"id, path, size, mtime_ns, labels, split, {self._caption}, metadata"
        query = f"SELECT {fields} FROM images WHERE status = 'present'"  # noqa: S608 - our own text
        with database.explained(self.path):
            for image, path, size, mtime_ns, labels, split, caption, metadata in self._connection.execute(
                f"{query} ORDER BY id"
            ):
                others = json.loads(metadata) if metadata != "{}" else {}
                yield Listed(image, from_stored(path), size, mtime_ns, labels, split, caption, others)

    @property
    def watched(self) -> dict[str, int]:
        """Files and folders of the source by whose times one sees that something changed, as `base.Source` has them."""
        watched: dict[str, int] = self._info("watched", {})
        return watched

    def files_in(self, folder: str) -> Iterator[tuple[str, int, int, Status]]:
        """Name, size, time of the last change and status of what was found in a folder, not in those below it."""
        first = prefix = to_stored(f"{folder}/") if folder else b""
        query = "SELECT path, size, mtime_ns, status FROM images WHERE path >= ? ORDER BY path"
        with database.explained(self.path):
            rows = self._connection.execute(query, (first,))
            while (row := rows.fetchone()) is not None and row[0].startswith(prefix):
                name, below, _ = row[0][len(prefix) :].partition(b"/")
                if below:  # go on behind that folder; 0 comes next after /
                    rows = self._connection.execute(query, (prefix + name + b"0",))
                else:
                    yield from_stored(name), *row[1:]

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each file in the last scan and since, ordered by path."""
        query = """
            SELECT path, CASE status WHEN 'broken' THEN 'broken' ELSE coalesce(outcome, 'unchanged') END AS kind,
                   CASE status WHEN 'broken' THEN images.reason ELSE coalesce(outcomes.reason, '') END
            FROM images LEFT JOIN outcomes USING (path) WHERE status != 'missing' OR outcome IS NOT NULL
            UNION ALL
            SELECT path, outcome, reason FROM outcomes WHERE path NOT IN (SELECT path FROM images)
            ORDER BY path"""
        with database.explained(self.path):
            for path, outcome, reason in self._connection.execute(query):
                yield Outcome(from_stored(path), outcome, reason)

    def close(self) -> None:
        """Close the database; harmless when closed already."""
        self._connection.close()

    @property
    def _has_found(self) -> bool:
        """Whether a caption was ever found inside a file."""
        with database.explained(self.path):
            query = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'found')"
            return bool(self._connection.execute(query).fetchone()[0])

    @property
    def _caption(self) -> str:
        """What the caption of an image is, in SQL."""
        return _CAPTION if self._has_found else "caption"

    def _info(self, key: str, default: Any) -> Any:
        with database.explained(self.path):
            row = self._connection.execute("SELECT value FROM info WHERE key = ?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])

    def _ids(self, query: str, parameters: tuple[Any, ...] = ()) -> Ids:
        with database.explained(self.path):
            rows = self._connection.execute(query, parameters).fetchall()
        return np.fromiter((row[0] for row in rows), np.int64, len(rows))

    def _rows(self, fields: str, ids: Ids | Sequence[int], parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Fields (the first is the id) of each image, in the order asked for."""
        wanted = np.asarray(ids, np.int64).tolist()
        query = f"SELECT {fields} FROM images WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own text
        with database.explained(self.path):
            rows = {row[0]: row for row in self._connection.execute(query, (*parameters, json.dumps(wanted)))}
        try:
            return [rows[image] for image in wanted]
        except KeyError as error:
            raise InputError(f"There is no image with the id {error.args[0]}; search for its file instead.") from None


def _record(row: tuple[Any, ...]) -> Record:
    image, path, size, mtime_ns, content, width, height, labels, split, caption, box, metadata, status, reason = row
    return Record(
        id=image,
        path=from_stored(path),
        size=size,
        mtime_ns=mtime_ns,
        content=content,
        width=width,
        height=height,
        labels=unpack_labels(labels),
        split=split,
        caption=caption,
        box=unpack_box(box),
        metadata=json.loads(metadata),
        status=status,
        reason=reason,
    )
