"""From names and vectors to rows."""

import numpy as np
import pytest

from explorer.errors import InputError
from explorer.evaluation.labels import Labels
from explorer.evaluation.source import development_plans, near_duplicate_groups, rows_of_queries
from explorer.evaluation.table import EvaluationTable
from explorer.protocol.features import Features


@pytest.mark.parametrize("shift", [0.0, 8.0])
def test_near_duplicates_share_a_group_in_any_feature_space(shift):
    # With the shift all cosines are above 0.98, as with histograms; copies must be told apart all the same.
    random = np.random.default_rng(0)
    originals = random.normal(0, 1, (50, 32)) + shift
    copies = originals[:5] + random.normal(0, 0.02, (5, 32))
    groups = near_duplicate_groups(Features(np.concatenate([originals, copies]).astype(np.float32)))
    assert groups[50:].tolist() == groups[:5].tolist()
    assert len(set(groups.tolist())) == 50


def test_identical_and_zero_images():
    assert len(set(near_duplicate_groups(Features(np.ones((6, 4), np.float32))).tolist())) == 1
    assert len(near_duplicate_groups(Features(np.zeros((6, 4), np.float32)))) == 6


def test_listed_queries(tmp_path):
    file = tmp_path / "queries.csv"
    file.write_text("path,note\nb.jpg,x\na.jpg,y\n", "utf-8")
    assert rows_of_queries(file, ["a.jpg", "c.jpg", "b.jpg"]).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("text", "words"),
    [("file\na.jpg\n", "neither a column"), ("path\nz.jpg\n", "line 2: 'z.jpg'"), ("path\n", "lists no query")],
)
def test_bad_lists_of_queries(text, words, tmp_path):
    file = tmp_path / "queries.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=words):
        rows_of_queries(file, ["a.jpg"])


def table(splits):
    n = len(splits)
    values = np.random.default_rng(0).normal(size=(n, 8)).astype(np.float32)
    return EvaluationTable("t", Features(values), Labels([["a"]] * n), [str(i) for i in range(n)], splits)


def test_values_are_compared_without_the_queries_of_the_test_split():
    splits = ["test"] * 20 + ["train"] * 50 + ["val"] * 10
    (plan,) = development_plans(table(splits))
    assert plan.query.tolist() == list(range(70, 80))
    assert plan.gallery.tolist() == plan.fit.tolist() == list(range(20, 70))
    assert "20 test queries take no part" in plan.sentence
    drawn = development_plans(table(splits), (0, 1), validation=False)
    for plan in drawn:
        assert plan.query.min() >= 20, "the test queries stay locked"
        assert set(plan.query) | set(plan.gallery) == set(range(20, 80))
        assert not set(plan.query) & set(plan.gallery)
    assert drawn[0].query.tolist() != drawn[1].query.tolist()


def test_without_splits_a_share_of_all_images_is_drawn():
    (plan,) = development_plans(table([""] * 40))
    assert 0 < len(plan.query) <= 8
    assert len(plan.query) + len(plan.gallery) == 40
    assert "take no part" not in plan.sentence
