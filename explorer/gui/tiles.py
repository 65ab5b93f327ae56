"""One tile: picture, rank, score, change of rank, relevance, name; what it says, and how it is drawn."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap

from explorer.gui import theme
from explorer.gui.language import tr, tr_count
from explorer.gui.state import Change
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tile_look import BADGE, GAP, PICTURE, ROUND, TEXT_GAP, CardText, LookKey, TileLook
from explorer.protocol.ids import NO_IMAGE

SPACE = 4
"""Between the numbers of a tile, and around the name of a selected one."""
FRAME = 3
"""By so much the frame of a tile is larger than what is in it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile shows; everything but the image may be missing.

    Attributes:
        image: image id.
        name: label or file name.
        card: what stands in the place of a picture that there never was; None where there ought to be a picture.
        rank: from 1.
        score: of the method, not comparable between methods.
        change: of rank against the reference column.
        relevant: whether it shares a label with the query.
        distance: in how many bits its code differs from the query's; it is drawn in the place of the score.
        mark: 1 where the person marked it right for the query, -1 where wrong, else 0.
    """

    image: int
    name: str
    card: CardText | None = None
    rank: int | None = None
    score: float | None = None
    change: Change | None = None
    relevant: bool | None = None
    distance: int | None = None
    mark: int = 0

    @property
    def spoken(self) -> str:
        """The tile as one sentence for a screen reader."""
        return ", ".join([self.name, *self.facts])

    @property
    def facts(self) -> list[str]:
        """What is known about the place in the list, in words."""
        parts = [] if self.rank is None else [tr("rank {rank}", rank=self.rank)]
        if self.score is not None:
            parts.append(tr("score {score_text}", score_text=score_text(self.score)))
        if self.distance is not None:
            parts.append(tr("Hamming distance {bits_text}", bits_text=bits_text(self.distance)))
        if self.change is not None:
            parts.append(self.change.spoken)
        if self.relevant is not None:
            parts.append(tr("relevant") if self.relevant else tr("not relevant"))
        if self.mark:
            parts.append(tr("marked right") if self.mark > 0 else tr("marked wrong"))
        return parts


class TilePainter:
    """Draws tiles, each in a tenth of a millisecond: whatever tiles share is prepared in a `TileLook`.

    Attributes:
        hovered: the image that is marked, in every list at once.
        query: the image that is searched for.
    """

    def __init__(self, thumbnails: Thumbnails) -> None:
        self._thumbnails = thumbnails
        self._look: TileLook | None = None
        self.hovered = NO_IMAGE
        self.query = NO_IMAGE

    def prepare(self, font: QFont, ratio: float) -> None:
        """Be ready to draw in this font on a screen of that many device pixels a logical pixel."""
        key = LookKey(font, ratio, theme.colours())
        if self._look is None or self._look.key != key:
            self._look = TileLook(key)

    def paint(self, painter: QPainter, tile: Tile, cell: QRectF, *, selected: bool, current: bool) -> bool:
        """Draw one tile in the middle of a cell; tells whether its picture is there, or known to be missing."""
        look = self._look
        assert look is not None, "prepare comes first"
        width = look.width
        box = QRectF(cell.left() + (cell.width() - width) // 2, cell.top() + GAP, width, cell.height() - 2 * GAP)
        hovered = tile.image == self.hovered
        if selected or current or hovered:
            frame = box.adjusted(-FRAME, -FRAME, FRAME, FRAME)
            _draw_frame(painter, look, frame, (selected or hovered, hovered, current))
        settled = self._draw_picture(painter, look, tile, box)
        line = QRectF(box.left(), box.top() + PICTURE + TEXT_GAP, width, look.line)
        if tile.rank is not None:
            _draw_numbers(painter, look, tile, line)
            line.translate(0, look.line)
        _draw_name(painter, look, tile, line, selected=selected)
        return settled

    def _draw_picture(self, painter: QPainter, look: TileLook, tile: Tile, box: QRectF) -> bool:
        """Draw the picture or what stands for it; tells whether nothing better is to come."""
        picture, settled = self._picture(look, tile)
        size, ratio = picture.deviceIndependentSize(), look.key.ratio
        x = round((box.left() + (box.width() - size.width()) / 2) * ratio) / ratio  # or it would be blurred
        y = round((box.top() + (PICTURE - size.height()) / 2) * ratio) / ratio
        painter.drawPixmap(QPointF(x, y), picture)
        if tile.image == self.query:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.accent, 3))
            painter.drawRoundedRect(QRectF(x, y, size.width(), size.height()), ROUND, ROUND)
        if tile.relevant is not None:
            badge = look.relevant if tile.relevant else look.irrelevant
            painter.drawPixmap(QPointF(x + size.width() - BADGE + 4, y - 4), badge)
        if tile.mark:
            painter.drawPixmap(QPointF(x - 4, y - 4), look.marked_right if tile.mark > 0 else look.marked_wrong)
        return settled

    def _picture(self, look: TileLook, tile: Tile) -> tuple[QPixmap, bool]:
        if tile.card is not None:
            return look.card(tile.card), True
        pixmap = self._thumbnails.cached(tile.image, PICTURE)
        if pixmap is not None:
            return pixmap, True
        missing = self._thumbnails.is_missing(tile.image)
        return (look.broken if missing else look.loading), missing


def _draw_frame(painter: QPainter, look: TileLook, frame: QRectF, state: tuple[bool, bool, bool]) -> None:
    """A ground where (first) it is selected or hovered, an outline where hovered, a dotted ring where current."""
    ground, outline, ring = state
    painter.setBrush(look.soft if ground else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.accent, 2) if outline else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(frame, ROUND + 2, ROUND + 2)
    if ring:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.text, 1.3, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(frame.adjusted(1.5, 1.5, -1.5, -1.5), ROUND, ROUND)


def _draw_name(painter: QPainter, look: TileLook, tile: Tile, line: QRectF, *, selected: bool) -> None:
    """The name in the middle; on a pill where the tile is selected."""
    name, advance = look.elided(tile.name, int(line.width()))
    x = line.left() + (line.width() - advance) / 2
    side = min(SPACE, FRAME + (line.width() - advance) / 2)
    painter.setFont(look.small)
    if selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.accent)
        painter.drawRoundedRect(QRectF(x - side, line.top(), advance + 2 * side, look.line), SPACE, SPACE)
        painter.setPen(look.on_accent)
    else:
        painter.setPen(look.muted if tile.rank is not None else look.text)
    painter.drawText(QPointF(x, line.top() + look.ascent), name)


def _draw_numbers(painter: QPainter, look: TileLook, tile: Tile, line: QRectF) -> None:
    """Rank and change of rank at the left, score at the right where there is room."""
    left, base = line.left(), line.top() + look.ascent
    rank, change = str(tile.rank), tile.change
    painter.setFont(look.bold)
    painter.setPen(look.text)
    painter.drawText(QPointF(left, base), rank)
    left += look.bold_advance(rank) + SPACE
    if change is not None and change.text:
        painter.setPen(look.new if change.moved is None else look.up if change.moved > 0 else look.down)
        painter.drawText(QPointF(left, base), change.text)
        left += look.bold_advance(change.text) + SPACE
    if tile.score is not None:
        score = score_text(tile.score) if tile.distance is None else bits_text(tile.distance)
        start = line.right() - look.advance(score)
        if left <= start:
            painter.setFont(look.small)
            painter.setPen(look.muted)
            painter.drawText(QPointF(start, base), score)


def score_text(score: float) -> str:
    """A score in at most seven characters: similarities with three decimals, large distances with fewer."""
    return f"{score:.3f}" if abs(score) < 100 else f"{score:.1f}" if abs(score) < 10_000 else f"{score:.2g}"


def bits_text(bits: int) -> str:
    """A number of bits as people write it."""
    return tr_count("{n:,} bit", "{n:,} bits", bits)
