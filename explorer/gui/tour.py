"""The tour of the first start: three steps beside the window's own content, left by one click and never shown again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.gui.actions import WHY, shown_keys
from explorer.gui.language import mark_text, tr
from explorer.gui.settings import Settings

if TYPE_CHECKING:
    from explorer.gui.main_window import MainWindow

WIDTH = 330
EDGE = 16


@dataclass(frozen=True)
class Step:
    """What the person may do next; `{why}` and `{add}` stand for keys."""

    title: str
    text: str


STEPS = (
    Step(
        mark_text("Open a collection"),
        mark_text("Drop a folder of images on the window, or try the demo. Your files are only read."),
    ),
    Step(
        mark_text("Search for an image"),
        mark_text("Double-click an image, or drop one from anywhere. Each column then lists what a method finds."),
    ),
    Step(
        mark_text("Compare, and ask why"),
        mark_text(
            "Arrows tell what rose or fell against the first column. Click an image, then the panel Why ({why}):"
            " it tells why the image stands there. {add} adds a method."
        ),
    ),
)


class Tour(QObject):
    """Goes on when the person does what a step says, or wants the next one."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self.card: TourCard | None = None
        self.step = 0
        window.session.opened.connect(lambda: self._reach(1))
        window.comparison.query_changed.connect(self._query_changed)

    def begin(self) -> None:
        """Show the first step that is still to be done."""
        self._settings.tour_seen = True
        if self.card is None:
            self.card = TourCard(self._window)
            self.card.next.clicked.connect(lambda: self._reach(self.step + 1))
            self.card.skip.clicked.connect(self.end)
        self.step = 0
        self._reach(2 if self._window.comparison.query else 1 if self._window.session.workspace else 0)

    def end(self) -> None:
        """Take the card away."""
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None
            self._window.workbench.welcome.leave_room(0)

    def _query_changed(self) -> None:
        if self._window.comparison.query is not None:
            self._reach(2)

    def _reach(self, step: int) -> None:
        """Show a step, unless a later one was reached."""
        if self.card is None or step < self.step:
            return
        if step == len(STEPS):
            self.end()
            return
        self.step = step
        self.card.show_step(step)
        self._window.workbench.welcome.leave_room(self.card.height() + EDGE)


class TourCard(QFrame):
    """A card in the lower corner at which lines of text begin."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self.setFixedWidth(WIDTH)
        self._place = QLabel()
        self._place.setObjectName("muted")
        self._title = QLabel(wordWrap=True)
        self._title.setObjectName("section")
        self._text = QLabel(wordWrap=True)
        self.skip = QPushButton(tr("Skip the tour"))
        self.next = QPushButton()
        buttons = QHBoxLayout()
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(6)
        for label in (self._place, self._title, self._text):
            layout.addWidget(label)
        layout.addLayout(buttons)
        window.installEventFilter(self)
        window.workbench.installEventFilter(self)

    def show_step(self, step: int) -> None:
        """Tell a step."""
        told, last = STEPS[step], step == len(STEPS) - 1
        self._place.setText(tr("Step {step} of {steps}", step=step + 1, steps=len(STEPS)))
        self._title.setText(tr(told.title))
        self._text.setText(tr(told.text, why=shown_keys(WHY), add=shown_keys("Ctrl+T")))
        self.skip.setVisible(not last)
        self.next.setText(tr("Done") if last else tr("Next"))
        self.setAccessibleName(f"{self._title.text()}: {self._text.text()}")
        self.show()
        self.raise_()
        self._settle()

    def _settle(self) -> None:
        self.setFixedHeight(self.layout().totalHeightForWidth(WIDTH) + 2 * self.frameWidth())
        window: QWidget = self.parentWidget()
        from_right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = window.width() - WIDTH - EDGE if from_right else EDGE
        self.move(x, window.height() - self.height() - EDGE - window.statusBar().height())

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner of the window, and above its middle, which Qt raises when it lays the panels out."""
        if event.type() == QEvent.Type.Resize:
            self._settle()
        elif event.type() == QEvent.Type.ZOrderChange:
            self.raise_()
        return super().eventFilter(watched, event)
