"""A strip of thumbnails under the viewer: where one is in the list, and a way to go elsewhere in it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui import theme
from explorer.gui.language import tr
from explorer.gui.thumbnails import Thumbnails

PICTURE = 48
CELL = PICTURE + 8


class FilmStrip(QWidget):
    """Shows the images around the current one, which stands in the middle, except near both ends of the list.

    Signals:
        chosen(int): the person wants the image at that position of the list.
    """

    chosen = Signal(int)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._images: Sequence[int] = ()
        self._title: Callable[[int], str] = str
        self._current = 0
        self.setFixedHeight(CELL + 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Images of the list"))
        thumbnails.ready.connect(self._thumbnail_ready)

    def show_list(self, images: Sequence[int], current: int, title: Callable[[int], str]) -> None:
        """Show another list, or another place in it; `title` names what has no picture."""
        self._images, self._current, self._title = images, current, title
        self.setAccessibleDescription(tr("{place} of {n}", place=current + 1, n=len(images)))
        self.update()

    def _left(self) -> int:
        """Where the first image of the list stands; no room is left free beside either end of the list."""
        spare = self.width() - len(self._images) * CELL
        if spare >= 0:
            return spare // 2
        return min(max((self.width() - CELL) // 2 - self._current * CELL, spare), 0)

    def _cell(self, position: int) -> QRectF:
        return QRectF(self._left() + position * CELL, 4, CELL, CELL)

    def _visible(self) -> range:
        left = self._left()
        return range(max(0, -left // CELL), min(len(self._images), (self.width() - left) // CELL + 1))

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
                self._draw_card(painter, cell.adjusted(6, 6, -6, -6), int(self._images[position]))
            else:
                size = pixmap.deviceIndependentSize()
                corner = cell.center() - QPointF(size.width() / 2, size.height() / 2)
                painter.drawPixmap(QPointF(corner.toPoint()), pixmap)
            if position == self._current:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(c.accent), 2))
                painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 6, 6)

    def _draw_card(self, painter: QPainter, card: QRectF, image: int) -> None:
        """Empty while the picture is loading; with the name where there is none."""
        c = theme.colours()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(c.tile))
        painter.drawRoundedRect(card, 4, 4)
        if self._thumbnails.is_missing(image):
            painter.setPen(QColor(c.text))
            text = painter.fontMetrics().elidedText(
                self._title(image), Qt.TextElideMode.ElideRight, int(card.width()) - 4
            )
            painter.drawText(card, Qt.AlignmentFlag.AlignCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the image under the pointer."""
        position = int((event.position().x() - self._left()) // CELL)
        if event.button() == Qt.MouseButton.LeftButton and 0 <= position < len(self._images):
            self.chosen.emit(position)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel goes through the list."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        position = self._current + (-1 if turned > 0 else 1)
        if turned and 0 <= position < len(self._images):
            self.chosen.emit(position)
        event.accept()
