"""An opened collection answers like the methods themselves."""

import sys

import numpy as np
import pytest

from explorer.engine.answering import NeedsFit
from explorer.engine.indexing import index
from explorer.engine.network import network
from explorer.engine.session import Session
from explorer.errors import Cancelled, InputError, WorkspaceError
from explorer.methods.base import Edits
from explorer.protocol.query import Query, Term

from .collections import EACH, make_workspace, vectors, write_features


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("indexed")
    file = write_features(folder / "some.npz")
    with make_workspace(folder, file) as workspace:
        index(file, workspace, umap=False)
        yield workspace


@pytest.fixture
def session(indexed):
    with Session(indexed) as session:
        yield session


def member(image, **options):
    return Query((Term("member", int(image), **options),))


def _average_precision(order, labels, query):
    hits = np.cumsum(labels[order] == labels[query])
    places = np.arange(1, len(order) + 1)
    return (hits / places)[labels[order] == labels[query]].mean()


def test_a_member_is_ranked_and_judged_as_by_hand(session):
    values, labels = vectors()
    unit = values / np.linalg.norm(values, axis=1, keepdims=True)
    query = 5
    order = np.argsort(-(unit @ unit[query]))
    order = order[order != query]
    result = session.search(member(session.features.ids[query]), session.pipeline("cosine"), 10)
    np.testing.assert_array_equal(result.ids, session.features.ids[order[:10]])
    np.testing.assert_allclose(result.scores, (unit @ unit[query])[order[:10]], rtol=1e-5)
    np.testing.assert_array_equal(result.judgement.relevant, labels[order[:10]] == labels[query])
    assert result.judgement.average_precision == pytest.approx(_average_precision(order, labels, query))
    assert result.judgement.precision_at_k == pytest.approx((labels[order[:10]] == labels[query]).mean())
    assert result.total == len(values) - 1
    assert result.bytes_per_item >= 4 * values.shape[1]
    assert result.milliseconds > 0


def test_the_saved_model_answers_like_a_fresh_one(session, indexed):
    query = member(session.features.ids[3])
    saved = session.pipeline_at_once("gnn-rerank")
    with Session(indexed) as other:
        fresh = other.pipeline("gnn-rerank[k1=27]")  # another key: not saved
        assert fresh is not saved
    fresh = type(saved)("gnn-rerank").fit(session.gallery)
    np.testing.assert_array_equal(session.search(query, saved, 20).ids, session.search(query, fresh, 20).ids)


def test_query_parameters_need_no_new_fit_and_do_not_mix(session):
    query = member(session.features.ids[3])
    plain, mixed = session.pipeline("gnn-rerank"), session.pipeline("gnn-rerank[lambda=0.9]")
    first, second = session.search(query, plain, 20), session.search(query, mixed, 20)
    assert not np.array_equal(first.scores, second.scores)
    np.testing.assert_array_equal(session.search(query, plain, 20).scores, first.scores)


def test_terms_are_added_and_those_searched_away_from_are_penalties(session):
    ids, unit = session.features.ids, session.features.unit()
    pipeline, everything = session.pipeline("cosine"), len(session.features)
    query = Query((Term("member", int(ids[0]), weight=2.0), Term("member", int(ids[40]), sign=-1)))
    expected = unit @ unit[0] - 0.5 * np.maximum(unit @ unit[40], 0)
    result = session.search(query, pipeline, everything)
    found = np.searchsorted(ids, result.ids)
    np.testing.assert_allclose(result.scores, expected[found], atol=1e-5)
    assert (np.diff(result.scores) <= 0).all()
    assert set(ids.tolist()) - set(result.ids.tolist()) == {int(ids[0]), int(ids[40])}
    np.testing.assert_array_equal(session.ranks(query, pipeline, result.ids), np.arange(1, everything - 1))
    assert session.ranks(query, pipeline, ids[[0]]).tolist() == [0]
    assert session.ranks(query, pipeline, result.ids[[4]], within=result.ids[[1, 4]]).tolist() == [2]


def test_several_members_of_one_label_are_judged_like_one(session):
    ids = session.features.ids
    one = session.search(member(ids[0]), session.pipeline("cosine"), 10)
    two = session.search(
        Query((Term("member", int(ids[0])), Term("member", int(ids[1])))), session.pipeline("cosine"), 10
    )
    assert one.judgement is not None
    assert two.judgement is not None
    assert not np.isin(ids[:2], two.ids).any()


def test_a_vector_file_is_a_query_and_is_not_judged(session, tmp_path):
    np.save(tmp_path / "query.npy", vectors()[0][7])
    query = Query((Term("vector", str(tmp_path / "query.npy")),))
    result = session.search(query, session.pipeline("cosine"), 3)
    assert result.ids[0] == session.features.ids[7]
    assert result.judgement is None


@pytest.mark.parametrize(
    ("term", "message"),
    [
        (Term("member", 10_000), "10000 has no vector"),
        (Term("text", "a red apple"), "no captions: write some"),
        (Term("file", "/no/such.jpg"), "feature file"),
        (Term("vector", "/no/such.npy"), "no vector that can be read"),
        (Term("member", 1, region=(0, 0, 0.5, 0.5)), "no picture"),
    ],
)
def test_what_cannot_be_encoded_is_told_in_one_sentence(session, term, message):
    with pytest.raises(InputError, match=message):
        session.search(Query((term,)), session.pipeline("cosine"), 3)


def test_vectors_of_another_length_are_refused(session, tmp_path):
    np.save(tmp_path / "query.npy", np.ones(5))
    with pytest.raises(InputError, match="holds 5 values; give 16"):
        session.queries.encode(Query((Term("vector", str(tmp_path / "query.npy")),)))


@pytest.mark.parametrize("values", [np.ones(16, np.complex64), np.zeros(16, [("x", "f4")]), np.full(16, np.nan), None])
def test_files_that_hold_no_vector_are_refused(session, tmp_path, values):
    file = tmp_path / "query.npy"
    with file.open("wb") as stream:
        np.savez(stream, query=np.ones(16)) if values is None else np.save(stream, values)
    with pytest.raises(InputError, match=r"no vector that can be read|give 16 finite ones"):
        session.queries.encode(Query((Term("vector", str(file)),)))


def test_filters_and_edits_restrict_the_list(session):
    ids = session.features.ids
    pipeline = session.pipeline("gnn-rerank")
    within = ids[[1, 2, 3, 30]]
    result = session.search(member(ids[2]), pipeline, 10, within=within)
    assert set(result.ids) == {ids[1], ids[3], ids[30]}
    assert result.total == 3
    full = session.search(member(ids[2]), pipeline, 10)
    edited = session.search(member(ids[2]), pipeline, 10, edits=Edits(nodes=frozenset({int(full.ids[0])})))
    assert full.ids[0] not in edited.ids
    assert edited.total == full.total - 1
    with pytest.raises(InputError, match="k=0"):
        session.search(member(ids[2]), pipeline, 0)


def test_ranks_agree_with_the_list(session):
    query, pipeline = member(session.features.ids[9]), session.pipeline("gnn-rerank")
    result = session.search(query, pipeline, 15)
    np.testing.assert_array_equal(session.ranks(query, pipeline, result.ids), np.arange(1, 16))


def test_a_fit_that_takes_long_is_left_to_a_job(session, indexed, monkeypatch):
    monkeypatch.setattr("explorer.engine.session.AT_ONCE_SECONDS", -1.0)
    with pytest.raises(NeedsFit) as caught:
        session.pipeline_at_once("gnn-rerank[k1=20]")
    assert caught.value.pipeline == "gnn-rerank[k1=20]"
    session.keep(session.pipeline("gnn-rerank[k1=20]"))
    with Session(indexed) as later:
        assert later.pipeline_at_once("gnn-rerank[k1=20]")


def test_fits_through_many_vectors_are_not_begun_where_others_wait(session, monkeypatch):
    monkeypatch.setattr("explorer.engine.session.LARGE", 10)
    for name in ("itq-16", "diffusion-offline", "grad-net"):
        with pytest.raises(NeedsFit):
            session.pipeline_at_once(name)
    assert session.pipeline_at_once("gnn-rerank[k1=20]")


def test_images_that_come_after_a_training_are_placed_until_it_is_learned_anew(tmp_path):
    file, method = write_features(tmp_path / "some.npz"), "grad-net[epochs=0]"
    with make_workspace(tmp_path, file) as workspace:
        index(file, workspace, umap=False, models=())
        with Session(workspace) as session:
            whole = {"values": np.array(session.features.values), "ids": session.features.ids}
        workspace.configure(features="encoded")
        workspace.write("features", "encoded", {name: array[:-6] for name, array in whole.items()}, {"encoder": None})
        with Session(workspace) as session:
            session.keep(session.pipeline(method))
        workspace.write("features", "encoded", whole, {"encoder": None})
        with Session(workspace) as session:
            with pytest.raises(NeedsFit):
                session.pipeline_at_once(method)
            grown = session.pipeline(method)
            assert "6 images came after the fit" in grown.notes[-1]
            session.keep(grown)
        with Session(workspace) as session:
            assert session.pipeline_at_once(method).ranker.later == 6
            with Session(workspace) as other:
                other.keep(other.pipeline(method, anew=True))
            assert session.pipeline_at_once(method).ranker.later == 0


def test_a_collection_without_vectors_is_refused(tmp_path):
    with make_workspace(tmp_path, write_features(tmp_path / "some.npz")) as workspace, pytest.raises(WorkspaceError):
        Session(workspace)


def test_the_network_holds_the_query_its_results_and_what_ties_them(session):
    ids = session.features.ids
    results = session.search(member(ids[4]), session.pipeline("cosine"), 6).ids
    drawn = network(session, member(ids[4]), results, hops=1, limit=30)
    assert drawn.query == 0
    assert drawn.ids[0] == ids[4]
    np.testing.assert_array_equal(drawn.ids[1:7], results)
    assert 7 < len(drawn.ids) <= 30
    assert drawn.positions.shape == (len(drawn.ids), 2)
    graph = session.graph
    for (i, j), weight, mutual in zip(drawn.edges, drawn.weights, drawn.mutual, strict=True):
        a, b = (int(np.flatnonzero(ids == drawn.ids[place])[0]) for place in (i, j))
        listed = [b in graph.indices[a, :10], a in graph.indices[b, :10]]
        assert any(listed)
        assert mutual == all(listed)
        unit = session.features.unit()
        assert weight == pytest.approx(float(unit[a] @ unit[b]), abs=1e-5)


def test_a_query_from_outside_is_a_node_tied_to_its_nearest(session, tmp_path):
    np.save(tmp_path / "query.npy", vectors()[0][:EACH].mean(axis=0))
    query = Query((Term("vector", str(tmp_path / "query.npy")),))
    drawn = network(session, query, np.array([], np.int64), hops=0, limit=50)
    assert drawn.ids[drawn.query] == -1
    assert (drawn.edges == drawn.query).any(axis=1).sum() == 10
    message = drawn.to_json()
    assert message["query_index"] == len(message["ids"]) - 1
    with pytest.raises(InputError, match="too many to draw"):
        network(session, query, np.array([], np.int64), hops=0, limit=5000)


def test_scores_are_remembered_for_ranks_and_longer_lists(session, monkeypatch):
    query, pipeline = member(session.features.ids[3]), session.pipeline("cosine")
    short = session.search(query, pipeline, 5)
    monkeypatch.setattr(type(pipeline), "scores", None)
    longer = session.search(query, pipeline, 40)
    np.testing.assert_array_equal(longer.ids[:5], short.ids)
    np.testing.assert_array_equal(session.ranks(query, pipeline, longer.ids), np.arange(1, 41))
    with pytest.raises(TypeError):
        session.search(query, pipeline, 5, anew=True)


def test_ranks_are_those_within_the_filter(session):
    ids = session.features.ids
    query, pipeline, within = member(ids[3]), session.pipeline("cosine"), ids[10:30]
    listed = session.search(query, pipeline, 20, within=within).ids
    np.testing.assert_array_equal(session.ranks(query, pipeline, listed, within=within), np.arange(1, 21))
    assert session.ranks(query, pipeline, ids[[40, 3]], within=within).tolist() == [0, 0]


def test_a_session_opened_again_shares_vectors_and_models_until_they_change(session, indexed):
    fitted = session.pipeline("gnn-rerank[k1=9]")
    with Session(indexed, before=session) as again:
        assert again.gallery is session.gallery
        assert again.pipeline_at_once("gnn-rerank[k1=9]").ranker.gallery is fitted.ranker.gallery


def test_an_encoder_that_gave_no_vectors_is_named(indexed):
    with pytest.raises(InputError, match="no vectors of clip"):
        Session(indexed, encoder="clip")


def test_the_fits_of_a_slider_do_not_pile_up(session, monkeypatch):
    monkeypatch.setattr("explorer.engine.models._KEPT", 2)
    monkeypatch.setattr("explorer.engine.models._ROOM", 0)
    monkeypatch.setattr("explorer.methods.gallery._DERIVED_KEPT", 3)
    names = [f"whiten[d={d}]>cosine" for d in range(2, 9)]
    query = member(session.features.ids[5])
    first = [session.search(query, session.pipeline_at_once(name), 9).ids for name in names]
    assert len(session._models._fitted) == 2
    assert len(session.gallery.derived) == 3
    again = [session.search(query, session.pipeline_at_once(name), 9, anew=True).ids for name in names]
    np.testing.assert_array_equal(first, again)


def test_a_fit_whose_time_went_to_loading_torch_is_tried_again(session, monkeypatch):
    fit = Session.pipeline

    def slow_at_first(self, name, **options):
        if "torch" not in sys.modules:
            monkeypatch.undo()  # it is loaded now
            raise Cancelled
        return fit(self, name, **options)

    monkeypatch.delitem(sys.modules, "torch")
    monkeypatch.setattr(Session, "pipeline", slow_at_first)
    assert session.pipeline_at_once("gnn-rerank[k1=13]")
