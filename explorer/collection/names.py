"""File names between the system, which keeps bytes, and text, which must be valid Unicode.

Inside the program a path is a `str` as Python gives it: bytes that are no UTF-8 stand as lone surrogates and find the
file again. Such a string may be neither shown nor stored as text.
"""

import hashlib
import os
import re
import unicodedata
from pathlib import Path

from explorer.collection.stores import settled

_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 16
"""Digits; longer numbers are compared as text."""


def printable(name: str) -> str:
    r"""A name that can be shown and stored as text: bytes that are no UTF-8 are written as `\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def workspace_name(source: Path) -> str:
    """A file name for the workspace of a source: readable first, then 12 hexadecimal digits of its resolved path."""
    resolved = settled(source.expanduser())
    return named(resolved.stem, str(resolved))


def named(title: str, place: str) -> str:
    """A file name for a workspace: the title first, then 12 hexadecimal digits that tell the place from others."""
    readable = re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-")[:40] or "collection"
    return f"{readable}-{hashlib.blake2b(os.fsencode(place), digest_size=6).hexdigest()}.rexws"


def to_stored(path: str) -> bytes:
    """A path as it is kept in a database: the bytes that the system knows it by."""
    return os.fsencode(path)


def from_stored(path: bytes) -> str:
    """The inverse of `to_stored`."""
    return os.fsdecode(path)


def folded(text: str) -> str:
    """Text for comparing without regard to case or to how accents are written."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


def natural_key(text: str) -> str:
    """A key by which `image 2` comes before `image 10`, and a folder before those that only begin like it."""
    return _DIGITS.sub(_padded, folded(text)).replace("/", "\x01")


def _padded(digits: re.Match[str]) -> str:
    return digits[0].zfill(_LONGEST_NUMBER)
