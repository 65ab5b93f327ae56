"""Small pictures of all images, kept between sessions.

One SQLite file rather than packs of our own: the window and a worker may write at the same moment, a kill leaves
nothing half-written, space is used again, and somebody else has tested all that. For pictures of this size SQLite is
as fast as separate files (sqlite.org/fasterthanfs.html). It is a cache: a damaged one is thrown away.
"""

import io
import json
import os
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from explorer.collection import database
from explorer.collection.records import Record
from explorer.errors import WorkspaceError
from explorer.protocol.closing import Closing

SIZE = 192
"""Longest side in pixels."""

LIMIT_BYTES = 2 * 2**30
"""Room for about 250,000 pictures."""

LIMIT_VARIABLE = "EXPLORER_THUMBNAILS_MB"
"""Environment variable: another limit in megabytes; the window sets it for itself and for its child processes."""

_STAGE_VERSION = 1
"""Raised when `make_thumbnail` changes, so that old pictures are made again."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS thumbnails (
    age INTEGER PRIMARY KEY AUTOINCREMENT, id INTEGER NOT NULL UNIQUE, signature TEXT NOT NULL, jpeg BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS total (bytes INTEGER NOT NULL);
INSERT INTO total SELECT 0 WHERE NOT EXISTS (SELECT * FROM total);
CREATE TRIGGER IF NOT EXISTS more AFTER INSERT ON thumbnails BEGIN
    UPDATE total SET bytes = bytes + length(NEW.jpeg); END;
CREATE TRIGGER IF NOT EXISTS less AFTER DELETE ON thumbnails BEGIN
    UPDATE total SET bytes = bytes - length(OLD.jpeg); END;
"""
_PUT_ROWS = 64


class ThumbnailStore(Closing):
    """Thumbnails by image id; usable from several threads and processes, and as a context manager.

    Attributes:
        path: the file.
        limit_bytes: the oldest pictures are dropped beyond this; by default what the environment says at that moment.
    """

    def __init__(self, path: Path, *, limit_bytes: int | None = None) -> None:
        """Open a store, making it where it is missing; where nothing may be written it can still be read.

        Raises:
            WorkspaceError: it can be neither read nor written.
        """
        self.path = path
        self._limit = limit_bytes
        self._lock = threading.Lock()
        try:
            self._connection = self._open()
            self._writable = True
        except WorkspaceError:
            self._connection = database.connect(path, write=False)
            self._writable = False
        # Of a collection in a store this file keeps the pictures that were looked at; all are over there.
        try:
            self._elsewhere = database.connect_elsewhere(path)
        except WorkspaceError:
            self._connection.close()
            raise

    @property
    def limit_bytes(self) -> int:
        """Bytes of JPEG data that are kept."""
        said = os.environ.get(LIMIT_VARIABLE, "")
        return self._limit if self._limit is not None else int(said) * 2**20 if said.isdecimal() else LIMIT_BYTES

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connected()
        except WorkspaceError as error:
            if not isinstance(error.__cause__, sqlite3.DatabaseError) or _may_heal(error.__cause__):
                raise
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            return self._connected()

    def _connected(self) -> sqlite3.Connection:
        connection = database.connect(self.path, write=True)
        try:
            with database.explained(self.path):
                connection.executescript(_SCHEMA)
        except WorkspaceError:
            connection.close()
            raise
        return connection

    def get(self, image: int, signature: str) -> bytes | None:
        """The JPEG bytes of an image's thumbnail; None where there is none of this signature."""
        return self.get_many([(image, signature)]).get(image)

    def get_many(self, wanted: Sequence[tuple[int, str]]) -> dict[int, bytes]:
        """The JPEG bytes of those of (image id, signature) that are kept, in one look-up."""
        with self._lock, database.explained(self.path):
            found = _select(self._connection, dict(wanted))
            missing = {image: kept for image, kept in wanted if image not in found}
            if self._elsewhere is None or not missing:
                return found
            fetched = _select(self._elsewhere, missing)
        self.put_many([(image, missing[image], jpeg) for image, jpeg in fetched.items()])
        return found | fetched

    def signatures(self, images: Sequence[int]) -> dict[int, str]:
        """Of which signature the thumbnails of some images are, as far as they are kept; no picture is read."""
        query = "SELECT id, signature FROM thumbnails WHERE id IN (SELECT value FROM json_each(?))"
        with self._lock, database.explained(self.path):
            return dict(self._connection.execute(query, (json.dumps(list(images)),)).fetchall())

    def put_many(self, items: Sequence[tuple[int, str, bytes]]) -> None:
        """Keep thumbnails: (image id, signature, JPEG bytes); does nothing where the store may not be written.

        Raises:
            WorkspaceError: the disk is full, or another process holds the store for seconds.
        """
        if not self._writable:
            return
        for start in range(0, len(items), _PUT_ROWS):
            with self._lock, database.explained(self.path), database.transaction(self._connection):
                # Not INSERT OR REPLACE: that would drop the old row without telling the trigger.
                part = items[start : start + _PUT_ROWS]
                self._connection.executemany("DELETE FROM thumbnails WHERE id = ?", [(item[0],) for item in part])
                self._connection.executemany("INSERT INTO thumbnails (id, signature, jpeg) VALUES (?, ?, ?)", part)
                self._drop_oldest()

    def _drop_oldest(self) -> None:
        (total,) = self._connection.execute("SELECT bytes FROM total").fetchone()
        if total <= self.limit_bytes:
            return
        last = None
        for age, size in self._connection.execute("SELECT age, length(jpeg) FROM thumbnails ORDER BY age"):
            last, total = age, total - size
            if total <= self.limit_bytes:
                break
        self._connection.execute("DELETE FROM thumbnails WHERE age <= ?", (last,))

    def close(self) -> None:
        """Close the file; harmless when closed already."""
        with self._lock:
            self._connection.close()
            if self._elsewhere is not None:
                self._elsewhere.close()


def _select(connection: sqlite3.Connection, signatures: dict[int, str]) -> dict[int, bytes]:
    """The JPEG bytes of the images whose thumbnails are of these signatures."""
    marks = ",".join("?" * len(signatures))
    query = f"SELECT id, signature, jpeg FROM thumbnails WHERE id IN ({marks})"  # noqa: S608 - marks alone
    rows = connection.execute(query, list(signatures)).fetchall()
    return {image: bytes(jpeg) for image, kept, jpeg in rows if signatures[image] == kept}


def make_thumbnail(image: Image.Image, size: int = SIZE) -> bytes:
    """A JPEG of the image with its longest side reduced to `size` pixels; smaller images keep theirs."""
    small = image.copy() if max(image.size) <= size else _reduced(image, size)
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def signature(record: Record) -> str:
    """Changes whenever the thumbnail must be made again: with the file, and with how thumbnails are made."""
    return f"{_STAGE_VERSION}:{record.size}:{record.mtime_ns}"


def _reduced(image: Image.Image, size: int) -> Image.Image:
    scale = size / max(image.size)
    sides = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(sides, Image.Resampling.HAMMING, reducing_gap=2.0)


def _may_heal(error: sqlite3.DatabaseError) -> bool:
    """Whether the trouble is one of the moment (locked, full, forbidden) rather than a damaged file."""
    return isinstance(error, sqlite3.OperationalError)
