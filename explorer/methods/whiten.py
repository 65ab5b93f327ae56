"""PCA whitening (Jégou and Chum: ECCV 2012): directions in which all images differ alike count less.

    C = covariance of the unit fit rows = U diag(e) U^T,  x becomes diag(e)^(-power / 2) U^T (x - mean), d directions

power 0 is PCA alone, 1 full whitening; half of it helps collections that are too small to know their own small
directions well.
"""

from typing import Any, Self

import numpy as np

from explorer.methods.base import Job, Transform
from explorer.methods.centre import mean_direction
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors
from explorer.protocol.progress import check
from explorer.protocol.specs import MethodSpec, Parameter

_SMALLEST = 1e-6
"""Directions with a smaller part of the largest variance hold rounding errors alone and are not blown up."""

_ROUNDING = 1e-12
"""Variance of unit float32 vectors that are equal but for rounding."""


class Whiten(Transform):
    """Centring, rotation to principal directions, scaling."""

    spec = MethodSpec(
        name="whiten",
        title="Whiten",
        family="preprocessing",
        summary="Keeps the d main directions of the fit rows and evens out how much each of them counts.",
        paper="Jégou and Chum, Negative Evidences and Co-occurrences in Image Retrieval, ECCV 2012",
        kind="transform",
        parameters=(
            Parameter(
                "d",
                "int",
                256,
                1,
                65536,
                unit="dimensions",
                help="Directions kept; fewer are faster and drop noise, too few drop detail.",
            ),
            Parameter(
                "power",
                "float",
                0.5,
                0.0,
                1.0,
                help="How much directions are evened out: 0 not at all, 1 until all vary alike.",
            ),
        ),
    )

    def fit(self, training: Features, job: Job) -> Self:
        """Learn mean and directions.

        Raises:
            ParameterError: d was given and is more than the fit rows determine.
        """
        largest = min(training.dim, max(len(training) - 1, 1))
        d = self._at_most("d", largest, f"{len(training)} fit rows of {training.dim} values determine no more")
        self._mean = mean_direction(training)
        covariance = np.zeros((training.dim, training.dim))
        for _, rows in training.blocks():
            check(job.cancelled)
            centred = np.where(np.any(rows, axis=1, keepdims=True), rows - self._mean, 0)
            covariance += centred.T @ centred
        variances, directions = np.linalg.eigh(covariance / len(training))
        variances, directions = variances[::-1][:d], directions[:, ::-1][:, :d]
        floor = max(_SMALLEST * float(variances[0]), _ROUNDING)
        scale = np.maximum(variances, floor) ** (-float(self.parameters["power"]) / 2)
        # The sign of a direction is arbitrary: its largest entry is made positive, so that all machines agree.
        signs = np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(d)])
        self._projection = (directions * scale * signs).astype(np.float32)
        return self

    def apply(self, vectors: Vectors) -> Vectors:
        """[m, d] projected rows; zero rows stay zero."""
        filled = np.any(vectors, axis=1, keepdims=True)
        projected: Vectors = np.where(filled, (vectors - self._mean) @ self._projection, np.float32(0))
        return projected

    def state(self) -> State:
        """The mean [dim] and the scaled directions [dim, d]."""
        return {"mean": self._mean, "projection": self._projection}

    def restore(self, state: dict[str, Any]) -> None:
        """Take back mean and directions."""
        self._mean, self._projection = state["mean"], state["projection"]
