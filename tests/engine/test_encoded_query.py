"""How several terms become one score, worked out by hand."""

import numpy as np
import pytest

from explorer.engine.encoded_query import encoded
from explorer.errors import InputError
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
