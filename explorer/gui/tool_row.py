"""The row of small controls above the map and the graph; in a narrow panel their texts give way to icons."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from explorer.gui import theme
from explorer.gui.language import tr


class ToolRow(QWidget):
    """Choices at the left, buttons at the right; shortcuts hold while the panel has the focus."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self.setObjectName("toolRow")
        self._panel = panel
        self._icons: list[tuple[QToolButton, str]] = []
        self._choices: list[Choice] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(5, 2, 5, 2)
        self._layout.setSpacing(1)
        self._layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def add_choice(self, name: str, icon: str, texts: Mapping[str, str], choose: Callable[[str], None]) -> "Choice":
        """One of several; `texts` by the value that `choose` is called with."""
        choice = Choice(self, name, texts, choose)
        self._register(choice, icon)
        self._choices.append(choice)
        self._layout.insertWidget(len(self._choices) - 1, choice)
        return choice

    def add_button(self, name: str, icon: str, keys: str, act: Callable[[], None]) -> QToolButton:
        """Does what the plane does by itself when these keys are pressed on it."""
        button = self._add(name, icon, keys)
        button.clicked.connect(lambda _: act())
        return button

    def add_switch(self, name: str, icon: str, keys: str, switch: Callable[[bool], None]) -> QToolButton:
        """On or off; the keys hold anywhere in the panel."""
        button = self._add(name, icon, keys)
        button.setCheckable(True)
        button.toggled.connect(switch)
        action = QAction(name, self._panel)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(button.toggle)
        self._panel.addAction(action)
        return button

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        for button, name in self._icons:
            button.setIcon(theme.icon(name))

    def _add(self, name: str, icon: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        self._register(button, icon)
        self._layout.addWidget(button)
        return button

    def _register(self, button: QToolButton, icon: str) -> None:
        button.setIconSize(QSize(16, 16))
        button.setIcon(theme.icon(icon))
        self._icons.append((button, icon))

    def _arrange(self) -> None:
        """Show the texts of as many choices as fit, the first first."""
        room = self.width() - 12 - sum(b.sizeHint().width() + 1 for b, _ in self._icons if b not in self._choices)
        for choice in self._choices:
            if choice.isHidden():
                continue
            with_text = choice.wanted_width(text=True)
            rest = sum(other.wanted_width(text=False) for other in self._choices if other is not choice)
            choice.show_text(shown=with_text + rest <= room)
            room -= choice.wanted_width(text=with_text + rest <= room)

    def minimumSizeHint(self) -> QSize:
        """Room for the icons."""
        return QSize(30 * len(self._icons), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give texts away where it gets narrow."""
        super().resizeEvent(event)
        self._arrange()


class Choice(QToolButton):
    """A button with a menu of values.

    Attributes:
        value: the chosen one.
    """

    def __init__(self, row: ToolRow, name: str, texts: Mapping[str, str], choose: Callable[[str], None]) -> None:
        super().__init__(row)
        self._row = row
        self._name = name
        self._choose = choose
        self.value = ""
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._group = QActionGroup(self._menu)  # loses actions with the menu
        self._actions: dict[str, QAction] = {}
        self.set_values(texts)

    def set_values(self, texts: Mapping[str, str]) -> None:
        """Offer other values; the chosen one stays if it is among them."""
        self._menu.clear()
        self._actions = {}
        for value, text in texts.items():
            action = self._actions[value] = self._menu.addAction(tr(text))
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, value=value: self._chosen(value))
            self._group.addAction(action)
        self.set_value(self.value if self.value in self._actions else next(iter(texts), ""))

    @property
    def texts(self) -> dict[str, str]:
        """What is offered, by value."""
        return {value: action.text() for value, action in self._actions.items()}

    def set_value(self, value: str) -> None:
        """Show a value as chosen, without acting."""
        self.value = value
        action = self._actions.get(value)
        text = action.text() if action is not None else ""
        if action is not None:
            action.setChecked(True)
        self.setText(f"{text} ▾")
        self.setAccessibleName(f"{self._name}: {text}")
        self.setToolTip(f"{self._name}: {text}")
        self._row._arrange()

    def wanted_width(self, *, text: bool) -> int:
        """Width with or without the text; none where it is hidden."""
        return 0 if self.isHidden() else 30 + (self.fontMetrics().horizontalAdvance(self.text()) + 8 if text else 0)

    def show_text(self, *, shown: bool) -> None:
        """Icon and text, or the icon alone."""
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if shown else style.ToolButtonIconOnly)

    def _chosen(self, value: str) -> None:
        self.set_value(value)
        self._choose(value)
