"""For which queries one method of a report is better than another; plain arrays, without Qt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.protocol.report import Report

CLEAR = 0.05
"""A query gains or loses where its average precision changes by more; as `evaluate` counts those that are harmed."""


@dataclass(frozen=True, eq=False)
class Gains:
    """Two methods on the queries that count, the greatest gain first.

    Attributes:
        ids: [q] int64 of the images that query.
        names: [q].
        before, after: [q] float64 average precision of the one and of the other.
    """

    ids: NDArray[np.int64]
    names: list[str]
    before: NDArray[np.float64]
    after: NDArray[np.float64]

    @property
    def change(self) -> NDArray[np.float64]:
        """[q], descending."""
        return self.after - self.before

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many gain clearly, lose clearly, and stay as they are."""
        won, lost = int((self.change > CLEAR).sum()), int((self.change < -CLEAR).sum())
        return won, lost, len(self.ids) - won - lost


def compared(report: Report) -> list[str]:
    """The methods whose figures are known query by query."""
    if "asked" not in report:
        return []
    return [key for key, figures in report["methods"].items() if figures.get("ap")]


def gains(report: Report, before: str, after: str) -> Gains:
    """The queries by what they gain from one method to the other; those with nothing relevant are left out."""
    first = np.array(report["methods"][before]["ap"], np.float64)
    second = np.array(report["methods"][after]["ap"], np.float64)
    kept = np.flatnonzero(~np.isnan(first) & ~np.isnan(second))
    order = kept[np.argsort(-(second - first)[kept], kind="stable")]
    ids, names = np.array(report["asked"]["ids"], np.int64), report["asked"]["names"]
    return Gains(ids[order], [names[place] for place in order.tolist()], first[order], second[order])
