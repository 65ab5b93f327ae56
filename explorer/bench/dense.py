"""The published formulas written down plainly, dense and in float64: what the sparse forms must equal.

Nothing here is meant to be quick: memory grows with the square of the number of images, the time of k-reciprocal with
its cube.
"""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Lists = NDArray[np.integer]
"""[n, k] rows of the nearest images, the image itself left out, -1 where there are fewer."""

TWO_THIRDS = 2 / 3


def membership(lists: Lists, k: int) -> Matrix:
    """1 where j is i itself or among the first k of i: [n, n]."""
    n = len(lists)
    matrix = np.eye(n)
    for i in range(n):
        listed = lists[i, :k]
        matrix[i, listed[listed >= 0]] = 1
    return matrix


def gnn_rerank(cosines: Matrix, lists: Lists, *, k1: int, k2: int, exponent: float = 2.0, layers: int = 2) -> Matrix:
    """Scores of GNN re-ranking (arXiv 2012.07620) of all images for all: [n, n]."""
    rows = membership(lists, k1 - 1)
    edges = membership(lists, k2 - 1) * np.maximum(cosines, 0) ** exponent
    np.fill_diagonal(edges, 1)
    for _ in range(layers):
        rows = edges @ (rows + rows.T)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    scores: Matrix = rows @ rows.T
    return scores


def k_reciprocal(cosines: Matrix, lists: Lists, *, k1: int, k2: int, share: float = 0.3) -> Matrix:
    """1 less the distances of k-reciprocal encoding (arXiv 1701.08398) of all images for all: [n, n]."""
    n = len(lists)
    apart = np.clip((1 - cosines) / (1 - cosines).max(axis=1, keepdims=True), 0, 1)
    np.fill_diagonal(apart, 0)
    first, half = membership(lists, k1), membership(lists, round(k1 / 2))
    sets, halves = first * first.T, half * half.T
    sizes = halves.sum(axis=1)
    encoded = np.zeros((n, n))
    for i in range(n):
        held = sets[i].copy()
        for j in np.flatnonzero(sets[i]):
            if halves[j] @ sets[i] > TWO_THIRDS * sizes[j]:
                held = np.maximum(held, halves[j])
        encoded[i] = held * np.exp(-apart[i])
    encoded /= encoded.sum(axis=1, keepdims=True)
    near = membership(lists, k2 - 1)
    averaged = near @ encoded / near.sum(axis=1, keepdims=True)
    shared = np.stack([np.minimum(row, averaged).sum(axis=1) for row in averaged])
    result: Matrix = 1 - ((1 - share) * (1 - shared / (2 - shared)) + share * apart)
    return result


def smoothing(cosines: Matrix, lists: Lists, *, k: int, gamma: float = 3.0) -> Matrix:
    """S of diffusion (arXiv 1611.05113): the mutual kNN graph, normalised on both sides, [n, n]."""
    listed = membership(lists, k)
    weights = listed * listed.T * np.maximum(cosines, 0) ** gamma
    np.fill_diagonal(weights, 0)
    degrees = weights.sum(axis=1)
    scale = np.zeros(len(degrees))
    scale[degrees > 0] = degrees[degrees > 0] ** -0.5
    return scale[:, None] * weights * scale


def diffusion(smooth: Matrix, sources: Matrix, alpha: float) -> Matrix:
    """(1 - alpha) (I - alpha S)^-1 y for each row y of sources [q, n]: [q, n]."""
    return np.asarray(np.linalg.solve(np.eye(len(smooth)) - alpha * smooth, (1 - alpha) * sources.T).T, np.float64)
