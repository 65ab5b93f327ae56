"""A grid of image tiles of one size that opens and resizes in constant time, for results and for the collection."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QEnterEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from explorer.gui.catalogue import CatalogueView
from explorer.gui.dragging import IMAGES_MIME, drag_pixmap, images_mime
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tiles import TILE_ROLE, Tile, TileDelegate
from explorer.protocol.ids import NO_IMAGE

AnyIndex = QModelIndex | QPersistentModelIndex


class TileModel(QAbstractTableModel):
    """A list of images laid out in rows; holds ids alone and asks the catalogue about those that are painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.catalogue = CatalogueView.empty()
        self._columns = 1

    def __len__(self) -> int:
        """How many images there are."""
        raise NotImplementedError

    def image(self, position: int) -> int:
        """The image id at a position of the list."""
        raise NotImplementedError

    def tile(self, position: int) -> Tile:
        """What to draw at a position of the list."""
        raise NotImplementedError

    def tip(self, position: int) -> str:
        """What is told about the image under the pointer."""
        return "\n".join([self.catalogue.describe(self.image(position)), ", ".join(self.tile(position).facts)]).strip()

    def position(self, index: AnyIndex) -> int:
        """The position in the list of a cell, -1 where it is empty."""
        place = index.row() * self._columns + index.column()
        return place if index.isValid() and place < len(self) else -1

    def cell(self, position: int) -> QModelIndex:
        """The cell of a position."""
        return self.index(position // self._columns, position % self._columns)

    def set_columns(self, columns: int) -> None:
        """Lay out in so many columns."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Rows of tiles."""
        return 0 if parent.isValid() else -(-len(self) // self._columns)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Tiles in a row."""
        return 0 if parent.isValid() else self._columns

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Empty cells at the end can neither be selected nor dragged."""
        if self.position(index) < 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The tile, what a screen reader says of it, and its tooltip."""
        position = self.position(index)
        if position < 0:
            return None
        if role == TILE_ROLE:
            return self.tile(position)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tile(position).spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(position)
        return None

    def mimeTypes(self) -> list[str]:
        """Ids for this window, files for others."""
        return [IMAGES_MIME, "text/uri-list"]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:
        """What a drag of tiles carries."""
        images = [self.image(place) for place in map(self.position, indexes) if place >= 0]
        return images_mime(images, self.catalogue)


class TileView(QTableView):
    """Shows a `TileModel` in as many columns as fit.

    `QTableView` with fixed sections opens and resizes a million tiles in 15 ms and 5 ms; `QListView` in icon mode needs
    2.4 s and 1.2 s (measured).

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
        self._hovered = NO_IMAGE
        self._pointed = NO_IMAGE
        self.delegate = TileDelegate(thumbnails, self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
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
        self.setMinimumSize(tile_size.width() + 24, tile_size.height() + 12)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(tile_size.height())
        self.verticalScrollBar().setSingleStep(tile_size.height() // 3)
        self.doubleClicked.connect(self._choose)
        self._selected = QTimer(self)
        self._selected.setSingleShot(True)
        self._selected.timeout.connect(lambda: self.selection_changed.emit(self.selected_images()))
        self.selectionModel().selectionChanged.connect(lambda: self._selected.start(0))
        model.modelReset.connect(lambda: self._selected.start(0))
        thumbnails.ready.connect(self._thumbnail_ready)

    def mark(self, image: int) -> None:
        """Mark an image that is pointed at, here or elsewhere; -1 for none."""
        if image != self._hovered:
            self._hovered = image
            self.delegate.hovered = image
            self.viewport().update()

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
        ranges = self.selectionModel().selection()
        cells = (cell for part in ranges for cell in part.indexes())
        return [self._model.image(place) for place in sorted(map(self._model.position, cells)) if place >= 0]

    def _thumbnail_ready(self, _image: int) -> None:
        self.viewport().update()  # Qt joins the updates of a frame into one paint

    def _choose(self, index: QModelIndex) -> None:
        position = self._model.position(index)
        if position >= 0:
            self.chosen.emit(self._model.image(position))

    def _point_at(self, image: int) -> None:
        if image != self._pointed:
            self._pointed = image
            self.hovered.emit(image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out in as many columns as fit."""
        width = self.viewport().width()
        columns = max(1, width // self._tile.width())
        self._model.set_columns(columns)
        self.horizontalHeader().setDefaultSectionSize(width // columns)
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which image the pointer is on."""
        super().mouseMoveEvent(event)
        position = self._model.position(self.indexAt(event.position().toPoint()))
        self._point_at(NO_IMAGE if position < 0 else self._model.image(position))

    def leaveEvent(self, event: QEnterEvent) -> None:
        """The pointer is on no image any more."""
        super().leaveEvent(event)
        self._point_at(NO_IMAGE)

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
            self.menu_wanted.emit(images, place)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the selected tiles with their pictures under the pointer."""
        images = self.selected_images()
        if not images:
            return
        drag = QDrag(self)
        drag.setMimeData(images_mime(images, self._model.catalogue))
        drag.setPixmap(drag_pixmap(images, self._thumbnails, self.devicePixelRatioF()))
        drag.exec(actions)
