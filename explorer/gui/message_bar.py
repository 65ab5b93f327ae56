"""One sentence above the content, with one thing to do about it. Never modal."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from explorer.gui import theme

MessageKind = Literal["info", "warning", "error"]
_ICONS = {"info": "info", "warning": "warning", "error": "warning"}


class MessageBar(QFrame):
    """Shows the last message until it is closed or replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton()
        self._action.clicked.connect(self._act)
        self._then: Callable[[], None] | None = None
        self._close = QToolButton()
        self._close.setIconSize(QSize(14, 14))
        self._close.setAccessibleName("Close message")
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 8, 7)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def show_message(
        self, kind: MessageKind, text: str, action: str = "", then: Callable[[], None] | None = None
    ) -> None:
        """Show a sentence, with a button that does `then` where an action is named."""
        c = theme.colours()
        tint = {"info": c.accent, "warning": c.warning, "error": c.bad}[kind]
        self._icon.setPixmap(theme.pixmap(_ICONS[kind], 18, tint, self.devicePixelRatioF()))
        self._close.setIcon(theme.icon("close"))
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._then = then
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(f"{kind}: {text}")
        self.show()

    def _act(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()
