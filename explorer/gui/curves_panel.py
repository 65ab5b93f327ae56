"""The columns as curves over the rank: how precise lists are, what they share, how their scores fall."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.gui.curves import Curve, Kind, available, values_of
from explorer.gui.line_plot import Line, LinePlot
from explorer.gui.state import ColumnResult
from explorer.gui.tool_row import ToolRow

TITLES: dict[Kind, str] = {
    "precision": "Precision at k",
    "overlap": "Overlap with the reference at k",
    "scores": "Score, as a share of the best",
}
EMPTY = "The curves of the columns appear here\nonce you search with an image."


class CurvesPanel(QWidget):
    """Draws one curve a column, and tells their values at the rank under the pointer.

    Attributes:
        lines: the plot.
        kind: chooses what is drawn.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._results: list[tuple[str, ColumnResult | None]] = []
        self._reference = 0
        self._curves: list[Curve] = []
        tools = self._tools = ToolRow(self)
        self.lines = LinePlot("Curves of the columns over the rank", "k", EMPTY)
        self.kind = tools.add_choice("Curve", "curves", {}, self._choose)
        tools.add_button("Show everything", "fit", "0", self.lines.fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(tools)
        layout.addWidget(self.lines, 1)
        self.setMinimumSize(220, 160)

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
        self.lines.fit()

    def _draw(self) -> None:
        self._curves = self._made()
        names = [f"{curve.name} (reference)" if curve.is_reference else curve.name for curve in self._curves]
        self.lines.show_lines(
            [
                Line(name, np.arange(1, len(curve.values) + 1), curve.values)
                for name, curve in zip(names, self._curves, strict=True)
            ]
        )

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would have Tab jump over the controls before it."""
        self.lines.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tools.refresh_icons()
