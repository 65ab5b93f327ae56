"""Metrics against published definitions, hand-computed lists and enumeration of all tie orders."""

from itertools import permutations
from math import comb

import numpy as np
import pytest

from explorer.evaluation import metrics
from explorer.evaluation.tied import TiedRanking, tied_ranking


def lists(scores, relevant, excluded=None) -> TiedRanking:
    scores = np.atleast_2d(np.asarray(scores, np.float32))
    return tied_ranking(
        scores,
        np.atleast_2d(np.asarray(relevant, bool)),
        np.arange(scores.shape[1]),
        excluded=None if excluded is None else np.atleast_2d(np.asarray(excluded, bool)),
    )


def oracle_ap(flags, kind="plain"):
    """Average precision of one strict order, as the benchmarks' own programs compute it."""
    total, found = 0.0, 0
    for rank, flag in enumerate(flags):  # rank from 0
        if flag:
            before = found / rank if rank else 1.0
            found += 1
            after = found / (rank + 1)
            total += after if kind == "plain" else (before + after) / 2
    return total / found


def all_orders(scores, relevant):
    """Every order of the images that the scores allow."""
    scores, relevant = np.asarray(scores), np.asarray(relevant)
    for order in permutations(range(len(scores))):
        ordered = scores[list(order)]
        if (np.diff(ordered) <= 0).all():
            yield relevant[list(order)]


def test_average_precision_by_hand():
    # Relevant at ranks 1, 3 and 5: (1/1 + 2/3 + 3/5) / 3.
    ranked = lists([9, 8, 7, 6, 5], [1, 0, 1, 0, 1])
    assert metrics.average_precision(ranked)[0] == pytest.approx((1 + 2 / 3 + 3 / 5) / 3)
    # Trapezoid: rank 1 (1 + 1)/2, rank 3 (1/2 + 2/3)/2, rank 5 (2/4 + 3/5)/2.
    expected = (1 + (1 / 2 + 2 / 3) / 2 + (2 / 4 + 3 / 5) / 2) / 3
    assert metrics.average_precision(ranked, "trapezoid")[0] == pytest.approx(expected)


def test_tie_averaged_ap_by_hand():
    # Two images tied, one relevant: first or second with equal chance, AP 1 or 1/2.
    assert metrics.average_precision(lists([1, 1], [1, 0]))[0] == pytest.approx(0.75)
    # A leading miss, then three tied with two relevant: the orders RRN, RNR, NRR behind N.
    expected = np.mean([(1 / 2 + 2 / 3) / 2, (1 / 2 + 2 / 4) / 2, (1 / 3 + 2 / 4) / 2])
    assert metrics.average_precision(lists([2, 1, 1, 1], [0, 1, 1, 0]))[0] == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(12))
def test_ties_are_the_mean_over_all_orders(seed):
    random = np.random.default_rng(seed)
    scores = random.integers(0, 3, 6).astype(np.float32)
    relevant = random.random(6) < 0.5
    relevant[random.integers(6)] = True
    orders = list(all_orders(scores, relevant))
    ranked = lists(scores, relevant)
    cuts = (1, 2, 3, 5, 6)
    for kind in ("plain", "trapezoid"):
        assert metrics.average_precision(ranked, kind)[0] == pytest.approx(
            np.mean([oracle_ap(o, kind) for o in orders])
        )
    for k in cuts:
        truncated = [sum(o[: i + 1].mean() for i in range(k) if o[i]) / min(k, relevant.sum()) for o in orders]
        assert metrics.average_precision_at(ranked, cuts)[k][0] == pytest.approx(np.mean(truncated))
        assert metrics.precision_at(ranked, cuts)[k][0] == pytest.approx(np.mean([o[:k].mean() for o in orders]))
        recalls = [o[:k].sum() / relevant.sum() for o in orders]
        assert metrics.recall_at(ranked, cuts)[k][0] == pytest.approx(np.mean(recalls))
        assert metrics.hit_at(ranked, cuts)[k][0] == pytest.approx(np.mean([o[:k].any() for o in orders]))


def test_many_lists_at_once_equal_one_by_one():
    random = np.random.default_rng(0)
    scores = np.round(random.normal(size=(40, 300)), 1).astype(np.float32)
    relevant = random.random((40, 300)) < 0.1
    together = metrics.average_precision(lists(scores, relevant))
    alone = [metrics.average_precision(lists(s, r))[0] for s, r in zip(scores, relevant, strict=True)]
    np.testing.assert_allclose(together, alone)


def test_expectation_agrees_with_sampled_orders():
    random = np.random.default_rng(1)
    scores = random.integers(0, 9, 200).astype(np.float32)
    relevant = random.random(200) < 0.1
    noise = random.random((4000, 200)).astype(np.float32) / 2
    sampled = metrics.average_precision(lists(scores + noise, np.tile(relevant, (4000, 1)))).mean()
    assert metrics.average_precision(lists(scores, relevant))[0] == pytest.approx(sampled, abs=2e-3)


def test_hashing_convention_rewards_finding_less():
    one_hit = lists([5, 4, 3, 2], [1, 0, 0, 1])
    assert metrics.hashing_average_precision_at(one_hit, (2,))[2][0] == 1.0
    assert metrics.average_precision_at(one_hit, (2,))[2][0] == 0.5
    assert metrics.hashing_average_precision_at(lists([2, 1], [0, 1]), (1,))[1][0] == 0.0


def test_excluded_images_leave_no_trace():
    scores = [[9, 8, 7, 6]]
    ranked = lists(scores, [[1, 1, 0, 1]], excluded=[[1, 0, 0, 0]])
    assert ranked.relevant[0] == 2
    assert metrics.average_precision(ranked)[0] == pytest.approx((1 + 2 / 3) / 2)


def test_nothing_relevant_is_nan_everywhere():
    ranked = lists([3, 2, 1], [0, 0, 0])
    for value in (
        metrics.average_precision(ranked),
        metrics.average_precision_at(ranked, (1,))[1],
        metrics.hashing_average_precision_at(ranked, (1,))[1],
        metrics.precision_at(ranked, (1,))[1],
        metrics.recall_at(ranked, (1,))[1],
        metrics.hit_at(ranked, (1,))[1],
        metrics.chance_average_precision(ranked.relevant, np.array([3])),
    ):
        assert np.isnan(value).all()


def test_cut_beyond_the_list():
    ranked = lists([3, 2, 1], [1, 0, 1])
    assert metrics.recall_at(ranked, (100,))[100][0] == 1.0
    assert metrics.precision_at(ranked, (100,))[100][0] == pytest.approx(0.02)


def test_chance_is_everything_tied():
    relevant = np.zeros(50, bool)
    relevant[:7] = True
    tied = metrics.average_precision(lists(np.zeros(50), relevant))[0]
    assert metrics.chance_average_precision(np.array([7]), np.array([50]))[0] == pytest.approx(tied)
    assert metrics.hit_at(lists(np.zeros(50), relevant), (10,))[10][0] == pytest.approx(1 - comb(43, 10) / comb(50, 10))


def test_stable_order_ignores_columns_and_negative_zero():
    ids = np.array([10, 11, 12, 13])
    scores = np.array([[0.0, -0.0, -1.0, 2.0]], np.float32)
    relevant = np.array([[1, 0, 1, 0]], bool)
    ranked = tied_ranking(scores, relevant, ids)
    turned = tied_ranking(scores[:, ::-1], relevant[:, ::-1], ids[::-1])
    np.testing.assert_array_equal(ranked.hits, turned.hits)
    np.testing.assert_array_equal(ranked.size, [[1, 2, 2, 1]])


def test_inverse_negative_penalty_by_hand_and_over_all_orders():
    # Two relevant images, the last at rank 4: 2 / 4.
    assert metrics.inverse_negative_penalty(lists([5, 4, 3, 2, 1], [1, 0, 0, 1, 0]))[0] == pytest.approx(0.5)
    scores, relevant = [5, 4, 4, 4, 4, 2], [1, 1, 0, 1, 0, 0]
    orders = [3 / (np.flatnonzero(order)[-1] + 1) for order in all_orders(scores, relevant)]
    assert metrics.inverse_negative_penalty(lists(scores, relevant))[0] == pytest.approx(np.mean(orders))
    assert np.isnan(metrics.inverse_negative_penalty(lists([2, 1], [0, 0]))[0])
