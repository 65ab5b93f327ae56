"""The operator of all diffusion methods, S = D^-1/2 W D^-1/2, and the solver of (I - alpha S) f = y."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from explorer.graph.knn import Csr
from explorer.protocol.ranking import Scores

TOLERANCE = 1e-6
"""Length of the residual relative to that of the right side at which float32 is done; it reaches no less."""


def normalised(weights: Csr, degrees: NDArray[np.float64]) -> Csr:
    """S of symmetric weights W [n, n] whose rows sum to `degrees`, in the precision of W; empty rows stay empty."""
    scale = np.divide(1, np.sqrt(degrees), out=np.zeros(len(degrees)), where=degrees > 0).astype(weights.dtype)
    return csr_array(diags_array(scale) @ weights @ diags_array(scale))


def solved(smoothing: Csr, sources: Scores, alpha: float, iterations: int, tolerance: float = TOLERANCE) -> Scores:
    """F for each column of right sides: conjugate gradients (Hestenes and Stiefel 1952), all columns in step.

    The condition number is at most (1 + alpha) / (1 - alpha). The diagonal is 1, so Jacobi preconditioning would do
    nothing.

    Args:
        smoothing: S, [n, n] float32; near alpha 1 the solution magnifies its rounding up to 1 / (1 - alpha) times, so
            that a tolerance below 1e-6 deserves one in float64.
        sources: y, [n, q] float32; it stays as it is.
        alpha: 0 to below 1.
        iterations: limit.
        tolerance: relative residual at which a column is done; below 1e-6 everything is computed in float64.

    Returns:
        F, [n, q] float32.
    """
    precise = tolerance < TOLERANCE
    kind: Any = np.float64 if precise else np.float32
    matrix = smoothing.astype(kind) if precise else smoothing
    f: NDArray[Any] = np.zeros(sources.shape, kind)
    residual: NDArray[Any] = sources.astype(kind)
    direction = residual.copy()
    squared = np.einsum("nq,nq->q", residual, residual)
    goal = squared * kind(tolerance) ** 2
    for _ in range(iterations):
        open_ = squared > goal
        if not open_.any():
            break
        image = matrix @ direction
        image *= -kind(alpha)
        image += direction
        curvature = np.einsum("nq,nq->q", direction, image)
        step = np.divide(squared, curvature, out=np.zeros_like(squared), where=open_)
        f += step * direction
        image *= step
        residual -= image
        before, squared = squared, np.einsum("nq,nq->q", residual, residual)
        direction *= np.divide(squared, before, out=np.zeros_like(squared), where=open_)
        direction += residual
    solution: Scores = f.astype(np.float32, copy=False)
    return solution
