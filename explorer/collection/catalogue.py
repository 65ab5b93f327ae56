"""The catalogue: one row for each image ever seen in a collection, kept in SQLite.

Written by one process, read by others at the same time. Ids are given in the order of the source within one scan and
never used again.
"""

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from explorer.collection import database
from explorer.collection.base import FoundFile, Source
from explorer.collection.catalogue_reader import CatalogueReader
from explorer.collection.formats import decoder_version
from explorer.collection.names import from_stored, printable, to_stored
from explorer.collection.records import (
    Outcome,
    ScanReport,
    SourceInfo,
)
from explorer.collection.scan import Change, Known, Plan, make_plan
from explorer.collection.stores import located, settled
from explorer.errors import InputError, WorkspaceError
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress

VERSION = 1
"""Raised when the tables change."""

_SCHEMA = """
CREATE TABLE images (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    content BLOB, width INTEGER, height INTEGER,
    labels TEXT NOT NULL, split TEXT NOT NULL, caption TEXT NOT NULL, box TEXT NOT NULL, metadata TEXT NOT NULL,
    status TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE outcomes (path BLOB PRIMARY KEY, outcome TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE info (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_FOUND_TABLE = "CREATE TABLE IF NOT EXISTS found (image INTEGER PRIMARY KEY, caption TEXT NOT NULL)"
"""Captions inside the image files, which are known once somebody has read these; those of the source come first."""
_FOUND_CAPTION = """
INSERT INTO found VALUES (?, ?) ON CONFLICT (image) DO UPDATE SET caption = excluded.caption
WHERE caption != excluded.caption"""
_LOST = "DELETE FROM found WHERE image = ?"
_KNOWN = """
SELECT id, path, size, mtime_ns, content, width NOT NULL, status, reason, labels, split, caption, box, metadata
FROM images"""
_UPDATE = """
UPDATE images SET path = ?1, size = ?2, mtime_ns = ?3, labels = ?4, split = ?5, caption = ?6, box = ?7, metadata = ?8,
    status = ?9, reason = ?10, content = iif(?11, content, NULL), width = iif(?11, width, NULL),
    height = iif(?11, height, NULL) WHERE id = ?12"""
_INSERT = """
INSERT INTO images (path, size, mtime_ns, labels, split, caption, box, metadata, status, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_FOUND = "UPDATE images SET status = 'present', reason = '' WHERE id = ? AND status != 'present'"
_CONTENT = "UPDATE images SET content = ?, width = ?, height = ?, status = 'present', reason = '' WHERE id = ?"
_FORGET = "DELETE FROM outcomes WHERE path = ?"
_BROKEN = "UPDATE images SET status = 'broken', reason = ?, content = ?, width = NULL, height = NULL WHERE id = ?"


class Catalogue(CatalogueReader):
    """An open catalogue; usable as a context manager.

    Attributes:
        path: the database file.
        write: whether it may be changed through this object.
    """

    def __init__(self, path: Path, *, write: bool) -> None:
        """Open a catalogue; for writing it is created where it is missing.

        Raises:
            WorkspaceError: it is missing, damaged, in use or of a newer version.
        """
        self.path = path
        self.write = write
        self._connection = database.connect(path, write=write)
        try:
            with database.explained(path):
                self._check_version()
        except WorkspaceError:
            self._connection.close()
            raise

    def _check_version(self) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise WorkspaceError(f"{self.path} was written by a newer version of the program; update this one.")
        if version == 0 and self.write:
            with database.transaction(self._connection):
                for statement in filter(None, map(str.strip, _SCHEMA.split(";"))):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {VERSION}")
        elif version == 0:
            raise WorkspaceError(f"{self.path} is empty; index the collection again.")

    def update(
        self, source: Source, *, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
    ) -> ScanReport:
        """Bring the catalogue up to date with what is on disk; a stop at any moment leaves it usable.

        Raises:
            InputError: the source cannot be read or holds no image; the catalogue is as before.
            WorkspaceError: the catalogue belongs to another source or cannot be written.
            Cancelled: the person asked to stop; what was written stays.
        """
        start = time.perf_counter()
        with self._writing():
            self._check_source(source)
            known = {row.path: row for row in self._known()}
            columns: dict[str, None] = {}
            found = _noting_columns(source.files(progress, cancelled), columns)
            plan = make_plan(found, known, source.root, pictures=source.kind == "folder", cancelled=cancelled)
            if plan.present == 0:
                raise InputError(_nothing(source, plan))
            self._describe(source, list(columns))
            self._apply(plan, progress, cancelled)
            self._watch(source)
        return _report(plan, time.perf_counter() - start)

    def set_content(self, known: Mapping[int, tuple[bytes, int, int]]) -> None:
        """Record what was learnt by reading files: id -> (content hash, width, height of the upright image)."""
        rows = [(*values, image) for image, values in known.items()]
        with self._writing():
            database.write_in_slices(self._connection, rows, self._learn)

    def set_captions(self, known: Mapping[int, str]) -> None:
        """Record the captions inside files that were read, empty where there are none: id -> captions, one a line."""
        with self._writing():
            if not any(known.values()) and not self._has_found:
                return
            with database.transaction(self._connection):
                self._connection.execute(_FOUND_TABLE)
                gone = self._connection.executemany(_LOST, [(image,) for image, text in known.items() if not text])
                new = self._connection.executemany(_FOUND_CAPTION, [row for row in known.items() if row[1]])
                if gone.rowcount > 0 or new.rowcount > 0:
                    self._grow("revision")
                    self._grow("listed")

    def set_broken(self, image: int, reason: str, content: bytes | None = None) -> None:
        """Record that an image cannot be decoded.

        Args:
            image: its id.
            reason: one sentence.
            content: hash of its bytes; None where not even they could be read, and it is tried again next time.
        """
        with self._writing(), database.transaction(self._connection):
            self._change_rows(_BROKEN, [(reason, content, image)])
            self._grow("listed")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if not self.write:
            raise WorkspaceError(f"{self.path} is open for reading only; close the program that writes it.")
        with database.explained(self.path):
            yield

    def _known(self) -> Iterator[Known]:
        for image, path, *values, labels, split, caption, box, metadata in self._connection.execute(_KNOWN):
            yield Known._make((image, from_stored(path), *values, (labels, split, caption, box, metadata)))

    def _check_source(self, source: Source) -> None:
        before = self.source
        if before is None or before.root == str(settled(source.root)):
            return
        if before.kind != source.kind or located(before.root).exists():
            raise WorkspaceError(f"{self.path.parent} belongs to {before.path}; name another with --workspace.")

    def _describe(self, source: Source, columns: list[str]) -> None:
        """Note what holds for all images; files that failed are tried again where the decoders have changed."""
        root, path = settled(source.root), settled(source.path)
        new = {
            "source": asdict(SourceInfo(source.kind, str(path), str(root), source.title)),
            "columns": columns,
            "decoder": decoder_version(),
        }
        new = {key: value for key, value in new.items() if self._info(key, None) != value}
        if not new:
            return
        with database.transaction(self._connection):
            if "decoder" in new:
                self._connection.execute("UPDATE images SET content = NULL WHERE status = 'broken'")
            for key, value in new.items():
                self._connection.execute("INSERT OR REPLACE INTO info VALUES (?, ?)", (key, json.dumps(value)))
            self._grow("listed")

    def _watch(self, source: Source) -> None:
        """Note what the source looked like, now that all that was found in it is written."""
        if self._info("watched", None) != source.watched:
            with database.transaction(self._connection):
                text = json.dumps(source.watched)  # names that are no Unicode stand as escapes
                self._connection.execute("INSERT OR REPLACE INTO info VALUES ('watched', ?)", (text,))

    def _apply(self, plan: Plan, progress: Progress, cancelled: IsCancelled) -> None:
        """Write a plan: all outcomes anew, and the rows that changed."""
        old = self._connection.execute("SELECT path FROM outcomes").fetchall()
        database.write_in_slices(self._connection, old, self._forget)
        done = 0

        def write(changes: list[Change]) -> None:
            nonlocal done
            check(cancelled)
            known = [(*_values(change), change.keeps_content, change.id) for change in changes if change.id is not None]
            if known:
                self._change_rows(_UPDATE, known)
            new = [_values(change) for change in changes if change.id is None]
            if new:
                self._change_rows(_INSERT, new)
            self._grow("listed")
            self._note([change.outcome for change in changes])
            done += len(changes)
            progress(done, len(plan.changes), "Writing the catalogue")

        database.write_in_slices(self._connection, plan.changes, write)
        database.write_in_slices(self._connection, plan.notes, self._note)

    def _change_rows(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        """Execute a statement for several rows, inside a transaction, and let readers see that something changed."""
        self._connection.executemany(statement, rows)
        self._grow("revision")

    def _learn(self, rows: list[tuple[Any, ...]]) -> None:
        """Record contents, inside a transaction; an image that was broken before turns up in lists again."""
        if self._connection.executemany(_FOUND, [(row[-1],) for row in rows]).rowcount:
            self._grow("listed")
        self._change_rows(_CONTENT, rows)

    def _grow(self, counter: str) -> None:
        self._connection.execute(
            "INSERT INTO info VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = value + 1", (counter,)
        )

    def _forget(self, paths: list[tuple[bytes]]) -> None:
        self._connection.executemany(_FORGET, paths)

    def _note(self, outcomes: list[Outcome]) -> None:
        rows = [(to_stored(outcome.path), outcome.outcome, outcome.reason) for outcome in outcomes]
        self._connection.executemany("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?)", rows)


def _values(change: Change) -> tuple[Any, ...]:
    path = to_stored(change.path)
    return (path, change.size, change.mtime_ns, *change.annotation, change.status, change.reason)


def _noting_columns(files: Iterable[FoundFile], columns: dict[str, None]) -> Iterator[FoundFile]:
    """The same files; the names of the columns that hold something are put into `columns`."""
    standard, others = dict[str, bool](), dict[str, None]()
    for file in files:
        annotation = file.annotation
        for name, value in (("label", annotation.labels), ("split", annotation.split), ("caption", annotation.caption)):
            if value:
                standard[name] = True
        others.update(dict.fromkeys(annotation.metadata))
        yield file
    columns.update(dict.fromkeys(name for name in ("label", "split", "caption") if name in standard))
    columns.update(others)


def _nothing(source: Source, plan: Plan) -> str:
    path = printable(str(source.path))
    reasons = [change.outcome.reason for change in plan.changes if change.id is None] + [n.reason for n in plan.notes]
    if reasons:
        return f"{path} holds no image that can be reached; the first trouble: {reasons[0]}"
    others = f" among its {plan.ignored:,} files" if plan.ignored else ""
    return f"{path} holds no image{others}; choose a folder with JPEG, PNG, WebP, BMP, GIF or TIFF files."


def _report(plan: Plan, seconds: float) -> ScanReport:
    outcomes = [change.outcome for change in plan.changes] + plan.notes
    counts = Counter[str](outcome.outcome for outcome in outcomes)
    problems = tuple(outcome for outcome in outcomes if outcome.outcome in {"missing", "broken"})
    counts["unchanged"] = plan.unchanged
    return ScanReport(**counts, ignored=plan.ignored, problems=problems, seconds=seconds)
