"""What a job did to each file: a table that can be searched, copied and saved."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.collection.catalogue import Catalogue
from explorer.collection.names import printable
from explorer.collection.records import Outcome
from explorer.gui import theme
from explorer.gui.background import Background
from explorer.gui.jobs import Job
from explorer.gui.language import mark_text, number_text, tr, tr_count
from explorer.gui.reveal import reveal
from explorer.gui.sentences import tr_said
from explorer.workspace.durable import write_file

AnyIndex = QModelIndex | QPersistentModelIndex
HEADERS = (mark_text("File"), mark_text("Outcome"), mark_text("Reason"))
KINDS = ("broken", "missing", "added", "changed", "renamed", "unchanged")
"""In this order: what needs a look comes first."""
PROBLEMS = ("broken", "missing")


def read_outcomes(catalogue: Path, problems: Sequence[tuple[str, str]]) -> list[Outcome]:
    """What became of each file, what needs a look first.

    Args:
        catalogue: its file; it knows the outcomes of the last job that read the collection.
        problems: path and reason of what the job itself could not use; added where the catalogue does not say so.
    """
    found: list[Outcome] = []
    if catalogue.is_file():
        with Catalogue(catalogue, write=False) as opened:
            found = list(opened.outcomes())
    told = {outcome.path for outcome in found if outcome.outcome in PROBLEMS}
    found += [Outcome(path, "broken", reason) for path, reason in problems if path not in told]
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(found, key=lambda outcome: order.get(outcome.outcome, len(order)))


class OutcomeModel(QAbstractTableModel):
    """The files that are shown, of all of which something is known."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: Sequence[Outcome] = ()

    def show(self, outcomes: Sequence[Outcome]) -> None:
        """Show these."""
        self.beginResetModel()
        self.shown = outcomes
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row a file."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """File, outcome, reason."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names of the columns."""
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return tr(HEADERS[section]) if shown else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text; problems are coloured, and named in words."""
        outcome = self.shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (printable(outcome.path), tr_said(outcome.outcome), tr_said(outcome.reason))[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 1 and outcome.outcome in PROBLEMS:
            return QColor(theme.colours().bad)
        return None


class JobReport(QDialog):
    """The report of one job; it stays open beside the window."""

    def __init__(self, job: Job, catalogue: Path, root: Path, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Report: {title}", title=job.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(820, 560)
        self._background = background
        self._root = root
        self._outcomes: list[Outcome] = []
        self._kind = ""
        self._wish = 0
        self._closed = False
        self.finished.connect(self._end)
        summary = QLabel(job.message)
        summary.setWordWrap(True)
        summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find in names and reasons"))
        self.search.setAccessibleName(tr("Find in names and reasons"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self._kinds = QHBoxLayout()
        self._kinds.setSpacing(4)
        self._group = QButtonGroup(self)
        self.model = OutcomeModel(self)
        self.state = QLabel(tr("Reading…"))
        self.state.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(summary)
        layout.addLayout(self._kinds)
        layout.addWidget(self.search)
        layout.addWidget(self._make_table(), 1)
        layout.addLayout(self._make_foot())
        self.search.setFocus()
        problems = list(job.problems)
        self._run(lambda: read_outcomes(catalogue, problems), self._show)

    def _end(self) -> None:
        self._closed = True

    def _run(self, work: Callable[[], object], show: Callable[..., None]) -> None:
        """Do something off the GUI thread, and show what came of it while the window is open."""

        def unless_closed(tell: Callable[..., None]) -> Callable[..., None]:
            return lambda found: None if self._closed else tell(found)

        self._background.run(work, unless_closed(show), unless_closed(self.state.setText))

    def _make_table(self) -> QTableView:
        self.table = QTableView()
        self.table.setObjectName("outcomes")
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Files and what became of them"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.setColumnWidth(0, 330)
        self.table.setColumnWidth(1, 100)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.doubleClicked.connect(self._reveal)
        return self.table

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        for text, tip, action in (
            (tr("Reveal"), tr("Show the selected file in the file manager"), self._reveal),
            (tr("Copy"), tr("Copy the files that are shown, or the selected ones"), self._copy),
            (tr("Save as CSV…"), tr("Save the files that are shown"), self._save),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, action=action: action())
            foot.addWidget(button)
        return foot

    # What is shown

    def _show(self, outcomes: list[Outcome]) -> None:
        self._outcomes = outcomes
        counts = Counter(outcome.outcome for outcome in outcomes)
        self._add_kind("", tr("All {whole:,}", whole=len(outcomes)))
        for kind in KINDS:
            if counts[kind]:
                self._add_kind(kind, f"{tr_said(kind).capitalize()} {number_text(counts[kind])}")
        self._kinds.addStretch(1)
        self._group.buttons()[0].setChecked(True)
        self._filter()

    def _add_kind(self, kind: str, text: str) -> None:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._choose(kind))
        self._group.addButton(button)
        self._kinds.addWidget(button)

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._filter()

    def _filter(self) -> None:
        """Find off the GUI thread: there may be a million files."""
        self._wish += 1
        wish, outcomes, kind, words = self._wish, self._outcomes, self._kind, self.search.text()

        def show(found: list[Outcome]) -> None:
            if wish == self._wish:
                self.model.show(found)
                self.state.setText(
                    tr("{n:,} of {whole:,} files", n=len(found), whole=len(outcomes))
                    if found
                    else tr("No file is like that.")
                )

        self._run(lambda: matching(outcomes, kind, words), show)

    # What can be done

    def _chosen(self) -> list[Outcome]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.shown[row] for row in rows]

    def _reveal(self, *_: object) -> None:
        chosen = self._chosen()
        if not chosen:
            self.state.setText(tr("Select a file first."))
        elif not reveal(self._root / chosen[0].path):
            self.state.setText(tr("Its folder is not there; is its drive connected?"))

    def _copy(self) -> None:
        rows = self._chosen() or self.model.shown
        lines = "\n".join(f"{printable(row.path)}\t{row.outcome}\t{row.reason}" for row in rows)
        QGuiApplication.clipboard().setText(lines)
        self.state.setText(tr_count("Copied {n:,} line.", "Copied {n:,} lines.", len(rows)))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the report"), "report.csv", tr("Table (*.csv)"))
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Save what is shown."""
        rows = self.model.shown

        def done(_: object) -> None:
            self.state.setText(tr("Saved {n:,} lines to {path}.", n=len(rows), path=path))

        self._run(lambda: write_file(path, as_csv(rows).encode("utf-8")), done)


def matching(outcomes: Sequence[Outcome], kind: str, words: str) -> list[Outcome]:
    """The files of a kind (all where empty) in whose name or reason all the words occur."""
    wanted = words.casefold().split()
    return [
        outcome
        for outcome in outcomes
        if kind in ("", outcome.outcome)
        and (not wanted or all(word in f"{outcome.path} {outcome.reason}".casefold() for word in wanted))
    ]


def as_csv(outcomes: Sequence[Outcome]) -> str:
    """The files as a table with a head."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["path", "outcome", "reason"])
    writer.writerows((printable(outcome.path), outcome.outcome, outcome.reason) for outcome in outcomes)
    return text.getvalue()
