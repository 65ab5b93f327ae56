"""Quality against what it costs: one point a method, with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.gui.axes import LogAxis, calm, colour_axes
from explorer.gui.canvas.colours import CATEGORIES

_SYMBOLS = "osdt+xph"
"""Points differ in their form too, for eyes and printers that do not tell the colours apart."""


@dataclass(frozen=True)
class Point:
    """One method.

    Attributes:
        name: stands beside it.
        cost: above 0; the axis is logarithmic.
        quality: its height, with the ends of its interval.
        low, high: of the interval.
    """

    name: str
    cost: float
    quality: float
    low: float
    high: float


class CostPlot(QWidget):
    """Points over a logarithmic axis.

    Attributes:
        points: what is drawn.
        plot: the axes.
    """

    def __init__(self, name: str, empty: str) -> None:
        super().__init__()
        self.points: list[Point] = []
        self._axes = ("", "")
        self.plot = pg.PlotWidget(axisItems={"bottom": LogAxis("bottom"), "left": LogAxis("left")})
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setAccessibleName(name)
        self.plot.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot.getPlotItem().showGrid(x=True, y=True, alpha=0.15)
        calm(self.plot.getPlotItem(), wide=True)
        self.plot.getPlotItem().setLogMode(x=True)
        self._empty = QLabel(empty, self.plot, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setObjectName("emptyState")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)

    def show_points(self, points: Sequence[Point], cost: str, quality: str) -> None:
        """Draw points; `cost` and `quality` name the axes."""
        self.points, self._axes = list(points), (cost, quality)
        self._draw()

    def _draw(self) -> None:
        item = self.plot.getPlotItem()
        item.clear()
        ink = self.palette().color(QPalette.ColorRole.Text)
        self.plot.setBackground(self.palette().color(QPalette.ColorRole.Base))
        colour_axes(item, self.palette())
        for side, text in zip(("bottom", "left"), self._axes, strict=True):
            item.setLabel(side, text, color=ink.name())
            item.showAxis(side, bool(self.points))
        for number, point in enumerate(self.points):
            colour = QColor(CATEGORIES[number % len(CATEGORIES)])
            x = float(np.log10(point.cost))
            item.addItem(
                pg.PlotDataItem([point.cost, point.cost], [point.low, point.high], pen=pg.mkPen(colour, width=2))
            )
            marks = pg.ScatterPlotItem(
                [x], [point.quality], symbol=_SYMBOLS[number % len(_SYMBOLS)], size=11, brush=colour, pen=None
            )
            item.addItem(marks)
            text = pg.TextItem(point.name, color=ink, anchor=(-0.06, 0.5))
            text.setPos(x, point.quality)
            item.addItem(text, ignoreBounds=True)
        if self.points:
            self._make_room()
        self._empty.setVisible(not self.points)

    def _make_room(self) -> None:
        """Room at the right for the names."""
        costs = np.log10([point.cost for point in self.points])
        low, high = min(p.low for p in self.points), max(p.high for p in self.points)
        wide, tall = max(float(np.ptp(costs)), 0.3), max(high - low, 0.02)
        box = self.plot.getPlotItem()
        box.setXRange(costs.min() - 0.1 * wide, costs.max() + 0.45 * wide, padding=0)
        box.setYRange(low - 0.08 * tall, high + 0.08 * tall, padding=0)

    # Qt's own

    def resizeEvent(self, event: QEvent) -> None:
        """Keep the words for nothing in the middle."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.plot.rect().adjusted(16, 16, -16, -16))

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
