"""Rows of the catalogue, and what a scan reports."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from explorer.collection.base import NO_FILE, Annotation, Box, SourceKind
from explorer.protocol.query import Region

Status = Literal["present", "missing", "broken"]
OutcomeKind = Literal["added", "unchanged", "changed", "renamed", "missing", "broken"]
PackedAnnotation = tuple[str, str, str, str, str]
"""Labels, split, caption, box and metadata as the columns of the database hold them."""


@dataclass(frozen=True, slots=True)
class Record:
    """One image of the catalogue.

    Attributes:
        id: its image id.
        path: relative to the source's root, `/` between folders; the name where there is no file.
        size: in bytes, -1 where there is no file.
        mtime_ns: time of the last change when scanned.
        content: hash of the bytes (`content.content_hash`), None until somebody has read them.
        width: of the upright image in pixels, None until decoded.
        height: likewise.
        labels: classes; empty = none known.
        split: "query", "gallery", "train", "val", "test" or empty.
        caption: a sentence or empty.
        box: left, top, right, bottom: fractions where all are ≤ 1, else pixels of the upright image.
        metadata: all other columns.
        status: `present`, `missing` (was there, or is named by the manifest) or `broken` (cannot be decoded).
        reason: why it is missing or broken.
    """

    id: int
    path: str
    size: int
    mtime_ns: int
    content: bytes | None
    width: int | None
    height: int | None
    labels: tuple[str, ...]
    split: str
    caption: str
    box: Box | None
    metadata: dict[str, str]
    status: Status
    reason: str

    @property
    def has_file(self) -> bool:
        """Whether there is a picture, not features alone."""
        return self.size != NO_FILE

    @property
    def region(self) -> Region | None:
        """The box as fractions of the upright image; None without a box or before the size is known."""
        if self.box is None or max(self.box) <= 1:
            return self.box
        if not self.width or not self.height:
            return None
        left, top, right, bottom = self.box
        region = (left / self.width, top / self.height, min(right / self.width, 1), min(bottom / self.height, 1))
        return region if region[0] < region[2] and region[1] < region[3] else None


class Listed(NamedTuple):
    """The part of a `Record` by which lists are sorted and filtered; labels are one text, separated by `;`."""

    id: int
    path: str
    size: int
    mtime_ns: int
    labels: str
    split: str
    caption: str
    metadata: dict[str, str]


def pack(annotation: Annotation) -> PackedAnnotation:
    """The annotation as text: labels separated by `;`, numbers of the box by blanks, metadata as JSON."""
    box = "" if annotation.box is None else " ".join(map(repr, annotation.box))
    metadata = json.dumps(annotation.metadata, ensure_ascii=False) if annotation.metadata else "{}"
    return ";".join(annotation.labels), annotation.split, annotation.caption, box, metadata


def unpack_labels(text: str) -> tuple[str, ...]:
    """The inverse of `pack` for labels."""
    return tuple(text.split(";")) if text else ()


def unpack_box(text: str) -> Box | None:
    """The inverse of `pack` for a box."""
    if not text:
        return None
    left, top, right, bottom = map(float, text.split())
    return left, top, right, bottom


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where the images of a catalogue come from; see `base.Source`."""

    kind: SourceKind
    path: str
    root: str
    title: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scan found out about one file.

    Attributes:
        path: as in `Record`.
        outcome: what became of it.
        reason: one sentence where it is missing, broken or renamed.
    """

    path: str
    outcome: OutcomeKind
    reason: str = ""


@dataclass(frozen=True)
class ScanReport:
    """Outcome of a scan.

    Attributes:
        added: new files.
        unchanged: files as they were.
        changed: files with other bytes or other annotation.
        renamed: files found again under another name by their content.
        missing: files that are gone, or that the manifest names in vain.
        broken: folders that may not be read, and unchanged files that were found damaged before; those that could not
            even be read are asked for again, and count as unchanged.
        ignored: files that are no images.
        problems: every missing or broken file with its reason.
        seconds: how long it took.
    """

    added: int = 0
    unchanged: int = 0
    changed: int = 0
    renamed: int = 0
    missing: int = 0
    broken: int = 0
    ignored: int = 0
    problems: tuple[Outcome, ...] = ()
    seconds: float = 0.0

    def summary(self) -> str:
        """All counts above zero, such as "12 added, 1 missing"."""
        kinds = ("added", "unchanged", "changed", "renamed", "missing", "broken")
        counts = [f"{getattr(self, kind):,} {kind}" for kind in kinds if getattr(self, kind)]
        if self.ignored:
            counts.append(f"{self.ignored:,} other files ignored")
        return ", ".join(counts) or "nothing found"

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary."""
        return asdict(self)
