"""The dock of the curves, which is filled when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from explorer.gui.background import Background
from explorer.gui.comparison import Comparison
from explorer.gui.lazy_dock import LazyDock

if TYPE_CHECKING:
    from explorer.gui.curves_panel import CurvesPanel


class CurvesDock(LazyDock):
    """Has the curves follow the columns while they are visible.

    Attributes:
        panel: the curves; None until they were first visible.
    """

    module = "explorer.gui.curves_panel"

    def __init__(self, window: QMainWindow, comparison: Comparison, background: Background) -> None:
        super().__init__("Curves", window, background)
        self._comparison = comparison
        self.panel: CurvesPanel | None = None
        comparison.columns_changed.connect(self.follow)
        comparison.column_changed.connect(lambda _: self.follow())

    def make_panel(self) -> CurvesPanel:
        """See `LazyDock`."""
        from explorer.gui.curves_panel import CurvesPanel

        self.panel = CurvesPanel()
        return self.panel

    def show_now(self) -> None:
        """See `LazyDock`."""
        assert self.panel is not None
        columns = self._comparison.columns
        names = [self._comparison.title(column) for column in columns]
        results = [(name, column.result) for name, column in zip(names, columns, strict=True)]
        self.panel.show_results(results, columns.index(self._comparison.reference))
