"""From names and vectors to rows."""

import numpy as np
import pytest

from explorer.errors import InputError
from explorer.evaluation.source import near_duplicate_groups, rows_of_queries
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
