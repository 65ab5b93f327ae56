"""One hostile file."""

import json
from collections.abc import Callable
from dataclasses import dataclass

REFUSED = "is cut off|is damaged|is no image that can be read|is empty|holds text"
"""Which of these it is depends on how far a library reads; one sentence it must be."""


@dataclass(frozen=True)
class Case:
    """One file.

    Attributes:
        kind: what it pretends to be: "image", "manifest", "features", "sidecar", "session", "ground truth" or "name".
        name: file name, possibly no UTF-8, different among those of a kind.
        make: gives its bytes.
        reason: pattern that the sentence must hold with which it is refused; empty = it is read. Of a sidecar: its
            caption, which may be none.
    """

    kind: str
    name: str
    make: Callable[[], bytes]
    reason: str = ""


def cases(kind: str, ending: str, table: dict[str, tuple[bytes, str]]) -> list[Case]:
    """Cases of one kind from names, bytes and reasons."""
    return [Case(kind, name + ending, lambda data=data: data, reason) for name, (data, reason) in table.items()]


def as_json(value: object) -> bytes:
    """JSON as a program writes it."""
    return json.dumps(value).encode()
