"""Feature vectors as the methods see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError
from explorer.protocol.ids import Ids
from explorer.protocol.texts import Texts

Vectors = NDArray[np.float32]
BLOCK_ROWS = 8192

_SHORTEST, _LONGEST = 1e-15, 1e18
"""Of rows that are shorter or longer, squares leave the range in which float32 is precise."""


@dataclass(frozen=True)
class Tags:
    """What a model or a person says is in each image, beside its vector: auxiliary semantics, never the labels.

    Attributes:
        classes: [n, t] integers, numbers of what is said, most certain first; -1 pads.
        weights: [n, t] float, how certain each is, 0 to 1.
        source: who says so, for people: `class head`.
    """

    classes: NDArray[np.integer[Any]]
    weights: NDArray[np.floating[Any]]
    source: str

    def subset(self, rows: NDArray[np.integer[Any]]) -> "Tags":
        """Those of some images (copied)."""
        return Tags(np.asarray(self.classes[rows]), np.asarray(self.weights[rows]), self.source)


class Features:
    """Vectors as given, one row an image, held in memory or memory-mapped.

    Attributes:
        values: [n, d] float16 or float32, unscaled.
        ids: [n] int64 image ids, one a row, distinct.
        key: names the set and its transforms; equal keys mean equal numbers.
        tags: what is said to be in the images, or None where nobody says anything.
        texts: captions of the images as vectors, or None where there are none.
        own: what a person has tagged, or None where nothing is.
        unit_length: whether all rows have length 1 or 0 already, so that nobody need scale a copy of them.
    """

    def __init__(
        self,
        values: NDArray[np.float16] | NDArray[np.float32],
        ids: Ids | None = None,
        *,
        key: str = "memory",
        tags: Tags | None = None,
        texts: Texts | None = None,
        own: Tags | None = None,
        unit_length: bool = False,
    ) -> None:
        """Check shapes only; a full scan of a memory-mapped array would cost seconds.

        Raises:
            InputError: the array is not [n, d], or the ids do not match it.
        """
        if values.ndim != 2 or values.dtype not in (np.float16, np.float32):
            raise InputError(f"Features must be [n, d] float16 or float32, not {values.dtype} {list(values.shape)}.")
        self.values = values
        self.ids = np.arange(len(values), dtype=np.int64) if ids is None else np.asarray(ids, dtype=np.int64)
        if self.ids.shape != (len(values),):
            raise InputError(f"There are {len(self.ids)} ids for {len(values)} feature rows; give one id a row.")
        for said in (tags, own):
            if said is not None and len(said.classes) != len(values):
                raise InputError(f"There are tags of {len(said.classes)} images for {len(values)}; give them for each.")
        self.key = key
        self.tags = tags
        self.texts = texts
        self.own = own
        self.unit_length = unit_length

    def __len__(self) -> int:
        return len(self.values)

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return int(self.values.shape[1])

    def rows(self, rows: slice | NDArray[np.integer]) -> Vectors:
        """The rows as given: [m, d] float32."""
        return np.ascontiguousarray(self.values[rows], dtype=np.float32)

    def unit(self, rows: slice | NDArray[np.integer] = slice(None)) -> Vectors:
        """The rows scaled to Euclidean length 1: [m, d] float32; a zero row stays zero."""
        given = self.rows(rows)
        return given if self.unit_length else unit_rows(given)

    def blocks(self, size: int = BLOCK_ROWS) -> Iterator[tuple[slice, Vectors]]:
        """All rows in blocks: pairs of a slice and its unit rows."""
        for start in range(0, len(self), size):
            block = slice(start, min(start + size, len(self)))
            yield block, self.unit(block)

    def subset(self, rows: NDArray[np.integer], *, key: str | None = None) -> "Features":
        """Some rows as a set of their own (copied)."""
        tags = None if self.tags is None else self.tags.subset(rows)
        own = None if self.own is None else self.own.subset(rows)
        texts = None if self.texts is None else self.texts.of(rows)
        values, key = np.asarray(self.values[rows]), key or f"{self.key}/subset"
        return Features(values, self.ids[rows], key=key, tags=tags, texts=texts, own=own)

    def moved(self, values: Vectors, key: str, *, unit_length: bool = False) -> "Features":
        """The same images, and what is said of them, with other vectors [n, e] float32."""
        said = {"tags": self.tags, "own": self.own}
        return Features(values, self.ids, key=key, texts=self.texts, **said, unit_length=unit_length)


def unit_rows(values: Vectors) -> Vectors:
    """Rows scaled to Euclidean length 1, zero rows left zero: [m, d] float32."""
    with np.errstate(over="ignore"):
        norms = np.linalg.norm(values, axis=1, keepdims=True)
    scaled: Vectors = np.divide(values, norms, out=np.zeros_like(values), where=norms > 0)
    extreme = np.flatnonzero((norms < _SHORTEST) | (norms > _LONGEST))
    if len(extreme):
        largest = np.abs(values[extreme]).max(axis=1, keepdims=True, initial=0)
        tame = np.divide(values[extreme], largest, out=np.zeros_like(values[extreme]), where=largest > 0)
        norms = np.linalg.norm(tame, axis=1, keepdims=True)
        scaled[extreme] = np.divide(tame, norms, out=tame, where=norms > 0)
    return scaled
