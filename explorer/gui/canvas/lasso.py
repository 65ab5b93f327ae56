"""Encircling points: a line drawn by hand, and which points it surrounds."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from explorer.gui.canvas.point_index import PointIndex

_SIDE = 512
"""Of the picture that decides about most points; only those under its outline are tested against the line itself."""
_BLOCK = 4096


def encircled(index: PointIndex, line: NDArray[np.float64]) -> NDArray[np.int64]:
    """Rows of the points inside a closed line, ascending.

    Inside is what the line goes round an odd number of times. The line is drawn into a small picture, in which almost
    all points are decided by one look-up; testing a million points against forty edges would take 0.25 s.

    Args:
        index: of the points.
        line: [m, 2] corners in units of the plane; fewer than three surround nothing.
    """
    if len(line) < 3 or not len(index):
        return np.empty(0, np.int64)
    low, high = line.min(axis=0), line.max(axis=0)
    places = index.inside((*low.tolist(), *high.tolist()))
    scale = (_SIDE - 5) / np.maximum(high - low, 1e-12)
    inner, border = _drawn((line - low) * scale + 2.5)
    columns = ((index.xs[places] - low[0]) * scale[0] + 2.5).astype(np.int64).clip(0, _SIDE - 1)
    rows = ((index.ys[places] - low[1]) * scale[1] + 2.5).astype(np.int64).clip(0, _SIDE - 1)
    found = inner[rows, columns]
    unsure = np.flatnonzero(border[rows, columns])
    for start in range(0, len(unsure), _BLOCK):
        some = unsure[start : start + _BLOCK]
        found[some] = odd_crossings(index.xs[places[some]], index.ys[places[some]], line)
    chosen = np.zeros(len(index), np.bool_)  # marking is quicker than sorting
    chosen[index.order[places[found]]] = True
    return np.flatnonzero(chosen)


def odd_crossings(x: NDArray[np.floating], y: NDArray[np.floating], line: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a ray from each point [n] to the right crosses the closed line an odd number of times."""
    (x1, y1), (x2, y2) = line.T, np.roll(line, -1, axis=0).T
    above = (y1 > y[:, None]) != (y2 > y[:, None])
    slope = (x2 - x1) / np.where(y1 == y2, 1.0, y2 - y1)
    crossed = above & (x[:, None] < x1 + slope * (y[:, None] - y1))
    odd: NDArray[np.bool_] = crossed.sum(axis=1) % 2 == 1
    return odd


def _drawn(corners: NDArray[np.float64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What is inside the line, and what its outline touches: two pictures [_SIDE, _SIDE]."""
    polygon = QPolygonF([QPointF(x, y) for x, y in corners.tolist()])
    masks = []
    for outline in (False, True):
        image = QImage(_SIDE, _SIDE, QImage.Format.Format_Grayscale8)
        image.fill(0)
        painter = QPainter(image)
        painter.setPen(QPen(Qt.GlobalColor.white, 4) if outline else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if outline else Qt.GlobalColor.white)
        painter.drawPolygon(polygon, Qt.FillRule.OddEvenFill)
        painter.end()
        masks.append(np.frombuffer(image.constBits(), np.uint8).reshape(_SIDE, _SIDE) > 0)
    return masks[0], masks[1]
