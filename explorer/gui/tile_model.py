"""A list of images as a table of tiles."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QItemSelection, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from explorer.gui.catalogue import CatalogueView
from explorer.gui.tile_look import CardText
from explorer.gui.tiles import Tile
from explorer.protocol.ids import Ids

AnyIndex = QModelIndex | QPersistentModelIndex
Positions = NDArray[np.int64]
"""Places in the list, from 0: [m] int64."""

_CARD_FACTS = 3
TOLD_CAPTIONS = 5
"""So many captions are told of the image under the pointer."""


class TileModel(QAbstractTableModel):
    """A list of images laid out in rows; holds ids alone and asks the catalogue about those that are painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.catalogue = CatalogueView.empty()
        self._columns = 1

    def __len__(self) -> int:
        """How many images there are."""
        raise NotImplementedError

    def ids(self) -> Ids:
        """All images in the order of the list: [n] int64."""
        raise NotImplementedError

    def image(self, position: int) -> int:
        """The image id at a position of the list."""
        raise NotImplementedError

    def tile(self, position: int) -> Tile:
        """What to draw at a position of the list."""
        raise NotImplementedError

    def tip(self, position: int) -> str:
        """What is told about the image under the pointer."""
        image = self.image(position)
        lines = [self.catalogue.describe(image), ", ".join(self.tile(position).facts)]
        return "\n".join([*lines, *self.catalogue.captions_of(image)[:TOLD_CAPTIONS]]).strip()

    def card(self, image: int) -> CardText | None:
        """What is written in the place of a picture in a collection without any."""
        if self.catalogue.has_files or self.catalogue.row(image) is None:
            return None
        facts = [fact for fact in self.catalogue.facts(image) if fact[0] != "Name"]
        return self.catalogue.label(image), self.catalogue.name(image), tuple(facts[:_CARD_FACTS])

    def columns(self) -> int:
        """How many tiles stand in a row."""
        return self._columns

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

    def run(self, first: int, last: int) -> QItemSelection:
        """The cells from one position to another, as text is selected and not as a rectangle."""
        selection = QItemSelection()
        width = self._columns
        top, bottom = first // width, last // width
        if top == bottom:
            selection.select(self.cell(first), self.cell(last))
            return selection
        if first % width:
            selection.select(self.cell(first), self.index(top, width - 1))
            top += 1
        whole = bottom if last % width == width - 1 else bottom - 1
        if whole >= top:
            selection.select(self.index(top, 0), self.index(whole, width - 1))
        if whole < bottom:
            selection.select(self.index(bottom, 0), self.cell(last))
        return selection

    def selection_of(self, positions: Positions) -> QItemSelection:
        """The cells of ascending positions."""
        selection = QItemSelection()
        for part in np.split(positions, np.flatnonzero(np.diff(positions) != 1) + 1):
            if len(part):
                selection.append(list(self.run(int(part[0]), int(part[-1]))))
        return selection

    def positions(self, selection: QItemSelection) -> Positions:
        """The positions of cells, ascending."""
        chosen = np.zeros((self.rowCount(), self._columns), np.bool_)
        for part in selection:
            chosen[part.top() : part.bottom() + 1, part.left() : part.right() + 1] = True
        return np.flatnonzero(chosen.ravel()[: len(self)])

    def places(self, images: Ids) -> Positions:
        """Where images stand, ascending; those that do not stand here are left out."""
        ids = self.ids()
        return np.flatnonzero(ids == images[0] if len(images) == 1 else np.isin(ids, images))

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
        """What a screen reader says of the tile, and its tooltip."""
        position = self.position(index)
        if position < 0:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tile(position).spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(position)
        return None
