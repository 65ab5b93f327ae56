"""What words have to do with an image is told word by word."""

import pytest

from explorer.gui.why_section import Hands, Signs
from explorer.gui.why_words import WordsSection, marked, reads_leftwards

MATCH = {
    "query": [["red", 0.1], ["apple", 0.3], ["of", -0.02]],
    "captions": [["A red apple & a <knife>.", 0.8], ["תפוח אדום", 0.4]],
    "heads": [[0.9, 0.1], [-0.2, 0.3]],
}


@pytest.fixture
def section(window):
    section = WordsSection(Hands(window.thumbnails, str, Signs()))
    section.setParent(window)
    return section


def test_words_captions_and_representations_are_shown(section):
    section.show_explanation({"score": 0.4, "words": MATCH})
    assert not section.isHidden()
    assert section.words == [("red", 0.25), ("apple", pytest.approx(0.75)), ("of", pytest.approx(-0.05))]
    assert section.captions[1] == ("תפוח אדום", 0.4)
    assert "representation 1 of the query and 1 of the image, cosine 0.90" in section.grid.accessibleName()
    section.resize(260, 400)
    assert not section.grab().isNull()


def test_of_a_score_near_zero_no_word_is_more_than_all(section):
    section.show_explanation({"score": 1e-5, "words": {**MATCH, "query": [["red", -0.02], ["apple", 0.01]]}})
    assert section.words == [("red", -1.0), ("apple", 0.5)]


@pytest.mark.parametrize("words", [None, {"query": [], "captions": [], "heads": []}])
def test_where_words_have_nothing_to_do_with_it_nothing_is_shown(section, words):
    section.show_explanation({"score": 0.4, "words": words})
    assert section.isHidden()


def test_captions_are_marked_and_keep_their_direction():
    assert marked("A red <b>", {"red"}) == '<span dir="ltr">A <b>red</b> &lt;b&gt;</span>'
    assert marked("1. תפוח", {"תפוח"}) == '<span dir="rtl">1. <b>תפוח</b></span>'
    assert not reads_leftwards("りんご")
