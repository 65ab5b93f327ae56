"""The landmarks of a query are shown with their weights, and can be searched for."""

import pytest

from explorer.gui.picture_button import PictureButton
from explorer.gui.why_atoms import AtomsSection
from explorer.gui.why_section import Hands, Signs

ATOMS = [{"image": 3, "query": 0.25, "answer": 0.5}, {"image": 1, "query": 0.1, "answer": 0.0}]


@pytest.fixture
def section(window):
    section = AtomsSection(Hands(window.thumbnails, str, Signs()))
    section.setParent(window)
    return section


def test_landmarks_stand_in_their_order_with_both_weights(section):
    section.show_explanation({"score": 0.4, "atoms": ATOMS})
    assert not section.isHidden()
    pictures = section.findChildren(PictureButton)
    assert [(one.image, one.caption) for one in pictures] == [(3, "25% · 50%"), (1, "10% · 0%")]
    chosen = []
    section.hands.signs.chosen.connect(chosen.append)
    pictures[0].click()
    assert chosen == [3]


@pytest.mark.parametrize("told", [{"score": 0.4}, {"score": 0.4, "atoms": []}])
def test_methods_without_codes_show_none(section, told):
    section.show_explanation(told)
    assert section.isHidden()
    assert section.weights == {}
