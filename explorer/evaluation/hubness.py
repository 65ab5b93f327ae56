"""Hubs: images that stand in many lists, whatever is searched for, and those that never come up."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.protocol.ids import Ids

LIST = 10
"""Occurrences among the first so many are counted, as in the literature."""

_NAMED = 10
"""So many of the largest hubs are named."""


class Occurrences:
    """Counts in how many lists each image stands: N_k of Radovanović, Nanopoulos and Ivanović (JMLR 2010)."""

    def __init__(self, ids: Ids) -> None:
        """Count the lists of these images, [n] int64."""
        self._ids = ids
        self._order = np.argsort(ids)
        self._counts = np.zeros(len(ids), np.int64)
        self._lists = 0

    def add(self, ids: Ids) -> None:
        """Count some lists: [q, LIST] ids, -1 pads."""
        found = ids[ids >= 0]
        places = self._order[np.searchsorted(self._ids, found, sorter=self._order)]
        np.add.at(self._counts, places, 1)
        self._lists += len(ids)

    def figures(self) -> dict[str, Any]:
        """What is told of them.

        Returns:
            `k`, `skew` (standardised third moment of N_k: 0 where all images come up equally often, above 1 there are
            hubs), `largest` (share of the lists in which the most frequent image stands), `never` (share of the images
            that stand in none), `hubs` (ids of the most frequent ones, most frequent first) and `lists` (in how many
            of the lists each of these stands).
        """
        most = np.argsort(-self._counts, kind="stable")[: min(_NAMED, len(self._ids))]
        return {
            "k": LIST,
            "skew": skewness(self._counts),
            "largest": float(self._counts.max(initial=0) / max(self._lists, 1)),
            "never": float((self._counts == 0).mean()) if len(self._counts) else 0.0,
            "hubs": self._ids[most].tolist(),
            "lists": self._counts[most].tolist(),
        }


def skewness(counts: NDArray[np.int64]) -> float:
    """E[(N - mean)³] / sd³ of some counts; 0 where all are equal."""
    if not len(counts):
        return 0.0
    moved = counts - counts.mean()
    deviation = float(np.sqrt((moved**2).mean()))
    return float((moved**3).mean()) / deviation**3 if deviation > 0 else 0.0
