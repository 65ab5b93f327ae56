"""Strongest paths against an exhaustive search, and by hand."""

import itertools
import math

import numpy as np
import pytest

from explorer.graph.knn import KnnGraph, knn_graph
from explorer.graph.paths import strongest_paths
from explorer.protocol.features import Features


def one_list(rows: list[int], weights: list[float]) -> KnnGraph:
    return KnnGraph(np.array([rows], np.int32), np.array([weights], np.float32))


@pytest.fixture
def chain() -> KnnGraph:
    """0 <-> 1 <-> 2 <-> 3 -> 4: a chain whose last edge is one-way."""
    indices = np.array([[1, -1], [0, 2], [1, 3], [2, 4], [-1, -1]], np.int32)
    weights = np.array([[0.9, 0], [0.9, 0.8], [0.8, 0.7], [0.7, 0.5], [0, 0]], np.float32)
    return KnnGraph(indices, weights)


def test_direct_edge(chain) -> None:
    (way,) = strongest_paths(chain, one_list([0], [0.6]), np.array([True]), 0)
    assert (way.rows, way.mutual) == ((0,), (True,))
    assert way.weights == pytest.approx((0.6,))


def test_through_the_chain(chain) -> None:
    way = strongest_paths(chain, one_list([0], [0.6]), np.array([False]), 2)[0]
    assert way.rows == (0, 1, 2)
    assert way.weights == pytest.approx((0.6, 0.9, 0.8))
    assert way.mutual == (False, True, True)


def test_a_long_path_is_found_where_there_is_no_short_one(chain) -> None:
    (way,) = strongest_paths(chain, one_list([0], [0.6]), np.array([True]), 4)
    assert way.rows == (0, 1, 2, 3, 4)
    assert way.mutual[-1] is False


def test_only_mutual_edges(chain) -> None:
    assert strongest_paths(chain, one_list([0], [0.6]), np.array([True]), 4, mutual=True) == []


def test_one_way_edges_are_walked_backwards() -> None:
    graph = KnnGraph(np.array([[-1], [0]], np.int32), np.array([[0], [0.5]], np.float32))
    way = strongest_paths(graph, one_list([0], [0.6]), np.array([True]), 1)[0]
    assert way.rows == (0, 1)
    assert way.mutual == (True, False)


def test_no_way_leads_back_to_the_query(chain) -> None:
    assert strongest_paths(chain, one_list([0], [0.9]), np.array([True]), 2, query=1) == []


def test_nothing_leads_to_an_isolated_row() -> None:
    graph = KnnGraph(np.array([[1], [0], [-1]], np.int32), np.array([[0.5], [0.5], [0]], np.float32))
    assert strongest_paths(graph, one_list([0], [0.9]), np.array([True]), 2) == []


def test_equals_an_exhaustive_search_over_three_edges() -> None:
    features = Features(np.abs(np.random.default_rng(0).normal(size=(25, 6))).astype(np.float32))
    graph = knn_graph(features, 4)
    matrix = graph.csr().toarray()
    weights = np.maximum(matrix, matrix.T)
    start = one_list([3, 8, 11], [0.9, 0.8, 0.7])
    first = dict(zip([3, 8, 11], start.similarities[0].tolist(), strict=True))
    for target in range(25):
        products = []
        for length in range(3):
            for middle in itertools.permutations([r for r in range(25) if r != target], length):
                rows = (*middle, target)
                steps = [first.get(rows[0], 0), *(weights[a, b] for a, b in itertools.pairwise(rows))]
                if all(step > 0 for step in steps):
                    products.append(math.prod(steps))
        found = strongest_paths(graph, start, np.ones(3, bool), target, count=3)
        expected = sorted(products, reverse=True)[:3]
        if expected:
            assert [math.prod(way.weights) for way in found] == pytest.approx(expected, abs=1e-6)
