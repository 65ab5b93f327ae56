"""The settings: appearance, first columns, threads, what is kept on disk. Everything applies at once."""

import os

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from explorer.errors import ExplorerError
from explorer.gui import language
from explorer.gui.background import Background
from explorer.gui.cache_section import LABEL_WIDTH, CacheSection
from explorer.gui.cluster_section import ClusterSection
from explorer.gui.language import mark_text, tr
from explorer.gui.session import Session
from explorer.gui.settings import Settings
from explorer.gui.state import DEFAULT_COLUMNS
from explorer.gui.theme import ThemeName
from explorer.protocol.naming import parse_pipeline

THEMES: dict[ThemeName, str] = {
    "system": mark_text("As the system"),
    "light": mark_text("Light"),
    "dark": mark_text("Dark"),
}


class SettingsDialog(QDialog):
    """A page beside the window; there is no OK to forget.

    Signals:
        theme_chosen(str): another theme.
    """

    theme_chosen = Signal(str)

    def __init__(self, settings: Settings, session: Session, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(620, 680)
        content = QWidget()
        content.setObjectName("settingsContent")
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(22, 16, 22, 16)
        self._rows.setSpacing(8)
        self._add_appearance()
        self._add_columns()
        self._add_threads()
        self._add_disk(session, background)
        self._rows.addStretch(1)
        area = QScrollArea()
        area.setObjectName("settings")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(content)
        close = QPushButton(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(22, 8, 22, 14)
        where = QLabel(tr("These settings are kept in {path}", path=settings.path))
        where.setObjectName("muted")
        where.setWordWrap(True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        foot.addWidget(where, 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area, 1)
        layout.addLayout(foot)

    # Sections

    def _add_appearance(self) -> None:
        self._heading(tr("Appearance"))
        self.theme = QComboBox()
        for name, text in THEMES.items():
            self.theme.addItem(tr(text), name)
        self.theme.setCurrentIndex(self.theme.findData(self._settings.theme))
        self.theme.activated.connect(lambda: self.theme_chosen.emit(self.theme.currentData()))
        self._row(tr("Theme"), self.theme)
        self.language = QComboBox()
        self.language.addItem(tr("As the system"), language.SYSTEM)
        for code, name in language.available().items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(self._settings.language)))
        self.language.activated.connect(self._apply_language)
        self._row(tr("Language"), self.language)
        self._rows.addWidget(self._note(tr("From the next start on.")))

    def _add_columns(self) -> None:
        self._heading(tr("Comparison"))
        self.last_columns = QCheckBox(tr("Begin with the columns compared last"))
        self.last_columns.setChecked(not self._settings.first_columns)
        self.columns = QLineEdit(", ".join(self._settings.first_columns or DEFAULT_COLUMNS))
        self.columns.setEnabled(not self.last_columns.isChecked())
        self._columns_fault = self._note("")
        self._columns_fault.setObjectName("fault")
        self.last_columns.toggled.connect(self._apply_columns)
        self.columns.editingFinished.connect(self._apply_columns)
        self._rows.addWidget(self.last_columns)
        self._row(tr("First columns"), self.columns)
        self._rows.addWidget(self._columns_fault)
        self._columns_fault.hide()
        self._rows.addWidget(self._note(tr("Methods separated by commas, such as cosine, gnn-rerank[k1=40].")))

    def _add_threads(self) -> None:
        self._heading(tr("Background work"))
        self.threads = QSpinBox()
        self.threads.setRange(0, max(64, os.cpu_count() or 1))
        self.threads.setSpecialValueText(tr("All cores ({cores})", cores=os.cpu_count() or 1))
        self.threads.setValue(self._settings.threads)
        self.threads.valueChanged.connect(lambda count: setattr(self._settings, "threads", count))
        self._row(tr("Threads"), self.threads)
        self._rows.addWidget(self._note(tr("For each process that works in the background, from the next job on.")))
        self.cluster = ClusterSection(self._settings)
        self._rows.addWidget(self.cluster)

    def _add_disk(self, session: Session, background: Background) -> None:
        self._heading(tr("On disk"))
        self.limit = QSpinBox()
        self.limit.setRange(16, 1_000_000)
        self.limit.setSingleStep(256)
        self.limit.setSuffix(" MB")
        self.limit.setValue(self._settings.thumbnails_mb)
        self.limit.valueChanged.connect(lambda count: setattr(self._settings, "thumbnails_mb", count))
        self._row(tr("Thumbnails of a collection"), self.limit)
        self._rows.addWidget(self._note(tr("The oldest are dropped beyond this, and made again when they are seen.")))
        self.caches = CacheSection(session, background)
        self._rows.addWidget(self.caches)

    # Parts

    def _apply_language(self) -> None:
        self._settings.language = self.language.currentData()

    def _apply_columns(self) -> None:
        self.columns.setEnabled(not self.last_columns.isChecked())
        names = [] if self.last_columns.isChecked() else _names(self.columns.text())
        try:
            for name in names:
                parse_pipeline(name)
        except ExplorerError as fault:
            self._columns_fault.setText(str(fault))
            self._columns_fault.show()
            return
        self._columns_fault.hide()
        self._settings.first_columns = names

    def _heading(self, text: str) -> None:
        heading = QLabel(text)
        heading.setObjectName("section")
        heading.setContentsMargins(0, 10 if self._rows.count() else 0, 0, 2)
        self._rows.addWidget(heading)

    def _row(self, text: str, widget: QWidget) -> None:
        label = QLabel(text)
        label.setBuddy(widget)
        label.setMinimumWidth(LABEL_WIDTH)
        widget.setAccessibleName(text)
        widget.setMinimumWidth(200)
        if isinstance(widget, QSpinBox):
            widget.lineEdit().setTextMargins(8, 0, 8, 0)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(widget, 1 if isinstance(widget, QLineEdit) else 0)
        if not isinstance(widget, QLineEdit):
            row.addStretch(1)
        self._rows.addLayout(row)

    def _note(self, text: str) -> QLabel:
        note = QLabel(text)
        note.setObjectName("muted")
        note.setWordWrap(True)
        return note


def _names(text: str) -> list[str]:
    """The names in a list with commas; those within brackets belong to a name."""
    names, depth, start = [], 0, 0
    for place, sign in enumerate(f"{text},"):
        depth += (sign == "[") - (sign == "]")
        if sign == "," and depth <= 0:
            names.append(text[start:place].strip())
            start = place + 1
    return [name for name in [*names, text[start:].strip()] if name]
