"""What a person adds to a collection: tags, notes, captions, marks and the like, with one log to undo it all.

Kept beside the catalogue in a file of its own, because the catalogue can be made again and this cannot. Written by the
window and the command line alone; the background processes read it.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from explorer.collection import database
from explorer.errors import InputError, WorkspaceError
from explorer.protocol.closing import Closing

VERSION = 1
"""Raised when the tables change."""

Kind = Literal["tag", "note", "caption", "label", "mark", "pair", "edit", "query", "filter"]
"""What an entry is.

- `tag`: its name is the tag, its value true;
- `note`: a text about the image;
- `caption`: a list of captions in place of those that were read;
- `label`: its name is the column, its value the list of right labels;
- `mark`: its name is the query (`Query.key` or whatever its user takes), its value 1 for right and -1 for wrong;
- `pair`: its name is the other image's id, its value what was decided of the two;
- `edit`: its name is the query, its value the edits of the graph;
- `query`, `filter`: its name is chosen by the person, its value is the thing as JSON.
"""

WHOLE = 0
"""The image of an entry that is of the whole collection: ids begin at 1."""

_SCHEMA = """
CREATE TABLE entries (
    kind TEXT NOT NULL, image INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (kind, image, name)) WITHOUT ROWID;
CREATE INDEX entries_by_name ON entries (kind, name);
CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, time REAL NOT NULL, undone INTEGER NOT NULL DEFAULT 0);
CREATE TABLE changes (
    step INTEGER NOT NULL, kind TEXT NOT NULL, image INTEGER NOT NULL, name TEXT NOT NULL, before TEXT, after TEXT,
    PRIMARY KEY (step, kind, image, name)) WITHOUT ROWID;
"""
_PUT = "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)"
_DROP = "DELETE FROM entries WHERE kind = ? AND image = ? AND name = ?"
_MEND = "rename it to go on without what was written there"


class Change(NamedTuple):
    """One entry as it shall be.

    Attributes:
        kind: what it is.
        image: its id; `WHOLE` where the entry is of the whole collection.
        name: see `Kind`; may be empty.
        value: JSON-ready; None takes the entry away.
    """

    kind: Kind
    image: int
    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Step:
    """What was done at once, and is undone at once.

    Attributes:
        id: ascending.
        title: what was done, such as "Tag 12 images harbour".
        time: seconds since 1970.
        undone: whether it has been taken back.
        kinds: of its entries.
        images: ids of its entries, ascending; `WHOLE` among them where it stands.
    """

    id: int
    title: str
    time: float
    undone: bool
    kinds: frozenset[Kind]
    images: tuple[int, ...]


class UserStore(Closing):
    """An open store; usable as a context manager, and by several threads one at a time.

    Attributes:
        path: the database file.
        write: whether it may be changed through this object.
    """

    def __init__(self, path: Path, *, write: bool = False) -> None:
        """Open a store; one that does not exist yet is empty, and is made by the first change.

        Raises:
            WorkspaceError: it is damaged, in use or of a newer version.
        """
        self.path = path
        self.write = write
        self._connection: sqlite3.Connection | None = None
        if database.is_there(path):
            self._connect()

    # Reading

    @property
    def revision(self) -> str:
        """Another text for any other content: what was made from it can be kept until this changes."""
        rows = self._select("SELECT coalesce(max(id), 0), coalesce(sum(undone), 0) FROM steps")
        return "{}.{}".format(*(rows[0] if rows else (0, 0)))

    def value(self, kind: Kind, image: int, name: str = "") -> Any:
        """The value of one entry; None where there is none."""
        rows = self._select("SELECT value FROM entries WHERE kind = ? AND image = ? AND name = ?", (kind, image, name))
        return json.loads(rows[0][0]) if rows else None

    def of_image(self, kind: Kind, image: int = WHOLE) -> dict[str, Any]:
        """Name to value of an image's entries, by name."""
        rows = self._select("SELECT name, value FROM entries WHERE kind = ? AND image = ? ORDER BY name", (kind, image))
        return {name: json.loads(value) for name, value in rows}

    def of_name(self, kind: Kind, name: str = "") -> dict[int, Any]:
        """Image to value of the entries with a name, ascending by image."""
        rows = self._select("SELECT image, value FROM entries WHERE kind = ? AND name = ? ORDER BY image", (kind, name))
        return {image: json.loads(value) for image, value in rows}

    def entries(self, kind: Kind) -> Iterator[Change]:
        """All entries of a kind, ascending by image and name."""
        query = "SELECT image, name, value FROM entries WHERE kind = ? ORDER BY image, name"
        for image, name, value in self._select(query, (kind,)):
            yield Change(kind, image, name, json.loads(value))

    def names(self, kind: Kind) -> dict[str, int]:
        """Each name of a kind, and how many images have it; by name."""
        return dict(self._select("SELECT name, count(*) FROM entries WHERE kind = ? GROUP BY name ORDER BY 1", (kind,)))

    def steps(self, limit: int = 100) -> list[Step]:
        """The last steps, the latest first; those that were undone stand before those that were not."""
        rows = self._select("SELECT id, title, time, undone FROM steps ORDER BY id DESC LIMIT ?", (limit,))
        return [self._step(*row) for row in rows]

    @property
    def undoable(self) -> Step | None:
        """What `undo` would take back."""
        return self._first("SELECT id, title, time, undone FROM steps WHERE NOT undone ORDER BY id DESC LIMIT 1")

    @property
    def redoable(self) -> Step | None:
        """What `redo` would do again."""
        return self._first("SELECT id, title, time, undone FROM steps WHERE undone ORDER BY id LIMIT 1")

    # Writing

    def change(self, title: str, changes: Iterable[Change]) -> Step | None:
        """Do something that can be undone as one step; what had been undone before can no longer be done again.

        Args:
            title: what is done, in the imperative.
            changes: entries as they shall be; of several for one entry the last counts.

        Returns:
            The step; None where all is so already.

        Raises:
            WorkspaceError: the store is open for reading only, or cannot be written.
        """
        wanted = {(kind, image, name): _packed(kind, value) for kind, image, name, value in changes}
        with self._writing() as connection:
            rows = []
            for key, after in wanted.items():
                before = _stored(connection, key)
                if before != after:
                    rows.append((*key, before, after))
            if not rows:
                return None
            gone = "(SELECT id FROM steps WHERE undone)"
            connection.execute(f"DELETE FROM changes WHERE step IN {gone}")  # noqa: S608 - our own text
            connection.execute("DELETE FROM steps WHERE undone")
            cursor = connection.execute("INSERT INTO steps (title, time) VALUES (?, ?)", (title, time.time()))
            step = cursor.lastrowid
            connection.executemany("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", [(step, *row) for row in rows])
            _put(connection, [(*row[:3], row[4]) for row in rows])
        return self.undoable

    def undo(self) -> Step | None:
        """Take the last step back; None where there is none.

        Raises:
            WorkspaceError: as `change`.
        """
        return self._turn(self.undoable, "before", undone=True)

    def redo(self) -> Step | None:
        """Do again what was undone last; None where there is nothing.

        Raises:
            WorkspaceError: as `change`.
        """
        return self._turn(self.redoable, "after", undone=False)

    def close(self) -> None:
        """Close the database; harmless when closed already."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _turn(self, step: Step | None, side: Literal["before", "after"], *, undone: bool) -> Step | None:
        if step is None:
            return None
        with self._writing() as connection:
            query = f"SELECT kind, image, name, {side} FROM changes WHERE step = ?"  # noqa: S608 - one of two words
            _put(connection, connection.execute(query, (step.id,)).fetchall())
            connection.execute("UPDATE steps SET undone = ? WHERE id = ?", (undone, step.id))
        return step

    def _first(self, query: str) -> Step | None:
        rows = self._select(query)
        return self._step(*rows[0]) if rows else None

    def _step(self, number: int, title: str, moment: float, undone: int) -> Step:
        rows = self._select("SELECT DISTINCT kind, image FROM changes WHERE step = ?", (number,))
        images = sorted({image for _, image in rows})
        return Step(number, title, moment, bool(undone), frozenset(kind for kind, _ in rows), tuple(images))

    def _select(self, query: str, parameters: Sequence[Any] = ()) -> list[Any]:
        if self._connection is None:
            if not database.is_there(self.path):
                return []
            self._connect()  # another process has made it meanwhile
        if self._connection is None:
            return []
        with database.explained(self.path, _MEND):
            return self._connection.execute(query, parameters).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a transaction."""
        if not self.write:
            raise WorkspaceError(f"{self.path} is open for reading only; close the program that writes it.")
        if self._connection is None:
            self._connect()
        assert self._connection is not None
        with database.explained(self.path, _MEND), database.transaction(self._connection):
            yield self._connection

    def _connect(self) -> None:
        connection = database.connect(self.path, write=self.write, mend=_MEND)
        try:
            with database.explained(self.path, _MEND):
                version = self._version(connection)
        except WorkspaceError:
            connection.close()
            raise
        if version:
            self._connection = connection
        else:  # its writer is just about to make the tables
            connection.close()

    def _version(self, connection: sqlite3.Connection) -> int:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise WorkspaceError(f"{self.path} was written by a newer version of the program; update this one.")
        if version == 0 and self.write:
            with database.transaction(connection):
                for statement in filter(None, map(str.strip, _SCHEMA.split(";"))):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {VERSION}")
            return VERSION
        return int(version)


def corrected(
    labels: Sequence[tuple[str, ...]], ids: Iterable[int], right: Mapping[int, Sequence[str]]
) -> list[tuple[str, ...]]:
    """Labels with what a person corrected of them.

    Args:
        labels: as they were read, one tuple an image.
        ids: of the images.
        right: the labels of the corrected ones, as `of_name("label", column)` gives them.
    """
    return [tuple(right.get(image, read)) for image, read in zip(ids, labels, strict=True)]


def _packed(kind: str, value: Any) -> str | None:
    if kind not in get_args(Kind):
        raise InputError(f"There is no kind {kind!r} of entries; there are: {', '.join(get_args(Kind))}.")
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _stored(connection: sqlite3.Connection, key: tuple[str, int, str]) -> str | None:
    query = "SELECT value FROM entries WHERE kind = ? AND image = ? AND name = ?"
    row: tuple[str] | None = connection.execute(query, key).fetchone()
    return None if row is None else row[0]


def _put(connection: sqlite3.Connection, rows: Iterable[tuple[str, int, str, str | None]]) -> None:
    """Write entries as they shall be; None takes one away."""
    rows = list(rows)
    connection.executemany(_PUT, [row for row in rows if row[3] is not None])
    connection.executemany(_DROP, [row[:3] for row in rows if row[3] is None])
