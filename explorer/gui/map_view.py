"""The map of the whole collection: every image a point, the query and its results marked."""

from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPalette

from explorer.gui.canvas import colours
from explorer.gui.canvas.density import density_picture
from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.canvas.plot import PlotPane
from explorer.protocol.ids import NO_IMAGE, Ids

MAX_POINTS = 50_000
"""Above this a density picture replaces the points: pyqtgraph needs 1.8 s for a million (measured), a picture 7 ms."""

_DENSITY_SIDE = 1024


class MapView(PlotPane):
    """Points coloured by label, results as rings coloured by rank, the query as a star.

    Signals are those of `PlotPane`.
    """

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str] = str) -> None:
        self._codes: NDArray[np.int64] = np.empty(0, np.int64)
        self._query_id = NO_IMAGE
        self._ranked: list[int] = []
        self._density: pg.ImageItem | None = None
        self._points = pg.ScatterPlotItem(pxMode=True, size=6, pen=None)
        self._results = pg.ScatterPlotItem(pxMode=True)
        self._query = pg.ScatterPlotItem(pxMode=True, symbol="star", size=24)
        self._mark = pg.ScatterPlotItem(pxMode=True, size=18, brush=None)
        super().__init__(thumbnails, describe, empty="The map appears here\nas soon as the images are embedded.")
        for order, item in enumerate((self._points, self._results, self._query, self._mark), start=1):
            item.setZValue(order)
            self.plot.addItem(item)

    def set_points(self, ids: Ids, positions: NDArray[np.floating], labels: Sequence[str] | None = None) -> None:
        """Show a collection.

        Args:
            ids: [n] image ids.
            positions: [n, 2] of the map, finite.
            labels: [n] what points are coloured by; None for one colour.
        """
        first = not len(self.ids)
        self._place(ids, positions)
        self._codes = np.zeros(len(ids), np.int64) if labels is None else colours.category_codes(labels)
        self._draw_points()
        self._draw_marks()
        if first or not self._in_view():
            self.fit()

    def set_marks(self, query_id: int | None, ranked_ids: Sequence[int], hovered: int = NO_IMAGE) -> None:
        """Mark the query (None if it is no member) and its results, best first."""
        self._query_id = NO_IMAGE if query_id is None else query_id
        self._ranked = [i for i in ranked_ids if i not in (NO_IMAGE, self._query_id)]
        self._draw_marks()
        self.set_hovered(hovered)

    def _in_view(self) -> bool:
        (left, right), (bottom, top) = self.plot.getViewBox().viewRange()
        x, y = self.positions[:, 0], self.positions[:, 1]
        return bool(((x >= left) & (x <= right) & (y >= bottom) & (y <= top)).any())

    def _draw_points(self) -> None:
        many = len(self.ids) > MAX_POINTS
        self._draw_density(many)
        if many or not len(self.ids):
            self._points.clear()
            return
        brushes = np.array([pg.mkBrush(self._faded(c)) for c in (*colours.CATEGORIES, colours.UNLABELLED)], object)
        self._points.setData(pos=self.positions, brush=brushes[self._codes], size=7 if len(self.ids) < 5_000 else 5)

    def _faded(self, colour: QColor) -> QColor:
        """Points stand back behind the marks."""
        faded = QColor(colour)
        faded.setAlpha(150)
        return faded

    def _draw_density(self, wanted: bool) -> None:
        if self._density is not None:
            self.plot.removeItem(self._density)
            self._density = None
        if not wanted:
            return
        colour = self.palette().color(QPalette.ColorRole.Text)
        self._density = pg.ImageItem(density_picture(self.positions, _DENSITY_SIDE, colour), axisOrder="row-major")
        low, extent = self.positions.min(axis=0), np.ptp(self.positions, axis=0)
        self._density.setRect(QRectF(*low, *np.maximum(extent, 1e-9)))
        self.plot.addItem(self._density)

    def _draw_marks(self) -> None:
        ids = np.array(self._ranked, np.int64)
        order = np.argsort(self.ids)
        places = np.searchsorted(self.ids, ids, sorter=order).clip(max=max(len(self.ids) - 1, 0))
        rows = order[places] if len(self.ids) else np.empty(0, np.intp)
        ranks = [rank for rank, row in enumerate(rows) if self.ids[row] == ids[rank]]
        edge = self.palette().color(QPalette.ColorRole.Base)
        # The best are drawn last, on top of the others.
        spots = [
            {
                "pos": self.positions[rows[rank]],
                "size": 15 if rank < 10 else 11,
                "brush": colours.rank_colour(rank, len(ids)),
                "pen": pg.mkPen(edge, width=1.5),
            }
            for rank in reversed(ranks)
        ]
        self._results.setData(spots)
        place = self.position_of(self._query_id)
        self._query.setData(
            pos=np.empty((0, 2)) if place is None else place[None],
            brush=colours.QUERY,
            pen=pg.mkPen(edge, width=1.5),
        )

    def _hover_changed(self) -> None:
        place = self.position_of(self.hovered)
        pen = pg.mkPen(self.palette().color(QPalette.ColorRole.Text), width=2.5)
        self._mark.setData(pos=np.empty((0, 2)) if place is None else place[None], pen=pen)

    def _palette_changed(self) -> None:
        if len(self.ids):
            self._draw_density(len(self.ids) > MAX_POINTS)
            self._draw_marks()
