"""Which points lie near the pointer, or in view: positions sorted so that any box is a few runs of them.

Hovering must answer in well under a frame at a million points, wherever they crowd. A linear scan takes 15 ms, a
uniform grid fails where a single outlier spreads it out, and a k-d tree would bring scipy into the window's process.
Here the plane is cut into columns of about equally many points, each sorted by y.
"""

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray

from explorer.gui.canvas.viewport import Box

_SAMPLE = 8192
"""Points that say where the columns' borders lie."""
_MOST_COLUMNS = 512
_PIECE = 131_072
"""Points handled in one step, of about a millisecond each."""
_FEW = 4096
"""So many candidates are looked at one by one; among more, a smaller reach is tried first."""
_TRIES = 12
"""Halvings of the reach; points that are closer to each other than that are one to the eye."""

Runs = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Starts and stops of runs of places."""


class PointIndex:
    """Fixed positions, sorted. A place is a number in sorted order; `order` turns it into a row.

    Attributes:
        order: [n] int32 row of each place.
        xs: [n] float32 by place.
        ys: [n] float32 by place.
    """

    def __init__(self, positions: NDArray[np.floating]) -> None:
        for _ in self.build(positions):
            pass

    @classmethod
    def building(cls, positions: NDArray[np.floating]) -> "Generator[None, None, PointIndex]":
        """The same in steps of a few milliseconds."""
        index = cls.__new__(cls)
        yield from index.build(positions)
        return index

    def build(self, positions: NDArray[np.floating]) -> Generator[None, None, None]:
        """Sort positions [n, 2], finite."""
        n = len(positions)
        x, y = (np.ascontiguousarray(positions[:, axis], np.float32) for axis in (0, 1))
        yield
        self._borders = _borders(x)
        column = np.empty(n, np.uint16)  # numpy sorts 16 bits by counting, in 5 ms for a million
        for start in range(0, n, _PIECE):
            piece = slice(start, start + _PIECE)
            column[piece] = np.searchsorted(self._borders, x[piece], side="right")
            yield
        order = np.argsort(column, kind="stable").astype(np.int32)
        yield
        self._starts = np.searchsorted(column[order], np.arange(len(self._borders) + 2)).astype(np.int64)
        yield
        self.ys = y[order]
        for start, stop in zip(self._starts[:-1].tolist(), self._starts[1:].tolist(), strict=True):
            within = np.argsort(self.ys[start:stop], kind="stable")
            order[start:stop] = order[start:stop][within]
            self.ys[start:stop] = self.ys[start:stop][within]
            yield
        self.order, self.xs = order, x[order]
        self._low, self._high = (float(self.ys.min()), float(self.ys.max())) if n else (0.0, 0.0)
        yield
        self._keys = np.repeat(np.arange(len(self._starts) - 1), np.diff(self._starts)) + self._fraction(self.ys)

    def __len__(self) -> int:
        return len(self.order)

    def runs(self, box: Box) -> Runs:
        """Runs of places that hold all points in a box, and some left and right of it."""
        left, bottom, right, top = box
        first = int(np.searchsorted(self._borders, np.float32(left), side="left"))
        last = int(np.searchsorted(self._borders, np.float32(right), side="right"))
        columns = np.arange(first, last + 1)
        low, high = self._fraction(np.array([bottom, top], np.float64))
        starts = np.searchsorted(self._keys, columns + low, side="left")
        return starts, np.maximum(np.searchsorted(self._keys, columns + high, side="right"), starts)

    def inside(self, box: Box) -> NDArray[np.int64]:
        """Places of the points in a box."""
        left, bottom, right, top = box
        places = joined(self.runs(box))
        x, y = self.xs[places], self.ys[places]
        kept: NDArray[np.int64] = places[(x >= left) & (x <= right) & (y >= bottom) & (y <= top)]
        return kept

    def nearest(self, x: float, y: float, reach: float) -> int | None:
        """The row of the point nearest to (x, y), at most `reach` away; None where there is none."""
        return self._nearest(x, y, reach, _TRIES)

    def _nearest(self, x: float, y: float, reach: float, tries: int) -> int | None:
        runs = self.runs((x - reach, y - reach, x + reach, y + reach))
        count = int((runs[1] - runs[0]).sum())
        if count > _FEW and tries:
            nearer = self._nearest(x, y, reach / 2, tries - 1)
            if nearer is not None:
                return nearer
        if not count:
            return None
        places = joined(runs) if tries else joined(runs)[:_FEW]
        distances = (self.xs[places] - x) ** 2 + (self.ys[places] - y) ** 2
        best = int(distances.argmin())
        return int(self.order[places[best]]) if distances[best] <= reach * reach else None

    def _fraction(self, y: NDArray[np.floating]) -> NDArray[np.float64]:
        """Heights as 0.1 to 0.9 of the whole, so that they can stand behind a column's number; outside, 0 or 1."""
        spread = (self._high - self._low) or 1.0
        inner = 0.1 + 0.8 * (np.asarray(y, np.float64) - self._low) / spread
        return np.where(inner < 0.1 - 1e-9, 0.0, np.where(inner > 0.9 + 1e-9, 1.0 - 1e-9, inner))


def joined(runs: Runs) -> NDArray[np.int64]:
    """All places of some runs."""
    starts, stops = runs
    lengths = stops - starts
    before = np.cumsum(lengths) - lengths
    places: NDArray[np.int64] = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
    return places


def _borders(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """Where the columns meet: quantiles of a sample."""
    columns = min(_MOST_COLUMNS, int(np.sqrt(len(x)) / 2))
    if columns < 2:
        return np.empty(0, np.float32)
    sample = np.sort(x[:: max(1, len(x) // _SAMPLE)])
    borders: NDArray[np.float32] = np.unique(sample[np.arange(1, columns) * len(sample) // columns])
    return borders
