"""Queries and filters that were given a name: kept beside the collection, shown again by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from explorer.collection.user_store import WHOLE
from explorer.errors import InputError
from explorer.gui.curation import Curation
from explorer.gui.filters import Filter
from explorer.gui.language import mark_text, tr
from explorer.gui.saved_session import filter_json, read_filter
from explorer.protocol.query import Query

if TYPE_CHECKING:
    from explorer.gui.main_window import MainWindow
    from explorer.gui.saved_dialog import SavedDialog

Saving = Literal["query", "filter"]
TITLES: dict[Saving, str] = {"query": mark_text("Query"), "filter": mark_text("Filter")}

_STALE = mark_text("“{name}” cannot be read any more; remove it and save it anew.")


class Saved(QObject):
    """What was saved of the open collection, and the command that shows it.

    Signals:
        changed(): something was saved, renamed or removed, or something else can be saved.
        failed(str): one sentence.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, window: MainWindow, curation: Curation) -> None:
        super().__init__(window)
        self._window = window
        self._curation = curation
        self._dialog: SavedDialog | None = None
        window.commands["saved"].triggered.connect(lambda _=False: self.show())
        self.failed.connect(lambda text: window.workbench.messages.show_message("error", text))
        curation.changed.connect(lambda kinds: self.changed.emit() if not kinds or kinds & set(TITLES) else None)
        window.comparison.query_changed.connect(self.changed)
        window.workbench.filtering.within_changed.connect(lambda _: self.changed.emit())
        for signal in (window.session.opened, window.session.closed):
            signal.connect(self._update)
        self._update()

    @property
    def entries(self) -> list[tuple[Saving, str, Any]]:
        """Kind, name and value of all that is saved, by name."""
        found = [(kind, name, value) for kind in TITLES for name, value in self._curation.of_image(kind).items()]
        return sorted(found, key=lambda entry: entry[1].casefold())

    @property
    def can_save(self) -> dict[Saving, bool]:
        """Whether there is now what could be saved."""
        writable = self._curation.can_write
        query, shown = self._window.comparison.query, self._window.workbench.filtering.filter
        return {"query": writable and query is not None, "filter": writable and bool(shown)}

    def save(self, kind: Saving, name: str) -> None:
        """Save the query, or the filter, of now under a name, in place of what has it already."""
        query = self._window.comparison.query
        if kind == "filter":
            value: Any = filter_json(self._window.workbench.filtering.filter)
        elif query is not None:
            value = query.to_json()
        else:
            return
        self._put(tr("Save “{name}”", name=name), kind, value, name)

    def remove(self, kind: Saving, name: str) -> None:
        """Forget what has that name; the log of changes can bring it back."""
        self._put(tr("Remove “{name}”", name=name), kind, None, name)

    def open(self, kind: Saving, name: str) -> None:
        """Search for a saved query, or show and search what a saved filter lets pass."""
        try:
            shown = read(kind, self._curation.value(kind, WHOLE, name))
        except InputError:
            self.failed.emit(tr(_STALE, name=name))
            return
        if isinstance(shown, Filter):
            self._window.workbench.filter_bar.set_filter(shown)
        else:
            self._window.ask(shown)

    def show(self) -> None:
        """Open the window of all that is saved."""
        from explorer.gui.saved_dialog import SavedDialog

        if self._dialog is None:
            self._dialog = SavedDialog(self, self._window)
            self._dialog.destroyed.connect(self._forget_dialog)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def told(self, kind: Saving, value: Any) -> str:
        """What it is, in words."""
        from explorer.gui.term_pictures import query_title

        try:
            shown = read(kind, value)
        except InputError:
            return ""
        return shown.title if isinstance(shown, Filter) else query_title(shown, self._window.session.catalogue)

    def _put(self, title: str, kind: Saving, value: Any, name: str) -> None:
        self._curation.put(title, kind, [WHOLE], value, name)

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _update(self) -> None:
        self._window.commands.enable(self._window.session.workspace is not None, "saved")
        self.changed.emit()


def read(kind: Saving, value: Any) -> Query | Filter:
    """What was saved.

    Raises:
        InputError: it is no such thing.
    """
    if kind == "filter":
        return read_filter(value)
    try:
        return Query.from_json(value)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(tr("The saved query cannot be read ({error}); save it anew.", error=error)) from error
