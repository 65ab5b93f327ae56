"""How several terms become one score, worked out by hand."""

import numpy as np
import pytest

from explorer.engine.encoded_query import encoded
from explorer.errors import InputError
from explorer.methods.explanation import added_up
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Features
from explorer.protocol.query import Term

A, B, C = np.eye(3, dtype=np.float32) * [[2], [1], [5]]
"""Directions of three images, of different lengths, which must not count."""


def member(place: int, **values) -> Term:
    return Term("member", place, **values)


def of(*terms: Term):
    """The query of images of a collection whose vectors are A, B and C."""
    rows = np.array([int(term.value) for term in terms])
    return encoded(terms, np.stack([(A, B, C)[row] for row in rows]).astype(np.float32), rows)


def test_positive_terms_are_the_weighted_sum_of_unit_vectors():
    query = of(member(0, weight=3.0), member(2))
    np.testing.assert_allclose(query.batch.vectors, [[3, 0, 1]])
    assert query.batch.rows.tolist() == [-1]
    assert query.factors.tolist() == [1]
    assert query.members.tolist() == [0, 2]
    assert query.judged.tolist() == [0, 2]


def test_a_single_image_of_the_collection_is_asked_by_its_row():
    query = of(member(2, weight=4.0))
    np.testing.assert_array_equal(query.batch.vectors, [C])
    assert query.batch.rows.tolist() == [2]
    scores = np.array([[0.1, 0.2, 0.3]], np.float32)
    np.testing.assert_array_equal(query.combined(scores), scores[0])


def test_negative_terms_are_penalties_in_proportion_to_the_positive_weights():
    query = of(member(0, weight=2.0), member(1, weight=2.0), member(2, weight=1.0, sign=-1))
    assert query.batch.rows.tolist() == [-1, 2]
    np.testing.assert_allclose(query.factors, [1, -0.25])
    scores = np.array([[0.9, 0.8, -0.4], [0.4, -0.7, 0.0]], np.float32)
    # A negative score of the unwanted image is no bonus: 0.8 stays 0.8.
    np.testing.assert_allclose(query.combined(scores), [0.9 - 0.25 * 0.4, 0.8, -0.4], rtol=1e-6)


def test_with_negative_terms_alone_the_least_similar_come_first():
    query = of(member(0, weight=3.0, sign=-1), member(1, weight=1.0, sign=-1))
    assert not query.positive
    scores = np.array([[0.8, 0.0, -0.4], [0.4, 0.4, -0.8]], np.float32)
    np.testing.assert_allclose(query.combined(scores), [-0.7, -0.1, 0.5], rtol=1e-6)
    with pytest.raises(InputError, match="only searches away"):
        query.wanted()


def test_what_was_taken_out_stays_out():
    scores = np.array([[0.5, -np.inf], [0.5, -np.inf]], np.float32)
    assert np.isneginf(of(member(0), member(1, sign=-1)).combined(scores)).tolist() == [False, True]
    assert np.isneginf(of(member(0, sign=-1), member(1, sign=-1)).combined(scores)).tolist() == [False, True]


def test_a_part_of_an_image_is_not_the_image_but_leaves_it_out():
    query = of(member(1, region=(0.0, 0.0, 0.5, 0.5)))
    assert query.batch.rows.tolist() == [-1]
    assert query.members.tolist() == [1]
    assert query.judged.tolist() == []


def test_terms_that_cancel_out_are_refused():
    with pytest.raises(InputError, match="cancel each other"):
        of(member(0), member(0, sign=-1))


def test_by_hand_with_cosine():
    """Between A and B lies D, at 45 degrees; away from B, A's own direction wins."""
    values = np.array([[1, 0, 0], [0, 1, 0], [1, 1, 0], [3, 1, 0], [0, 0, 1]], np.float32)
    query = encoded((member(0), member(1, sign=-1)), values[:2], np.array([0, 1]))
    cosine = Pipeline("cosine").fit(Features(values))
    half, ten = np.sqrt(0.5), np.sqrt(10)
    np.testing.assert_allclose(
        query.combined(cosine.scores(query.batch)), [1, -1, half - half, 3 / ten - 1 / ten, 0], atol=1e-6
    )


def test_a_flow_is_the_sum_of_what_flows_from_each_term():
    query = of(member(0, weight=3.0), member(2), member(1, sign=-1))
    flow, point = Pipeline("diffusion"), Pipeline("gnn-rerank")
    assert query.asked(point) is query
    apart = query.asked(flow)
    assert (apart.positives, apart.batch.rows.tolist()) == (2, [0, 2, 1])
    np.testing.assert_allclose(apart.factors, [0.75, 0.25, -0.25])
    scores = np.array([[0.4, -0.2, -0.8], [-0.4, 0.8, -0.4], [0.4, -1, -1]], np.float32)
    # What one term does not reach counts 0 where another reaches it, and the order of the cosines where none does.
    np.testing.assert_allclose(apart.combined(scores), [0.3 - 0.1, 0.2, -0.7], rtol=1e-6)


def test_an_explanation_of_several_terms_adds_up_to_their_score():
    values = np.random.default_rng(0).standard_normal((30, 4)).astype(np.float32)
    rows = np.array([0, 7])
    flow = Pipeline("diffusion[k=6,kq=4]").fit(Features(values))
    query = encoded((member(0, weight=2.0), member(7)), values[rows], rows).asked(flow)
    scores = query.combined(flow.scores(query.batch))
    for image in (3, int(scores.argmin())):
        told = added_up([flow.explain(query.batch[place : place + 1], image) for place in range(2)], [2 / 3, 1 / 3])
        assert told.score == pytest.approx(scores[image], abs=1e-6)
        assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
        assert told.rest + sum(part for _, part in told.supporters) == pytest.approx(told.score, abs=1e-6)


def test_what_feedback_adds_moves_the_query_but_is_not_judged_by():
    terms = (
        Term("member", 1),
        Term("member", 2, weight=0.75, feedback=True),
        Term("member", 3, sign=-1, feedback=True),
    )
    vectors = np.eye(3, dtype=np.float32)
    query = encoded(terms, vectors, np.array([0, 1, 2]))
    assert query.judged.tolist() == [0]
    assert query.members.tolist() == [0, 1, 2]
    assert np.allclose(query.batch.vectors[0], [1, 0.75, 0] / np.linalg.norm([1, 0.75]), atol=1e-6) or np.allclose(
        query.batch.vectors[0], [1, 0.75, 0]
    )
