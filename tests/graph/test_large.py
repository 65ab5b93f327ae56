"""The graph of a large collection against that of a small one, which brute force judges."""

import numpy as np
import pytest
import torch

from explorer.errors import Cancelled
from explorer.graph import candidates_cuda, knn, partitions, tiles
from explorer.graph.candidates import BLOCK, best_candidates
from explorer.graph.codes import fast_codes
from explorer.graph.knn import KnnGraph, knn_graph
from explorer.graph.large import recall
from explorer.graph.unit import unit_rows_of
from explorer.protocol.features import Features
from explorer.protocol.workers import Here


@pytest.fixture(scope="module")
def features() -> Features:
    """Three blocks of rows, some of them alike, some zero, many the same."""
    rng = np.random.default_rng(3)
    values = rng.normal(size=(2500, 24)).astype(np.float32)
    values[40:90] = values[7]
    values[[5, 2100]] = 0
    values[1100:1200] = values[7] + 1e-4 * rng.normal(size=(100, 24))
    return Features(values, np.arange(1000, 3500))


@pytest.fixture(scope="module")
def exact(features: Features) -> KnnGraph:
    return knn_graph(features, 12)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knn, "_SMALL", 0)


@pytest.fixture
def coded(monkeypatch: pytest.MonkeyPatch, large: None) -> None:
    if not fast_codes():
        pytest.skip("this processor multiplies codes slowly")
    monkeypatch.setattr(knn, "_EXACT", 0)


@pytest.mark.parametrize("dtype", [torch.float32, torch.int8])
def test_candidates_equal_brute_force(dtype: torch.dtype) -> None:
    random = torch.Generator().manual_seed(0)
    matrix = torch.randint(-9, 9, (1500, 16), generator=random).to(dtype)
    products = (matrix.long() @ matrix.long().T).numpy()
    np.fill_diagonal(products, -(10**6))
    found = best_candidates(matrix, 20).rows(slice(None))
    expected = np.argsort(-products, axis=1, kind="stable")[:, :20]
    np.testing.assert_array_equal(found, expected)


def test_fewer_rows_than_candidates() -> None:
    found = best_candidates(torch.eye(3), 5).rows(slice(None))
    np.testing.assert_array_equal(found, [[1, 2, -1, -1, -1], [0, 2, -1, -1, -1], [0, 1, -1, -1, -1]])


@pytest.mark.usefixtures("large")
def test_the_graph_is_exact(features: Features, exact: KnnGraph) -> None:
    graph = knn_graph(features, 12)
    np.testing.assert_array_equal(graph.indices, exact.indices)
    np.testing.assert_allclose(graph.similarities, exact.similarities, atol=1e-6)
    assert (graph.recall, graph.sample) == (1, 0)


@pytest.mark.parametrize("kind", ["large", "coded"])
def test_tiles_give_the_same_graph(features: Features, kind: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(kind)
    here, tiled = knn_graph(features, 12), knn_graph(features, 12, workers=Here())
    assert len(tiles._groups(len(features), Here.places)) > 2
    np.testing.assert_array_equal(tiled.indices, here.indices)
    assert tiled.similarities.tobytes() == here.similarities.tobytes()
    assert (tiled.recall, tiled.sample) == (here.recall, here.sample)


@pytest.mark.parametrize("kind", [torch.float32, torch.int8])
@pytest.mark.parametrize("border", [0, BLOCK])
def test_a_device_finds_the_same_candidates(kind: torch.dtype, border: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates_cuda, "_BLOCK_VALUES", 100_000)
    # Whole numbers, so that products are the same in any order of summation, and many of them equal.
    rows = torch.randint(-9, 10, (BLOCK + 300, 20), generator=torch.Generator().manual_seed(0)).to(kind)
    expected = best_candidates(rows, 12, border=border).keys
    found = candidates_cuda.device_candidates(rows, 12, border=border).keys
    np.testing.assert_array_equal(np.sort(found), np.sort(expected))


@pytest.mark.parametrize("centres", [4096, 5])
def test_parts_that_overlap_hold_almost_all_neighbours(
    features: Features, exact: KnnGraph, centres: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "CENTRES", centres)  # with fewer than there are parts, they are found in two steps
    monkeypatch.setattr(knn, "_SMALL", 0)
    monkeypatch.setattr(knn, "_ALL_PAIRS", 0)
    monkeypatch.setattr(partitions, "PART_ROWS", 300)
    graph = knn_graph(features, 12)
    found = (graph.similarities >= exact.similarities[:, -1:] - 1e-6) & (graph.indices >= 0)
    filled = exact.indices[:, -1] >= 0
    assert graph.sample == 1000
    assert graph.recall == pytest.approx(found[filled].mean(), abs=0.02)
    assert graph.recall > 0.8
    distinct = [len(np.unique(row)) == len(row) for row in graph.indices[graph.indices[:, -1] >= 0]]
    assert all(distinct)
    monkeypatch.setattr(partitions, "OVERLAP", 9)
    np.testing.assert_allclose(knn_graph(features, 12).similarities, exact.similarities, atol=1e-6)


@pytest.mark.usefixtures("coded")
def test_codes_lose_almost_nothing_and_the_graph_says_how_much(features: Features, exact: KnnGraph) -> None:
    graph = knn_graph(features, 12)
    same = (graph.indices == exact.indices).mean(axis=1)
    assert same[1200:].mean() > 0.99
    assert same.mean() > 0.9  # some of the rest are closer together than codes can tell
    assert graph.sample == 1000
    assert same.mean() < graph.recall < 1  # equally similar ones count as found
    assert (graph.first(5).recall, graph.first(5).sample) == (graph.recall, graph.sample)


@pytest.mark.usefixtures("coded")
def test_the_order_of_the_rows_does_not_matter(features: Features) -> None:
    order = np.random.default_rng(0).permutation(len(features))
    graph, shuffled = knn_graph(features, 12), knn_graph(features.subset(order), 12)
    back = np.where(shuffled.indices < 0, -1, order[shuffled.indices])
    np.testing.assert_array_equal(back[np.argsort(order)], graph.indices)


@pytest.mark.parametrize("values", [np.zeros((3, 24)), np.ones((40, 24)), np.eye(24)])
@pytest.mark.usefixtures("coded")
def test_nothing_but_zeros_or_equal_or_unlike_images(values: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    features = Features(values.astype(np.float32))
    graph = knn_graph(features, 2)
    monkeypatch.setattr(knn, "_SMALL", 1e9)
    expected = knn_graph(features, 2)
    np.testing.assert_array_equal(graph.indices < 0, expected.indices < 0)
    np.testing.assert_allclose(graph.similarities, expected.similarities, atol=1e-6)


def test_recall_counts_equal_images_as_found(features: Features, exact: KnnGraph) -> None:
    unit = unit_rows_of(features)
    rows = np.array([7, 300, 301])
    similarities = exact.similarities.copy()
    assert recall(similarities, unit, rows) == 1
    similarities[300, 6:] -= 1
    assert recall(similarities, unit, rows) == pytest.approx(30 / 36)


@pytest.mark.usefixtures("large")
def test_can_be_cancelled(features: Features) -> None:
    threads = torch.get_num_threads()
    with pytest.raises(Cancelled):
        knn_graph(features, 3, cancelled=lambda: True)
    assert torch.get_num_threads() == threads
