"""Files in stores as blocks: only those that somebody reads are fetched, and the latest of them are remembered."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from explorer.collection.mirror import Mirror
from explorer.collection.stores import AT_ONCE

_MOST = 64
"""Blocks that are fetched at once while a file is read from one end to the other."""

_KEPT = 2**25
"""Bytes that a process remembers of each file."""


class Blocks:
    """A file in a store; usable by several threads.

    Attributes:
        size: of the file, in bytes.
        block: bytes that are fetched at least.
    """

    def __init__(self, mirror: Mirror, name: str, block: int) -> None:
        """Take a file of a mirrored folder; nothing is fetched yet."""
        self._mirror, self._name = mirror, name
        self.size, self.block = mirror.files[name].size, block
        self._kept: OrderedDict[int, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._next, self._span = -1, 1

    def read(self, start: int, amount: int) -> bytes:
        """Bytes of the file; fewer at its end. Who reads one block after the other is given more and more at once.

        Raises:
            StoreError: the store does not give them.
        """
        stop = min(start + amount, self.size)
        blocks = [self._following(number) for number in range(start // self.block, -(-stop // self.block))]
        offset = start % self.block
        return b"".join(blocks)[offset : offset + max(0, stop - start)]

    def read_blocks(self, numbers: Iterable[int]) -> dict[int, bytes]:
        """Blocks by their numbers, those that are not remembered all at the same time, neighbours in one request.

        Args:
            numbers: ascending, each once.

        Raises:
            StoreError: the store does not give them.
        """
        wanted = list(numbers)
        with self._lock:
            found = {number: self._kept[number] for number in wanted if number in self._kept}
        missing = _runs([number for number in wanted if number not in found])
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for fetched in threads.map(lambda run: self._fetched(*run), missing):
                found |= fetched
        return found

    def _following(self, number: int) -> bytes:
        with self._lock:
            if number in self._kept:
                self._kept.move_to_end(number)
                return self._kept[number]
            self._span = span = min(2 * self._span, _MOST) if number == self._next else 1
            self._next = number + span
        return self._fetched(number, span)[number]

    def _fetched(self, first: int, count: int) -> dict[int, bytes]:
        start, stop = first * self.block, min((first + count) * self.block, self.size)
        data = self._mirror.read(self._name, start, stop)
        blocks = {first + at // self.block: data[at : at + self.block] for at in range(0, len(data), self.block)}
        with self._lock:
            self._kept.update(blocks)
            while len(self._kept) * self.block > _KEPT:
                self._kept.popitem(last=False)
        return blocks


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as the first of those that follow each other, and how many these are; at most `_MOST`."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        first, count = runs[-1] if runs else (-2, 0)
        if number == first + count and count < _MOST:
            runs[-1] = (first, count + 1)
        else:
            runs.append((number, 1))
    return runs
