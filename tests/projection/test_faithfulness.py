"""Trustworthiness and continuity against scikit-learn and by hand; jumps by what they are."""

import numpy as np
import pytest
from sklearn.manifold import trustworthiness

from explorer.graph.knn import knn_graph
from explorer.projection import faithfulness as module
from explorer.projection.faithfulness import NEIGHBOURS, faithfulness, near_on_map
from explorer.protocol.features import Features, unit_rows


def collection(n=160, dim=12, seed=0):
    rng = np.random.default_rng(seed)
    values = (rng.normal(size=(8, dim))[rng.integers(0, 8, n)] + 0.7 * rng.normal(size=(n, dim))).astype(np.float32)
    return Features(values, np.arange(n, dtype=np.int64), key="f")


def a_map(features, noise=0.3, seed=1):
    flat = unit_rows(features.values)[:, :2]
    return (flat + noise * np.random.default_rng(seed).normal(size=flat.shape)).astype(np.float32)


def measured(features, positions):
    return faithfulness(features, knn_graph(features, NEIGHBOURS), positions)


def test_the_means_are_those_of_scikit_learn():
    features = collection()
    positions = a_map(features)
    found = measured(features, positions)
    unit = unit_rows(features.values)
    for values, one, other in (
        (found.trustworthiness, unit, positions),
        (found.continuity, positions, unit),
    ):
        assert values.mean() == pytest.approx(trustworthiness(one, other, n_neighbors=NEIGHBOURS), abs=1e-5)
    assert (found.k, found.sample, found.pairs) == (NEIGHBOURS, 0, 160 * NEIGHBOURS)


def test_a_point_among_strangers_is_told_from_one_among_its_own():
    angles = np.linspace(0, np.pi, 60)
    values = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    features = Features(values, np.arange(60, dtype=np.int64), key="f")
    true = measured(features, values)
    assert true.trustworthiness.min() == true.continuity.min() == 1
    assert len(true.jumps) == 0
    torn = values.copy()
    torn[0] = torn[59] + (0.001, 0.002)  # one end of the arc is drawn at the other
    found = measured(features, torn)
    assert found.trustworthiness.argmin() == found.continuity.argmin() == 0
    assert {0} == set(found.jumps[:3, 0].tolist())
    assert set(found.jumps[:3, 1].tolist()) <= set(range(1, NEIGHBOURS + 1))


def test_a_sample_tells_nearly_the_same(monkeypatch):
    features = collection(600)
    positions = a_map(features)
    exact = measured(features, positions)
    monkeypatch.setattr(module, "EXACT", 100)
    monkeypatch.setattr(module, "SAMPLE", 300)
    sampled = measured(features, positions)
    assert sampled.sample == 300
    for name in ("trustworthiness", "continuity"):
        np.testing.assert_allclose(getattr(sampled, name).mean(), getattr(exact, name).mean(), atol=0.01)
        assert np.corrcoef(getattr(sampled, name), getattr(exact, name))[0, 1] > 0.98


def test_points_in_one_place_have_neighbours():
    positions = np.zeros((9, 2), np.float32)
    found = near_on_map(positions, 3)
    assert found.shape == (9, 3)
    few = Features(np.eye(2, dtype=np.float32), np.arange(2, dtype=np.int64), key="f")
    assert measured_few(few).trustworthiness.tolist() == [1, 1]


def measured_few(features):
    return faithfulness(features, knn_graph(features, 1), np.zeros((len(features), 2), np.float32))
