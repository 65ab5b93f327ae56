"""The list of a column as a table of tiles."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget

from explorer.gui.actions import WHY, shown_keys
from explorer.gui.catalogue import CatalogueView
from explorer.gui.language import tr
from explorer.gui.state import Change, ColumnResult
from explorer.gui.tile_model import TileModel
from explorer.gui.tiles import Tile
from explorer.protocol.ids import Ids

NO_MARKS: Mapping[int, int] = MappingProxyType({})


class RankingModel(TileModel):
    """One method's list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result: ColumnResult | None = None
        self._changes: list[Change | None] | None = None
        self._marks: Mapping[int, int] = {}

    def show(
        self,
        result: ColumnResult | None,
        changes: list[Change | None] | None,
        catalogue: CatalogueView,
        marks: Mapping[int, int] = NO_MARKS,
    ) -> None:
        """Show a list, with its changes of rank against the reference where it is not the reference itself."""
        if (result is self.result and catalogue is self.catalogue) and (changes, marks) == (self._changes, self._marks):
            return
        before = self.result.ids if self.result is not None else ()
        after = result.ids if result is not None else ()
        continued = 0 < len(before) < len(after) and after[: len(before)] == before
        other = not continued and after != before
        rows = self.rowCount()
        if other or not before:
            self.beginResetModel()
        elif continued and self.rows_of(len(after)) > rows:
            self.beginInsertRows(QModelIndex(), rows, self.rows_of(len(after)) - 1)
        self.result, self._changes, self.catalogue, self._marks = result, changes, catalogue, marks
        if other or not before:
            self.endResetModel()
            return
        if self.rowCount() > rows:
            self.endInsertRows()
        self.dataChanged.emit(self.cell(0), self.cell(len(self) - 1))

    def rows_of(self, images: int) -> int:
        """In how many rows so many images stand."""
        return -(-images // self.columns())

    def __len__(self) -> int:
        return 0 if self.result is None else len(self.result.ids)

    def ids(self) -> Ids:
        """See `TileModel`."""
        return np.array([] if self.result is None else self.result.ids, np.int64)

    def tip(self, position: int) -> str:
        """See `TileModel`."""
        return tr("{tip}\nWhy is it here? {shown_keys}", tip=super().tip(position), shown_keys=shown_keys(WHY))

    def image(self, position: int) -> int:
        """See `TileModel`."""
        assert self.result is not None
        return self.result.ids[position]

    def tile(self, position: int) -> Tile:
        """See `TileModel`."""
        assert self.result is not None
        image = self.result.ids[position]
        change = self._changes[position] if self._changes is not None else None
        relevant = self.result.relevant[position] if self.result.relevant is not None else None
        title, score = self.catalogue.title(image), self.result.scores[position]
        distance = self.result.distances[position] if self.result.distances is not None else None
        mark = self._marks.get(image, 0)
        return Tile(image, title, self.card(image), position + 1, score, change, relevant, distance, mark)
