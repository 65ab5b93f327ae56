"""The page of keyboard shortcuts, made from the table of commands."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.actions import CODES, LISTS, MENUS, PLANES, THEMES, VIEWER, Command, dock_keys, shown_keys
from explorer.gui.language import tr
from explorer.gui.palette import plain

Group = tuple[str, list[tuple[str, str]]]


def groups(panels: list[str]) -> Iterator[Group]:
    """All commands with their keys, by menu; `panels` are the titles of the docks, in their order."""
    for title, commands in MENUS.items():
        rows = [_row(command) for command in commands if command is not None]
        if title == "&View":
            rows += [
                (tr("Panel {panel}", panel=panel), shown_keys(dock_keys(place))) for place, panel in enumerate(panels)
            ]
            rows += [(tr("Theme: {theme}", theme=_plain(command.text)), keys_of(command)) for _, command in THEMES]
        yield _plain(title), rows
    yield tr("Viewer"), [_row(command) for command in VIEWER]
    yield tr("Lists of images"), _told(LISTS)
    yield tr("Map and graph"), _told(PLANES)
    yield tr("Codes"), _told(CODES)


def keys_of(command: Command) -> str:
    """All keys of a command as the system writes them."""
    return ", ".join(shown_keys(keys) for keys in (command.shortcut, *command.also) if keys)


def _told(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(tr(text), tr(keys)) for text, keys in rows]


def _row(command: Command) -> tuple[str, str]:
    return _plain(command.text), keys_of(command)


def _plain(text: str) -> str:
    return plain(tr(text))


class ShortcutsPage(QDialog):
    """A list of all commands and their keys that can be searched; it stays open beside the window."""

    def __init__(self, panels: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 640)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a command or a key"))
        self.search.setAccessibleName(tr("Find a command or a key"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Command"), tr("Keys")])
        self.tree.setAccessibleName(tr("Commands and their keys"))
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(14)
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self._nothing = QLabel(tr("No command has such a name or key."))
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._nothing, 1)
        for title, rows in groups(panels):
            self._add(title, rows)

    def _add(self, title: str, rows: list[tuple[str, str]]) -> None:
        head = QTreeWidgetItem([title])
        font = self.font()
        font.setBold(True)
        head.setFont(0, font)
        self.tree.addTopLevelItem(head)
        for row in rows:
            head.addChild(QTreeWidgetItem(list(row)))
        head.setExpanded(True)
        head.setFirstColumnSpanned(True)

    def _filter(self, text: str) -> None:
        wanted = text.casefold()
        found = False
        for place in range(self.tree.topLevelItemCount()):
            head = self.tree.topLevelItem(place)
            shown = 0
            for row in range(head.childCount()):
                item = head.child(row)
                matches = wanted in f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not matches)
                shown += matches
            head.setHidden(not shown)
            found |= bool(shown)
        self.tree.setVisible(found)
        self._nothing.setVisible(not found)
