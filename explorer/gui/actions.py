"""Every command of the window: name, shortcut, icon, place in the menus."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMenu, QWidget

from explorer.gui import theme
from explorer.gui.language import mark_text, tr


@dataclass(frozen=True)
class Command:
    """What a menu entry is.

    Attributes:
        name: by which the window knows it.
        text: as shown in English, with `&` before the letter that chooses it.
        shortcut: as `Ctrl+O`, or empty.
        icon: name of an icon, or empty.
        tip: longer text for tooltip and status bar.
        checkable: whether it has a state.
        also: further shortcuts that do the same and are not shown.
        told: the shortcut is shown alone; the views take the key themselves, because it means other things elsewhere.
    """

    name: str
    text: str
    shortcut: str = ""
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    also: tuple[str, ...] = ()
    told: bool = False


WHY = "Ctrl+Y"
"""Explains the place of an image; told beside the images."""

MENUS: dict[str, list[Command | None]] = {
    mark_text("&File"): [
        Command("open_folder", "Open &folder…", "Ctrl+O", "folder", "Open a folder of images"),
        Command("open_features", "Open f&eatures…", "Ctrl+Shift+O", "features", "Open a file of features (.npz, .npy)"),
        Command("open_address", "Open add&ress…", "Ctrl+U", "", "Open a collection or workspace in a store: s3://…"),
        Command("open_demo", "Open the &demo", "Ctrl+Shift+D", "demo", "Open the demo collection"),
        None,
        Command("read_again", "Read the collection &again", "F5", "reset", "Look for new, changed and missing images"),
        Command("close_collection", "&Close collection", "Ctrl+W"),
        None,
        Command("save_session", "&Save session…", "F7", "save", "Columns, query, filters and all else on the screen"),
        Command("open_session", "O&pen session…", "Shift+F7", "folder", "Show again what was on the screen"),
        None,
        Command("settings", "Se&ttings…", "Ctrl+,", "settings", "Appearance, first columns, caches, threads"),
        Command("quit", "&Quit", "Ctrl+Q"),
    ],
    mark_text("&Edit"): [
        Command("undo", "&Undo", "Ctrl+Z", "undo", "Take back the last tag, note, mark or other change"),
        Command("redo", "&Redo", "Ctrl+Shift+Z", "redo", "Do again what was undone last"),
    ],
    mark_text("&Query"): [
        Command("open_image", "&Open image…", "Ctrl+I", "image", "Search with image files"),
        Command("paste", "&Paste image", "Ctrl+V", "paste", "Search with the image or file on the clipboard"),
        None,
        Command("back", "&Back", "Alt+Left", "back", "The query before"),
        Command("forward", "&Forward", "Alt+Right", "forward", "The query after"),
        Command("recent_queries", "&Recent queries…", "Ctrl+H", "", "All queries of this session, with their images"),
        Command("saved", "Sa&ved queries and filters…", "Ctrl+B", "", "Those that have a name, and give one a name"),
    ],
    mark_text("&Image"): [
        Command("search_selected", "&Search for this", "Ctrl+Return", "search", "Also: Enter or double-click"),
        Command("add_to_query", "&Add to the query", "Ctrl+Shift+Return", "plus", "Search for this image too"),
        Command("less_like_this", "&Less like this", "Ctrl+Alt+Return", "minus", "Search away from this image"),
        Command("search_region", "Search for a re&gion…", "Ctrl+G", "region", "Search for a part of this image"),
        Command("why", "Wh&y is it here?", WHY, "why", "What brings this image to its place in the column"),
        Command("drop_node", "Take &out of the graph", "Ctrl+Delete", "cut", "Rank as if this image were not there"),
        None,
        Command("view", "&View large", "Space", "view", "Show the image as large as the window", told=True),
        Command("compare_query", "&Compare with the query", "Ctrl+K", "compare", "Side by side, one zoom for both"),
        Command("compare_selected", "Compare the t&wo selected", "Ctrl+Shift+K", "", "Side by side, one zoom for both"),
        None,
        Command("reveal", "&Reveal in the file manager", "Ctrl+Shift+R", "reveal", "Open the folder of the file"),
        Command("copy_image", "Copy &image", "Ctrl+C", "copy", "Copy the picture and its file to the clipboard"),
        Command("copy_path", "Copy &path", "Ctrl+Shift+C", "", "Copy the full path of the file"),
        Command("save_list", "Save lis&t…", "Ctrl+S", "save", "Save the selected images, or all listed, as a table"),
    ],
    mark_text("&Columns"): [
        Command("add_column", "&Add column", "Ctrl+T", "plus", "Compare with one more method"),
        Command("duplicate_column", "&Duplicate column", "Ctrl+Shift+T", "", "Put a copy at its right, to vary it"),
        Command("remove_column", "&Remove column", "Ctrl+Shift+W", "", "Remove the column last used"),
        None,
        Command("parameters", "&Parameters of the column", "Ctrl+P", "sliders", "Show or hide its sliders"),
        Command("reference", "Make it the refere&nce", "Ctrl+R", "", "Tell changes of rank against this column"),
        Command("lock_column", "Loc&k as reference", "Ctrl+Alt+R", tip="Keep its list from now on", checkable=True),
        Command("learn_anew", "Learn ane&w", "Ctrl+Alt+A", "", "Fit it on images and captions that came later, too"),
        Command("column_left", "Move &left", "Ctrl+Shift+Left", "", "Move the column to the left"),
        Command("column_right", "Move ri&ght", "Ctrl+Shift+Right", "", "Move the column to the right"),
        None,
        Command("copy_command", "Copy as &command", "Ctrl+Alt+C", "copy", "The command line that makes this list"),
        Command("copy_python", "Copy as P&ython", "Ctrl+Alt+P", "", "The Python program that makes this list"),
        Command("save_ranking", "&Save ranking as CSV…", "Ctrl+Shift+S", "save", "The list of this column as a table"),
        None,
        Command("foreign_column", "Add column from a r&un…", "Ctrl+Alt+N", "", "A ranking that another program made"),
        None,
        Command("encoder_file", "Add encoder from &file…", "Ctrl+Alt+E", "", "An ONNX or TorchScript network"),
        Command("encoder_folder", "Add encoder from f&older…", "Ctrl+Alt+O", "", "A folder of Hugging Face"),
    ],
    mark_text("Cu&rate"): [
        Command("mark_right", "Mark as &right", "Ctrl+M", "right", "This result is what the query asks for"),
        Command("mark_wrong", "Mark as &wrong", "Ctrl+Shift+M", "wrong", "This result is not what the query asks for"),
        Command("feedback_column", "Column from &marks", "Ctrl+E", "", "The same method, its query moved by the marks"),
        None,
        Command("tags", "&Tags…", "Ctrl+L", "tag", "Words by which these images can be found again"),
        Command("note", "&Note…", "Ctrl+N", "note", "A text about this image"),
        Command("correct_label", "&Correct the label…", "Ctrl+Shift+L", "", "Lists are judged by the right one"),
        Command("show_tagged", "&Show tagged images…", "Ctrl+Alt+T", "", "Show and search the images of a tag"),
        None,
        Command("duplicates", "Near-&duplicates…", "Ctrl+D", "copy", "Review images that are nearly the same"),
        Command("copy_files", "Copy &files to a folder…", "Ctrl+Alt+K", "", "The originals stay as they are"),
        Command("changes", "C&hanges…", "Ctrl+Alt+Z", "", "All that was added, to be undone and done again"),
    ],
    mark_text("Eva&luation"): [
        Command("evaluate", "&Evaluate", "F6", "evaluate", "Measure the methods that the page of evaluations names"),
        Command("cancel_evaluation", "&Cancel", "Ctrl+Alt+F6", "close", "Stop measuring; what was measured stays"),
        None,
        Command("open_report", "&Open report…", "Ctrl+F6", "folder", "A report that `evaluate --json` wrote anywhere"),
        Command("save_report", "&Save report…", "Shift+F6", "save", "As a page, JSON, CSV or LaTeX"),
        Command("foreign_ranking", "Add &ranking from file…", "Ctrl+Shift+F6", "", "Measure another program's"),
    ],
    mark_text("&View"): [
        Command("show_collection", "All &images", "Ctrl+1", "grid", "The whole collection", checkable=True),
        Command("show_results", "&Results", "Ctrl+2", "jobs", "The columns of results", checkable=True),
        Command("show_evaluation", "&Evaluation", "Ctrl+3", "evaluate", "How good methods are", checkable=True),
        None,
        Command("filter", "Fi&lter", "Ctrl+F", "filter", "Show and search only a part of the collection"),
        Command("clear_filters", "&Clear filters", "Ctrl+Shift+F", "", "Show and search the whole collection"),
        None,
        Command("tile_captions", "Cap&tions on tiles", "Ctrl+Alt+W", "", "In place of labels", checkable=True),
        Command("full_screen", "&Full screen", "F11", "fullscreen", "Use the whole screen, and back", checkable=True),
        Command("reset_layout", "Reset la&yout", "Ctrl+Shift+0", "", "Put map, graph and jobs back in their places"),
        None,
    ],
    mark_text("&Help"): [
        Command("shortcuts", "&Keyboard shortcuts", "F1", "keyboard", "Every command and its keys", also=("Ctrl+/",)),
        Command("palette", "&Commands…", "Ctrl+Shift+P", "search", "Find any command by typing, and do it"),
        Command("tour", "&Tour of the window", "Ctrl+Alt+F1", "", "Three steps: open, search, compare"),
        Command("guide", "User &guide", "Ctrl+Shift+F1", "", "Pages on the window, the methods and their formulas"),
        Command("show_log", "Show the &log", "Shift+F1", "", "Open the folder of logs and crash reports"),
        Command("save_bundle", "Save a fault re&port…", "Ctrl+Shift+F2", "",
                "Save logs and versions in one archive to send, without names and paths"),
        Command("about", "&About Retrieval Explorer", "Ctrl+F1", "info"),
    ],
}  # fmt: skip

VIEWER: list[Command] = [
    Command("previous", "Previous image", "Left", "previous", also=("PgUp", "Backspace")),
    Command("next", "Next image", "Right", "next", also=("PgDown",)),
    Command("first", "First image", "Home"),
    Command("last", "Last image", "End"),
    Command("zoom_in", "Zoom in", "+", "plus", also=("=", "Ctrl++", "Ctrl+=")),
    Command("zoom_out", "Zoom out", "-", "minus", also=("Ctrl+-",)),
    Command("fit", "Fit to the window", "0", "fit", also=("Ctrl+0",)),
    Command("actual", "100 %", "1", "actual", "One pixel of the image on one pixel of the screen"),
    Command("pan_left", "Move the picture left", "Shift+Left"),
    Command("pan_right", "Move the picture right", "Shift+Right"),
    Command("pan_up", "Move the picture up", "Up", also=("Shift+Up",)),
    Command("pan_down", "Move the picture down", "Down", also=("Shift+Down",)),
    Command("compare", "Compare side by side", "C", "compare", "With the query, one zoom for both", checkable=True),
    Command("swap", "Swap the two sides", "X", "swap"),
    Command("facts", "Facts", "I", "info", "File, label, rank and score in each column", checkable=True),
    Command("close", "Back to the list", "Esc", "close", "Also: Space"),
]  # fmt: skip
"""The commands of the viewer; they act while it is shown, so they may use keys that mean something else elsewhere."""

LISTS = [
    (mark_text("Move in a list of images"), mark_text("Arrow keys")),
    (mark_text("Search for the image"), "Enter"),
    (mark_text("Show it large"), "Space"),
    (mark_text("What can be done with it"), mark_text("Menu, Shift+F10")),
    (mark_text("Select several"), mark_text("Shift+Arrow, Ctrl+Click")),
    (mark_text("From one part of the window to the next"), "Tab, Shift+Tab"),
]
"""Keys that lists of images take themselves."""

PLANES = [
    (mark_text("Move over the map or the graph"), mark_text("Arrow keys")),
    (mark_text("Zoom"), "+, -"),
    (mark_text("Show everything"), "0"),
    (mark_text("To the next result, to the one before"), "PgDown, PgUp"),
    (mark_text("Search for the image, show it large"), "Enter, Space"),
    (mark_text("Encircle images on the map"), mark_text("Shift+Drag, L")),
    (mark_text("Take that back"), "Esc"),
    (mark_text("Move an image of the graph and pin it"), mark_text("Drag, P")),
    (mark_text("Show its neighbours in the graph too"), "E"),
    (mark_text("Take it out of the graph, or cut the edge under the pointer"), "Del"),
    (mark_text("Let the layout place all images again"), "Shift+P"),
    (mark_text("Save the graph"), "Ctrl+Alt+G"),
    (mark_text("Pictures on the map"), "T"),
    (mark_text("Tie neighbours that lie far apart on the map"), "J"),
]
"""Keys that the map and the graph take themselves."""

CODES = [
    (mark_text("Radius of the Hamming ball: one bit less, one more"), "[, ]"),
    (mark_text("Show and search the ball alone"), "B"),
    (mark_text("Add a column with codes of another length"), "Insert"),
    (mark_text("From image to image of the rings, search for it"), "Arrow keys, Enter"),
]
"""Keys that the panel of the codes takes itself."""

FIRST_DOCK = 4
"""The numbers before it are those of pages."""

THEMES: list[tuple[theme.ThemeName, Command]] = [
    ("system", Command("theme_system", "As the &system", "Ctrl+Alt+S", checkable=True)),
    ("light", Command("theme_light", "&Light", "Ctrl+Alt+L", checkable=True)),
    ("dark", Command("theme_dark", "&Dark", "Ctrl+Alt+D", checkable=True)),
]


class Actions:
    """The window's actions by name, and the menus made of them."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._by_name: dict[str, QAction] = {}
        self._icons: dict[str, str] = {}
        self.menus: dict[str, QMenu] = {}
        for title, commands in MENUS.items():
            menu = self.menus[title] = window.menuBar().addMenu(tr(title))
            for command in commands:
                if command is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._make(command))
        file = self.menus["&File"]
        self.recent = QMenu(tr("Open &recent"), window)
        file.insertMenu(self["open_demo"], self.recent)
        pages = QActionGroup(window)
        for name in ("show_collection", "show_results", "show_evaluation"):
            pages.addAction(self[name])

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def add_themes(self, chosen: theme.ThemeName, choose: Callable[[theme.ThemeName], None]) -> None:
        """Put the choice of the theme into the view menu."""
        menu = self.menus["&View"].addMenu(tr("&Theme"))
        group = QActionGroup(menu)
        for name, command in THEMES:
            action = self._make(command)
            menu.addAction(action)
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

    def add_docks(self, docks: list[QDockWidget]) -> None:
        """Put a switch for each panel into the view menu."""
        for place, dock in enumerate(docks):
            toggle = dock.toggleViewAction()
            set_keys(toggle, dock_keys(place), tip=tr("Show or hide the panel {panel}", panel=dock.windowTitle()))
            self.menus["&View"].addAction(toggle)
            self._window.addAction(toggle)
        self.menus["&View"].addSeparator()

    def _make(self, command: Command) -> QAction:
        action = make_action(command, self._window)
        self._window.addAction(action)  # so that the keys work while the menu bar is hidden
        if command.icon:
            self._icons[command.name] = command.icon
        self._by_name[command.name] = action
        return action


def dock_keys(place: int) -> str:
    """The keys of a panel: the numbers that pages leave, then the same with Alt."""
    number = place + FIRST_DOCK
    return f"Ctrl+{number}" if number < 10 else f"Ctrl+Alt+{number - 9}"


def make_action(command: Command, parent: QWidget) -> QAction:
    """An action with text, keys and tooltip, without an icon."""
    action = QAction(tr(command.text), parent)
    action.setObjectName(command.name)
    action.setCheckable(command.checkable)
    set_keys(action, command.shortcut, *command.also, tip=tr(command.tip))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut if command.told else Qt.ShortcutContext.WindowShortcut)
    return action


def set_keys(action: QAction, *keys: str, tip: str = "") -> None:
    """Give an action its keys; the first is shown in menus and in the tooltip."""
    shortcuts = [QKeySequence(key) for key in keys if key]
    action.setShortcuts(shortcuts)
    tip = tip or action.text().replace("&", "").removesuffix("…")
    if shortcuts:
        tip = f"{tip} ({shown_keys(keys[0])})"
    action.setToolTip(tip)
    action.setStatusTip(tip)


def shown_keys(keys: str) -> str:
    """A shortcut as the system writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
