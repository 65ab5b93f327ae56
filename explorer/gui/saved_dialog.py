"""The window of saved queries and filters."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from explorer.gui.language import mark_text, tr
from explorer.gui.report_table import Cell, CellTable, Head
from explorer.gui.saved import TITLES, Saved, Saving

_HEADS = [
    Head(mark_text("Name"), number=False),
    Head(mark_text("Kind"), number=False),
    Head(mark_text("What"), number=False),
]


class SavedDialog(QDialog):
    """Lists them; what is searched for now is saved here under a name. It stays open beside the window.

    Attributes:
        table: all that is saved.
        name: under which the next is saved.
        save: a button for each kind.
        go, remove: what is done with the chosen one.
    """

    def __init__(self, saved: Saved, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Saved queries and filters"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 400)
        self._saved = saved
        told = QLabel(
            tr("Give the query or the filter of now a name, and come back to it with a double click."), wordWrap=True
        )
        told.setObjectName("muted")
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name under which the query or the filter of now is saved"))
        self.name.setPlaceholderText(tr("Name, such as striped animals"))
        self.save: dict[Saving, QPushButton] = {
            "query": self._button(tr("Save &query"), lambda: self._keep("query")),
            "filter": self._button(tr("Save &filter"), lambda: self._keep("filter")),
        }
        nothing = tr("Nothing is saved yet.\nWhat is given a name above stands here.")
        self.table = CellTable(tr("Saved queries and filters"), self._open, nothing)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.go = self._button(tr("&Show"), lambda: self._open(self.table.current_key))
        self.remove = self._button(tr("&Remove"), self._remove)
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)
        self._lay_out(told)
        self.name.textChanged.connect(self._update)
        self.name.returnPressed.connect(self._keep_first)
        self.table.selectionModel().selectionChanged.connect(self._update)
        saved.changed.connect(self._show)
        self._show()
        self.name.setFocus()

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        return button

    def _lay_out(self, told: QLabel) -> None:
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.name, 1)
        for button in self.save.values():
            first.addWidget(button)
        last.addStretch(1)
        last.addWidget(self.go)
        last.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(told)
        layout.addLayout(first)
        layout.addWidget(self.table, 1)
        layout.addLayout(last)

    def _show(self) -> None:
        rows = []
        for kind, name, value in self._saved.entries:
            what = self._saved.told(kind, value)
            cells = [Cell(name, name.casefold()), Cell(tr(TITLES[kind]), kind), Cell(what, what.casefold())]
            rows.append(((kind, name), cells))
        self.table.show_rows(_HEADS, rows)
        self._update()

    def _update(self) -> None:
        for kind, possible in self._saved.can_save.items():
            self.save[kind].setEnabled(possible and bool(self.name.text().strip()))
        for button in (self.go, self.remove):
            button.setEnabled(self.table.current_key is not None)

    def _keep(self, kind: Saving) -> None:
        self._saved.save(kind, self.name.text().strip())
        self.name.clear()

    def _keep_first(self) -> None:
        """Enter saves what there is to save, the query before the filter."""
        kind = next((kind for kind, button in self.save.items() if button.isEnabled()), None)
        if kind is not None:
            self._keep(kind)

    def _open(self, key: tuple[Saving, str] | None) -> None:
        if key is not None:
            self._saved.open(*key)

    def _remove(self) -> None:
        if self.table.current_key is not None:
            self._saved.remove(*self.table.current_key)
