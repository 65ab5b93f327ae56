"""Ego-networks by hand."""

import numpy as np
import pytest

from explorer.graph.ego import EgoNetwork, ego_network, strongest_tree
from explorer.graph.knn import KnnGraph


@pytest.fixture
def graph() -> KnnGraph:
    """0 <-> 1, 1 -> 2, 2 -> 3, 3 -> 0, and 4 listed by nobody."""
    indices = np.array([[1, -1], [0, 2], [3, -1], [0, -1], [0, -1]], np.int32)
    weights = np.array([[0.9, 0], [0.9, 0.5], [0.4, 0], [0.3, 0], [0.2, 0]], np.float32)
    return KnnGraph(indices, weights)


def test_one_hop_follows_the_lists(graph) -> None:
    ego = ego_network(graph, np.array([1]), hops=1)
    np.testing.assert_array_equal(ego.rows, [1, 0, 2])
    np.testing.assert_array_equal(ego.hops, [0, 1, 1])
    np.testing.assert_array_equal(ego.edges, [[0, 1], [0, 2]])
    np.testing.assert_allclose(ego.weights, [0.9, 0.5])
    np.testing.assert_array_equal(ego.mutual, [True, False])


def test_two_hops_close_the_circle(graph) -> None:
    ego = ego_network(graph, np.array([1]), hops=2)
    np.testing.assert_array_equal(ego.rows, [1, 0, 2, 3])
    edges = {frozenset(ego.rows[edge].tolist()) for edge in ego.edges}
    assert edges == {frozenset(edge) for edge in [(0, 1), (1, 2), (2, 3), (0, 3)]}


def test_the_limit_keeps_the_strongest(graph) -> None:
    ego = ego_network(graph, np.array([1]), hops=3, limit=2)
    np.testing.assert_array_equal(ego.rows, [1, 0])


def test_centres_are_kept_even_beyond_the_limit(graph) -> None:
    ego = ego_network(graph, np.array([4, 2, 3]), hops=1, limit=2)
    np.testing.assert_array_equal(ego.rows, [4, 2, 3])
    np.testing.assert_array_equal(ego.edges, [[1, 2]])


def test_no_hops_no_edges(graph) -> None:
    ego = ego_network(graph, np.array([4]), hops=0)
    assert ego.edges.shape == (0, 2)
    assert ego.weights.shape == ego.mutual.shape == (0,)


def test_the_strongest_path_beats_the_shortest():
    # 0-1-2 has 0.9 * 0.8 = 0.72, the direct edge 0-2 only 0.5; an edge of cosine 0 is no way.
    edges = np.array([[0, 1], [1, 2], [0, 2], [0, 3]])
    ego = EgoNetwork(
        np.arange(5), np.zeros(5, int), edges, np.array([0.9, 0.8, 0.5, 0.0], np.float32), np.ones(4, bool)
    )
    assert strongest_tree(ego, 0).tolist() == [-1, 0, 1, -1, -1]
