"""Which queries gain and which lose from one method to another; each can be opened in the columns."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.elided import ElidedLabel
from explorer.gui.gains import CLEAR, compared, gains
from explorer.gui.language import mark_text, tr
from explorer.gui.line_plot import Line, LinePlot
from explorer.gui.named_box import NamedBox
from explorer.gui.picture_cells import PictureCells
from explorer.gui.report_table import Cell, CellTable, Head
from explorer.protocol.report import Report

_HEADS = [
    Head(mark_text("change"), mark_text("What the query gains")),
    Head(mark_text("before"), mark_text("Average precision of the first method")),
    Head(mark_text("after"), mark_text("Average precision of the second method")),
    Head(
        mark_text("Query"),
        mark_text("The image that was searched for; Enter or a double click opens it in the columns"),
        number=False,
    ),
]
EMPTY = mark_text("What each query gains appears here\nonce two methods are measured.")


class GainsPane(QWidget):
    """Two methods, their queries by gain.

    Signals:
        query_wanted(int, str, str): open this image in the columns, with these two methods.

    Attributes:
        before, after: choose the methods.
        table: the queries, the greatest gain first.
    """

    query_wanted = Signal(int, str, str)

    def __init__(self, name: Callable[[int], str], thumbnails: Thumbnails) -> None:
        """`name` tells how an image is called, nothing where it cannot be shown."""
        super().__init__()
        self._report: Report | None = None
        self.before = NamedBox(tr("Method to compare with"))
        self.after = NamedBox(tr("Method that is compared"))
        self.counts = ElidedLabel()
        self.table = CellTable(tr("Queries by gain"), self._choose, tr("The queries stand here, by what they gain."))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideLeft)
        PictureCells(self.table, len(_HEADS) - 1, thumbnails, lambda image: image if name(image) else None)
        self.curve = LinePlot(
            tr("Change of average precision, queries in order"), tr("query"), tr(EMPTY), height=tr("change of AP")
        )
        head = QHBoxLayout()
        head.setContentsMargins(10, 6, 10, 6)
        head.setSpacing(8)
        for widget in (QLabel(tr("From")), self.before, QLabel(tr("to")), self.after):
            head.addWidget(widget)
        head.addWidget(self.counts, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.curve)
        parts.addWidget(self.table)
        parts.setSizes([200, 320])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(parts, 1)
        for box in (self.before, self.after):
            box.currentTextChanged.connect(lambda _: self._show())

    def show_report(self, report: Report | None) -> None:
        """Show another report, or more of it; the chosen methods stay if they are in it."""
        self._report = report
        keys = compared(report) if report is not None else []
        chosen = [box.currentText() for box in (self.before, self.after)]
        for place, box in enumerate((self.before, self.after)):
            box.blockSignals(True)
            box.clear()
            box.addItems(keys)
            usual = keys[min(place, len(keys) - 1)] if keys else ""
            box.setCurrentText(chosen[place] if chosen[place] in keys and chosen[0] != chosen[1] else usual)
            box.setEnabled(len(keys) > 1)
            box.blockSignals(False)
        self._show()

    def _show(self) -> None:
        before, after = self.before.currentText(), self.after.currentText()
        if self._report is None or not after or before == after:
            self.counts.set_whole("")
            self.table.show_rows(_HEADS, [])
            self.curve.show_lines([])
            return
        found = gains(self._report, before, after)
        won, lost, same = found.counts
        self.counts.set_whole(
            tr(
                "{won:,} queries gain and {lost:,} lose more than {clear:g}; {same:,} stay within it; mean {mean:+.1f}"
                " points",
                won=won,
                lost=lost,
                clear=CLEAR,
                same=same,
                mean=100 * float(np.mean(found.change)) if len(found.ids) else 0,
            )
        )
        rows = []
        for image, name, first, second in zip(found.ids.tolist(), found.names, found.before, found.after, strict=True):
            change = float(second - first)
            tone = "good" if change > CLEAR else "bad" if change < -CLEAR else ""
            cells = [
                Cell(f"{change:+.3f}", change, tone),
                Cell(f"{first:.3f}", float(first)),
                Cell(f"{second:.3f}", float(second)),
                Cell(name, name),
            ]
            rows.append((image, cells))
        self.table.show_rows(_HEADS, rows)
        self.curve.show_lines(
            [
                Line(
                    tr("{after} against {before}", after=after, before=before),
                    np.arange(1, len(rows) + 1),
                    found.change,
                )
            ]
        )
        self.curve.fit()

    def _choose(self, image: int) -> None:
        self.query_wanted.emit(image, self.before.currentText(), self.after.currentText())
