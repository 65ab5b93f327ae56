"""The dock of the losses, which is filled when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from explorer.gui.background import Background
from explorer.gui.jobs import Jobs
from explorer.gui.language import mark_text
from explorer.gui.lazy_dock import LazyDock
from explorer.gui.session import Session
from explorer.gui.trainings import Trainings

if TYPE_CHECKING:
    from explorer.gui.training_panel import TrainingPanel


class TrainingDock(LazyDock):
    """Has the plot follow the trainings while it is visible.

    Attributes:
        trainings: what it shows.
        panel: the plot; None until it was first visible.
    """

    module = "explorer.gui.training_panel"

    def __init__(self, window: QMainWindow, session: Session, jobs: Jobs, background: Background) -> None:
        super().__init__(mark_text("Training"), window, background)
        self.trainings = Trainings(session, jobs, background, self)
        self.panel: TrainingPanel | None = None
        self.trainings.changed.connect(self.follow)
        self.visibilityChanged.connect(lambda visible: self.trainings.read_kept() if visible else None)

    def make_panel(self) -> TrainingPanel:
        """See `LazyDock`."""
        from explorer.gui.training_panel import TrainingPanel

        self.panel = TrainingPanel()
        return self.panel

    def show_now(self) -> None:
        """See `LazyDock`."""
        assert self.panel is not None
        self.panel.show_trainings(self.trainings.all())
