"""Iterative quantisation (Gong and Lazebnik: CVPR 2011; Gong et al.: TPAMI 2013), on several inputs.

    V = the main `bits` directions of the centred rows, R random orthogonal
    repeat: B = sign(X V R);  S Omega S'^T = B^T X V;  R = S' S^T

Without the rotation, directions of little variance get as many bits as those of much. Each variant differs in what is
quantised, so that a learned method can be compared with a rival that has seen the same.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.methods.base import Job
from explorer.methods.hashing.base import Hashing, hashing_spec
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors
from explorer.protocol.progress import check
from explorer.protocol.ranking import Scores

ROUNDS = 50
"""Of FAISS and of the authors; the loss hardly falls after 20."""

PAPER = "Gong et al., Iterative Quantization: A Procrustean Approach to Learning Binary Codes, TPAMI 2013"


def principal_directions(values: Vectors, count: int) -> tuple[Vectors, Vectors]:
    """Mean [d] and the `count` directions of most variance [d, count] of some rows [n, d]."""
    mean = values.mean(axis=0, dtype=np.float64)
    covariance = _second_moment(values) / len(values) - np.outer(mean, mean)
    directions = np.linalg.eigh(covariance)[1][:, ::-1][:, :count]
    # The sign of a direction is arbitrary: its largest entry is made positive, so that all machines agree.
    directions = directions * np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(directions.shape[1])])
    return mean.astype(np.float32), directions.astype(np.float32)


def _second_moment(values: Vectors) -> NDArray[np.float64]:
    total = np.zeros((values.shape[1], values.shape[1]))
    for start in range(0, len(values), 8192):
        block = values[start : start + 8192]
        total += block.T @ block
    return total


def rotation(values: Scores, seed: int, job: Job | None = None) -> Scores:
    """The orthogonal matrix R [bits, bits] that brings rows @ R nearest to their signs: `ROUNDS` rounds of ITQ.

    Args:
        values: [n, bits], centred.
        seed: of the first matrix.
        job: told of the rounds.

    Raises:
        Cancelled: the person asked to stop.
    """
    bits = values.shape[1]
    random = np.random.default_rng(seed).standard_normal((bits, bits))
    current: Scores = np.linalg.qr(random)[0].astype(np.float32)
    for number in range(ROUNDS):
        if job is not None:
            check(job.cancelled)
            job.progress(number, ROUNDS, "Turning the codes")
        signs = np.where(values @ current >= 0, np.float32(1), np.float32(-1))
        left, _, right = np.linalg.svd(signs.T @ values)
        current = (right.T @ left.T).astype(np.float32)
    return current


class Rotated(Hashing):
    """Hashing by a mean and a linear map; what is quantised is the variant's own."""

    def _learn_map(self, values: Vectors, job: Job) -> None:
        """Learn mean and map from rows [n, d]."""
        largest = min(values.shape[1], max(len(values) - 1, 1))
        self._bits = self._at_most("bits", largest, f"{len(values)} fit rows of {values.shape[1]} values give no more")
        self._mean, directions = principal_directions(values, self._bits)
        turned = np.asarray((values - self._mean) @ directions, np.float32)
        self._map: Vectors = directions @ rotation(turned, job.seed, job)

    def _mapped(self, values: Vectors) -> Scores:
        return np.asarray((values - self._mean) @ self._map, np.float32)

    def _learned(self) -> State:
        return {"mean": self._mean, "map": self._map}

    def _restore_learned(self, state: dict[str, Any]) -> None:
        self._mean, self._map = state["mean"], state["map"]
        self._bits = self._map.shape[1]


class Itq(Rotated):
    """The vectors themselves, quantised."""

    spec = hashing_spec(
        "itq",
        "ITQ",
        "Turns the main directions of the vectors until their signs lose as little as possible.",
        PAPER,
    )

    def _learn(self, training: Features, job: Job) -> None:
        self._learn_map(training.unit(), job)

    def _values(self, unit: Vectors) -> Scores:
        return self._mapped(unit)
