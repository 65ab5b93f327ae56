"""Queries and sets of ids as people write them on a command line."""

import re

import numpy as np

from explorer.errors import InputError
from explorer.protocol.ids import Ids
from explorer.protocol.query import Query, Region, Term, TermKind

_LARGEST_RANGE = 10**8
"""Ids in a range at most; far more than a collection has, and few enough to be held in memory."""

_NUMBER = r"\d+(?:\.\d+)?(?:e-?\d+)?"
_TERM = re.compile(
    rf"(?P<sign>[+-])?(?:(?P<weight>{_NUMBER})\*)?(?P<kind>id|file|text|vector):(?P<value>.+?)"
    rf"(?:@(?P<region>{_NUMBER}(?:,{_NUMBER}){{3}}))?",
    re.DOTALL,
)
_KINDS: dict[str, TermKind] = {"id": "member", "file": "file", "text": "text", "vector": "vector"}
_WORDS = {kind: word for word, kind in _KINDS.items()}


def term_text(term: Term) -> str:
    """A term as `parse_term` reads it: `id:12`, `-0.5*file:a.jpg@0,0,0.5,1`."""
    sign = "-" if term.sign < 0 else ""
    weight = "" if term.weight == 1 else f"{term.weight!r}*"
    region = "" if term.region is None else "@" + ",".join(repr(float(edge)) for edge in term.region)
    return f"{sign}{weight}{_WORDS[term.kind]}:{term.value}{region}"


def parse_term(text: str) -> Term:
    """One term of a query: sign, weight, what it is, and the region of an image, of which only the third is needed.

    Args:
        text: such as `id:12`, `file:a.jpg`, `text:red apple`, `vector:q.npy`, `-id:7`, `0.5*id:7`, `id:7@0,0,0.5,1`
            (left, top, right, bottom as fractions).

    Raises:
        InputError: it does not have that form.
    """
    match = _TERM.fullmatch(text)
    if match is None:
        raise InputError(f"{text!r} is no term of a query; write it like id:12, -0.5*file:a.jpg or id:7@0,0,0.5,1.")
    value = match["value"]
    if match["kind"] == "id" and not value.isdecimal():
        raise InputError(f"{text!r} names no image; write its number, for example id:12.")
    return Term(
        _KINDS[match["kind"]],
        int(value) if match["kind"] == "id" else value,
        _region(match["region"]),
        float(match["weight"] or 1),
        -1 if match["sign"] == "-" else 1,
    )


def parse_query(texts: list[str]) -> Query:
    """A query of several terms.

    Raises:
        InputError: one has the wrong form, or there is none.
    """
    return Query(tuple(parse_term(text) for text in texts))


def _region(text: str | None) -> Region | None:
    if text is None:
        return None
    left, top, right, bottom = (float(edge) for edge in text.split(","))
    return left, top, right, bottom


def id_ranges(ids: Ids) -> list[tuple[int, int]]:
    """Runs of ascending ids as (first, last)."""
    breaks = np.flatnonzero(np.diff(ids) != 1)
    firsts = ids[np.concatenate([[0], breaks + 1]).astype(np.int64)] if len(ids) else ids
    lasts = ids[np.concatenate([breaks, [len(ids) - 1]]).astype(np.int64)] if len(ids) else ids
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def ids_text(ids: Ids) -> str:
    """Ascending ids as `parse_ids` reads them: `1-20,25`."""
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in id_ranges(ids))


def parse_ids(text: str) -> Ids:
    """Ids and ranges of ids.

    Args:
        text: such as `1-20,25`; spaces and line ends count as commas.

    Returns:
        [m] int64, ascending, each once.

    Raises:
        InputError: something else stands there.
    """
    parts = []
    for word in filter(None, re.split(r"[,\s]+", text)):
        match = re.fullmatch(r"(\d{1,18})(?:-(\d{1,18}))?", word)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not first <= last < first + _LARGEST_RANGE:
            raise InputError(f"{word!r} is no id or range of ids; write them like 1-20,25.")
        parts.append(np.arange(first, last + 1, dtype=np.int64))
    return np.unique(np.concatenate([np.empty(0, np.int64), *parts]))
