"""A strip of thumbnails under the viewer: where one is in the list, and a way to go elsewhere in it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui import theme
from explorer.gui.thumbnails import Thumbnails

PICTURE = 48
CELL = PICTURE + 8


class FilmStrip(QWidget):
    """Shows the images around the current one, which stands in the middle.

    Signals:
        chosen(int): the person wants the image at that position of the list.
    """

    chosen = Signal(int)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._images: Sequence[int] = ()
        self._current = 0
        self.setFixedHeight(CELL + 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Images of the list")
        thumbnails.ready.connect(self._thumbnail_ready)

    def show_list(self, images: Sequence[int], current: int) -> None:
        """Show another list, or another place in it."""
        self._images, self._current = images, current
        self.setAccessibleDescription(f"{current + 1} of {len(images)}")
        self.update()

    def _cell(self, position: int) -> QRectF:
        middle = (self.width() - CELL) / 2
        return QRectF(round(middle + (position - self._current) * CELL), 4, CELL, CELL)

    def _visible(self) -> range:
        around = int(self.width() / CELL / 2) + 1
        return range(max(0, self._current - around), min(len(self._images), self._current + around + 1))

    def _thumbnail_ready(self, _image: int) -> None:
        if self.isVisible():
            self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(6 * CELL, CELL + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row, newest wish last, so that what is nearest to the middle loads first."""
        c = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for position in sorted(self._visible(), key=lambda place: -abs(place - self._current)):
            cell = self._cell(position)
            pixmap = self._thumbnails.pixmap(int(self._images[position]), PICTURE)
            if pixmap is None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(c.tile))
                painter.drawRoundedRect(cell.adjusted(6, 6, -6, -6), 4, 4)
            else:
                size = pixmap.deviceIndependentSize()
                corner = cell.center() - QPointF(size.width() / 2, size.height() / 2)
                painter.drawPixmap(QPointF(corner.toPoint()), pixmap)
            if position == self._current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(c.accent), 2))
                painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the image under the pointer."""
        position = self._current + int((event.position().x() - (self.width() - CELL) / 2) // CELL)
        if event.button() == Qt.MouseButton.LeftButton and 0 <= position < len(self._images):
            self.chosen.emit(position)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel goes through the list."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        position = self._current + (-1 if turned > 0 else 1)
        if turned and 0 <= position < len(self._images):
            self.chosen.emit(position)
        event.accept()
