"""The panel of jobs: name, step, count, rate, time left, cancel; and how those that ended have gone."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.gui import theme
from explorer.gui.jobs import Job, Jobs, JobStatus
from explorer.gui.language import mark_text, tr

ICON = QSize(18, 18)
_SIGNS: dict[JobStatus, str] = {"done": "done", "failed": "warning", "cancelled": "minus"}
_ENDINGS: dict[JobStatus, str] = {
    "done": mark_text("Done"),
    "failed": mark_text("Failed"),
    "cancelled": mark_text("Cancelled"),
}


class JobsPanel(QWidget):
    """A list of jobs, the newest first; those that ended stay until they are cleared, the last few of them.

    Signals:
        report_wanted(int): what the job of that number says of each file.
    """

    report_wanted = Signal(int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._rows: dict[int, JobRow] = {}
        self.setAccessibleName(tr("Jobs"))
        self._empty = QLabel(tr("Nothing is running.\nLong work such as reading a folder appears here."))
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
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setObjectName("jobs")
        area.setAccessibleName(tr("List of jobs"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        self.clear = QPushButton(tr("Clear finished"))
        self.clear.setObjectName("link")
        self.clear.setToolTip(tr("List the jobs that have ended no longer"))
        self.clear.clicked.connect(jobs.clear_ended)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumSize(220, 120)
        self.clear.hide()
        jobs.changed.connect(self._show)
        jobs.removed.connect(self._remove)
        jobs.cleared.connect(self._clear)

    def row(self, number: int) -> "JobRow":
        """The row of a job that is listed."""
        return self._rows[number]

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        for row in self._rows.values():
            row.refresh_icons()

    def _show(self, number: int) -> None:
        job = self._jobs.job(number)
        if job is None:
            return
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = JobRow(self._jobs, number)
            row.report.clicked.connect(lambda: self.report_wanted.emit(number))
            self._layout.insertWidget(0, row)
        row.show_job(job)
        self._show_rest()

    def _remove(self, number: int) -> None:
        row = self._rows.pop(number, None)
        if row is not None:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._show_rest()

    def _clear(self) -> None:
        for number in list(self._rows):
            self._remove(number)

    def _show_rest(self) -> None:
        self._empty.setVisible(not self._rows)
        self.clear.setVisible(bool(self._jobs.ended()))


class JobRow(QFrame):
    """One job.

    Attributes:
        report: the button that asks for what happened to each file.
    """

    def __init__(self, jobs: Jobs, number: int) -> None:
        super().__init__()
        self.setObjectName("job")
        self._status: JobStatus = "running"
        self._sign = QLabel()
        self._sign.hide()
        self._title = QLabel()
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._text = QLabel()
        self._text.setObjectName("muted")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.clicked.connect(lambda: jobs.cancel(number))
        self.report = QPushButton(tr("Report"))
        self.report.setToolTip(tr("What happened to each file"))
        self.report.hide()
        head = QHBoxLayout()
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        head.addWidget(self._cancel)
        head.addWidget(self.report)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._text)

    def show_job(self, job: Job) -> None:
        """Bring the row up to date."""
        self._title.setText(job.title)
        self._text.setText(_told(job))
        self._cancel.setVisible(job.running)
        self._cancel.setEnabled(job.status == "running")
        self._cancel.setAccessibleName(tr("Cancel {title}", title=job.title))
        self._bar.setVisible(job.running)
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.done)
        self._bar.setAccessibleName(tr("Progress of {title}", title=job.title))
        count = len(job.problems)
        self.report.setText(tr("Report ({count:,})", count=count) if count else tr("Report"))
        self.report.setAccessibleName(tr("Report of {title}", title=job.title))
        self.report.setVisible(job.has_report)
        if job.status != self._status:
            self._status = job.status
            self.refresh_icons()

    def refresh_icons(self) -> None:
        """Draw the sign of the ending in the colours of the theme."""
        name = _SIGNS.get(self._status)
        self._sign.setVisible(name is not None)
        if name is not None:
            c = theme.colours()
            tint = {"done": c.good, "failed": c.bad, "cancelled": c.muted}[self._status]
            self._sign.setPixmap(theme.pixmap(name, ICON.width(), tint, self.devicePixelRatioF()))
            self._sign.setAccessibleName(tr(_ENDINGS[self._status]))
            self._sign.setToolTip(tr(_ENDINGS[self._status]))


def _told(job: Job) -> str:
    """Step, count, rate and time left; of a long job also that it may be interrupted."""
    text = job.progress_text()
    lasts = job.running and job.seconds_left is not None and job.seconds_left > 60
    return (
        tr("{words}\nIt goes on where it was when the program is closed and opened again.", words=text)
        if lasts
        else text
    )
