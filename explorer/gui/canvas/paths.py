"""Ways through the graph drawn on a plane of images: the strongest one boldest."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from explorer.gui.canvas import marks
from explorer.gui.canvas.viewport import Viewport

_WIDEST, _THINNEST = 4.0, 1.6
_FADING = 45
"""So much less opaque each further way is, of 255."""


class Paths:
    """Some ways from the query to one image.

    Attributes:
        images: ids of each way, from the query to the image; ids that are not on the plane are left out.
    """

    def __init__(self, rows_of: Callable[[NDArray[np.int64]], NDArray[np.int64]]) -> None:
        self._rows_of = rows_of
        self.images: list[tuple[int, ...]] = []

    def show(self, images: Sequence[Sequence[int]]) -> bool:
        """Show other ways, the strongest first; tells whether that changed anything."""
        wanted = [tuple(way) for way in images]
        changed = wanted != self.images
        self.images = wanted
        return changed

    def draw(self, painter: QPainter, view: Viewport, positions: NDArray[np.float32]) -> None:
        """Draw them, the weakest first."""
        for place in reversed(range(len(self.images))):
            rows = self._rows_of(np.array(self.images[place], np.int64))
            rows = rows[rows >= 0]
            if len(rows) < 2:
                continue
            width = max(_WIDEST - place * 0.8, _THINNEST)
            colour = QColor(marks.QUERY)
            colour.setAlpha(max(255 - place * _FADING, 80))
            points = [QPointF(*at) for at in view.pixels(positions[rows]).tolist()]
            for pen in (QPen(marks.ground(), width + 2.4), QPen(colour, width)):
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                for a, b in pairwise(points):
                    painter.drawLine(a, b)
