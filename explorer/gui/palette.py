"""The command palette: every command of the menus by its name, found by typing and done by Enter."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QMenu, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from explorer.gui.language import tr

WIDTH, HEIGHT = 560, 380
_ACTION = Qt.ItemDataRole.UserRole
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def commands_of(menus: Iterable[QMenu]) -> Iterator[tuple[str, QAction]]:
    """All commands, those of submenus too, each with the way to it."""
    for menu in menus:
        way = plain(menu.title())
        for action in menu.actions():
            if action.menu() is not None:
                yield from ((f"{way} › {inner}", command) for inner, command in commands_of([action.menu()]))
            elif not action.isSeparator():
                yield f"{way} › {plain(action.text())}", action


def plain(text: str) -> str:
    """A text of a menu as it is read."""
    return text.replace("&", "").removesuffix("…")


class CommandPalette(QFrame):
    """Opens over the upper middle of the window; Enter does the command, Escape or a click beside it closes.

    Attributes:
        search: where one types; any words of the command or of its menu, in any order.
        list: the commands that have them; those that can do nothing now are grey.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("picker")
        self.setAccessibleName(tr("Commands"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Type what you want to do"))
        self.search.setAccessibleName(tr("Find a command"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._do_current)
        self.search.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("Commands and their keys"))
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemActivated.connect(lambda item, _: self._do(item))
        self.list.itemClicked.connect(lambda item, _: self._do(item))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)

    def popup(self, menus: Iterable[QMenu]) -> None:
        """Open with all commands of these menus."""
        self.search.clear()
        self.list.clear()
        for way, action in commands_of(menus):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QTreeWidgetItem(self.list, [way, keys])
            item.setData(0, _ACTION, action)
            item.setToolTip(0, action.toolTip())
            item.setDisabled(not action.isEnabled())
        window = self.parentWidget()
        size = window.size().boundedTo(window.size().expandedTo(self.minimumSizeHint()))
        self.setFixedSize(min(WIDTH, size.width()), min(HEIGHT, size.height()))
        self.move(window.mapToGlobal(QPoint((size.width() - self.width()) // 2, min(60, size.height() // 10))))
        self._filter("")
        self.show()
        self.search.setFocus()

    def _items(self) -> list[QTreeWidgetItem]:
        return [self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount())]

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        first = None
        for item in self._items():
            told = item.text(0).casefold()
            item.setHidden(not all(word in told for word in words))
            if first is None and not item.isHidden() and not item.isDisabled():
                first = item
        self.list.setCurrentItem(first)

    def _do_current(self) -> None:
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            self._do(item)

    def _do(self, item: QTreeWidgetItem) -> None:
        if not item.isDisabled():
            self.close()
            item.data(0, _ACTION).trigger()

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go through the list by the arrow keys while one types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LIST_KEYS:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
