"""Where single images stand in the columns, asked of the engine when someone points at them."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, Signal

from explorer.gui.engine import Engine
from explorer.gui.state import Column, Question
from explorer.protocol.messages import Message

_KEPT = 4096


class Ranks(QObject):
    """Asks and remembers ranks.

    A column has one question on its way at most. What is wanted meanwhile replaces what was wanted before: the pointer
    has moved on, and nobody waits for the images that it passed.

    Signals:
        known(int): more is known of the column of that key.
    """

    known = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: Engine | None = None
        self._ranks: OrderedDict[tuple[Question, int], int] = OrderedDict()
        self._asked: dict[int, tuple[int, Question, tuple[int, ...]]] = {}
        self._wanted: dict[int, tuple[Question, tuple[int, ...]]] = {}

    def attach(self, engine: Engine) -> None:
        """Ask this engine from now on."""
        self.detach()
        self._engine = engine

    def detach(self) -> None:
        """The collection is closed."""
        self._engine = None
        self.forget()

    def forget(self) -> None:
        """The collection has changed, and with it every rank."""
        self._ranks.clear()
        self._asked.clear()
        self._wanted.clear()

    def of(self, column: Column, images: tuple[int, ...]) -> dict[int, int]:
        """The ranks that are known of some images in a column, from 1, 0 = not ranked; the others are asked for.

        Those in its list are always known. Nothing is asked of a column that has no answer to its question yet, or
        whose list is a preview.
        """
        if column.result is None or column.asked is None:
            return {}
        places = column.result.places
        known = {image: places[image] + 1 for image in images if image in places}
        known |= {image: self._ranks[column.asked, image] for image in images if (column.asked, image) in self._ranks}
        unknown = tuple(image for image in images if image not in known)
        if unknown and column.status == "idle" and not column.is_approximate and not column.asked.preview:
            self._want(column.key, column.asked, unknown)
        return known

    def _want(self, key: int, question: Question, images: tuple[int, ...]) -> None:
        if key in self._asked:
            if self._asked[key][1:] != (question, images):
                self._wanted[key] = question, images
        elif self._engine is not None:
            answered = partial(self._answered, key)
            number = self._engine.request("ranks", answered, answered, **question.payload(), ids=list(images))
            self._asked[key] = number, question, images

    def _answered(self, key: int, message: Message) -> None:
        """Take the ranks; an error leaves them unknown, and they are asked for when they are wanted again."""
        if key not in self._asked or self._asked[key][0] != message.get("id"):
            return
        _, question, images = self._asked.pop(key)
        self._ranks |= {(question, image): rank for image, rank in zip(images, message.get("ranks", ()), strict=False)}
        while len(self._ranks) > _KEPT:
            self._ranks.popitem(last=False)
        if key in self._wanted:
            self._want(key, *self._wanted.pop(key))
        if "ranks" in message:
            self.known.emit(key)
