"""Centring: vectors less the mean direction of the collection, which all of them share and which tells nothing."""

from typing import Any, Self

import numpy as np

from explorer.methods.base import Job, Transform
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors
from explorer.protocol.specs import MethodSpec


class Centre(Transform):
    """x becomes x - mean, for unit x."""

    spec = MethodSpec(
        name="centre",
        title="Centre",
        family="preprocessing",
        summary="Takes the mean of the fit rows away from every vector.",
        kind="transform",
    )

    def fit(self, training: Features, job: Job) -> Self:
        """Learn the mean of the unit rows that are not zero."""
        del job
        self._mean = mean_direction(training)
        return self

    def apply(self, vectors: Vectors) -> Vectors:
        """Rows less the mean; zero rows stay zero."""
        filled = np.any(vectors, axis=1, keepdims=True)
        centred: Vectors = np.where(filled, vectors - self._mean, np.float32(0))
        return centred

    def state(self) -> State:
        """The mean, [d]."""
        return {"mean": self._mean}

    def restore(self, state: dict[str, Any]) -> None:
        """Take back the mean."""
        self._mean = state["mean"]


def mean_direction(training: Features) -> Vectors:
    """The mean of all unit rows that are not zero: [d] float32."""
    total, count = np.zeros(training.dim), 0
    for _, rows in training.blocks():
        total += rows.sum(axis=0, dtype=np.float64)
        count += int(np.any(rows, axis=1).sum())
    return (total / max(count, 1)).astype(np.float32)
