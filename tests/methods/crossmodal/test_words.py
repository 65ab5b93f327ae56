"""The space that a collection's own pairs choose."""

import numpy as np
import pytest

from explorer.methods.base import Gallery, QueryBatch
from explorer.methods.crossmodal import words
from explorer.methods.crossmodal.cca import Cca
from explorer.methods.crossmodal.gpldan import Gpldan
from explorer.methods.crossmodal.pls import Pls
from explorer.methods.crossmodal.words import Words
from explorer.methods.pipeline import Pipeline

POOR = words._Candidate(Cca, {"dimensions": 1, "ridge": 100.0})
NETWORK = words._Candidate(Gpldan, {"steps": 1, "channels": 8, "networks": 1})


def asked(features) -> QueryBatch:
    return QueryBatch(features.texts.values[:5], np.full(5, -1), modality="text")


def test_what_finds_most_partners_is_taken_learns_from_all_pairs_and_is_told(paired, monkeypatch, tmp_path) -> None:
    features = paired(200, topics=40)
    monkeypatch.setattr(words, "_CANDIDATES", (POOR, words._Candidate(Pls, {})))
    chosen = Words().fit(Gallery(features))
    assert "by PLS" in chosen.notes[0]
    expected = Pls().fit(Gallery(features)).scores(asked(features))
    np.testing.assert_allclose(chosen.scores(asked(features)), expected, rtol=1e-5, atol=1e-6)
    chosen.save(tmp_path)
    loaded = Words().load(tmp_path, Gallery(features))
    assert loaded.notes == chosen.notes
    np.testing.assert_array_equal(loaded.scores(asked(features)), expected)


def test_pairs_that_share_a_caption_are_one_draw() -> None:
    first, other = np.zeros(40), np.r_[np.ones(20), np.zeros(20)]
    assert words._clearly_best([first, other], np.arange(40, dtype=np.int32)) == 1
    assert words._clearly_best([first, other], np.repeat(np.arange(2, dtype=np.int32), 20)) == 0
    assert words._clearly_best([other, first], np.arange(40, dtype=np.int32)) == 0


def test_the_choice_is_told_before_another_method_too(paired, tmp_path) -> None:
    features = paired(40)
    fitted = Pipeline("words>cosine").fit(Gallery(features))
    fitted.save(tmp_path)
    loaded = Pipeline("words>cosine").load(tmp_path, Gallery(features))
    assert "too few pairs" in fitted.notes[0]
    assert "too few pairs" in loaded.notes[0]


@pytest.mark.parametrize("saved", [False, True])
def test_heads_are_those_of_the_chosen_space(paired, monkeypatch, tmp_path, saved) -> None:
    features = paired(40)
    monkeypatch.setattr(words, "_CANDIDATES", (NETWORK,))
    monkeypatch.setattr(Words, "_common", lambda chosen: dict(NETWORK.tried))
    chosen = Words().fit(Gallery(features))
    assert "too few" in chosen.notes[0]
    if saved:
        chosen.save(tmp_path)
        chosen = Words().load(tmp_path, Gallery(features))
    assert np.shape(chosen.heads(asked(features), 3)) == (4, 4)
