"""One sentence above the content, with what can be done about it. Never modal."""

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from explorer.gui import theme
from explorer.gui.language import tr
from explorer.gui.sentences import tr_said

MessageKind = Literal["info", "warning", "error"]
Then = Callable[[], object]
_ICONS = {"info": "info", "warning": "warning", "error": "warning"}


class MessageBar(QFrame):
    """Shows the last message until it is closed or replaced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._kind: MessageKind = "info"
        self._icon = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(6)
        self._buttons: list[QPushButton] = []
        self._close = QToolButton()
        self._close.setIconSize(QSize(14, 14))
        self._close.setAccessibleName(tr("Close message"))
        self._close.setToolTip(tr("Close message"))
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 8, 7)
        layout.setSpacing(10)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addLayout(self._actions)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    @property
    def actions_shown(self) -> list[str]:
        """What can be done, by the texts of the buttons."""
        return [button.text() for button in self._buttons]

    def show_message(self, kind: MessageKind, text: str, action: str = "", then: Then | None = None) -> None:
        """Show a sentence, with a button that hides it and does `then` where an action is named; hide an empty one."""
        if not text:
            self.setHidden(self.isHidden() or self._kind == kind)
            return

        def act() -> None:
            self.hide()
            if then is not None:
                then()

        self.show_choices(kind, text, {action: act} if action else {})

    def show_choices(self, kind: MessageKind, text: str, actions: Mapping[str, Then]) -> None:
        """Show a sentence with a button for each action; they leave it where it is."""
        self._kind = kind
        text = tr_said(text)
        self._text.setText(text)
        for button in self._buttons:
            self._actions.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(title, then) for title, then in actions.items()]
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(f"{kind}: {text}")
        self.refresh_icons()
        self.show()

    def act(self) -> None:
        """Do what the first button does."""
        if self._buttons:
            self._buttons[0].click()

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        c = theme.colours()
        tint = {"info": c.accent, "warning": c.warning, "error": c.bad}[self._kind]
        self._icon.setPixmap(theme.pixmap(_ICONS[self._kind], 18, tint, self.devicePixelRatioF()))
        self._close.setIcon(theme.icon("close"))

    def _button(self, title: str, then: Then) -> QPushButton:
        button = QPushButton(title)
        button.clicked.connect(lambda _=False: then())
        self._actions.addWidget(button)
        return button
