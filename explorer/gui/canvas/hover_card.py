"""The small card with a thumbnail that follows the pointer over the map and the graph."""

from typing import Protocol

from PySide6.QtCore import QPoint, QSize, Qt, SignalInstance
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

_THUMBNAIL = 132


class Thumbnails(Protocol):
    """Where pixmaps come from; `ready(id)` tells that one has arrived."""

    ready: SignalInstance

    def pixmap(self, image_id: int, size: int) -> QPixmap | None:
        """The thumbnail, or None while it is being made."""


class HoverCard(QFrame):
    """A thumbnail with one line of text, inside its parent so that no window manager is asked."""

    def __init__(self, parent: QWidget, thumbnails: Thumbnails) -> None:
        super().__init__(parent)
        self.setObjectName("hoverCard")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._thumbnails = thumbnails
        self._image_id = -1
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._picture.setFixedSize(QSize(_THUMBNAIL, _THUMBNAIL))
        self._text = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._text.setMaximumWidth(_THUMBNAIL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 4)
        layout.setSpacing(3)
        layout.addWidget(self._picture)
        layout.addWidget(self._text)
        thumbnails.ready.connect(self._fill)
        self.hide()

    def show_image(self, image_id: int, text: str, at: QPoint) -> None:
        """Show an image beside a point of the parent, on the side where there is room."""
        if image_id != self._image_id:
            self._image_id = image_id
            self._picture.clear()
            self._text.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _THUMBNAIL))
            self._fill(image_id)
        self.adjustSize()
        room = self.parentWidget().size()
        x = at.x() + 16 if at.x() + 16 + self.width() <= room.width() else at.x() - 16 - self.width()
        y = min(max(at.y() - self.height() // 2, 4), max(room.height() - self.height() - 4, 4))
        self.move(max(x, 4), y)
        self.show()
        self.raise_()

    def _fill(self, image_id: int) -> None:
        if image_id != self._image_id:
            return
        pixmap = self._thumbnails.pixmap(image_id, _THUMBNAIL)
        if pixmap is not None:
            ratio = self.devicePixelRatioF()
            scaled = pixmap.scaled(
                QSize(_THUMBNAIL, _THUMBNAIL) * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            scaled.setDevicePixelRatio(ratio)
            self._picture.setPixmap(scaled)
