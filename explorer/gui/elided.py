"""A label that shortens its text where there is no room, instead of pushing others away."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """Shows as much of one line as fits, with … where it is cut."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self._mode = Qt.TextElideMode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._shorten()

    @property
    def whole(self) -> str:
        """The text, uncut."""
        return self._whole

    def set_whole(self, text: str, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        """Show another text, cut at `mode` where it must be."""
        self._whole, self._mode = text, mode
        self.setAccessibleName(text)
        self._shorten()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 4 + self._beside
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4 + self._beside, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits now."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        room = max(self.width() - self._beside, 1)
        self.setText(self.fontMetrics().elidedText(self._whole, self._mode, room))

    @property
    def _beside(self) -> int:
        """Width of the margins at both sides."""
        margins = self.contentsMargins()
        return margins.left() + margins.right()
