"""What is written is read again."""

import numpy as np
import pytest

from explorer.errors import InputError
from explorer.protocol.query import Term
from explorer.protocol.spelling import id_ranges, ids_text, parse_ids, parse_query, parse_term, term_text


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("id:12", Term("member", 12)),
        ("-id:7", Term("member", 7, sign=-1)),
        ("+0.5*id:7", Term("member", 7, weight=0.5)),
        ("file:a b@home.jpg", Term("file", "a b@home.jpg")),
        ("-2*file:a.jpg@0,0.25,0.5,1", Term("file", "a.jpg", (0, 0.25, 0.5, 1), 2.0, -1)),
        ("text:not a *good: picture", Term("text", "not a *good: picture")),
        ("vector:/tmp/q.npy", Term("vector", "/tmp/q.npy")),
        ("1e-3*id:7", Term("member", 7, weight=0.001)),
    ],
)
def test_terms_as_people_write_them(text, term):
    assert parse_term(text) == term
    assert parse_term(term_text(term)) == term


@pytest.mark.parametrize("text", ["12", "id:", "id:x", "image:a.jpg", "id:7@1,2,3", "0*id:7", "id:7@0.5,0,0.2,1"])
def test_other_texts_are_refused(text):
    with pytest.raises(InputError):
        parse_term(text)


def test_a_query_has_several_terms():
    assert parse_query(["id:1", "-id:2"]).terms == (Term("member", 1), Term("member", 2, sign=-1))


@pytest.mark.parametrize("ids", [[], [5], [1, 2, 3], [1, 3, 4, 9], list(range(100, 200))])
def test_ids_as_ranges(ids):
    array = np.array(ids, np.int64)
    assert parse_ids(ids_text(array)).tolist() == ids
    assert [i for first, last in id_ranges(array) for i in range(first, last + 1)] == ids


def test_ids_may_stand_on_lines_and_twice():
    assert parse_ids("7\n1-3, 2\n").tolist() == [1, 2, 3, 7]
    with pytest.raises(InputError, match="'3-1'"):
        parse_ids("3-1")
