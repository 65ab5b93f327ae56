"""Two lists side by side with a line from each image in the one to the same image in the other."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.gui import theme
from explorer.gui.language import tr
from explorer.gui.slopes import Slope
from explorer.gui.thumbnails import Thumbnails
from explorer.protocol.ids import NO_IMAGE

SIDE = 26
"""Height of a place, with its picture."""
HEAD = 24
_PICTURE = 22
_NUMBER = 26
"""Width of the number of a place."""
_REACH = 7.0


class SlopeChart(QWidget):
    """The first k of both lists; images that only one of them holds so far up lead to the foot of the other.

    Signals:
        hovered(int): the image under the pointer, -1 when it leaves.
        chosen(int): the image was clicked or chosen by Enter.

    Attributes:
        slopes: what is drawn.
    """

    hovered = Signal(int)
    chosen = Signal(int)

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str]) -> None:
        super().__init__()
        self.slopes: list[Slope] = []
        self._thumbnails = thumbnails
        self._describe = describe
        self._titles = ("", "")
        self._k = 0
        self._marked = NO_IMAGE
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Slopes between two columns"))
        thumbnails.ready.connect(self._arrived)

    def show_slopes(self, slopes: list[Slope], titles: tuple[str, str], k: int) -> None:
        """Show other lists of k places, under these titles."""
        self.slopes, self._titles, self._k = slopes, titles, k
        self.setMinimumSize(200, HEAD + (k + 1) * SIDE + 6)
        self.setAccessibleDescription(
            tr("{left} at the left, {right} at the right, {n} images", left=titles[0], right=titles[1], n=len(slopes))
        )
        self.update()

    def mark(self, image: int) -> None:
        """Mark an image that is pointed at elsewhere; -1 for none."""
        if image != self._marked:
            self._marked = image
            self.update()

    def _ends(self, slope: Slope) -> tuple[QPointF, QPointF]:
        left, right = _NUMBER + SIDE + 4, self.width() - _NUMBER - SIDE - 4
        return QPointF(left, self._height(slope.before)), QPointF(right, self._height(slope.after))

    def _height(self, rank: int | None) -> float:
        """The middle of a place; all that lie further down share the foot."""
        place = self._k + 1 if rank is None or rank > self._k else rank
        return HEAD + (place - 0.5) * SIDE

    def _at(self, at: QPointF) -> Slope | None:
        """What lies under a point: a picture at either side, else the nearest line."""
        side = self._side(at)
        if side is not None:
            for slope in self.slopes:
                rank = slope.before if side == 0 else slope.after
                if rank is not None and rank <= self._k and abs(self._height(rank) - at.y()) <= SIDE / 2:
                    return slope
            return None
        found = [(abs(self._line_height(slope, at.x()) - at.y()), number) for number, slope in enumerate(self.slopes)]
        nearest = min(found, default=(_REACH + 1, 0))
        return self.slopes[nearest[1]] if nearest[0] <= _REACH else None

    def _side(self, at: QPointF) -> int | None:
        edge = _NUMBER + SIDE
        return 0 if at.x() < edge else 1 if at.x() > self.width() - edge else None

    def _line_height(self, slope: Slope, x: float) -> float:
        a, b = self._ends(slope)
        share = (x - a.x()) / max(b.x() - a.x(), 1)
        return a.y() + share * (b.y() - a.y())

    def _arrived(self, image: int) -> None:
        if self.isVisible() and any(slope.image == image for slope in self.slopes):
            self.update()

    # Drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Titles, lines, then the pictures over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme.colours()
        painter.fillRect(self.rect(), QColor(c.surface))
        if not self.slopes:
            return
        self._draw_titles(painter)
        for slope in self.slopes:
            if slope.image != self._marked:
                self._draw_line(painter, slope)
        for slope in self.slopes:
            if slope.image == self._marked:
                self._draw_line(painter, slope)
        for side in (0, 1):
            self._draw_places(painter, side)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(c.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _draw_titles(self, painter: QPainter) -> None:
        c = theme.colours()
        painter.setPen(QColor(c.muted))
        half = self.width() / 2 - 10
        for side, title in enumerate(self._titles):
            shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(half))
            box = QRectF(6 if side == 0 else self.width() / 2 + 4, 0, half, HEAD)
            align = Qt.AlignmentFlag.AlignLeft if side == 0 else Qt.AlignmentFlag.AlignRight
            align |= Qt.AlignmentFlag.AlignAbsolute  # the chart is the same in scripts from the right
            painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, shown)
        foot = QRectF(0, HEAD + self._k * SIDE, self.width(), SIDE)
        painter.fillRect(foot, QColor(c.sunken))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, tr("further down"))

    def _draw_line(self, painter: QPainter, slope: Slope) -> None:
        """Rising lines in the colour of up, falling ones dashed in that of down: never by colour alone."""
        c = theme.colours()
        before, after = (self._k + 1 if rank is None else rank for rank in (slope.before, slope.after))
        colour = QColor(c.up if after < before else c.down if after > before else c.muted)
        marked = slope.image == self._marked
        colour.setAlpha(255 if marked else 70 if self._marked != NO_IMAGE else 190)
        style = Qt.PenStyle.DashLine if after > before else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 3.4 if marked else 1.6, style))
        painter.drawLine(*self._ends(slope))

    def _draw_places(self, painter: QPainter, side: int) -> None:
        c = theme.colours()
        for slope in self.slopes:
            rank = slope.before if side == 0 else slope.after
            if rank is None or rank > self._k:
                continue
            top = self._height(rank) - SIDE / 2
            number = QRectF(2 if side == 0 else self.width() - _NUMBER - 2, top, _NUMBER - 4, SIDE)
            painter.setPen(QColor(c.text))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(rank))
            left = _NUMBER if side == 0 else self.width() - _NUMBER - SIDE
            cell = QRectF(left + 2, top + 2, _PICTURE, _PICTURE)
            self._draw_picture(painter, slope, cell)

    def _draw_picture(self, painter: QPainter, slope: Slope, cell: QRectF) -> None:
        c = theme.colours()
        pixmap = self._thumbnails.pixmap(slope.image, _PICTURE)
        if pixmap is None:
            painter.fillRect(cell, QColor(c.tile))
        else:
            place = QRectF(QPointF(), pixmap.deviceIndependentSize())
            place.moveCenter(cell.center())
            painter.drawPixmap(place.topLeft().toPoint(), pixmap)
        if slope.image == self._marked:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRoundedRect(cell.adjusted(-1, -1, 1, 1), 3, 3)
        elif slope.relevant is not None:
            sign = QRectF(cell.right() - 5, cell.top() - 1, 8, 8)
            painter.setPen(QPen(QColor(c.surface), 1))
            painter.setBrush(QColor(c.good if slope.relevant else c.bad))
            (painter.drawEllipse if slope.relevant else painter.drawRect)(sign)

    # Pointing

    def _point_at(self, slope: Slope | None) -> None:
        image = NO_IMAGE if slope is None else slope.image
        if image == self._marked:
            return
        self.mark(image)
        self.setCursor(Qt.CursorShape.ArrowCursor if slope is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip("" if slope is None else f"{self._describe(image)}\n{slope.told}")
        self.hovered.emit(image)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which image is under the pointer."""
        self._point_at(self._at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the image."""
        slope = self._at(event.position())
        if slope is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(slope.image)

    def leaveEvent(self, event: QEvent) -> None:
        """No image is under the pointer any more."""
        super().leaveEvent(event)
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through the images, Enter chooses."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        images = [slope.image for slope in self.slopes]
        if event.key() in steps and images:
            by = steps[Qt.Key(event.key())]
            place = images.index(self._marked) + by if self._marked in images else 0
            slope = self.slopes[place % len(images)]
            self._point_at(slope)
            self.setAccessibleDescription(f"{self._describe(slope.image)}, {slope.told}")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._marked in images:
            self.chosen.emit(self._marked)
        else:
            super().keyPressEvent(event)
