"""What the sections of an explanation have in common: a heading, pictures that can be used, and when they are shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.gui.language import tr
from explorer.gui.picture_button import PictureButton
from explorer.gui.thumbnails import Thumbnails

Told = dict[str, Any]
"""The engine's answer to `explain`, and beside it `query`, the id of the image that is searched for (-1 for others)."""


class Signs(QObject):
    """What a person does with the pictures of all sections.

    Signals:
        hovered(int): the image under the pointer, -1 when it leaves.
        chosen(int): search for this image.
        viewed(int): show this image large.
        menu_wanted(list, QPoint): what can be done with these images is asked for, at that place of the screen.
        edge_toggled(int, int): cut the edge between two images, or put it back.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    viewed = Signal(int)
    menu_wanted = Signal(object, object)
    edge_toggled = Signal(int, int)


@dataclass(frozen=True)
class Hands:
    """What a section needs to show images.

    Attributes:
        thumbnails: their pictures.
        describe: one short line about an image.
        signs: tells what is done with them.
    """

    thumbnails: Thumbnails
    describe: Callable[[int], str]
    signs: Signs

    def picture(self, image: int, side: int, caption: str = "") -> PictureButton:
        """A picture that can be pointed at, searched for by a click, and has the menu of images.

        Args:
            image: id; -1 for a query that is no image of the collection.
            side: longer side in logical pixels.
            caption: a few letters below it.
        """
        button = PictureButton(image, side, self.thumbnails, self.describe(image) if image >= 0 else tr("the query"))
        button.set_caption(caption)
        button.hovered.connect(self.signs.hovered)
        button.viewed.connect(self.signs.viewed)
        # Not a method: of connections to those, PySide keeps a reference for each button that ever was.
        button.menu_wanted.connect(lambda image, place: self.signs.menu_wanted.emit([image], place))
        if image >= 0:
            button.clicked.connect(lambda: self.signs.chosen.emit(image))
        return button


class Section(QWidget):
    """One part of an explanation: a heading, and below it whatever a subclass adds to `body`.

    It hides itself where the explanation says nothing of its kind; so a section may be for one method alone.

    Attributes:
        body: the layout below the heading.
    """

    title = ""

    def __init__(self, hands: Hands) -> None:
        super().__init__()
        self.hands = hands
        self.heading = QLabel(tr(self.title))
        self.heading.setObjectName("heading")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 4, 12, 6)
        self.body.setSpacing(5)
        self.body.addWidget(self.heading)
        self.heading.setVisible(bool(self.title))

    def show_explanation(self, told: Told) -> None:
        """Show what an explanation says; call `setVisible(False)` where that is nothing."""
        raise NotImplementedError
