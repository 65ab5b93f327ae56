"""What a drag over the window can do, shown while it hangs in the air."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.gui import theme
from explorer.gui.language import mark_text, tr

Action = Literal["search", "add", "less", "open", "none"]

GAP = 14
ROUND = 16
SIGN = 34
"""Side of a zone's icon."""
BAND = 132
"""Height of the zones of a drag that began in the window: a short slip of the mouse shall not change the query."""


@dataclass(frozen=True)
class Zone:
    """A place to let go.

    Attributes:
        action: what happens there.
        icon: its sign.
        title: the action in words.
        hint: what follows from it.
    """

    action: Action
    icon: str
    title: str
    hint: str


SEARCH = Zone("search", "search", mark_text("Search for this"), mark_text("A new query"))
ADD = Zone("add", "plus", mark_text("Add to the query"), mark_text("What is like both comes first"))
LESS = Zone("less", "minus", mark_text("Less like this"), mark_text("What is like it moves down"))
OPEN = Zone("open", "folder", mark_text("Open as a collection"), mark_text("The one that is open is closed"))
LINK = Zone("none", "info", mark_text("Links are not followed"), mark_text("Save the picture, then drop its file"))


class DropOverlay(QWidget):
    """Shows the zones over the content; takes no events itself, as the window does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._zones: list[tuple[Zone, QRect]] = []
        self._hovered: Zone | None = None
        self.hide()

    @property
    def zones(self) -> list[tuple[Zone, QRect]]:
        """Each zone and its place in the window; none while hidden."""
        return [(zone, place.translated(self.pos())) for zone, place in self._zones] if self.isVisible() else []

    def show_zones(self, zones: list[Zone], area: QRect, *, band: bool) -> None:
        """Show zones.

        Args:
            zones: from left to right; of three, the last two stand one above the other.
            area: of the window that they fill.
            band: fill no more than a band along its top.
        """
        if band:
            area = QRect(area.topLeft(), area.size())
            area.setHeight(min(area.height(), BAND + 2 * GAP))
        self.setGeometry(area)
        self._zones = list(zip(zones, _places(self.rect(), len(zones), beside=band), strict=True))
        self._hovered = None
        self.show()
        self.raise_()

    def hover(self, position: QPoint) -> Action:
        """Light up the zone under the pointer (in the window's coordinates); tells what letting go would do."""
        inside = position - self.pos()
        hovered = next((zone for zone, place in self._zones if place.contains(inside)), None)
        if hovered is not self._hovered:
            self._hovered = hovered
            self.update()
        return "none" if hovered is None else hovered.action

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the content and draw the zones."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(theme.colours().window)
        veil.setAlphaF(0.88)
        painter.fillRect(self.rect(), veil)
        for zone, place in self._zones:
            self._draw(painter, zone, QRectF(place), zone is self._hovered)

    def _draw(self, painter: QPainter, zone: Zone, place: QRectF, hot: bool) -> None:
        c = theme.colours()
        idle = QColor(c.muted if zone.action == "none" else c.strong_border)
        tint = QColor(c.accent) if hot and zone.action != "none" else idle
        painter.setPen(QPen(tint, 2.5 if hot else 2, Qt.PenStyle.SolidLine if hot else Qt.PenStyle.DashLine))
        painter.setBrush(QColor(c.accent_soft if hot and zone.action != "none" else c.surface))
        painter.drawRoundedRect(place.adjusted(1.5, 1.5, -1.5, -1.5), ROUND, ROUND)
        large, small = QFont(self.font()), QFont(self.font())
        large.setPointSizeF(large.pointSizeF() + 3)
        large.setBold(True)
        lines = [(tr(zone.title), large, c.text), (tr(zone.hint), small, c.muted)]
        height = SIGN + 8 + sum(QFontMetricsF(font).height() + 2 for _, font, _ in lines)
        top = place.center().y() - height / 2
        sign = theme.pixmap(zone.icon, SIGN, c.accent if zone.action != "none" else c.muted, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(place.center().x() - SIGN / 2, top), sign)
        top += SIGN + 8
        for text, font, colour in lines:
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width() - 24)
            line = QRectF(place.left(), top, place.width(), metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, shown)
            top += metrics.height() + 2


def _places(area: QRect, count: int, *, beside: bool) -> list[QRect]:
    """Where the zones stand: side by side, or of three the first at the left and the others at the right."""
    area = area.adjusted(GAP, GAP, -GAP, -GAP)
    columns = count if beside else min(count, 2)
    width = (area.width() - GAP * (columns - 1)) // columns
    places = [QRect(area.left() + (width + GAP) * i, area.top(), width, area.height()) for i in range(columns)]
    if columns < count:
        upper = QRect(places[1])
        upper.setHeight((area.height() - GAP) // 2)
        places[1:] = [upper, upper.translated(0, upper.height() + GAP)]
    return places
