"""A few lines over one axis, in colours and dashes that all eyes can tell apart, with their values at the pointer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.gui.axes import LogAxis, calm, colour_axes, emptiest_corner
from explorer.gui.canvas.colours import CATEGORIES
from explorer.gui.elided import ElidedLabel
from explorer.gui.language import number_text

_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
"""Lines differ in their dashes too, for eyes and printers that do not tell the colours apart."""
_LARGEST = 12.0
"""Power of ten beyond which nobody points."""
_ALONE = 2
"""Up to so many points are drawn as points too: a line through them could hardly be seen."""


@dataclass(frozen=True, eq=False)
class Line:
    """One line.

    Attributes:
        name: in the legend and beside its value.
        at: [n] int64, ascending places on the axis.
        values: [n] float64.
    """

    name: str
    at: NDArray[np.int64]
    values: NDArray[np.float64]


class LinePlot(QWidget):
    """Axes, legend, and a line of text that tells the values at the pointer.

    Attributes:
        plot: the axes.
        lines: what is drawn.
    """

    def __init__(self, name: str, axis: str, empty: str, *, height: str = "", wide: bool = False) -> None:
        """An empty plot.

        Args:
            name: for screen readers.
            axis: what the lines run over.
            empty: shown without lines.
            height: what the values are, where the lines do not say so.
            wide: the axis, above zero, is drawn by its logarithm.
        """
        super().__init__()
        self.setObjectName("plot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # one ground behind the axes and below them
        self.lines: list[Line] = []
        self._axis = axis
        self._height = height
        self._wide = wide
        self._logarithmic = False
        self._pointed: QPointF | None = None
        self.plot = pg.PlotWidget(axisItems={"bottom": LogAxis("bottom")} if wide else {})
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot.setAccessibleName(name)
        self.plot.getPlotItem().showGrid(y=True, alpha=0.15)
        calm(self.plot.getPlotItem(), wide=wide)
        self._legend = self.plot.addLegend(labelTextSize="9pt")
        self._pointer = pg.InfiniteLine(angle=90, movable=False)
        self._told = ElidedLabel()
        self._told.setObjectName("muted")
        self._told.setContentsMargins(8, 2, 8, 4)
        self._empty = QLabel(empty, self.plot, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setObjectName("emptyState")
        self.plot.scene().sigMouseMoved.connect(self._point_at)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self._told)
        self.show_lines([])

    @property
    def told(self) -> str:
        """What is said of the place under the pointer."""
        return self._told.text()

    def show_lines(self, lines: Sequence[Line], *, logarithmic: bool = False) -> None:
        """Draw other lines, or the same anew; `logarithmic` holds where all values are above zero."""
        self.lines = list(lines)
        self._logarithmic = logarithmic and all((line.values > 0).all() for line in lines)
        self._draw()

    def fit(self) -> None:
        """Show everything."""
        self.plot.getPlotItem().autoRange()
        self.plot.getPlotItem().enableAutoRange()

    def _draw(self) -> None:
        """Everything anew, in the colours of the theme."""
        item = self.plot.getPlotItem()
        item.clear()
        self._legend.clear()
        ink = self.palette().color(QPalette.ColorRole.Text)
        paper = self.palette().color(QPalette.ColorRole.Base)
        self.plot.setBackground(paper)
        self._legend.setBrush(QColor(paper.red(), paper.green(), paper.blue(), 215))  # it may lie over lines
        self._legend.setLabelTextColor(ink)
        colour_axes(item, self.palette())
        self._pointer.setPen(pg.mkPen(ink, width=1, style=Qt.PenStyle.DotLine))
        item.setLogMode(x=self._wide, y=self._logarithmic)
        if not self._wide:  # there is nothing before the first place
            item.getViewBox().setLimits(xMin=min((line.at[0] for line in self.lines if len(line.at)), default=0) - 0.5)
        for number, line in enumerate(self.lines):
            colour = CATEGORIES[number % len(CATEGORIES)]
            pen = pg.mkPen(colour, width=2, style=_DASHES[number % len(_DASHES)])
            symbol = "o" if len(line.at) <= _ALONE else None
            item.plot(line.at, line.values, pen=pen, name=line.name, antialias=True, symbol=symbol, symbolBrush=colour)
        self._place_legend()
        item.addItem(self._pointer, ignoreBounds=True)
        item.setLabel("bottom", self._axis, color=ink.name())
        if self._height:
            item.setLabel("left", self._height, color=ink.name())
        for side in ("left", "bottom"):
            item.showAxis(side, bool(self.lines))
        self._empty.setVisible(not self.lines)
        self._pointer.hide()
        self._told.set_whole("")
        if self._pointed is not None:
            self._point_at(self._pointed)

    def _place_legend(self) -> None:
        """Put the legend where it hides least of the lines."""
        drawn = [
            (np.log10(line.at) if self._wide else line.at, np.log10(line.values) if self._logarithmic else line.values)
            for line in self.lines
        ]
        right, below = corner = emptiest_corner(drawn)
        self._legend.anchor(corner, corner, offset=(-8 if right else 8, -8 if below else 8))

    def _point_at(self, at: QPointF) -> None:
        """Tell the values at the place under the pointer; between two places that of the one before counts."""
        self._pointed = at
        x = self.plot.getPlotItem().vb.mapSceneToView(at).x()
        place = round(10 ** min(x, _LARGEST) if self._wide else x)
        told = [f"{line.name} {_number(value)}" for line in self.lines if (value := _at(line, place)) is not None]
        self._pointer.setVisible(bool(told))
        if told:
            self._pointer.setValue(np.log10(place) if self._wide else place)
        self._told.set_whole(f"{self._axis} = {number_text(place)}:  " + "  ·  ".join(told) if told else "")

    # Qt's own

    def resizeEvent(self, event: QEvent) -> None:
        """Keep the words for nothing in the middle."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.plot.rect().adjusted(16, 16, -16, -16))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would have Tab jump over the controls before it."""
        self.plot.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()


def _at(line: Line, place: int) -> float | None:
    """The value of a line at a place of the axis; None outside it."""
    if not len(line.at) or not line.at[0] <= place <= line.at[-1]:
        return None
    return float(line.values[np.searchsorted(line.at, place, side="right") - 1])


def _number(value: float) -> str:
    """Three decimals, or as many digits where a value is very small or large."""
    return f"{value:.3f}" if value == 0 or 0.01 <= abs(value) < 1000 else f"{value:.3g}"
