"""How long the program takes to show its window, from the start of its process; and a bare window of Qt, beside it."""

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.bench.gui_child import Report


def start(options: dict[str, Any], report: "Report") -> None:
    """Start the program as a person does, and close it once everything in its window is there."""
    from explorer.cli.main import run_command

    status = run_command([], open_window=lambda *_: _watched(options, report))
    assert status == 0, "the program ended badly"


def _watched(options: dict[str, Any], report: "Report") -> int:
    from PySide6.QtCore import QTimer

    from explorer.gui import app
    from explorer.gui.main_window import MainWindow

    class Watched(MainWindow):
        """The window, which notes when its first picture is painted, and when the rest of it is made."""

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            self.appeared.connect(self._note_first)

        def _note_first(self) -> None:
            report.add("start", _since(options))
            QTimer.singleShot(0, self._note_whole)  # after what the program does when the window has appeared

        def _note_whole(self) -> None:
            report.add("start-whole", _since(options))
            self.close()

    vars(app)["MainWindow"] = Watched
    return app.run_window(None)


def bare(options: dict[str, Any], report: "Report") -> None:
    """A window of Qt with nothing but one line of text, of the same size."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    painted: list[float] = []

    class Bare(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
            super().paintEvent(event)
            QTimer.singleShot(0, self._note)

        def _note(self) -> None:
            painted.append(_since(options))
            self.close()

    application = QApplication(["bare"])
    window = Bare()
    window.setCentralWidget(QLabel("A window", alignment=Qt.AlignmentFlag.AlignCenter))
    window.resize(1440, 900)
    window.show()
    application.exec()
    report.add("start-qt", painted[0])


def _since(options: dict[str, Any]) -> float:
    """Milliseconds since the process was asked for."""
    return 1000 * (time.time() - float(options["spawned"]))
