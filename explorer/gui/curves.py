"""The curves of a comparison as plain numbers: one a column, over the places of its list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.gui.state import ColumnResult
from explorer.protocol.overlap import overlap

Kind = Literal["slopes", "precision", "overlap", "scores", "histogram"]
"""Lines from one list to the other; precision at k; share of the first k that the reference lists among its first k;
score as a share of the best; scores over the whole collection."""

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
