"""Starts the window."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from explorer.gui import language
from explorer.gui.crash import CrashLog
from explorer.gui.ending import Ending
from explorer.gui.main_window import MainWindow
from explorer.gui.settings import Settings
from explorer.gui.theme import Theme
from explorer.workspace import places

if TYPE_CHECKING:
    from explorer.gui.engine import Client
    from explorer.protocol.messages import Message

SWITCH_SECONDS = 0.001
"""How long a thread that loads thumbnails may keep the interpreter while the GUI thread waits for it."""


def run_window(path: Path | None, *, screenshot: Path | None = None) -> int:
    """Open the window and stay until it is closed.

    Args:
        path: folder, feature file or workspace to open; None for the welcome page.
        screenshot: open `path`, compare the methods for one query, print the comparison, save a picture of the window
            here and end.

    Returns:
        The exit status: 0 success, 1 our own fault, 2 bad input.
    """
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("retrieval-explorer")
    application.setApplicationDisplayName("Retrieval Explorer")
    application.setDesktopFileName("retrieval-explorer")
    crashes = CrashLog(places.log_dir())
    crashes.begin()
    sys.setswitchinterval(SWITCH_SECONDS)
    ending = Ending(application)
    try:
        return _run(application, path, screenshot, crashes)
    finally:
        ending.stop()
        crashes.end()


def _run(application: QApplication, path: Path | None, screenshot: Path | None, crashes: CrashLog) -> int:
    settings = Settings()
    language.install(application, language.chosen(settings.language))
    window = MainWindow(settings, Theme(application, settings.theme), connect)
    if screenshot is None:
        window.appeared.connect(lambda: _start(window, settings, crashes, path))
        window.show()
        return application.exec()
    from explorer.gui.screenshot import Screenshot

    _build(window, settings, crashes)
    shot = Screenshot(window, screenshot)
    window.appeared.connect(lambda: shot.start(path))
    window.show()
    application.exec()
    window.close()
    return shot.status


def connect(on_event: Callable[[Message], None]) -> Client:
    """Start the engine without a collection."""
    from explorer.engine.client import EngineClient

    return EngineClient(on_event)


def _build(window: MainWindow, settings: Settings, crashes: CrashLog) -> None:
    crashes.look_back()
    settings.export()
    window.build()
    crashes.tell(window.pages.tell_error)


def _start(window: MainWindow, settings: Settings, crashes: CrashLog, path: Path | None) -> None:
    """Make the window whole, begin the slow things, then tell what the person should know of the run before."""
    _build(window, settings, crashes)
    window.start(path)
    settings.unkept.connect(partial(window.workbench.messages.show_message, "warning"))
    if settings.damage:
        window.workbench.messages.show_message("warning", settings.damage)
    window.pages.offer_tour()
    window.pages.offer_report(crashes)
