"""What the person adds to the open collection, with undo; the one place in the window that writes it."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from explorer.collection.user_store import WHOLE, Change, Kind, Step, UserStore
from explorer.errors import ExplorerError
from explorer.gui.language import tr, tr_count
from explorer.workspace.store import Workspace

log = logging.getLogger(__name__)

NO_LIMIT = 2**31


class Curation(QObject):
    """Tags, notes, captions, marks and the like of the open collection.

    What is written is on the disk when a function returns; nothing here takes longer than a blink.

    Signals:
        changed(frozenset): entries of these kinds are others now, also by undo and when another collection is open.
        said(str, str): kind and text of a sentence for the message bar.
        undo_changed(): what can be undone or done again is something else.

    Attributes:
        store: the open store; None while no collection is open.
    """

    changed = Signal(object)
    said = Signal(str, str)
    undo_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store: UserStore | None = None

    def open(self, workspace: Workspace) -> None:
        """Take the store of a workspace; where it cannot be read that is said, and nothing is kept."""
        self.close()
        try:
            self.store = UserStore(workspace.user_path, write=workspace.read_only_reason is None)
        except ExplorerError as fault:
            self.said.emit("error", str(fault))
        self._tell(frozenset())

    def close(self) -> None:
        """Let the store go."""
        if self.store is not None:
            self.store.close()
            self.store = None
            self._tell(frozenset())

    @property
    def can_write(self) -> bool:
        """Whether anything can be added."""
        return self.store is not None and self.store.write

    # Reading

    def value(self, kind: Kind, image: int = WHOLE, name: str = "") -> Any:
        """The value of an entry; None where there is none."""
        return None if self.store is None else self.store.value(kind, image, name)

    def of_image(self, kind: Kind, image: int = WHOLE) -> dict[str, Any]:
        """Name to value of an image's entries."""
        return {} if self.store is None else self.store.of_image(kind, image)

    def of_name(self, kind: Kind, name: str = "") -> dict[int, Any]:
        """Image to value of the entries with a name."""
        return {} if self.store is None else self.store.of_name(kind, name)

    def names(self, kind: Kind) -> dict[str, int]:
        """Each name of a kind, and how many images have it."""
        return {} if self.store is None else self.store.names(kind)

    # Writing

    def put(self, title: str, kind: Kind, images: Iterable[int], value: Any, name: str = "") -> bool:
        """Give images an entry as one step; None takes it away. Tells whether anything changed."""
        return self.change(title, [Change(kind, image, name, value) for image in images])

    def change(self, title: str, changes: Sequence[Change]) -> bool:
        """Do something as one step; tells whether anything changed. What cannot be written is said."""
        if self.store is None:
            return False
        try:
            step = self.store.change(title, changes)
        except ExplorerError as fault:
            self.said.emit("error", str(fault))
            return False
        if step is not None:
            self._tell(step.kinds)
        return step is not None

    def undo(self) -> None:
        """Take the last step back, and say which."""
        self._turn(self.store.undo if self.store is not None else None, tr("Undone"))

    def redo(self) -> None:
        """Do again what was undone last, and say what."""
        self._turn(self.store.redo if self.store is not None else None, tr("Done again"))

    def steps(self, limit: int) -> list[Step]:
        """The last steps, the latest first."""
        return [] if self.store is None else self.store.steps(limit)

    def go_to(self, number: int) -> None:
        """Undo or redo until the step of that number has changed its state."""
        step = next((one for one in self.steps(NO_LIMIT) if one.id == number), None)
        if step is None or not self.can_write:
            return
        turn, rest = (self.redo, self.redo_number) if step.undone else (self.undo, self.undo_number)
        while (last := rest()) is not None:
            turn()
            if last == number or rest() == last:  # as it could not be written
                return

    def undo_number(self) -> int | None:
        """The step that `undo` takes back."""
        return None if self.store is None or self.store.undoable is None else self.store.undoable.id

    def redo_number(self) -> int | None:
        """The step that `redo` does again."""
        return None if self.store is None or self.store.redoable is None else self.store.redoable.id

    @property
    def undo_title(self) -> str:
        """What `undo` takes back; empty where there is nothing."""
        return self._title(self.store.undoable if self.store is not None and self.store.write else None)

    @property
    def redo_title(self) -> str:
        """What `redo` does again; empty where there is nothing."""
        return self._title(self.store.redoable if self.store is not None and self.store.write else None)

    @staticmethod
    def _title(step: Step | None) -> str:
        return "" if step is None else step.title

    def _turn(self, turn: Any, said: str) -> None:
        if turn is None:
            return
        try:
            step = turn()
        except ExplorerError as fault:
            self.said.emit("error", str(fault))
            return
        if step is not None:
            self.said.emit("info", f"{said}: {step.title}.")
            self._tell(step.kinds)

    def _tell(self, kinds: frozenset[Kind]) -> None:
        self.changed.emit(kinds)
        self.undo_changed.emit()


def counted(images: Sequence[int]) -> str:
    """So many images in words, for the title of a step."""
    return tr("this image") if len(images) == 1 else tr_count("{n:,} image", "{n:,} images", len(images))
