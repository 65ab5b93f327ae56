"""What is written on a plane: a caption along its lower edge, and why it is empty while it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from explorer.gui.elided import ElidedLabel

_EDGE = 6
_WIDEST = 300
"""Pixels of the words in an empty plane: longer lines leave single words below."""


class PlaneTexts:
    """Two labels that let the mouse through."""

    def __init__(self, plane: QWidget, empty: str) -> None:
        self._plane = plane
        self._empty = QLabel(empty, plane, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setObjectName("muted")
        self._caption = ElidedLabel("", plane)
        self._caption.setObjectName("plotCaption")
        for label in (self._empty, self._caption):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._caption.hide()

    @property
    def caption(self) -> str:
        """The caption, uncut."""
        return self._caption.whole

    def set_caption(self, text: str) -> None:
        """Say what is drawn; shortened where there is no room."""
        self._caption.set_whole(text)
        self._caption.setVisible(bool(text))
        self.place()

    @property
    def empty_text(self) -> str:
        """Why there is nothing to draw."""
        return self._empty.text()

    def set_empty_text(self, text: str) -> None:
        """Say why there is nothing to draw."""
        self._empty.setText(text)

    def set_empty(self, *, empty: bool) -> None:
        """Whether there is nothing to draw."""
        self._empty.setVisible(empty)

    def place(self) -> None:
        """Keep in place when the plane has another size."""
        aside = max(16, (self._plane.width() - _WIDEST) // 2)
        self._empty.setGeometry(self._plane.rect().adjusted(aside, 16, -aside, -16))
        hint = self._caption.sizeHint()
        width = min(hint.width() + 2 * _EDGE, self._plane.width() - 2 * _EDGE)
        self._caption.setGeometry(_EDGE, self._plane.height() - hint.height() - _EDGE, width, hint.height())
