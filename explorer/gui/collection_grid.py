"""The grid of the whole collection, or of that part of it which passes the filters."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.gui import theme
from explorer.gui.catalogue import CatalogueView, column_title
from explorer.gui.filters import Arrangement, Filter, Sorting, arrange
from explorer.gui.language import mark_text, tr
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tile_look import tile_height, tile_width
from explorer.gui.tile_model import TileModel
from explorer.gui.tile_view import TileView
from explorer.gui.tiles import Tile
from explorer.protocol.ids import Ids

_ORDERS = {
    mark_text("Folder"): Sorting("folder"),
    mark_text("Name"): Sorting("name"),
    mark_text("Date"): Sorting("date"),
    mark_text("Size"): Sorting("size"),
}
NOTHING = arrange(CatalogueView.empty(), Filter(), Sorting())


class GridModel(TileModel):
    """The images of an arrangement."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arrangement = NOTHING

    def show(self, arrangement: Arrangement) -> None:
        """Show other images, or the same in another order."""
        self.beginResetModel()
        self.arrangement, self.catalogue = arrangement, arrangement.catalogue
        self.endResetModel()

    def __len__(self) -> int:
        return len(self.arrangement)

    def ids(self) -> Ids:
        """See `TileModel`."""
        return self.catalogue.ids[self.arrangement.rows]

    def image(self, position: int) -> int:
        """See `TileModel`."""
        return int(self.catalogue.ids[self.arrangement.rows[position]])

    def tile(self, position: int) -> Tile:
        """See `TileModel`."""
        image = self.image(position)
        return Tile(image, self.catalogue.title(image), self.card(image))


class CollectionGrid(QWidget):
    """The grid, with a line above it that says how many images there are and in which order.

    Signals are those of `TileView`, and:
        sorting_wanted(Sorting): another order was chosen.
        clearing_wanted(): the filters that left nothing shall go.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    viewed = Signal(int)
    menu_wanted = Signal(object, object)
    selection_changed = Signal(object)
    sorting_wanted = Signal(object)
    clearing_wanted = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = GridModel(self)
        self.view = TileView(self.model, thumbnails, tile_size(ranked=False), self)
        self.view.setAccessibleName(tr("All images of the collection"))
        for name in ("hovered", "chosen", "viewed", "menu_wanted", "selection_changed"):
            getattr(self.view, name).connect(getattr(self, name))
        self.head = GridHead()
        self.head.sorting_wanted.connect(self.sorting_wanted)
        self._empty = EmptyGrid()
        self._empty.clear.clicked.connect(self.clearing_wanted)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._pages, 1)
        self.show_arrangement(NOTHING)

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Show other images or another order; the current image stays where the eye has it."""
        before, current, anchor = self.model.arrangement, self.view.current_image(), self._anchor(arrangement)
        self.model.show(arrangement)
        self.head.show_arrangement(arrangement)
        self._empty.show_arrangement(arrangement)
        self._pages.setCurrentWidget(self.view if len(arrangement) else self._empty)
        position = arrangement.position(current) if before is not NOTHING else None
        if position is not None and self.view.current_image() != current:  # or what is selected beside it would be lost
            self.view.setCurrentIndex(self.model.cell(position))
        self._hold(arrangement, anchor)

    def tell(self, sentence: str) -> None:
        """Say in one sentence why there are no images, or not yet."""
        self._empty.waiting = sentence
        self._empty.show_arrangement(self.model.arrangement)

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        self.head.refresh_icons()
        self._empty.show_arrangement(self.model.arrangement)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would have Tab jump over the controls before it."""
        self.view.setFocus(event.reason())

    def _anchor(self, coming: Arrangement) -> tuple[int, int] | None:
        """The image that shall not move, and how far below the upper edge it stands."""
        shown, view = self.model.arrangement, self.view
        index = view.currentIndex()
        if not index.isValid() or not view.viewport().rect().intersects(view.visualRect(index)):
            same = (shown.filter, shown.sorting) == (coming.filter, coming.sorting)
            index = view.indexAt(view.viewport().rect().topLeft()) if same else index
        position = self.model.position(index)
        return None if position < 0 else (self.model.image(position), view.visualRect(index).top())

    def _hold(self, arrangement: Arrangement, anchor: tuple[int, int] | None) -> None:
        """Scroll so that the anchor stands where it stood; to the top where there is none."""
        position = None if anchor is None else arrangement.position(anchor[0])
        bar = self.view.verticalScrollBar()
        if position is None or anchor is None:
            bar.setValue(0)
            return
        top, room = anchor[1], self.view.viewport().height()
        if not 0 <= top < room:
            top = room // 3
        self.view.executeDelayedItemsLayout()  # or the scroll bar still has the range of what was shown before
        bar.setValue(self.view.rowViewportPosition(self.model.cell(position).row()) + self.view.verticalOffset() - top)


class GridHead(QWidget):
    """How many images are shown, and the choice of their order.

    Signals:
        sorting_wanted(Sorting): another order was chosen.
    """

    sorting_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._count = QLabel()
        self._count.setObjectName("heading")
        self._sorting = Sorting()
        self._offered: dict[str, Sorting] = {}
        self._label = QLabel(tr("Sort by"))
        self._label.setObjectName("muted")
        self._keys = QComboBox()
        self._keys.setAccessibleName(tr("Sort the images by"))
        self._keys.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._keys.textActivated.connect(self._choose)
        self._direction = QToolButton()
        self._direction.setIconSize(QSize(18, 18))
        self._direction.clicked.connect(self._turn)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 14, 4)
        layout.setSpacing(6)
        layout.addWidget(self._count, 1)
        for widget in (self._label, self._keys, self._direction):
            layout.addWidget(widget)

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Tell of it."""
        self._sorting = arrangement.sorting
        self._count.setText(arrangement.count_text if arrangement.catalogue.is_listed else " ")
        catalogue = arrangement.catalogue
        for widget in (self._label, self._keys, self._direction):
            widget.setVisible(len(catalogue) > 0)
        self._offer(catalogue)
        self.refresh_icons()

    def refresh_icons(self) -> None:
        """Draw the icon in the colours of the theme."""
        down = self._sorting.descending
        self._direction.setIcon(theme.icon("descending" if down else "ascending"))
        text = tr("Descending; click for ascending order") if down else tr("Ascending; click for descending order")
        self._direction.setToolTip(text)
        self._direction.setAccessibleName(text)

    def _offer(self, catalogue: CatalogueView) -> None:
        shown = _ORDERS if catalogue.has_files else {"Name": _ORDERS["Name"]}
        offered = {tr(name): sorting for name, sorting in shown.items()}
        offered |= {column_title(name): Sorting("column", name) for name in catalogue.columns if name != "caption"}
        if not catalogue.has_files:
            offered = {tr("As in the file"): _ORDERS["Folder"], **offered}
        if offered != self._offered:
            self._offered = offered
            self._keys.clear()
            self._keys.addItems(list(offered))
        chosen = (self._sorting.key, self._sorting.column)
        names = [name for name, sorting in offered.items() if (sorting.key, sorting.column) == chosen]
        self._keys.setCurrentText(names[0] if names else next(iter(offered)))

    def _choose(self, name: str) -> None:
        wanted = self._offered[name]
        self.sorting_wanted.emit(Sorting(wanted.key, wanted.column, wanted.key in ("date", "size")))

    def _turn(self) -> None:
        now = self._sorting
        self.sorting_wanted.emit(Sorting(now.key, now.column, not now.descending))


class EmptyGrid(QWidget):
    """What stands where images would: why there are none, and what helps.

    Attributes:
        clear: the button that takes the filters away.
        waiting: one sentence on why a collection has no images, or not yet.
    """

    def __init__(self) -> None:
        super().__init__()
        self.waiting = tr("Looking for images…")
        self._sign = QLabel()
        self._text = QLabel()
        self._text.setObjectName("muted")
        self._text.setWordWrap(True)
        self._text.setMaximumWidth(460)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clear = QPushButton(tr("Clear filters"))
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for widget in (self._sign, self._text, self.clear):
            if isinstance(widget, QLabel):
                widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(widget, 20 if widget is self._text else 0)
            row.addStretch(1)
            layout.addLayout(row)
        layout.addStretch(3)

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Tell why it is empty."""
        sign, text = ("filter", arrangement.reason) if arrangement.reason else ("image", self.waiting)
        self._sign.setPixmap(theme.pixmap(sign, 40, theme.colours().faint, self.devicePixelRatioF()))
        self._text.setText(text)
        self.clear.setVisible(bool(arrangement.reason))


def tile_size(*, ranked: bool) -> QSize:
    """The size of a tile in logical pixels, for the font of the application."""
    font = QApplication.font()
    return QSize(tile_width(font), tile_height(font, ranked=ranked))
