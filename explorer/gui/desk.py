"""The parts in which a person judges images and methods, and keeps what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from explorer.collection.stores import place_of
from explorer.gui.curation import Curation
from explorer.gui.curation_desk import CurationDesk
from explorer.gui.evaluation_desk import EvaluationDesk
from explorer.gui.language import tr
from explorer.gui.saved import Saved
from explorer.gui.saved_session import ENDING
from explorer.gui.session_desk import SessionDesk

if TYPE_CHECKING:
    from explorer.gui.main_window import MainWindow


class Desk(QObject):
    """Makes these parts and their commands.

    Attributes:
        curation: what the person adds to the collection, with undo.
        curating: the commands of it.
        evaluation: how good methods are.
        sessions: what is on the screen, saved and shown again.
        saved: queries and filters that have a name.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._commands = window.commands
        self.curation = Curation(self)
        self.curation.said.connect(window.workbench.messages.show_message)
        self.curation.undo_changed.connect(self._update_undo)
        window.session.opened.connect(self._opened)
        window.session.released.connect(self.curation.close)
        self.evaluation = EvaluationDesk(window)
        self.curating = CurationDesk(window, self.curation)
        self.sessions = SessionDesk(window)
        self.saved = Saved(window, self.curation)
        self._bind({"undo": self.curation.undo, "redo": self.curation.redo})
        self._update_undo()
        window.docks.cuts.keep_in(self.curation)
        window.docks.captions.captions.keep_in(self.curation)

    def open(self, path: Path) -> None:
        """Open a collection, or a session that was saved."""
        if path.suffix.lower() == ENDING:
            self.sessions.open(path)
        else:
            self._window.session.open(place_of(str(path)))

    def _bind(self, actions: dict[str, Callable[[], object]]) -> None:
        for name, action in actions.items():
            self._commands[name].triggered.connect(lambda _=False, action=action: action())

    def _opened(self) -> None:
        assert self._window.session.workspace is not None
        self.curation.open(self._window.session.workspace)

    def _update_undo(self) -> None:
        for name, verb, title in (
            ("undo", tr("&Undo"), self.curation.undo_title),
            ("redo", tr("&Redo"), self.curation.redo_title),
        ):
            self._commands[name].setText(f"{verb}: {title}" if title else verb)
            self._commands[name].setEnabled(bool(title))
