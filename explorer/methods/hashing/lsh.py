"""Locality-sensitive hashing with random hyperplanes (Charikar: STOC 2002) through the mean of the collection."""

from typing import Any

import numpy as np

from explorer.methods.base import Job
from explorer.methods.centre import mean_direction
from explorer.methods.hashing.base import Hashing, hashing_spec
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors
from explorer.protocol.ranking import Scores


class Lsh(Hashing):
    """Signs of random projections."""

    spec = hashing_spec(
        "lsh",
        "LSH",
        "Asks for each bit on which side of a random plane through the middle of the collection an image lies.",
        "Charikar, Similarity Estimation Techniques from Rounding Algorithms, STOC 2002",
    )

    def _learn(self, training: Features, job: Job) -> None:
        self._bits = int(self.parameters["bits"])
        self._mean = mean_direction(training)
        planes = np.random.default_rng(job.seed).standard_normal((training.dim, self._bits))
        self._planes = planes.astype(np.float32)

    def _values(self, unit: Vectors) -> Scores:
        return np.asarray((unit - self._mean) @ self._planes, np.float32)

    def _learned(self) -> State:
        return {"mean": self._mean, "planes": self._planes}

    def _restore_learned(self, state: dict[str, Any]) -> None:
        self._mean, self._planes = state["mean"], state["planes"]
        self._bits = self._planes.shape[1]
