"""Every command has keys, none twice, and the page tells them all."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from explorer.gui.actions import LISTS, MENUS, THEMES, VIEWER, dock_keys
from explorer.gui.shortcuts import ShortcutsPage, groups, keys_of
from explorer.protocol import resources

COMMANDS = [command for commands in MENUS.values() for command in commands if command is not None]
WINDOW = COMMANDS + [command for _, command in THEMES]
DOCKS = ["Map", "Graph", "Jobs", "Why", "Curves", "Codes", "Training", "Another"]


@pytest.mark.parametrize("command", [*WINDOW, *VIEWER], ids=lambda command: command.name)
def test_every_command_has_keys_that_qt_understands(command):
    assert command.shortcut
    for keys in (command.shortcut, *command.also):
        assert QKeySequence(keys).toString(), keys


@pytest.mark.parametrize("command", [*WINDOW, *VIEWER], ids=lambda command: command.name)
def test_every_icon_is_there(command):
    if command.icon:
        assert resources.find(f"icons/{command.icon}.svg").is_file()


def test_no_keys_are_used_twice():
    docks = [dock_keys(place) for place in range(len(DOCKS))]
    for keys in (
        [key for command in WINDOW for key in (command.shortcut, *command.also)] + docks,
        [key for command in VIEWER for key in (command.shortcut, *command.also)],
    ):
        counts = Counter(QKeySequence(key).toString() for key in keys)
        assert [key for key, count in counts.items() if count > 1] == []


def test_the_keys_of_the_viewer_are_free_in_the_window_while_it_is_shown():
    window = {QKeySequence(key).toString() for c in WINDOW if not c.told for key in (c.shortcut, *c.also)}
    viewer = {QKeySequence(key).toString() for c in VIEWER for key in (c.shortcut, *c.also)}
    assert window & viewer == set()


def test_no_letter_chooses_two_entries_of_a_menu():
    for title, commands in MENUS.items():
        letters = Counter(c.text[c.text.index("&") + 1].lower() for c in commands if c is not None and "&" in c.text)
        assert [letter for letter, count in letters.items() if count > 1] == [], title


def test_the_page_tells_all(qtbot, window):
    window.commands["shortcuts"].trigger()
    page = window.findChild(ShortcutsPage)
    shown = {text: keys for _, rows in groups(DOCKS) for text, keys in rows}
    for command in [*COMMANDS, *VIEWER]:
        assert shown[command.text.replace("&", "").removesuffix("…")] == keys_of(command)
    assert shown["Panel Graph"] == "Ctrl+5"
    assert dict(LISTS).items() <= shown.items()
    first = page.tree.topLevelItem(0)
    assert not first.isHidden()
    page.search.setText("ctrl+q")
    visible = [
        first.child(row).text(0)
        for place in range(page.tree.topLevelItemCount())
        for first in [page.tree.topLevelItem(place)]
        for row in range(first.childCount())
        if not first.child(row).isHidden()
    ]
    assert visible == ["Quit"]
    page.search.setText("no such thing")
    assert not page.tree.isVisible()
    page.close()


def test_the_actions_of_the_window_carry_the_keys_and_tell_them(window):
    for command in WINDOW:
        action = window.commands[command.name]
        assert action.shortcut() == QKeySequence(command.shortcut)
        keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        assert action.toolTip().endswith(f"({keys})")
    for dock in window.panels.docks:
        assert not dock.toggleViewAction().shortcut().isEmpty()


def test_every_command_does_something(window):
    for command in WINDOW:
        action = window.commands[command.name]
        assert action.receivers("2triggered(bool)") > 0, command.name
