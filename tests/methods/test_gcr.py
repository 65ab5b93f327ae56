"""Graph convolution against a dense form in float64 written from the formula, and a case computed by hand."""

import numpy as np
import pytest

from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.gcr import GraphConvolution
from explorer.protocol.features import Features, unit_rows


def dense_round(unit: np.ndarray, lists: list[list[int]], k1: int, beta: float) -> tuple[np.ndarray, np.ndarray]:
    """One round: the refined rows, and the sums of the columns of W."""
    weights = np.eye(len(unit)) * np.exp(1 / beta)
    for i, listed in enumerate(lists):
        for j in listed[: k1 - 1]:
            weights[i, j] = np.exp(unit[i] @ unit[j] / beta)
    mixed = weights / np.sqrt(np.outer(weights.sum(axis=1), weights.sum(axis=0))) @ unit
    lengths = np.linalg.norm(mixed, axis=1, keepdims=True)
    return mixed / np.where(lengths > 0, lengths, 1), weights.sum(axis=0)


def members(features: Features) -> QueryBatch:
    return QueryBatch.members(features, np.arange(len(features)))


@pytest.mark.parametrize(("k1", "beta", "rounds"), [(15, 0.2, 3), (5, 1.0, 1), (1, 0.2, 2), (8, 0.05, 2)])
def test_members_equal_the_dense_form(collection, ranked, k1, beta, rounds) -> None:
    features = collection()
    unit = features.unit().astype(np.float64)
    for _ in range(rounds):
        unit, _ = dense_round(unit, ranked(unit, features.ids), k1, beta)
    ranker = GraphConvolution(k1=k1, beta=beta, rounds=rounds).fit(features)
    np.testing.assert_allclose(ranker.scores(members(features)), unit @ unit.T, atol=1e-5)
    np.testing.assert_allclose(ranker.refined().values, unit, atol=1e-5)


def test_unseen_queries_equal_the_dense_form_with_the_gallery_frozen(collection, ranked) -> None:
    features, k1, beta = collection(), 9, 0.2
    queries = unit_rows((features.rows(np.arange(6)) + 0.2).astype(np.float32)).astype(np.float64)
    unit = features.unit().astype(np.float64)
    for _ in range(3):
        lists = ranked(unit, features.ids)
        refined, columns = dense_round(unit, lists, k1, beta)
        moved = []
        for query in queries:
            s = unit @ query
            nearest = [j for j in np.argsort(-s, kind="stable") if unit[j].any()][: k1 - 1]
            weights = np.exp(s[nearest] / beta)
            listing = [j for j, one in enumerate(lists) if one and s[j] >= unit[j] @ unit[one[k1 - 2]]]
            row = np.exp(1 / beta) + weights.sum()
            column = np.exp(1 / beta) + np.exp(s[listing] / beta).sum()
            mixed = np.exp(1 / beta) / np.sqrt(row * column) * query
            mixed = mixed + (weights / np.sqrt(row * columns[nearest])) @ unit[nearest]
            moved.append(mixed / np.linalg.norm(mixed))
        queries, unit = np.array(moved), refined
    batch = QueryBatch.unseen(features.rows(np.arange(6)) + 0.2)
    ranker = GraphConvolution(k1=k1, beta=beta, rounds=3).fit(features)
    np.testing.assert_allclose(ranker.refine(batch), queries, atol=1e-5)
    np.testing.assert_allclose(ranker.scores(batch), queries @ unit.T, atol=1e-5)


def test_two_images_by_hand() -> None:
    """Two images at cosine 0.6 with beta 1, in units of e: W is 1 on the diagonal and w = e^-0.4 off it.

    Row and column sums are 1 + w, so one round gives (x0 + w x1) / (1 + w): both images move towards each other, and
    their cosine becomes (0.6 (1 + w^2) + 2 w) / (1 + w^2 + 1.2 w).
    """
    features = Features(np.array([[1, 0], [0.6, 0.8]], np.float32))
    w = np.exp(-0.4)
    expected = (0.6 * (1 + w * w) + 2 * w) / (1 + w * w + 1.2 * w)
    scores = GraphConvolution(k1=2, beta=1.0, rounds=1).fit(features).scores(members(features))
    np.testing.assert_allclose(scores, [[1, expected], [expected, 1]], atol=1e-6)


def test_a_mixed_batch_equals_its_parts(collection) -> None:
    features = collection()
    ranker = GraphConvolution().fit(features)
    vectors = features.rows(np.array([4, 9]))
    mixed = ranker.scores(QueryBatch(vectors, np.array([4, -1])))
    np.testing.assert_allclose(mixed[:1], ranker.scores(QueryBatch(vectors[:1], np.array([4]))), atol=1e-6)
    np.testing.assert_allclose(mixed[1:], ranker.scores(vectors[1:]), atol=1e-6)


def test_shares_sum_to_the_score(collection) -> None:
    features = collection()
    ranker = GraphConvolution(k1=6).fit(features)
    unseen = QueryBatch.unseen(features.rows(np.array([3])) + 0.1)
    for query in (unseen, QueryBatch.members(features, np.array([3]))):
        for image in ranker.search(query, 15).ids[0]:
            told = ranker.explain(query, int(image))
            assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
            assert told.rest + sum(part for _, part in told.supporters) == pytest.approx(told.score, abs=1e-6)


def test_in_one_round_nothing_is_longer_than_one_hop(collection) -> None:
    features = collection()
    ranker = GraphConvolution(k1=6, rounds=1).fit(features)
    query = QueryBatch.unseen(features.rows(np.array([3])) + 0.1)
    told = ranker.explain(query, int(ranker.search(query, 1).ids[0, 0]))
    assert told.shares["longer"] == pytest.approx(0, abs=1e-6)
    supported = dict(told.supporters)
    assert told.shares["1 hop"] == pytest.approx(sum(supported.values()), abs=1e-6)


def test_an_edited_graph_lacks_the_edge_in_every_round(collection, ranked) -> None:
    features, k1 = collection(), 6
    unit = features.unit().astype(np.float64)
    a = 5
    b = ranked(unit, features.ids)[a][0]
    for _ in range(3):
        lists = [one[: k1 - 1] for one in ranked(unit, features.ids)]
        for here, there in ((a, b), (b, a)):
            lists[here] = [other for other in lists[here] if other != there]
        unit, _ = dense_round(unit, lists, k1, 0.2)
    edits = Edits(edges=frozenset({(int(features.ids[a]), int(features.ids[b]))}))
    scores = GraphConvolution(k1=k1, rounds=3).fit(Gallery(features)).scores(members(features), edits=edits)
    np.testing.assert_allclose(scores, unit @ unit.T, atol=1e-5)
