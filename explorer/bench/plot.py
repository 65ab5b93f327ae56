"""Points with names as an SVG picture, for the pages that tell of benchmarks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

_WIDTH, _HEIGHT = 760, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 120, 50, 60
_COLOUR = "#0072b2"
_STYLE = "text{font:13px sans-serif;fill:#222}.axis{stroke:#888}.grid{stroke:#e4e4e4}.title{font-size:16px}"


@dataclass(frozen=True)
class Point:
    """One thing that was measured.

    Attributes:
        name: stands beside it.
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
    low, high = _range([point.y for point in points])

    def across(x: float) -> float:
        return _LEFT + (math.log10(x) - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)

    def up(y: float) -> float:
        return _HEIGHT - _BOTTOM - (y - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [_text(_LEFT, 28, title, extra=' class="title"')]
    for power in range(first, last + 1):
        x = across(10.0**power)
        parts.append(_line(x, _TOP, x, _HEIGHT - _BOTTOM, "grid"))
        parts.append(_text(x, _HEIGHT - _BOTTOM + 20, f"{10.0**power:g}", anchor="middle"))
    for step in range(6):
        value = low + (high - low) * step / 5
        parts.append(_line(_LEFT, up(value), _WIDTH - _RIGHT, up(value), "grid"))
        parts.append(_text(_LEFT - 8, up(value) + 4, f"{value:.3g}", anchor="end"))
    parts.append(_line(_LEFT, _HEIGHT - _BOTTOM, _WIDTH - _RIGHT, _HEIGHT - _BOTTOM, "axis"))
    parts.append(_line(_LEFT, _TOP, _LEFT, _HEIGHT - _BOTTOM, "axis"))
    parts.append(_text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 16, x_label, anchor="middle"))
    turned = f' transform="rotate(-90 20 {_HEIGHT / 2:.0f})"'
    parts.append(_text(20, _HEIGHT / 2, y_label, anchor="middle", extra=turned))
    for point in points:
        x, y = across(point.x), up(point.y)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{_COLOUR}"/>')
    parts += _names([(across(point.x) + 9, up(point.y) + 4, point.name) for point in points])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(title)}">\n'
        f'<style>{_STYLE}</style>\n<rect width="100%" height="100%" fill="#fff"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _range(values: Sequence[float]) -> tuple[float, float]:
    """Limits that hold all values with a little room, and some room where all are equal."""
    low, high = min(values), max(values)
    room = 0.08 * (high - low) or 0.5
    return low - room, high + room


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
