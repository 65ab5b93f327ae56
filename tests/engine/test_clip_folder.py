"""A tiny CLIP, made here, runs the way that a real one takes: images, captions and words by its two towers."""

import numpy as np
import pytest
from PIL import Image

from explorer.collection.source import open_source
from explorer.engine.indexing import index
from explorer.engine.session import Session
from explorer.engine.word_match import near_captions, with_words
from explorer.engine.words import words_by
from explorer.protocol.query import Query, Term
from explorer.workspace.store import Workspace

from ..embedding.test_huggingface_folder import save_model  # noqa: TID252 - the tests are no package

LETTERS = "abcdefghij"


@pytest.fixture
def indexed(tmp_path):
    """Ten pictures with captions, by a CLIP whose towers know nothing yet."""
    model, pictures = tmp_path / "clip", tmp_path / "pictures"
    model.mkdir()
    pictures.mkdir()
    save_model(model, "clip")
    rng = np.random.default_rng(0)
    for letter in LETTERS:
        Image.fromarray(rng.integers(0, 255, (40, 40, 3), np.uint8)).save(pictures / f"{letter}.png")
    rows = "".join(f"{letter}.png,{letter} {LETTERS[place - 1]}\n" for place, letter in enumerate(LETTERS))
    (pictures / "images.csv").write_text(f"path,caption\n{rows}")
    with Workspace.create(tmp_path / "c.rexws", source=open_source(pictures)) as workspace:
        index(pictures, workspace, str(model), umap=False, models=())
        yield workspace


@pytest.mark.filterwarnings("ignore")
def test_both_towers_of_a_clip_folder_are_used(indexed):
    query = Query((Term("text", "a j"),))
    with Session(indexed) as session:
        assert words_by(indexed, captions=session.queries.knows_captions) == "encoder"
        texts = session.features.texts
        assert texts is not None
        assert texts.dim == session.features.dim == 12
        found = session.search(query, session.pipeline("cosine"), 3)
        images = session.features.rows(np.arange(len(LETTERS)))
        images = images / np.linalg.norm(images, axis=1, keepdims=True)
        asked = texts.values[0] / np.linalg.norm(texts.values[0])  # the caption of the first image is the query
        order = np.argsort(-images @ asked)
        assert found.ids.tolist() == session.features.ids[order[:3]].tolist()
        member = Query((Term("member", int(session.features.ids[0])),))
        assert len(session.search(member, session.pipeline("clip"), 3).ids) == 3
        space = session.pipeline("clip>cosine")
        assert near_captions(session, query, space, 1)[0].text == "a j"  # the words of a query are those of a caption
        assert "a j" not in {one.text for one in near_captions(session, member, space, 20)}
        pipeline, image = session.pipeline("cosine"), int(session.features.ids[0])
        told = with_words(session, query, pipeline, session.explain(query, pipeline, image)).words
        assert told.captions[0] == ("a j", pytest.approx(1, abs=1e-3))
