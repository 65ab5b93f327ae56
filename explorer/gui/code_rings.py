"""The Hamming ball ring by ring: the query in the middle, around it the images at each distance, and their number."""

from math import cos, pi, sin

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.gui import theme
from explorer.gui.canvas import marks
from explorer.gui.codes import CodeView
from explorer.gui.language import number_text, tr
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tiles import bits_text
from explorer.protocol.ids import NO_IMAGE

_SIZES = ((230, 52, 34), (150, 44, 28), (0, 34, 20))
"""Sides of the query and of the other pictures, by the least radius that there is room for."""
_BETWEEN = 9
"""From the pictures of one ring to those of the next at least."""
_TOP, _BOTTOM = 10, 20
"""Room above for the label of the outermost ring, and below for words."""


class CodeRings(QWidget):
    """Draws the rings that hold images, nearest first, as many as there is room for.

    Signals:
        hovered(int): the image under the pointer, -1 when it leaves.
        chosen(int): search for this image.

    Attributes:
        places: where each picture is drawn, by image.
    """

    hovered = Signal(int)
    chosen = Signal(int)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._view: CodeView | None = None
        self._query = NO_IMAGE
        self._radius = 0
        self._pointed = NO_IMAGE
        self.places: dict[int, QRectF] = {}
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(180, 100)
        thumbnails.ready.connect(lambda _: self.update() if self.isVisible() else None)

    def show_codes(self, view: CodeView | None, query: int) -> None:
        """Show the rings around a query, an image or -1."""
        self._view, self._query = view, query
        rings = [] if view is None else [d for d in range(view.bits + 1) if view.rings[d]]
        told = (
            ", ".join(tr("{images:,} at {bits_text}", images=view.rings[d], bits_text=bits_text(d)) for d in rings[:12])
            if view is not None
            else ""
        )
        self.setAccessibleName(tr("Images around the query by the bits that differ: {told}", told=told))
        self.update()

    def set_radius(self, radius: int) -> None:
        """Fill another ball."""
        self._radius = radius
        self.update()

    @property
    def rings(self) -> list[int]:
        """The distances that are drawn."""
        if self._view is None:
            return []
        filled = [distance for distance in range(self._view.bits + 1) if self._view.rings[distance]]
        room = self._outer - self._inner
        return filled[: max(1, int(room // (self._sides[1] + _BETWEEN)) + 1)]

    @property
    def _sides(self) -> tuple[int, int]:
        """Of the query and of the other pictures."""
        room = min(self.width(), self.height() - _TOP - _BOTTOM) / 2
        return next((query, other) for least, query, other in _SIZES if room >= least)

    @property
    def _inner(self) -> float:
        """Radius of the first ring."""
        query, other = self._sides
        return query * 0.6 + other / 2 + _BETWEEN

    @property
    def _outer(self) -> float:
        """Radius of the last ring at most."""
        return min(self.width(), self.height() - _TOP - _BOTTOM) / 2 - self._sides[1] / 2 - 4

    # Qt's own

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ball, circles, pictures, labels, query."""
        c = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.places = {}
        if self._view is None:
            return
        centre = QPointF(self.width() / 2, _TOP + (self.height() - _TOP - _BOTTOM) / 2)
        rings = self.rings
        step = min((self._outer - self._inner) / max(len(rings) - 1, 1), 2.0 * self._sides[1])
        radii = [self._inner + place * step for place in range(len(rings))]
        self._draw_ball(painter, centre, rings, radii)
        for distance, radius in reversed(list(zip(rings, radii, strict=True))):
            self._draw_ring(painter, centre, distance, radius)
        self._draw_picture(painter, self._query, centre, self._sides[0])
        for distance, radius in zip(rings, radii, strict=True):
            self._draw_label(painter, centre, distance, radius)
        rest = self._view.within(self._view.bits) - self._view.within(rings[-1] if rings else 0)
        if rest and self._outer > self._inner:  # or it would stand on the rings
            painter.setPen(QColor(c.muted))
            text = tr("{rest:,} images farther than {bits_text}", rest=rest, bits_text=bits_text(rings[-1]))
            painter.drawText(self.rect().adjusted(6, 0, -6, -3), Qt.AlignmentFlag.AlignBottom, text)

    def _draw_ball(self, painter: QPainter, centre: QPointF, rings: list[int], radii: list[float]) -> None:
        inside = [radius for distance, radius in zip(rings, radii, strict=True) if distance <= self._radius]
        query, other = self._sides
        reach = inside[-1] + other / 2 + 3 if inside else query / 2 + 7
        painter.setPen(QPen(QColor(theme.colours().accent), 1.5))
        painter.setBrush(QColor(theme.colours().accent_soft))
        painter.drawEllipse(centre, reach, reach)

    def _draw_ring(self, painter: QPainter, centre: QPointF, distance: int, radius: float) -> None:
        assert self._view is not None
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.colours().strong_border), 1, Qt.PenStyle.DotLine))
        painter.drawEllipse(centre, radius, radius)
        images = [image for image, apart in zip(self._view.ids, self._view.distances, strict=True) if apart == distance]
        side = self._sides[1]
        room = int(2 * pi * radius // (side + 5)) - 1  # one place is the label's
        painter.setOpacity(0.55 if distance > self._radius and self._view.within(self._radius) else 1.0)
        shown = images[:room]
        for place, image in enumerate(shown, start=1):
            angle = 2 * pi * place / (len(shown) + 1)
            at = centre + QPointF(radius * sin(angle), -radius * cos(angle))
            self._draw_picture(painter, image, at, side)
        painter.setOpacity(1.0)

    def _draw_label(self, painter: QPainter, centre: QPointF, distance: int, radius: float) -> None:
        assert self._view is not None
        c, number = theme.colours(), int(self._view.rings[distance])
        text = f"{bits_text(distance)}: {number_text(number)}"
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + 10
        box = QRectF(centre.x() - width / 2, centre.y() - radius - metrics.height() / 2, width, metrics.height())
        painter.setPen(QPen(QColor(c.accent if distance <= self._radius else c.border), 1))
        painter.setBrush(QColor(c.surface))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(c.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_picture(self, painter: QPainter, image: int, at: QPointF, side: int) -> None:
        pixmap = self._thumbnails.pixmap(image, side)
        place = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
        if pixmap is not None:
            size = pixmap.deviceIndependentSize()
            place = QRectF(at.x() - size.width() / 2, at.y() - size.height() / 2, size.width(), size.height())
            painter.drawPixmap(place.topLeft().toPoint(), pixmap)
        elif image == NO_IMAGE:
            marks.draw_star(painter, at, side / 1.6)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colours().tile))
            painter.drawRoundedRect(place, 4, 4)
        if image != NO_IMAGE:
            self.places[image] = place
            query = image == self._query
            if query or image == self._pointed:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(marks.QUERY if query else marks.accent(), 2.2))
                painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 4, 4)

    def _point_to(self, image: int) -> None:
        if image != self._pointed:
            self._pointed = image
            self.hovered.emit(image)
            self.update()

    def _at(self, at: QPointF) -> int:
        """The image there, the topmost first; -1 for none."""
        return next((image for image, place in reversed(self.places.items()) if place.contains(at)), NO_IMAGE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at an image."""
        image = self._at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if image == NO_IMAGE else Qt.CursorShape.PointingHandCursor)
        self._point_to(image)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Search for the image that is clicked."""
        image = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and image not in (NO_IMAGE, self._query):
            self.chosen.emit(image)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self._point_to(NO_IMAGE)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What the keys pointed at is pointed at no more."""
        super().focusOutEvent(event)
        self._point_to(NO_IMAGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows lead from the nearest image to the farthest and back, Enter searches for it."""
        drawn = [] if self._view is None else [i for i in self._view.ids if i in self.places and i != self._query]
        place = drawn.index(self._pointed) if self._pointed in drawn else -1
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter) and place >= 0:
            self.chosen.emit(self._pointed)
        elif event.key() in (keys.Key_Right, keys.Key_Down) and drawn:
            self._point_to(drawn[min(place + 1, len(drawn) - 1)])
        elif event.key() in (keys.Key_Left, keys.Key_Up) and drawn:
            self._point_to(drawn[max(place - 1, 0)])
        else:
            super().keyPressEvent(event)
