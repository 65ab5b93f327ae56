"""How a region changes under the mouse and the keyboard; fractions of an image, no Qt."""

from typing import Literal

from explorer.gui.language import tr
from explorer.protocol.query import Region

Grip = Literal["new", "move", "n", "s", "w", "e", "nw", "ne", "sw", "se"]
Point = tuple[float, float]

SMALLEST = 0.03
"""Least side of a region: less shows an encoder nothing."""
FIRST: Region = (0.25, 0.25, 0.75, 0.75)
"""What the keyboard begins with."""


def drawn(start: Point, end: Point) -> Region:
    """The region between two opposite corners, inside the image and not too small."""
    left, right = _span(start[0], end[0])
    top, bottom = _span(start[1], end[1])
    return left, top, right, bottom


def moved(region: Region, dx: float, dy: float) -> Region:
    """The region elsewhere, in the same size, as far as the image goes."""
    left, top, right, bottom = region
    dx = min(max(dx, -left), 1 - right)
    dy = min(max(dy, -top), 1 - bottom)
    return _kept((left + dx, top + dy, right + dx, bottom + dy))


def resized(region: Region, grip: Grip, dx: float, dy: float) -> Region:
    """The region with one edge or corner elsewhere; it cannot be turned inside out."""
    left, top, right, bottom = region
    if "w" in grip:
        left = min(max(left + dx, 0.0), right - SMALLEST)
    if "e" in grip:
        right = max(min(right + dx, 1.0), left + SMALLEST)
    if "n" in grip:
        top = min(max(top + dy, 0.0), bottom - SMALLEST)
    if "s" in grip:
        bottom = max(min(bottom + dy, 1.0), top + SMALLEST)
    return _kept((left, top, right, bottom))


def grip_at(region: Region | None, point: Point, reach: Point) -> Grip:
    """What a press at a point takes hold of.

    Args:
        region: as it is; None where there is none.
        point: as fractions of the image.
        reach: how near to an edge counts as on it, as fractions of width and height.
    """
    if region is None:
        return "new"
    (x, y), (near_x, near_y), (left, top, right, bottom) = point, reach, region
    if not (left - near_x <= x <= right + near_x and top - near_y <= y <= bottom + near_y):
        return "new"
    vertical = "n" if abs(y - top) <= near_y else "s" if abs(y - bottom) <= near_y else ""
    horizontal = "w" if abs(x - left) <= near_x else "e" if abs(x - right) <= near_x else ""
    found: Grip = (vertical + horizontal) or "move"  # type: ignore[assignment]
    return found


def percent_text(region: Region | None) -> str:
    """The region in words."""
    if region is None:
        return tr("the whole image")
    left, top, right, bottom = (100 * value for value in region)
    return tr(
        "{width:.0f} × {height:.0f} % of the image, from {left:.0f} % left and {top:.0f} % top",
        width=right - left,
        height=bottom - top,
        left=left,
        top=top,
    )


def _span(start: float, end: float) -> tuple[float, float]:
    low, high = sorted((min(max(start, 0.0), 1.0), min(max(end, 0.0), 1.0)))
    if high - low < SMALLEST:
        low = min(low, 1 - SMALLEST)
        high = low + SMALLEST
    return low, high


def _kept(region: Region) -> Region:
    """Inside the image, whatever the rounding."""
    left, top, right, bottom = (min(max(round(value, 5), 0.0), 1.0) for value in region)
    return left, top, right, bottom
