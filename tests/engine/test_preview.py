"""A preview is the method fitted on the images nearest to the query, as by hand on the same images."""

import numpy as np
import pytest

from explorer.engine import preview, session
from explorer.engine.answering import NeedsFit
from explorer.engine.indexing import index
from explorer.engine.requests import Requests
from explorer.engine.session import Session
from explorer.methods.base import Gallery, QueryBatch
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Features
from explorer.protocol.query import Query, Term

from .collections import make_workspace, patiently, vectors, write_features

NEAREST = 40


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    file = write_features(folder / "some.npz", groups=8, each=15)
    with make_workspace(folder, file) as workspace:
        index(file, workspace, umap=False)
        yield workspace


@pytest.fixture
def opened(indexed, monkeypatch):
    monkeypatch.setattr(preview, "NEAREST", NEAREST)
    monkeypatch.setattr(session, "NEAREST", NEAREST)
    monkeypatch.setattr(preview, "LEAST", 10)
    with Session(indexed) as opened:
        yield opened


def member(image):
    return Query((Term("member", int(image)),))


def nearest_rows(values, query):
    unit = values / np.linalg.norm(values, axis=1, keepdims=True)
    cosines = unit @ (query / np.linalg.norm(query))
    return np.sort(np.argsort(-cosines)[:NEAREST])


def test_a_slow_list_is_preceded_by_its_preview(opened, monkeypatch):
    asked = Requests()
    asked.open({"workspace": opened.workspace.path})
    payload = {"query": member(opened.features.ids[17]).to_json(), "pipeline": "diffusion", "k": 5}
    exact = patiently(asked.search, payload)
    assert "unfinished" not in asked.search({**payload, "soon": True}), "what is remembered is there at once"
    monkeypatch.setattr(session, "SLOW_MILLISECONDS", -1.0)
    first = asked.search({**payload, "soon": True})
    assert (first["unfinished"], first["nearest"]) == (True, NEAREST)
    assert first["ids"] == asked.preview(payload)["ids"]
    whole = asked.search(payload)
    assert (whole["ids"], whole["nearest"]) == (exact["ids"], 0)
    monkeypatch.setattr(session, "LARGE", 50)
    assert "unfinished" in asked.search({**payload, "pipeline": "gnn-rerank", "soon": True}), "nothing is known of it"
    monkeypatch.setattr(preview, "PREVIEW_SECONDS", -1.0)
    assert "unfinished" not in asked.search({**payload, "pipeline": "k-reciprocal", "soon": True}), "no sooner there"


@pytest.mark.parametrize("name", ["gnn-rerank[k1=12]", "diffusion[k=7]", "k-reciprocal[k1=9]"])
def test_a_member_is_ranked_as_by_a_fit_on_its_nearest_images(opened, name):
    values, _ = vectors(groups=8, each=15)
    rows = nearest_rows(values, values[17])
    part = Gallery(Features(values[rows], opened.features.ids[rows]))
    batch = QueryBatch.members(part.features, np.searchsorted(rows, [17]))
    expected = Pipeline(name).fit(part).search(batch, 10)
    result = opened.preview(member(opened.features.ids[17]), name, 10)
    np.testing.assert_array_equal(result.ids, expected.ids[0])
    np.testing.assert_allclose(result.scores, expected.scores[0], atol=1e-5)
    assert (result.nearest, result.total) == (NEAREST, NEAREST - 1)
    assert result.judgement.average_precision is None
    assert len(result.judgement.relevant) == 10


def test_an_unseen_query_and_preprocessing_that_is_not_fitted_yet(opened, tmp_path):
    values, _ = vectors(groups=8, each=15)
    query = (values[3] + values[60]).astype(np.float32)
    np.save(tmp_path / "query.npy", query)
    rows = nearest_rows(values, query)
    part = Gallery(Features(values[rows], opened.features.ids[rows]))
    expected = Pipeline("whiten[d=8]>gnn-rerank[k1=12]").fit(part).search(QueryBatch.unseen(query), 10)
    asked = Query((Term("vector", str(tmp_path / "query.npy")),))
    result = opened.preview(asked, "whiten[d=8]>gnn-rerank[k1=12]", 10)
    np.testing.assert_array_equal(result.ids, expected.ids[0])


def test_preprocessing_that_is_fitted_on_all_images_stays_as_it_is(opened):
    values, _ = vectors(groups=8, each=15)
    whole = opened.pipeline("whiten[d=8]>cosine")
    white = whole.ranker.gallery.features.values
    rows = nearest_rows(values, values[17])
    part = Gallery(Features(white[rows], opened.features.ids[rows]))
    batch = QueryBatch.members(part.features, np.searchsorted(rows, [17]))
    expected = Pipeline("gnn-rerank[k1=12]").fit(part).search(batch, 10)
    result = opened.preview(member(opened.features.ids[17]), "whiten[d=8]>gnn-rerank[k1=12]", 10)
    np.testing.assert_array_equal(result.ids, expected.ids[0])


def test_the_part_and_its_graph_are_cut_out_once_for_a_query(opened, monkeypatch):
    query = member(opened.features.ids[17])
    opened.preview(query, "gnn-rerank[k1=12]", 10)
    monkeypatch.setattr(preview.Previews, "_cut", None)
    opened.preview(query, "gnn-rerank[k1=14]", 10)
    with pytest.raises(TypeError):
        opened.preview(member(opened.features.ids[18]), "gnn-rerank[k1=14]", 10)


def test_a_small_collection_is_previewed_exactly_and_its_fit_remembered(indexed):
    with Session(indexed) as opened:
        query = member(opened.features.ids[17])
        result = opened.preview(query, "whiten[d=8]>gnn-rerank[k1=12]", 10)
        assert result.nearest == 0
        assert result.judgement.average_precision is not None
        exact = opened.search(query, opened.pipeline_at_once("whiten[d=8]>gnn-rerank[k1=12]"), 10)
        np.testing.assert_array_equal(result.ids, exact.ids)


def test_a_fit_that_is_too_slow_even_so_is_given_up(opened, monkeypatch):
    monkeypatch.setattr(preview, "PREVIEW_SECONDS", -1.0)
    monkeypatch.setattr(preview, "LEAST", 20)
    with pytest.raises(NeedsFit):
        opened.preview(member(opened.features.ids[17]), "gnn-rerank[k1=12]", 10)


def test_after_a_slow_fit_fewer_images_are_taken(opened, monkeypatch):
    monkeypatch.setattr(preview, "_fitted", lambda pipeline, part: pipeline.fit(part.gallery))
    query = member(opened.features.ids[17])
    assert opened.preview(query, "gnn-rerank[k1=12]", 10).nearest == NEAREST
    monkeypatch.setattr(preview, "PREVIEW_SECONDS", 0.0)
    assert opened.preview(query, "gnn-rerank[k1=13]", 10).nearest == NEAREST
    assert opened.preview(query, "gnn-rerank[k1=14]", 10).nearest == NEAREST // 2


def test_a_filter_applies_to_a_preview(opened):
    ids = opened.features.ids
    everything = opened.preview(member(ids[17]), "gnn-rerank[k1=12]", 39)
    within = np.sort(everything.ids[::2])
    result = opened.preview(member(ids[17]), "gnn-rerank[k1=12]", 39, within=within)
    np.testing.assert_array_equal(result.ids, everything.ids[::2])
