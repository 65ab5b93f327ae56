"""The report of an evaluation as one HTML page that needs nothing else: table, curves, protocol."""

from collections.abc import Mapping, Sequence
from html import escape
from math import log10

from explorer.protocol.report import Report, best, figures_of, footnote, rows, source_name
from explorer.protocol.version import VERSION

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#8c6bb1", "#666666")
"""Told apart by all eyes (Okabe and Ito), and by their dashes where they come again."""

_TEXT = ' class="text"'
_DASHES = ("", "8 4", "2 3", "8 3 2 3")
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 620, 340, 52, 14, 44
_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1d2126;background:#fff}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
th,td{padding:.35rem .6rem;border-bottom:1px solid #d9dde2;text-align:right;white-space:nowrap}
th:first-child,td:first-child,td.text,th.text{text-align:left}
thead th{border-bottom:2px solid #8a929b}
td.best{font-weight:600}
.curves{display:flex;flex-wrap:wrap;gap:1.5rem}
figure{margin:1.5rem 0}
svg text{font:12px system-ui,sans-serif;fill:#444}
.key span{display:inline-block;margin-right:1.2rem}
.note{color:#555;font-size:.9em}
"""


def to_html(report: Report) -> str:
    """The page."""
    figures, table = figures_of(report), rows(report)
    head = "".join(
        f'<th title="{escape(figure.tip)}"{"" if figure.better else _TEXT}>{escape(figure.title)}</th>'
        for figure in figures
    )
    lines = []
    for row in table:
        cells = []
        for figure in figures:
            value = row.values.get(figure.key)
            text = row.title if figure.key == "method" and row.direction else figure.shown(value)
            kind = ' class="best"' if value is not None and value == best(figure, table) else ""
            cells.append(f"<td{kind if figure.better else _TEXT}>{escape(text)}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    title = f"Evaluation of {source_name(report)}"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head><body>\n'
        f'<h1>{escape(title)}</h1>\n<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>\n'
        + "\n".join(lines)
        + f'\n</tbody></table></div>\n<p class="note">{escape(footnote(report))}</p>\n'
        + _curves(report)
        + f'<p class="note">Retrieval Explorer {VERSION}</p>\n</body></html>\n'
    )


def _curves(report: Report) -> str:
    parts = []
    for name, title, axis in (
        ("precision@recall", "Precision over recall", "recall"),
        ("recall@k", "Recall at k", "k (logarithmic)"),
    ):
        series = {key: figures[name] for key, figures in report["methods"].items() if figures.get(name)}
        if series:
            drawn = lines_picture({key: _points(curve) for key, curve in series.items()}, axis, log=name == "recall@k")
            parts.append(f"<figure><figcaption>{title}</figcaption>\n{drawn}\n</figure>")
    if not parts:
        return ""
    key = "".join(
        f'<span><svg width="30" height="8" aria-hidden="true">{_path([(0, 4), (30, 4)], number)}</svg>'
        f" {escape(name)}</span>"
        for number, name in enumerate(report["methods"])
    )
    return f'<div class="curves">\n{"".join(parts)}\n</div>\n<p class="key">{key}</p>\n'


def lines_picture(series: Mapping[str, Sequence[tuple[float, float]]], axis: str, *, log: bool = False) -> str:
    """Lines over one axis as SVG, heights from 0 to 1.

    Args:
        series: points (x, y) by name, ascending in x.
        axis: what the lines run over.
        log: whether x, above 0, is drawn by its logarithm.
    """

    def scaled(x: float) -> float:
        return log10(x) if log else x

    ends = [scaled(x) for points in series.values() for x, _ in points]
    low, high = min(ends), max(*ends, min(ends) + 1e-9)

    def at(x: float, y: float) -> tuple[float, float]:
        return (
            _LEFT + (scaled(x) - low) / (high - low) * (_WIDTH - _LEFT - 16),
            _TOP + (1 - y) * (_HEIGHT - _TOP - _BOTTOM),
        )

    parts = []
    for step in range(6):
        _, y = at(10**low if log else low, step / 5)
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - 16}" stroke="#e2e5e9"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{step / 5:.1f}</text>')
    told = [x for x in sorted({x for points in series.values() for x, _ in points}) if log or round(100 * x) % 20 == 0]
    below = f'y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle"'
    parts += [f'<text x="{at(x, 0)[0]:.1f}" {below}>{x:g}</text>' for x in told]
    parts.append(f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(axis)}</text>')
    parts += [_path([at(*point) for point in points], number) for number, points in enumerate(series.values())]
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    label = escape(f"{', '.join(series)} over {axis}")
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _path(points: Sequence[tuple[float, float]], number: int) -> str:
    drawn = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dash = f' stroke-dasharray="{_DASHES[number % 4]}"' if number % 4 else ""
    return f'<path d="{drawn}" fill="none" stroke="{COLOURS[number % len(COLOURS)]}" stroke-width="2"{dash}/>'


def _points(curve: Mapping[str, float]) -> list[tuple[float, float]]:
    return sorted((float(at), value) for at, value in curve.items())
