"""What tiles are drawn from, prepared once for a font, a theme and a screen: fonts, colours, badges, cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QTextLayout, QTextOption

from explorer.gui import theme
from explorer.gui.language import tr

PICTURE = 96
"""Side of the picture in logical pixels: twice that, on a dense screen, is what the thumbnail store keeps (192)."""
GAP = 5
"""Free space around a tile, where its frame is drawn."""
TEXT_GAP = 3
ROUND = 7
BADGE = 17
_PADDING = 8
_KEPT_NAMES = 4096

CardText = tuple[str, str, tuple[tuple[str, str], ...]]
"""What a card says: label (seen as its tint), title, and names and values of the first facts."""


@dataclass(frozen=True)
class LookKey:
    """What a look is made for.

    Attributes:
        font: of the window.
        ratio: device pixels a logical pixel.
        colours: of the theme.
    """

    font: QFont
    ratio: float
    colours: theme.Colours


class TileLook:
    """Everything about tiles that does not change from one to the next.

    Attributes:
        key: what it was made for.
        width: of a tile without its margins.
        small, bold: the fonts of names and scores, and of ranks.
        line: height of a line of text.
        ascent: of the base line below the top of a line.
        text, muted, accent, on_accent: pens' colours.
        up, down, new: colours of changes of rank.
        loading, broken: what stands for pictures that are on their way, and for those that cannot be read.
        relevant, irrelevant: a round badge with a tick and a square one with a cross; colour alone would not do.
        marked_right, marked_wrong: the same for what the person marked, in the colours of what is selected and of text.
    """

    def __init__(self, key: LookKey) -> None:
        c, ratio = key.colours, key.ratio
        self.key = key
        self.width = tile_width(key.font) - 2 * GAP
        self.small = small_font(key.font)
        self.bold = QFont(self.small)
        self.bold.setBold(True)
        self.metrics, self.bold_metrics = QFontMetrics(self.small), QFontMetrics(self.bold)
        self.line, self.ascent = self.metrics.height(), self.metrics.ascent()
        self.text, self.muted = QColor(c.text), QColor(c.muted)
        self.accent, self.on_accent, self.soft = QColor(c.accent), QColor(c.on_accent), QColor(c.accent_soft)
        self.up, self.down, self.new = QColor(c.up), QColor(c.down), QColor(c.new)
        self.loading = _loading(c, ratio)
        self.broken = _broken(c, ratio, self.small)
        self.relevant = _badge(c, ratio, c.good, relevant=True)
        self.irrelevant = _badge(c, ratio, c.bad, relevant=False)
        self.marked_right = _badge(c, ratio, c.accent, relevant=True)
        self.marked_wrong = _badge(c, ratio, c.muted, relevant=False)
        # Functions of our own: to wrap Qt's, PySide would first make up the help texts of all modules (0.17 s).
        self.advance = lru_cache(_KEPT_NAMES)(self._advance)
        self.bold_advance = lru_cache(_KEPT_NAMES)(self._bold_advance)
        self.elided = lru_cache(_KEPT_NAMES)(self._elided)
        self.card = lru_cache(512)(self._card)

    def _advance(self, text: str) -> int:
        return self.metrics.horizontalAdvance(text)

    def _bold_advance(self, text: str) -> int:
        return self.bold_metrics.horizontalAdvance(text)

    def _elided(self, name: str, width: int) -> tuple[str, int]:
        """The name shortened, and its width in the small font."""
        shown = self.metrics.elidedText(name, _cut(name), width)
        return shown, self.metrics.horizontalAdvance(shown)

    def _card(self, text: CardText) -> QPixmap:
        """The card of an image that never had a picture."""
        return _drawn_card(self, *text)


def _cut(name: str) -> Qt.TextElideMode:
    """Where a text is cut: sentences at their end, names of files and labels amid what tells them apart."""
    is_file = name.rpartition(".")[2].isalnum() and "." in name
    sentence = (" " in name or not name.isascii()) and not is_file
    return Qt.TextElideMode.ElideRight if sentence else Qt.TextElideMode.ElideMiddle


def tile_width(font: QFont) -> int:
    """Width of a tile with its margins: that of the picture, or of a short name in a large font."""
    return max(PICTURE, QFontMetrics(font).averageCharWidth() * 15) + 2 * GAP


def tile_height(font: QFont, *, ranked: bool) -> int:
    """Height of a tile with its margins: picture, then rank line and name, or the name alone."""
    return PICTURE + TEXT_GAP + QFontMetrics(small_font(font)).height() * (2 if ranked else 1) + 1 + 2 * GAP


def small_font(font: QFont) -> QFont:
    """The font of tiles: one point below that of the window, never unreadable."""
    small = QFont(font)
    small.setPointSizeF(max(7.5, font.pointSizeF() - 1))
    return small


def blank(width: int, height: int, ratio: float) -> QPixmap:
    """A transparent pixmap of that size in logical pixels."""
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def tint(label: str, colours: theme.Colours) -> QColor:
    """A quiet colour that is the same for the same label, in light and in dark."""
    dark = QColor(colours.surface).lightness() < 128
    hue = crc32(label.encode("utf-8", "surrogateescape")) % 360
    return QColor.fromHsv(hue, 90 if dark else 34, 84 if dark else 238)


def _loading(c: theme.Colours, ratio: float) -> QPixmap:
    """A quiet square: it is seen for a moment only."""
    pixmap = blank(PICTURE, PICTURE, ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.tile))
    painter.drawRoundedRect(QRectF(0, 0, PICTURE, PICTURE), ROUND, ROUND)
    side = PICTURE // 4
    painter.drawPixmap(QPointF((PICTURE - side) // 2, (PICTURE - side) // 2), _glyph("image", side, c.border, ratio))
    painter.end()
    return pixmap


def _broken(c: theme.Colours, ratio: float, font: QFont) -> QPixmap:
    """A dashed frame with a torn picture: a file that is gone or cannot be read."""
    pixmap = blank(PICTURE, PICTURE, ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(c.strong_border), 1.2, Qt.PenStyle.DashLine))
    painter.setBrush(QColor(c.sunken))
    painter.drawRoundedRect(QRectF(1, 1, PICTURE - 2, PICTURE - 2), ROUND, ROUND)
    side = PICTURE // 3
    painter.drawPixmap(QPointF((PICTURE - side) // 2, PICTURE * 0.22), _glyph("broken", side, c.bad, ratio))
    painter.setFont(font)
    painter.setPen(QColor(c.muted))
    below = QRectF(4, PICTURE * 0.6, PICTURE - 8, PICTURE * 0.4 - 4)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, tr("Cannot be read"))
    painter.end()
    return pixmap


def _glyph(name: str, side: int, colour: str, ratio: float) -> QPixmap:
    return theme.pixmap(name, side, colour, ratio)


def _badge(c: theme.Colours, ratio: float, colour: str, *, relevant: bool) -> QPixmap:
    pixmap = blank(BADGE, BADGE, ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(c.surface), 2))
    painter.setBrush(QColor(colour))
    rounding = BADGE / 2 if relevant else 4
    painter.drawRoundedRect(QRectF(1, 1, BADGE - 2, BADGE - 2), rounding, rounding)
    painter.setPen(QPen(QColor(c.surface), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if relevant:
        painter.drawPolyline([QPointF(5, 8.8), QPointF(7.6, 11.4), QPointF(12, 6)])
    else:
        painter.drawLine(QPointF(5.8, 5.8), QPointF(11.2, 11.2))
        painter.drawLine(QPointF(11.2, 5.8), QPointF(5.8, 11.2))
    painter.end()
    return pixmap


def _drawn_card(look: TileLook, label: str, title: str, facts: Sequence[tuple[str, str]]) -> QPixmap:
    """Title in up to two lines on the tint of its label, then as many facts as there is room for."""
    c = look.key.colours
    pixmap = blank(PICTURE, PICTURE, look.key.ratio)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(c.border), 1))
    painter.setBrush(tint(label, c))
    painter.drawRoundedRect(QRectF(0.5, 0.5, PICTURE - 1, PICTURE - 1), ROUND, ROUND)
    painter.setPen(look.text)
    top = _PADDING + _draw_title(painter, title, look)
    painter.setFont(look.small)
    painter.setPen(look.muted)
    room = max(0, (PICTURE - _PADDING - top) // look.line)
    lowest = PICTURE - _PADDING - look.metrics.descent()
    for above, (name, value) in enumerate(reversed(facts[:room])):
        shown, _ = look.elided(f"{name} {value}", PICTURE - 2 * _PADDING)
        painter.drawText(_PADDING, lowest - above * look.line, shown)
    painter.end()
    return pixmap


def _draw_title(painter: QPainter, title: str, look: TileLook) -> int:
    """Draw up to two lines and tell their height; the second ends in dots where more is to come."""
    width = PICTURE - 2 * _PADDING
    layout = QTextLayout(title, look.bold)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    split = first.textLength()
    lines = [title[:split].rstrip()]
    if title[split:]:
        lines.append(look.bold_metrics.elidedText(title[split:], Qt.TextElideMode.ElideMiddle, width))
    painter.setFont(look.bold)
    for place, line in enumerate(lines):
        painter.drawText(_PADDING, _PADDING + look.bold_metrics.ascent() + place * look.line, line)
    return look.line * len(lines)
