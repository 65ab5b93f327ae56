"""Vectors in a quarter of their memory: eight bits a value, and a bound of what that costs.

One query against a million images costs the time in which their vectors are read. Codes of one byte a value are read
four times faster, and say each cosine to within a known bound; only the images that the bound does not exclude are
compared as they are. So nothing is missed and nothing is approximate in the end.

Before, all vectors are turned by one random rotation, which no cosine notices: then the values of every vector are
spread like those of any other, and one step size fits all (Gong et al., TPAMI 2013, use it for binary codes).
"""

from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from explorer.protocol.features import Features
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.protocol.ranking import Scores

_WORTH = 2**24
"""Values of a collection that is searched by codes: 64 MiB of float32, which take about 4 ms to read."""

_FEW = 4
"""Up to so many queries, each is quicker by codes than all together by float32."""


@dataclass(frozen=True)
class CodedRows:
    """The unit vectors of a collection as codes.

    Attributes:
        codes: [n, d] int8; code times step is the rotated unit vector, nearly.
        rotation: [d, d] float32, orthogonal; a vector as a row is multiplied by it from the right.
        step: size of one unit of a code.
        error: Euclidean length of the largest difference between a rotated unit vector and its code.
        filled: [n] bool, False for zero vectors.
    """

    codes: NDArray[np.int8]
    rotation: Scores
    step: float
    error: float
    filled: NDArray[np.bool_]

    @property
    def bytes_per_item(self) -> float:
        """What a query reads of each image, less the few vectors that are compared as they are."""
        return float(self.codes.shape[1] + 1)


_cache: WeakKeyDictionary[Features, CodedRows] = WeakKeyDictionary()


@cache
def fast_codes() -> bool:
    """Whether this processor multiplies codes faster than float32; torch is slow at it on those without VNNI."""
    import torch

    return bool(torch.backends.mkldnn.is_available()) and torch.cpu._is_vnni_supported()  # type: ignore[no-untyped-call]


def worth_coding(features: Features, queries: int = 1) -> bool:
    """Whether a few queries are quicker by codes: where reading all vectors takes longer than what codes add."""
    return 0 < queries <= _FEW and features.values.size >= _WORTH and fast_codes()


def coded_rows_of(
    features: Features, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> CodedRows:
    """The codes, computed once and kept as long as the features live.

    Raises:
        InputError: a vector holds NaN or infinity.
        Cancelled: the person asked to stop.
    """
    known = _cache.get(features)
    if known is None:
        from explorer.graph.coding import coded  # loads torch

        known = _cache[features] = coded(features, progress, cancelled)
    return known


def keep_codes(features: Features, coded: CodedRows) -> None:
    """Use codes that are known already, from disk."""
    _cache[features] = coded
