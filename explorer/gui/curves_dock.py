"""The dock of the curves, which is filled when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow

from explorer.gui.asking import PREPARING_MS
from explorer.gui.language import mark_text
from explorer.gui.lazy_dock import LazyDock
from explorer.protocol.messages import Message

if TYPE_CHECKING:
    from explorer.gui.curves_panel import CurvesPanel
    from explorer.gui.further import Parts
    from explorer.gui.state import Question


class CurvesDock(LazyDock):
    """Has the curves follow the columns while they are visible.

    Attributes:
        panel: the curves; None until they were first visible.
    """

    module = "explorer.gui.curves_panel"

    def __init__(self, window: QMainWindow, parts: Parts) -> None:
        super().__init__(mark_text("Curves"), window, parts.background)
        self._parts = parts
        self._asked: Question | None = None
        self._request: int | None = None
        self.panel: CurvesPanel | None = None
        parts.comparison.columns_changed.connect(self.follow)
        parts.comparison.column_changed.connect(lambda _: self.follow())
        parts.columns.focus_changed.connect(lambda _: self.follow())

    def make_panel(self) -> CurvesPanel:
        """See `LazyDock`."""
        from explorer.gui.curves_panel import CurvesPanel

        parts = self._parts
        self.panel = CurvesPanel(parts.thumbnails, self._describe)
        self.panel.kind_changed.connect(self.follow)
        self.panel.slopes.hovered.connect(parts.panels.hovered)
        self.panel.slopes.chosen.connect(parts.panels.explained)
        self.panel.scores.cut.connect(lambda least: parts.comparison.set_least(parts.columns.focus, least))
        return self.panel

    def _describe(self, image: int) -> str:
        return self._parts.session.catalogue.describe(image)

    def show_now(self) -> None:
        """See `LazyDock`."""
        assert self.panel is not None
        comparison = self._parts.comparison
        columns = comparison.columns
        results = [(comparison.title(column), column.result) for column in columns]
        focused = comparison.column(self._parts.columns.focus)
        focus = columns.index(focused) if focused is not None else None
        self.panel.show_results(results, columns.index(comparison.reference), focus)
        self._follow_scores()

    def _follow_scores(self) -> None:
        """Ask how the scores of the column in focus are spread, where that is looked at and not known."""
        assert self.panel is not None
        column, engine = self._parts.comparison.column(self._parts.columns.focus), self._parts.session.engine
        if column is None or column.result is None or engine is None or self.panel.kind.value != "histogram":
            return
        question = self._parts.comparison.question(column)
        if question is None or column.status != "idle":
            return
        if question == self._asked:
            if self.panel.scores.spread is not None:
                self.panel.scores.show_spread(
                    self.panel.scores.spread, column.least, self._parts.comparison.title(column)
                )
            return
        self._asked = question
        self._request = engine.request("histogram", self._spread, self._no_spread, **question.payload())

    def _spread(self, message: Message) -> None:
        column = self._parts.comparison.column(self._parts.columns.focus)
        if message["id"] != self._request or self.panel is None or column is None:
            return
        from explorer.gui.score_plot import Spread

        relevant = message["relevant"]
        spread = Spread(
            tuple(message["edges"]), tuple(message["counts"]), None if relevant is None else tuple(relevant)
        )
        self.panel.scores.show_spread(spread, column.least, self._parts.comparison.title(column))

    def _no_spread(self, message: Message) -> None:
        """It is being prepared; another fault is told where the list would be."""
        if message["id"] == self._request:
            self._asked = None
            if message.get("preparing"):
                QTimer.singleShot(PREPARING_MS, self, self.follow)
