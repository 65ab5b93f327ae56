"""Saving what is on the screen, and showing it again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from explorer.errors import ExplorerError
from explorer.gui.graph_edits import GraphEdits
from explorer.gui.language import tr
from explorer.gui.opening import is_same
from explorer.gui.saved_session import (
    ENDING,
    SavedSession,
    filter_json,
    question_json,
    read_filter,
    read_question,
    read_session,
    read_sorting,
    write_session,
)
from explorer.gui.state import ColumnSetup

if TYPE_CHECKING:
    from explorer.gui.main_window import MainWindow


class SessionDesk(QObject):
    """The commands of sessions. A session is shown once its collection is there and can be searched."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session, self._comparison = window.session, window.comparison
        self._messages = window.workbench.messages
        self._waiting: SavedSession | None = None
        for name, action in {"save_session": self.pick_target, "open_session": self.pick_session}.items():
            window.commands[name].triggered.connect(lambda _=False, action=action: action())
        self._session.searchable.connect(lambda _: QTimer.singleShot(0, self, self._show_waiting))  # after all others
        self._session.catalogue_changed.connect(lambda _: self._show_waiting())
        self._session.failed.connect(self._give_up)
        for signal in (self._session.opened, self._session.closed):
            signal.connect(self._update_commands)
        self._update_commands()

    # Saving

    def pick_target(self) -> None:
        """Have the person choose where the session goes."""
        proposed = f"{self._session.title}{ENDING}"
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save the session"), proposed, tr("Sessions ({pattern})", pattern=f"*{ENDING}")
        )
        if name:
            self.save(Path(name) if name.endswith(ENDING) else Path(name + ENDING))

    def save(self, path: Path) -> None:
        """Write what is on the screen, and say so."""
        try:
            write_session(self.taken(), path)
        except ExplorerError as fault:
            self._messages.show_message("error", str(fault))
        else:
            self._messages.show_message("info", tr("The session is saved to {path}.", path=path))

    def taken(self) -> SavedSession:
        """What is on the screen."""
        window, history, filtering = self._window, self._comparison.history, self._window.workbench.filtering
        own = [column for column in self._comparison.columns if column.lookup is None]
        assert self._session.workspace is not None
        before = [] if history.current is None else [history.current]
        queries = [*history.past, *before, *reversed(history.future)]
        points = self._session.maps.points
        page = window.workbench.page
        return SavedSession(
            collection=str((self._session.path or Path()).absolute()),
            workspace=str(self._session.workspace.path.absolute()),
            title=self._session.title,
            columns=[setup.line for setup in self._comparison.setups()],
            queries=[query.to_json() for query in queries],
            current=len(history.past) if history.current is not None else -1,
            label_column=self._session.catalogue.label_column,
            filter=filter_json(filtering.filter),
            sorting=asdict(filtering.sorting),
            edits=self._comparison.edits.payload() if self._comparison.edits else None,
            page="results" if page == "viewer" else page,
            map={} if points is None else {"kind": points.kind, "features": points.features},
            layout=bytes(window.saveState().toBase64().data()).decode("ascii"),
            evaluation=window.desk.evaluation.taken(),
            locked={str(place): question_json(one.locked) for place, one in enumerate(own) if one.locked is not None},
        )

    # Showing

    def pick_session(self) -> None:
        """Have the person choose a session."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open a session"), filter=tr("Sessions ({pattern})", pattern=f"*{ENDING}")
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open the collection of a session, and show what was on the screen."""
        try:
            saved = read_session(path)
            saved.read_queries(), read_filter(saved.filter), self._setups(saved)
            [read_question(kept) for kept in saved.locked.values()]
        except ExplorerError as fault:
            self._messages.show_message("error", str(fault))
            return
        self._waiting = saved
        place = saved.place
        if self._session.path is not None and is_same(self._session.path, place):
            self._messages.hide()  # it is of what was on the screen before
            self._show_waiting()
        else:
            self._session.open(place)

    def _setups(self, saved: SavedSession) -> list[ColumnSetup]:
        return [ColumnSetup.read(line) for line in saved.columns]

    def _give_up(self, *_: object) -> None:
        self._waiting = None

    def _show_waiting(self) -> None:
        saved = self._waiting
        if saved is not None and self._comparison.is_ready and len(self._session.catalogue):
            self._waiting = None
            self._show(saved)

    def _show(self, saved: SavedSession) -> None:
        window, bench = self._window, self._window.workbench
        if saved.layout:
            window.layout_keeper.restore(QByteArray.fromBase64(saved.layout.encode("ascii")))
        if saved.label_column in self._session.catalogue.label_columns:
            self._session.set_label_column(saved.label_column)
        bench.grid.sorting_wanted.emit(read_sorting(saved.sorting))
        bench.filter_bar.set_filter(read_filter(saved.filter))
        self._comparison.set_edits(GraphEdits.read(saved.edits))
        if saved.columns:
            self._comparison.set_columns(self._setups(saved))
        self._comparison.set_history(saved.read_queries(), saved.current)
        for place, column in enumerate(self._comparison.columns):
            if str(place) in saved.locked:
                self._comparison.lock(column.key, read_question(saved.locked[str(place)]))
        if saved.map:
            self._session.maps.choose_encoder(saved.map.get("features", ""))
            self._session.maps.choose_kind(saved.map.get("kind", ""))
        window.desk.evaluation.restore(saved.evaluation)
        window.show_page(saved.page if saved.page in ("collection", "results", "evaluation") else "collection")

    def _update_commands(self) -> None:
        self._window.commands.enable(self._session.workspace is not None, "save_session")
