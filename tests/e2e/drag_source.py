"""A program of its own with one label that can be dragged: `drag_source.py FILE` offers that file."""

import sys

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    def mousePressEvent(self, event):
        self.pressed = event.position()

    def mouseMoveEvent(self, event):
        if (event.position() - self.pressed).manhattanLength() < QApplication.startDragDistance():
            return
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag = QDrag(self)
        drag.setMimeData(data)
        print("dropped", drag.exec(Qt.DropAction.CopyAction) == Qt.DropAction.CopyAction, flush=True)


application = QApplication([])
label = Source("Drag me")
label.setWindowFlag(Qt.WindowType.FramelessWindowHint)
label.setGeometry(0, 0, 150, 150)
label.show()
label.raise_()
print("ready", label.mapToGlobal(QPoint(75, 75)).toTuple(), flush=True)
application.exec()
