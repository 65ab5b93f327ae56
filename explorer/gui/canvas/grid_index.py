"""Which point lies under the pointer: a uniform grid over 2-D positions.

Hovering must answer in well under a frame at a million points. A linear scan (what pyqtgraph does) takes over a second
there; a k-d tree would bring scipy into the window's process. A grid of about four points a cell is built by one sort
and answers from nine cells.
"""

import numpy as np
from numpy.typing import NDArray

_POINTS_PER_CELL = 4


class GridIndex:
    """Nearest-point look-up over fixed positions.

    Attributes:
        positions: [n, 2] float64.
    """

    def __init__(self, positions: NDArray[np.floating]) -> None:
        self.positions = np.asarray(positions, dtype=np.float64)
        n = len(self.positions)
        self._side = max(1, int(np.sqrt(n / _POINTS_PER_CELL)))
        self._origin = self.positions.min(axis=0) if n else np.zeros(2)
        extent = np.ptp(self.positions, axis=0) if n else np.ones(2)
        self._cell = np.where(extent > 0, extent, 1.0) / self._side
        flat = self._flat(self._cells(self.positions))
        self._order = np.argsort(flat, kind="stable")
        self._starts = np.searchsorted(flat[self._order], np.arange(self._side**2 + 1))

    def nearest(self, x: float, y: float, radius: tuple[float, float]) -> int | None:
        """The row of the point nearest to (x, y) inside an ellipse, None where there is none.

        Args:
            x: in the units of the positions.
            y: in the units of the positions.
            radius: half axes of the ellipse, so that a circle of pixels can be given in any zoom.
        """
        low, high = self._cells(np.array([[x - radius[0], y - radius[1]], [x + radius[0], y + radius[1]]]))
        rows = self._rows_between(low, high)
        if not len(rows):
            return None
        distances = (((self.positions[rows] - (x, y)) / radius) ** 2).sum(axis=1)
        best = int(distances.argmin())
        return int(rows[best]) if distances[best] <= 1 else None

    def _cells(self, points: NDArray[np.floating]) -> NDArray[np.int64]:
        return np.clip(((points - self._origin) / self._cell).astype(np.int64), 0, self._side - 1)

    def _flat(self, cells: NDArray[np.int64]) -> NDArray[np.int64]:
        return cells[:, 0] * self._side + cells[:, 1]

    def _rows_between(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> NDArray[np.intp]:
        """Rows in the block of cells from low to high: one contiguous run a grid column."""
        columns = np.arange(low[0], high[0] + 1) * self._side
        runs = [self._order[self._starts[c + low[1]] : self._starts[c + high[1] + 1]] for c in columns]
        return np.concatenate(runs) if runs else np.empty(0, np.intp)
