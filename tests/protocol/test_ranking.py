import numpy as np
import pytest

from explorer.protocol.ids import NO_IMAGE, tie_order
from explorer.protocol.ranking import rank_scores


def brute_force(scores, ids, k, excluded):
    """All pairs sorted by (score descending, key ascending)."""
    keys = tie_order(ids)
    lists = []
    for row, out in zip(scores, excluded, strict=True):
        pairs = sorted(
            (-score, key, image) for score, key, image, no in zip(row, keys, ids, out, strict=True) if not no
        )
        lists.append([int(image) for score, _, image in pairs if np.isfinite(score)][:k])
    return [row + [NO_IMAGE] * (k - len(row)) for row in lists]


@pytest.mark.parametrize("k", [0, 1, 3, 9, 39, 40, 60])
@pytest.mark.parametrize("levels", [1, 3, 1000])
def test_lists_equal_a_full_sort(k, levels):
    dice = np.random.default_rng(k * 7 + levels)
    ids = dice.permutation(400)[:40].astype(np.int64)
    scores = (dice.integers(0, levels, (6, 40)) / levels).astype(np.float32)
    excluded = dice.random((6, 40)) < 0.2
    ranking = rank_scores(scores, ids, k, excluded=excluded)
    assert ranking.ids.tolist() == brute_force(scores, ids, k, excluded)
    assert (ranking.ids.dtype, ranking.scores.dtype) == (np.int64, np.float32)
    column = {int(image): at for at, image in enumerate(ids)}
    for row in range(6):
        for image, score in zip(ranking.ids[row], ranking.scores[row], strict=True):
            assert score == (-np.inf if image == NO_IMAGE else scores[row, column[int(image)]])


def test_ties_do_not_depend_on_the_order_of_columns_or_the_filter():
    ids = np.arange(100, dtype=np.int64)
    shuffled = np.random.default_rng(0).permutation(ids)
    scores = np.ones((1, 100), np.float32)
    first = rank_scores(scores, ids, 10).ids[0]
    assert np.array_equal(first, rank_scores(scores, shuffled, 10).ids[0])
    without = np.isin(ids, first[:3])
    assert np.array_equal(rank_scores(scores, ids, 7, excluded=without).ids[0], first[3:])


def test_images_without_a_score_never_appear():
    scores = np.array([[0.5, -np.inf, 0.1, -np.inf]], np.float32)
    for k in (1, 2, 4, 6):
        assert rank_scores(scores, np.array([4, 5, 6, 7]), k).ids[0].tolist() == [4, 6, -1, -1, -1, -1][:k]


def test_an_empty_gallery_gives_padding():
    ranking = rank_scores(np.zeros((2, 0), np.float32), np.zeros(0, np.int64), 3)
    assert ranking.ids.tolist() == [[-1] * 3] * 2
    assert np.isneginf(ranking.scores).all()


def test_tie_keys_are_distinct_stable_and_blind_to_order():
    ids = np.arange(-5, 100_000)
    keys = tie_order(ids)
    assert len(np.unique(keys)) == len(ids)
    assert abs(np.corrcoef(ids, keys.astype(float))[0, 1]) < 0.01
    # The first outputs of splitmix64 from seed 0 and from its next state, as published by Vigna.
    assert tie_order(np.array([0])).tolist() == [0xE220A8397B1DCDAF]
    assert tie_order(np.array([-0x61C8864680B583EB])).tolist() == [0x6E789E6AA1B965F4]
