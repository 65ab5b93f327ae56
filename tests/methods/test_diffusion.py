"""Diffusion against the closed form in float64, the plain iteration, and a case computed by hand."""

import numpy as np
import pytest

from explorer.engine.encoded_query import encoded
from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.diffusion import Diffusion
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Features, unit_rows
from explorer.protocol.query import Term


def normalised_graph(lists: list[list[int]], cosine: np.ndarray, k: int, gamma: float) -> np.ndarray:
    """S, dense, from the formula."""
    n = len(lists)
    weights = np.zeros((n, n))
    for i in range(n):
        for j in lists[i][:k]:
            if i in lists[j][:k]:
                weights[i, j] = max(cosine[i, j], 0) ** gamma
    degrees = weights.sum(axis=1)
    scale = np.where(degrees > 0, 1 / np.sqrt(np.where(degrees > 0, degrees, 1)), 0)
    return scale[:, None] * weights * scale


def sources(cosine: np.ndarray, kq: int, gamma: float) -> np.ndarray:
    """y of one query."""
    y = np.zeros(len(cosine))
    nearest = np.argsort(-cosine, kind="stable")[:kq]
    y[nearest] = np.maximum(cosine[nearest], 0) ** gamma
    return y


def closed_form(smoothing: np.ndarray, y: np.ndarray, alpha: float) -> np.ndarray:
    return np.linalg.solve(np.eye(len(y)) - alpha * smoothing, (1 - alpha) * y)


@pytest.fixture
def setting(collection, ranked):
    """Features without ties, queries, and the dense graph of the defaults."""
    features = collection()
    unit = features.unit().astype(np.float64)
    queries = unit_rows((features.rows(np.arange(5)) + 0.2).astype(np.float32))
    return features, unit, queries, ranked(features.unit(), features.ids)


@pytest.mark.parametrize(("k", "kq", "gamma", "alpha"), [(20, 10, 3.0, 0.9), (10, 5, 1.0, 0.99), (8, 3, 3.0, 0.0)])
def test_equals_the_closed_form(setting, k, kq, gamma, alpha) -> None:
    features, unit, queries, lists = setting
    smoothing = normalised_graph(lists, unit @ unit.T, k, gamma)
    expected = np.array([closed_form(smoothing, sources(unit @ query, kq, gamma), alpha) for query in queries])
    scores = Diffusion(k=k, kq=kq, gamma=gamma, alpha=alpha).fit(features).scores(queries)
    reached = expected > 1e-5
    np.testing.assert_allclose(scores[reached], expected[reached], atol=1e-5)
    cosine = (queries.astype(np.float64) @ unit.T)[expected == 0]
    np.testing.assert_allclose(scores[expected == 0], cosine - 1, atol=1e-5)


def test_equals_the_iteration_that_it_solves(setting) -> None:
    """f <- alpha S f + (1 - alpha) y, 500 times."""
    features, unit, queries, lists = setting
    smoothing = normalised_graph(lists, unit @ unit.T, 20, 3)
    y = sources(unit @ queries[0], 10, 3)
    f = np.zeros_like(y)
    for _ in range(500):
        f = 0.9 * smoothing @ f + 0.1 * y
    scores = Diffusion().fit(features).scores(queries[:1])[0]
    np.testing.assert_allclose(np.maximum(scores, 0), f, atol=1e-5)


def test_many_queries_equal_single_ones(setting) -> None:
    features, _, queries, _ = setting
    ranker = Diffusion().fit(features)
    many = np.tile(queries, (40, 1))  # more than are solved together
    together = ranker.scores(many)
    np.testing.assert_allclose(together[:5], together[-5:], atol=1e-6)
    np.testing.assert_allclose(together[:1], ranker.scores(queries[:1]), atol=1e-5)


def test_three_images_by_hand() -> None:
    """0 and 1 at cosine 0.8 are mutual neighbours (k 1), 2 lists 1 but is not listed: isolated.

    S links 0 and 1 with weight 1. The query is image 0: kq 1 gives y = (1, 0, 0) and at alpha 0.5
    f = 0.5 (1, 0.5) / (1 - 0.25) = (2/3, 1/3). Image 2 is not reached: cosine 0 less 1.
    """
    features = Features(np.array([[1, 0], [0.8, 0.6], [0, 1]], np.float32))
    scores = Diffusion(k=1, kq=1, alpha=0.5).fit(features).scores(np.array([[1, 0]], np.float32))
    np.testing.assert_allclose(scores[0], [2 / 3, 1 / 3, -1], atol=1e-5)


def test_the_published_preset_is_overruled_by_what_is_given() -> None:
    ranker = Diffusion(preset="published", alpha=0.95)
    chosen = {name: ranker.parameters[name] for name in ("k", "kq", "gamma", "alpha", "iterations")}
    assert chosen == {"k": 50, "kq": 10, "gamma": 3.0, "alpha": 0.95, "iterations": 20}


def test_twenty_iterations_find_the_same_top(setting) -> None:
    features, _, queries, _ = setting
    exact = Diffusion(k=20, alpha=0.99).fit(features).search(queries, 10)
    early = Diffusion(k=20, alpha=0.99, iterations=20).fit(features).search(queries, 10)
    assert np.mean([np.isin(a, b).mean() for a, b in zip(early.ids, exact.ids, strict=True)]) > 0.9


def test_shares_and_supporters_sum_to_the_score(setting) -> None:
    features, _, queries, _ = setting
    ranker = Diffusion().fit(features)
    for query in (QueryBatch.unseen(queries[:1]), QueryBatch.members(features, np.array([8]))):
        for image in ranker.search(query, 12).ids[0]:
            told = ranker.explain(query, int(image))
            assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
            assert told.rest + sum(part for _, part in told.supporters) == pytest.approx(told.score, abs=1e-6)
            assert abs(told.rest) < 1e-5  # ten sources, ten supporters: nothing else flows in


def test_shares_follow_the_power_series(setting) -> None:
    features, unit, queries, lists = setting
    smoothing = normalised_graph(lists, unit @ unit.T, 20, 3)
    y = sources(unit @ queries[0], 10, 3)
    ranker = Diffusion().fit(features)
    image = ranker.search(queries[:1], 3).ids[0, 2]
    row = int(image) - 100
    told = ranker.explain(queries[:1], int(image))
    assert told.shares["direct"] == pytest.approx(0.1 * y[row], abs=1e-6)
    assert told.shares["1 hop"] == pytest.approx(0.09 * (smoothing @ y)[row], abs=1e-6)
    assert told.shares["2 hops"] == pytest.approx(0.081 * (smoothing @ smoothing @ y)[row], abs=1e-6)


def test_an_edited_graph_gives_the_closed_form_without_the_edge(setting) -> None:
    features, unit, queries, lists = setting
    a = 5
    b = next(j for j in lists[a][:20] if a in lists[j][:20])
    lists[a].remove(b)  # with k 20 nothing may move up into the gap
    lists[b].remove(a)
    cut = [one[: 20 - (row in (a, b))] for row, one in enumerate(lists)]
    smoothing = normalised_graph(cut, unit @ unit.T, 20, 3)
    expected = closed_form(smoothing, sources(unit @ queries[0], 10, 3), 0.9)
    edits = Edits(edges=frozenset({(100 + a, 100 + b)}))
    scores = Diffusion().fit(Gallery(features)).scores(queries[:1], edits=edits)[0]
    np.testing.assert_allclose(np.maximum(scores, 0), expected, atol=1e-5)


@pytest.mark.parametrize("alpha", [0.9, 0.99])
def test_a_residual_of_1e8_equals_the_closed_form_to_1e6(setting, alpha) -> None:
    features, unit, queries, lists = setting
    smoothing = normalised_graph(lists, unit @ unit.T, 20, 3)
    expected = np.array([closed_form(smoothing, sources(unit @ query, 10, 3), alpha) for query in queries])
    scores = Diffusion(alpha=alpha, tolerance=1e-8, iterations=1000).fit(features).scores(queries)
    np.testing.assert_allclose(np.maximum(scores, 0), expected, atol=1e-6)


def test_several_terms_are_one_query_whose_sources_add_up(setting) -> None:
    features, unit, queries, lists = setting
    terms = (Term("vector", "a.npy", weight=3.0), Term("vector", "b.npy"))
    query = encoded(terms, queries[[0, 3]], np.array([-1, -1])).asked(Pipeline("diffusion"))
    smoothing = normalised_graph(lists, unit @ unit.T, 20, 3)
    y = 0.75 * sources(unit @ queries[0], 10, 3) + 0.25 * sources(unit @ queries[3], 10, 3)
    scores = query.combined(Diffusion().fit(features).scores(query.batch))
    np.testing.assert_allclose(np.maximum(scores, 0), closed_form(smoothing, y, 0.9), atol=1e-5)
