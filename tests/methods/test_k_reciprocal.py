"""k-reciprocal re-ranking against a plain dense form written from the paper's steps."""

import numpy as np
import pytest

from explorer.methods import k_reciprocal
from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.k_reciprocal import KReciprocal
from explorer.protocol.features import Features, unit_rows


def distances(unit: np.ndarray) -> np.ndarray:
    """d: squared Euclidean, each row divided by its largest."""
    squared = 2 - 2 * (unit.astype(np.float64) @ unit.T.astype(np.float64))
    np.fill_diagonal(squared, 0)
    return np.clip(squared / squared.max(axis=1, keepdims=True), 0, 1)


def reciprocal(lists: list[list[int]], i: int, k: int) -> set[int]:
    return {j for j in [i, *lists[i][:k]] if i in [j, *lists[j][:k]]}


def dense_v(lists: list[list[int]], d: np.ndarray, k1: int) -> np.ndarray:
    """V before averaging."""
    v = np.zeros_like(d)
    for i in range(len(d)):
        base = reciprocal(lists, i, k1)
        members = set(base)
        for j in base:
            half = reciprocal(lists, j, int(np.around(k1 / 2)))
            if len(half & base) > 2 / 3 * len(half):
                members |= half
        for j in members:
            v[i, j] = np.exp(-d[i, j])
    return v / v.sum(axis=1, keepdims=True)


def averaged(v: np.ndarray, lists: list[list[int]], k2: int) -> np.ndarray:
    return np.array([v[[i, *lists[i][: k2 - 1]]].mean(axis=0) for i in range(len(v))])


def jaccard(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    shared = np.minimum(left[:, None], right[None]).sum(axis=2)
    return 1 - shared / (2 - shared)


@pytest.fixture
def features(collection) -> Features:
    return collection(zero=False)


@pytest.mark.parametrize(("k1", "k2", "share"), [(20, 6, 0.3), (7, 1, 0.0), (10, 4, 0.5), (5, 3, 1.0)])
def test_members_equal_the_dense_form(features, ranked, k1, k2, share) -> None:
    unit = features.unit()
    lists, d = ranked(unit, features.ids), distances(unit)
    v = averaged(dense_v(lists, d, k1), lists, k2)
    expected = 1 - ((1 - share) * jaccard(v, v) + share * d)
    scores = (
        KReciprocal(k1=k1, k2=k2, **{"lambda": share})
        .fit(features)
        .scores(QueryBatch.members(features, np.arange(len(features))))
    )
    np.testing.assert_allclose(np.maximum(scores, 0), expected, atol=1e-5)


def test_unseen_queries_equal_the_dense_form_with_the_gallery_frozen(features, ranked) -> None:
    k1, k2, share = 10, 4, 0.3
    unit = features.unit()
    lists, d = ranked(unit, features.ids), distances(unit)
    v = dense_v(lists, d, k1)
    queries = unit_rows((features.rows(np.arange(6)) + 0.15).astype(np.float32))
    expected = []
    for query in queries:
        s = unit.astype(np.float64) @ query
        own = (1 - s) / (1 - s.min())
        order = np.argsort(-s, kind="stable").tolist()
        base = {j for j in order[:k1] if s[j] >= unit[j] @ unit[lists[j][k1 - 1]]}
        members = set(base)
        for j in base:
            half = reciprocal(lists, j, k1 // 2)
            if len(half & base) > 2 / 3 * len(half):
                members |= half
        row = np.zeros(len(unit))
        row[list(members)] = np.exp(-own[list(members)])
        row /= row.sum() + 1  # the query itself, at distance 0
        row = (row + v[order[: k2 - 1]].sum(axis=0)) / k2
        j = jaccard(row[None], averaged(v, lists, k2))[0]
        expected.append(1 - ((1 - share) * j + share * own))
    scores = KReciprocal(k1=k1, k2=k2).fit(features).scores(queries)
    np.testing.assert_allclose(np.maximum(scores, 0), expected, atol=1e-5)


def test_a_mixed_batch_equals_its_parts(features) -> None:
    ranker = KReciprocal().fit(features)
    member = QueryBatch.members(features, np.array([4]))
    unseen = QueryBatch.unseen(features.rows(np.array([9])) + 0.1)
    mixed = QueryBatch(np.concatenate([member.vectors, unseen.vectors]), np.array([4, -1]))
    expected = np.concatenate([ranker.scores(member), ranker.scores(unseen)])
    np.testing.assert_allclose(ranker.scores(mixed), expected, atol=1e-6)


def test_two_pairs_by_hand() -> None:
    """0 and 1 are equal, 2 and 3 are equal and opposite; k1 1, k2 1, lambda 0.

    Every image finds its twin: R* is the pair, d is 0 inside it, V is 1/2 each, so m = 1 and J = 0 inside a pair
    (score 1); between the pairs m = 0, nothing is reached, and the cosine -1 less 1 stands in.
    """
    features = Features(np.array([[1, 0], [1, 0], [-1, 0], [-1, 0]], np.float32))
    ranker = KReciprocal(k1=1, k2=1, **{"lambda": 0.0}).fit(features)
    scores = ranker.scores(QueryBatch.members(features, np.arange(4)))
    same = np.array([[1, 1, -2, -2], [1, 1, -2, -2], [-2, -2, 1, 1], [-2, -2, 1, 1]])
    np.testing.assert_allclose(scores, same, atol=1e-6)


def test_shares_sum_to_the_score(features) -> None:
    ranker = KReciprocal().fit(features)
    for query in (QueryBatch.members(features, np.array([2])), QueryBatch.unseen(features.rows(np.array([2])) + 0.1)):
        for image in ranker.search(query, 8).ids[0]:
            told = ranker.explain(query, int(image))
            assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
            assert told.rest + sum(part for _, part in told.supporters) == pytest.approx(told.score, abs=1e-6)


def test_of_many_images_the_nearest_are_re_ranked_as_if_there_were_no_others(features, monkeypatch) -> None:
    query, member = QueryBatch.unseen(features.rows(np.array([9])) + 0.1), QueryBatch.members(features, np.array([4]))
    nearest = np.sort(Gallery(features).nearest(query, 20)[0][0])
    alone = KReciprocal(k1=5, k2=3).fit(features.subset(nearest)).scores(query)[0]
    cosines = Gallery(features).cosines(query)[0]
    monkeypatch.setattr(k_reciprocal, "WHOLE", 50)
    monkeypatch.setattr(k_reciprocal, "SHORTLIST", 20)
    ranker = KReciprocal(k1=5, k2=3).fit(features)
    (scores,) = ranker.scores(query)
    np.testing.assert_allclose(scores[nearest], alone, atol=1e-6)
    rest = np.delete(np.arange(len(features)), nearest)
    np.testing.assert_allclose(scores[rest], cosines[rest] - 1, atol=1e-6)
    assert ranker.shortlist == 20
    assert "the 20 nearest" in ranker.notes[0]
    for asked in (query, member):
        listed = ranker.search(asked, 60)
        told = ranker.explain(asked, int(listed.ids[0, 2]))
        assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
    first, second = ranker.search(member, 2).ids[0].tolist()
    without = Edits(edges=frozenset({(104, first)}), nodes=frozenset({second}))
    assert second not in ranker.search(member, 60, edits=without).ids
    assert ranker.scores(member, edits=without)[0, first - 100] < ranker.scores(member)[0, first - 100]
