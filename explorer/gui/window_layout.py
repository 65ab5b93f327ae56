"""Where the window and its docks stand: remembered, restored, and put back as they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from explorer.gui.settings import Settings

if TYPE_CHECKING:
    from explorer.gui.panels import Panels

PANEL_WIDTH = 430
_STATE = 2
"""Raised when there are docks that an older layout does not know: it would hide them for ever."""
VISIBLE_PART = 60
"""So many logical pixels of the title bar must lie on a screen, or the window cannot be grasped."""


class WindowLayout:
    """Lays the window out."""

    def __init__(self, window: QMainWindow, panels: Panels, settings: Settings) -> None:
        self._window = window
        self._panels = panels
        self._settings = settings
        self._before_full_screen: QByteArray | None = None

    def show_docks(self) -> None:
        """Lay the panels out as they were left, or half and half."""
        layout = self._settings.layout()
        if layout is None or not self.restore(layout[1], _STATE):
            self._halve()

    def restore(self, state: QByteArray, version: int = 0) -> bool:
        """Lay the docks out as they once were; those that have nothing to show stay hidden. False where that fails."""
        self._panels.take_out()
        restored = self._window.restoreState(state, version)
        if restored:
            self._panels.complete()
        else:
            self._panels.arrange()
        return restored

    def make_room(self, width: int) -> None:
        """Take width from the panels, as far as they can give it, so that the middle has so much."""
        docks = [dock for dock in self._panels.docks if dock.isVisible() and not dock.isFloating()]
        missing = width - self._window.centralWidget().width()
        if docks and missing > 0:
            self._window.resizeDocks(docks[:1], [max(1, docks[0].width() - missing)], Qt.Orientation.Horizontal)

    def reset_docks(self) -> None:
        """Put the panels back where they were at the very first start."""
        self._panels.arrange()
        self._halve()

    def set_full_screen(self, full: bool, *, bare: bool = False) -> None:
        """Use the whole screen or no longer; with `bare` for the middle of the window alone."""
        window = self._window
        if full == window.isFullScreen():
            return
        bars = (window.menuBar(), window.statusBar())
        if full:
            self._before_full_screen = window.saveState()
            if bare:
                self._panels.show_docks(visible=False)
            for bar in bars:
                bar.setVisible(not bare)
            window.showFullScreen()
        else:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
            for bar in bars:
                bar.show()
            if self._before_full_screen is not None:
                self.restore(self._before_full_screen)

    def remember(self) -> None:
        """Keep places and sizes for the next start."""
        self.set_full_screen(False)
        self._settings.set_layout(self._window.saveGeometry(), self._window.saveState(_STATE))

    def _halve(self) -> None:
        panels, window = self._panels, self._window
        for dock in panels.docks:
            dock.setFloating(False)
        panels.show_docks(visible=True)
        panels.graph_dock.raise_()
        self._share_out()
        QTimer.singleShot(0, window, self._share_out)  # docks that were made just now have no size before

    def _share_out(self) -> None:
        panels, window = self._panels, self._window
        window.resizeDocks([panels.map_dock], [PANEL_WIDTH], Qt.Orientation.Horizontal)
        upper, lower = [panels.map_dock, panels.graph_dock], [window.height() // 2] * 2
        window.resizeDocks(upper, lower, Qt.Orientation.Vertical)


def restore_geometry(window: QMainWindow, settings: Settings) -> None:
    """Give a window its last place, on a screen that is there."""
    layout = settings.layout()
    if layout is not None:
        window.restoreGeometry(layout[0])
        _bring_on_screen(window)


def _bring_on_screen(window: QMainWindow) -> None:
    """Qt moves a window off a screen that is gone in most cases, not in all: what is left is mended here."""
    frame = window.frameGeometry()
    bar = QRect(frame.x(), frame.y(), frame.width(), VISIBLE_PART)
    for screen in QGuiApplication.screens():
        seen = screen.availableGeometry().intersected(bar)
        if seen.width() >= VISIBLE_PART and seen.height() >= VISIBLE_PART // 2:
            return
    primary = QGuiApplication.primaryScreen().availableGeometry()
    window.resize(frame.size().boundedTo(primary.size()))
    window.move(primary.center() - window.rect().center())
