"""A linear map under which neighbours on the graph come together, learned without labels and in closed form.

    C_l = sum of w_ij (x_i - x_j)(x_i - x_j)^T over the edges,   C_t = covariance of all images,   both of trace 1
    C   = (1 - s) C_l + s C_t,      y = V^T C^-p (x - mean)          V: principal directions of what C^-p leaves

Directions in which neighbours differ are noise as far as the graph knows, and are turned down; with p = 1/2 it is the
learned whitening of Mikolajczyk and Matas (ICCV 2007) with edges instead of labelled pairs. The exponent is smaller
here, since edges know only small differences. The sum over edges is that of the graph's Laplacian, 2 X^T (D - W) X.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.graph.knn import Csr
from explorer.protocol.features import Vectors, unit_rows
from explorer.protocol.progress import IsCancelled, check, never_cancelled

POWER = 0.35
SHRINKAGE = 0.1
DIMENSION = 256

_FLOOR = 1e-3
"""Smallest eigenvalue of C that is believed, as a share of the mean one."""

_BLOCK = 1024


@dataclass(frozen=True)
class LocalMetric:
    """The map.

    Attributes:
        mean: [d] float32.
        projection: [d, e] float32.
    """

    mean: Vectors
    projection: Vectors

    @classmethod
    def learned(cls, vectors: Vectors, weights: Csr, cancelled: IsCancelled = never_cancelled) -> "LocalMetric":
        """Learn it from a graph.

        Args:
            vectors: [n, d] float32 unit or zero rows.
            weights: [n, n] symmetric, of the edges; where it has none the map is a partial whitening.
            cancelled: asked between blocks of rows.

        Raises:
            Cancelled: the person asked to stop.
        """
        n, d = vectors.shape
        mean = vectors.mean(axis=0, dtype=np.float64)
        local, total = np.zeros((d, d)), np.zeros((d, d))
        degrees = weights.sum(axis=1, dtype=np.float64)
        for start in range(0, n, _BLOCK):
            check(cancelled)
            rows = slice(start, start + _BLOCK)
            block = vectors[rows].astype(np.float64)
            differences = degrees[rows, None] * block - weights[rows] @ vectors
            local += block.T @ differences
            total += (block - mean).T @ (block - mean)
        check(cancelled)
        mixed = (1 - SHRINKAGE) * _normalised(local) + SHRINKAGE * _normalised(total)
        values, directions = np.linalg.eigh((mixed + mixed.T) / 2)
        floor = max(_FLOOR * float(values.mean()), 1e-30)
        sphering = directions * np.maximum(values, floor) ** -POWER
        spread, principal = np.linalg.eigh(sphering.T @ total @ sphering)
        kept = principal[:, ::-1][:, : min(DIMENSION, d, max(int((spread > 0).sum()), 1))]
        return cls(mean.astype(np.float32), (sphering @ kept).astype(np.float32))

    def apply(self, vectors: Vectors) -> Vectors:
        """[m, d] unit or zero rows to [m, e] float32 unit rows; zero rows stay zero."""
        moved = np.empty((len(vectors), self.projection.shape[1]), np.float32)
        for start in range(0, len(vectors), _BLOCK):
            block = vectors[start : start + _BLOCK]
            part = (block - self.mean) @ self.projection
            part[~block.any(axis=1)] = 0
            moved[start : start + _BLOCK] = unit_rows(np.asarray(part, np.float32))
        return moved


def _normalised(covariance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divided by its trace, where it has one."""
    trace = float(np.trace(covariance))
    return covariance / trace if trace > 0 else covariance
