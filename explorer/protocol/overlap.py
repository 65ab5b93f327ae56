"""How alike two ranked lists are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PERSISTENCE = 0.9
"""Of rank-biased overlap: the first 10 places have 86 % of the weight."""


def overlap(ids: Sequence[int], others: Sequence[int]) -> NDArray[np.float64]:
    """The share of the first k of both lists that stands in both, for k = 1 to the end of the shorter: [n]."""
    place = {image: k for k, image in enumerate(others)}
    length = min(len(ids), len(others))
    # An image counts from the k on at which both lists have reached it.
    met = [max(k, place[image]) for k, image in enumerate(ids[:length]) if place.get(image, length) < length]
    shares: NDArray[np.float64] = np.cumsum(np.bincount(met, minlength=length)) / np.arange(1, length + 1)
    return shares


def rank_biased_overlap(ids: Sequence[int], others: Sequence[int], persistence: float = PERSISTENCE) -> float | None:
    """How alike two lists are, the first places counting most: 0 to 1, None where one is empty.

    RBO_ext of Webber, Moffat and Zobel (2010, equation 23) over the length of the shorter list:
    overlap(k) p^k + (1 - p) / p * sum over d = 1..k of overlap(d) p^d.
    """
    shared = overlap(ids, others)
    if not len(shared):
        return None
    weights = persistence ** np.arange(1, len(shared) + 1)
    return float(shared[-1] * weights[-1] + (1 - persistence) / persistence * (shared * weights).sum())
