"""What is asked of a GPU whose memory is too small is done by the processor, which is told."""

import numpy as np
import pytest
import torch

from explorer.graph import knn
from explorer.methods.base import Gallery, Ranker
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Features


def too_small(*_arguments: object, **_named: object) -> None:
    raise torch.OutOfMemoryError("CUDA out of memory.")


@pytest.fixture
def features() -> Features:
    return Features(np.random.default_rng(0).standard_normal((40, 8)).astype(np.float32))


def test_the_graph_is_built_by_the_processor(features, monkeypatch) -> None:
    monkeypatch.setattr(knn, "_cuda_blocks", too_small)
    gallery = Gallery(features, device="cuda")
    graph = gallery.graph(5)
    np.testing.assert_array_equal(graph.indices, Gallery(features).graph(5).indices)
    assert graph.device == "cpu"
    assert gallery.notes == ["The kNN graph was built on the processor: the memory of the GPU was too small for it."]
    assert Gallery(features).notes == []


def test_a_method_is_fitted_by_the_processor(features, monkeypatch) -> None:
    fitted = Pipeline("gnn-rerank[k1=5,k2=3]").fit(features)
    devices = []
    real = type(fitted.ranker)._fit

    def fit(ranker: Ranker, job) -> None:
        devices.append(job.device)
        if job.device == "cuda":
            too_small()
        real(ranker, job)

    monkeypatch.setattr(type(fitted.ranker), "_fit", fit)
    again = Pipeline("gnn-rerank[k1=5,k2=3]").fit(features, device="cuda")
    assert devices == ["cuda", "cpu"]
    np.testing.assert_array_equal(
        again.search(features.rows(np.arange(3)), 9).ids, fitted.search(features.rows(np.arange(3)), 9).ids
    )
    assert again.notes[-1] == "gnn-rerank: fitted on the processor: the memory of the GPU was too small for it."


def test_a_graph_that_was_kept_knows_its_recall(features, tmp_path) -> None:
    stages = "whiten[d=4]>gnn-rerank[k1=5,k2=3]"
    fitted = Pipeline(stages).fit(features)
    moved = fitted._galleries[1]
    lacking = moved.known_graph
    moved.known_graph = knn.KnnGraph(lacking.indices, lacking.similarities, 0.9876, 40)
    fitted.save(tmp_path)
    loaded = Pipeline(stages).load(tmp_path, Gallery(features))
    assert "The kNN graph holds 98.76% of the exact neighbours of 40 images." in loaded.notes
