"""What the person has done to the collection, step by step, to be undone and done again."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.gui.curation import Curation
from explorer.gui.language import mark_text, number_text, tr
from explorer.gui.report_table import Cell, CellTable, Head

_HEADS = [
    Head(mark_text("When"), number=False),
    Head(mark_text("What"), number=False),
    Head(mark_text("Images")),
    Head(mark_text("State"), number=False),
]
SHOWN = 500


class StepsDialog(QDialog):
    """The log of changes; it stays open beside the window.

    Attributes:
        table: the steps, the latest first.
    """

    def __init__(self, curation: Curation, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Changes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 420)
        self._curation = curation
        told = QLabel(
            tr(
                "Everything that was added to this collection. A double click takes back all steps down "
                "to that one, or does them again up to it."
            ),
            wordWrap=True,
        )
        told.setObjectName("muted")
        nothing = tr("Nothing was added yet.\nTags, notes, marks and other changes stand here.")
        self.table = CellTable(tr("Changes, the latest first"), self._go, nothing)
        self.table.setSortingEnabled(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setMaximumSectionSize(380)
        self.undo, self.redo = QPushButton(tr("Undo")), QPushButton(tr("Redo"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button, act in ((self.undo, curation.undo), (self.redo, curation.redo)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(told)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        curation.undo_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        rows = []
        for step in self._curation.steps(SHOWN):
            when = datetime.fromtimestamp(step.time).astimezone().strftime("%Y-%m-%d %H:%M")
            images = sum(image > 0 for image in step.images)
            tone = "muted" if step.undone else ""
            cells = [
                Cell(when, step.time, tone),
                Cell(step.title, step.title, tone),
                Cell(number_text(images) if images else "", images, tone),
                Cell(tr("undone") if step.undone else "", step.undone, tone),
            ]
            rows.append((step.id, cells))
        self.table.show_rows(_HEADS, rows)
        self.undo.setEnabled(bool(self._curation.undo_title))
        self.redo.setEnabled(bool(self._curation.redo_title))

    def _go(self, number: int) -> None:
        """Take back, or do again, until that step is the last that is done; itself where it is that already."""
        self._curation.go_to(number)
