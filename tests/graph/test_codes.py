"""Searching by codes gives what searching the vectors gives, whatever the vectors are like."""

import numpy as np
import pytest

from explorer.graph import codes
from explorer.graph.codes import coded_rows_of
from explorer.graph.coding import nearest_by_codes
from explorer.graph.knn import nearest
from explorer.protocol.features import Features, unit_rows

pytestmark = pytest.mark.skipif(not codes.fast_codes(), reason="this processor multiplies codes slowly")


@pytest.fixture
def features() -> Features:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(3000, 24)).astype(np.float32)
    values[40:90] = values[7]  # duplicates
    values[100:900] = values[7] + 1e-3 * rng.normal(size=(800, 24))  # closer together than the codes can tell
    values[[5, 100]] = 0
    values[[8, 9]] = np.eye(24)[:2]
    return Features(values, np.arange(1000, 4000))


@pytest.mark.parametrize("k", [1, 12, 300, 4000])
def test_equals_the_exact_search(features: Features, k: int) -> None:
    queries = unit_rows(np.concatenate([features.values[[7, 8, 500, 1000]], np.full((1, 24), -1, np.float32)]))
    expected, cosines = nearest(queries, features, k)
    for query, rows, values in zip(queries, expected, cosines, strict=True):
        found, exact = nearest_by_codes(query, features, coded_rows_of(features), k)
        np.testing.assert_array_equal(found, rows)
        np.testing.assert_allclose(exact, values, atol=1e-6)


def test_rows_that_may_not_appear(features: Features) -> None:
    query = features.unit(np.array([7]))
    excluded = np.arange(len(features)) % 2 == 0
    expected, _ = nearest(query, features, 20, excluded=excluded)
    found, _ = nearest_by_codes(query[0], features, coded_rows_of(features), 20, excluded)
    np.testing.assert_array_equal(found, expected[0])


def test_a_zero_query_has_no_neighbours(features: Features) -> None:
    found, values = nearest_by_codes(np.zeros(24, np.float32), features, coded_rows_of(features), 3)
    assert (found == -1).all()
    assert (values == 0).all()


def test_no_code_is_further_from_its_vector_than_the_bound(features: Features) -> None:
    coded = coded_rows_of(features)
    rotated = features.unit() @ coded.rotation
    assert np.linalg.norm(rotated - coded.codes * coded.step, axis=1).max() <= coded.error
    np.testing.assert_allclose(coded.rotation @ coded.rotation.T, np.eye(24), atol=1e-6)


def test_large_collections_are_searched_by_codes(features: Features, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = features.unit(np.array([7, 500]))
    own = np.arange(len(features)) == np.array([[7], [500]])
    expected = nearest(queries, features, 30, excluded=own)
    monkeypatch.setattr(codes, "_WORTH", 1)
    monkeypatch.setattr("explorer.graph.knn.cosines", None)  # the exact way is not gone
    found = nearest(queries, features, 30, excluded=own)
    np.testing.assert_array_equal(found[0], expected[0])
    np.testing.assert_allclose(found[1], expected[1], atol=1e-6)
