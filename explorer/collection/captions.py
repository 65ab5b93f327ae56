"""Captions that stand beside the images: in a file of the same name, or for a whole class in `classes.csv`.

A caption of several lines is several captions of the image, in any language and script.
"""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from explorer.collection.base import FoundFile
from explorer.collection.manifest import ManifestRow, read_table
from explorer.errors import InputError

SIDECARS = (".txt", ".json")
"""Endings of files that hold the caption of the image beside them, the first that is there."""

CLASSES = "classes.csv"
LARGEST = 2**16
"""Bytes; what is larger is no caption."""

_KEYS = ("captions", "caption", "description", "title", "text")
_CLASS_KEYS = ("caption", "description")

log = logging.getLogger(__name__)


def sidecars(paths: Iterable[str]) -> dict[str, str]:
    """Files that may hold captions, by what they share with their image: `birds/hen` -> `birds/hen.txt`.

    Args:
        paths: of files that are no images, relative to their source.
    """
    found: dict[str, str] = {}
    for path in paths:
        stem, dot, ending = path.rpartition(".")
        suffix = (dot + ending).lower()
        if suffix in SIDECARS and (stem not in found or suffix == SIDECARS[0]):
            found[stem] = path
    return found


def with_sidecars(files: list[FoundFile], read: Callable[[list[str]], Mapping[str, str]]) -> Iterator[FoundFile]:
    """The same files, images with the captions that stand beside them, less the files that hold these.

    Args:
        files: all of a source, those that are no images too.
        read: the captions in files beside images, by their paths.
    """
    beside = sidecars(file.path for file in files if file.status == "ignored")
    of = {file.path: beside.get(file.path.rpartition(".")[0]) for file in files if file.status == "present"}
    captions = read([path for path in of.values() if path is not None])
    for file in files:
        path = of.get(file.path)
        if path is not None:
            yield replace(file, annotation=replace(file.annotation, caption=captions[path]))
        elif not captions.get(file.path):
            yield file


def read_sidecar(path: Path) -> str:
    """The caption in a text file, or under `caption`, `captions`, `description`, `title` or `text` in a JSON file.

    Files that are large, no UTF-8 or without a caption give none; the log says which.
    """
    try:
        if path.stat().st_size > LARGEST:
            log.info("%s is too large for a caption", path)
            return ""
        return caption_in(path, path.read_bytes())
    except OSError as error:
        log.info("The caption in %s cannot be read (%s)", path, error)
        return ""


def caption_in(path: PurePath, content: bytes) -> str:
    """The same of a file's content."""
    try:
        text = content.decode("utf-8-sig")
        return _lines(text if path.suffix.lower() != ".json" else _in_json(json.loads(text)))
    except (ValueError, RecursionError) as error:
        log.info("The caption in %s cannot be read (%s)", path, error)
        return ""


def _in_json(content: Any) -> str:
    values = [content[key] for key in _KEYS if content.get(key)] if isinstance(content, dict) else [content]
    first = values[0] if values else ""
    parts = first if isinstance(first, list) else [first]
    return "\n".join(part for part in parts if isinstance(part, str))


def _lines(text: str) -> str:
    return "\n".join(filter(None, (line.strip() for line in text.splitlines())))


class ClassCaptions:
    """What `classes.csv` says of whole classes: their images share one caption.

    The table has a line for each class: a column that the manifest has too, such as `fine_label`, and `caption` or
    `description`.
    """

    def __init__(self, folder: Path) -> None:
        """Read the table of a folder; where there is none that can be used, there are no captions."""
        self._rows: list[dict[str, str]] = []
        path = folder / CLASSES
        if not path.is_file():
            return
        try:
            self._rows = [fields for _, fields in read_table(path)]
        except InputError as error:
            log.info("The captions of classes cannot be read (%s)", error)
        self._known: dict[str, dict[str, str]] = {}

    def of(self, row: ManifestRow) -> str:
        """The caption of an image's class, empty where the table does not know it."""
        if not self._rows:
            return ""
        caption = next((key for key in _CLASS_KEYS if key in self._rows[0]), None)
        shared = next((column for column in self._rows[0] if column in row.metadata), None)
        if caption is None or shared is None:
            return ""
        if shared not in self._known:
            self._known[shared] = {fields[shared]: _lines(fields[caption]) for fields in self._rows}
        return self._known[shared].get(row.metadata[shared], "")
