"""The codes of a query and its results as plain numbers: bits, rings around the query, buckets."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.gui.language import tr, tr_count
from explorer.gui.tiles import bits_text

LENGTHS = (16, 32, 64, 128, 256)
"""Code lengths that are put side by side, in bits."""
HASHING = "hashing"
"""The family of methods that make codes."""
_BITS = "bits"

Bits = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class CodeView:
    """The engine's answer to `codes`.

    Attributes:
        bits: length of the codes.
        ids: of the images that were asked for, in the order of their list.
        query: [bits] of the query.
        codes: [m, bits] of the images.
        distances: [m] in how many bits they differ from the query's.
        rings: [bits + 1] how many images of the collection lie at each distance.
        relevant: [bits + 1] how many of these share a label with the query; None where its labels are not known.
        images: how many images have a code.
        distinct: how many codes occur.
        occupancy: pairs of a number of images and how many codes exactly so many share, ascending.
        balance: [bits] the mean of each bit as -1 and 1.
        bytes_per_item: what the method stores for each image.
    """

    bits: int
    ids: tuple[int, ...]
    query: Bits
    codes: Bits
    distances: Counts
    rings: Counts
    relevant: Counts | None
    images: int
    distinct: int
    occupancy: tuple[tuple[int, int], ...]
    balance: NDArray[np.float64]
    bytes_per_item: float

    @property
    def nearest(self) -> int | None:
        """The distance of the nearest image; None where there is none."""
        filled = np.flatnonzero(self.rings)
        return int(filled[0]) if len(filled) else None

    @property
    def farthest(self) -> int:
        """The distance of the farthest image."""
        filled = np.flatnonzero(self.rings)
        return int(filled[-1]) if len(filled) else 0

    def within(self, radius: int) -> int:
        """How many images differ in at most `radius` bits."""
        return int(self.rings[: radius + 1].sum())

    def precision(self, radius: int) -> float | None:
        """The share of these that are relevant; None without labels or images."""
        inside = self.within(radius)
        return None if self.relevant is None or not inside else float(self.relevant[: radius + 1].sum() / inside)

    def recall(self, radius: int) -> float | None:
        """The share of the relevant images that are among these; None without labels or relevant images."""
        if self.relevant is None or not self.relevant.sum():
            return None
        return float(self.relevant[: radius + 1].sum() / self.relevant.sum())

    def told(self, radius: int) -> str:
        """The ball of a radius in a few words."""
        if self.nearest is None:
            return tr("No image has a code to compare.")
        inside = self.within(radius)
        if not inside:
            many = tr_count("{n:,} image", "{n:,} images", int(self.rings[self.nearest]))
            return tr("none · the nearest: {many} at {bits_text}", many=many, bits_text=bits_text(self.nearest))
        parts = [tr("{inside:,} of {within:,} images", inside=inside, within=self.within(self.bits))]
        precision, recall = self.precision(radius), self.recall(radius)
        if precision is not None:
            parts.append(tr("precision {precision:.2f}", precision=precision))
        if recall is not None:
            parts.append(tr("recall {recall:.2f}", recall=recall))
        return " · ".join(parts)

    @classmethod
    def from_message(cls, message: dict[str, Any], ids: tuple[int, ...]) -> "CodeView":
        """Read the engine's answer to `codes` of these images."""
        bits = int(message["bits"])
        relevant = message["relevant_rings"]
        return cls(
            bits,
            ids,
            read_code(message["query"], bits),
            np.array([read_code(code, bits) for code in message["codes"]], np.bool_).reshape(-1, bits),
            np.array(message["distances"], np.int64),
            np.array(message["rings"], np.int64),
            None if relevant is None else np.array(relevant, np.int64),
            int(message["images"]),
            int(message["distinct"]),
            tuple((int(size), int(number)) for size, number in message["occupancy"]),
            np.array(message["balance"], np.float64),
            float(message["bytes_per_item"]),
        )


def read_code(text: str, bits: int) -> Bits:
    """The bits of a code in hexadecimal digits: [bits]."""
    return np.unpackbits(np.frombuffer(bytes.fromhex(text), np.uint8), count=bits).astype(np.bool_)
