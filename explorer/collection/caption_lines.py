"""The captions of a collection, wherever they come from: what the person wrote, a column, the files, or their names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer.collection.catalogue_reader import CatalogueReader
from explorer.errors import InputError
from explorer.protocol.ids import Ids

NAMES = "name"
"""Where captions are the words of the file names, in the place of a column."""

_LOOKED_AT = 1000
_WORDS = re.compile(r"[^\W\d_]+")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MEANINGLESS = re.compile(r"[0-9a-f-]{8,}", re.IGNORECASE)
_OF_CAMERAS = frozenset(
    {"img", "imag", "image", "dsc", "dscn", "dscf", "photo", "pic", "picture", "pict", "scan", "screenshot", "mvimg"}
    | {"video", "file", "untitled", "copy", "frame", "row", "gopr", "sam", "hpim", "cimg", "edited", "final"}
)

Origin = Literal["captions", "names", ""]


@dataclass(frozen=True)
class CaptionLines:
    """What can be read of images.

    Attributes:
        lines: pairs of an image's id and a caption, ascending by id; an image may have several.
        origin: captions, or the names of the files for want of these, but for what the person wrote; empty where there
            is neither.
    """

    lines: list[tuple[int, str]]
    origin: Origin


def caption_lines(
    catalogue: CatalogueReader, ids: Ids, column: str | None = None, written: Mapping[int, Sequence[str]] | None = None
) -> CaptionLines:
    """The captions of images.

    Where none is read of any image and the files have names that tell something, the words of these stand in.

    Args:
        catalogue: of the collection.
        ids: of the images, ascending.
        column: that holds the captions, several separated by commas; `name` for the names of the files; None for the
            captions of the source and of the files themselves.
        written: captions that the person gave images in place of what was read.

    Raises:
        InputError: there is no such column.
    """
    texts, names = _texts(catalogue, ids, column), column == NAMES
    if column is None and not any(texts) and _names_tell(catalogue, ids):
        texts, names = _texts(catalogue, ids, NAMES), True
    for image, lines in (written or {}).items():
        place = int(np.searchsorted(ids, image))
        if place < len(ids) and ids[place] == image:
            texts[place] = "\n".join(lines)
    found = _lines(ids, texts)
    return CaptionLines(found, "" if not found else "names" if names else "captions")


def words_of(path: str) -> str:
    """The words of a file's name without what cameras and programs put there; empty where none is left."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if _MEANINGLESS.fullmatch(stem):
        return ""
    words = _WORDS.findall(_HUMPS.sub(" ", stem))
    return " ".join(word for word in words if word.casefold() not in _OF_CAMERAS and _is_word(word))


def _is_word(word: str) -> bool:
    return not word.isascii() or (len(word) > 2 and any(letter in "aeiouy" for letter in word.lower()))


def _texts(catalogue: CatalogueReader, ids: Ids, column: str | None) -> list[str]:
    """What a column holds of each image, one caption a line."""
    if column == NAMES:
        return [words_of(path) for path in catalogue.paths(ids)]
    names = [name.strip() for name in (column or "caption").split(",")]
    known = {"caption", "label", *catalogue.columns()}
    for name in names:
        if name not in known:
            told = ", ".join([*catalogue.columns(), NAMES])
            raise InputError(f"There is no column {name!r} for captions; name one of: {told}.")
    return ["\n".join(texts) for texts in zip(*(catalogue.column(name, ids) for name in names), strict=True)]


def _names_tell(catalogue: CatalogueReader, ids: Ids) -> bool:
    """Whether the files have names made of words, as far as a sample shows; features have rows, not names."""
    source = catalogue.source
    if source is None or source.kind != "folder" or not len(ids):
        return False
    sample = ids[:: max(len(ids) // _LOOKED_AT, 1)]
    words = [words_of(path) for path in catalogue.paths(sample)]
    return sum(map(bool, words)) * 2 >= len(words) and len(set(words)) > 1


def _lines(ids: Ids, texts: Sequence[str]) -> list[tuple[int, str]]:
    return [
        (image, line)
        for image, text in zip(ids.tolist(), texts, strict=True)
        for line in dict.fromkeys(filter(None, map(str.strip, text.splitlines())))
    ]
