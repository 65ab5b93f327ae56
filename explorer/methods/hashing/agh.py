"""Anchor graph hashing (Liu, Wang, Kumar, Chang: ICML 2011), with one or two bits for each eigenvector.

    Z_ij = exp(-d_ij^2 / sigma^2) for the s nearest of m anchors, rows sum to 1        Lambda = diag(Z^T 1)
    M = Lambda^-1/2 Z^T Z Lambda^-1/2 = V Sigma V^T        W = sqrt(n) Lambda^-1/2 V Sigma^-1/2        y = Z W

One layer: b = sign(y). Two layers: K/2 eigenvectors with two bits each, the second asking on which side of a threshold
of its half y lies; the threshold balances the half's values against the graph (section 3.3 of the paper).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.methods.base import Job
from explorer.methods.hashing.base import Hashing, hashing_spec
from explorer.methods.hashing.semantics import cluster_centres
from explorer.methods.state import State
from explorer.protocol.features import Features, Vectors
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import Parameter

_SMALLEST = 1e-6

PARAMETERS = (
    Parameter("anchors", "int", 300, 2, 16384, unit="images", help="Cluster centres that stand for all images."),
    Parameter("nearest", "int", 5, 2, 100, unit="anchors", help="Anchors that an image is described by."),
    Parameter("layers", "int", 2, 1, 2, help="Bits for each eigenvector: one, or two for half as many eigenvectors."),
)


class Agh(Hashing):
    """Signs of the eigenvectors of a graph that goes through anchors."""

    spec = hashing_spec(
        "agh",
        "Anchor graph hashing",
        "Cuts the graph between images, approximated through cluster centres, where it is thinnest.",
        "Liu et al., Hashing with Graphs, ICML 2011",
        *PARAMETERS,
    )

    def _learn(self, training: Features, job: Job) -> None:
        unit = training.unit()
        count = self._at_most("anchors", max(len(unit) // 2, 1), f"there are {len(unit)} fit rows")
        self._anchors = cluster_centres(unit, count, job.seed)
        self._layers = int(self.parameters["layers"])
        self._s = min(int(self.parameters["nearest"]), count)
        self._sigma = np.float32(1)
        self._sigma = np.float32(max(np.sqrt(self._nearest(unit)[1][:, -1]).mean(), _SMALLEST))
        described = self._described(unit)
        wanted = -(-int(self.parameters["bits"]) // self._layers)
        directions, rank = _directions(described, wanted)
        largest = self._layers * rank
        self._bits = self._at_most("bits", largest, f"the graph through {count} anchors has no more eigenvectors")
        self._map = directions[:, : -(-self._bits // self._layers)]
        values = described @ self._map
        self._thresholds = _thresholds(values, described) if self._layers == 2 else np.zeros((0, 2), np.float32)

    def _values(self, unit: Vectors) -> Scores:
        values: Scores = self._described(unit) @ self._map
        if self._layers == 1:
            return values
        above, below = self._thresholds[:, 0], self._thresholds[:, 1]
        second = np.where(values >= 0, values - above, below - values)
        both: Scores = np.stack([values, second], axis=2).reshape(len(values), -1)[:, : self._bits]
        return both

    def _nearest(self, unit: Vectors) -> tuple[NDArray[np.int64], Vectors]:
        """The s nearest anchors and the squared distances to them, nearest first: [n, s] each."""
        squares = (unit**2).sum(axis=1)[:, None] + (self._anchors**2).sum(axis=1) - 2 * unit @ self._anchors.T
        order = np.argsort(squares, axis=1, kind="stable")[:, : self._s]
        return order, np.maximum(np.take_along_axis(squares, order, 1), 0)

    def _described(self, unit: Vectors) -> Vectors:
        """Z of some rows: [n, m]."""
        places, squares = self._nearest(unit)
        weights = np.exp(-(squares - squares[:, :1]) / self._sigma**2)
        result = np.zeros((len(unit), len(self._anchors)), np.float32)
        np.put_along_axis(result, places, weights / weights.sum(axis=1, keepdims=True), axis=1)
        return result

    def _learned(self) -> State:
        scalars = np.array([self._sigma, self._layers, self._s, self._bits], np.float32)
        return {"anchors": self._anchors, "map": self._map, "thresholds": self._thresholds, "scalars": scalars}

    def _restore_learned(self, state: dict[str, Any]) -> None:
        self._anchors, self._map, self._thresholds = state["anchors"], state["map"], state["thresholds"]
        self._sigma = state["scalars"][0]
        self._layers, self._s, self._bits = (int(value) for value in state["scalars"][1:])


def _directions(described: Vectors, wanted: int) -> tuple[Vectors, int]:
    """W [m, at most `wanted`] and how many columns it could have."""
    n = len(described)
    degrees = described.sum(axis=0, dtype=np.float64)
    scale = np.divide(1, np.sqrt(degrees), out=np.zeros_like(degrees), where=degrees > 0)
    scaled = described * scale
    # The vector that is the same for every image has eigenvalue 1, as have others where the graph falls into parts; it
    # alone is taken out.
    alike = np.sqrt(degrees / degrees.sum())
    values, vectors = np.linalg.eigh(scaled.T @ scaled - np.outer(alike, alike))
    values, vectors = values[::-1], vectors[:, ::-1]
    useful = np.flatnonzero(values > _SMALLEST)
    if not useful.size:
        useful = np.arange(1)
    kept = useful[:wanted]
    vectors = vectors[:, kept] * np.sign(vectors[np.abs(vectors[:, kept]).argmax(axis=0), kept])
    directions = np.sqrt(n) * scale[:, None] * vectors / np.sqrt(np.maximum(values[kept], _SMALLEST))
    return directions.astype(np.float32), len(useful)


def _thresholds(values: Vectors, described: Vectors) -> Vectors:
    """For each eigenvector the thresholds of its positive and its negative values: [k, 2].

    With y+ = y where positive, else 0, the second bit of the positive half is the sign of the first eigenvector of the
    graph within the half, orthogonal to the constant: threshold = (1^T A y+) / (1^T A 1+), the degree-weighted mean.
    """
    lengths = described.sum(axis=0)
    degrees = described @ (described.T @ np.ones(len(described), np.float32) / np.maximum(lengths, _SMALLEST))
    result = np.zeros((values.shape[1], 2), np.float32)
    for half, inside in enumerate((values >= 0, values < 0)):
        weights = inside * degrees[:, None]
        result[:, half] = (weights * values).sum(axis=0) / np.maximum(weights.sum(axis=0), _SMALLEST)
    return result
