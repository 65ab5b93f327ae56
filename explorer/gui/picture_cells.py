"""Cells of a table that show the image they name."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.report_table import AnyIndex, CellTable

SIDE = 30
"""Pixels of a picture: enough to know the image by, little enough for many rows."""


class PictureCells(QStyledItemDelegate):
    """Draws a picture before the text of each cell of one column; the rows of the table grow as tall as that."""

    def __init__(
        self, table: CellTable, column: int, thumbnails: Thumbnails, image_of: Callable[[Any], int | None]
    ) -> None:
        """`image_of` tells the image of a row from its key; None for a row that has none."""
        super().__init__(table)
        self._table = table
        self._thumbnails = thumbnails
        self._image_of = image_of
        self._none = QPixmap(SIDE, SIDE)
        self._none.fill(Qt.GlobalColor.transparent)
        thumbnails.ready.connect(self._arrived)
        table.setItemDelegateForColumn(column, self)
        table.verticalHeader().setDefaultSectionSize(SIDE + 6)

    def _arrived(self, _image: int) -> None:
        self._table.viewport().update()

    # Qt's own

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """The picture as far as it is loaded, on the same room before it is."""
        super().initStyleOption(option, index)
        image = self._image_of(self._table.cells.keys[index.row()])
        picture = None if image is None else self._thumbnails.pixmap(image, SIDE)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.decorationSize = QSize(SIDE, SIDE)
        option.icon = QIcon(picture or self._none)
