"""Every command of the window: name, shortcut, icon, place in the menus."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from explorer.gui import theme


@dataclass(frozen=True)
class Command:
    """What a menu entry is.

    Attributes:
        name: by which the window knows it.
        text: as shown, with `&` before the letter that chooses it.
        shortcut: as `Ctrl+O`, or empty.
        icon: name of an icon, or empty.
        tip: longer text for tooltip and status bar.
        checkable: whether it has a state.
    """

    name: str
    text: str
    shortcut: str = ""
    icon: str = ""
    tip: str = ""
    checkable: bool = False


MENUS: dict[str, list[Command | None]] = {
    "&File": [
        Command("open_folder", "Open &folder…", "Ctrl+O", "folder", "Open a folder of images"),
        Command("open_features", "Open f&eatures…", "Ctrl+Shift+O", "features", "Open a file of features (.npz, .npy)"),
        Command("open_demo", "Open the &demo", "", "demo", "Open the demo collection"),
        None,
        Command("read_again", "Read the collection &again", "F5", "reset", "Look for new, changed and missing images"),
        Command("close_collection", "&Close collection", "Ctrl+W"),
        None,
        Command("quit", "&Quit", "Ctrl+Q"),
    ],
    "&Query": [
        Command("open_image", "&Open image…", "Ctrl+I", "image", "Search with image files"),
        Command("paste", "&Paste image", "Ctrl+V", "paste", "Search with the image or file on the clipboard"),
        Command("search_selected", "&Search for the selected image", "Ctrl+Return", "", "Also: Enter or double-click"),
        None,
        Command("back", "&Back", "Alt+Left", "back", "The query before"),
        Command("forward", "&Forward", "Alt+Right", "forward", "The query after"),
    ],
    "&Columns": [
        Command("add_column", "&Add column", "Ctrl+T", "plus", "Compare with one more method"),
        Command("remove_column", "&Remove column", "Ctrl+Shift+W", "", "Remove the column last used"),
        Command("parameters", "&Parameters of the column", "Ctrl+P", "sliders", "Show or hide its sliders"),
        Command("reference", "Make it the re&ference", "Ctrl+R", "", "Tell changes of rank against this column"),
    ],
    "&View": [
        Command("show_collection", "All &images", "Ctrl+1", "grid", "The whole collection", checkable=True),
        Command("show_results", "&Results", "Ctrl+2", "jobs", "The columns of results", checkable=True),
        None,
    ],
    "&Help": [Command("about", "&About Retrieval Explorer")],
}  # fmt: skip

THEMES: dict[theme.ThemeName, str] = {"system": "As the &system", "light": "&Light", "dark": "&Dark"}


class Actions:
    """The window's actions by name, and the menus made of them."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._by_name: dict[str, QAction] = {}
        self._icons: dict[str, str] = {}
        self.menus: dict[str, QMenu] = {}
        for title, commands in MENUS.items():
            menu = self.menus[title] = window.menuBar().addMenu(title)
            for command in commands:
                if command is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._make(command))
        file = self.menus["&File"]
        self.recent = QMenu("Open &recent", window)
        file.insertMenu(self["open_demo"], self.recent)
        pages = QActionGroup(window)
        for name in ("show_collection", "show_results"):
            pages.addAction(self[name])
        self.refresh_icons()

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def add_themes(self, chosen: theme.ThemeName, choose: Callable[[theme.ThemeName], None]) -> None:
        """Put the choice of the theme into the view menu."""
        menu = self.menus["&View"].addMenu("&Theme")
        group = QActionGroup(menu)
        for name, text in THEMES.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            action.triggered.connect(lambda _=False, name=name: choose(name))
            group.addAction(action)

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        for name, picture in self._icons.items():
            self._by_name[name].setIcon(theme.icon(picture))

    def enable(self, enabled: bool, *names: str) -> None:
        """Enable or disable several."""
        for name in names:
            self._by_name[name].setEnabled(enabled)

    def _make(self, command: Command) -> QAction:
        action = QAction(command.text, self._window)
        action.setCheckable(command.checkable)
        tip = command.tip or command.text.replace("&", "")
        if command.shortcut:
            keys = QKeySequence(command.shortcut)
            action.setShortcut(keys)
            tip = f"{tip} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})"
        action.setToolTip(tip)
        action.setStatusTip(tip)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if command.icon:
            self._icons[command.name] = command.icon
        self._by_name[command.name] = action
        return action
