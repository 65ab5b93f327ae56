"""A picture of very many points: one pixel each when far, growing to discs when near, always the same formula.

Each point adds its disc's coverage to the pixels beneath it; a pixel has the mean colour of what covers it and is the
more opaque the more that is. Adding up takes about 20 ns a point and pixel, a hundredth of drawing each by itself.
"""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from explorer.gui.canvas.point_index import PointIndex, Runs, joined
from explorer.gui.canvas.viewport import Viewport

_PIECE = 65_536
_THIN = 0.45
"""Opacity of a pixel that a single point covers among dense ones."""
_CROWD = 0.995
"""Quantile of the coverage that is drawn opaque: the few densest pixels must not make all others pale."""

Discs = list[tuple[int, int, float]]
"""Offsets of the pixels of a disc, and how much of each it covers."""


@dataclass(frozen=True)
class Paint:
    """How points are coloured.

    Attributes:
        codes: [n] uint8 colour number by place in the index; None where all are of the first colour.
        palette: [c, 4] float32 red, green, blue from 0 to 255, and how much such a point counts.
    """

    codes: NDArray[np.uint8] | None
    palette: NDArray[np.float32]


def disc(diameter: float) -> Discs:
    """The pixels of a disc around a point, with soft edges."""
    radius = diameter / 2
    if radius <= 0.75:
        return [(0, 0, 1.0)]
    reach = int(np.ceil(radius))
    cells = [(i, j, radius + 0.5 - np.hypot(i, j)) for i in range(-reach, reach + 1) for j in range(-reach, reach + 1)]
    return [(i, j, min(float(cover), 1.0)) for i, j, cover in cells if cover > 0.05]


def splat(index: PointIndex, paint: Paint, view: Viewport, diameter: float) -> Generator[None, None, QImage]:
    """Draw the points that a view shows.

    Args:
        index: of all points.
        paint: their colours.
        view: in device pixels.
        diameter: of a point in device pixels.

    Yields:
        After each millisecond or two of work.

    Returns:
        A transparent picture of the view's size, premultiplied.
    """
    width, height = max(round(view.width), 1), max(round(view.height), 1)
    canvas = _Canvas(width, height, disc(diameter))
    for places in _pieces(index.runs(_widened(view, diameter))):
        x = (index.xs[places] - np.float32(view.x)) * np.float32(view.scale) + np.float32(width / 2)
        y = np.float32(height / 2) - (index.ys[places] - np.float32(view.y)) * np.float32(view.scale)
        canvas.add(x, y, None if paint.codes is None else paint.codes[places], paint.palette)
        yield
    reference = yield from canvas.reference()
    return (yield from canvas.picture(reference, paint.palette[0] if paint.codes is None else None))


class _Canvas:
    """Sums of coverage and colour; held by columns, as the index sorts points by x, so that a piece touches few."""

    def __init__(self, width: int, height: int, discs: Discs) -> None:
        self._width, self._height, self._discs = width, height, discs
        self._margin = max(abs(i) for i, _, _ in discs)
        self._rows = height + 2 * self._margin
        self._sums = np.zeros((4, (width + 2 * self._margin) * self._rows), np.float32)

    def add(
        self,
        x: NDArray[np.float32],
        y: NDArray[np.float32],
        codes: NDArray[np.uint8] | None,
        palette: NDArray[np.float32],
    ) -> None:
        """Add points in pixels; those outside the canvas are left out."""
        m = self._margin
        seen = (x >= -m) & (x < self._width + m) & (y >= -m) & (y < self._height + m)
        if not seen.all():
            x, y, codes = x[seen], y[seen], None if codes is None else codes[seen]
        if not len(x):
            return
        # Discs must not reach beyond the canvas: points in the margin are moved onto its inner edge, out of sight.
        column = np.clip(np.floor(x).astype(np.int64) + m, m, self._width + m - 1)
        row = np.clip(np.floor(y).astype(np.int64) + m, m, self._height + m - 1)
        place = column * self._rows + row
        if codes is None:
            self._stamp(self._sums[0], place, np.float32(1.0))
            return
        for total, weights in zip(self._sums, _weights(codes, palette), strict=True):
            self._stamp(total, place, weights)

    def _stamp(self, total: NDArray[np.float32], place: NDArray[np.int64], weights: NDArray[np.float32]) -> None:
        for i, j, cover in self._discs:
            np.add.at(total, place + (i * self._rows + j), weights * np.float32(cover))

    def reference(self) -> Generator[None, None, float]:
        """The coverage that is drawn opaque: the crowd's, at least one point's."""
        sample = self._sums[0][:: max(1, self._sums.shape[1] // 200_000)]
        yield
        covered = sample[sample > 0]
        return max(float(np.quantile(covered, _CROWD)), 1.0) if len(covered) else 1.0

    def picture(self, reference: float, only: NDArray[np.floating] | None) -> Generator[None, None, QImage]:
        """The sums as a picture.

        Args:
            reference: coverage that is opaque.
            only: the one colour where points have no colour of their own.
        """
        m = self._margin
        inner = self._sums.reshape(4, -1, self._rows)[:, m : m + self._width, m : m + self._height]
        image = QImage(self._width, self._height, QImage.Format.Format_ARGB32_Premultiplied)
        pixels = np.frombuffer(image.bits(), np.uint32).reshape(self._height, self._width)
        band = max(1, _PIECE // self._height)
        for start in range(0, self._width, band):
            columns = slice(start, start + band)
            pixels[:, columns] = _shaded(inner[:, columns], reference, only).T
            yield
        return image


def _shaded(sums: NDArray[np.float32], reference: float, only: NDArray[np.floating] | None) -> NDArray[np.uint32]:
    """Premultiplied ARGB of coverage and colour sums [4, w, h]."""
    cover = sums[0]
    thin = np.float32(_THIN if reference > 2 else 0.85)
    depth = np.minimum(np.log1p(cover) * np.float32(1.0 / np.log1p(reference)), 1.0)
    opacity = np.minimum(cover, 1.0) * (thin + (1 - thin) * depth)
    if only is None:
        share = opacity / np.maximum(cover, np.float32(1e-6))
        tints = [sums[channel] * share for channel in (1, 2, 3)]
    else:
        tints = [opacity * np.float32(only[channel]) for channel in range(3)]
    argb = (opacity * np.float32(255)).astype(np.uint32)
    for tint in tints:
        argb = (argb << 8) | tint.astype(np.uint32)
    return argb


def _weights(codes: NDArray[np.uint8], palette: NDArray[np.floating]) -> list[NDArray[np.float32]]:
    """What each point adds to the coverage and to the three colours."""
    counts = palette[:, 3].astype(np.float32)
    return [table[codes] for table in (counts, *(palette[:, channel] * counts for channel in range(3)))]


def _pieces(runs: Runs) -> Generator[NDArray[np.int64], None, None]:
    """The places of runs, some ten thousand at a time."""
    starts, stops = runs
    ends = np.cumsum(stops - starts)
    first = 0
    while first < len(starts):
        done = int(ends[first - 1]) if first else 0
        last = max(int(np.searchsorted(ends, done + _PIECE, side="right")), first + 1)
        places = joined((starts[first:last], stops[first:last]))
        for begin in range(0, len(places), _PIECE):
            yield places[begin : begin + _PIECE]
        first = last


def _widened(view: Viewport, diameter: float) -> tuple[float, float, float, float]:
    reach = diameter / view.scale
    left, bottom, right, top = view.box
    return left - reach, bottom - reach, right + reach, top + reach
