"""What other parts say, in the language of the window.

They know no language and speak in English sentences with names and numbers in them. The window knows the forms of these
sentences (`resources/translations/sentences.json`, see `resources/make_translations.py`), finds the one that fits, and
puts the same values into its translation. What has no form, or no translation, stays as it is.
"""

import json
import re
from functools import cache, lru_cache

from explorer.gui.language import number_text, tr
from explorer.protocol import resources

_VALUE = re.compile(r"\{(\d)\}")


@lru_cache(maxsize=1024)
def tr_said(text: str) -> str:
    """A sentence of another part, or several of them, in the language of the window."""
    parts = re.split(r"(?<=\.) (?=[A-Z])", text)
    shown = [_translated(part) for part in parts]
    return " ".join(shown) if shown != parts else _translated(text)


def _translated(text: str) -> str:
    forms, telling = _forms()
    if text in forms:
        return tr(text)
    for words, form in telling:
        found = words in text and _pattern(form).fullmatch(text)
        if found:
            return tr(form).format(*map(_value, found.groups()))
    return text


def _value(text: str) -> str:
    """A value that may be a number, or words of ours; a single word may be a name and is left."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
        return number_text(int(text.replace(",", "")))
    whole = _translated(text) if " " in text else text
    return ", ".join(map(_value, text.split(", "))) if whole == text and ", " in text else whole


@cache
def _forms() -> tuple[frozenset[str], list[tuple[str, str]]]:
    """All forms; and those with values after the longest words between these, the longest forms first."""
    forms = json.loads(resources.find("translations/sentences.json").read_text(encoding="utf-8"))
    having = sorted(filter(_VALUE.search, forms), key=lambda form: -len(_VALUE.sub("", form)))
    return frozenset(forms), [(max(_VALUE.split(form)[::2], key=len), form) for form in having]


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, _VALUE.split(form)[::2])), re.DOTALL)
