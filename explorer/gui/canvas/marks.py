"""The small signs drawn over a plane: results, query, pointer, badges."""

from math import cos, hypot, pi, sin

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from explorer.gui import theme

QUERY = QColor("#D81B60")
_ARROW = 13


def accent() -> QColor:
    """The colour of what is pointed at."""
    return QColor(theme.colours().accent)


def ground() -> QColor:
    """The colour behind everything, which sets signs off from each other."""
    return QColor(theme.colours().surface)


def ink_on(colour: QColor) -> QColor:
    """Black or white, whichever can be read on a colour."""
    light = 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue()
    return QColor("#111318") if light > 140 else QColor("#ffffff")


def draw_result_disc(painter: QPainter, at: QPointF, text: str, colour: QColor) -> None:
    """A result in the colour of its rank or score; the first bear their rank."""
    radius = 8.5 if text else 5.0
    painter.setPen(QPen(ground(), 1.5))
    painter.setBrush(colour)
    painter.drawEllipse(at, radius, radius)
    _draw_centred(painter, at, text, ink_on(colour))


def draw_result_ring(painter: QPainter, at: QPointF, text: str, colour: QColor) -> None:
    """A result in the colour of its label: hollow, as the points are discs of the same colours."""
    radius = 8.5 if text else 4.5
    painter.setBrush(ground())
    painter.setPen(QPen(colour, 2.2))
    painter.drawEllipse(at, radius, radius)
    _draw_centred(painter, at, text, QColor(theme.colours().text))


def _draw_centred(painter: QPainter, at: QPointF, text: str, colour: QColor) -> None:
    if text:
        painter.setPen(colour)
        painter.drawText(QRectF(at.x() - 10, at.y() - 10, 20, 20), Qt.AlignmentFlag.AlignCenter, text)


def draw_ring(painter: QPainter, at: QPointF, diameter: float) -> None:
    """Around what is pointed at."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((ground(), 5.0), (accent(), 2.5)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(at, diameter / 2, diameter / 2)


def draw_star(painter: QPainter, at: QPointF, diameter: float, *, hollow: bool = False) -> None:
    """The query; hollow where its place is a guess."""
    points = []
    for corner in range(10):
        radius = diameter / 2 if corner % 2 == 0 else diameter / 4.4
        angle = corner * pi / 5
        points.append(QPointF(at.x() + radius * sin(angle), at.y() - radius * cos(angle)))
    painter.setPen(QPen(QUERY, 2.4) if hollow else QPen(ground(), 1.5))
    painter.setBrush(ground() if hollow else QUERY)
    painter.drawPolygon(QPolygonF(points))


def draw_pin(painter: QPainter, at: QPointF) -> None:
    """What a person has put in its place."""
    painter.setPen(QPen(ground(), 1.5))
    painter.setBrush(QColor(theme.colours().text))
    painter.drawEllipse(at, 4.5, 4.5)


def draw_arrow(painter: QPainter, area: QRect, target: QPointF) -> None:
    """At the border of an area, towards something outside."""
    inner = QRectF(area).adjusted(_ARROW, _ARROW, -_ARROW, -_ARROW)
    centre = inner.center()
    across, down = target.x() - centre.x(), target.y() - centre.y()
    share = min(
        inner.width() / 2 / abs(across) if across else float("inf"),
        inner.height() / 2 / abs(down) if down else float("inf"),
    )
    length = hypot(across, down)
    along, aside = QPointF(across / length, down / length), QPointF(-down / length, across / length)
    tip = centre + QPointF(across, down) * share + along * (_ARROW - 4)
    painter.setPen(QPen(ground(), 2))
    painter.setBrush(accent())
    painter.drawPolygon(QPolygonF([tip, tip - along * 15 + aside * 8, tip - along * 11, tip - along * 15 - aside * 8]))


def draw_badge(painter: QPainter, corner: QPointF, text: str, colour: QColor, font: QFont) -> None:
    """A short text on a coloured pill, its upper left at a corner."""
    painter.setFont(font)
    metrics = painter.fontMetrics()
    box = QRectF(corner.x(), corner.y(), max(metrics.horizontalAdvance(text) + 7, 15), metrics.height())
    painter.setPen(QPen(ground(), 1))
    painter.setBrush(colour)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(ink_on(colour))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def badge_font(font: QFont) -> QFont:
    """Small and bold."""
    small = QFont(font)
    small.setPointSizeF(max(7.0, font.pointSizeF() - 2.5))
    small.setBold(True)
    return small
