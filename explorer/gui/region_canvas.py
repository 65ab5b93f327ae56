"""A picture on which a rectangle is drawn, moved and resized, with mouse and keyboard."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.gui import theme
from explorer.gui.chips import region_rect
from explorer.gui.language import tr
from explorer.gui.region_shape import FIRST, Grip, Point, drawn, grip_at, moved, percent_text, resized
from explorer.protocol.query import Region

REACH = 8
"""So many pixels beside an edge the mouse still takes hold of it."""
HANDLE = 9
STEP = 0.01
"""How far an arrow key moves."""
SETTLE_MS = 250
"""The search follows the keyboard when it rests for so long."""
_CLICK = 4
"""A press that moves less far is a click."""

_CURSORS = {
    "new": Qt.CursorShape.CrossCursor, "move": Qt.CursorShape.SizeAllCursor,
    "n": Qt.CursorShape.SizeVerCursor, "s": Qt.CursorShape.SizeVerCursor,
    "w": Qt.CursorShape.SizeHorCursor, "e": Qt.CursorShape.SizeHorCursor,
    "nw": Qt.CursorShape.SizeFDiagCursor, "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor, "sw": Qt.CursorShape.SizeBDiagCursor,
}  # fmt: skip
_ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0.0), Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP), Qt.Key.Key_Down: (0.0, STEP),
}  # fmt: skip


class RegionCanvas(QWidget):
    """Shows a picture and the region on it.

    Signals:
        changed(object): the region is another one while it is being drawn.
        settled(object): the region that the person means; None for the whole image.
    """

    changed = Signal(object)
    settled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Picture with a region"))
        self.region: Region | None = None
        self._picture: QImage | None = None
        self._scaled: QPixmap | None = None
        self._text = ""
        self._told: Region | None = None
        self._press: tuple[Grip, QPointF, Region | None] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SETTLE_MS)
        self._rest.timeout.connect(self._settle)

    @property
    def is_drawing(self) -> bool:
        """Whether the person holds the region, or pauses between two keys."""
        return self._press is not None or self._rest.isActive()

    def show_picture(self, picture: QImage | None, text: str = "") -> None:
        """Show another picture, or a text where there is none."""
        self._picture, self._scaled, self._text = picture, None, text
        self._press = None
        self._rest.stop()
        self.update()

    def set_region(self, region: Region | None) -> None:
        """Show this region; nothing is told."""
        self._told = region
        self._change(region)

    def clear(self) -> None:
        """Take the whole image."""
        self._change(None)
        self._settle()

    def place(self) -> QRectF:
        """Where the picture is drawn."""
        area = QRectF(self.rect()).adjusted(HANDLE, HANDLE, -HANDLE, -HANDLE)
        if self._picture is None:
            return area
        size = self._picture.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(area.center())
        place.moveTopLeft(QPointF(place.topLeft().toPoint()))
        return place

    def _change(self, region: Region | None) -> None:
        if region != self.region:
            self.region = region
            self.setAccessibleDescription(
                tr("{percent_text}. Arrow keys move, with Shift they resize.", percent_text=percent_text(region))
            )
            self.changed.emit(region)
            self.update()

    def _settle(self) -> None:
        self._rest.stop()
        if self.region != self._told:
            self._told = self.region
            self.settled.emit(self.region)

    def _fraction(self, position: QPointF) -> Point:
        place = self.place()
        return (position.x() - place.left()) / place.width(), (position.y() - place.top()) / place.height()

    def _grip(self, position: QPointF) -> Grip:
        place = self.place()
        return grip_at(self.region, self._fraction(position), (REACH / place.width(), REACH / place.height()))

    # Qt's own

    def sizeHint(self) -> QSize:
        """A view of middle size."""
        return QSize(320, 260)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the region, or begin another."""
        if event.button() == Qt.MouseButton.LeftButton and self._picture is not None:
            self._press = (self._grip(event.position()), event.position(), self.region)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, move or resize."""
        if self._press is None:
            self.setCursor(_CURSORS[self._grip(event.position())])
            return
        grip, start, before = self._press
        (x, y), (from_x, from_y) = self._fraction(event.position()), self._fraction(start)
        if grip == "new" or before is None:
            if (event.position() - start).manhattanLength() >= _CLICK:
                self._change(drawn((from_x, from_y), (x, y)))
        elif grip == "move":
            self._change(moved(before, x - from_x, y - from_y))
        else:
            self._change(resized(before, grip, x - from_x, y - from_y))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Search for what was drawn."""
        if event.button() == Qt.MouseButton.LeftButton and self._press is not None:
            self._press = None
            self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, with Shift they resize; Delete takes the whole image."""
        key, keys = Qt.Key(event.key()), event.modifiers()
        plain = not keys & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        if self._picture is None or not plain:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self._step(*_ARROWS[key], resize=bool(keys & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.region is None:
            self._step(0, 0, resize=False)
        else:
            super().keyPressEvent(event)

    def _step(self, dx: float, dy: float, *, resize: bool) -> None:
        if self.region is None:
            self._change(FIRST)
        else:
            self._change(resized(self.region, "se", dx, dy) if resize else moved(self.region, dx, dy))
        self._rest.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, dimmed outside the region."""
        painter = QPainter(self)
        c = theme.colours()
        place = self.place()
        if self._picture is None:
            painter.setPen(QColor(c.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place, flags, self._text)
            return
        painter.drawPixmap(place.topLeft(), self._pixmap(place.size().toSize()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.region is not None:
            self._draw_region(painter, place, region_rect(self.region, place))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 1.5))
            painter.drawRect(place.adjusted(-2, -2, 2, 2))

    def _draw_region(self, painter: QPainter, place: QRectF, part: QRectF) -> None:
        veil = QPainterPath()
        veil.addRect(place)
        veil.addRect(part)
        painter.fillPath(veil, QColor(0, 0, 0, 130))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(0, 0, 0, 160), 3.5), (QColor(255, 255, 255), 1.8)):
            painter.setPen(QPen(colour, width))
            painter.drawRect(part)
        painter.setPen(QPen(QColor(0, 0, 0, 160), 1))
        painter.setBrush(QColor(255, 255, 255))
        middle = part.center()
        for x in (part.left(), middle.x(), part.right()):
            for y in (part.top(), middle.y(), part.bottom()):
                if (x, y) != (middle.x(), middle.y()):
                    painter.drawRect(QRectF(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE))

    def _pixmap(self, size: QSize) -> QPixmap:
        """The picture in the size in which it is drawn, kept until that changes."""
        assert self._picture is not None
        ratio = self.devicePixelRatioF()
        wanted = size * ratio
        if self._scaled is None or self._scaled.size() != wanted:
            mode = Qt.TransformationMode.SmoothTransformation
            self._scaled = QPixmap.fromImage(self._picture.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, mode))
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled
