"""Colours of points and ranks: safe for the colour-blind, readable on light and dark."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from explorer.gui import theme
from explorer.gui.language import tr, tr_count

Mode = Literal["label", "cluster", "rank", "score", "trustworthiness", "continuity", "none"]
"""What points are coloured by."""
DOUBTS: tuple[Mode, ...] = ("trustworthiness", "continuity")
"""What tells how far the place of a point can be believed."""

# Okabe and Ito's colours, yellow darkened for white grounds and black left out, then darker and lighter ones of them.
_CODES = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#B8A400",
    "#004D7A", "#8C5A00", "#7A3B62", "#7FD6B5", "#F2A97A",
)  # fmt: skip
CATEGORIES: tuple[QColor, ...] = tuple(map(QColor, _CODES))
"""The colours of labels. No two labels share one: those that have none left are grey."""

OTHER = len(CATEGORIES)
"""The colour number of labels without a colour."""
UNLABELLED = OTHER + 1
"""The colour number of images without a label."""

OUTSIDE = UNLABELLED + 1
"""The colour number of images that a filter leaves out."""

DOUBT_LEVELS = OTHER
"""How many colours tell doubt."""
_LOUD = QColor("#D55E00")

# The ramp of ranks and scores, best first; lightness falls steadily, so that its order survives greyscale.
_RAMP = tuple(map(QColor, ("#F2B705", "#3FA796", "#3B528B")))


@dataclass(frozen=True)
class Kind:
    """One line of the legend.

    Attributes:
        name: of the label.
        count: images that have it.
        code: colour number.
    """

    name: str
    count: int
    code: int


@dataclass(frozen=True, eq=False)
class Labelling:
    """The colour of each point.

    Attributes:
        codes: [n] uint8 colour numbers.
        kinds: what they mean, most frequent first, then the others and the unlabelled.
        labels: how many labels there are altogether.
    """

    codes: NDArray[np.uint8]
    kinds: list[Kind] = field(default_factory=list)
    labels: int = 0


def labelling(values: NDArray[np.int64], names: list[str], *, groups: bool = False) -> Labelling:
    """Give the most frequent labels the colours.

    Args:
        values: [n] which of the names each point has, -1 for none; the empty name is none as well.
        names: the labels.
        groups: they are groups of the graph, not labels.
    """
    counts = np.bincount(values[values >= 0], minlength=len(names))
    ranked = [number for number in np.argsort(-counts, kind="stable").tolist() if names[number] and counts[number]]
    table = np.full(len(names) + 1, UNLABELLED, np.uint8)  # the last entry answers for -1
    table[ranked] = OTHER
    table[ranked[:OTHER]] = np.arange(len(ranked[:OTHER]))
    codes = table[values]
    kinds = [Kind(names[number], int(counts[number]), code) for code, number in enumerate(ranked[:OTHER])]
    totals = np.bincount(codes, minlength=UNLABELLED + 1)
    if totals[OTHER]:
        rest = len(ranked) - OTHER
        if groups:
            name = tr_count("{n:,} other group", "{n:,} other groups", rest)
        else:
            name = tr_count("{n:,} other label", "{n:,} other labels", rest)
        kinds.append(Kind(name, int(totals[OTHER]), OTHER))
    if totals[UNLABELLED]:
        kinds.append(Kind(tr("no group") if groups else tr("no label"), int(totals[UNLABELLED]), UNLABELLED))
    return Labelling(codes, kinds, len(ranked))


def colour_of(code: int) -> QColor:
    """The colour of a colour number."""
    if code < OTHER:
        return CATEGORIES[code]
    c = theme.colours()
    return QColor(c.faint if code == OTHER else c.strong_border)


def label_palette(isolated: int | None) -> NDArray[np.float32]:
    """Colour and weight of each colour number; where one is isolated, the others are faint grey."""
    rows = []
    for code in range(UNLABELLED + 1):
        shown = isolated is None or code == isolated
        colour = colour_of(code) if shown else QColor(theme.colours().strong_border)
        weight = (1.0 if code < OTHER or code == isolated else 0.6) if shown else 0.25
        rows.append((*colour.getRgb()[:3], weight))
    return np.array([*rows, _outside()], np.float32)


def plain_palette(mode: Mode) -> NDArray[np.float32]:
    """The one colour of points that have no colour of their own; paler where the results alone are coloured."""
    c = theme.colours()
    plain = (*QColor(c.accent if mode == "none" else c.faint).getRgb()[:3], 1.0)
    return np.array([plain] * OUTSIDE + [_outside()], np.float32)


def doubt(share: float) -> QColor:
    """From the grey of what can be believed (0) to vermillion (1)."""
    calm, loud = QColor(theme.colours().faint), _LOUD
    pairs = zip(calm.getRgb()[:3], loud.getRgb()[:3], strict=True)
    return QColor(*(round(a + (b - a) * min(max(share, 0.0), 1.0)) for a, b in pairs))


def doubt_palette() -> NDArray[np.float32]:
    """Colour and weight of each level of doubt; the doubtful stand out where points lie on each other."""
    levels = [level / (DOUBT_LEVELS - 1) for level in range(DOUBT_LEVELS)]
    rows = [(*doubt(share).getRgb()[:3], 0.25 + share) for share in levels]
    return np.array([*rows, *[rows[0]] * (OUTSIDE - DOUBT_LEVELS), _outside()], np.float32)


def _outside() -> tuple[float, ...]:
    """Colour and weight of what a filter leaves out."""
    return (*QColor(theme.colours().strong_border).getRgb()[:3], 0.2)


def ramp(share: float) -> QColor:
    """The colour of a rank or score, from 0 (best) to 1."""
    place = min(max(share, 0.0), 1.0) * (len(_RAMP) - 1)
    first = min(int(place), len(_RAMP) - 2)
    t = place - first
    pairs = zip(_RAMP[first].getRgb()[:3], _RAMP[first + 1].getRgb()[:3], strict=True)
    return QColor(*(round(a + (b - a) * t) for a, b in pairs))
