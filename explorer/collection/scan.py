"""What a scan changes in the catalogue: decided here without touching the database.

A file is known by its path, and unchanged while its size and time of change are. Files that turn up under a new path
are compared by content with those that are gone, so that a renamed file keeps its id, its vectors and its marks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from explorer.collection.base import FoundFile
from explorer.collection.content import hash_file
from explorer.collection.names import printable
from explorer.collection.records import Outcome, PackedAnnotation, Status, pack
from explorer.protocol.progress import IsCancelled, check


class Known(NamedTuple):
    """What the catalogue knew of a file before the scan; see `Record`."""

    id: int
    path: str
    size: int
    mtime_ns: int
    content: bytes | None
    decoded: bool
    status: Status
    reason: str
    annotation: PackedAnnotation


@dataclass(frozen=True, slots=True)
class Change:
    """One row to write, with its outcome.

    Attributes:
        id: of the row; None = a new row.
        path: its new path.
        size: its new size.
        mtime_ns: its new time of change.
        annotation: what is now said of it.
        status: its new status.
        reason: its new reason.
        keeps_content: whether hash and size in pixels are still true.
        outcome: for the report.
    """

    id: int | None
    path: str
    size: int
    mtime_ns: int
    annotation: PackedAnnotation
    status: Status
    reason: str
    keeps_content: bool
    outcome: Outcome


@dataclass
class Plan:
    """All that a scan found.

    Attributes:
        changes: rows to write, those of known files first, new ones in the order of the source.
        notes: outcomes that change no row.
        unchanged: how many files are as they were.
        ignored: how many files are no images.
        present: how many images there are now.
    """

    changes: list[Change] = field(default_factory=list)
    notes: list[Outcome] = field(default_factory=list)
    unchanged: int = 0
    ignored: int = 0
    present: int = 0


def make_plan(
    found: Iterable[FoundFile], known: Mapping[str, Known], root: Path, *, pictures: bool, cancelled: IsCancelled
) -> Plan:
    """Compare what was found with what was known.

    Args:
        found: all files of the source.
        known: all rows of the catalogue by path.
        root: folder that paths are relative to.
        pictures: whether an image is missing without its file; features can do without.
        cancelled: asked before each file that must be read.
    """
    plan, new, seen = Plan(), list[FoundFile](), set[str]()
    for file in found:
        if file.status == "ignored":
            plan.ignored += 1
        elif file.status == "unreadable":
            plan.notes.append(Outcome(file.path, "broken", file.reason))
        else:
            seen.add(file.path)
            plan.present += _status(file, pictures) == "present"
            before = known.get(file.path)
            if before is None:
                new.append(file)
            else:
                _compare(plan, before, file, _status(file, pictures))
    gone = [row for path, row in known.items() if path not in seen]
    renamed = {change.path: change for change in _renamed(new, gone, root, cancelled)}
    claimed = {change.id for change in renamed.values()}
    plan.changes += [_lost(row) for row in gone if row.status != "missing" and row.id not in claimed]
    plan.changes += renamed.values()
    plan.changes += [_added(file, _status(file, pictures)) for file in new if file.path not in renamed]
    return plan


def _status(file: FoundFile, pictures: bool) -> Status:
    return "missing" if file.status == "missing" and pictures else "present"


def _compare(plan: Plan, before: Known, file: FoundFile, status: Status) -> None:
    """Find the outcome of a file that has a row."""
    same = (file.size, file.mtime_ns) == (before.size, before.mtime_ns)
    annotation = pack(file.annotation)
    if status == "missing":
        outcome, keeps, same = Outcome(file.path, "missing", file.reason), True, before.status == "missing"
        reason = file.reason
    elif before.status == "missing":
        outcome, keeps, same = Outcome(file.path, "added", "It is there again."), same and before.decoded, False
        reason = file.reason
    else:
        keeps, reason = same, before.reason if same else file.reason
        status = before.status if same else status
        outcome = Outcome(file.path, "changed", "" if not same else "What is said of it changed.")
    if same and annotation == before.annotation:
        _note(plan, before, file)
    else:
        size, mtime_ns = (before.size, before.mtime_ns) if status == "missing" else (file.size, file.mtime_ns)
        change = Change(before.id, file.path, size, mtime_ns, annotation, status, reason, keeps, outcome)
        plan.changes.append(change)


def _note(plan: Plan, before: Known, file: FoundFile) -> None:
    """Count a file whose row stays as it is."""
    if file.status == "missing":
        plan.notes.append(Outcome(file.path, "missing", file.reason))
    elif before.status == "broken" and before.content is not None:  # the others are read again, and told of then
        plan.notes.append(Outcome(file.path, "broken", before.reason))
    else:
        plan.unchanged += 1


def _lost(row: Known) -> Change:
    reason = f"{printable(row.path)} is not there any more; put it back, or leave it out for good."
    outcome = Outcome(row.path, "missing", reason)
    return Change(row.id, row.path, row.size, row.mtime_ns, row.annotation, "missing", reason, True, outcome)


def _added(file: FoundFile, status: Status) -> Change:
    outcome = Outcome(file.path, "missing" if file.status == "missing" else "added", file.reason)
    annotation = pack(file.annotation)
    return Change(None, file.path, file.size, file.mtime_ns, annotation, status, file.reason, False, outcome)


def _renamed(new: list[FoundFile], gone: list[Known], root: Path, cancelled: IsCancelled) -> Iterator[Change]:
    """New files that are known ones under another path.

    Only a new file of the size of a missing one is read, so that adding files costs nothing.
    """
    lost: dict[int, list[Known]] = {}
    for row in gone:
        if row.content is not None and row.decoded:
            lost.setdefault(row.size, []).append(row)
    for file in new:
        candidates = lost.get(file.size, [])
        if not candidates or file.status != "present":
            continue
        check(cancelled)
        try:
            content = hash_file(root / file.path)
        except OSError:
            continue  # the embedder will say what is wrong with it
        same = [row for row in candidates if row.content == content]
        if same:
            row = next((row for row in same if _name(row.path) == _name(file.path)), same[0])
            candidates.remove(row)
            outcome = Outcome(file.path, "renamed", f"It was {printable(row.path)}.")
            annotation = pack(file.annotation)
            yield Change(row.id, file.path, file.size, file.mtime_ns, annotation, "present", "", True, outcome)


def _name(path: str) -> str:
    return path.rpartition("/")[2]
