"""A dock whose panel is imported and built when it is first looked at."""

import importlib
import logging

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QLabel, QMainWindow, QWidget

from explorer.gui.background import Background
from explorer.gui.language import tr

log = logging.getLogger(__name__)

SETTLE_MS = 150
"""What is shown waits for so long: many changes are drawn once, and after what the person waits for."""


class LazyDock(QDockWidget):
    """Importing the plotting library takes half a second, so that it waits until somebody wants to see a plot."""

    module: str
    """Where the panel is defined."""
    is_of_use = True
    """Whether there is anything to show; where not, it stays hidden until somebody asks for it."""

    def __init__(self, title: str, window: QMainWindow, background: Background) -> None:
        """`title` in English: layouts know the dock by it, in whatever language they were saved."""
        super().__init__(tr(title), window)
        self.setObjectName(title.lower())
        self._background = background
        self._loading = self._built = False
        waiting = QLabel(tr("Preparing…"), alignment=Qt.AlignmentFlag.AlignCenter)
        waiting.setObjectName("muted")
        self.setWidget(waiting)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self.show_now)
        self.visibilityChanged.connect(self._visible)

    def make_panel(self) -> QWidget:
        """Build the panel; its module is imported already."""
        raise NotImplementedError

    def show_now(self) -> None:
        """Bring the panel up to date; it is there."""
        raise NotImplementedError

    def follow(self) -> None:
        """Something has changed: show it soon, where the panel is looked at."""
        if self._built and self.isVisible() and not self._settled.isActive():
            self._settled.start()

    def _visible(self, visible: bool) -> None:
        if visible and not self._built and not self._loading:
            self._loading = True
            self._background.run(lambda: importlib.import_module(self.module), lambda _: self._build(), log.error)
        self.follow()

    def _build(self) -> None:
        waiting = self.widget()
        self.setWidget(self.make_panel())
        waiting.deleteLater()
        self._built = True
        self.show_now()
