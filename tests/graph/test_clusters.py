"""Groups of the graph, where they are known."""

import numpy as np

from explorer.graph import clusters as module
from explorer.graph.clusters import clusters
from explorer.graph.knn import knn_graph
from explorer.protocol.features import Features


def test_far_groups_are_found_the_largest_first_and_lone_images_are_in_none(monkeypatch):
    rng = np.random.default_rng(0)
    sizes = (30, 20, 12)
    values = np.concatenate([5 * np.eye(8)[i] + 0.3 * rng.normal(size=(size, 8)) for i, size in enumerate(sizes)])
    values = np.concatenate([values, -np.ones((1, 8))]).astype(np.float32)
    order = rng.permutation(len(values))
    truth = np.repeat([0, 1, 2, -1], (*sizes, 1))[order]
    features = Features(values[order], np.arange(len(values), dtype=np.int64), key="f")
    graph = knn_graph(features, 10)
    found = clusters(graph)
    assert found[truth == -1].tolist() == [-1]
    for group in set(found.tolist()) - {-1}:
        assert len(set(truth[found == group])) == 1, "no group mixes two"
    sizes_found = np.bincount(found[found >= 0])
    assert (np.diff(sizes_found) <= 0).all()
    np.testing.assert_array_equal(found, clusters(graph))
    monkeypatch.setattr(module, "MOST", 10)
    assert clusters(graph) is None
