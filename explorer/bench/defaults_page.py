"""The help page that says how defaults were chosen: its text stays, its tables are written anew."""

from pathlib import Path
from typing import Any

from explorer.errors import InputError

START, END = "<!-- tables: written by `bench defaults` -->", "<!-- end of tables -->"


def check_page(page: Path) -> None:
    """Make sure that there is a page with a place for tables, before anything long begins.

    Raises:
        InputError: there is none.
    """
    _split(page)


def write_page(
    page: Path,
    rows: list[dict[str, Any]],
    judged: list[dict[str, Any]],
    notes: list[str],
    plans: dict[str, str],
) -> None:
    """Put tables between the two marks of a page.

    Args:
        page: Markdown with both marks.
        rows: mAP by collection, one a value.
        judged: figures by collection, one a method.
        notes: a sentence for each parameter.
        plans: how each collection was asked for the second table.

    Raises:
        InputError: the page has no marks.
    """
    before, after = _split(page)
    parts = [_sweeps(rows), "\n".join(f"- {note}" for note in notes)]
    if judged:
        parts += ["\n".join(f"- {title}: {sentence}" for title, sentence in plans.items()), _judged(judged)]
    page.write_text(before + START + "\n\n" + "\n\n".join(parts) + "\n\n" + END + after, encoding="utf-8")


def _split(page: Path) -> tuple[str, str]:
    """The text before and after the tables."""
    try:
        text = page.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{page} cannot be read; name a help page in Markdown.") from error
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise InputError(f"{page} has no place for tables; put {START} and {END} into it.")
    return before, after


def _sweeps(rows: list[dict[str, Any]]) -> str:
    titles = [key for key in rows[0] if key not in {"values", "value", "default"}]
    lines = [_line(["parameter", "value", *titles]), _line(["---"] * (len(titles) + 2))]
    for row in rows:
        value = f"**{row['value']}**" if row["default"] else row["value"]
        lines.append(_line([row["values"], value, *(f"{row[title]:.3f}" for title in titles)]))
    return "\n".join(lines)


def _judged(rows: list[dict[str, Any]]) -> str:
    titles = [key for key in rows[0] if key != "method"]
    lines = [_line(["method", *titles]), _line(["---"] * (len(titles) + 1))]
    lines += [_line([row["method"], *(_figures(row[title]) for title in titles)]) for row in rows]
    return "\n".join(lines)


def _figures(of: dict[str, Any]) -> str:
    told = f"{of['map']:.3f} / {of['hit@1']:.3f}"
    if of["confidence"] is None or not any(of["confidence"]):
        return told
    low, high = of["confidence"]
    return f"{told} / {100 * of['difference']:+.1f} [{100 * low:+.1f}, {100 * high:+.1f}]"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
