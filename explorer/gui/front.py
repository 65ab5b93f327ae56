"""The window as it is first seen: frame, menus, first page, status bar.

All else takes three times as long to import and to make, and waits until this is on the screen.
"""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QIcon, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow

from explorer.gui.actions import Actions
from explorer.gui.job_status import JobStatus
from explorer.gui.jobs import Jobs
from explorer.gui.settings import Settings
from explorer.gui.status import Status
from explorer.gui.welcome import WelcomePage
from explorer.gui.window_layout import restore_geometry
from explorer.protocol import resources

UNSEEN_MS = 1000
"""A window that nobody can see, on another desktop say, is not painted; after so long it goes on all the same."""


class Front(QMainWindow):
    """Shows the first page, and tells when it has.

    Signals:
        appeared(): the first picture of the window is painted; emitted once.

    Attributes:
        commands: every action by name.
        jobs: what runs.
        status: the fields of the status bar.
        is_whole: whether there is more than this, and the commands do what they say.
    """

    appeared = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._appeared = self.is_whole = False
        self.commands = Actions(self)
        self._welcome = WelcomePage()
        self._welcome.show_recent(settings.recent)
        self._welcome.zone.folder.setFocus()
        self.jobs = Jobs(self)
        self._job_status = JobStatus(self.jobs)
        self.status = Status(self.statusBar(), self._job_status)
        self.setWindowTitle("Retrieval Explorer")
        self.setWindowIcon(QIcon(str(resources.find("icons/app.svg"))))
        self.setCentralWidget(self._welcome)
        self.setMinimumSize(QSize(760, 520))
        self.resize(1440, 900)
        restore_geometry(self, settings)

    def _appear(self) -> None:
        if not self._appeared:
            self._appeared = True
            self.appeared.emit()

    # Qt's own

    def showEvent(self, event: QShowEvent) -> None:
        """Wait for the first picture, but not for ever."""
        super().showEvent(event)
        QTimer.singleShot(UNSEEN_MS, self._appear)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first picture stands when what is in the window has been painted too, which follows at once."""
        super().paintEvent(event)
        if not self._appeared:
            QTimer.singleShot(0, self._appear)
