"""A folder of images, with or without a manifest."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from explorer.collection.base import Annotation, FoundFile, Source
from explorer.collection.captions import CLASSES, ClassCaptions, read_sidecar, with_sidecars
from explorer.collection.formats import EXTENSIONS
from explorer.collection.manifest import ManifestRow, parse_labels, read_manifest
from explorer.collection.names import printable
from explorer.collection.tables import is_table
from explorer.errors import InputError
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress

MANIFEST = "images.csv"
SKIPPED_FOLDERS = frozenset({"@eadir", "node_modules", "__macosx", "$recycle.bin", "system volume information"})
"""Folders of other programs, in lower case; hidden ones (".…") and workspaces ("….rexws") are skipped as well."""

_REPORT_EVERY = 512


class FolderSource(Source):
    """All images below a folder, or those that its manifest names.

    The label of an image is the name of its folder unless the manifest has a column `label`; images directly in the
    source's folder have none.

    Attributes:
        manifest: the manifest, None where the folder has none.
    """

    kind = "folder"

    def __init__(self, path: Path, manifest: Path | None = None) -> None:
        """Take a folder.

        Args:
            path: the folder.
            manifest: a table in it that says which images there are, in place of `images.csv`.
        """
        super().__init__(manifest or path, path)
        manifest = manifest or path / MANIFEST
        self.manifest = manifest if os.path.isfile(manifest) or is_table(manifest) else None  # noqa: PTH113 - no error without permission

    def files(self, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled) -> Iterator[FoundFile]:
        """See `Source.files`; ordered by the bytes of the path."""
        found = self._walked() if self.manifest is None else self._listed(self.manifest)
        files = []
        self.watched = {}
        for file in found:
            files.append(file)
            if len(files) % _REPORT_EVERY == 0:
                check(cancelled)
                progress(len(files), 0, "Looking for images")
        if self.manifest is None:
            files = list(with_sidecars(files, lambda paths: self._captions(paths, cancelled)))
        yield from sorted(files, key=lambda file: os.fsencode(file.path))

    def _walked(self) -> Iterator[FoundFile]:
        folder_labels: dict[str, Annotation] = {}
        for file in walk(self.root, self.watched):
            folder = file.path.rpartition("/")[0]
            if folder not in folder_labels:
                folder_labels[folder] = Annotation(folder_label(file.path))
            yield FoundFile(file.path, file.size, file.mtime_ns, file.status, file.reason, folder_labels[folder])

    def _captions(self, paths: list[str], cancelled: IsCancelled) -> dict[str, str]:
        """The captions in files beside images."""
        found = {}
        for path in paths:
            check(cancelled)
            self.watched[path] = time_of(f"{self.root}/{path}")
            found[path] = read_sidecar(self.root / path)
        return found

    def _listed(self, manifest: Path) -> Iterator[FoundFile]:
        root = str(self.root)
        self.watched[manifest.name] = manifest.stat().st_mtime_ns
        if os.path.isfile(f"{root}/{CLASSES}"):  # noqa: PTH113 - no error without permission
            self.watched[CLASSES] = time_of(f"{root}/{CLASSES}")
        classes = ClassCaptions(self.root)
        for row in read_manifest(manifest):
            labels = folder_label(row.path) if row.labels is None else row.labels
            annotation = Annotation(labels, row.split, row.caption or classes.of(row), row.box, row.metadata)
            file = _listed_file(root, row, annotation)
            folder = file.path.rpartition("/")[0]
            if folder not in self.watched:
                self.watched[folder] = time_of(f"{root}/{folder}")
            yield file


def folder_label(path: str) -> tuple[str, ...]:
    """The label that the name of a file's folder gives it (several where it holds `;`); none for files at the top."""
    return parse_labels(printable(path.rpartition("/")[0].rpartition("/")[2]))


def walk(root: Path, watched: dict[str, int]) -> Iterator[FoundFile]:
    """All image files below a folder, unordered and without annotation; the folders are put into `watched`.

    Links to folders are followed once all real folders are seen, in order of their names; no folder is entered
    twice, so that a loop ends and a link never hides the real place of a file.

    Raises:
        InputError: the folder itself is missing or may not be listed.
    """
    folders, links, seen = [""], list[str](), set[tuple[int, int]]()
    while folders or links:
        if not folders:
            links.sort(reverse=True)
            folders.append(links.pop())
        folder = folders.pop()
        try:
            identity = os.stat(os.path.join(root, folder))  # noqa: PTH116, PTH118 - twice as fast as pathlib here
            if (identity.st_dev, identity.st_ino) in seen:
                continue
            seen.add((identity.st_dev, identity.st_ino))
            watched[folder] = identity.st_mtime_ns
            entries = list(os.scandir(os.path.join(root, folder)))  # noqa: PTH118
        except OSError as error:
            if not folder:
                raise InputError(_unlistable(printable(str(root)), error)) from error
            yield FoundFile(folder, status="unreadable", reason=_unlistable(printable(folder), error))
            continue
        for entry in entries:
            yield from _entry(entry, f"{folder}/{entry.name}" if folder else entry.name, folders, links)


def is_entered(name: str) -> bool:
    """Whether folders of that name are looked through."""
    return not (name.startswith(".") or name.lower() in SKIPPED_FOLDERS or name.endswith(".rexws"))


def is_image_name(name: str) -> bool:
    """Whether files of that name are taken for images."""
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in EXTENSIONS  # noqa: PTH122


def _entry(entry: os.DirEntry[str], path: str, folders: list[str], links: list[str]) -> Iterator[FoundFile]:
    """The file that a directory entry is, if it is one; folders are put on the lists of what is left to enter."""
    if entry.name.startswith("."):
        return
    if entry.is_dir(follow_symlinks=False):
        if is_entered(entry.name):
            folders.append(path)
    elif is_image_name(entry.name):
        yield _image(entry, path)
    elif entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112
        links.append(path)
    else:
        yield FoundFile(path, status="ignored")


def _image(entry: os.DirEntry[str], path: str) -> FoundFile:
    try:
        status = entry.stat()
    except OSError:
        return FoundFile(path, status="missing", reason=f"{printable(path)} is a link that leads nowhere.")
    if not stat.S_ISREG(status.st_mode):
        return FoundFile(path, status="ignored")
    return FoundFile(path, status.st_size, status.st_mtime_ns)


def _listed_file(root: str, row: ManifestRow, annotation: Annotation) -> FoundFile:
    """The file that a row of the manifest names; a manifest written on Windows may separate folders by backslashes."""
    for path in (row.path, row.path.replace("\\", "/")) if "\\" in row.path else (row.path,):
        try:
            status = os.stat(f"{root}/{path}")  # noqa: PTH116 - several times as fast as pathlib, and done for each file
        except (OSError, ValueError):
            continue
        if stat.S_ISREG(status.st_mode):
            return FoundFile(path, status.st_size, status.st_mtime_ns, annotation=annotation)
    reason = f"{row.path} is named in line {row.line} of {MANIFEST} but is not there; copy it there or delete the line."
    return FoundFile(row.path, status="missing", reason=reason, annotation=annotation)


def time_of(path: str) -> int:
    """When a file was last written, or something last came into a folder or left it; 0 where it is not there."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - done for each folder
    except OSError:
        return 0


def _unlistable(name: str, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"The folder {name} may not be listed; ask for permission to read it."
    if isinstance(error, FileNotFoundError | NotADirectoryError) or error.errno == errno.ELOOP:
        return f"There is no folder {name}; check the path."
    return f"The folder {name} cannot be listed ({os.strerror(error.errno or 0)}); check the drive it is on."
