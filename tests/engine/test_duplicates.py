"""Pairs of near-duplicates come from the graph: each once, the most alike first."""

from types import SimpleNamespace

import numpy as np

from explorer.engine.duplicates import duplicate_pairs, pairs_above
from explorer.graph.knn import KnnGraph


def test_each_pair_is_told_once_and_the_most_alike_first():
    indices = np.array([[1, 2], [0, 2], [0, -1], [2, 0]], np.int32)
    similarities = np.array([[0.9, 0.8], [0.9, 0.5], [0.8, 0.0], [0.99, 0.1]], np.float32)
    first, second, values = pairs_above(KnnGraph(indices, similarities), 0.8)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(2, 3), (0, 1), (0, 2)]
    assert np.allclose(values, [0.99, 0.9, 0.8])
    assert len(pairs_above(KnnGraph(indices, similarities), 1.0)[0]) == 0


def test_one_image_alone_has_no_duplicates():
    alone = KnnGraph(np.empty((1, 0), np.int32), np.empty((1, 0), np.float32))
    session = SimpleNamespace(graph=alone, features=SimpleNamespace(ids=np.array([7])))
    answer = duplicate_pairs(session, {"threshold": 0.9, "limit": 10})
    assert answer == {"pairs": [], "similarities": [], "total": 0, "usual": 0.0}
