"""The codes of the query and its results, one under the other, with the bits that differ."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from explorer.gui import theme
from explorer.gui.canvas import marks
from explorer.gui.code_bar import bar_size, draw_bar
from explorer.gui.codes import CodeView
from explorer.gui.language import tr
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tiles import bits_text
from explorer.protocol.ids import NO_IMAGE

PICTURE = 38
_PAD = 6
_OUTSIDE = 0.4
"""Opacity of images outside the ball, where it holds any."""
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """One line of the list.

    Attributes:
        image: id; -1 for a query that is no image of the collection.
        name: of the image.
        rank: from 1; 0 for the query.
        distance: of its code.
        relevant: whether it shares a label with the query; None where that is not known.
    """

    image: int
    name: str
    rank: int = 0
    distance: int = 0
    relevant: bool | None = None

    @property
    def spoken(self) -> str:
        """As a screen reader says it."""
        if not self.rank:
            return tr("Query, {name}", name=self.name)
        parts = [
            tr("rank {rank}", rank=self.rank),
            self.name,
            tr("Hamming distance {bits_text}", bits_text=bits_text(self.distance)),
        ]
        return ", ".join(
            parts + ([] if self.relevant is None else [tr("relevant") if self.relevant else tr("not relevant")])
        )


class CodeLines(QAbstractListModel):
    """The query first, then its results."""

    def __init__(self) -> None:
        super().__init__()
        self.view: CodeView | None = None
        self.lines: list[Line] = []

    def show(self, view: CodeView | None, lines: list[Line]) -> None:
        """Show other codes; `lines` are those of the query and of the images of the view."""
        self.beginResetModel()
        self.view, self.lines = view, lines if view is not None else []
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One a code."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says, and the tooltip."""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.lines[index.row()].spoken
        return None


class _Painter(QStyledItemDelegate):
    """Draws a line: picture, rank and name, distance, bar."""

    def __init__(self, listing: "CodeList", thumbnails: Thumbnails) -> None:
        super().__init__(listing)
        self._list = listing
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002 - Qt's
        """The width that there is, and room for all lines of bits."""
        width = self._list.viewport().width()
        view = self._list.lines.view
        bar = bar_size(view.bits, self._bar_width(width)).height() if view is not None else 0
        return QSize(max(width, 1), max(PICTURE, option.fontMetrics.height() + 3 + bar) + 2 * _PAD)

    @staticmethod
    def _bar_width(width: float) -> float:
        return max(width - PICTURE - 4 * _PAD, 40)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one line; what lies outside the ball is pale, what lies in it has a stroke at its left."""
        view, line = self._list.lines.view, self._list.lines.lines[index.row()]
        if view is None:
            return
        c = theme.colours()
        place = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected or line.image == self._list.pointed != NO_IMAGE:
            painter.fillRect(place, QColor(c.accent_soft))
        inside = line.distance <= self._list.radius
        if inside and line.rank:
            painter.fillRect(QRectF(place.left(), place.top() + 1, 3, place.height() - 2), QColor(c.accent))
        painter.setOpacity(_OUTSIDE if not inside and view.within(self._list.radius) else 1.0)
        self._draw_picture(painter, QRectF(place.left() + _PAD + 3, place.top() + _PAD, PICTURE, PICTURE), line)
        left = place.left() + PICTURE + 2 * _PAD + 5
        width = self._bar_width(place.width())
        self._draw_texts(painter, option, QRectF(left, place.top() + _PAD, width, option.fontMetrics.height()), line)
        bar = QRectF(left, place.top() + _PAD + option.fontMetrics.height() + 3, width, 1)
        code = view.query if not line.rank else view.codes[line.rank - 1]
        draw_bar(painter, bar, code, view.query if line.rank else None)
        painter.setOpacity(1.0)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(c.text), 1, Qt.PenStyle.DotLine))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -1.5))
        painter.restore()

    def _draw_texts(self, painter: QPainter, option: QStyleOptionViewItem, place: QRectF, line: Line) -> None:
        c, metrics = theme.colours(), option.fontMetrics
        right = bits_text(line.distance) if line.rank else tr("query")
        taken = metrics.horizontalAdvance(right) + 6
        left = place.left()
        painter.setFont(option.font)
        base = place.top() + metrics.ascent()
        if line.relevant is not None:
            painter.setPen(QColor(c.good if line.relevant else c.bad))
            sign = "✓ " if line.relevant else "✗ "
            painter.drawText(QPointF(left, base), sign)
            left += metrics.horizontalAdvance(sign)
        painter.setPen(QColor(c.text))
        text = f"{line.rank}  {line.name}" if line.rank else line.name
        room = int(place.right() - taken - left)
        painter.drawText(QPointF(left, base), metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        painter.setPen(QColor(c.muted))
        painter.drawText(QPointF(place.right() - taken + 6, base), right)

    def _draw_picture(self, painter: QPainter, cell: QRectF, line: Line) -> None:
        pixmap = self._thumbnails.pixmap(line.image, PICTURE)
        if pixmap is not None:
            size = pixmap.deviceIndependentSize()
            corner = cell.center() - QPointF(size.width() / 2, size.height() / 2)
            painter.drawPixmap(QPointF(corner.toPoint()), pixmap)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours().tile))
        painter.drawRoundedRect(cell, 4, 4)
        if line.image == NO_IMAGE:
            marks.draw_star(painter, cell.center(), PICTURE / 2)


class CodeList(QListView):
    """Lists codes; a line is an image that can be pointed at, chosen and viewed.

    Signals:
        hovered(int): the image under the pointer, -1 when it leaves.
        chosen(int): search for this image.
        viewed(int): show it large.
        menu_wanted(list, QPoint): what can be done with it is asked for.

    Attributes:
        lines: the model.
        radius: images within so many bits are drawn full.
        pointed: the image that is pointed at here.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    viewed = Signal(int)
    menu_wanted = Signal(object, object)

    def __init__(self, thumbnails: Thumbnails, name_of: Callable[[int], str]) -> None:
        super().__init__()
        self.lines = CodeLines()
        self.radius = 0
        self.pointed = NO_IMAGE
        self._name_of = name_of
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self, thumbnails))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Codes of the query and its results"))
        self.entered.connect(self._enter)
        self.activated.connect(lambda index: self._tell(self.chosen, index))
        thumbnails.ready.connect(lambda _: self.viewport().update() if self.isVisible() else None)

    def show_codes(self, view: CodeView | None, query: int, relevant: tuple[bool, ...] | None) -> None:
        """Show the codes of a query, an image or -1, and of its results."""
        lines = []
        if view is not None:
            lines = [Line(query, self._name_of(query) if query != NO_IMAGE else tr("from outside the collection"))]
            for place, (image, distance) in enumerate(zip(view.ids, view.distances.tolist(), strict=True)):
                good = relevant[place] if relevant is not None else None
                lines.append(Line(image, self._name_of(image), place + 1, distance, good))
        self.lines.show(view, lines)

    def set_radius(self, radius: int) -> None:
        """Draw what is inside another ball."""
        self.radius = radius
        self.viewport().update()

    def _enter(self, index: QModelIndex) -> None:
        image = self.lines.lines[index.row()].image
        if image != self.pointed:
            self.pointed = image
            self.viewport().update()
            self.hovered.emit(image)

    def _tell(self, signal: object, index: QModelIndex) -> None:
        """Emit the image of a line, where it is one of the collection."""
        image = self.lines.lines[index.row()].image if index.isValid() else NO_IMAGE
        if image != NO_IMAGE:
            signal.emit(image)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines of bits are longer or shorter now."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self.pointed = NO_IMAGE
        self.viewport().update()
        self.hovered.emit(NO_IMAGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches for the image, Space shows it large."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell(self.chosen, self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self._tell(self.viewed, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Search for the image."""
        self._tell(self.chosen, self.indexAt(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the image."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        image = self.lines.lines[index.row()].image if index.isValid() else NO_IMAGE
        if image != NO_IMAGE:
            here = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_wanted.emit([image], here)
