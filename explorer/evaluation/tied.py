"""Ranked lists in which equal scores are ties, summarised so that every metric is an exact expectation.

Short codes and graph scores put many images at the same score. Any fixed order among them is an accident that can be
worth a point of mAP, so metrics here are expectations over all orders of the tied images (McSherry and Najork,
Computing Information Retrieval Performance Measures Efficiently in the Presence of Tied Scores, ECIR 2008).

Within a tied group of n images, r of them relevant, that follows N images of which R are relevant, position i (1..n) is
relevant with probability r / n; if it is, the i - 1 group positions before it hold (i - 1)(r - 1)/(n - 1) relevant
images on average. Metrics that are linear in the number of relevant images above a hit need nothing more.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.protocol.ids import Ids, tie_order
from explorer.protocol.ranking import Scores

Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class TiedRanking:
    """The ranked lists of q queries over n images, best first; excluded images stand last and are never relevant.

    Attributes:
        hits: [q, n] bool, whether the image at a position is relevant, ties in the stable label-blind order.
        start: [q, n] int64, 0-based position at which the tied group of each position begins.
        size: [q, n] int64, number of images in that group.
        relevant: [q] int64, relevant images in the whole list.
    """

    hits: Flags
    start: Counts
    size: Counts
    relevant: Counts

    @property
    def length(self) -> int:
        """Number of positions n."""
        return int(self.hits.shape[1])

    @cached_property
    def cumulative(self) -> Counts:
        """[q, n + 1] relevant images among the first 0..n positions, in the stable order."""
        counts = np.zeros((len(self.hits), self.length + 1), np.int64)
        np.cumsum(self.hits, axis=1, out=counts[:, 1:])
        return counts

    @cached_property
    def expectation(self) -> tuple[Values, Values]:
        """What is at each position, over all orders of tied images.

        Returns:
            share: [q, n] probability that the position holds a relevant image.
            above: [q, n] expected relevant images before the position, given that it holds one.
        """
        cumulative = self.cumulative
        before = np.take_along_axis(cumulative, self.start, axis=1)
        inside = np.take_along_axis(cumulative, self.start + self.size, axis=1) - before
        offset = np.arange(self.length) - self.start
        above = before + offset * ((inside - 1) / np.maximum(self.size - 1, 1))
        return inside / self.size, above


def tied_ranking(scores: Scores, relevant: Flags, ids: Ids, *, excluded: Flags | None = None) -> TiedRanking:
    """Sort scores into lists.

    Args:
        scores: [q, n] float32, higher is better, not NaN.
        relevant: [q, n] bool.
        ids: [n] int64 image ids; they decide the stable order of ties and nothing else.
        excluded: [q, n] bool, images that do not belong into a query's list (itself, junk).

    Returns:
        The lists, with one entry for every column.
    """
    if excluded is not None:
        relevant = relevant & ~excluded
        scores = np.where(excluded, np.float32(-np.inf), scores)
    blind = np.argsort(tie_order(ids))
    packed = (_descending_bits(scores[:, blind]) << np.uint64(32)) | np.arange(len(ids), dtype=np.uint64)
    packed.sort(axis=1)
    columns = blind[(packed & np.uint64(0xFFFFFFFF)).astype(np.int64)]
    start, size = _groups(packed >> np.uint64(32))
    hits = np.take_along_axis(relevant, columns, axis=1)
    return TiedRanking(hits, start, size, relevant.sum(axis=1, dtype=np.int64))


def _descending_bits(scores: Scores) -> NDArray[np.uint64]:
    """Unsigned numbers that ascend where the scores descend, equal where they are equal.

    One sort of such a number above the column's place in the label-blind order yields list, ties and stability at
    once, several times faster than a stable sort of the floats.
    """
    bits = (scores.astype(np.float32) + np.float32(0)).view(np.uint32)  # + 0 makes -0 equal to 0
    ascending = np.where(bits >> np.uint32(31), ~bits, bits | np.uint32(0x80000000))
    return (~ascending).astype(np.uint64)


def _groups(keys: NDArray[np.uint64]) -> tuple[Counts, Counts]:
    """Start and size of the run of equal keys around each position: two [q, n] arrays."""
    q, n = keys.shape
    positions = np.arange(n)
    first = np.ones((q, n), np.bool_)
    first[:, 1:] = keys[:, 1:] != keys[:, :-1]
    last = np.ones((q, n), np.bool_)
    last[:, :-1] = first[:, 1:]
    start = np.maximum.accumulate(np.where(first, positions, 0), axis=1)
    end = np.minimum.accumulate(np.where(last, positions, n)[:, ::-1], axis=1)[:, ::-1]
    return start, end - start + 1
