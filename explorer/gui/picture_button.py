"""A small picture of an image that is a button: to be pointed at, chosen, viewed, and to have the menu of images."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from explorer.gui import theme
from explorer.gui.canvas import marks
from explorer.gui.thumbnails import Thumbnails
from explorer.protocol.ids import NO_IMAGE

MARGIN = 3
"""Room around the picture for the frame."""


class PictureButton(QAbstractButton):
    """A thumbnail with a few letters below it.

    Signals:
        hovered(int): the pointer has come to the image; -1 when it leaves.
        viewed(int): Space was pressed: show it large.
        menu_wanted(int, QPoint): right click or menu key, and where on the screen.

    Attributes:
        image: id; -1 for a query that is no image of the collection.
    """

    hovered = Signal(int)
    viewed = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, image: int, side: int, thumbnails: Thumbnails, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = image
        self._side = side
        self._thumbnails = thumbnails
        self._caption = ""
        self._frame: QColor | None = None
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        thumbnails.ready.connect(self._arrived)

    @property
    def caption(self) -> str:
        """What stands below the picture."""
        return self._caption

    def set_caption(self, caption: str) -> None:
        """Write a few letters below the picture."""
        self._caption = caption
        self.updateGeometry()
        self.update()

    def set_frame(self, colour: QColor | None) -> None:
        """Frame the picture in a colour."""
        self._frame = colour
        self.update()

    def _arrived(self, image: int) -> None:
        if image == self.image:
            self.update()

    # Qt's own

    def sizeHint(self) -> QSize:
        """The picture, its frame and the line below."""
        below = self.fontMetrics().height() if self._caption else 0
        width = max(self._side, self.fontMetrics().horizontalAdvance(self._caption)) + 2 * MARGIN
        return QSize(width, self._side + below + 2 * MARGIN)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture, frame, caption."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme.colours()
        cell = QRectF((self.width() - self._side) / 2, MARGIN, self._side, self._side)
        place = self._draw_picture(painter, cell)
        colour = QColor(c.accent) if self.hasFocus() or self.underMouse() else self._frame
        if colour is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 2.2))
            painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 4, 4)
        if self._caption:
            painter.setPen(QColor(c.text))
            below = QRectF(0, cell.bottom() + 1, self.width(), self.height() - cell.bottom() - 1)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, self._caption)

    def _draw_picture(self, painter: QPainter, cell: QRectF) -> QRectF:
        """The thumbnail, or what stands for it; tells where."""
        pixmap = self._thumbnails.pixmap(self.image, self._side)
        if pixmap is not None:
            place = QRectF(QPointF(), pixmap.deviceIndependentSize())
            place.moveCenter(cell.center())
            painter.drawPixmap(place.topLeft().toPoint(), pixmap)
            return place
        c = theme.colours()
        place = cell.adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(c.border), 1))
        painter.setBrush(QColor(c.tile))
        painter.drawRoundedRect(place, 4, 4)
        if self.image == NO_IMAGE:
            marks.draw_star(painter, place.center(), self._side / 2)
        elif self._thumbnails.is_missing(self.image):
            painter.setPen(QColor(c.muted))
            title = self.accessibleName().split(" · ")[0]
            wrap = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere
            painter.drawText(place.adjusted(2, 2, -2, -2), wrap, title[:12])
        return place

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the image is pointed at."""
        super().enterEvent(event)
        self.hovered.emit(self.image)

    def leaveEvent(self, event: QEvent) -> None:
        """It is not pointed at any more."""
        super().leaveEvent(event)
        self.hovered.emit(NO_IMAGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Space shows the image large."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space and self.image != NO_IMAGE:
            self.viewed.emit(self.image)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the image."""
        if self.image != NO_IMAGE:
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            place = self.mapToGlobal(self.rect().center()) if by_key else event.globalPos()
            self.menu_wanted.emit(self.image, place)
