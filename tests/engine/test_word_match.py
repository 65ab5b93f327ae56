"""What words have to do with an image, and captions near to a query."""

import pytest

from explorer.engine.session import Session
from explorer.engine.word_match import captions_of, near_captions, with_words
from explorer.errors import InputError
from explorer.protocol.query import Query, Term

from .collections import EACH
from .test_words import _no_weights, captioned, words  # noqa: F401

GPLDAN = "gpldan[steps=30,channels=16]"


def explained(session, query, method, row):
    pipeline = session.pipeline(method)
    image = int(session.features.ids[row])
    return with_words(session, query, pipeline, session.explain(query, pipeline, image)).words


def test_the_word_that_an_image_is_found_by_counts_most(captioned):  # noqa: F811
    with Session(captioned[1]) as session:
        found = explained(session, words("number bird"), "cca>cosine", EACH + 2)
    lost = dict(found.query)
    assert lost["bird"] > lost["number"]
    assert [text for text, _ in found.captions] == [f"A green bird, number {(EACH + 2) % 5}."]
    assert 0 < found.captions[0][1] <= 1
    assert found.heads == ()


def test_representations_are_compared_each_with_each(captioned):  # noqa: F811
    with Session(captioned[1]) as session:
        for query in (words("bird"), Query((Term("member", int(session.features.ids[0])),))):
            heads = explained(session, query, GPLDAN, EACH).heads
            assert [len(row) for row in heads] == [4] * 4
            assert all(-1 <= cosine <= 1 for row in heads for cosine in row)


def test_methods_of_images_have_nothing_to_say_of_words(captioned):  # noqa: F811
    with Session(captioned[1]) as session:
        query = Query((Term("member", int(session.features.ids[0])),))
        assert explained(session, query, "cosine", 3) is None


def test_captions_near_to_an_image_or_to_words(captioned):  # noqa: F811
    with Session(captioned[1]) as session:
        space = session.pipeline("cca>cosine")
        image = int(session.features.ids[EACH])
        near = near_captions(session, Query((Term("member", image),)), space, 3)
        assert [one.text.split(",")[0] for one in near] == ["A green bird"] * 3
        assert all(image not in one.images or len(one.images) > 1 for one in near)
        near = near_captions(session, words("car number 3"), space, 1)
        assert near[0].text == "A blue car, number 3."
        assert all(session.gallery.rows_of([one])[0] // EACH == 2 for one in near[0].images)
        assert captions_of(session, image) == [f"A green bird, number {EACH % 5}."]
        with pytest.raises(InputError, match="methods that know words"):
            near_captions(session, words("car"), session.pipeline("cosine"), 3)
