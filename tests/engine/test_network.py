"""What the window draws of the graph: places, paths from the query, hubs."""

import numpy as np
import pytest

from explorer.engine.indexing import index
from explorer.engine.network import NEIGHBOURS, network
from explorer.engine.session import Session
from explorer.errors import InputError
from explorer.methods.gallery import Edits
from explorer.projection.layouts import LAYOUTS, laid_out
from explorer.protocol.query import Query, Term

from .collections import make_workspace, write_features


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    folder = tmp_path_factory.mktemp("network")
    file = write_features(folder / "some.npz")
    with make_workspace(folder, file) as workspace:
        index(file, workspace, umap=False)
        with Session(workspace) as session:
            yield session


def drawn(session, **options):
    ids = session.features.ids
    results = session.search(member(ids[4]), session.pipeline("cosine"), 6).ids
    return network(session, member(ids[4]), results, **{"hops": 1, "limit": 30, **options})


def member(image):
    return Query((Term("member", int(image)),))


def test_fewer_neighbours_give_fewer_edges(session):
    few, many = drawn(session, neighbours=2, hops=0), drawn(session, hops=0)
    assert 0 < len(few.edges) < len(many.edges)
    assert len(few.edges) <= 2 * len(few.ids)


def test_each_image_lies_behind_the_one_before_it_on_its_path(session):
    shown = drawn(session)
    assert shown.previous[shown.query] == -1
    edges = {frozenset(edge) for edge in shown.edges.tolist()}
    for place, before in enumerate(shown.previous.tolist()):
        if before >= 0:
            assert frozenset((place, before)) in edges


def test_lists_that_hold_an_image_are_counted(session):
    shown = drawn(session)
    lists = session.graph.indices[:, :NEIGHBOURS]
    rows = np.searchsorted(session.features.ids, shown.ids)
    assert shown.listed.tolist() == [int((lists == row).sum()) for row in rows]
    counts = np.bincount(lists.ravel(), minlength=len(lists))
    assert shown.hub == pytest.approx(counts.mean() + 3 * counts.std())


def test_the_layout_can_follow_the_map_and_is_the_same_each_time(session):
    force, places = drawn(session), drawn(session, layout="map")
    assert not np.allclose(force.positions, places.positions)
    np.testing.assert_array_equal(force.positions, drawn(session).positions)
    for shown in (force, places):
        assert np.isfinite(shown.positions).all()
        assert np.abs(shown.positions).max() <= 1 + 1e-6


@pytest.mark.parametrize(("options", "named"), [({"layout": "spiral"}, "spiral"), ({"neighbours": 0}, "neighbours=0")])
def test_what_cannot_be_drawn_is_refused(session, options, named):
    with pytest.raises(InputError, match=named):
        drawn(session, **options)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_places_all_nodes_in_the_frame(session, layout):
    found = drawn(session, layout=layout)
    assert found.positions.shape == (len(found.ids), 2)
    assert np.isfinite(found.positions).all()
    assert np.abs(found.positions).max() <= 1.01
    again = drawn(session, layout=layout)
    np.testing.assert_array_equal(found.positions, again.positions)


def test_rings_tell_the_hops():
    edges = np.array([[0, 1], [0, 2], [2, 3], [3, 4]])
    places = laid_out("radial", edges, np.ones(4), np.random.default_rng(0).normal(size=(6, 2)).astype(np.float32), 0)
    np.testing.assert_allclose(np.linalg.norm(places, axis=1), np.array([0, 1, 1, 2, 3, 4]) / 4, atol=1e-6)


def test_what_is_taken_out_is_not_drawn(session):
    whole = drawn(session)
    a, b = whole.ids[whole.edges[0]].tolist()
    gone = int(next(image for image in whole.ids if image not in (a, b, session.features.ids[4])))
    found = drawn(session, edits=Edits(frozenset({(a, b)}), frozenset({gone})))
    assert gone not in found.ids
    pairs = {frozenset(pair) for pair in found.ids[found.edges].tolist()}
    assert frozenset({a, b}) not in pairs


def test_an_image_is_unfolded_and_diffusion_tells_what_reaches_it(session):
    first = drawn(session, hops=0, neighbours=3, mass=True)
    edge = int(first.ids[-1])
    wider = drawn(session, hops=0, neighbours=3, around=np.array([edge]))
    row = session.gallery.rows_of(np.array([edge]))[0]
    near = session.features.ids[session.graph.first(3).indices[row]]
    assert set(near) <= set(wider.ids)
    assert first.mass[first.query] == 1
    scores = session.search(member(session.features.ids[4]), session.pipeline("diffusion"), 1)
    best = int(scores.ids[0])
    if best in first.ids:
        assert first.mass[first.ids.tolist().index(best)] == 1
