"""The small card with a thumbnail that follows the pointer over the map and the graph."""

from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt, SignalInstance
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

_THUMBNAIL = 132
_LINE = 190
"""Pixels that a line of text may take."""


class Thumbnails(Protocol):
    """Where pixmaps come from; `ready(id)` tells that one has arrived."""

    ready: SignalInstance

    def pixmap(self, image: int, size: int) -> QPixmap | None:
        """The thumbnail, or None while it is being made."""

    def is_missing(self, image: int) -> bool:
        """Whether there is no picture of the image."""


class HoverCard(QFrame):
    """A thumbnail over a few lines of text, inside its parent so that no window manager is asked."""

    def __init__(self, parent: QWidget, thumbnails: Thumbnails) -> None:
        super().__init__(parent)
        self.setObjectName("hoverCard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self._thumbnails = thumbnails
        self._image: int | None = None
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setFixedSize(QSize(_THUMBNAIL, _THUMBNAIL))
        self._text = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 5)
        layout.setSpacing(3)
        layout.addWidget(self._picture)
        layout.addWidget(self._text)
        thumbnails.ready.connect(self._arrived)
        self.hide()

    def show_image(self, image: int, lines: list[str], at: QPoint) -> None:
        """Show an image beside a point of the parent, on the side where there is room."""
        if image != self._image:
            self._image = image
            self._fill()
        elide = self.fontMetrics().elidedText
        self._text.setText("\n".join(elide(line, Qt.TextElideMode.ElideMiddle, _LINE) for line in lines))
        self.adjustSize()
        room = self.parentWidget().size()
        x = at.x() + 18 if at.x() + 18 + self.width() <= room.width() else at.x() - 18 - self.width()
        y = min(max(at.y() - self.height() // 2, 4), max(room.height() - self.height() - 4, 4))
        self.move(max(x, 4), y)
        self.show()
        self.raise_()

    def _arrived(self, image: int) -> None:
        if image == self._image and self.isVisible():
            self._fill()
            self.adjustSize()

    def _fill(self) -> None:
        """The picture; no room is kept for one that does not exist."""
        assert self._image is not None
        pixmap = self._thumbnails.pixmap(self._image, _THUMBNAIL)
        self._picture.setVisible(not self._thumbnails.is_missing(self._image))
        self._picture.setPixmap(pixmap if pixmap is not None else QPixmap())
