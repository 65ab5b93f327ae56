"""Starts the window."""

import faulthandler
import logging
import signal
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from explorer.engine.client import EngineClient
from explorer.gui.engine import Client
from explorer.gui.main_window import MainWindow
from explorer.gui.settings import Settings
from explorer.gui.theme import Theme
from explorer.protocol.messages import Message
from explorer.workspace import places

SWITCH_SECONDS = 0.001
"""How long a thread that loads thumbnails may keep the interpreter while the GUI thread waits for it."""

log = logging.getLogger(__name__)


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
    _log_faults()
    sys.setswitchinterval(SWITCH_SECONDS)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends the program, and with it its children
    settings = Settings()
    window = MainWindow(settings, Theme(application, settings.theme), connect)
    window.show()
    if screenshot is None:
        QTimer.singleShot(0, lambda: window.start(path))
        return application.exec()
    from explorer.gui.screenshot import Screenshot

    shot = Screenshot(window, screenshot)
    QTimer.singleShot(0, lambda: shot.start(path))
    application.exec()
    window.close()
    return shot.status


def connect(on_event: Callable[[Message], None]) -> Client:
    """Start the engine without a collection."""
    return EngineClient(None, on_event)


def _log_faults() -> None:
    """Keep what goes wrong in the log folder: messages, uncaught errors, crashes of native code."""
    folder = places.log_dir()
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "window.log", maxBytes=2**20, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))
    sys.excepthook = _log_uncaught


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("Uncaught error", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)
