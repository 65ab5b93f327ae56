"""Which rows query, are ranked and serve fitting."""

import numpy as np
import pytest

from explorer.errors import InputError
from explorer.evaluation.protocols import members, plan_at_random, plan_from_queries, plan_from_splits


def rows(plan):
    return plan.query.tolist(), plan.gallery.tolist(), plan.fit.tolist()


def test_test_rows_query_train_and_val():
    plan = plan_from_splits(["train", "val", "test", "train", "test"])
    assert rows(plan) == ([2, 4], [0, 1, 3], [0, 1, 3])
    assert "train and val" in plan.sentence
    assert plan.counts()["queries_in_gallery"] == 0


def test_query_rows_query_all_others():
    assert rows(plan_from_splits(["query", "train", "", "val"])) == ([0], [1, 2, 3], [1, 2, 3])


def test_a_named_gallery_is_the_gallery_and_train_serves_fitting_alone():
    assert rows(plan_from_splits(["query", "gallery", "train", "gallery"])) == ([0], [1, 3], [2])
    assert rows(plan_from_splits(["query", "gallery", "", "gallery"])) == ([0], [1, 3], [1, 3])


def test_overrides():
    splits = ["train", "val", "test"]
    assert rows(plan_from_splits(splits, gallery_splits=["train"])) == ([2], [0], [0])
    assert rows(plan_from_splits(splits, fit_splits=["train"])) == ([2], [0, 1], [0])
    plan = plan_from_splits(splits, gallery_splits=["all"])
    assert rows(plan) == ([2], [0, 1, 2], [0, 1, 2])
    assert plan.counts()["queries_in_gallery"] == 1


def test_usual_spellings():
    assert rows(plan_from_splits(["Training", "validation", " TEST "])) == ([2], [0, 1], [0, 1])


def test_without_split_all_are_members():
    plan = plan_from_splits(["", "", ""])
    assert plan.members
    assert rows(plan) == ([0, 1, 2],) * 3


@pytest.mark.parametrize(
    ("splits", "options", "words"),
    [
        (["train", "val"], {}, "says query or test"),
        (["train", "probe"], {}, "'probe'"),
        (["test", "test"], {}, "gallery is empty"),
        (["train", "test"], {"gallery_splits": ["val"]}, "no image has the split 'val'"),
        (["", ""], {"fit_splits": ["train"]}, "--fit-splits need"),
        ([""], {}, "at least two"),
    ],
)
def test_bad_splits_are_told_in_one_sentence(splits, options, words):
    with pytest.raises(InputError, match=words) as error:
        plan_from_splits(splits, **options)
    assert "\n" not in str(error.value)


def test_listed_queries():
    assert rows(plan_from_queries(np.array([1]), 3)) == ([1], [0, 2], [0, 2])
    with pytest.raises(InputError, match="names every image"):
        plan_from_queries(np.arange(3), 3)


def test_random_split_keeps_groups_on_one_side_and_repeats():
    groups = np.repeat(np.arange(50), 4)
    plan = plan_at_random(groups, 0.2, seed=3)
    assert len(plan.query) == 40
    assert not set(groups[plan.query]) & set(groups[plan.gallery])
    np.testing.assert_array_equal(plan.query, plan_at_random(groups, 0.2, seed=3).query)
    assert not np.array_equal(plan.query, plan_at_random(groups, 0.2, seed=4).query)
    with pytest.raises(InputError, match="one side"):
        plan_at_random(np.zeros(4, np.int64), 0.5, seed=0)


def test_members_needs_two():
    with pytest.raises(InputError, match="at least two"):
        members(1)
