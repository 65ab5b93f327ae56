"""Pairs of near-duplicates come from the graph: each once, the most alike first."""

import numpy as np

from explorer.engine.duplicates import pairs_above
from explorer.graph.knn import KnnGraph


def test_each_pair_is_told_once_and_the_most_alike_first():
    indices = np.array([[1, 2], [0, 2], [0, -1], [2, 0]], np.int32)
    similarities = np.array([[0.9, 0.8], [0.9, 0.5], [0.8, 0.0], [0.99, 0.1]], np.float32)
    first, second, values = pairs_above(KnnGraph(indices, similarities), 0.8)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(2, 3), (0, 1), (0, 2)]
    assert np.allclose(values, [0.99, 0.9, 0.8])
    assert len(pairs_above(KnnGraph(indices, similarities), 1.0)[0]) == 0
