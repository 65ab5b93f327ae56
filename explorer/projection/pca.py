"""The map that is there at once: the two directions in which the collection spreads most."""

import numpy as np
from numpy.typing import NDArray

from explorer.protocol.features import Features, Vectors
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress

_SUBSPACE = 12
"""Vectors iterated to find two: the more, the faster the two stand out."""

_MOST_ITERATIONS = 300
_PRECISION = 1e-10
"""Relative change of the two eigenvalues at which they count as found; that of the axes is its square root."""


def pca_map(
    features: Features, *, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> Vectors:
    """Project the unit vectors onto their first two principal axes.

    Exact, by the smaller of the covariance [d, d] and the Gram matrix [n, n]. The sign of an axis is arbitrary and
    chosen so that its largest coefficient is positive: the same features give the same map.

    Args:
        features: n vectors of any length d; n may be 0, 1 or 2.
        progress: called for each block.
        cancelled: asked for each block.

    Returns:
        [n, 2] float32, centred; zero where there is no second (or first) direction.
    """
    if not len(features):
        return np.zeros((0, 2), np.float32)
    mean = sum(block.sum(axis=0, dtype=np.float64) for _, block in features.blocks()) / len(features)
    axes = _axes_of_few(features, mean) if len(features) <= features.dim else _axes(features, mean, cancelled)
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    positions = np.zeros((len(features), 2), np.float32)
    for rows, block in features.blocks():
        check(cancelled)
        positions[rows, : axes.shape[1]] = (block - mean) @ axes
        progress(rows.stop, len(features), "PCA map")
    return positions


def _axes(features: Features, mean: NDArray[np.float64], cancelled: IsCancelled) -> NDArray[np.float64]:
    """The two leading eigenvectors of the covariance: [d, 2] (fewer where d < 2)."""
    covariance = np.zeros((features.dim, features.dim))
    for _, block in features.blocks():
        check(cancelled)
        centred = block - mean.astype(np.float32)
        covariance += centred.T @ centred
    return _leading(covariance)[0]


def _axes_of_few(features: Features, mean: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same for fewer rows than dimensions, through the Gram matrix."""
    centred = features.unit() - mean
    vectors, values = _leading(centred @ centred.T)
    lengths = np.sqrt(np.maximum(values, 0.0))
    axes: NDArray[np.float64] = np.divide(
        centred.T @ vectors, lengths, out=np.zeros((features.dim, len(values))), where=lengths > 1e-9
    )
    return axes


def _leading(symmetric: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Eigenvectors [m, 2] and eigenvalues [2] of the two largest eigenvalues, largest first (fewer where m < 2).

    By subspace iteration (Halko, Martinsson, Tropp 2011, algorithm 4.4). LAPACK's takes 1.1 s of processor time for
    1,280 dimensions, this 0.2 s; and its many small steps wait for each other where other processes keep cores busy.
    """
    size = len(symmetric)
    basis = np.random.default_rng(0).normal(size=(size, min(size, _SUBSPACE)))
    values = np.zeros(0)
    for _ in range(_MOST_ITERATIONS):
        basis, _ = np.linalg.qr(symmetric @ basis)
        before, (values, turn) = values, np.linalg.eigh(basis.T @ symmetric @ basis)
        basis = basis @ turn
        if before.size and np.abs(values - before)[-2:].max() <= _PRECISION * max(values[-1], 0.0):
            break
    return np.ascontiguousarray(basis[:, :-3:-1]), values[:-3:-1]
