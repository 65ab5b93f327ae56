"""The rows of an evaluation's table as the window shows them: intervals beside their means."""

from explorer.gui.report_table import Cell, Head
from explorer.gui.sentences import tr_said
from explorer.protocol.report import FIGURES, Figure, Report, Row, best, figures_of, rows

_WITHIN = {"map": ("map_low", "map_high"), "difference": ("low", "high")}
"""Ends of an interval that stand in the cell of their mean."""

_TONES = {"better": "good", "worse": "bad"}
_HIDDEN = {end for ends in _WITHIN.values() for end in ends}
_TEXTS = {"method", "protocol", "verdict"}
_KNOWN = {figure.key: figure for figure in FIGURES}


def method_rows(report: Report) -> tuple[list[Head], list[tuple[str, list[Cell]]]]:
    """Heads and rows; the key of a row is that of the method."""
    table = rows(report)
    shown = [figure for figure in figures_of(report) if figure.key not in _HIDDEN]
    heads = [Head(figure.title, figure.tip, number=figure.key not in _TEXTS) for figure in shown]
    return heads, [(row.key, [_cell(figure, row, table) for figure in shown]) for row in table]


def _cell(figure: Figure, row: Row, table: list[Row]) -> Cell:
    value = row.values.get(figure.key)
    if figure.key == "method":
        return Cell(tr_said(row.title) if row.direction else str(value), row.title, tip=str(value))
    text = tr_said(str(value)) if figure.key in _TEXTS and value is not None else figure.shown(value)
    ends = [row.values.get(end) for end in _WITHIN.get(figure.key, ())]
    if text and ends and None not in ends:
        low, high = (_KNOWN[end].shown(value) for end, value in zip(_WITHIN[figure.key], ends, strict=True))
        text += f"  [{_short(low)}, {_short(high)}]"
    strong = value is not None and not isinstance(value, str) and value == best(figure, table)
    return Cell(text, value, _TONES.get(str(value), "muted" if figure.key in _TEXTS else ""), strong)


def _short(text: str) -> str:
    """An end of an interval without what it shares with its mean."""
    return text[:-1] if text.startswith("0.") and len(text) > 5 else text
