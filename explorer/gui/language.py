"""The language of the window: every text by its English, from Qt's catalogues in `resources/translations`.

A text that is shown is written `tr("Open {name}", name=name)`, with a number `tr_count("{n} image", "{n} images", n)`;
one that stands in a table, made before the language is known, `mark_text("Open")` there and `tr(entry)` where it is
shown. `resources/make_translations.py` gathers them. What has no translation is shown in English.
"""

import os
from pathlib import Path
from string import Formatter
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from explorer.protocol import resources

CONTEXT = "explorer"
"""Of all texts in the catalogues."""

ENGLISH = "en"
SYSTEM = "system"

LANGUAGE_VARIABLE = "EXPLORER_LANGUAGE"
"""Environment variable: the language of this run, such as `de`, whatever the settings say."""

_LIBRARY = "qtbase"
"""Qt's own texts: buttons of its dialogs, names of keys."""

_PROPERTY = "spokenLanguage"
"""Of the application: the code of its language."""

_SPACE = "\u00a0"


class _Formatter(Formatter):
    """Puts values into texts.

    Decimals have a point in any language, as in tables, files and commands; where people would take a comma for it, a
    space parts the thousands.
    """

    separator = ","

    def format_field(self, value: Any, format_spec: str) -> Any:
        """See `string.Formatter`."""
        shown = super().format_field(value, format_spec)
        return shown.replace(",", self.separator) if "," in format_spec else shown


_FORMATTER = _Formatter()


def tr(text: str, /, **values: object) -> str:
    """The text in the language of the window, with the values put in its braces."""
    shown = QCoreApplication.translate(CONTEXT, text)
    return _FORMATTER.vformat(shown, (), values) if values else shown


def tr_count(one: str, many: str, n: int, /, **values: object) -> str:
    """The text for a number `n`, in the form that the language has for it; `{n}` stands for the number.

    Args:
        one: in English, of one thing.
        many: in English, of any other number; translations go by it.
        n: the number.
        values: what else is put in.
    """
    shown = QCoreApplication.translate(CONTEXT, many, None, n)
    if shown == many and n == 1:
        shown = one
    return _FORMATTER.vformat(shown, (), {"n": n, **values})


def number_text(number: int) -> str:
    """A number with its thousands parted."""
    return _FORMATTER.format("{:,}", number)


def begun(text: str) -> str:
    """A text as the first words of a line."""
    return text[:1].upper() + text[1:]


def mark_text(text: str) -> str:
    """The text itself: it is to be translated, by `tr`, where it is shown."""
    return text


def available() -> dict[str, str]:
    """Code and own name of each language that the window has."""
    files = sorted(resources.find("translations").glob("*.qm"))
    return {ENGLISH: "English"} | {file.stem: _own_name(file.stem) for file in files}


def chosen(setting: str) -> str:
    """The code of the language to use for a setting, which is a code or `system`."""
    said = os.environ.get(LANGUAGE_VARIABLE)
    if said:
        return said
    if setting != SYSTEM:
        return setting
    known = available()
    wanted = (language.partition("-")[0] for language in QLocale.system().uiLanguages())
    return next((language for language in wanted if language in known), ENGLISH)


def install(application: QApplication, language: str) -> None:
    """Use a language for all texts that are made from now on, and lay widgets out in the direction of its script."""
    application.setLayoutDirection(QLocale(language).textDirection())
    QLocale.setDefault(QLocale.c())  # numbers are typed as they are shown
    application.setProperty(_PROPERTY, language)
    _FORMATTER.separator = _SPACE if QLocale(language).decimalPoint() == "," else ","
    if language == ENGLISH:
        return
    ours = resources.find("translations") / f"{language}.qm"
    qts = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"{_LIBRARY}_{language}.qm"
    for file in (qts, ours):
        translator = QTranslator(application)
        if file.is_file() and translator.load(str(file)):
            application.installTranslator(translator)


def spoken() -> str:
    """The code of the language that the window speaks."""
    return str(QCoreApplication.instance().property(_PROPERTY) or ENGLISH)


def _own_name(code: str) -> str:
    return QLocale(code).nativeLanguageName().capitalize()
