"""Which edge of a graph lies under the pointer."""

import numpy as np
from numpy.typing import NDArray

REACH = 6.0
"""How near, in pixels, the pointer must come to an edge."""


def edge_at(
    pixels: NDArray[np.floating], edges: NDArray[np.int64], at: tuple[float, float], reach: float = REACH
) -> int | None:
    """The nearest edge within reach; None where there is none.

    Args:
        pixels: [m, 2] where the nodes are seen.
        edges: [e, 2] places of the ends.
        at: the pointer.
        reach: in pixels.
    """
    if not len(edges):
        return None
    begin, end = pixels[edges[:, 0]], pixels[edges[:, 1]]
    along = end - begin
    lengths = np.maximum((along**2).sum(axis=1), 1e-9)
    share = (((np.array(at) - begin) * along).sum(axis=1) / lengths).clip(0, 1)
    distances = np.linalg.norm(begin + share[:, None] * along - np.array(at), axis=1)
    best = int(distances.argmin())
    return best if distances[best] <= reach else None
