"""How long the program takes to show its window, from the start of its process."""

import time
from typing import TYPE_CHECKING, Any

from explorer.cli.main import run_command

if TYPE_CHECKING:
    from explorer.bench.gui_child import Report


def start(options: dict[str, Any], report: "Report") -> None:
    """Start the program as a person does, and close it once its window has been painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent

    from explorer.gui import app
    from explorer.gui.main_window import MainWindow

    painted: list[float] = []

    class Watched(MainWindow):
        """The window, which notes when it has been painted."""

        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
            """The window paints before what is in it; a call from the event loop comes after all of that."""
            super().paintEvent(event)
            if not painted:
                QTimer.singleShot(0, self._note)
                painted.append(0.0)

        def _note(self) -> None:
            painted[0] = time.time()
            self.close()

    vars(app)["MainWindow"] = Watched
    status = run_command([], open_window=lambda path, picture: app.run_window(path, screenshot=picture))
    assert status == 0, "the program ended badly"
    report.add("start", 1000 * (painted[0] - options["spawned"]))
