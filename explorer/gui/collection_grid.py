"""The grid of the whole collection."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from explorer.gui.catalogue import CatalogueView
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tile_view import TileModel, TileView
from explorer.gui.tiles import GAP, PICTURE, Tile, text_height, tile_width


class GridModel(TileModel):
    """All images of the collection, in the order of their ids (that of their paths)."""

    def show(self, catalogue: CatalogueView) -> None:
        """Show another state of the catalogue."""
        self.beginResetModel()
        self.catalogue = catalogue
        self.endResetModel()

    def __len__(self) -> int:
        return len(self.catalogue)

    def image(self, position: int) -> int:
        """See `TileModel`."""
        return int(self.catalogue.ids[position])

    def tile(self, position: int) -> Tile:
        """See `TileModel`."""
        image = self.image(position)
        return Tile(image, self.catalogue.title(image), self.catalogue.name(image))


class CollectionGrid(QWidget):
    """The grid with a line above it that says how many images there are.

    Signals are those of `TileView`.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    viewed = Signal(int)
    menu_wanted = Signal(object, object)
    selection_changed = Signal(object)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = GridModel(self)
        self.view = TileView(self.model, thumbnails, tile_size(ranked=False), self)
        self.view.setAccessibleName("All images of the collection")
        for name in ("hovered", "chosen", "viewed", "menu_wanted", "selection_changed"):
            getattr(self.view, name).connect(getattr(self, name))
        self._head = QLabel()
        self._head.setObjectName("heading")
        self._head.setContentsMargins(14, 9, 14, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self.view, 1)
        self.show_catalogue(CatalogueView.empty())

    def show_catalogue(self, catalogue: CatalogueView) -> None:
        """Show another state of the catalogue; where the grid stands and what is current stay."""
        place, current = self.view.verticalScrollBar().value(), self.view.current_image()
        self.model.show(catalogue)
        self.view.verticalScrollBar().setValue(place)
        row = catalogue.row(current)
        if row is not None:
            self.view.setCurrentIndex(self.model.cell(row))
        count = len(catalogue)
        self._head.setText(f"{count:,} image{'' if count == 1 else 's'}" if count else "Looking for images…")


def tile_size(*, ranked: bool) -> QSize:
    """The size of a tile in logical pixels, for the font of the application."""
    font = QApplication.font()
    return QSize(tile_width(font), PICTURE + text_height(font, ranked) + 2 * GAP)
