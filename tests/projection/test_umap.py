"""UMAP on a given graph: groups stay together, equal seeds give equal maps, small collections work."""

import tempfile
from pathlib import Path

import numpy as np
import pytest

from explorer.errors import Cancelled
from explorer.graph.knn import knn_graph
from explorer.projection.pca import pca_map
from explorer.projection.umap import umap_map
from explorer.protocol.features import Features


@pytest.fixture(autouse=True)
def _compiled_code_is_kept(monkeypatch):
    """Compiling takes half a minute, so that all runs of the tests share one folder of this machine."""
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "retrieval-explorer-tests-numba"))


def _graph(features, k):
    return knn_graph(features, min(k, len(features) - 1))


def _groups(groups=4, each=30, d=16):
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(groups, d)) * 3
    labels = np.repeat(np.arange(groups), each)
    return Features((centres[labels] + rng.normal(size=(len(labels), d))).astype(np.float32)), labels


def test_groups_stay_together_and_seeds_repeat():
    features, labels = _groups()
    graph = _graph(features, 20)
    positions = umap_map(features, graph, seed=3)
    assert positions.dtype == np.float32
    distances = np.linalg.norm(positions[:, None] - positions[None], axis=2) + 1e6 * np.eye(len(labels))
    assert (labels[distances.argmin(axis=1)] == labels).mean() > 0.98
    np.testing.assert_array_equal(positions, umap_map(features, graph, seed=3))


@pytest.mark.parametrize("n", [1, 2, 4])
def test_too_few_images_for_groups_get_the_pca_map(n):
    features = Features(np.eye(n, 6, dtype=np.float32))
    np.testing.assert_array_equal(umap_map(features, _graph(features, 50)), pca_map(features))


@pytest.mark.parametrize("values", [np.ones((8, 4)), np.zeros((8, 4)), np.eye(5)], ids=["identical", "zero", "five"])
def test_degenerate_collections_have_finite_maps(values):
    features = Features(values.astype(np.float32))
    positions = umap_map(features, _graph(features, 50))
    assert positions.shape == (len(values), 2)
    assert np.isfinite(positions).all()


def test_padded_graphs_work():
    features, _ = _groups(2, 10)
    graph = _graph(features, 15)
    graph.indices[:, 6:] = -1
    graph.similarities[:, 6:] = 0
    assert np.isfinite(umap_map(features, graph)).all()


def test_it_can_be_cancelled_before_it_starts():
    features, _ = _groups(2, 10)
    with pytest.raises(Cancelled):
        umap_map(features, _graph(features, 15), cancelled=lambda: True)
