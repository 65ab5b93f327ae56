"""The words of a text in any script, as a search compares them: written small, without marks that people leave out.

Latin, Greek and Cyrillic accents, Hebrew points and Arabic vowel signs are left out, as people leave them out who type
a query; vowel signs of Indic scripts and voicing marks of kana are letters of their own and stay. Chinese, Japanese,
Korean, Thai and other texts whose words no blank parts, or whose endings grow onto them, are taken by single characters
and pairs of them, as search engines do. Emoji and other pictures among the letters are words by themselves.
"""

import re
import unicodedata
from functools import cache

_LEFT_OUT = frozenset([*range(10, 36), *range(200, 241)])
"""Canonical combining classes of points and vowel signs (10 to 35) and of accents (200 to 240)."""

_UNSEEN = dict.fromkeys([0x640, *range(0xFE00, 0xFE10)])
"""The Arabic stroke that only lengthens a word, and what chooses between drawings of a sign."""

_SIGNS = (
    r"\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
"""Scripts that are taken by characters: Thai to Burmese, Khmer, kana, Han and Hangul."""

_PICTURES = r"\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
"""Emoji, without the colours of skins; older ones stand among the symbols below 0x10000."""

_WORD = re.compile(r"\w+")


def terms(text: str) -> list[str]:
    """What a text is compared by, as often as it stands there: its words, or characters and pairs of them."""
    small = plain(text)
    if small.isascii():
        return _WORD.findall(small)
    found = []
    for part in _parts().finditer(small):
        run = part.group()
        if part.lastgroup == "signs":
            found += [*run, *(run[i : i + 2] for i in range(len(run) - 1))]
        else:
            found.append(run)
    return found


def plain(text: str) -> str:
    """A text in small letters without marks that people leave out: `Crème brûlée` becomes `creme brulee`."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.translate(_UNSEEN))
    kept = (sign for sign in apart if unicodedata.combining(sign) not in _LEFT_OUT)
    return unicodedata.normalize("NFKC", "".join(kept)).casefold()


@cache
def _parts() -> re.Pattern[str]:
    letters = rf"\w{_all_of('M')}"
    pictures = _PICTURES + _all_of("So")
    return re.compile(rf"(?P<signs>(?:(?=[{letters}])[{_SIGNS}])+)|(?:(?![{_SIGNS}])[{letters}])+|[{pictures}]")


def _all_of(category: str) -> str:
    """The signs below 0x10000 of a Unicode category, or of those that begin alike, for a class of `re`."""
    signs = map(chr, range(0x10000))
    return "".join(re.escape(sign) for sign in signs if unicodedata.category(sign).startswith(category))
