"""A grid of image tiles of one size that opens and resizes in constant time, for results and for the collection."""

import numpy as np
from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from explorer.gui.dragging import drag_pixmap, images_mime
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tile_look import PICTURE
from explorer.gui.tile_model import TileModel
from explorer.gui.tiles import Tile, TilePainter
from explorer.protocol.ids import NO_IMAGE, Ids

MARGIN = 0.5
"""Pictures are loaded so many heights of the view beyond its edges, once those in view are there."""
_KEPT_TILES = 400
_Action = QAbstractItemView.CursorAction


class TileView(QTableView):
    """Shows a `TileModel` in as many columns as fit.

    `QTableView` with fixed sections opens and resizes a million tiles in 15 ms and 5 ms; `QListView` in icon mode needs
    2.4 s and 1.2 s (measured). The view paints the tiles itself, all in one go, at 0.1 ms a tile (measured); one call
    of a delegate for each costs several times that. What it shows it asks the thumbnails for, and forgets about when
    it scrolls away.

    Signals:
        hovered(int): the image under the pointer, -1 when it leaves.
        chosen(int): an image was double-clicked or chosen by Enter: search for it.
        viewed(int): Space was pressed on an image: show it large.
        menu_wanted(list, QPoint): what can be done with these images is asked for, at that place of the screen.
        selection_changed(list): these images are selected now, in the order of the list.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    viewed = Signal(int)
    menu_wanted = Signal(object, object)
    selection_changed = Signal(object)

    def __init__(self, model: TileModel, thumbnails: Thumbnails, tile_size: QSize, parent: QWidget | None = None):
        super().__init__(parent)
        self._model = model
        self._thumbnails = thumbnails
        self._tile = tile_size
        self._pointed = NO_IMAGE
        self._tiles: dict[int, Tile] = {}
        self._shown: dict[int, int] = {}
        self._wish: tuple[object, ...] = ()
        self._kept: tuple[Ids, int] = (np.empty(0, np.int64), NO_IMAGE)
        self._painter = TilePainter(thumbnails)
        self._selected = QTimer(self)
        self._selected.setSingleShot(True)
        self._selected.timeout.connect(lambda: self.selection_changed.emit(self.selected_images()))
        self.setModel(model)
        self._set_up()
        self.doubleClicked.connect(self._choose)
        self.selectionModel().selectionChanged.connect(lambda: self._selected.start(0))
        model.modelAboutToBeReset.connect(self._keep_selection)
        model.modelReset.connect(self._restore_selection)
        model.dataChanged.connect(self.refresh)
        thumbnails.arrived.connect(self._pictures_arrived)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabKeyNavigation(False)
        self.setMinimumSize(self._tile.width() + 24, self._tile.height() + 12)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self._tile.height())
        self.verticalScrollBar().setSingleStep(self._tile.height() // 3)

    # What it shows

    @property
    def marked(self) -> int:
        """The image that is marked; -1 for none."""
        return self._painter.hovered

    def mark(self, image: int) -> None:
        """Mark an image that is pointed at, here or elsewhere; -1 for none."""
        before, self._painter.hovered = self._painter.hovered, image
        if image != before:
            self._update_images({before, image})

    def mark_query(self, image: int) -> None:
        """Frame the image that is searched for; -1 where it is none of the collection."""
        before, self._painter.query = self._painter.query, image
        if image != before:
            self._update_images({before, image})

    def refresh(self) -> None:
        """Draw everything anew, because names, labels or changes of rank are others now."""
        self._tiles.clear()
        self.viewport().update()

    def start_over(self) -> None:
        """Forget what is selected and go to the top: this is another list."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self.scrollToTop()

    def show_position(self, position: int) -> None:
        """Scroll to a position of the list and make it current."""
        cell = self._model.cell(position)
        self.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(cell)

    def current_image(self) -> int:
        """The image of the current tile, -1 for none."""
        position = self._model.position(self.currentIndex())
        return NO_IMAGE if position < 0 else self._model.image(position)

    def selected_images(self) -> list[int]:
        """The selected images in the order of the list."""
        return self._selected_ids().tolist()

    def _selected_ids(self) -> Ids:
        if not self.selectionModel().hasSelection():
            return np.empty(0, np.int64)
        return self._model.ids()[self._model.positions(self.selectionModel().selection())]

    def _keep_selection(self) -> None:
        self._kept = (self._selected_ids(), self.current_image())

    def _restore_selection(self) -> None:
        """Select the same images after they were laid out anew."""
        self._tiles.clear()
        self._shown.clear()
        (selected, current), self._kept = self._kept, (np.empty(0, np.int64), NO_IMAGE)
        model, flags = self.selectionModel(), QItemSelectionModel.SelectionFlag
        if current != NO_IMAGE and len(places := self._model.places(np.array([current], np.int64))):
            model.setCurrentIndex(self._model.cell(int(places[0])), flags.NoUpdate)
        if len(selected):
            model.select(self._model.selection_of(self._model.places(selected)), flags.ClearAndSelect)
            self._selected.start(0)

    # Painting

    def _tile_at(self, position: int) -> Tile:
        tile = self._tiles.get(position)
        if tile is None:
            if len(self._tiles) >= _KEPT_TILES:
                self._tiles.clear()
            tile = self._tiles[position] = self._model.tile(position)
        return tile

    def _cell_rect(self, position: int) -> QRect:
        columns = self._model.columns()
        width, height = self.horizontalHeader().defaultSectionSize(), self._tile.height()
        return QRect(position % columns * width, position // columns * height - self.verticalOffset(), width, height)

    def _span(self, top: int, bottom: int) -> range:
        """The positions of the tiles between two heights of the viewport."""
        columns, offset, height = self._model.columns(), self.verticalOffset(), self._tile.height()
        first = max(0, (top + offset) // height) * columns
        return range(first, max(first, min(len(self._model), ((bottom + offset) // height + 1) * columns)))

    def _update_images(self, images: set[int] | frozenset[int]) -> None:
        for image in images & self._shown.keys():
            self.viewport().update(self._cell_rect(self._shown[image]))

    def _pictures_arrived(self, images: frozenset[int]) -> None:
        self._update_images(images)

    def _want_pictures(self, visible: range) -> None:
        """Ask for what is in view, then for what lies near it."""
        margin = round(self.viewport().height() * MARGIN)
        near = self._span(-margin, self.viewport().height() + margin)
        image = self._model.image
        outside = [*range(visible.stop, near.stop), *range(visible.start - 1, near.start - 1, -1)]
        self._thumbnails.show(id(self), PICTURE, map(image, visible), map(image, outside))

    def _draw_tiles(self, painter: QPainter, region: QRegion) -> bool:
        """Draw the tiles in a region; tells whether all their pictures have come."""
        settled, several = True, region.rectCount() > 1
        bounds, selection = region.boundingRect(), self.selectionModel()
        selecting, current = selection.hasSelection(), self._model.position(self.currentIndex())
        current = current if self.hasFocus() else -1
        for position in self._span(bounds.top(), bounds.bottom()):
            rect = self._cell_rect(position)
            if several and not region.intersects(rect):
                continue
            selected = selecting and selection.isSelected(self._model.cell(position))
            tile, focused = self._tile_at(position), position == current
            settled &= self._painter.paint(painter, tile, QRectF(rect), selected=selected, current=focused)
        return settled

    # Selecting and moving about

    def _choose(self, index: QModelIndex) -> None:
        position = self._model.position(index)
        if position >= 0:
            self.chosen.emit(self._model.image(position))

    def _point_at(self, image: int) -> None:
        if image != self._pointed:
            self._pointed = image
            self.hovered.emit(image)

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in view, and ask for the pictures that are not there yet."""
        height = self.viewport().height()
        visible = self._span(0, height - 1)
        self._shown = {self._model.image(position): position for position in visible}
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.prepare(self.font(), self.devicePixelRatioF())
        settled = self._draw_tiles(painter, event.region())
        painter.end()
        wish = (visible, self.devicePixelRatioF(), len(self._model), *self._shown)
        if not settled or wish != self._wish:
            self._wish = wish
            self._want_pictures(visible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out in as many columns as fit; the first tile in view stays there."""
        width = self.viewport().width()
        columns = max(1, width // self._tile.width())
        first = self._span(0, 0).start
        other = columns != self._model.columns()
        self._model.set_columns(columns)
        self.horizontalHeader().setDefaultSectionSize(width // columns)
        super().resizeEvent(event)
        if other and first:
            self.executeDelayedItemsLayout()  # or the scroll bar still has the range of the layout before
            self.verticalScrollBar().setValue(first // columns * self._tile.height())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select from one tile to another along the rows, not in a rectangle of cells."""
        ends = [self._model.position(self.indexAt(corner)) for corner in (rect.topLeft(), rect.bottomRight())]
        last = len(self._model) - 1
        first, second = (last if end < 0 else end for end in ends)
        if last < 0 or (rect.width() == rect.height() == 1 and ends[0] < 0):
            self.selectionModel().clear()
            return
        self.selectionModel().select(self._model.run(min(first, second), max(first, second)), command)

    def moveCursor(self, action: _Action, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Left and right go on in the next row; Home and End go to the first and the last tile."""
        if not len(self._model):
            return QModelIndex()
        place, columns, last = self._model.position(self.currentIndex()), self._model.columns(), len(self._model) - 1
        if place < 0:
            return self._model.cell(self._span(0, 0).start)
        page = max(1, self.viewport().height() // self._tile.height()) * columns
        goal = {
            _Action.MoveLeft: place - 1, _Action.MovePrevious: place - 1,
            _Action.MoveRight: place + 1, _Action.MoveNext: place + 1,
            _Action.MoveUp: place - columns if place >= columns else place,
            _Action.MoveDown: place + columns if place // columns < last // columns else place,
            _Action.MovePageUp: place - page if place >= page else place % columns,
            _Action.MovePageDown: place + page,
            _Action.MoveHome: 0, _Action.MoveEnd: last,
        }[action]  # fmt: skip
        return self._model.cell(min(max(goal, 0), last))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which image the pointer is on."""
        super().mouseMoveEvent(event)
        position = self._model.position(self.indexAt(event.position().toPoint()))
        self._point_at(NO_IMAGE if position < 0 else self._model.image(position))

    def leaveEvent(self, event: QEnterEvent) -> None:
        """The pointer is on no image any more."""
        super().leaveEvent(event)
        self._point_at(NO_IMAGE)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which tile the keyboard is at."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Move the ring of the current tile."""
        super().currentChanged(current, previous)
        for index in (current, previous):
            if (position := self._model.position(index)) >= 0:
                self.viewport().update(self._cell_rect(position))

    def viewportEvent(self, event: QEvent) -> bool:
        """Qt would draw a tile anew for every move of the pointer over it; `mark` does where it must."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter searches for the current image, Space shows it large."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and not event.modifiers() and self.current_image() != NO_IMAGE:
            self.viewed.emit(self.current_image())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the selected images, at the pointer or at the current tile."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        images = self.selected_images()
        if images:
            self.menu_wanted.emit(images, QPoint(place))

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the selected tiles with their pictures under the pointer."""
        images = self.selected_images()
        if not images:
            return
        drag = QDrag(self)
        drag.setMimeData(images_mime(images, self._model.catalogue))
        drag.setPixmap(drag_pixmap(images, self._thumbnails, self.devicePixelRatioF()))
        drag.exec(actions)
