"""What a person searches for, as a query: ids, paths of images and of vectors."""

import os
from pathlib import Path

import numpy as np

from explorer.collection.names import printable
from explorer.errors import InputError
from explorer.protocol.query import Query, Term


def as_query(searched: Query | int | str | os.PathLike[str]) -> Query:
    """An id or a path as a query of one term.

    Raises:
        InputError: there is no file at the path.
    """
    if isinstance(searched, Query):
        return searched
    if isinstance(searched, int | np.integer):
        return Query((Term("member", int(searched)),))
    return Query((file_term(Path(searched)),))


def checked(query: Query) -> Query:
    """The query, once its files are known to be there.

    Raises:
        InputError: there is no such file.
    """
    for term in query.terms:
        if term.kind in {"file", "vector"}:
            file_term(Path(str(term.value)))
    return query


def file_term(path: Path) -> Term:
    """The term of a query that a file is: a vector where it ends in .npy, else an image.

    Raises:
        InputError: there is no such file.
    """
    place = path.expanduser()
    if not place.is_file():
        raise InputError(f"There is no file {printable(str(place))} to search for; check the path.")
    return Term("vector" if place.suffix.lower() == ".npy" else "file", str(place))
