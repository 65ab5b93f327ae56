"""A field that finds things while one types."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from explorer.gui import theme
from explorer.gui.language import tr


class SearchField(QLineEdit):
    """A line of text with an icon before it, and one behind it that empties it."""

    def __init__(self, placeholder: str, name: str, icon: str = "search") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._icon = icon
        self._sign = self.addAction(theme.icon(icon), QLineEdit.ActionPosition.LeadingPosition)
        self._sign.setEnabled(False)
        self._empty = QAction(tr("Empty the field"), self)
        self._empty.triggered.connect(self.clear)
        self.textChanged.connect(self._show)
        self.refresh_icons()

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        self._sign.setIcon(theme.icon(self._icon))
        self._empty.setIcon(theme.icon("close"))

    def _show(self, text: str) -> None:
        if text and self._empty not in self.actions():
            self.addAction(self._empty, QLineEdit.ActionPosition.TrailingPosition)
        elif not text:
            self.removeAction(self._empty)
