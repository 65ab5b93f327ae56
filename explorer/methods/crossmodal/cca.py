"""Canonical correlation analysis (Hotelling: Biometrika 1936), regularised.

    T = (Sxx + rI)^-1/2 Sxy (Syy + rI)^-1/2 = U diag(rho) V^T
    image x becomes x (Sxx + rI)^-1/2 U diag(rho)^weight,   words y likewise with V

x and y are standardised, so that r is a share of the variance of a dimension. Axes that correlate weakly say little
about the other medium and count less.
"""

import numpy as np
from numpy.typing import NDArray

from explorer.methods.base import Job
from explorer.methods.crossmodal.linear import DIMENSIONS, LinearSpace
from explorer.methods.crossmodal.seeds import Seeds
from explorer.methods.crossmodal.space import CENTRE, DIRECT, KEPT, NEIGHBOURS, SEEDS, Pairs
from explorer.protocol.specs import MethodSpec, Parameter

RIDGE, WEIGHT = 0.5, 1.0


class Cca(LinearSpace):
    """Axes along which images and words correlate most."""

    spec = MethodSpec(
        name="cca",
        title="CCA",
        family="cross-modal",
        summary="Finds the directions in which images and their captions vary together.",
        paper="Hotelling, Relations Between Two Sets of Variates, Biometrika 1936",
        modality="image-text",
        moves_queries=True,
        parameters=(
            DIMENSIONS,
            Parameter(
                "ridge",
                "float",
                RIDGE,
                0.0,
                100.0,
                help="Added to the variances; more trusts the pairs less, as fits few pairs and many dimensions.",
            ),
            Parameter(
                "weight",
                "float",
                WEIGHT,
                0.0,
                4.0,
                help="How much axes that correlate weakly count less; 0 not at all.",
            ),
            CENTRE,
            NEIGHBOURS,
            DIRECT,
            SEEDS,
            KEPT,
        ),
    )

    def _learn(self, pairs: Pairs, job: Job) -> None:
        del job
        axes = self._axes(len(pairs), pairs.images.shape[1], pairs.texts.shape[1])
        self._set(*correlated_axes(pairs, axes, self.parameters["ridge"], self.parameters["weight"]))


def correlated_axes(
    pairs: Pairs, axes: int, ridge: float = RIDGE, weight: float = WEIGHT
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The matrices of the module's formula: [v, axes] for images and [t, axes] for words.

    Args:
        pairs: both media standardised.
        axes: at most so many, those that correlate most.
        ridge: r.
        weight: power of the correlations by which axes are weighted.
    """
    x, y = pairs.images.astype(np.float64), pairs.texts.astype(np.float64)
    left, right = (_inverse_root(side.T @ side / len(pairs), ridge) for side in (x, y))
    u, correlations, v = np.linalg.svd(left @ (x.T @ y / len(pairs)) @ right, full_matrices=False)
    scale = correlations[:axes] ** weight
    return left @ u[:, :axes] * scale, right @ v[:axes].T * scale


def _inverse_root(covariance: NDArray[np.float64], ridge: float) -> NDArray[np.float64]:
    """(covariance + ridge I)^-1/2; directions without any variance are left out."""
    variances, directions = np.linalg.eigh(covariance)
    variances = np.maximum(variances, 0) + ridge
    floor = 1e-10 * float(variances[-1])
    scale = np.where(variances > floor, np.maximum(variances, floor) ** -0.5, 0)
    root: NDArray[np.float64] = (directions * scale) @ directions.T
    return root


class CcaSeeds(Seeds):
    """CCA before another ranker."""

    spec, ranker = Cca.spec, Cca
