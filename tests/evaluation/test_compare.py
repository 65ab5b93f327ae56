"""Labels, intervals and the queries that a method harms."""

import numpy as np
import pytest

from explorer.evaluation.compare import bootstrap_interval, harmed, verdict
from explorer.evaluation.labels import Labels


def test_any_shared_label_is_relevant():
    labels = Labels([["a"], ["b", "a"], [], ["b"], ["c"]])
    relevant = labels.relevant(np.array([0, 1, 2]), np.arange(5))
    np.testing.assert_array_equal(relevant, [[1, 1, 0, 0, 0], [1, 1, 0, 1, 0], [0, 0, 0, 0, 0]])
    assert labels.names == ["a", "b", "c"]
    again = Labels.from_arrays(*labels.arrays(), labels.names)
    np.testing.assert_array_equal(
        again.relevant(np.arange(5), np.arange(5)), labels.relevant(np.arange(5), np.arange(5))
    )


def test_label_sets_and_macro_mean():
    labels = Labels([["a"], ["b", "a"], ["a", "b"], ["b"], []])
    assert labels.sets(np.arange(5)).tolist() == [0, 1, 1, 2, 3]
    values = np.array([1.0, 0.5, 0.0, 0.5, np.nan])
    # a: rows 0, 1, 2; b: rows 1, 2, 3.
    assert labels.macro_mean(values, np.arange(5)) == pytest.approx((1.5 / 3 + 1.0 / 3) / 2)


def test_interval_equals_a_plain_loop_over_drawn_clusters():
    random = np.random.default_rng(5)
    clusters = random.integers(0, 12, 200)
    values = random.normal(0.1, 0.2, 200) + clusters / 50
    low, high = bootstrap_interval(values, clusters)
    groups = [values[clusters == c] for c in range(12)]
    means = [np.concatenate([groups[i] for i in random.integers(0, 12, 12)]).mean() for _ in range(4000)]
    np.testing.assert_allclose([low, high], np.quantile(means, [0.025, 0.975]), atol=0.006)
    assert bootstrap_interval(values, clusters) == (low, high)


def test_one_cluster_tells_nothing():
    assert bootstrap_interval(np.ones(5), np.zeros(5, np.int64)) is None


def test_better_only_where_the_interval_excludes_zero():
    assert verdict((0.01, 0.02), 10) == "better"
    assert verdict((-0.02, -0.01), 10) == "worse"
    assert verdict((-0.01, 0.02), 10) == verdict((0.0, 0.0), 10) == "no clear difference"
    assert verdict((0.01, 0.02), 5) == verdict(None, 10) == "too few labels"


def test_harmed_queries_are_listed_worst_first():
    harm = harmed(np.array([0.5, 0.1, np.nan, 0.9, 0.46]), np.array([0.6, 0.9, np.nan, 0.9, 0.5]))
    assert harm.count == 2
    assert harm.share == pytest.approx(0.5)
    assert harm.worst.tolist() == [1, 0]
