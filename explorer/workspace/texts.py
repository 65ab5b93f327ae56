"""Many short texts in two arrays, so that a million of them can be memory-mapped and searched without a loop."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.collection.names import from_stored, to_stored

_BLOCK = 2**22
"""Bytes searched at a time: enough for numpy to be quick, little enough to stay in the cache."""


@dataclass(frozen=True, eq=False)
class Texts:
    """An immutable list of texts; those that are no Unicode (file names) come back as they were.

    Attributes:
        data: uint8, the bytes of all texts, each followed by a zero byte.
        starts: [n + 1] int64, where each text begins, and where the last one ends.
    """

    data: NDArray[np.uint8]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """These texts; zero bytes in them become blanks, because they mark the end."""
        stored = [to_stored(text).replace(b"\0", b" ") + b"\0" for text in texts]
        starts = np.zeros(len(stored) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, stored), np.int64, len(stored)), out=starts[1:])
        return cls(np.frombuffer(b"".join(stored), np.uint8), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> str:
        if row < 0 or row >= len(self):
            raise IndexError(row)
        return from_stored(self.data[self.starts[row] : self.starts[row + 1] - 1].tobytes())

    def containing(self, part: str) -> NDArray[np.bool_]:
        """Which texts contain a part, letter by letter: [n] bool.

        All work is done by numpy on whole blocks, which leaves other Python threads free meanwhile.
        """
        found = np.zeros(len(self), np.bool_)
        sought = np.frombuffer(to_stored(part), np.uint8)
        if not len(sought):
            found[:] = True
        for begin in range(0, len(self.data) if len(sought) else 0, _BLOCK):
            block = self.data[begin : begin + _BLOCK + len(sought) - 1]
            found[np.searchsorted(self.starts, begin + _occurrences(block, sought), "right") - 1] = True
        return found


def _occurrences(block: NDArray[np.uint8], sought: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Where `sought` begins in `block`."""
    if len(block) < len(sought):
        return np.empty(0, np.int64)
    first = block[: len(block) - len(sought) + 1]
    counts = np.bincount(block[:4096], minlength=256)
    rarest_first = sorted(range(len(sought)), key=lambda place: counts[sought[place]])
    pivot = rarest_first[0]
    places = np.flatnonzero(block[pivot : pivot + len(first)] == sought[pivot])
    for place in rarest_first[1:]:
        places = places[block[places + place] == sought[place]]
    return places
