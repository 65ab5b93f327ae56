"""Plain text tables for the terminal."""

import unicodedata
from collections.abc import Collection, Sequence


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]], *, left: Collection[int] = (0,)) -> str:
    """Lay out a table in aligned columns.

    Args:
        head: titles of the columns.
        rows: cells; each row as long as the head.
        left: numbers of the columns that hold text, aligned left; the others hold figures, aligned right.

    Returns:
        Lines without a trailing newline.
    """
    cells = [[_printable(cell) for cell in row] for row in (head, *rows)]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(head))]
    lines = ["  ".join(_padded(row[c], widths[c], c in left) for c in range(len(head))).rstrip() for row in cells]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]])


def shortened(text: str, length: int) -> str:
    """The text, or its end behind a dot where it is too long (the end of a path tells files apart)."""
    return text if len(text) <= length else "…" + text[-(length - 1) :]


def _printable(text: str) -> str:
    """Undecodable bytes and control characters shown as escapes, so that no file name can garble the terminal."""
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in safe)


def _width(text: str) -> int:
    """Columns that the text takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def _padded(text: str, width: int, to_left: bool) -> str:
    space = " " * (width - _width(text))
    return text + space if to_left else space + text
