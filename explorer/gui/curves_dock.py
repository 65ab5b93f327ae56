"""The dock of the curves, which is filled when it is first looked at."""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow

from explorer.gui.background import Background
from explorer.gui.comparison import Comparison

if TYPE_CHECKING:
    from explorer.gui.curves_panel import CurvesPanel

log = logging.getLogger(__name__)

_PANEL = "explorer.gui.curves_panel"
SETTLE_MS = 150
"""Curves are drawn after the columns, and once for many changes of a slider."""


class CurvesDock(QDockWidget):
    """Has the curves follow the columns while they are visible.

    Importing the plotting library takes half a second, so that it waits until somebody wants to see curves.

    Attributes:
        panel: the curves; None until they were first visible.
    """

    def __init__(self, window: QMainWindow, comparison: Comparison, background: Background) -> None:
        super().__init__("Curves", window)
        self.setObjectName("curves")
        self._comparison = comparison
        self._background = background
        self._loading = False
        self.panel: CurvesPanel | None = None
        waiting = QLabel("Preparing…", alignment=Qt.AlignmentFlag.AlignCenter)
        waiting.setObjectName("muted")
        self.setWidget(waiting)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self._show)
        self.visibilityChanged.connect(self._visible)
        comparison.columns_changed.connect(self._follow)
        comparison.column_changed.connect(lambda _: self._follow())

    def _visible(self, visible: bool) -> None:
        if visible and self.panel is None and not self._loading:
            self._loading = True
            self._background.run(lambda: importlib.import_module(_PANEL), lambda _: self._build(), log.error)
        self._follow()

    def _build(self) -> None:
        from explorer.gui.curves_panel import CurvesPanel

        self.panel = CurvesPanel()
        waiting = self.widget()
        self.setWidget(self.panel)
        waiting.deleteLater()
        self._show()

    def _follow(self) -> None:
        if self.panel is not None and self.isVisible():
            self._settled.start()

    def _show(self) -> None:
        if self.panel is None:
            return
        columns = self._comparison.columns
        names = [self._name(place) for place in range(len(columns))]
        results = [(name, column.result) for name, column in zip(names, columns, strict=True)]
        self.panel.show_results(results, columns.index(self._comparison.reference))

    def _name(self, place: int) -> str:
        """What a column is called: its method, written out where another column has the same."""
        columns = self._comparison.columns
        column = columns[place]
        same = [other for other in columns if other.pipeline.ranker.name == column.pipeline.ranker.name]
        spec = self._comparison.spec(column)
        if spec is not None and len(same) == 1 and len(column.pipeline.stages) == 1:
            return spec.title
        return f"{column.encoder}: {column.pipeline}" if column.encoder else str(column.pipeline)
