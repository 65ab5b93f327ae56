"""Drawing one tile: picture, rank, score, change of rank, relevance, name."""

from dataclasses import dataclass
from zlib import crc32

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.gui import theme
from explorer.gui.state import Change
from explorer.gui.thumbnails import Thumbnails
from explorer.protocol.ids import NO_IMAGE

TILE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The model role under which a `Tile` is found."""

_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CARD_TEXT = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

GAP = 5
PICTURE = 104
"""Side of the picture in logical pixels."""
ROUND = 7
BADGE = 17


@dataclass(frozen=True)
class Tile:
    """What a tile shows; everything but the image may be missing.

    Attributes:
        image: image id.
        name: label or file name.
        card: what stands in the place of a picture that does not exist.
        rank: from 1.
        score: of the method, not comparable between methods.
        change: of rank against the reference column.
        relevant: whether it shares a label with the query.
    """

    image: int
    name: str
    card: str = ""
    rank: int | None = None
    score: float | None = None
    change: Change | None = None
    relevant: bool | None = None

    @property
    def spoken(self) -> str:
        """The tile as one sentence for a screen reader."""
        return ", ".join([self.name, *self.facts])

    @property
    def facts(self) -> list[str]:
        """What is known about the place in the list, in words."""
        parts = [] if self.rank is None else [f"rank {self.rank}"]
        if self.score is not None:
            parts.append(f"score {self.score:.3f}")
        if self.change is not None:
            parts.append(self.change.spoken)
        if self.relevant is not None:
            parts.append("relevant" if self.relevant else "not relevant")
        return parts


class TileDelegate(QStyledItemDelegate):
    """Paints tiles.

    Attributes:
        hovered: the image that is marked, in every list at once.
        query: the image that is searched for.
    """

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.hovered = NO_IMAGE
        self.query = NO_IMAGE

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one tile."""
        tile = index.data(TILE_ROLE)
        if tile is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = _inner_box(option.rect, option.font)
        picture = QRect(
            box.left(), box.top(), box.width(), box.height() - text_height(option.font, tile.rank is not None)
        )
        self._draw_ground(painter, tile, box, bool(option.state & QStyle.StateFlag.State_Selected))
        shown = self._draw_picture(painter, tile, picture)
        self._draw_relevance(painter, tile, shown)
        self._draw_text(painter, tile, box, picture.bottom() + 3, option.font)
        painter.restore()

    def _draw_ground(self, painter: QPainter, tile: Tile, box: QRect, selected: bool) -> None:
        c = theme.colours()
        pointed = tile.image == self.hovered
        if not (pointed or selected):
            return
        outline = QPen(
            QColor(c.accent), 2 if pointed else 1.5, Qt.PenStyle.SolidLine if pointed else Qt.PenStyle.DotLine
        )
        painter.setPen(outline)
        painter.setBrush(QColor(c.accent_soft) if pointed else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(-3, -3, 3, 3), ROUND + 2, ROUND + 2)

    def _draw_picture(self, painter: QPainter, tile: Tile, area: QRect) -> QRectF:
        """Draw it, or what stands for it; tells where."""
        c = theme.colours()
        pixmap = self._thumbnails.pixmap(tile.image, PICTURE)
        if pixmap is None:
            return self._draw_absent(painter, tile, area)
        target = _centred(pixmap, area)
        painter.drawPixmap(target.topLeft(), pixmap)
        if tile.image == self.query:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 3))
            painter.drawRoundedRect(target, ROUND, ROUND)
        return target

    def _draw_absent(self, painter: QPainter, tile: Tile, area: QRect) -> QRectF:
        """A card: empty while the picture is loading; with the name, tinted by label, where there is none."""
        missing = self._thumbnails.is_missing(tile.image)
        side = min(area.width(), area.height())
        card = QRectF(0, 0, side, side)
        card.moveCenter(QRectF(area).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_tint(tile.name) if missing else QColor(theme.colours().tile))
        painter.drawRoundedRect(card, ROUND, ROUND)
        if missing:
            painter.setPen(QColor(theme.colours().text))
            painter.drawText(card.adjusted(5, 5, -5, -5), _CARD_TEXT, tile.card)
        return card

    def _draw_relevance(self, painter: QPainter, tile: Tile, area: QRectF) -> None:
        """A round badge with a tick, or a square one with a cross: colour alone would not do."""
        if tile.relevant is None:
            return
        c = theme.colours()
        badge = QRectF(area.right() - BADGE + 3, area.top() - 2, BADGE, BADGE)
        painter.setPen(QPen(QColor(c.surface), 2))
        painter.setBrush(QColor(c.good if tile.relevant else c.bad))
        rounding = BADGE / 2 if tile.relevant else 4
        painter.drawRoundedRect(badge, rounding, rounding)
        painter.setPen(QPen(QColor(c.surface), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y = badge.left(), badge.top()
        if tile.relevant:
            painter.drawPolyline([QPointF(x + 4.5, y + 9), QPointF(x + 7.5, y + 12), QPointF(x + 12.5, y + 5.8)])
        else:
            painter.drawLine(QPointF(x + 5.5, y + 5.5), QPointF(x + 11.5, y + 11.5))
            painter.drawLine(QPointF(x + 11.5, y + 5.5), QPointF(x + 5.5, y + 11.5))

    def _draw_text(self, painter: QPainter, tile: Tile, box: QRect, top: int, font: QFont) -> None:
        c = theme.colours()
        small = small_font(font)
        metrics = QFontMetrics(small)
        line = QRect(box.left(), top, box.width(), metrics.height())
        if tile.rank is not None:
            self._draw_numbers(painter, tile, line, small)
            line.translate(0, metrics.height())
        painter.setFont(small)
        painter.setPen(QColor(c.muted if tile.rank is not None else c.text))
        name = metrics.elidedText(tile.name, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, _CENTRE, name)

    def _draw_numbers(self, painter: QPainter, tile: Tile, line: QRect, small: QFont) -> None:
        """Rank and change of rank at the left, score at the right."""
        c = theme.colours()
        bold = QFont(small)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(QColor(c.text))
        rank = f"{tile.rank}"
        painter.drawText(line, _LEFT, rank)
        if tile.change is not None and tile.change.text:
            moved = tile.change.moved
            painter.setPen(QColor(c.new if moved is None else c.up if moved > 0 else c.down))
            after = line.adjusted(QFontMetrics(bold).horizontalAdvance(rank) + 6, 0, 0, 0)
            painter.drawText(after, _LEFT, tile.change.text)
        painter.setFont(small)
        painter.setPen(QColor(c.muted))
        painter.drawText(line, _RIGHT, f"{tile.score:.3f}")


def tile_width(font: QFont) -> int:
    """Width of a tile with its margins: that of the picture, or of a short name in a large font."""
    return max(PICTURE, QFontMetrics(font).averageCharWidth() * 15) + 2 * GAP


def small_font(font: QFont) -> QFont:
    """The font of tiles: one point below that of the window."""
    key = font.key()
    small = _small.get(key)
    if small is None:
        small = _small[key] = QFont(font)
        small.setPointSizeF(max(7.5, font.pointSizeF() - 1))
    return small


_small: dict[str, QFont] = {}
"""Made once for each font of the window; a paint asks for it twice a tile."""


def text_height(font: QFont, ranked: bool) -> int:
    """Height of the text under a picture: rank line and name, or the name alone."""
    return QFontMetrics(small_font(font)).height() * (2 if ranked else 1) + 4


def _tint(label: str) -> QColor:
    """A quiet colour that is the same for the same label, in light and in dark."""
    dark = QColor(theme.colours().surface).lightness() < 128
    hue = crc32(label.encode("utf-8", "surrogateescape")) % 360
    return QColor.fromHsv(hue, 90 if dark else 34, 84 if dark else 238)


def _inner_box(cell: QRect, font: QFont) -> QRect:
    """Where to draw: the middle of a cell that may be wider than a tile."""
    spare = max(0, cell.width() - tile_width(font)) // 2
    return cell.adjusted(GAP + spare, GAP, -GAP - spare, -GAP)


def _centred(pixmap: QPixmap, area: QRect) -> QRectF:
    size = pixmap.deviceIndependentSize()
    target = QRectF(0, 0, size.width(), size.height())
    target.moveCenter(QRectF(area).center())
    target.moveTopLeft(QPointF(target.topLeft().toPoint()))  # between two pixels it would be drawn blurred and slowly
    return target
