"""Which part of the plane is seen: the one place where plane and pixels are converted into each other."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in units of the plane."""


@dataclass(frozen=True)
class Viewport:
    """A window onto the plane; y grows upwards there and downwards in pixels.

    Attributes:
        x: of the centre, in units of the plane.
        y: of the centre.
        scale: pixels per unit, above 0.
        width: in pixels.
        height: in pixels.
    """

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    width: float = 1.0
    height: float = 1.0

    @classmethod
    def around(cls, box: Box, width: float, height: float, margin: float) -> "Viewport":
        """The view that shows a box with a margin in pixels; a single point is shown in the middle at scale 1."""
        left, bottom, right, top = box
        room = max(width - 2 * margin, width / 4, 1.0), max(height - 2 * margin, height / 4, 1.0)
        scales = [pixels / extent for pixels, extent in zip(room, (right - left, top - bottom), strict=True) if extent]
        return cls((left + right) / 2, (bottom + top) / 2, min(scales, default=1.0), width, height)

    @property
    def box(self) -> Box:
        """What is seen."""
        across, up = self.width / 2 / self.scale, self.height / 2 / self.scale
        return self.x - across, self.y - up, self.x + across, self.y + up

    def pixels(self, positions: NDArray[np.floating]) -> NDArray[np.float64]:
        """Where positions [n, 2] of the plane are seen: [n, 2] in pixels from the upper left corner."""
        centred = np.asarray(positions, np.float64).reshape(-1, 2) - (self.x, self.y)
        return centred * (self.scale, -self.scale) + (self.width / 2, self.height / 2)

    def pixel(self, position: NDArray[np.floating]) -> QPointF:
        """Where one position is seen."""
        return QPointF(*self.pixels(position)[0])

    def position(self, at: QPointF) -> tuple[float, float]:
        """What lies under a pixel."""
        return self.x + (at.x() - self.width / 2) / self.scale, self.y - (at.y() - self.height / 2) / self.scale

    def moved(self, right: float, down: float) -> "Viewport":
        """The view after the plane was dragged by so many pixels."""
        return replace(self, x=self.x - right / self.scale, y=self.y + down / self.scale)

    def zoomed(self, scale: float, at: QPointF) -> "Viewport":
        """The view at another scale, with what is under a pixel staying there."""
        x, y = self.position(at)
        share = self.scale / scale
        return replace(self, x=x + (self.x - x) * share, y=y + (self.y - y) * share, scale=scale)

    def resized(self, width: float, height: float) -> "Viewport":
        """The view in a widget of another size, about the same centre."""
        return replace(self, width=width, height=height)

    def area_of(self, other: "Viewport") -> QRectF:
        """The pixels of this view in which another view's picture is drawn."""
        left, _, _, top = other.box
        share = self.scale / other.scale
        corner = self.pixel(np.array([left, top]))
        return QRectF(corner.x(), corner.y(), other.width * share, other.height * share)

    def contains(self, other: "Viewport") -> bool:
        """Whether all that the other shows is seen here as well."""
        left, bottom, right, top = self.box
        inner = other.box
        return left <= inner[0] and bottom <= inner[1] and right >= inner[2] and top >= inner[3]
