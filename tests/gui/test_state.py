"""The comparison as plain data."""

import numpy as np

from explorer.gui.state import Change, ColumnResult, History, Within, rank_changes
from explorer.gui.state import member_query as query


def test_changes_of_rank_against_the_reference():
    changes = rank_changes((30, 10, 20, 99), reference=(10, 20, 30))
    assert changes == [Change(2), Change(-1), Change(-1), Change(None)]
    assert [change.text for change in changes] == ["▲2", "▼1", "▼1", "new"]
    assert Change(0).text == ""
    assert "up" in changes[0].spoken
    assert "down" in changes[1].spoken


def test_history_goes_back_and_forward_and_forgets_what_lay_ahead():
    history = History()
    for image in (1, 2, 3):
        history.visit(query(image))
    assert history.back() == query(2)
    assert history.back() == query(1)
    assert history.back() is None
    assert history.forward() == query(2)
    history.visit(query(9))
    assert history.forward() is None
    assert history.back() == query(2)


def test_the_same_query_twice_is_visited_once():
    history = History()
    history.visit(query(1))
    history.visit(query(1))
    assert history.past == []


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
