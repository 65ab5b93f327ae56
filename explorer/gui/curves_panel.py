"""The columns beside each other: where images moved, how precise lists are, what they share, how scores are spread."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from explorer.gui.curves import Curve, Kind, available, values_of
from explorer.gui.language import mark_text, tr
from explorer.gui.line_plot import Line, LinePlot
from explorer.gui.score_plot import ScorePlot
from explorer.gui.slope_chart import SlopeChart
from explorer.gui.slopes import slopes
from explorer.gui.state import FIRST, ColumnResult
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tool_row import ToolRow
from explorer.protocol.overlap import rank_biased_overlap

TITLES: dict[Kind, str] = {
    "slopes": mark_text("Slopes from the reference"),
    "precision": mark_text("Precision at k"),
    "overlap": mark_text("Overlap with the reference at k"),
    "scores": mark_text("Score, as a share of the best"),
    "histogram": mark_text("Histogram of scores"),
}
EMPTY = mark_text("The curves of the columns appear here\nonce you search with an image.")


class CurvesPanel(QWidget):
    """Draws one curve a column and tells their values at the pointer; or two columns, or one, in more detail.

    Signals:
        kind_changed(): something else is drawn.

    Attributes:
        lines: the plot.
        slopes: the reference and the column in focus.
        scores: how the scores of the column in focus are spread.
        kind: chooses what is drawn.
    """

    kind_changed = Signal()

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._results: list[tuple[str, ColumnResult | None]] = []
        self._reference = self._focus = 0
        self._curves: list[Curve] = []
        tools = self._tools = ToolRow(self)
        self.lines = LinePlot(tr("Curves of the columns over the rank"), "k", tr(EMPTY))
        self.slopes = SlopeChart(thumbnails, describe)
        self.scores = ScorePlot()
        self._scrolled = QScrollArea()
        self._scrolled.setObjectName("why")
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolled.setWidget(self.slopes)
        self.kind = tools.add_choice(tr("Curve"), "curves", {}, self._choose)
        self._fit = tools.add_button(tr("Show everything"), "fit", "0", self.lines.fit)
        self._pages = QStackedWidget()
        for page in (self.lines, self._scrolled, self.scores):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(tools)
        layout.addWidget(self._pages, 1)
        self.setMinimumSize(220, 160)

    @property
    def curves(self) -> list[Curve]:
        """What is drawn as curves."""
        return self._curves

    def show_results(
        self, results: Sequence[tuple[str, ColumnResult | None]], reference: int, focus: int | None = None
    ) -> None:
        """Show columns by name, of which one is the reference; another is looked at more closely."""
        other = next((place for place in range(len(results)) if place != reference), reference)
        shown = (list(results), reference, other if focus in (None, reference) else focus)
        if shown == (self._results, self._reference, self._focus):
            return
        self._results, self._reference, self._focus = shown
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
        self.kind_changed.emit()

    def _draw(self) -> None:
        kind = self.kind.value
        page = {"slopes": self._scrolled, "histogram": self.scores}.get(kind, self.lines)
        self._pages.setCurrentWidget(page)
        self._fit.setVisible(page is self.lines)
        self._draw_slopes()
        self._curves = self._made()
        self.lines.show_lines(
            [Line(self._name(curve), np.arange(1, len(curve.values) + 1), curve.values) for curve in self._curves]
        )

    def _name(self, curve: Curve) -> str:
        """In the legend; beside the overlap at each k the one number for all of them."""
        if curve.is_reference:
            return tr("{name} (reference)", name=curve.name)
        result, reference = dict(self._results).get(curve.name), self._results[self._reference][1]
        if self.kind.value != "overlap" or result is None or reference is None:
            return curve.name
        alike = rank_biased_overlap(result.ids, reference.ids)
        return (
            curve.name
            if alike is None
            else tr("{name} · rank-biased overlap {alike:.2f}", name=curve.name, alike=alike)
        )

    def _draw_slopes(self) -> None:
        if self.kind.value != "slopes" or not self._results:
            self.slopes.show_slopes([], ("", ""), 0)
            return
        (before, one), (after, two) = self._results[self._reference], self._results[self._focus]
        found = [] if one is None or two is None else slopes(one, two, FIRST)
        self.slopes.show_slopes(found, (before, after), FIRST)

    def _made(self) -> list[Curve]:
        if self.kind.value not in ("precision", "overlap", "scores") or not self._results:
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
        page = self._pages.currentWidget()
        (self.slopes if page is self._scrolled else page).setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tools.refresh_icons()
