"""What a source of images is, and what it says about each file."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Literal

from explorer.collection.names import printable
from explorer.collection.stores import settled
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress

SourceKind = Literal["folder", "features"]
Box = tuple[float, float, float, float]
FoundStatus = Literal["present", "missing", "unreadable", "ignored"]

NO_FILE = -1
"""Size of an image that is known by its features alone."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is said about an image.

    Attributes:
        labels: its classes; empty = none known.
        split: "query", "gallery", "train", "val", "test", in lower case, or empty.
        caption: a sentence, or empty.
        box: left, top, right, bottom of the object meant: fractions of the upright image where all are ≤ 1, else
            pixels.
        metadata: all other columns, by name.
    """

    labels: tuple[str, ...] = ()
    split: str = ""
    caption: str = ""
    box: Box | None = None
    metadata: dict[str, str] = field(default_factory=dict)


NO_ANNOTATION = Annotation()


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One file as a scan met it.

    Attributes:
        path: relative to the source's root, with `/` between folders; see `names` for bytes that are no UTF-8.
        size: in bytes; `NO_FILE` (-1) where there is none.
        mtime_ns: time of the last change.
        status: `present`; `missing` = named but not there; `unreadable` = a folder that may not be listed;
            `ignored` = a file that is no image.
        reason: why it is missing or unreadable, one sentence.
        annotation: what is said about it.
    """

    path: str
    size: int = NO_FILE
    mtime_ns: int = 0
    status: FoundStatus = "present"
    reason: str = ""
    annotation: Annotation = NO_ANNOTATION


class Source(ABC):
    """Where images come from.

    Attributes:
        kind: "folder" or "features".
        path: what the person named: the folder or the feature file.
        root: the folder that paths of images are relative to.
        title: what to call it.
        watched: the files and folders (relative to the root) by whose time of change, in nanoseconds, one sees that
            something came or went; filled by `files`.
    """

    kind: ClassVar[SourceKind]

    def __init__(self, path: Path, root: Path) -> None:
        self.path = path
        self.root = root
        self.watched: dict[str, int] = {}
        self.title = printable(settled(path).name) or str(path)

    @abstractmethod
    def files(self, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled) -> Iterator[FoundFile]:
        """All files, in the order in which new ones get their ids.

        Raises:
            InputError: the source as a whole cannot be read; a single bad file is yielded with its reason instead.
            Cancelled: the person asked to stop.
        """
