"""Tables of an evaluation: one row a method, or a query; sorted by the column that is clicked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget

from explorer.gui import theme
from explorer.gui.language import tr

AnyIndex = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes:
        text: as shown.
        value: by which it is sorted; None stands last.
        tone: "good", "bad", "muted" or nothing.
        strong: whether it is the best of its column.
        tip: more of it.
    """

    text: str
    value: Any = None
    tone: str = ""
    strong: bool = False
    tip: str = ""


@dataclass(frozen=True)
class Head:
    """A column: its title, what it is, and whether it holds numbers."""

    title: str
    tip: str = ""
    number: bool = True


class CellModel(QAbstractTableModel):
    """Cells as they are given; the order of the rows is the person's.

    Attributes:
        heads: the columns.
        keys: of the rows, in the order shown.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heads: list[Head] = []
        self.keys: list[Any] = []
        self._rows: list[Sequence[Cell]] = []
        self._given: list[tuple[Any, Sequence[Cell]]] = []
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, heads: Sequence[Head], rows: Sequence[tuple[Any, Sequence[Cell]]]) -> None:
        """Show other rows, each with its key, sorted as before."""
        self.beginResetModel()
        if [head.title for head in heads] != [head.title for head in self.heads]:
            self._sorting = (-1, Qt.SortOrder.AscendingOrder)
        self.heads, self._given = list(heads), list(rows)
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        column, order = self._sorting
        rows = self._given
        if 0 <= column < len(self.heads):
            known = [row for row in rows if row[1][column].value is not None]
            known.sort(key=lambda row: row[1][column].value, reverse=order == Qt.SortOrder.DescendingOrder)
            rows = known + [row for row in rows if row[1][column].value is None]
        self.keys, self._rows = [key for key, _ in rows], [cells for _, cells in rows]

    # Qt's own

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row a key."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """One column a head."""
        return 0 if parent.isValid() else len(self.heads)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the order in which the rows were given."""
        self.layoutAboutToBeChanged.emit()
        self._sorting = (column, order)
        self._arrange()
        self.layoutChanged.emit()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        """Titles, and what they mean."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.heads):
            return None
        head = self.heads[section]
        if role == _Role.TextAlignmentRole:
            return int(_side(head) | Qt.AlignmentFlag.AlignVCenter)
        return {_Role.DisplayRole: tr(head.title), _Role.ToolTipRole: tr(head.tip)}.get(role)

    def data(self, index: AnyIndex, role: int = _Role.DisplayRole) -> object:
        """Text, alignment, weight and colour of a cell."""
        cell, head = self._rows[index.row()][index.column()], self.heads[index.column()]
        if role == _Role.DisplayRole:
            return cell.text
        if role == _Role.ToolTipRole:
            return cell.tip or cell.text
        if role == _Role.TextAlignmentRole:
            return int(_side(head) | Qt.AlignmentFlag.AlignVCenter)
        if role == _Role.FontRole and cell.strong:
            font = QFont()
            font.setBold(True)
            return font
        if role == _Role.ForegroundRole and cell.tone:
            c = theme.colours()
            return QColor({"good": c.good, "bad": c.bad}.get(cell.tone, c.muted))
        return None


def _side(head: Head) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if head.number else Qt.AlignmentFlag.AlignLeft


class CellTable(QTableView):
    """Rows that are sorted by a click on a head, and chosen by a double click or Enter.

    Attributes:
        nothing: what is told where there are no rows.
    """

    def __init__(self, name: str, choose: Callable[[Any], None], nothing: str = "") -> None:
        """`name` for screen readers; `choose` is called with the key of a row."""
        super().__init__()
        self.nothing = QLabel(nothing, self.viewport(), alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.nothing.setObjectName("emptyState")
        self.cells = CellModel(self)
        self._choose = choose
        self.setModel(self.cells)
        self.setObjectName("cells")
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setHighlightSections(False)
        self.activated.connect(lambda index: self._choose(self.cells.keys[index.row()]))

    @property
    def current_key(self) -> Any:
        """The key of the current row; None without one."""
        index = self.currentIndex()
        return self.cells.keys[index.row()] if index.isValid() else None

    def show_rows(self, heads: Sequence[Head], rows: Sequence[tuple[Any, Sequence[Cell]]]) -> None:
        """Show other rows; the columns take the width that they need."""
        fresh = [head.title for head in heads] != [head.title for head in self.cells.heads]
        before = self.current_key
        self.cells.show(heads, rows)
        self.nothing.setVisible(not rows)
        if fresh:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.resizeColumnsToContents()
        if before in self.cells.keys:
            self.setCurrentIndex(self.cells.index(self.cells.keys.index(before), 0))

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words for nothing in the middle."""
        super().resizeEvent(event)
        self.nothing.setGeometry(self.viewport().rect().adjusted(16, 16, -16, -16))
