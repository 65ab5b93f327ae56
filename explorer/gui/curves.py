"""The curves of a comparison as plain numbers: one a column, over the places of its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.gui.state import ColumnResult

Kind = Literal["slopes", "precision", "overlap", "scores", "histogram"]
"""Lines from one list to the other; precision at k; share of the first k that the reference lists among its first k;
score as a share of the best; scores over the whole collection."""

PERSISTENCE = 0.9
"""Of rank-biased overlap: the first 10 places have 86 % of the weight."""

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """One column's curve.

    Attributes:
        name: of the column.
        values: [n] at places 1 to n.
        is_reference: whether the other columns are compared with it.
    """

    name: str
    values: Values
    is_reference: bool = False


def available(results: Sequence[ColumnResult | None]) -> list[Kind]:
    """The curves that can be drawn of these results, the most telling first."""
    known = [result for result in results if result is not None and result.ids]
    kinds: list[Kind] = ["slopes"] if len(known) > 1 else []
    if any(result.relevant is not None for result in known):
        kinds.append("precision")
    if len(known) > 1:
        kinds.append("overlap")
    return [*kinds, "scores", "histogram"] if known else kinds


def values_of(kind: Kind, result: ColumnResult, reference: ColumnResult | None) -> Values | None:
    """The values of one column over the places of its list; None where they are not known.

    Args:
        kind: what is drawn.
        result: of the column.
        reference: of the column that overlap is with.
    """
    places = np.arange(1, len(result.ids) + 1)
    if kind == "precision":
        return None if result.relevant is None else np.cumsum(result.relevant) / places
    if kind == "scores":
        best = max((abs(score) for score in result.scores), default=0.0)
        return np.array(result.scores, np.float64) / (best or 1.0)
    return None if reference is None else overlap(result.ids, reference.ids)


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


def overlap(ids: Sequence[int], others: Sequence[int]) -> Values:
    """The share of the first k of both lists that stands in both, for k = 1 to the end of the shorter: [n]."""
    place = {image: k for k, image in enumerate(others)}
    length = min(len(ids), len(others))
    # An image counts from the k on at which both lists have reached it.
    met = [max(k, place[image]) for k, image in enumerate(ids[:length]) if place.get(image, length) < length]
    return np.cumsum(np.bincount(met, minlength=length)) / np.arange(1, length + 1)
