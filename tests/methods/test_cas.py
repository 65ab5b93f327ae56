"""Cluster-aware similarity against the dense steps of its released form, and parts computed by hand."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path

from explorer.graph.knn import KnnGraph
from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.cas import ClusterAware
from explorer.methods.cluster_features import largest
from explorer.methods.divergence import Roads, divergences
from explorer.protocol.features import Features

SMALL = {"k1": 5, "k2": 12, "k3": 14, "k4": 4, "k5": 15, "reach": 20}


def scaled(rows: np.ndarray) -> np.ndarray:
    sums = rows.sum(axis=1, keepdims=True)
    return rows / np.where(sums > 0, sums, 1)


def sets(lists: list[list[int]], k: int) -> np.ndarray:
    """1 where two images are among each other's first k others, and on the diagonal."""
    n = len(lists)
    listed = np.eye(n)
    for i, others in enumerate(lists):
        listed[i, others[:k]] = 1
    return listed * listed.T


def candidates_of(lists: list[list[int]], k2: int) -> np.ndarray:
    first, halves = sets(lists, k2), sets(lists, k2 // 2)
    result = first.copy()
    for i in range(len(lists)):
        for j in np.flatnonzero(first[i]):
            if (halves[j] * first[i]).sum() > 2 / 3 * halves[j].sum():
                result[i] = np.maximum(result[i], halves[j])
    return result


def dense_cas(unit: np.ndarray, lists: list[list[int]], p: dict[str, int]) -> np.ndarray:
    """The final distances of all images, step by step as the released code has them."""
    n, sigma, alpha, share = len(unit), 0.3, 1 / 1.23, 0.3
    d = 2 - 2 * unit @ unit.T
    np.fill_diagonal(d, 0)
    d = np.clip(d / d.max(axis=1, keepdims=True), 0, 1)
    e = np.exp(-d / sigma**2)
    confident, candidates = sets(lists, p["k1"] - 1), candidates_of(lists, p["k2"])
    w, step = np.zeros((n, n)), np.zeros((n, n))
    for i, others in enumerate(lists):
        w[i, others[: p["k1"] - 1]] = e[i, others[: p["k1"] - 1]]
        step[i, others[: p["k3"] - 1]] = e[i, others[: p["k3"] - 1]]
    w = w + w * confident
    w = (w + w.T) / 2
    s = w / np.sqrt(np.outer(w.sum(axis=1), w.sum(axis=1)))
    f = w.copy()
    for _ in range(10):
        f = 0.5 * alpha * (f @ s + s @ f) + (1 - alpha) * np.eye(n)
    t = scaled(step) @ scaled(step)
    feature = np.zeros((n, n))
    for i in range(n):
        sure, all_ = np.flatnonzero(confident[i]), np.flatnonzero(candidates[i])
        other = np.setdiff1d(all_, sure)
        feature[i, all_] = f[i, all_]
        if len(sure) > 1 and len(other) > 1:
            anchor = t[sure, sure].mean()
            weight = np.zeros(n)
            weight[sure] = anchor
            weight[other] = np.minimum(t[np.ix_(other, sure)].mean(axis=1), anchor)
            extra = anchor**2 * f[i, all_].mean() - anchor * (f[i, all_] * weight[all_]).mean()
            feature[i, all_] = (f[i, all_] * anchor * weight[all_] + extra) / anchor**2
    feature = scaled(feature)
    near = np.array([feature[[i, *others[: p["k4"] - 1]]].mean(axis=0) for i, others in enumerate(lists)])
    mix = scaled((near + 2 * scaled(confident) @ feature) / 3)
    square = mix @ mix
    for row in square:
        row[np.argsort(-row, kind="stable")[p["k5"] :]] = 0
    v = scaled(scaled(square) @ scaled(square))
    adjacency = np.zeros((n, n))
    for i, others in enumerate(lists):
        for j in others[: p["reach"]]:
            a, b = v[i][v[i] > 0], v[j][v[j] > 0]
            js = (a * np.log2(2 * a / (a + v[j][v[i] > 0]))).sum() + (b * np.log2(2 * b / (b + v[i][v[j] > 0]))).sum()
            adjacency[i, j] = adjacency[j, i] = max(js / 2, 1e-7)  # 0 would be no edge
    return (1 - share) * shortest_path(adjacency, directed=False) + share * d


@pytest.mark.parametrize("parameters", [SMALL, {**SMALL, "k1": 3, "k2": 7, "k4": 1}])
def test_members_equal_the_dense_steps(collection, ranked, parameters) -> None:
    features = collection(zero=False)
    unit = features.unit().astype(np.float64)
    expected = dense_cas(unit, ranked(features.unit(), features.ids), parameters)
    batch = QueryBatch.members(features, np.arange(len(features)))
    scores = ClusterAware(**parameters).fit(features).scores(batch)
    reached = np.isfinite(expected)
    np.testing.assert_allclose(scores[reached], 1 / (1 + expected[reached]), atol=1e-5)
    assert (scores[~reached] <= 0).all()


def test_divergences_by_hand() -> None:
    """Equal distributions are 0 apart, disjoint ones 1 bit; (1, 0) and (1/2, 1/2) are 0.311 bits apart."""
    one = csr_array(np.array([[1.0, 0, 0]], np.float32))
    others = csr_array(np.array([[1.0, 0, 0], [0, 0.5, 0.5], [0.5, 0.5, 0]], np.float32))
    expected = 0.5 * np.log2(1 / 0.75) + 0.25 * np.log2(0.5 / 0.75) + 0.25 * np.log2(0.5 / 0.25)
    np.testing.assert_allclose(divergences(one, others), [0, 1, expected], atol=1e-6)


def test_a_way_through_another_image_may_be_shorter() -> None:
    lists = KnnGraph(np.array([[1, 2], [0, 2], [1, 0], [-1, -1]], np.int32), np.ones((4, 2), np.float32))
    rows = csr_array(np.array([[1, 0, 0, 0], [0.5, 0.5, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]], np.float32))
    roads = Roads.between(lists, rows)
    first = csr_array((np.zeros(1, np.float32), ([0], [0])), shape=(1, 4))
    reached = roads.shortest(first)[0]
    half = divergences(rows[[0]], rows[[1]])[0]
    np.testing.assert_allclose(reached, [0, half, 2 * half, np.inf], atol=1e-6)
    assert roads.way(first, 2) == [2, 1, 0]


def test_the_largest_entries_stay() -> None:
    matrix = csr_array(np.array([[3, 1, 2, 0], [0, 0, 5, 0]], np.float32))
    np.testing.assert_array_equal(largest(matrix, 2).toarray(), [[3, 0, 2, 0], [0, 0, 5, 0]])


def test_an_unseen_copy_of_an_image_is_nearest_to_it(collection) -> None:
    features = collection()
    ranker = ClusterAware(**SMALL).fit(features)
    ids = ranker.search(QueryBatch.unseen(features.rows(np.array([20, 40]))), 3).ids
    assert 120 in ids[0]
    assert 140 in ids[1]


def test_an_unseen_query_is_described_by_its_neighbours_alone(collection, ranked) -> None:
    """Step 4 with the frozen rows of the gallery: mean of near and confident ones, multiplied, cut, multiplied."""
    features = collection(zero=False)
    query = QueryBatch.unseen(features.rows(np.array([7])) + 0.15)
    ranker = ClusterAware(**SMALL).fit(features)
    unit, lists = features.unit().astype(np.float64), ranked(features.unit(), features.ids)
    s = unit @ query.unit()[0]
    order = np.argsort(-s, kind="stable")
    k1, k4, k5 = SMALL["k1"], SMALL["k4"], SMALL["k5"]
    sure = [j for j in order[: k1 - 1] if s[j] >= unit[j] @ unit[lists[j][k1 - 2]]]
    rows = ranker._smoothed.toarray().astype(np.float64)
    mix = rows[order[: k4 - 1]].mean(axis=0) + (2 * rows[sure].mean(axis=0) if sure else 0)
    square = mix / mix.sum() @ ranker._mixed.toarray()
    square[np.argsort(-square, kind="stable")[k5:]] = 0
    expected = square / square.sum() @ ranker._squared.toarray()
    found = ranker._distribution(query, ranker.gallery.cosines(query)).toarray()[0]
    np.testing.assert_allclose(found, expected / expected.sum(), atol=1e-6)


def test_an_edited_graph_is_fitted_without_the_edge(collection, ranked) -> None:
    features = collection(zero=False)
    a = 5
    b = ranked(features.unit(), features.ids)[a][0]
    edits = Edits(edges=frozenset({(int(features.ids[a]), int(features.ids[b]))}))
    batch = QueryBatch.members(features, np.array([a, b]))
    ranker = ClusterAware(**SMALL).fit(Gallery(features))
    again = ClusterAware(**SMALL).fit(ranker.gallery.edited(edits))
    np.testing.assert_array_equal(ranker.scores(batch, edits=edits), again.scores(batch))
    assert not np.array_equal(ranker.scores(batch, edits=edits), ranker.scores(batch))


def test_shares_sum_to_the_score(collection) -> None:
    features = collection()
    ranker = ClusterAware(**SMALL).fit(features)
    for query in (QueryBatch.unseen(features.rows(np.array([3])) + 0.1), QueryBatch.members(features, np.array([3]))):
        for image in ranker.search(query, 40).ids[0]:
            told = ranker.explain(query, int(image))
            assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
            assert told.rest + sum(part for _, part in told.supporters) == pytest.approx(told.score, abs=1e-6)


def test_float32_and_zero_rows_are_no_fault(collection) -> None:
    features = Features(np.zeros((4, 3), np.float32))
    assert np.isfinite(ClusterAware().fit(features).scores(QueryBatch.members(features, np.arange(4)))).all()
