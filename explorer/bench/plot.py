"""Points with names as an SVG picture, for the pages that tell of benchmarks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import cycle
from pathlib import Path

_WIDTH, _HEIGHT = 620, 390
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 150, 44, 56
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#555555")
"""Told apart by people who see few colours, too (Okabe and Ito)."""

_STYLE = "text{font:13px sans-serif;fill:#222}.axis{stroke:#888}.grid{stroke:#e4e4e4}.title{font-size:16px}"


@dataclass(frozen=True)
class Point:
    """One thing that was measured.

    Attributes:
        name: stands beside it; points of one name are one line.
        x: above 0; the axis is logarithmic.
        y: any number.
    """

    name: str
    x: float
    y: float


def write_scatter(path: Path, points: Sequence[Point], *, title: str, x_label: str, y_label: str) -> None:
    """Write the picture.

    Args:
        path: of the SVG file.
        points: at least one.
        title: above it.
        x_label: of the logarithmic axis.
        y_label: of the other.
    """
    path.write_text(scatter(points, title=title, x_label=x_label, y_label=y_label), encoding="utf-8")


def scatter(points: Sequence[Point], *, title: str, x_label: str, y_label: str) -> str:
    """The picture as text; see `write_scatter`."""
    first = math.floor(math.log10(min(point.x for point in points)))
    last = max(math.ceil(math.log10(max(point.x for point in points))), first + 1)
    ticks = _ticks([point.y for point in points])

    def across(x: float) -> float:
        return _LEFT + (math.log10(x) - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)

    def up(y: float) -> float:
        return _HEIGHT - _BOTTOM - (y - ticks[0]) / (ticks[-1] - ticks[0]) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [_text(_LEFT, 28, title, extra=' class="title"')]
    for power in range(first, last + 1):
        x = across(10.0**power)
        parts.append(_line(x, _TOP, x, _HEIGHT - _BOTTOM, "grid"))
        parts.append(_text(x, _HEIGHT - _BOTTOM + 20, _number(10.0**power), anchor="middle"))
    for value in ticks:
        parts.append(_line(_LEFT, up(value), _WIDTH - _RIGHT, up(value), "grid"))
        parts.append(_text(_LEFT - 8, up(value) + 4, _number(value), anchor="end"))
    parts.append(_line(_LEFT, _HEIGHT - _BOTTOM, _WIDTH - _RIGHT, _HEIGHT - _BOTTOM, "axis"))
    parts.append(_line(_LEFT, _TOP, _LEFT, _HEIGHT - _BOTTOM, "axis"))
    parts.append(_text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 16, x_label, anchor="middle"))
    turned = f' transform="rotate(-90 20 {_HEIGHT / 2:.0f})"'
    parts.append(_text(20, _HEIGHT / 2, y_label, anchor="middle", extra=turned))
    places: dict[str, list[tuple[float, float]]] = {}
    for point in sorted(points, key=lambda point: point.x):
        places.setdefault(point.name, []).append((across(point.x), up(point.y)))
    for (name, line), colour in zip(places.items(), cycle(_COLOURS), strict=False):
        parts.append(_series(name, line, colour))
    parts += _names([(line[-1][0] + 9, line[-1][1] + 4, name) for name, line in places.items()])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(title)}">\n'
        f'<style>{_STYLE}</style>\n<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _ticks(values: Sequence[float]) -> list[float]:
    """Round numbers that hold all values between them; from 0 on, where that leaves half of the height in use."""
    low, high = min(values), max(values)
    if 0 <= low <= high / 2:
        low = 0.0
    elif low == high:
        low, high = low - 0.5, high + 0.5
    rough = (high - low) / 5
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough * (1 - 1e-9))
    begin, end = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [step * place for place in range(begin, end + 1)]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.6g}"


def _series(name: str, places: Sequence[tuple[float, float]], colour: str) -> str:
    """The points of one name, joined where there are several."""
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    line = f'<polyline points="{joined}" fill="none" stroke="{colour}"/>' if len(places) > 1 else ""
    told = f"<title>{escape(name)}</title>"
    return line + "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}">{told}</circle>' for x, y in places)


def _names(places: list[tuple[float, float, str]]) -> list[str]:
    """Names beside their points, each lowered until it stands on none before it."""
    taken: list[tuple[float, float]] = []
    parts = []
    for x, y, name in sorted(places, key=lambda place: place[1]):
        lowered = y
        while any(abs(x - other) < 80 and abs(lowered - height) < 14 for other, height in taken):
            lowered += 14
        taken.append((x, lowered))
        parts.append(_text(x, lowered, name))
    return parts


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{kind}"/>'


def _text(x: float, y: float, text: str, *, anchor: str = "start", extra: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{extra}>{escape(text)}</text>'
