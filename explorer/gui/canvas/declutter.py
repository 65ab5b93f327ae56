"""Which pictures can be shown in their places without covering each other."""

import numpy as np
from numpy.typing import NDArray

from explorer.gui.canvas.viewport import Viewport


def apart(
    positions: NDArray[np.floating], order: NDArray[np.integer], view: Viewport, side: float
) -> NDArray[np.int64]:
    """Choose points whose pictures do not overlap.

    Of the points in one cell of a grid only the first in order is considered. The grid lies still on the plane, so
    that panning changes nothing.

    Args:
        positions: [n, 2] on the plane.
        order: [n] rows, the most important first.
        view: gives the scale.
        side: of a picture, with the gap around it, in pixels.

    Returns:
        Rows of the chosen, in order.
    """
    pixels = positions[order].astype(np.float64) * view.scale
    cells = np.floor(pixels / side).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    taken: dict[tuple[int, int], tuple[float, float]] = {}
    chosen = []
    for at in np.sort(first).tolist():
        x, y = pixels[at].tolist()
        i, j = cells[at].tolist()
        around = (taken.get((i + a, j + b)) for a in (-1, 0, 1) for b in (-1, 0, 1))
        if all(other is None or max(abs(other[0] - x), abs(other[1] - y)) >= side for other in around):
            taken[i, j] = (x, y)
            chosen.append(at)
    rows: NDArray[np.int64] = order[chosen].astype(np.int64)
    return rows
