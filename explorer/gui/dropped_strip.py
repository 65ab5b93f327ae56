"""The strip below a head that shows which of the reference's first images a column has lost."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolTip, QWidget

from explorer.gui import theme
from explorer.gui.language import tr
from explorer.gui.state import FIRST
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tile_look import PICTURE, small_font, tint
from explorer.protocol.ids import NO_IMAGE

SIDE = 26
_GAP = 4
_LEFT = 9


@dataclass(frozen=True)
class Dropped:
    """An image that the column has lost.

    Attributes:
        image: its id.
        before: its rank in the reference, from 1.
        now: its rank here, 0 where it is not ranked; None while unknown.
    """

    image: int
    before: int
    now: int | None

    @property
    def told(self) -> str:
        """Both ranks in words."""
        if self.now is None:
            return tr("rank {before} in the reference, lower here", before=self.before)
        if not self.now:
            return tr("rank {before} in the reference, not ranked here", before=self.before)
        return tr("rank {before} in the reference, {now:,} here", before=self.before, now=self.now)


class DroppedStrip(QWidget):
    """A count and small pictures, as many as fit; the tooltip of each tells its rank in the reference and here.

    It keeps its place where nothing was dropped, so that equal ranks of neighbouring columns stand at equal heights.

    Signals:
        hovered(int): the image under the pointer, -1 for none.
        chosen(int): search for this image.
        asked(): someone looks, so that the ranks are worth asking for.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    asked = Signal()

    def __init__(
        self,
        thumbnails: Thumbnails,
        describe: Callable[[int], str],
        card: Callable[[int], tuple[str, str] | None] = lambda _: None,
        parent: QWidget | None = None,
    ) -> None:
        """Show nothing yet; `card` gives label and name of an image that never had a picture."""
        super().__init__(parent)
        self._card = card
        self._thumbnails = thumbnails
        self._describe = describe
        self._dropped: list[Dropped] = []
        self._empty = ""
        self._pointed = NO_IMAGE
        self.setObjectName("dropped")
        self.setMouseTracking(True)
        self.setFixedHeight(SIDE + 8)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        thumbnails.ready.connect(self._picture_ready)
        self.hide()

    def show_dropped(self, dropped: list[Dropped], empty: str | None = None) -> None:
        """Show these, or a few words where there are none."""
        empty = tr("none dropped") if empty is None else empty
        if (dropped, empty) != (self._dropped, self._empty):
            self._dropped, self._empty = dropped, empty
            self.setAccessibleName(self._text())
            self.setAccessibleDescription("; ".join(f"{self._describe(d.image)}: {d.told}" for d in dropped))
            self.update()

    def _text(self) -> str:
        return tr("{n} dropped", n=len(self._dropped)) if self._dropped else self._empty

    def _first(self) -> int:
        """Where the pictures begin."""
        return _LEFT + self.fontMetrics().horizontalAdvance(self._text()) + 8

    def _box(self, number: int) -> QRect:
        return self._mirrored(QRect(self._first() + number * (SIDE + _GAP), 4, SIDE, SIDE))

    def _mirrored(self, place: QRect) -> QRect:
        """Where that is in the direction of the script."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _shown(self) -> int:
        """How many pictures fit, with room to say how many do not."""
        room = self.width() - self._first() - _GAP
        fitting = max(0, room // (SIDE + _GAP))
        if fitting >= len(self._dropped):
            return len(self._dropped)
        return max(0, (room - self.fontMetrics().horizontalAdvance("+00")) // (SIDE + _GAP))

    def _at(self, position: QPoint) -> Dropped | None:
        for number in range(self._shown()):
            if self._box(number).contains(position):
                return self._dropped[number]
        return None

    def _picture_ready(self, image: int) -> None:
        if any(one.image == image for one in self._dropped):
            self.update()

    def _point_at(self, image: int) -> None:
        if image != self._pointed:
            self._pointed = image
            self.hovered.emit(image)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(60, SIDE + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw count, pictures, and how many more there are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QColor(theme.colours().muted))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = self.width() - 2 * _LEFT
        text = self.fontMetrics().elidedText(self._text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(self._mirrored(self.rect().adjusted(_LEFT, 0, 0, 0)), middle, text)
        shown = self._shown()
        for number in range(shown):
            self._draw(painter, self._dropped[number], QRectF(self._box(number)))
        if shown < len(self._dropped):
            painter.setPen(QColor(theme.colours().muted))
            rest = self.rect().adjusted(self._first() + shown * (SIDE + _GAP), 0, 0, 0)
            painter.drawText(self._mirrored(rest), middle, f"+{len(self._dropped) - shown}")

    def _draw(self, painter: QPainter, dropped: Dropped, box: QRectF) -> None:
        c = theme.colours()
        picture = self._thumbnails.pixmap(dropped.image, PICTURE)
        card = self._card(dropped.image)
        if card is not None:
            self._draw_card(painter, box, *card)
        elif picture is None:
            painter.fillRect(box, QColor(c.tile))
        else:
            size = picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, size.width(), size.height())
            target.moveCenter(box.center())
            painter.drawPixmap(target, picture, QRectF(picture.rect()))
        if dropped.image == self._pointed:
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRect(box)

    def _draw_card(self, painter: QPainter, box: QRectF, label: str, name: str) -> None:
        """The name on the tint of its label, as on the tiles."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint(label, theme.colours()))
        painter.drawRoundedRect(box, 4, 4)
        painter.save()
        font = small_font(small_font(self.font()))
        painter.setFont(font)
        painter.setPen(QColor(theme.colours().text))
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideLeft, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def event(self, event: QHelpEvent) -> bool:
        """Tell what the image under the pointer is and where it stands."""
        if event.type() != QHelpEvent.Type.ToolTip:
            return super().event(event)
        dropped = self._at(event.pos())
        if dropped is None:
            text = tr(
                "Dropped: images of the reference's first {first} that are not among the first {first} here",
                first=FIRST,
            )
        else:
            text = tr(
                "{name}\n{told}\nDouble-click to search for it", name=self._describe(dropped.image), told=dropped.told
            )
        QToolTip.showText(event.globalPos(), text, self)
        return True

    def enterEvent(self, event: QMouseEvent) -> None:
        """Someone looks."""
        super().enterEvent(event)
        self.asked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which image the pointer is on."""
        dropped = self._at(event.position().toPoint())
        self._point_at(NO_IMAGE if dropped is None else dropped.image)

    def leaveEvent(self, event: QMouseEvent) -> None:
        """The pointer is on no image any more."""
        super().leaveEvent(event)
        self._point_at(NO_IMAGE)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Search for the image."""
        dropped = self._at(event.position().toPoint())
        if dropped is not None:
            self.chosen.emit(dropped.image)
