"""WordPiece tokens of BERT models without capitals (Devlin et al., NAACL 2019), of text in any script."""

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

LONGEST_WORD = 100
"""Characters; longer words are unknown, as in the reference."""


class WordPiece:
    """Cuts text into pieces of a vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int], most: int) -> None:
        """Take the vocabulary.

        Args:
            vocabulary: number of each piece; pieces that go on a word begin with `##`.
            most: tokens kept of a text, the two at its ends included.
        """
        self._vocabulary, self._most = vocabulary, most
        self._first, self._last, self._unknown = (vocabulary[name] for name in ("[CLS]", "[SEP]", "[UNK]"))

    @classmethod
    def of_file(cls, path: Path, most: int) -> "WordPiece":
        """The vocabulary of a `vocab.txt`, one piece a line."""
        lines = path.read_text(encoding="utf-8").split("\n")
        return cls({piece: number for number, piece in enumerate(lines) if piece}, most)

    def tokens(self, text: str) -> list[int]:
        """Numbers of the pieces, between those that begin and end a text."""
        pieces = [piece for word in words(text) for piece in self._pieces(word)]
        return [self._first, *pieces[: self._most - 2], self._last]

    def _pieces(self, word: str) -> list[int]:
        """The longest pieces from the left that make the word; unknown where there are none."""
        found: list[int] = []
        start = 0
        while start < len(word) <= LONGEST_WORD:
            prefix = "##" if start else ""
            end = next((e for e in range(len(word), start, -1) if prefix + word[start:e] in self._vocabulary), start)
            if end == start:
                return [self._unknown]
            found.append(self._vocabulary[prefix + word[start:end]])
            start = end
        return found or [self._unknown]


def words(text: str) -> Iterator[str]:
    """Words, marks and Chinese characters of a text, in small letters without accents."""
    plain = unicodedata.normalize("NFD", text.lower())
    word = ""
    for character in plain:
        kind = unicodedata.category(character)
        if kind == "Mn" or character in "\0\ufffd" or (kind.startswith("C") and not character.isspace()):
            continue
        if character.isspace():
            yield from filter(None, [word])
            word = ""
        elif is_mark(character) or is_ideograph(character):
            yield from filter(None, [word])
            yield character
            word = ""
        else:
            word += character
    yield from filter(None, [word])


def is_mark(character: str) -> bool:
    """Whether a character stands for itself: punctuation, and all of ASCII that is no letter, digit or blank."""
    ascii_mark = character.isascii() and not character.isalnum() and character.isprintable() and character != " "
    return ascii_mark or unicodedata.category(character).startswith("P")


def is_ideograph(character: str) -> bool:
    """Whether a character is a word of its own: Chinese characters, which are written without blanks."""
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F
