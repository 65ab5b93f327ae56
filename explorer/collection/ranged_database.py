"""Reading SQLite files in stores: only the pages that a question touches are fetched.

The `sqlite3` of Python cannot be told where to read from; `apsw`, the other binding of the same library, can. What it
opens here answers as a connection of `sqlite3` does, as far as readers ask.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

import apsw

from explorer.collection.blocks import Blocks
from explorer.collection.mirror import Mirror

_BLOCK = 2**16
"""Bytes that are fetched at least: a request takes as long as some hundred kilobytes do."""


class RangedConnection:
    """What readers use of `sqlite3.Connection`, for a database in a store."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, query: str, parameters: Sequence[Any] = ()) -> "_Rows":
        """Begin a query.

        Raises:
            sqlite3.DatabaseError: the file is damaged.
            OSError: the store does not give what the query needs.
        """
        with _as_sqlite3():
            return _Rows(self._connection.execute(query, parameters))

    def close(self) -> None:
        """Close it; harmless when done already."""
        self._connection.close()


class _Rows:
    """What readers use of `sqlite3.Cursor`."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def __iter__(self) -> Iterator[Any]:
        while (row := self.fetchone()) is not None:
            yield row

    def fetchone(self) -> Any:
        with _as_sqlite3():
            return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        return list(self)


def connect(mirror: Mirror, name: str) -> sqlite3.Connection:
    """Open a database of a mirrored folder for reading.

    Raises:
        sqlite3.DatabaseError: it is damaged.
        OSError: the store does not give it.
    """
    key = "/".join((str(mirror.folder), name, mirror.files[name].mark))
    with _as_sqlite3():
        store = _store()
        store.blocks.setdefault(key, Blocks(mirror, name, _BLOCK))
        connection = apsw.Connection(key, flags=apsw.SQLITE_OPEN_READONLY, vfs=store.name)
        connection.execute("PRAGMA trusted_schema = OFF")  # it may be anybody's
    return cast(sqlite3.Connection, RangedConnection(connection))


class _File:
    """An open file; SQLite asks no more of one that never changes."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's names
        return self._blocks.read(offset, amount)

    def xFileSize(self) -> int:  # noqa: N802
        return self._blocks.size

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return int(apsw.SQLITE_IOCAP_IMMUTABLE)

    def xSectorSize(self) -> int:  # noqa: N802
        return 4096

    def xFileControl(self, *_: int) -> bool:  # noqa: N802
        return False

    def xLock(self, _: int) -> None:  # noqa: N802
        """Nobody writes."""

    xUnlock = xLock  # noqa: N815

    def xClose(self) -> None:  # noqa: N802
        """Others may read the same blocks."""


class _Store(apsw.VFS):
    """What tells SQLite where the bytes of files in stores are; one for all of the process.

    Attributes:
        blocks: of the files, by the names that `connect` gives them.
    """

    name = "retrieval-explorer-store"

    def __init__(self) -> None:
        super().__init__(self.name, base="")
        self.blocks: dict[str, Blocks] = {}

    def xOpen(self, name: Any, _flags: list[int]) -> Any:  # noqa: N802
        return _File(self.blocks[name.filename() if isinstance(name, apsw.URIFilename) else name])

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name

    def xAccess(self, _pathname: str, _flags: int) -> bool:  # noqa: N802
        return False


@cache
def _store() -> _Store:
    return _Store()


@contextmanager
def _as_sqlite3() -> Iterator[None]:
    """Raise what `sqlite3` raises, where `apsw` raises errors of its own."""
    try:
        yield
    except apsw.Error as error:
        raise sqlite3.DatabaseError(str(error)) from error
