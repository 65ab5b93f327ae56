"""Names for the numbers of classes, from the `classes.csv` that many data sets have beside their images."""

import csv
import io
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from explorer.collection.names import folded
from explorer.collection.stores import in_store, read_bytes
from explorer.workspace.listing import ListedColumn, Listing
from explorer.workspace.texts import Texts

log = logging.getLogger(__name__)

FILE = "classes.csv"
_LARGEST = 8_000_000
"""Bytes; a table of classes is small."""


def with_class_names(listing: Listing) -> Listing:
    """Write the names of classes where the collection has their numbers.

    `classes.csv` in the folder of the images has a line for each class: a column named as that of the collection with
    the number, such as `fine_label`, and one with the name: `fine_name`, `fine_label_name` or `name`. A column is left
    as it is unless all its numbers have a name.
    """
    columns = {name: column for name, column in listing.columns.items() if column.numeric}
    if not columns:
        return listing
    names = _names(listing.root / FILE, columns)
    named = {name: _named(columns[name], known) for name, known in names.items()}
    return replace(listing, columns={**listing.columns, **{name: one for name, one in named.items() if one}})


def _names(path: Path, columns: Mapping[str, ListedColumn]) -> dict[str, dict[str, str]]:
    """For each column the names by number; empty where there is no such file, or none that can be read."""
    try:
        if not in_store(path) and (not path.is_file() or path.stat().st_size > _LARGEST):
            return {}
        text = read_bytes(path).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        log.info("The names of classes in %s cannot be read (%s)", path, error)
        return {}
    header = set(rows[0]) if rows else set()
    found = {}
    for column in columns.keys() & header:
        name = next((name for name in _candidates(column) if name in header), None)
        if name is not None:
            found[column] = {row[column] or "": " ".join((row[name] or "").split()) for row in rows}
    return found


def _candidates(column: str) -> Iterator[str]:
    if "label" in column:
        yield column.replace("label", "name")
    yield from (f"{column}_name", "name")


def _named(column: ListedColumn, names: Mapping[str, str]) -> ListedColumn | None:
    """The column with names for numbers; None where one is missing, or holds the sign that parts labels."""
    numbers = [column.values[place] for place in range(len(column.values))]
    texts = ["" if number == "" else names.get(number, "") for number in numbers]
    if any(number and (not text or ";" in text) for number, text in zip(numbers, texts, strict=True)):
        return None
    return replace(column, values=Texts.of(texts), folded=Texts.of(map(folded, texts)), numeric=False)
