"""A page of the window that is imported and built when it is first shown."""

import importlib
import logging
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.gui.background import Background
from explorer.gui.language import tr

log = logging.getLogger(__name__)


class LazyPage(QWidget):
    """Importing the plotting library takes half a second, so that it waits until somebody wants to see the page.

    Signals:
        filled(): the page is there.

    Attributes:
        page: what it holds; None until then.
    """

    filled = Signal()

    def __init__(self, module: str, make: Callable[[], QWidget], background: Background) -> None:
        """`make` builds the page once `module` is imported."""
        super().__init__()
        self._module, self._make, self._background = module, make, background
        self._loading = False
        self.page: QWidget | None = None
        self._waiting = QLabel(tr("Preparing…"), alignment=Qt.AlignmentFlag.AlignCenter)
        self._waiting.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._waiting)

    def load(self) -> None:
        """Import and build it, if nobody has yet."""
        if not self._loading:
            self._loading = True
            self._background.run(lambda: importlib.import_module(self._module), lambda _: self._fill(), log.error)

    def _fill(self) -> None:
        self.page = self._make()
        self.layout().replaceWidget(self._waiting, self.page)
        self._waiting.deleteLater()
        self.filled.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with it."""
        super().showEvent(event)
        self.load()
