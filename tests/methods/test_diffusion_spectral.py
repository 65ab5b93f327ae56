"""Spectral diffusion against diffusion itself, and cut forms against a dense decomposition."""

import numpy as np
import pytest

from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.diffusion import Diffusion
from explorer.methods.diffusion_spectral import SpectralDiffusion
from explorer.protocol.features import Features

from .conftest import queries_of


@pytest.mark.parametrize("parameters", [{}, {"k": 10, "kq": 5, "alpha": 0.99, "gamma": 1.0}, {"k": 2}])
def test_all_patterns_give_the_scores_of_diffusion(collection, parameters) -> None:
    features = collection()
    batch = queries_of(features)
    expected = Diffusion(tolerance=1e-9, **parameters).fit(features).scores(batch)
    ranker = SpectralDiffusion(rank=len(features), **parameters).fit(features)
    np.testing.assert_allclose(ranker.scores(batch), expected, atol=1e-5)
    assert ranker.notes == []


def dense_form(ranker: SpectralDiffusion, patterns: int, y: np.ndarray, alpha: float, steps: int) -> np.ndarray:
    """The steps and what the patterns add to them, from all eigenvectors of S; one step is the published form."""
    smoothing = ranker._smoothing.toarray().astype(np.float64)
    values, vectors = np.linalg.eigh(smoothing)
    values, vectors = values[-patterns:], vectors[:, -patterns:]
    walked = sum(np.linalg.matrix_power(alpha * smoothing, step) @ y for step in range(steps))
    gain = (alpha * values) ** steps / (1 - alpha * values)
    return (1 - alpha) * (walked + vectors @ (gain * (vectors.T @ y)))


@pytest.mark.parametrize(
    ("solver", "steps", "accuracy"), [("eigsh", 1, 1e-5), ("eigsh", 4, 1e-5), ("randomised", 1, 1e-3)]
)
def test_a_low_rank_equals_the_dense_form_of_as_many_patterns(collection, solver, steps, accuracy) -> None:
    features = collection()
    query = features.rows(np.array([2])) + 0.2
    ranker = SpectralDiffusion(rank=12, k=12, steps=steps, solver=solver).fit(features)
    parts = sum(len(np.flatnonzero(ranker._part == part)) > 1 for part in range(ranker._part.max() + 1))
    assert parts > 1
    lists = ranker.gallery.neighbours(QueryBatch.unseen(query), 10, ranker.gallery.cosines(QueryBatch.unseen(query)))
    y = np.zeros(len(features))
    y[lists.indices[0]] = np.maximum(lists.similarities[0], 0) ** 3
    expected = dense_form(ranker, 12 + parts, y, 0.9, steps)
    reached = np.isin(ranker._part, ranker._part[y > 0])
    scores = ranker.scores(query)[0]
    np.testing.assert_allclose(np.maximum(scores, 0)[reached], np.maximum(expected, 0)[reached], atol=accuracy)
    assert (scores[~reached] <= 0).all()
    (note,) = ranker.notes
    assert "12 of 102 patterns are kept, and one for each of" in note


def test_steps_make_up_for_patterns_that_are_left_out(collection) -> None:
    features = collection()
    batch = queries_of(features)
    expected = Diffusion(k=12).fit(features).scores(batch)
    few, many = (SpectralDiffusion(rank=2, k=12, steps=steps).fit(features).scores(batch) for steps in (1, 60))
    assert np.abs(few - expected).max() > 1e-3
    np.testing.assert_allclose(many, expected, atol=1e-4)


def test_a_rank_below_the_number_of_parts_reaches_every_part(collection) -> None:
    """With k 1 the graph falls into pairs; each pair still scores its query as diffusion does."""
    features = collection()
    batch = queries_of(features)
    ranker = SpectralDiffusion(rank=1, k=1).fit(features)
    expected = Diffusion(k=1).fit(features).scores(batch)
    np.testing.assert_array_equal(ranker.scores(batch) > 0, expected > 0)


def test_two_images_by_hand() -> None:
    """S swaps two images; its eigenvalue 1 is the known pattern, -1 the other: f = (2/3, 1/3) at alpha 0.5."""
    features = Features(np.array([[1, 0], [0.8, 0.6]], np.float32))
    scores = SpectralDiffusion(k=1, kq=1, alpha=0.5, rank=2).fit(features).scores(np.array([[1, 0]], np.float32))
    np.testing.assert_allclose(scores, [[2 / 3, 1 / 3]], atol=1e-6)


def test_alpha_changes_without_a_new_fit(collection) -> None:
    features = collection()
    batch = queries_of(features)
    ranker = SpectralDiffusion(rank=len(features)).fit(features)
    ranker.set("alpha", 0.5)
    np.testing.assert_allclose(ranker.scores(batch), Diffusion(alpha=0.5).fit(features).scores(batch), atol=1e-5)


def test_an_edited_graph_gives_diffusion_without_the_edge(collection, ranked) -> None:
    features = collection()
    a = 5
    b = ranked(features.unit(), features.ids)[a][0]
    edits = Edits(edges=frozenset({(int(features.ids[a]), int(features.ids[b]))}))
    batch = queries_of(features)
    expected = Diffusion().fit(Gallery(features)).scores(batch, edits=edits)
    scores = SpectralDiffusion(rank=len(features)).fit(Gallery(features)).scores(batch, edits=edits)
    np.testing.assert_allclose(scores, expected, atol=1e-5)


def test_shares_sum_to_the_score_of_a_low_rank(collection) -> None:
    features = collection()
    ranker = SpectralDiffusion(rank=10).fit(features)
    for query in (QueryBatch.unseen(features.rows(np.array([3])) + 0.1), QueryBatch.members(features, np.array([3]))):
        for image in ranker.search(query, 12).ids[0]:
            told = ranker.explain(query, int(image))
            assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
            assert told.rest + sum(part for _, part in told.supporters) == pytest.approx(told.score, abs=1e-6)
