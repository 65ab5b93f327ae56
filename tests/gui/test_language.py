"""Every text of the window is marked and has its German; the window is laid out in the direction of its language."""

import ast
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDoubleSpinBox

from explorer.gui import language
from explorer.gui.actions import MENUS, THEMES
from explorer.gui.engine import Engine
from explorer.gui.language import tr, tr_count
from explorer.gui.main_window import MainWindow
from explorer.gui.sentences import tr_said
from explorer.gui.settings import Settings
from explorer.gui.theme import Theme
from resources import make_translations

MEND = "mark it by `tr`, run `python resources/make_translations.py` and translate it in resources/translations"
LANGUAGES = sorted(set(language.available()) - {language.ENGLISH})
SHOWN = {
    "QLabel", "QPushButton", "QCheckBox", "QAction", "QMenu", "setText", "setToolTip", "setAccessibleName",
    "setPlaceholderText", "setWindowTitle", "setStatusTip", "addAction", "add_choice", "add_button", "add_switch",
    "show_message", "Head", "CellTable", "NamedBox", "LinePlot", "getOpenFileName", "getSaveFileName", "InputError",
}  # fmt: skip
"""What shows its texts."""
FIELD = {"cosine"}
"""Words that head a column in any language."""
SAID = {
    "38% of its score is its own similarity; 62% comes through other images, above all Salt and, c.jpg, b.jpg.": (
        "38% seines Scores sind seine eigene Ähnlichkeit; 62% kommen über andere Bilder, vor allem Salt and, c.jpg,"
        " b.jpg."
    ),
    "lagnh-64: what is in an image is told by your tags, 7 things in all.": (
        "lagnh-64: Was in einem Bild ist, sagt die Quelle „Ihre Schlagwörter“, 7 Dinge insgesamt."
    ),
    "gnn-rerank: k1 is 4 instead of 25, since the gallery has 4 images.": (
        "gnn-rerank: k1 ist 4 statt 25, da die Sammlung 4 Bilder hat."
    ),
    "2,485 test images query 2,936 images (train and val); fitted on the gallery.": (
        "2\u00a0485 Bilder (test) fragen 2\u00a0936 Bilder an (train und val); angelernt auf den durchsuchten Bildern."
    ),
}
"""Reasons, notes and remarks in English and German."""
AS_IT_IS = {"Retrieval Explorer", "(*", "(/", "Ins"}
"""Names, and patterns of files."""


@pytest.fixture
def speaking(qapp):
    """Gives a function that makes the window speak a language; English again afterwards."""
    yield lambda code: language.install(qapp, code)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    language.install(qapp, language.ENGLISH)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_has_a_translation_with_the_same_values(code):
    known = make_translations.read(code)
    missing = [text.source for text in make_translations.texts() if not all(known.get(text, [""]))]
    assert not missing, f"without a translation to {code}: {missing}; {MEND}"
    for text, forms in known.items():
        for form in filter(None, forms):  # what other parts say may be unfinished
            assert values_in(form) == values_in(text.source), f"{form!r} holds other values than {text.source!r}"
            assert form.strip(" ") == form or form.strip(" ") != text.source.strip(" ")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_catalogue_is_that_of_the_texts(code, speaking):
    speaking(code)
    for text, forms in make_translations.read(code).items():
        shown = forms if text.counted or not all(forms) else [tr(text.source)]
        assert shown == forms, f"{text.source!r} is another text in {code}.qm; {MEND}"


def test_texts_that_are_shown_are_marked():
    bare = [found for file in sorted(make_translations.WINDOW.rglob("*.py")) for found in unmarked(file)]
    assert not bare, f"{bare}; {MEND}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_letter_chooses_two_entries_of_a_translated_menu(code, speaking):
    speaking(code)
    bar = [tr(title) for title in MENUS]
    menus = {title: [tr(command.text) for command in commands if command] for title, commands in MENUS.items()}
    for title, texts in {"": bar, **menus, "themes": [tr(command.text) for _, command in THEMES]}.items():
        letters = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
        assert [letter for letter, count in letters.items() if count > 1] == [], title


def test_numbers_have_their_form(speaking):
    assert [tr_count("{n:,} image", "{n:,} images", n) for n in (0, 1, 2000)] == ["0 images", "1 image", "2,000 images"]
    speaking("de")
    assert [tr_count("{n:,} image", "{n:,} images", n) for n in (1, 2000)] == ["1 Bild", "2\u00a0000 Bilder"]
    assert tr("No such text, {name}.", name="x") == "No such text, x."
    assert QDoubleSpinBox().locale().decimalPoint() == "."


def test_what_other_parts_say_is_said_in_the_language_of_the_window(speaking):
    said = "IMG, 1.jpg is cut off before its end; copy it again from where it came."
    report = "5,421 images are ready (5,420 added, 1 with a problem); 9.5 s, 434 a second. The graph was built on cuda."
    assert tr_said(said) == said
    assert tr_said(report) == report
    tr_said.cache_clear()
    speaking("de")
    assert tr_said(said).startswith("IMG, 1.jpg bricht vor dem Ende ab; kopieren Sie")
    assert tr_said(report) == (
        "5\u00a0421 Bilder sind bereit (5\u00a0420 neu, 1 mit einem Problem); 9.5 s, 434 je Sekunde. "
        "Der Graph wurde auf cuda gebaut."
    )
    assert tr_said("There is no folder codes; check the path.") == "Es gibt keinen Ordner codes; prüfen Sie den Pfad."
    assert tr_said("Nobody ever said {0} this (so far).") == "Nobody ever said {0} this (so far)."
    tr_said.cache_clear()


def test_reasons_and_remarks_are_said_in_the_language_of_the_window(speaking):
    tr_said.cache_clear()
    speaking("de")
    for said, german in SAID.items():
        assert tr_said(said) == german
    tr_said.cache_clear()


@pytest.mark.parametrize("code", LANGUAGES)
def test_only_what_programs_do_wrong_stays_in_english(code):
    package = make_translations.WINDOW.parent
    known = make_translations.read(code)
    for module in make_translations.SENTENCES - {"engine/client.py"}:
        tree = ast.parse((package / module).read_text(encoding="utf-8"))
        for form in make_translations.forms_of(tree, all_sentences=True):
            assert all(known[make_translations.Text(form)]), f"{module}: {form!r} has no translation; {MEND}"


def test_events_say_what_they_say_in_the_language_of_the_window(speaking):
    heard = []
    engine = Engine(lambda on_event: None)
    engine.progress.connect(lambda number, message: heard.append(message["text"]))
    speaking("de")
    tr_said.cache_clear()
    engine._handle({"id": 1, "event": "progress", "text": "Reading images, 130 a second"})
    engine._handle({"id": 2, "event": "progress", "text": "Unknown"})
    assert heard == ["Bilder werden gelesen, 130 je Sekunde", "Unknown"]
    tr_said.cache_clear()


def test_the_language_is_that_of_the_run_else_of_the_settings_else_of_the_system(monkeypatch, tmp_path):
    monkeypatch.delenv(language.LANGUAGE_VARIABLE, raising=False)
    settings = Settings(tmp_path)
    assert settings.language == language.SYSTEM
    assert language.chosen(settings.language) in language.available()
    settings.language = "de"
    assert language.chosen(Settings(tmp_path).language) == "de"
    monkeypatch.setenv(language.LANGUAGE_VARIABLE, "ar")
    assert language.chosen("de") == "ar"


def test_the_window_speaks_german_and_is_mirrored_for_scripts_from_the_right(qtbot, speaking, tmp_path):
    for code, direction in (("de", Qt.LayoutDirection.LeftToRight), ("ar", Qt.LayoutDirection.RightToLeft)):
        speaking(code)
        window = MainWindow(Settings(tmp_path), Theme(QApplication.instance(), "light"), lambda on_event: None)
        qtbot.addWidget(window)
        window.build()
        assert window.commands["quit"].text() == "&Beenden"  # what Arabic lacks is in the language before
        assert window.layoutDirection() == direction
        assert (window.panels.map_dock.windowTitle(), window.panels.map_dock.objectName()) == ("Karte", "map")
        assert all(
            dock.objectName().isascii() and dock.windowTitle() == tr(dock.objectName().title())
            for dock in window.panels.docks
        ), "a layout holds in every language"
        window.close()


def values_in(text: str) -> set[tuple[str, str, str]]:
    return {(name, form or "", kind or "") for _, name, form, kind in Formatter().parse(text) if name is not None}


def unmarked(file: Path) -> list[str]:
    """Texts that a module shows as they stand."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for argument in node.args if name in SHOWN else ():
            text = plain_text(argument)
            shown = re.search(r"[A-Za-z]{2,} [a-z]|^&?[A-Z][a-z&]+…?$", text)
            shown = shown or (name == "Head" and text.isalpha() and text.islower())
            if shown and text not in FIELD and not any(part in text for part in AS_IT_IS):
                found.append(f"{file.name}:{argument.lineno} {text!r}")
    return found


def plain_text(node: ast.expr) -> str:
    """What of an expression is text in any case."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(plain_text(part) for part in node.values)
    if isinstance(node, ast.IfExp):
        return plain_text(node.body) or plain_text(node.orelse)
    return ""
