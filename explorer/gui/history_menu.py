"""The last queries as a list with thumbnails, and the mouse buttons that walk through them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from explorer.gui import theme
from explorer.gui.catalogue import CatalogueView
from explorer.gui.chips import region_rect
from explorer.gui.history import History
from explorer.gui.language import tr
from explorer.gui.term_pictures import TermPictures, query_title
from explorer.protocol.query import Query, Term

SIDE = 34
"""Side of a thumbnail."""
SHOWN = 3
"""Thumbnails of one query."""
LINES = 9
WIDTH = 380


class HistoryMenu(QFrame):
    """A list of queries, the newest first, that opens under a button and closes with a choice.

    Signals:
        chosen(int): go so many queries ahead, or back where negative.
    """

    chosen = Signal(int)

    def __init__(self, pictures: TermPictures, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("picker")
        self._pictures = pictures
        self.list = QListWidget()
        self.list.setObjectName("history")
        self.list.setAccessibleName(tr("Recent queries"))
        self.list.setIconSize(QSize(SHOWN * (SIDE + 3), SIDE))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.itemClicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(5, 5, 5, 5)
        layout.addWidget(self.list)
        pictures.ready.connect(self._draw_icons)

    def popup(self, history: History, catalogue: CatalogueView, below: QWidget) -> None:
        """Open with these queries, the current one marked."""
        self.list.clear()
        for steps, query in history.entries():
            item = QListWidgetItem(query_title(query, catalogue), self.list)
            item.setData(Qt.ItemDataRole.UserRole, (steps, query))
            item.setToolTip(item.text())
            if steps == 0:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("{words}, shown now", words=item.text()))
                self.list.setCurrentItem(item)
        self._draw_icons(always=True)
        line = max(self.list.sizeHintForRow(0), SIDE + 8)
        self.setFixedSize(WIDTH, min(self.list.count(), LINES) * line + 14)
        place = below.mapToGlobal(QPoint(0, below.height() + 3))
        room = below.screen().availableGeometry()
        self.move(min(place.x(), room.right() - WIDTH), place.y())
        self.show()
        self.list.setFocus()

    def _draw_icons(self, *, always: bool = False) -> None:
        if not (always or self.isVisible()):
            return
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setIcon(self._icon(item.data(Qt.ItemDataRole.UserRole)[1]))

    def _icon(self, query: Query) -> QIcon:
        """The first terms side by side."""
        ratio = self.devicePixelRatioF()
        strip = QPixmap(self.list.iconSize() * ratio)
        strip.setDevicePixelRatio(ratio)
        strip.fill(Qt.GlobalColor.transparent)
        painter = QPainter(strip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, term in enumerate(query.terms[:SHOWN]):
            self._draw_term(painter, term, QRectF(place * (SIDE + 3), 0, SIDE, SIDE), ratio)
        painter.end()
        icon = QIcon()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # a selected one is not tinted
            icon.addPixmap(strip, mode)
        return icon

    def _draw_term(self, painter: QPainter, term: Term, cell: QRectF, ratio: float) -> None:
        c = theme.colours()
        pixmap = self._pictures.pixmap(term, SIDE, ratio)
        place = cell.adjusted(3, 3, -3, -3)
        if pixmap is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.tile))
            painter.drawRoundedRect(place, 4, 4)
        else:
            size = pixmap.deviceIndependentSize()
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(cell.center())
            painter.drawPixmap(place.topLeft(), pixmap)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if term.region is not None:
            painter.setPen(QPen(QColor(255, 255, 255), 1.2))
            painter.drawRect(region_rect(term.region, place))
        if term.sign < 0:
            badge = QRectF(cell.right() - 13, cell.bottom() - 13, 12, 12)
            painter.setPen(QPen(QColor(c.raised), 1.5))
            painter.setBrush(QColor(c.bad))
            painter.drawEllipse(badge)
            painter.drawLine(badge.center() - QPointF(2.5, 0), badge.center() + QPointF(2.5, 0))

    def _choose(self, item: QListWidgetItem) -> None:
        self.close()
        steps = item.data(Qt.ItemDataRole.UserRole)[0]
        if steps:
            self.chosen.emit(steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem() is not None:
            self._choose(self.list.currentItem())
        else:
            super().keyPressEvent(event)


class MouseHistory(QObject):
    """The fourth and fifth button of a mouse go back and forward, wherever in the window the pointer is."""

    def __init__(self, window: QWidget, back: Callable[[], None], forward: Callable[[], None]) -> None:
        super().__init__(window)
        self._actions = {Qt.MouseButton.BackButton: back, Qt.MouseButton.ForwardButton: forward}
        window.winId()  # makes the native window, through which all its mouse events come
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take these two buttons alone."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            action = self._actions.get(event.button())
            if action is not None:
                action()
                return True
        return super().eventFilter(watched, event)
