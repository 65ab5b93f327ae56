"""The guide: every method, option, command and setting is in it, and it can be searched."""

import inspect
import pydoc
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QListWidget, QSpinBox, QTreeWidget, QWidget

import explorer
from explorer.gui.guide import FIRST, GuidePage, pages, title_of
from explorer.gui.settings_dialog import SettingsDialog
from explorer.protocol import resources

MEND = "run `python resources/make_help.py` and commit what it writes"


def page(name):
    return resources.find(f"help/{name}.md").read_text(encoding="utf-8")


@pytest.fixture
def guide(qtbot, window):
    window.commands["guide"].trigger()
    shown = window.findChild(GuidePage)
    yield shown
    shown.close()


def test_every_method_and_parameter_is_told():
    from explorer.methods import registry

    text = page("methods")
    for spec in registry.specs():
        assert f"\n## {spec.name}\n" in text, f"{spec.name} is undocumented; {MEND}"
        section = text.partition(f"\n## {spec.name}\n")[2].partition("\n## ")[0]
        missing = [p.name for p in spec.parameters if f"| `{p.name}` |" not in section]
        assert not missing, f"{spec.name} has undocumented parameters {missing}; {MEND}"


def test_every_option_is_told():
    import argparse

    from explorer.cli.arguments import command_parser, window_parser

    text = page("commands")
    chosen = next(a for a in command_parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name, parser in {"": window_parser(), **chosen.choices}.items():
        options = [option for action in parser._actions for option in action.option_strings if option != "--help"]
        section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0] if name else text
        missing = [option for option in options if option.startswith("--") and f"{option}" not in section]
        assert not missing, f"{name or 'the window'} has undocumented options {missing}; {MEND}"


def test_all_that_other_programs_may_use_is_told():
    from resources import make_help

    text = page("api")
    for name in make_help.API:
        assert f"\n## {name}\n" in text, f"{name} is undocumented; {MEND}"
        section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        what = pydoc.locate(name)
        if inspect.isclass(what):
            public = [member for member, value in vars(what).items() if not member.startswith("_") and callable(value)]
            missing = [member for member in public if f"\n### {member}\n" not in section]
            assert not missing, f"{name} has undocumented methods {missing}; {MEND}"


def test_every_command_of_the_window_is_told():
    from explorer.gui.shortcuts import groups

    text = page("keys")
    missing = [row for _, rows in groups([]) for row in rows if f"| {row[0]} | {row[1]} |" not in text]
    assert not missing, f"undocumented keys {missing}; {MEND}"


def test_every_setting_is_told(qtbot, window):
    window.commands["settings"].trigger()
    dialog = window.findChild(SettingsDialog)
    qtbot.waitUntil(lambda: dialog.caches.state.text() not in ("", "Measuring…"))
    told = page("settings").casefold()
    kinds = (QComboBox, QSpinBox, QCheckBox, QLineEdit, QTreeWidget)
    found = [widget for widget in dialog.findChildren(QWidget) if isinstance(widget, kinds)]
    names = {
        widget.accessibleName() or widget.text() for widget in found if widget.objectName() != "qt_spinbox_lineedit"
    }
    dialog.close()
    assert len(names) >= 7
    assert [name for name in names if name.casefold() not in told] == []


def test_every_variable_of_the_environment_is_told():
    package = Path(explorer.__file__).parent
    named = {
        name for file in package.rglob("*.py") for name in re.findall(r'"(EXPLORER_[A-Z_]+)"', file.read_text("utf-8"))
    }
    assert [name for name in sorted(named) if f"`{name}`" not in page("settings")] == []


def test_links_between_pages_lead_to_pages():
    names = {file.name for file in pages().values()}
    for file in resources.find("help").rglob("*.md"):
        for target in re.findall(r"\]\(([^)#]+\.md)\)", file.read_text(encoding="utf-8")):
            assert target in names, f"{file.name} names {target}"
        for target in re.findall(r"!\[[^]]*\]\(([^)]+)\)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).is_file(), f"{file.name} shows {target}"


@pytest.mark.parametrize("file", sorted(resources.find("help").glob("*/*.md")), ids=lambda file: file.parent.name)
def test_a_translated_page_says_as_much_as_the_english_one(file):
    english, translated = page(file.stem), file.read_text(encoding="utf-8")
    for kind in (r"^(?:#+ |```|- |\|)", r"`(?:retrieval-explorer|--)[a-z-]*", r"\]\((?:\.\./)?([^)]+)\)"):
        wanted, found = (re.findall(kind, text, re.MULTILINE) for text in (english, translated))
        if kind[0] != "^":
            wanted, found = set(wanted), set(found)
        assert found == wanted, f"{file}: other {kind} than in English; translate what changed"


def test_the_guide_is_in_the_language_of_the_window(qtbot, window, monkeypatch):
    monkeypatch.setattr("explorer.gui.guide.spoken", lambda: "de")
    shown = GuidePage(window)
    assert [shown.titles.item(row).text() for row in range(2)] == ["Das Fenster benutzen", "Große Sammlungen"]
    shown._follow(QUrl("why.md"))
    assert shown.titles.currentItem().text() == "Warum ein Bild steht, wo es steht"
    shown._follow(QUrl("methods.md"))
    assert shown.titles.currentItem().text() == "Methods and their formulas"
    assert set(pages("fr").values()) == set(pages().values())
    shown.close()


def test_the_guide_begins_with_itself_and_is_searched(guide, qtbot):
    assert title_of(resources.find(f"help/{FIRST}.md")) == guide.titles.currentItem().text()
    assert isinstance(guide.titles, QListWidget)
    QTest.keyClicks(guide.search, "conjugate gradients")
    shown = [
        guide.titles.item(row).text() for row in range(guide.titles.count()) if not guide.titles.item(row).isHidden()
    ]
    assert shown == ["Methods and their formulas"]
    assert guide.titles.currentItem().text() == shown[0]
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert guide.text.textCursor().selectedText().casefold() == "conjugate gradients"
    guide.search.setText("xylophonic")
    assert not guide.titles.isVisible()
    guide.search.clear()
    assert guide.titles.isVisible()
