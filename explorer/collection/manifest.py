"""`images.csv`: which files of a folder belong to a collection, and what is said about them."""

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.collection.base import Box
from explorer.collection.tables import TABLE_SUFFIXES, read_rows
from explorer.errors import InputError

_FIELD_LIMIT = 2**24
"""Longest field in characters; Python's own limit of 131,072 is less than a long caption list."""


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One line.

    Attributes:
        line: its number in the file, from 1.
        path: relative to the manifest's folder, `/` between folders, never leading out of it.
        labels: None where the manifest has no column `label`.
        split: in lower case.
        caption: as written.
        box: see `Annotation`.
        metadata: all other columns.
    """

    line: int
    path: str
    labels: tuple[str, ...] | None
    split: str
    caption: str
    box: Box | None
    metadata: dict[str, str]


def read_manifest(path: Path) -> Iterator[ManifestRow]:
    """Read a manifest: comma-separated UTF-8 with a header that has at least the column `path`.

    Columns: `path`; optional `split`, `label` (several separated by `;`), `caption`, `box` (four numbers: left, top,
    right, bottom); all others are metadata.

    Raises:
        InputError: the file or one of its lines has another form; the message names line and column.
    """
    lines: dict[str, int] = {}
    for line, fields in read_table(path, required="path"):
        row = _row(path.name, line, fields)
        first = lines.setdefault(row.path, line)
        if first != line:
            raise InputError(f"{path.name}, line {line}: {row.path} was named in line {first} already; keep one.")
        yield row


def read_table(path: Path, *, required: str = "") -> Iterator[tuple[int, dict[str, str]]]:
    """Read a table with named columns, comma-separated UTF-8 or Parquet or Arrow: line numbers and fields by name.

    Raises:
        InputError: the file cannot be read or is no such table; the message names the line.
    """
    if path.suffix.lower() in TABLE_SUFFIXES:
        yield from _columns(path, required)
        return
    csv.field_size_limit(_FIELD_LIMIT)
    reader = None
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = _header(path.name, next(reader, []), required)
            for values in reader:
                if not values:
                    continue
                if len(values) != len(header):
                    raise InputError(
                        f"{path.name}, line {reader.line_num}: {len(values)} fields instead of {len(header)}; "
                        f"put fields that hold commas into quotation marks."
                    )
                yield reader.line_num, dict(zip(header, values, strict=True))
    except UnicodeDecodeError as error:
        line = reader.line_num + 1 if reader else 1
        raise InputError(f"{path.name} is not UTF-8 at or soon after line {line}; save it as UTF-8.") from error
    except csv.Error as error:
        line = reader.line_num if reader else 1
        raise InputError(f"{path.name}, line {line}: {error}; mend the quotation marks there.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the file and its permissions.") from error


def _columns(path: Path, required: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The same of a table that is no text; a number of a row stands for that of a line."""
    header: list[str] = []
    for number, fields in read_rows(path):
        header = header or _header(path.name, list(fields), required)
        yield number, dict(zip(header, fields.values(), strict=True))


def parse_labels(text: str) -> tuple[str, ...]:
    """Labels separated by `;`, without blanks around them, each once."""
    return tuple(dict.fromkeys(label for part in text.split(";") if (label := part.strip())))


def is_column_name(name: str) -> bool:
    """Whether a column can be asked for by this name: not empty, no quotation marks, backslashes or line ends."""
    return bool(name) and name.isprintable() and not set(name) & {'"', "\\"}


def _header(name: str, columns: list[str], required: str) -> list[str]:
    known = {"path", "split", "label", "caption", "box"}
    header = [lower if (lower := column.strip().lower()) in known else column.strip() for column in columns]
    if required and required not in header:
        raise InputError(f"{name} has no column {required!r} in its first line; name the columns there, with commas.")
    for column in header:
        if not is_column_name(column):
            raise InputError(f"{name}, line 1: the column name {column!r} is unusable; give each column a plain name.")
        if header.count(column) > 1:
            raise InputError(f"{name}, line 1: the column {column!r} stands twice; rename one of them.")
    return header


def _row(name: str, line: int, fields: dict[str, str]) -> ManifestRow:
    path = _path(name, line, fields.pop("path"))
    label = fields.pop("label", None)
    return ManifestRow(
        line=line,
        path=path,
        labels=None if label is None else parse_labels(label),
        split=fields.pop("split", "").strip().lower(),
        caption=fields.pop("caption", "").strip(),
        box=_box(name, line, fields.pop("box", "")),
        metadata=fields,
    )


def _path(name: str, line: int, text: str) -> str:
    """The path in its plain form. Only the text is judged: links inside the folder are the owner's own doing."""
    where = f"{name}, line {line}, column 'path'"
    if not text.strip(" ./") or "\0" in text:
        raise InputError(f"{where}: there is no file name; write one or delete the line.")
    parts = text.replace("\\", "/").split("/")
    if not parts[0] or ".." in parts or text[1:2] == ":":
        raise InputError(f"{where}: {text!r} leads out of the folder; name files below {name} only.")
    return "/".join(part for part in text.split("/") if part not in ("", "."))


def _box(name: str, line: int, text: str) -> Box | None:
    if not text.strip():
        return None
    try:
        left, top, right, bottom = (float(number) for number in re.split(r"[\s,;]+", text.strip()))
    except ValueError:
        left = top = right = bottom = math.nan
    if not (0 <= left < right < math.inf and 0 <= top < bottom < math.inf):
        raise InputError(f"{name}, line {line}, column 'box': {text!r} must be four numbers: left top right bottom.")
    return left, top, right, bottom
