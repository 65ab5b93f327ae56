"""Axes whose numbers people can read, drawn alike in every plot."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPalette

_TOLD = ("1", "2", "5")
"""Numbers that begin with another digit would stand on each other."""
_EDGES = 8, 8, 14, 6
"""Pixels left, above, right and below a plot, so that numbers do not stand on its border."""


class LogAxis(pg.AxisItem):
    """Writes 1, 2, 5, 10, 20 instead of powers of ten, and plain numbers where it is not logarithmic."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.enableAutoSIPrefix(False)

    def logTickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """Called by the library with the powers."""
        texts = [f"{10**value:.6g}" for value in values]
        return [text if text.lstrip("0.")[:1] in _TOLD else "" for text in texts]


def calm(item: pg.PlotItem, *, wide: bool = False) -> None:
    """Take from a plot what is not read: ticks without a number, prefixes of units; once.

    Args:
        item: the plot.
        wide: whether its lower axis is logarithmic, where the ticks between the numbers tell the scale.
    """
    item.setContentsMargins(*_EDGES)
    for side in ("left", "bottom"):
        axis = item.getAxis(side)
        axis.enableAutoSIPrefix(False)  # no precision of 300 thousandths
        axis.setStyle(tickTextOffset=6, tickLength=4)
        if side == "left" or not wide:
            axis.setStyle(maxTickLevel=0)


def colour_axes(item: pg.PlotItem, palette: QPalette) -> None:
    """Draw the axes in the ink of the theme: numbers clear, lines faint."""
    ink = palette.color(QPalette.ColorRole.Text)
    for side in ("left", "bottom"):
        axis = item.getAxis(side)
        axis.setPen(QColor(ink.red(), ink.green(), ink.blue(), 110))
        axis.setTextPen(QColor(ink.red(), ink.green(), ink.blue(), 190))


def emptiest_corner(curves: Sequence[tuple[NDArray[np.float64], NDArray[np.float64]]]) -> tuple[int, int]:
    """The corner of a plot that its lines leave free: (1, 0) is the upper right, which is taken where all are alike.

    Args:
        curves: places and heights of the points of each line, as they are drawn.
    """
    points = np.concatenate([np.stack(curve) for curve in curves], axis=1) if curves else np.empty((2, 0))
    points = points[:, np.isfinite(points).all(axis=0)]
    if not points.shape[1]:
        return 1, 0
    low = points.min(axis=1, keepdims=True)
    x, y = (points - low) / np.maximum(np.ptp(points, axis=1, keepdims=True), 1e-12)
    corners = ((1, 0), (1, 1), (0, 0), (0, 1))
    return min(corners, key=lambda at: int(((np.abs(at[0] - x) < 0.45) & (np.abs(1 - at[1] - y) < 0.3)).sum()))
