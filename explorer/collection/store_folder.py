"""A folder of images in an object store: listed once, never copied."""

import logging
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from explorer.collection.base import Annotation, FoundFile, Source
from explorer.collection.captions import LARGEST, ClassCaptions, caption_in, with_sidecars
from explorer.collection.folder import MANIFEST, SKIPPED_FOLDERS, folder_label
from explorer.collection.formats import EXTENSIONS
from explorer.collection.manifest import read_manifest
from explorer.collection.names import printable
from explorer.collection.stores import listing, read_many
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress

_REPORT_EVERY = 4096
_CAPTIONS_AT_ONCE = 256
_TIMES = ("mtime", "LastModified", "last_modified", "updated", "created")
"""What the stores call the time of the last change."""

log = logging.getLogger(__name__)


class StoreFolder(Source):
    """All images below an address, or those that a manifest there names; see `FolderSource`.

    Nothing is watched: a store is asked again when the collection is indexed again.
    """

    kind = "folder"

    def __init__(self, path: Path, manifest: str = MANIFEST) -> None:
        """Take an address.

        Args:
            path: of the folder.
            manifest: the name of a table there that says which images there are, if it is there.
        """
        super().__init__(path if manifest == MANIFEST else path / manifest, path)
        self._manifest = manifest

    def files(self, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled) -> Iterator[FoundFile]:
        """See `Source.files`; ordered by the bytes of the path."""
        progress(0, 0, "Listing the store")
        there = listing(self.root)
        listed = self._manifest in there
        found = self._listed(there) if listed else self._walked(there)
        files: list[FoundFile] = []
        for file in found:
            files.append(file)
            check(cancelled)
            if len(files) % _REPORT_EVERY == 0:
                progress(len(files), len(there), "Looking for images")
        if not listed:
            files = list(with_sidecars(files, lambda paths: self._captions(paths, there, progress, cancelled)))
        yield from sorted(files, key=lambda file: os.fsencode(file.path))

    def _walked(self, there: dict[str, dict[str, Any]]) -> Iterator[FoundFile]:
        for path, about in there.items():
            *folders, name = path.split("/")
            if name.startswith(".") or any(map(_skipped, folders)):
                continue
            if not all((*folders, name)) or {".", ".."} & {*folders, name}:
                yield FoundFile(path, status="unreadable", reason=f"{printable(path)} is no path; rename it.")
            elif PurePosixPath(name).suffix.lower() in EXTENSIONS:
                yield file_in_store(path, about, Annotation(folder_label(path)))
            else:
                yield FoundFile(path, status="ignored")

    def _captions(
        self, paths: list[str], there: dict[str, dict[str, Any]], progress: Progress, cancelled: IsCancelled
    ) -> dict[str, str]:
        """The captions in files beside images; the log says which cannot be had."""
        found = dict.fromkeys(paths, "")
        small = [path for path in paths if int(there[path].get("size") or 0) <= LARGEST]
        for start in range(0, len(small), _CAPTIONS_AT_ONCE):
            check(cancelled)
            progress(start, len(small), "Reading captions")
            part = small[start : start + _CAPTIONS_AT_ONCE]
            for path, content in zip(part, read_many([self.root / path for path in part]), strict=True):
                if isinstance(content, bytes):
                    found[path] = caption_in(PurePosixPath(path), content)
                else:
                    log.info("The caption in %s cannot be fetched (%s)", path, content)
        return found

    def _listed(self, there: dict[str, dict[str, Any]]) -> Iterator[FoundFile]:
        classes = ClassCaptions(self.root)
        for row in read_manifest(self.root / self._manifest):
            labels = folder_label(row.path) if row.labels is None else row.labels
            annotation = Annotation(labels, row.split, row.caption or classes.of(row), row.box, row.metadata)
            path = row.path if row.path in there else row.path.replace("\\", "/")  # written on Windows
            if path in there:
                yield file_in_store(path, there[path], annotation)
                continue
            reason = f"{row.path} is named in line {row.line} of {self._manifest} but is not in the store."
            yield FoundFile(row.path, status="missing", reason=reason, annotation=annotation)


def _skipped(folder: str) -> bool:
    return folder.startswith(".") or folder.lower() in SKIPPED_FOLDERS or folder.endswith(".rexws")


def file_in_store(path: str, about: dict[str, Any], annotation: Annotation) -> FoundFile:
    """A file as the store's listing tells of it."""
    return FoundFile(path, int(about.get("size") or 0), _mtime_ns(about), annotation=annotation)


def _mtime_ns(about: dict[str, Any]) -> int:
    """The time of the last change; 0 where the store tells none, and the size alone shows a change."""
    time = next((about[name] for name in _TIMES if about.get(name)), 0)
    if isinstance(time, str):
        time = datetime.fromisoformat(time)
    return int((time.timestamp() if isinstance(time, datetime) else float(time)) * 1e6) * 1000
