"""GNN re-ranking against the dense formulation of the paper, and a case computed by hand."""

import numpy as np
import pytest

from explorer.graph import codes
from explorer.methods import soft_lists, sparse
from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.gnn_rerank import GnnRerank
from explorer.protocol.features import Features, unit_rows

SMALLEST_KEY = 2**64 - 0x9E3779B97F4A7C15
"""The id whose tie order is 0."""


def neighbour_matrices(lists: list[list[int]], cosine: np.ndarray, k1: int, k2: int, exponent: float):
    """A0 and P as dense matrices, written from the formula: each image stands first in its own list."""
    n = len(lists)
    first, edges = np.zeros((n, n)), np.zeros((n, n))
    for i in range(n):
        own = [i, *lists[i]]
        first[i, own[:k1]] = 1
        for j in own[:k2]:
            edges[i, j] = 1.0 if i == j else max(cosine[i, j], 0) ** exponent
    return first, edges


def dense_layers(first: np.ndarray, edges: np.ndarray, layers: int) -> list[np.ndarray]:
    """A0, A1, ... : every layer dense."""
    rows = [first]
    for _ in range(layers):
        spread = edges @ (rows[-1] + rows[-1].T)
        rows.append(spread / np.linalg.norm(spread, axis=1, keepdims=True))
    return rows


def members(features: Features) -> QueryBatch:
    return QueryBatch.members(features, np.arange(len(features)))


def reached(scores: np.ndarray) -> np.ndarray:
    """The published part of the scores: 0 where the cosine stands in."""
    return np.where(scores > 0, scores, 0)


@pytest.mark.parametrize("parameters", [{}, {"k1": 9, "k2": 4}, {"layers": 1}, {"layers": 3, "exponent": 1.0}])
def test_members_equal_the_dense_formulation(collection, ranked, parameters) -> None:
    features = collection()
    unit = features.unit()
    values = {"k1": 26, "k2": 7, "exponent": 2.0, "layers": 2} | parameters
    lists, cosine = ranked(unit, features.ids), unit.astype(np.float64) @ unit.T
    first, edges = neighbour_matrices(lists, cosine, values["k1"], values["k2"], values["exponent"])
    rows = dense_layers(first, edges, values["layers"])[-1]
    scores = GnnRerank(**parameters).fit(features).scores(members(features))
    np.testing.assert_allclose(reached(scores), rows @ rows.T, atol=1e-5)


def test_lambda_mixes_the_cosine_in(collection) -> None:
    features = collection(zero=False)
    plain = GnnRerank().fit(features).scores(members(features))
    mixed = GnnRerank(**{"lambda": 0.3}).fit(features).scores(members(features))
    cosine = features.unit() @ features.unit().T
    both = (plain > 0) & (mixed > 0)
    np.testing.assert_allclose(mixed[both], (0.7 * plain + 0.3 * cosine)[both], atol=1e-5)


def test_k2_of_one_counts_shared_neighbours(collection, ranked) -> None:
    features = collection()
    unit = features.unit()
    first, _ = neighbour_matrices(ranked(unit, features.ids), unit @ unit.T, 10, 1, 2)
    scores = GnnRerank(k1=10, k2=1).fit(features).scores(members(features))
    np.testing.assert_allclose(reached(scores), first @ first.T, atol=1e-6)


def test_unseen_queries_equal_the_dense_inductive_form(collection, ranked) -> None:
    """h1 = unit(b + sum s^2 B0_j), h2 = unit(h1 + sum s^2 B1_j), score = h2 . A2, with b = listed + entered."""
    features, k1, k2 = collection(), 12, 5
    queries = np.random.default_rng(9).normal(size=(7, features.dim)) + features.rows(np.arange(7))
    unit, unit_queries = features.unit(), unit_rows(queries.astype(np.float32))
    lists, cosine = ranked(unit, features.ids), unit.astype(np.float64) @ unit.T
    first, edges = neighbour_matrices(lists, cosine, k1, k2, 2)
    rows = dense_layers(first, edges, 2)
    expected = []
    for query in unit_queries:
        s = unit.astype(np.float64) @ query
        order = [j for j in np.argsort(-s, kind="stable") if unit[j].any()]
        b = np.zeros(len(unit))
        b[order[: k1 - 1]] += 1
        for j in range(len(unit)):
            if lists[j] and s[j] >= cosine[j, lists[j][k1 - 2]]:
                b[j] += 1
        h = b
        for layer in range(2):
            symmetric = rows[layer] + rows[layer].T
            h = h + sum(max(s[j], 0) ** 2 * symmetric[j] for j in order[: k2 - 1])
            h = h / np.linalg.norm(h)
        expected.append(rows[2] @ h)
    scores = GnnRerank(k1=k1, k2=k2).fit(features).scores(queries)
    np.testing.assert_allclose(reached(scores), expected, atol=1e-5)


@pytest.mark.parametrize(("repeated", "first"), [(1, 8), (1, 1), (1, 0.25), (7, 8)])
def test_lists_of_what_is_reached_are_those_of_all_scores(collection, monkeypatch, repeated, first) -> None:
    """Compiled code keeps the best entries only; filters, edits, own rows and ties are as in the complete ranking.

    Few queries are answered one after the other, from their largest inputs on; many in blocks, the last not full.
    """
    features = collection()
    edits = Edits(nodes=frozenset(features.ids[[2, 9]].tolist()))
    rows = np.tile([-1, 0, 7, -1, 30, 31], repeated)
    batch = QueryBatch(features.rows(np.arange(len(rows))) + 0.1, rows)
    within = features.ids[5:]
    complete = GnnRerank(k1=9, k2=4).fit(features)
    with monkeypatch.context() as patch:
        patch.setattr(GnnRerank, "_reached", lambda self, queries, wanted: None)
        expected = complete.search(batch, 8, within=within, edits=edits)
    monkeypatch.setattr(sparse, "_COMPILED", 1)
    monkeypatch.setattr(sparse, "_FIRST", first)
    found = GnnRerank(k1=9, k2=4).fit(features).search(batch, 8, within=within, edits=edits)
    np.testing.assert_array_equal(found.ids, expected.ids)
    np.testing.assert_allclose(found.scores, expected.scores, atol=1e-6)


def test_codes_of_a_large_collection_give_the_same_rows(collection, monkeypatch) -> None:
    """A few queries of a large collection are compared with codes, for their lists and for the lists they enter."""
    if not codes.fast_codes():
        pytest.skip("this processor multiplies codes slowly")
    features = collection()
    queries = np.concatenate([features.rows(np.arange(3)) + 0.1, np.zeros((1, features.dim), np.float32)])
    ranker = GnnRerank(k1=9, k2=4).fit(features)
    expected = ranker.search(queries, 20)
    monkeypatch.setattr(codes, "_WORTH", 1)
    found = ranker.search(queries, 20)
    np.testing.assert_array_equal(found.ids, expected.ids)
    np.testing.assert_allclose(found.scores, expected.scores, atol=1e-5)


def test_three_images_by_hand() -> None:
    """Two equal images and one at right angles; k1 2, k2 2, one layer.

    0 and 1 list each other, 2 lists 0 or 1 at cosine 0. A0 + A0^T has 2 on the diagonal and between 0 and 1. Rows 0 and
    1 are both (1 of own) + (1^2 of the other) and equal, so their score is 1.
    """
    features = Features(np.array([[1, 0], [1, 0], [0, 1]], np.float32))
    scores = GnnRerank(k1=2, k2=2, layers=1).fit(features).scores(members(features))
    np.testing.assert_allclose(scores[0, 1], 1, atol=1e-6)
    np.testing.assert_allclose(np.diag(scores), 1, atol=1e-6)
    # The image listed by 2 gives its rows 4, 4, 1 (and 2 alone 1 or 0, 0 or 1, 2), before scaling.
    listed = int(GnnRerank(k1=2, k2=2).fit(features).gallery.graph(1).indices[2, 0])
    front = np.array([4.0, 4.0, 1.0]) / np.sqrt(33)
    own = np.array([1.0 if listed == 0 else 0.0, 1.0 if listed == 1 else 0.0, 2.0]) / np.sqrt(5)
    np.testing.assert_allclose(scores[0, 2], front @ own, atol=1e-6)


def test_shares_of_a_member_and_of_an_unseen_query_sum_to_the_score(collection) -> None:
    features = collection()
    for layers in (1, 2, 3):
        fitted = GnnRerank(layers=layers, k1=10, k2=4).fit(features)
        unseen = QueryBatch.unseen(features.rows(np.array([3])) + 0.1)
        inside = fitted.twin(layers=layers, k1=10, k2=4, unseen="exact-1")
        member = QueryBatch.members(features, np.array([3]))
        for ranker, query in ((fitted, unseen), (inside, unseen), (fitted, member)):
            best = ranker.search(query, 20).ids[0]
            for image in best[[0, 5, 15]]:
                told = ranker.explain(query, int(image))
                assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
                assert told.rest + sum(part for _, part in told.supporters) == pytest.approx(told.score, abs=1e-6)
                assert told.shares["longer"] >= -1e-6


def test_with_one_layer_and_an_unseen_query_nothing_is_longer(collection) -> None:
    features = collection()
    ranker = GnnRerank(layers=1, k1=10, k2=4).fit(features)
    query = QueryBatch.unseen(features.rows(np.array([3])) + 0.1)
    told = ranker.explain(query, int(ranker.search(query, 1).ids[0, 0]))
    assert told.shares["longer"] == pytest.approx(0, abs=1e-6)
    assert told.shares["1 hop"] > 0


def test_an_edited_graph_gives_the_scores_of_the_dense_form_without_the_edge(collection, ranked) -> None:
    features, k1, k2 = collection(), 10, 4
    unit = features.unit()
    lists, cosine = ranked(unit, features.ids), unit.astype(np.float64) @ unit.T
    first, edges = neighbour_matrices(lists, cosine, k1, k2, 2)
    a, b = 5, lists[5][0]
    first[a, b] = first[b, a] = edges[a, b] = edges[b, a] = 0
    rows = dense_layers(first, edges, 2)[-1]
    edits = Edits(edges=frozenset({(int(features.ids[a]), int(features.ids[b]))}))
    scores = GnnRerank(k1=k1, k2=k2).fit(features).scores(members(features), edits=edits)
    np.testing.assert_allclose(reached(scores), rows @ rows.T, atol=1e-5)


def test_blocks_and_compiled_products_change_nothing(collection, monkeypatch) -> None:
    """Large collections are multiplied by compiled code, in blocks of rows."""
    features = collection()
    for layers in (1, 2, 3):
        expected = GnnRerank(layers=layers).fit(features).scores(members(features))
        with monkeypatch.context() as patch:
            patch.setattr(sparse, "_COMPILED", 1)
            patch.setattr(soft_lists, "_BLOCK", 40)
            found = GnnRerank(layers=layers).fit(features).scores(members(features))
        np.testing.assert_allclose(found, expected, atol=1e-6)


@pytest.mark.parametrize("layers", [1, 2, 4])
def test_many_queries_score_as_single_ones(collection, layers) -> None:
    features = collection()
    ranker = GnnRerank(layers=layers).fit(features)
    together = ranker.scores(members(features))
    alone = [ranker.scores(QueryBatch.members(features, np.array([row])))[0] for row in range(0, len(features), 9)]
    np.testing.assert_allclose(together[::9], alone, atol=1e-6)


@pytest.mark.parametrize("parameters", [{}, {"k1": 9, "k2": 4}, {"layers": 1}, {"layers": 3}, {"k1": 10, "k2": 1}])
def test_one_query_inside_equals_the_dense_graph_of_one_image_more(collection, ranked, parameters) -> None:
    features = collection()
    values = {"k1": 26, "k2": 7, "exponent": 2.0, "layers": 2} | parameters
    queries = np.concatenate([features.rows(np.arange(4)) + 0.15, features.rows(np.array([20])), np.zeros((1, 24))])
    queries = queries.astype(np.float32)
    scores = GnnRerank(unseen="exact-1", **parameters).fit(features).scores(queries)
    for query, ours in zip(queries, scores, strict=True):
        unit = unit_rows(np.concatenate([features.values, query[None]]))
        # The query stands before images that are equally near, as its key is the smallest.
        lists = ranked(unit, np.concatenate([features.ids, [SMALLEST_KEY]]))
        cosine = unit.astype(np.float64) @ unit.T
        first, edges = neighbour_matrices(lists, cosine, values["k1"], values["k2"], values["exponent"])
        rows = dense_layers(first, edges, values["layers"] if values["k2"] > 1 else 0)[-1]
        np.testing.assert_allclose(reached(ours), (rows @ rows.T)[-1, :-1], atol=1e-5)


def test_one_query_inside_an_edited_graph_finds_the_gap(collection, ranked) -> None:
    """An edge taken out leaves a gap in its list; the query is put where it would stand in the whole list."""
    features, k1 = collection(), 8
    unit = unit_rows(np.concatenate([features.values, features.rows(np.array([5])) + 0.1]).astype(np.float32))
    lists = ranked(unit, np.concatenate([features.ids, [SMALLEST_KEY]]))
    a, b = 5, next(j for j in lists[5] if j < len(features))
    cosine = unit.astype(np.float64) @ unit.T
    first, edges = neighbour_matrices(lists, cosine, k1, 4, 2)
    first[a, b] = first[b, a] = edges[a, b] = edges[b, a] = 0
    rows = dense_layers(first, edges, 2)[-1]
    edits = Edits(edges=frozenset({(int(features.ids[a]), int(features.ids[b]))}))
    ranker = GnnRerank(k1=k1, k2=4, unseen="exact-1").fit(Gallery(features))
    scores = ranker.scores(unit[-1:], edits=edits)
    np.testing.assert_allclose(reached(scores)[0], (rows @ rows.T)[-1, :-1], atol=1e-5)


def test_transductive_is_the_union_restricted_to_the_gallery(collection) -> None:
    features = collection()
    queries, gallery_rows = np.arange(5), np.arange(5, len(features))
    ranker = GnnRerank().fit(Gallery(features))
    ranking = ranker.search(QueryBatch.members(features, queries), 10, within=features.ids[gallery_rows])
    assert not np.isin(ranking.ids, features.ids[queries]).any()
    scores = ranker.scores(QueryBatch.members(features, queries))[:, gallery_rows]
    np.testing.assert_allclose(ranking.scores[:, 0], scores.max(axis=1))
