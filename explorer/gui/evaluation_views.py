"""Views of an evaluation's report: table, curves, costs, hubs."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.cost_plot import CostPlot, Point
from explorer.gui.language import begun, mark_text, number_text, tr
from explorer.gui.line_plot import Line, LinePlot
from explorer.gui.named_box import NamedBox
from explorer.gui.picture_cells import PictureCells
from explorer.gui.report_rows import method_rows
from explorer.gui.report_table import Cell, CellTable, Head
from explorer.gui.sentences import tr_said
from explorer.protocol.report import Report, footnotes

NOTHING = mark_text(
    "Press Evaluate to measure the methods named above on this collection,\nor open a report that was made elsewhere."
)
_COSTS = {
    "query_ms": mark_text("milliseconds a query"),
    "batch_query_ms": mark_text("milliseconds a query, of many at once"),
    "bytes_per_item": mark_text("bytes for each image"),
    "fit_seconds": mark_text("seconds to fit"),
}
_LEAST = 1e-3
"""What costs nothing stands at this end of a logarithmic axis."""


class TableView(QWidget):
    """One row a method, the protocol below.

    Attributes:
        table: the methods.
    """

    def __init__(self, choose: Callable[[str], None]) -> None:
        super().__init__()
        self.table = CellTable(tr("Figures of the methods"), choose, tr(NOTHING))
        self._note = QLabel(wordWrap=True)
        self._note.setObjectName("muted")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note.setContentsMargins(12, 8, 12, 8)
        note = QScrollArea()
        note.setObjectName("why")
        note.setWidgetResizable(True)
        note.setFrameShape(QScrollArea.Shape.NoFrame)
        note.setAccessibleName(tr("Protocol of the evaluation"))
        note.setWidget(self._note)
        note.setMaximumHeight(130)
        self._scroll = note
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(note)

    def show_report(self, report: Report | None) -> None:
        """Show another report."""
        self.table.show_rows(*(method_rows(report) if report is not None else ([], [])))
        self._note.setText(" ".join(map(tr_said, footnotes(report))) if report is not None else "")
        self._scroll.setVisible(report is not None)
        self.table.horizontalHeader().setVisible(report is not None)


class CurveView(LinePlot):
    """A curve a method: precision over recall, or recall over k."""

    def __init__(self, name: str) -> None:
        over_recall = name == "precision@recall"
        title = tr("Precision over recall") if over_recall else tr("Recall over k")
        axis, height = (tr("recall in %"), tr("precision")) if over_recall else ("k", tr("recall"))
        super().__init__(title, axis, tr(NOTHING), height=height, wide=not over_recall)
        self._name = name
        self._scale = 100 if over_recall else 1

    def show_report(self, report: Report | None) -> None:
        """Show another report."""
        methods = {} if report is None else report["methods"]
        lines = []
        for key, figures in methods.items():
            curve = sorted((round(self._scale * float(at)), value) for at, value in figures.get(self._name, {}).items())
            if curve:
                lines.append(Line(key, np.array([at for at, _ in curve]), np.array([value for _, value in curve])))
        self.show_lines(lines)
        self.fit()


class CostView(QWidget):
    """Quality against a cost that is chosen.

    Attributes:
        cost: chooses it.
        points: the plot.
    """

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        self.cost = NamedBox(tr("What the methods cost"), 18)
        for key, text in _COSTS.items():
            self.cost.addItem(begun(tr(text)), key)
        self.points = CostPlot(tr("Quality of the methods against what they cost"), tr(NOTHING))
        head = QHBoxLayout()
        head.setContentsMargins(10, 6, 10, 6)
        head.setSpacing(8)
        head.addWidget(QLabel(tr("mAP against")))
        head.addWidget(self.cost)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.points, 1)
        self.cost.currentIndexChanged.connect(lambda _: self._show())

    def show_report(self, report: Report | None) -> None:
        """Show another report."""
        self._report = report
        self._show()

    def _show(self) -> None:
        cost = self.cost.currentData()
        points = []
        for key, figures in ({} if self._report is None else self._report["methods"]).items():
            spent, quality = figures.get(cost), figures.get("map")
            if spent is not None and quality is not None:
                low, high = figures.get("map_interval") or (quality, quality)
                points.append(Point(key, max(float(spent), _LEAST), quality, low, high))
        self.points.show_points(points, tr(_COSTS[cost]), tr("mAP, with its 95 % interval"))


class HubsView(QWidget):
    """How often images come up, whatever is searched for: one row a method and hub.

    Attributes:
        table: the hubs.
    """

    def __init__(self, choose: Callable[[int], None], name: Callable[[int], str], thumbnails: Thumbnails) -> None:
        """`choose` is called with an image, `name` tells how it is called, nothing where it cannot be shown."""
        super().__init__()
        self._name = name
        note = QLabel(
            tr(
                "A hub stands in many lists, whatever is searched for. The skew of how often images come "
                "up among the first ten is 0 where all come up equally often; above 1 there are hubs "
                "(Radovanović et al. 2010)."
            ),
            wordWrap=True,
        )
        note.setObjectName("muted")
        note.setContentsMargins(12, 8, 12, 8)
        self.table = CellTable(tr("Hubs of the methods"), lambda key: choose(key[1]), tr(NOTHING))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideLeft)
        PictureCells(self.table, 5, thumbnails, lambda key: key[1] if name(key[1]) else None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(note)
        layout.addWidget(self.table, 1)

    def show_report(self, report: Report | None) -> None:
        """Show another report."""
        heads = [
            Head(tr("Method"), number=False),
            Head(tr("skew"), tr("Skew of how often images come up")),
            Head(tr("never"), tr("Share of the images that come up in no list")),
            Head(tr("in lists"), tr("In so many lists the image stands")),
            Head(tr("share"), tr("Of all lists")),
            Head(tr("Image"), tr("Enter or a double click searches for it"), number=False),
        ]
        rows = []
        for key, figures in ({} if report is None else report["methods"]).items():
            known = figures.get("hubness")
            if not known:
                continue
            queries = max(len(report["asked"]["ids"]), 1)
            for image, lists in zip(known["hubs"], known["lists"], strict=True):
                cells = [
                    Cell(key, key),
                    Cell(f"{known['skew']:.2f}", known["skew"]),
                    Cell(f"{known['never']:.1%}", known["never"]),
                    Cell(number_text(lists), lists),
                    Cell(f"{lists / queries:.1%}", lists / queries),
                    Cell(self._name(image) or str(image), image),
                ]
                rows.append(((key, image), cells))
        self.table.show_rows(heads, rows)
