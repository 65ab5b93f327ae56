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


def ranked(*ids, **options):
    return ColumnResult("cosine", ids, tuple(1.0 / (place + 1) for place in range(len(ids))), 1.0, 4.0, **options)


def test_overlap_and_dropped_are_of_the_first_k():
    reference, other = ranked(1, 2, 3, 4, 5), ranked(2, 9, 1, 3, 8)
    assert other.overlap(reference, 3) == 2 / 3
    assert other.dropped(reference, 3) == [3]
    assert other.dropped(reference, 5) == [4, 5]
    assert other.overlap(ranked()) is None


def test_a_continued_list_keeps_what_it_had():
    first, rest = ranked(1, 2, total=4), ranked(7, 8, total=4)
    whole = first.continued(rest)
    assert (whole.ids, whole.total, len(whole.scores)) == ((1, 2, 7, 8), 4, 4)
    assert (first.is_whole, whole.is_whole) == (False, True)
    assert ranked(1, 2, total=900, nearest=2000).is_whole
