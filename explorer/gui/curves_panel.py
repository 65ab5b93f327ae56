"""The columns as curves over the rank: how precise lists are, what they share, how their scores fall."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.gui.canvas.colours import CATEGORIES
from explorer.gui.curves import Curve, Kind, available, values_of
from explorer.gui.elided import ElidedLabel
from explorer.gui.state import ColumnResult
from explorer.gui.tool_row import ToolRow

TITLES: dict[Kind, str] = {
    "precision": "Precision at k",
    "overlap": "Overlap with the reference at k",
    "scores": "Score, as a share of the best",
}
EMPTY = "The curves of the columns appear here\nonce you search with an image."

_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
"""Columns differ in the line too, for eyes and printers that do not tell the colours apart."""


class CurvesPanel(QWidget):
    """Draws one curve a column, and tells their values at the rank under the pointer.

    Attributes:
        plot: the axes.
        kind: chooses what is drawn.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._results: list[tuple[str, ColumnResult | None]] = []
        self._reference = 0
        self._curves: list[Curve] = []
        tools = self._tools = ToolRow(self)
        self.kind = tools.add_choice("Curve", "curves", {}, self._choose)
        tools.add_button("Show everything", "fit", "0", self._fit)
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot.setAccessibleName("Curves of the columns over the rank")
        self.plot.getPlotItem().showGrid(y=True, alpha=0.15)
        self._legend = self.plot.addLegend(offset=(-8, 8), labelTextSize="9pt")
        self._line = pg.InfiniteLine(angle=90, movable=False)
        self._told = ElidedLabel()
        self._told.setObjectName("muted")
        self._told.setContentsMargins(8, 2, 8, 4)
        self._empty = QLabel(EMPTY, self.plot, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setObjectName("emptyState")
        self.plot.scene().sigMouseMoved.connect(self._point_at)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(tools)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self._told)
        self.setMinimumSize(220, 160)
        self._draw()

    @property
    def curves(self) -> list[Curve]:
        """What is drawn."""
        return self._curves

    def show_results(self, results: Sequence[tuple[str, ColumnResult | None]], reference: int) -> None:
        """Show columns by name, of which one is the reference."""
        shown = (list(results), reference)
        if shown == (self._results, self._reference):
            return
        self._results, self._reference = shown
        kinds = available([result for _, result in results])
        before = self.kind.value
        self.kind.set_values({kind: TITLES[kind] for kind in kinds})
        if kinds:
            self.kind.set_value(before if before in kinds else kinds[0])
        self.kind.setVisible(bool(kinds))
        self._draw()

    def _choose(self, _kind: str) -> None:
        self._draw()
        self._fit()

    def _draw(self) -> None:
        """Draw all curves anew, in the colours of the theme."""
        item = self.plot.getPlotItem()
        item.clear()
        self._legend.clear()
        ink = self.palette().color(QPalette.ColorRole.Text)
        self.plot.setBackground(self.palette().color(QPalette.ColorRole.Base))
        self._legend.setLabelTextColor(ink)
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setPen(QColor(ink.red(), ink.green(), ink.blue(), 110))
            axis.setTextPen(ink)
        self._line.setPen(pg.mkPen(ink, width=1, style=Qt.PenStyle.DotLine))
        self._curves = self._made()
        for number, curve in enumerate(self._curves):
            pen = pg.mkPen(CATEGORIES[number % len(CATEGORIES)], width=2, style=_DASHES[number % len(_DASHES)])
            name = f"{curve.name} (reference)" if curve.is_reference else curve.name
            item.plot(np.arange(1, len(curve.values) + 1), curve.values, pen=pen, name=name, antialias=True)
        item.addItem(self._line, ignoreBounds=True)
        self._line.hide()
        self._told.set_whole("")
        item.setLabel("bottom", "k", color=ink.name())
        for side in ("left", "bottom"):
            item.showAxis(side, bool(self._curves))
        self._empty.setVisible(not self._curves)

    def _made(self) -> list[Curve]:
        if not self.kind.value or not self._results:
            return []
        reference = self._results[self._reference][1]
        curves = []
        for place, (name, result) in enumerate(self._results):
            values = None if result is None else values_of(self.kind.value, result, reference)
            if values is not None and len(values) and not (self.kind.value == "overlap" and place == self._reference):
                curves.append(Curve(name, values, is_reference=place == self._reference))
        return curves

    def _fit(self) -> None:
        self.plot.getPlotItem().autoRange()

    def _point_at(self, at: QPointF) -> None:
        """Tell the values at the rank under the pointer."""
        longest = max((len(curve.values) for curve in self._curves), default=0)
        rank = round(self.plot.getPlotItem().vb.mapSceneToView(at).x())
        inside = 1 <= rank <= longest
        self._line.setVisible(inside)
        if inside:
            self._line.setValue(rank)
        told = [
            f"{curve.name} {curve.values[rank - 1]:.3f}"
            for curve in self._curves
            if inside and rank <= len(curve.values)
        ]
        self._told.set_whole(f"k = {rank}:  " + "  ·  ".join(told) if told else "")

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
            self._tools.refresh_icons()
            self._draw()
