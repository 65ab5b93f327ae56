"""Small collections, and the plain neighbour lists that the oracles of all methods start from."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from explorer.methods.base import Gallery, QueryBatch
from explorer.methods.hashing.lagnh import Lagnh
from explorer.protocol.features import Features
from explorer.protocol.ids import tie_order

Collection = Callable[..., Features]


def queries_of(features: Features) -> QueryBatch:
    """Five unseen queries near to images, and three images."""
    vectors = np.concatenate([features.rows(np.arange(5)) + 0.2, features.rows(np.arange(3))])
    return QueryBatch(vectors.astype(np.float32), np.array([-1, -1, -1, -1, -1, 0, 1, 2]))


@pytest.fixture(autouse=True)
def brief_training(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two steps are enough to see what all methods promise."""
    recipe = Lagnh._recipe
    monkeypatch.setattr(Lagnh, "_recipe", lambda lagnh: replace(recipe(lagnh), steps=min(recipe(lagnh).steps, 2)))


@pytest.fixture
def collection() -> Collection:
    """Makes clusters on noisy curves, some loners, a pair of duplicates and a zero row, in shuffled order."""

    def make(seed: int = 0, clusters: int = 8, size: int = 12, dim: int = 24, zero: bool = True) -> Features:
        rng = np.random.default_rng(seed)
        centres = rng.normal(size=(clusters, dim))
        along = rng.normal(size=(clusters, dim))
        steps = np.linspace(-1, 1, size)[None, :, None]
        points = (centres[:, None] + steps * along[:, None]).reshape(-1, dim)
        points = np.concatenate([points + 0.35 * rng.normal(size=points.shape), rng.normal(size=(6, dim))])
        points[1] = points[0]
        if zero:
            points[-1] = 0
        values = rng.permutation(points).astype(np.float32)
        return Features(values, 100 + np.arange(len(values)))

    return make


@pytest.fixture
def gallery(collection: Collection) -> Gallery:
    return Gallery(collection())


@pytest.fixture
def ranked() -> Callable[[np.ndarray, np.ndarray], list[list[int]]]:
    """For each row all other rows, most similar first: zero rows have none and are nobody's."""

    def lists(unit: np.ndarray, ids: np.ndarray) -> list[list[int]]:
        cosine, keys = (unit.astype(np.float64) @ unit.T.astype(np.float64)).astype(np.float32), tie_order(ids)
        filled = unit.any(axis=1)
        return [
            sorted((j for j in np.flatnonzero(filled) if j != i), key=lambda j: (-cosine[i, j], keys[j]))
            if filled[i]
            else []
            for i in range(len(unit))
        ]

    return lists
