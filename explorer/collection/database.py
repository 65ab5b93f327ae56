"""Opening SQLite files that one process writes while others read.

Write-ahead logging lets readers go on during a write. Transactions are kept short, so that nobody waits for long.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar

from explorer.collection.mirror import Mirror
from explorer.collection.stores import StoreError
from explorer.errors import WorkspaceError

Row = TypeVar("Row")

BUSY_SECONDS = 5.0
"""How long to wait for another process's transaction; ours take 50 ms at most."""

MEND = "delete it and index the collection again"
"""What to do with a damaged database that can be made anew."""

_SLICE_SECONDS = 0.025
_SLICE_ROWS = 256


def connect(path: Path, *, write: bool, mend: str = MEND) -> sqlite3.Connection:
    """Open a database; for writing it is created where it is missing.

    The connection may be used by several threads, one at a time.

    Args:
        path: the file.
        write: whether it is to be changed.
        mend: what to do where it is damaged.

    Raises:
        WorkspaceError: the file is missing, damaged or may not be read.
    """
    with explained(path, mend):
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = _connect(path.absolute().as_uri() + "?mode=rwc")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last moments, never integrity
            return connection
        elsewhere = connect_elsewhere(path)
        if elsewhere is not None:
            return elsewhere
        if not path.is_file():
            raise WorkspaceError(f"{path} is missing; index the collection again.")
        return _connect_reader(path)


def connect_elsewhere(path: Path) -> sqlite3.Connection | None:
    """Open, for reading, the database of this name in the store that its folder stands for; None where there is none.

    Raises:
        WorkspaceError: it is damaged or may not be read.
    """
    mirror = Mirror.of(path.parent)
    if mirror is None or path.name not in mirror.files:
        return None
    try:
        from explorer.collection import ranged_database
    except ImportError as error:
        raise WorkspaceError(f"{mirror.address} needs apsw; install retrieval-explorer[cluster].") from error
    with explained(path):
        return ranged_database.connect(mirror, path.name)


def is_there(path: Path) -> bool:
    """Whether there is a database to read, here or in the store that its folder stands for."""
    mirror = Mirror.of(path.parent)
    return path.is_file() or (mirror is not None and path.name in mirror.files)


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _connect_reader(path: Path) -> sqlite3.Connection:
    uri = path.absolute().as_uri()
    connection = _connect(uri + "?mode=ro")
    try:
        (views,) = connection.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'view'").fetchone()
    except sqlite3.OperationalError:
        # A reader, too, needs the log's index beside the file; on a read-only medium, where nobody writes, it does not.
        connection.close()
        return _connect(uri + "?immutable=1")
    if views:  # a stranger's could have no end
        connection.close()
        raise sqlite3.DatabaseError("it holds views, which this program never makes")
    return connection


def is_damaged(path: Path) -> bool:
    """Whether a database is there and cannot be trusted; reads all of it, at some 500 MB a second."""
    try:
        with closing(_connect_reader(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
    except sqlite3.OperationalError:  # missing, locked or forbidden
        return False
    except sqlite3.DatabaseError:
        return True


def set_aside(path: Path) -> Path:
    """Give a damaged database another name, so that a new one can be made; what was set aside before is replaced.

    Raises:
        WorkspaceError: it is in use or may not be renamed.
    """
    aside = path.with_suffix(f".damaged{path.suffix}")
    with explained(path):
        path.replace(aside)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    return aside


@contextmanager
def explained(path: Path, mend: str = MEND) -> Iterator[None]:
    """Turn what SQLite raises into one sentence about the file.

    Args:
        path: the file.
        mend: what to do where it is damaged.

    Raises:
        WorkspaceError: instead of `sqlite3.DatabaseError` and `OSError`.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise WorkspaceError(f"{path} is in use by another program; close it and try again.") from error
        raise WorkspaceError(f"{path} cannot be used ({text}); check the disk and its permissions.") from error
    except sqlite3.DatabaseError as error:
        raise WorkspaceError(f"{path} is damaged ({error}); {mend}.") from error
    except StoreError as error:
        raise WorkspaceError(f"{error}.") from error
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be opened ({error.strerror}); check its permissions.") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is executed inside; takes the write lock at once, so that it cannot fail half-way."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def write_in_slices(connection: sqlite3.Connection, rows: Iterable[Row], write: Callable[[list[Row]], None]) -> None:
    """Write many rows in transactions of about 25 ms, however slow the disk.

    Args:
        connection: open for writing.
        rows: taken one portion at a time.
        write: writes one portion; called inside a transaction.
    """
    iterator = iter(rows)
    portion = list(islice(iterator, _SLICE_ROWS))
    while portion:
        end = time.monotonic() + _SLICE_SECONDS
        with transaction(connection):
            while portion:
                write(portion)
                portion = list(islice(iterator, _SLICE_ROWS))
                if time.monotonic() > end:
                    break
