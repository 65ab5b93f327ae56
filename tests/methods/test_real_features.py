"""The sparse forms on real vectors."""

import numpy as np
import pytest

from explorer.methods.base import QueryBatch
from explorer.methods.gnn_rerank import GnnRerank
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Features


@pytest.fixture(scope="module")
def corel(real_data) -> tuple[Features, np.ndarray]:
    with np.load(real_data("corel1k") / "corel1k.npz", allow_pickle=False) as file:
        return Features(file["features"]), file["labels"]


def test_gnn_rerank_equals_the_dense_formulation(corel) -> None:
    features, _ = corel
    n, unit = len(features), features.unit().astype(np.float64)
    ranker = GnnRerank().fit(features)
    graph = ranker.gallery.graph(25)
    rows, edges = np.eye(n), np.eye(n)
    for i in range(n):
        rows[i, graph.indices[i]] = 1
        edges[i, graph.indices[i, :6]] = np.maximum(unit[graph.indices[i, :6]] @ unit[i], 0) ** 2
    for _ in range(2):
        rows = edges @ (rows + rows.T)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    scores = ranker.scores(QueryBatch.members(features, np.arange(n)))
    np.testing.assert_allclose(np.maximum(scores, 0), rows @ rows.T, atol=1e-5)


@pytest.mark.parametrize("name", ["gnn-rerank", "k-reciprocal", "diffusion", "whiten[d=64]>gnn-rerank"])
def test_graph_methods_find_more_of_a_class_than_cosine(corel, name) -> None:
    features, labels = corel
    batch = QueryBatch.members(features, np.arange(len(features)))
    found = {}
    for method in ("cosine", name):
        ids = Pipeline(method).fit(features).search(batch, 50).ids
        found[method] = (labels[ids] == labels[:, None]).mean()
    assert found[name] > found["cosine"]
