"""Hubs are counted over the first of each list, and told with the skew of their distribution."""

import numpy as np
import pytest
from scipy.stats import skew

from explorer.evaluation.hubness import Occurrences, skewness
from explorer.evaluation.metrics import interpolated_precision
from explorer.evaluation.tied import tied_ranking


def test_occurrences_are_counted_by_id_and_the_padding_is_not():
    counted = Occurrences(np.array([7, 3, 9, 5]))
    counted.add(np.array([[3, 7, -1], [3, -1, -1]]))
    counted.add(np.array([[9, 3, 7]]))
    figures = counted.figures()
    assert figures["hubs"] == [3, 7, 9, 5]
    assert figures["lists"] == [3, 2, 1, 0]
    assert figures["largest"] == 1.0
    assert figures["never"] == 0.25
    assert figures["skew"] == pytest.approx(skew([2, 3, 1, 0]))


def test_the_skew_is_the_standardised_third_moment():
    counts = np.random.default_rng(0).poisson(2.0, 500)
    assert skewness(counts) == pytest.approx(skew(counts))
    assert skewness(np.full(4, 3)) == 0.0


def test_interpolated_precision_is_the_best_at_a_recall_or_beyond_it():
    # relevant at positions 1, 3 and 4: precision 1, 1/2, 2/3, 3/4, 3/5
    scores = np.array([[5, 4, 3, 2, 1]], np.float32)
    relevant = np.array([[True, False, True, True, False]])
    lists = tied_ranking(scores, relevant, np.arange(5))
    values = interpolated_precision(lists, np.array([0.0, 1 / 3, 0.5, 1.0]))
    assert values[0] == pytest.approx([1.0, 1.0, 0.75, 0.75])
    nothing = tied_ranking(scores, np.zeros((1, 5), bool), np.arange(5))
    assert np.isnan(interpolated_precision(nothing, np.array([0.5]))).all()
