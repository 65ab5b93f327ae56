"""Canonical correlation analysis (Hotelling: Biometrika 1936), regularised.

    T = (Sxx + rI)^-1/2 Sxy (Syy + rI)^-1/2 = U diag(rho) V^T
    image x becomes x (Sxx + rI)^-1/2 U diag(rho)^weight,   words y likewise with V

x and y are standardised, so that r is a share of the variance of a dimension. Axes that correlate weakly say little
about the other medium and count less.

How large r has to be can be counted. Of d values without any relation, n draws give a covariance whose eigenvalues are
not all 1, but deviate from it by sqrt(d / n) (Marchenko and Pastur: Math. USSR Sbornik 1967); what lies below says
nothing. n are the different items of a medium: a caption that a whole class shares is drawn once.
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
                "counted",
                "bool",
                False,
                help="Whether the ridge follows instead, for each medium, from how many values and how many different "
                "items it has: the fewer captions, the larger.",
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
        ridge = None if self.parameters["counted"] else self.parameters["ridge"]
        self._set(*correlated_axes(pairs, axes, ridge, self.parameters["weight"]))


def correlated_axes(
    pairs: Pairs, axes: int, ridge: float | None = None, weight: float = WEIGHT
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The matrices of the module's formula: [v, axes] for images and [t, axes] for words.

    Args:
        pairs: both media standardised.
        axes: at most so many, those that correlate most.
        ridge: r; where it is not given, it is counted for each medium, see `counted_ridge`.
        weight: power of the correlations by which axes are weighted.
    """
    x, y = pairs.images.astype(np.float64), pairs.texts.astype(np.float64)
    left, right = (
        _inverse_root(side.T @ side / len(pairs), counted_ridge(side) if ridge is None else ridge) for side in (x, y)
    )
    u, correlations, v = np.linalg.svd(left @ (x.T @ y / len(pairs)) @ right, full_matrices=False)
    scale = correlations[:axes] ** weight
    return left @ u[:, :axes] * scale, right @ v[:axes].T * scale


def counted_ridge(rows: NDArray[np.floating]) -> float:
    """sqrt(d / n) of the rows [m, d] of one medium, n of them different; see the module."""
    different = len({hash(row.tobytes()) for row in rows})
    return float(np.sqrt(rows.shape[1] / different))


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
