"""Colours of points, edges and ranks: safe for the colour-blind, readable on light and dark."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPalette

# Okabe and Ito's palette (without black), then two lightness steps of it: 21 kinds before colours repeat.
_BASE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#B8A400")
CATEGORIES: tuple[QColor, ...] = tuple(
    colour for factor in (100, 135, 75) for colour in (QColor(code).lighter(factor) for code in _BASE)
)
UNLABELLED = QColor("#8A8F98")
QUERY = QColor("#D81B60")

# Ends of the rank ramp (best, worst), from the viridis family so that order survives greyscale.
_BEST, _WORST = QColor("#F2B705"), QColor("#3B528B")


def is_dark(palette: QPalette) -> bool:
    """Whether the palette paints light text on a dark ground."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def category_codes(labels: Sequence[str]) -> NDArray[np.int64]:
    """A colour number for each label, -1 for the empty one; labels that are frequent get the first colours."""
    names, inverse, counts = np.unique(np.asarray(labels, dtype=str), return_inverse=True, return_counts=True)
    place = np.empty(len(names), dtype=np.int64)
    place[np.argsort(-counts, kind="stable")] = np.arange(len(names))
    codes = place[inverse] % len(CATEGORIES)
    codes[names[inverse] == ""] = -1
    return codes


def rank_colour(rank: int, ranks: int) -> QColor:
    """The colour of a 0-based rank among so many."""
    t = rank / max(ranks - 1, 1)
    mix = [round(a + (b - a) * t) for a, b in zip(_BEST.getRgb()[:3], _WORST.getRgb()[:3], strict=True)]
    return QColor(*mix)
