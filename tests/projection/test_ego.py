"""The layout of neighbourhood graphs."""

import numpy as np
import pytest

from explorer.graph.ego import EgoNetwork
from explorer.projection.ego import ego_layout


def _network(count, edges, weights=None):
    edges = np.array(edges, dtype=np.int64).reshape(-1, 2)
    weights = np.ones(len(edges), np.float32) if weights is None else np.array(weights, np.float32)
    return EgoNetwork(np.arange(count), np.zeros(count, np.int64), edges, weights, np.ones(len(edges), bool))


def test_tied_nodes_lie_closer_than_others():
    edges = [(i, j) for group in (range(5), range(5, 10)) for i in group for j in group if i < j]
    positions = ego_layout(_network(10, [*edges, (0, 5)]))
    distances = np.linalg.norm(positions[:, None] - positions[None], axis=2)
    assert distances[:5, :5].mean() < distances[:5, 5:].mean() / 2


def test_equal_seeds_give_equal_pictures_within_the_frame():
    network = _network(6, [(0, 1), (1, 2), (3, 4)], [0.5, -0.2, 0.0])
    positions = ego_layout(network, seed=4)
    assert positions.dtype == np.float32
    assert np.abs(positions).max() <= 1 + 1e-6
    np.testing.assert_array_equal(positions, ego_layout(network, seed=4))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_tiny_networks(count):
    positions = ego_layout(_network(count, []))
    assert positions.shape == (count, 2)
    assert np.isfinite(positions).all()
