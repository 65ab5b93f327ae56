"""The running job in the status bar."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from explorer.gui.jobs import Jobs
from explorer.gui.language import tr


class JobStatus(QWidget):
    """One line about what runs, with a small bar; hidden while nothing does.

    Signals:
        clicked(): the person wants to see more.
    """

    clicked = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._text = QPushButton()
        self._text.setObjectName("link")
        self._text.setToolTip(tr("Show the jobs"))
        self._text.clicked.connect(self.clicked)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.setAccessibleName(tr("Progress of the running job"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 10, 0)
        layout.addWidget(self._text)
        layout.addWidget(self._bar)
        jobs.changed.connect(lambda _: self._show())
        jobs.cleared.connect(self._show)
        self._show()

    def _show(self) -> None:
        running = self._jobs.running()
        self.setVisible(bool(running))
        if running:
            job = running[-1]
            more = tr(" (and {more} more)", more=len(running) - 1) if len(running) > 1 else ""
            self._text.setText(f"{job.title}: {job.progress_text()}{more}")
            self._bar.setRange(0, job.total)
            self._bar.setValue(job.done)
