"""A graph brought up to date equals one that was built anew."""

import numpy as np
import pytest

from explorer.errors import Cancelled
from explorer.graph import knn
from explorer.graph.codes import fast_codes
from explorer.graph.knn import knn_graph
from explorer.graph.unit import unit_rows_of
from explorer.graph.update import KeptGraph, updated_graph
from explorer.protocol.features import Features

K = 9


def collection(seed: int, n: int = 400) -> Features:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(n, 12)).astype(np.float32)
    values[rng.integers(n, size=20)] = values[0]  # duplicates
    values[rng.integers(n, size=4)] = 0
    return Features(values, np.sort(rng.choice(10 * n, n, replace=False)))


def kept(features: Features) -> KeptGraph:
    return KeptGraph(knn_graph(features, K), features.ids, unit_rows_of(features).signatures)


def changed(features: Features, seed: int, *, removed: int, added: int, altered: int) -> Features:
    """The collection with other images, in another order."""
    rng = np.random.default_rng(seed)
    stay = rng.permutation(len(features))[removed:]
    values, ids = features.values[stay].copy(), features.ids[stay]
    values[:altered] = rng.normal(size=(altered, features.dim))
    more = rng.normal(size=(added, features.dim)).astype(np.float32)
    more[: added // 3] = features.values[0]  # further duplicates
    if added > 4:
        more[-1] = 0
        more[-2] = more[-3]
    after = np.concatenate([values, more]), np.concatenate([ids, 100_000 + np.arange(added)])
    return Features(*after)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("removed", "added", "altered"), [(0, 9, 0), (2, 0, 0), (0, 0, 3), (1, 9, 2), (0, 0, 0)])
def test_equals_a_new_graph(seed: int, removed: int, added: int, altered: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.graph.update._MOST", 1)
    before = collection(seed)
    after = changed(before, seed, removed=removed, added=added, altered=altered)
    graph, expected = updated_graph(kept(before), after), knn_graph(after, K)
    assert graph is not None
    np.testing.assert_array_equal(graph.indices, expected.indices)
    np.testing.assert_allclose(graph.similarities, expected.similarities, atol=1e-6)


def test_lists_that_had_room_fill_up() -> None:
    before = Features(np.concatenate([np.eye(12, dtype=np.float32)[:6], np.zeros((80, 12), np.float32)]))
    values = np.concatenate([before.values, np.random.default_rng(0).normal(size=(7, 12)).astype(np.float32)])
    after = Features(values)
    graph, expected = updated_graph(kept(before), after), knn_graph(after, K)
    assert graph is not None
    np.testing.assert_array_equal(graph.indices, expected.indices)


def test_much_change_is_left_to_a_new_graph() -> None:
    before = collection(0)
    assert updated_graph(kept(before), changed(before, 0, removed=0, added=100, altered=0)) is None


@pytest.mark.skipif(not fast_codes(), reason="this processor multiplies codes slowly")
def test_the_recall_is_measured_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = collection(1)
    with monkeypatch.context() as patch:
        patch.setattr(knn, "_SMALL", 0)
        patch.setattr(knn, "_EXACT", 0)
        old = kept(before)
    after = changed(before, 1, removed=0, added=3, altered=0)
    graph = updated_graph(old, after)
    assert graph is not None
    assert graph.sample == np.count_nonzero(unit_rows_of(after).filled)
    assert graph.recall > 0.99


def test_can_be_cancelled() -> None:
    before = collection(0)
    with pytest.raises(Cancelled):
        updated_graph(kept(before), changed(before, 0, removed=0, added=3, altered=0), cancelled=lambda: True)
