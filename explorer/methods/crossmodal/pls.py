"""Partial least squares in its simplest form: the directions in which images and words have most covariance.

    Sxy = U diag(s) V^T,   image x becomes x U,   words y become y V        x and y standardised

Unlike CCA it inverts nothing, so it needs no ridge and few pairs.
"""

import numpy as np

from explorer.methods.base import Job
from explorer.methods.crossmodal.linear import DIMENSIONS, LinearSpace
from explorer.methods.crossmodal.seeds import Seeds
from explorer.methods.crossmodal.space import CENTRE, DIRECT, KEPT, NEIGHBOURS, SEEDS, Pairs
from explorer.protocol.specs import MethodSpec


class Pls(LinearSpace):
    """Singular vectors of the cross-covariance."""

    spec = MethodSpec(
        name="pls",
        title="PLS",
        family="cross-modal",
        summary="Finds the directions in which images and their captions have most covariance.",
        paper="Wold, Partial Least Squares, Encyclopedia of Statistical Sciences 1985",
        modality="image-text",
        moves_queries=True,
        parameters=(DIMENSIONS, CENTRE, NEIGHBOURS, DIRECT, SEEDS, KEPT),
    )

    def _learn(self, pairs: Pairs, job: Job) -> None:
        del job
        axes = self._axes(len(pairs), pairs.images.shape[1], pairs.texts.shape[1])
        covariance = pairs.images.astype(np.float64).T @ pairs.texts.astype(np.float64) / len(pairs)
        u, _, v = np.linalg.svd(covariance, full_matrices=False)
        self._set(u[:, :axes], v[:axes].T)


class PlsSeeds(Seeds):
    """PLS before another ranker."""

    spec, ranker = Pls.spec, Pls
