"""The program, which says where its window is and what it is asked for: `watched_window.py FOLDER`."""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication

from explorer.gui import app
from explorer.gui.main_window import MainWindow

said = []


def say(*words):
    if words not in said:
        said.append(words)
        print(*words, flush=True)


def look():
    for window in QApplication.topLevelWidgets():
        if not isinstance(window, MainWindow) or not window.is_whole:
            continue
        if not said:
            window.setGeometry(200, 0, 1000, 700)
        if window.comparison.methods and len(window.session.catalogue):
            say("ready", window.mapToGlobal(QPoint(400, 400)).toTuple())
        if window.comparison.query is not None and window.comparison.complete():
            say("answered", window.comparison.query.terms[0].value)
            window.close()
            QApplication.quit()


timer = QTimer()
timer.timeout.connect(look)
QTimer.singleShot(0, lambda: timer.start(50))
sys.exit(app.run_window(Path(sys.argv[1])))
