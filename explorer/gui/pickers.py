"""Small windows below a button in which a condition on one column is set."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QCloseEvent, QColor, QDoubleValidator, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from explorer.collection.names import folded
from explorer.gui import theme
from explorer.gui.filters import Between, ColumnWords, Condition, OneOf
from explorer.gui.language import number_text, tr
from explorer.gui.search_field import SearchField

DEBOUNCE_MS = 180
"""So long after the last key a filter is applied: longer than between two letters, shorter than a wait is felt."""
_ROWS = 11
_ROW_HEIGHT = 25
_WIDTH = 330
AnyIndex = QModelIndex | QPersistentModelIndex


class Picker(QFrame):
    """A window that closes when one clicks elsewhere or presses Escape.

    Signals:
        changed(object): the condition is another now; None where nothing is demanded any more.
    """

    changed = Signal(object)

    def __init__(self, column: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("picker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Filter by {column}", column=column))
        self.column = column
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 10, 10, 10)
        self._layout.setSpacing(8)
        self.setFixedWidth(_WIDTH)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DEBOUNCE_MS)
        self._delay.timeout.connect(lambda: self.changed.emit(self.condition()))

    def condition(self) -> Condition | None:
        """What is demanded now."""
        raise NotImplementedError

    def show_below(self, button: QWidget) -> None:
        """Open, as far to the left as the screen demands."""
        self.adjustSize()
        place = button.mapToGlobal(QPoint(0, button.height() + 3))
        room = button.screen().availableGeometry()
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        place.setY(max(room.top(), min(place.y(), room.bottom() - self.height())))
        self.move(place)
        self.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed last still counts."""
        if self._delay.isActive():
            self._delay.stop()
            self.changed.emit(self.condition())
        super().closeEvent(event)


class ValuePicker(Picker):
    """Boxes to tick, with the number of images, and a field that finds values while one types."""

    def __init__(
        self, column: str, values: Sequence[str], counts: NDArray[np.int64], chosen: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(column, parent)
        self._model = _ValueModel(values, counts, chosen, self)
        self._model.toggled.connect(self._told)
        self._search = SearchField(
            tr("Find in {n:,} values of {column}", n=len(values), column=column),
            tr("Find a value of {column}", column=column),
        )
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(lambda: self._model.toggle(0))
        self._search.installEventFilter(self)
        self._table = self._make_table()
        self._none = QPushButton(tr("Untick all"))
        self._none.setObjectName("link")
        self._none.setEnabled(bool(chosen))
        self._none.clicked.connect(self._model.clear)
        self._hint = QLabel()
        self._hint.setObjectName("muted")
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._none)
        for widget in (self._search, self._table):
            self._layout.addWidget(widget)
        self._layout.addLayout(foot)
        self._find("")
        self._search.setFocus()

    def condition(self) -> Condition | None:
        """See `Picker`."""
        return OneOf(self.column, self._model.chosen) if self._model.chosen else None

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._model)
        table.setAccessibleName(tr("Values of {column}", column=self.column))
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        across, down = table.horizontalHeader(), table.verticalHeader()
        across.hide()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(_ROW_HEIGHT)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        across.resizeSection(1, 66)
        table.setFixedHeight(_ROW_HEIGHT * min(_ROWS, max(3, self._model.rowCount())) + 4)
        table.clicked.connect(lambda index: self._model.toggle(index.row()))
        table.installEventFilter(self)
        return table

    def _find(self, text: str) -> None:
        found = self._model.find(text)
        self._hint.setText("" if found else tr("No value holds these letters."))
        if found:
            self._table.setCurrentIndex(self._model.index(0, 0))

    def _told(self) -> None:
        self._none.setEnabled(bool(self._model.chosen))
        self.changed.emit(self.condition())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys lead from the field into the list and back; Space and Enter tick."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._search and event.key() == Qt.Key.Key_Down:
                self._table.setFocus()
                return True
            if watched is self._table and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._model.toggle(self._table.currentIndex().row())
                return True
            if watched is self._table and event.key() == Qt.Key.Key_Up and self._table.currentIndex().row() <= 0:
                self._search.setFocus()
                return True
        return super().eventFilter(watched, event)


class _ValueModel(QAbstractTableModel):
    """Values with their boxes, and how many images have each.

    Signals:
        toggled(): other boxes are ticked.
    """

    toggled = Signal()

    def __init__(
        self, values: Sequence[str], counts: NDArray[np.int64], chosen: Sequence[str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._values = values
        self._counts = counts
        self._folded = [folded(value) for value in values]
        self._chosen = dict.fromkeys(chosen)
        self._shown = list(range(len(values)))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values with a tick."""
        return tuple(self._chosen)

    def find(self, text: str) -> int:
        """Show the values that hold a text; tells how many."""
        sought = folded(text.strip())
        self.beginResetModel()
        self._shown = [place for place, value in enumerate(self._folded) if sought in value]
        self.endResetModel()
        return len(self._shown)

    def toggle(self, row: int) -> None:
        """Tick or untick a value."""
        if not 0 <= row < len(self._shown):
            return
        value = self._values[self._shown[row]]
        if value in self._chosen:
            del self._chosen[value]
        else:
            self._chosen[value] = None
        self.dataChanged.emit(self.index(row, 0), self.index(row, 1))
        self.toggled.emit()

    def clear(self) -> None:
        """Untick all."""
        self._chosen.clear()
        self.dataChanged.emit(self.index(0, 0), self.index(max(0, len(self._shown) - 1), 1))
        self.toggled.emit()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """A row a value."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """Value and count."""
        return 0 if parent.isValid() else 2

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, tick, colour of the count, and what a screen reader says."""
        place = self._shown[index.row()]
        value, count = self._values[place], int(self._counts[place])
        if role == Qt.ItemDataRole.DisplayRole:
            return number_text(count) if index.column() else value or tr("none")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{value}, {count:,} images", value=value or tr("none"), count=count)
        if role == Qt.ItemDataRole.ForegroundRole:
            quiet = index.column() or not (count or value in self._chosen)
            return QColor(theme.colours().muted) if quiet else None
        if index.column():
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            return right if role == Qt.ItemDataRole.TextAlignmentRole else None
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if value in self._chosen else Qt.CheckState.Unchecked
        return value if role == Qt.ItemDataRole.ToolTipRole else None


class RangePicker(Picker):
    """Two numbers between which the values lie."""

    def __init__(self, column: str, low: float, high: float, now: Between | None, parent: QWidget) -> None:
        super().__init__(column, parent)
        heading = QLabel(tr("{column}: {low:g} to {high:g} among the images shown", column=column, low=low, high=high))
        heading.setObjectName("muted")
        heading.setWordWrap(True)
        self._low = self._field(tr("From"), low, None if now is None else now.low)
        self._high = self._field(tr("To"), high, None if now is None else now.high)
        row = QHBoxLayout()
        for text, field in ((tr("From"), self._low), (tr("to"), self._high)):
            row.addWidget(QLabel(text))
            row.addWidget(field, 1)
        self._layout.addWidget(heading)
        self._layout.addLayout(row)
        self._low.setFocus()

    def condition(self) -> Condition | None:
        """See `Picker`."""
        low, high = _number(self._low.text()), _number(self._high.text())
        return None if low is None and high is None else Between(self.column, low, high)

    def _field(self, name: str, limit: float, value: float | None) -> QLineEdit:
        field = QLineEdit("" if value is None else f"{value:g}")
        field.setPlaceholderText(f"{limit:g}")
        field.setValidator(QDoubleValidator(field))
        field.setAccessibleName(f"{name}, {self.column}")
        field.textChanged.connect(self._delay.start)
        field.returnPressed.connect(self.close)
        return field


class WordsPicker(Picker):
    """Words that a text must hold."""

    def __init__(self, column: str, now: ColumnWords | None, parent: QWidget) -> None:
        super().__init__(column, parent)
        self._words = SearchField(tr("Words in {column}", column=column), tr("Words in {column}", column=column))
        self._words.setText("" if now is None else now.text)
        self._words.textChanged.connect(self._delay.start)
        self._words.returnPressed.connect(self.close)
        self._layout.addWidget(self._words)
        self._words.setFocus()

    def condition(self) -> Condition | None:
        """See `Picker`."""
        text = " ".join(self._words.text().split())
        return ColumnWords(self.column, text) if text else None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
