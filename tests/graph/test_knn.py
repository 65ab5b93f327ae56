"""The exact kNN graph against brute force, and what it does with ties, zeros and edits."""

import numpy as np
import pytest

from explorer.errors import Cancelled, InputError, ParameterError, WorkspaceError
from explorer.graph import unit as unit_module
from explorer.graph.knn import KnnGraph, knn_graph, nearest
from explorer.graph.unit import cosines, signatures_of, unit_rows_of
from explorer.protocol.features import Features, unit_rows
from explorer.protocol.ids import tie_order


def brute_force(features: Features, k: int) -> tuple[np.ndarray, np.ndarray]:
    """One row at a time, in float64, sorted by (cosine descending, key ascending)."""
    unit = features.unit().astype(np.float64)
    keys = tie_order(features.ids)
    indices, values = np.full((len(unit), k), -1), np.zeros((len(unit), k))
    for row in range(len(unit)):
        if not unit[row].any():
            continue
        cosine = (unit @ unit[row]).astype(np.float32)
        others = [j for j in range(len(unit)) if j != row and unit[j].any()]
        best = sorted(others, key=lambda j: (-cosine[j], keys[j]))[:k]
        indices[row, : len(best)], values[row, : len(best)] = best, cosine[best]
    return indices, values


@pytest.fixture
def features() -> Features:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(300, 20)).astype(np.float32)
    values[40:60] = values[7]  # duplicates
    values[[5, 100]] = 0
    return Features(values, np.arange(1000, 1300))


def test_equals_brute_force_with_duplicates_and_zero_rows(features: Features) -> None:
    graph = knn_graph(features, 12)
    indices, values = brute_force(features, 12)
    np.testing.assert_array_equal(graph.indices, indices)
    np.testing.assert_allclose(graph.similarities, values, atol=1e-6)


def test_the_border_of_a_list_goes_through_equal_images(features: Features) -> None:
    """20 more images are equal to image 7: which 12 of them are kept is decided by their ids, not their rows."""
    indices, _ = brute_force(features, 12)
    np.testing.assert_array_equal(knn_graph(features, 12).indices[7], indices[7])


def test_the_order_of_the_rows_does_not_matter(features: Features) -> None:
    order = np.random.default_rng(0).permutation(len(features))
    graph = knn_graph(features, 12)
    shuffled = knn_graph(features.subset(order), 12)
    back = np.where(shuffled.indices < 0, -1, order[shuffled.indices])
    np.testing.assert_array_equal(back[np.argsort(order)], graph.indices)


def test_all_images_identical() -> None:
    graph = knn_graph(Features(np.ones((50, 8), np.float32)), 5)
    assert (graph.indices >= 0).all()
    assert all(row not in neighbours for row, neighbours in enumerate(graph.indices))
    np.testing.assert_allclose(graph.similarities, 1, atol=1e-6)


def test_float16_features() -> None:
    values = np.random.default_rng(1).normal(size=(60, 16)).astype(np.float16)
    expected = knn_graph(Features(values.astype(np.float32)), 5)
    np.testing.assert_array_equal(knn_graph(Features(values), 5).indices, expected.indices)


def test_rows_that_are_not_there_are_refused() -> None:
    graph = KnnGraph(np.array([[1], [2]], np.int32), np.ones((2, 1), np.float32))
    with pytest.raises(WorkspaceError, match="names images that are not there"):
        graph.mutual()


def test_a_single_image_has_no_neighbours() -> None:
    assert knn_graph(Features(np.ones((1, 4), np.float32)), 0).indices.shape == (1, 0)


def test_more_neighbours_than_images() -> None:
    with pytest.raises(ParameterError, match="give 0 to 4"):
        knn_graph(Features(np.eye(5, dtype=np.float32)), 5)


def test_not_a_number_names_the_image() -> None:
    values = np.ones((3, 2), np.float32)
    values[1, 0] = np.nan
    with pytest.raises(InputError, match="image 11 holds NaN"):
        knn_graph(Features(values, np.array([10, 11, 12])), 1)


def test_can_be_cancelled(features: Features) -> None:
    with pytest.raises(Cancelled):
        knn_graph(features, 3, cancelled=lambda: True)


def test_nearest_equals_the_graph_for_members(features: Features) -> None:
    own = np.eye(len(features), dtype=bool)
    rows, values = nearest(features.unit(), features, 12, excluded=own)
    graph = knn_graph(features, 12)
    np.testing.assert_array_equal(rows, graph.indices)
    np.testing.assert_array_equal(values, graph.similarities)


def test_nearest_of_one_query_equals_that_of_many(features: Features) -> None:
    queries = unit_rows(np.random.default_rng(5).normal(size=(4, 20)).astype(np.float32))
    together, _ = nearest(queries, features, 30)
    for i in range(4):
        np.testing.assert_array_equal(nearest(queries[i : i + 1], features, 30)[0][0], together[i])


def test_nearest_pads_and_gives_a_zero_query_nothing() -> None:
    features = Features(np.eye(3, dtype=np.float32))
    rows, values = nearest(np.array([[1, 0, 0], [0, 0, 0]], np.float32), features, 5)
    assert rows[0, 0] == 0
    assert set(rows[0, 1:3]) == {1, 2}
    assert (rows[0, 3:] == -1).all()
    assert (rows[1] == -1).all()
    assert (values[1] == 0).all()


@pytest.fixture
def small() -> KnnGraph:
    """0 <-> 1, 1 -> 2, 2 -> 0, 2 <-> 3 by lists of two."""
    indices = np.array([[1, -1], [0, 2], [0, 3], [2, -1]], np.int32)
    return KnnGraph(indices, np.array([[0.9, 0], [0.9, 0.5], [0.4, 0.3], [0.3, 0]], np.float32))


def test_csr_holds_the_directed_edges(small: KnnGraph) -> None:
    expected = [[0, 0.9, 0, 0], [0.9, 0, 0.5, 0], [0.4, 0, 0, 0.3], [0, 0, 0.3, 0]]
    np.testing.assert_allclose(small.csr().toarray(), expected)


def test_mutual_keeps_edges_that_both_ends_list(small: KnnGraph) -> None:
    expected = [[0, 0.9, 0, 0], [0.9, 0, 0, 0], [0, 0, 0, 0.3], [0, 0, 0.3, 0]]
    np.testing.assert_allclose(small.mutual().toarray(), expected)


def test_without_leaves_gaps_that_nothing_fills(small: KnnGraph) -> None:
    cut = small.without(edges=[(1, 0)])
    np.testing.assert_array_equal(cut.indices, [[-1, -1], [-1, 2], [0, 3], [2, -1]])
    np.testing.assert_array_equal(cut.first(1).indices[:, 0], [-1, -1, 0, 2])
    np.testing.assert_allclose(cut.similarities[1], [0, 0.5])


def test_without_a_node(small: KnnGraph) -> None:
    cut = small.without(nodes=[2])
    np.testing.assert_array_equal(cut.indices, [[1, -1], [0, -1], [-1, -1], [-1, -1]])


def test_first_cannot_give_more_than_there_is(small: KnnGraph) -> None:
    with pytest.raises(ParameterError, match="holds 2 neighbours"):
        small.first(3)


def test_vectors_of_unit_length_are_not_held_twice() -> None:
    unit = unit_rows(np.random.default_rng(0).normal(size=(30, 8)).astype(np.float32))
    rows = unit_rows_of(Features(unit, unit_length=True))
    assert np.shares_memory(rows.matrix, unit)
    np.testing.assert_array_equal(rows.signatures, signatures_of(Features(unit.copy(), unit_length=True)))
    assert not np.shares_memory(unit_rows_of(Features(unit)).matrix, unit)


def test_cosines_of_one_query_do_not_depend_on_how_the_rows_are_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    features = Features(np.random.default_rng(1).normal(size=(300, 24)).astype(np.float32))
    query = features.unit(np.array([7]))
    alone = cosines(query, features)
    np.testing.assert_allclose(alone[0], features.unit() @ query[0], atol=1e-6)
    monkeypatch.setattr(unit_module, "_SHARED_VALUES", 24 * 50)
    np.testing.assert_array_equal(cosines(query, features), alone)
