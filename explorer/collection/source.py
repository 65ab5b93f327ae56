"""From a path to a source of images: the one place that knows which kinds there are."""

import os
import stat
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from explorer.collection.base import Annotation, FoundFile, Source
from explorer.collection.feature_file import FEATURE_SUFFIXES, FeatureFile, read_feature_file
from explorer.collection.folder import MANIFEST, FolderSource
from explorer.collection.formats import EXTENSIONS
from explorer.collection.names import printable
from explorer.collection.store_folder import StoreFolder, file_in_store
from explorer.collection.stores import in_store, listing
from explorer.collection.tables import TABLE_SUFFIXES, is_table, vector_column
from explorer.errors import InputError
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress

__all__ = ["FeatureSource", "FolderSource", "FoundFile", "Source", "is_workspace", "open_source"]


class FeatureSource(Source):
    """A feature file; its rows are the images, in their order.

    Attributes:
        images_root: the folder in which the names are found as files, None where there are no pictures.
    """

    kind = "features"

    def __init__(self, path: Path, images_root: Path | None = None) -> None:
        super().__init__(path, images_root or path.parent)
        self.images_root = images_root

    @cached_property
    def feature_file(self) -> FeatureFile:
        """The file's content, read once.

        Raises:
            InputError: the file is unusable.
        """
        return read_feature_file(self.path)

    def files(self, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled) -> Iterator[FoundFile]:
        """See `Source.files`; ordered as the rows are."""
        if not in_store(self.path) and not in_store(self.root):
            self.watched = {os.path.relpath(self.path, self.root): self.path.stat().st_mtime_ns}
        content = self.feature_file
        there = listing(self.images_root) if self.images_root is not None and in_store(self.images_root) else None
        for row, name in enumerate(content.names):
            if row % 4096 == 0:
                check(cancelled)
                progress(row, len(content), "Reading names")
            annotation = _annotation(content, row)
            if self.images_root is None:
                yield FoundFile(name, annotation=annotation)
            else:
                yield _joined(self.images_root, name, annotation, there)


def open_source(path: Path, *, images_root: Path | None = None) -> Source:
    """The source that a path names: a folder of images, its manifest, or a feature file.

    Nothing is read yet but what is needed to tell the kinds apart.

    Args:
        path: see above.
        images_root: folder in which the names of a feature file are found as images.

    Raises:
        InputError: there is nothing at the path, or nothing that is a source.
    """
    table = is_table(path)
    if table and vector_column(path) is None:
        return StoreFolder(path.parent, path.name) if in_store(path) else FolderSource(path.parent, path)
    if in_store(path) and path.suffix.lower() not in TABLE_SUFFIXES:
        return StoreFolder(path.parent if path.name == MANIFEST else path)
    if images_root is not None and not in_store(images_root) and not stat.S_ISDIR(_mode(images_root)):
        raise InputError(f"There is no folder {images_root} for the images; check --images-root.")
    if not in_store(path) and not table and stat.S_ISDIR(_mode(path)):
        return FolderSource(path)
    suffix = path.suffix.lower()
    if suffix in FEATURE_SUFFIXES:
        return FeatureSource(path, images_root)
    if path.name == MANIFEST:
        return FolderSource(path.parent)
    name = printable(path.name)
    if suffix in EXTENSIONS:
        raise InputError(f"{name} is a single image; open the folder that holds it.")
    kinds = f"a folder of images, its {MANIFEST} or a feature file ({', '.join(FEATURE_SUFFIXES)})"
    raise InputError(f"{name} is nothing that can be opened; give {kinds}.")


def is_workspace(path: Path) -> bool:
    """Whether the path is a workspace (whole or damaged) rather than a source of images."""
    if in_store(path):
        return path.suffix == ".rexws" or path.joinpath("workspace.json").is_file()
    # os.path answers no, where pathlib raises, when a folder above may not be entered.
    return os.path.isdir(path) and (path.suffix == ".rexws" or os.path.isfile(path / "workspace.json"))  # noqa: PTH112, PTH113


def _mode(path: Path) -> int:
    """What the path is, in the bits of `stat`.

    Raises:
        InputError: nothing, or nothing that we may know.
    """
    try:
        return path.stat().st_mode
    except PermissionError as error:
        raise InputError(f"{printable(str(path))} may not be read; ask for permission to read it.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"There is nothing at {printable(str(path))}; check the path.") from error


def _annotation(content: FeatureFile, row: int) -> Annotation:
    metadata = {column: values[row] for column, values in content.metadata.items()}
    if content.camera is not None:
        metadata["camera"] = content.camera[row]
    labels = () if content.labels is None else content.labels[row]
    split, caption = "" if content.split is None else content.split[row], metadata.pop("caption", "")
    return Annotation(labels, split, caption, metadata=metadata)


def _joined(root: Path, name: str, annotation: Annotation, there: dict[str, dict[str, Any]] | None) -> FoundFile:
    """The picture that belongs to a row; `there` is all that a store holds, None on the disk."""
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\0" in name:
        raise InputError(f"The name {name!r} leads out of the folder {root}; give names below --images-root.")
    if there is not None and name in there:
        return file_in_store(name, there[name], annotation)
    try:
        status = None if there is not None else os.stat(os.path.join(root, name))  # noqa: PTH116, PTH118 - twice as fast as pathlib here
    except OSError:
        status = None
    if status is None or not stat.S_ISREG(status.st_mode):
        reason = f"{name} is named in the feature file but is not in {root}; check --images-root."
        return FoundFile(name, status="missing", reason=reason, annotation=annotation)
    return FoundFile(name, status.st_size, status.st_mtime_ns, annotation=annotation)
