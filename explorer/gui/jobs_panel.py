"""The panel of jobs: name, step, count, rate, time left, cancel, and what could not be read."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.jobs import Job, Jobs


class JobsPanel(QScrollArea):
    """A list of jobs, the newest first."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._rows: dict[int, JobRow] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("jobs")
        self.setAccessibleName("Jobs")
        self._empty = QLabel("Nothing is running.\nLong work such as reading a folder appears here.")
        self._empty.setObjectName("muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        content = QWidget()
        content.setObjectName("jobsContent")
        self._layout = QVBoxLayout(content)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._empty, 1)
        self._layout.addStretch(0)
        self.setWidget(content)
        self.setMinimumSize(220, 120)
        jobs.changed.connect(self._show)
        jobs.cleared.connect(self._clear)

    def _show(self, number: int) -> None:
        job = self._jobs.job(number)
        if job is None:
            return
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = JobRow(self._jobs, number)
            self._layout.insertWidget(0, row)
            self._empty.hide()
        row.show_job(job)

    def _clear(self) -> None:
        for row in self._rows.values():
            self._layout.removeWidget(row)
            row.deleteLater()
        self._rows.clear()
        self._empty.show()


class JobRow(QFrame):
    """One job."""

    def __init__(self, jobs: Jobs, number: int) -> None:
        super().__init__()
        self.setObjectName("job")
        self._title = QLabel()
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._text = QLabel()
        self._text.setObjectName("muted")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QPushButton("Cancel")
        self._cancel.clicked.connect(lambda: jobs.cancel(number))
        self._problems = QPushButton()
        self._problems.setObjectName("link")
        self._problems.setCheckable(True)
        self._problems.hide()
        self._report = ProblemReport()
        self._report.hide()
        self._problems.toggled.connect(self._report.setVisible)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._text)
        layout.addWidget(self._problems, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._report)

    def show_job(self, job: Job) -> None:
        """Bring the row up to date."""
        self._title.setText(job.title)
        self._text.setText(job.progress_text())
        self._cancel.setVisible(job.running)
        self._cancel.setEnabled(job.status == "running")
        self._cancel.setAccessibleName(f"Cancel {job.title}")
        self._bar.setVisible(job.running)
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.done)
        if job.problems and self._problems.isHidden():
            count = len(job.problems)
            self._problems.setText(f"{count:,} file{'s' if count > 1 else ''} could not be used: show")
            self._problems.show()
            self._report.fill(job.problems)


class ProblemReport(QWidget):
    """The files that could not be used, each with its reason; the whole list can be copied."""

    SHOWN = 1000

    def __init__(self) -> None:
        super().__init__()
        self._problems: list[tuple[str, str]] = []
        self._table = QTreeWidget()
        self._table.setHeaderLabels(["File", "Why"])
        self._table.setRootIsDecorated(False)
        self._table.setUniformRowHeights(True)
        self._table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._table.setMinimumHeight(140)
        self._table.setAccessibleName("Files that could not be used")
        self._more = QLabel()
        self._more.setObjectName("muted")
        copy = QPushButton("Copy list")
        copy.clicked.connect(self._copy)
        foot = QHBoxLayout()
        foot.addWidget(self._more, 1)
        foot.addWidget(copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._table)
        layout.addLayout(foot)

    def fill(self, problems: list[tuple[str, str]]) -> None:
        """Show these files."""
        self._problems = problems
        self._table.clear()
        for path, reason in problems[: self.SHOWN]:
            item = QTreeWidgetItem([path, reason])
            item.setToolTip(0, path)
            item.setToolTip(1, reason)
            self._table.addTopLevelItem(item)
        self._table.resizeColumnToContents(0)
        self._table.setColumnWidth(0, min(self._table.columnWidth(0), 220))
        hidden = len(problems) - self.SHOWN
        self._more.setText(f"{hidden:,} more in the copied list" if hidden > 0 else "")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{path}\t{reason}" for path, reason in self._problems))
