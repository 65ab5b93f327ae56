"""The comparison as plain data."""

import numpy as np

from explorer.gui.state import Change, ColumnResult, Within, rank_changes


def test_changes_of_rank_against_the_reference():
    changes = rank_changes((30, 10, 99, 20, 98), reference=(10, 20, 30))
    assert changes == [Change(2), Change(-1), Change(None), Change(-2), None]
    assert [change.text for change in changes[:4]] == ["▲2", "▼1", "new", "▼2"]
    assert Change(0).text == ""
    assert "up" in changes[0].spoken
    assert "down" in changes[1].spoken


def test_an_answer_without_labels_judges_nothing():
    result = ColumnResult.from_message(
        {"pipeline": "cosine", "ids": [4, 2], "scores": [0.9, 0.1], "ms": 1, "bytes_per_item": 4, "relevant": None}
    )
    assert result.relevant is None
    assert result.average_precision is None
    assert result.precision(10) is None
    assert result.ids == (4, 2)


def test_precision_is_of_the_first_k():
    result = ColumnResult("cosine", (1, 2, 3), (3.0, 2.0, 1.0), 1.0, 4.0, relevant=(True, False, False))
    assert result.precision(2) == 0.5
    assert result.precision(10) == 1 / 3


def test_equal_filters_are_equal_and_others_are_not():
    apples = Within(np.array([1, 5, 9]), "label: apple")
    assert apples == Within(np.array([1, 5, 9]), "label: apple")
    assert apples != Within(np.array([1, 5, 8]), "label: apple")
    assert apples != Within(np.array([1, 5, 9]), "label: leaf")
