"""Cosine and alpha query expansion against their formulas."""

import numpy as np
import pytest

from explorer.methods.alpha_qe import AlphaQueryExpansion
from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.cosine import Cosine
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Features, unit_rows


def expanded(unit: np.ndarray, query: np.ndarray, k: int, alpha: float, own: int = -1) -> np.ndarray:
    s = unit @ query
    order = [j for j in np.argsort(-s, kind="stable") if j != own and unit[j].any()][:k]
    total = query + sum(max(s[j], 0) ** alpha * unit[j] for j in order)
    return unit @ (total / np.linalg.norm(total))


def test_cosine_is_the_product_of_unit_vectors(collection) -> None:
    features = collection()
    queries = features.rows(np.arange(4)) * 3
    np.testing.assert_allclose(
        Cosine().fit(features).scores(queries), unit_rows(queries) @ features.unit().T, atol=1e-6
    )


@pytest.mark.parametrize(("k", "alpha"), [(10, 3.0), (4, 0.0), (30, 1.0)])
def test_unseen_queries_equal_the_formula(collection, k, alpha) -> None:
    features = collection()
    unit, queries = features.unit(), unit_rows(features.rows(np.arange(5)) + np.float32(0.2))
    expected = [expanded(unit, query, k, alpha) for query in queries]
    scores = AlphaQueryExpansion(k=k, alpha=alpha).fit(features).scores(queries)
    np.testing.assert_allclose(scores, expected, atol=1e-5)


def test_a_member_is_not_its_own_neighbour(collection) -> None:
    features = collection()
    expected = expanded(features.unit(), features.unit()[7], 5, 3.0, own=7)
    scores = AlphaQueryExpansion().fit(features).scores(QueryBatch.members(features, np.array([7])))
    np.testing.assert_allclose(scores[0], expected, atol=1e-5)


def test_two_images_by_hand() -> None:
    """q = (1, 0), k 1: g = (0.6, 0.8) has weight 0.6^3 = 0.216, so q' is along (1.1296, 0.1728)."""
    features = Features(np.array([[0.6, 0.8], [0, 1]], np.float32))
    scores = AlphaQueryExpansion(k=1).fit(features).scores(np.array([[1, 0]], np.float32))
    length = np.hypot(1.1296, 0.1728)
    np.testing.assert_allclose(scores[0], [(0.6 * 1.1296 + 0.8 * 0.1728) / length, 0.1728 / length], atol=1e-6)


def test_shares_and_supporters_sum_to_the_score(collection) -> None:
    features = collection()
    query = QueryBatch.unseen(features.rows(np.array([3])) + 0.2)
    for ranker in (Cosine().fit(features), AlphaQueryExpansion().fit(features)):
        for image in ranker.search(query, 15).ids[0]:
            told = ranker.explain(query, int(image))
            assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
            assert told.rest + sum(part for _, part in told.supporters) == pytest.approx(told.score, abs=1e-6)


def test_a_removed_image_no_longer_moves_the_query(collection) -> None:
    features = collection(zero=False)
    unit, query = features.unit(), unit_rows(features.rows(np.array([3])) + np.float32(0.2))[0]
    gone = int(np.argmax(unit @ query))
    rest = np.argsort(-(unit @ query), kind="stable")[1:5]  # nothing moves up
    total = query + sum(max(unit[j] @ query, 0) ** 3 * unit[j] for j in rest)
    scores = AlphaQueryExpansion().fit(features).scores(query[None], edits=Edits(nodes=frozenset({100 + gone})))[0]
    others = np.arange(len(unit)) != gone
    np.testing.assert_allclose(scores[others], (unit @ total / np.linalg.norm(total))[others], atol=1e-5)
    assert np.isneginf(scores[gone])


def test_the_query_stage_needs_no_new_fit(collection) -> None:
    features = collection()
    ranker = AlphaQueryExpansion().fit(features)
    query = features.rows(np.array([3])) + np.float32(0.2)
    twin = ranker.twin(k=3)
    np.testing.assert_array_equal(twin.scores(query), AlphaQueryExpansion(k=3).fit(features).scores(query))
    ranker.set("k", 3)
    np.testing.assert_array_equal(twin.scores(query), ranker.scores(query))


def test_before_another_ranker_it_moves_the_query_and_nothing_else(collection) -> None:
    features = collection()
    queries = features.rows(np.arange(3)) + np.float32(0.2)
    moved = AlphaQueryExpansion(k=4, alpha=1.0).fit(features).expanded(QueryBatch.unseen(queries))
    for name in ("cosine", "gnn-rerank[k1=10]", "diffusion"):
        scores = Pipeline(f"alpha-qe[k=4,alpha=1]>{name}").fit(features).scores(queries)
        np.testing.assert_allclose(scores, Pipeline(name).fit(features).scores(moved), atol=1e-6)


def test_before_cosine_it_is_itself(collection) -> None:
    features = collection()
    batch = QueryBatch(features.rows(np.arange(3)), np.array([0, -1, 2]))
    expected = AlphaQueryExpansion().fit(features).search(batch, 20)
    ranking = Pipeline("alpha-qe>cosine").fit(features).search(batch, 20)
    np.testing.assert_array_equal(ranking.ids, expected.ids)


@pytest.mark.parametrize("ranker", ["cosine", "gnn-rerank[k1=10]", "k-reciprocal"])
def test_a_moved_image_is_a_new_query_that_leaves_itself_out(collection, ranker) -> None:
    features = collection()
    member = QueryBatch.members(features, np.array([7]))
    pipeline = Pipeline(f"whiten[d=12]>alpha-qe>{ranker}").fit(features)
    ids = pipeline.search(member, len(features)).ids[0]
    assert set(ids[ids >= 0]) == set(features.ids) - {107}
    assert pipeline.ranks(member, features.ids[[7]])[0, 0] == 0
    assert pipeline.ranks(member, ids[:3])[0].tolist() == [1, 2, 3]
    told = pipeline.explain(member, int(ids[0]))
    assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)


def test_other_parameters_of_the_moving_stage_need_no_new_fit(collection) -> None:
    features, name = collection(), "alpha-qe[k=9]>gnn-rerank[k1=10]"
    fitted = Pipeline("alpha-qe>gnn-rerank[k1=10]").fit(features)
    assert fitted.model_key("x") == Pipeline(name).model_key("x")
    queries = features.rows(np.arange(2)) + np.float32(0.2)
    expected = Pipeline(name).fit(features).scores(queries)
    np.testing.assert_array_equal(fitted.twin(Pipeline(name).name).scores(queries), expected)


def test_a_moving_stage_is_saved_and_loaded(collection, tmp_path) -> None:
    features, name = collection(), "centre>alpha-qe[k=3]>gnn-rerank[k1=10]"
    batch = QueryBatch(features.rows(np.arange(2)), np.array([0, -1]))
    pipeline = Pipeline(name).fit(features)
    pipeline.save(tmp_path)
    np.testing.assert_allclose(
        Pipeline(name).load(tmp_path, Gallery(features)).scores(batch), pipeline.scores(batch), atol=1e-6
    )


def test_an_image_taken_out_moves_no_query_in_a_stage_either(collection) -> None:
    features = collection(zero=False)
    query = features.rows(np.array([3])) + np.float32(0.2)
    gone = int(Pipeline("cosine").fit(features).search(query, 1).ids[0, 0])
    edits = Edits(nodes=frozenset({gone}))
    expected = AlphaQueryExpansion().fit(features).scores(query, edits=edits)
    scores = Pipeline("alpha-qe>cosine").fit(features).scores(query, edits=edits)
    np.testing.assert_allclose(scores, expected, atol=1e-6)
