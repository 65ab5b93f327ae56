"""What the window draws of the graph: places, paths from the query, hubs."""

import numpy as np
import pytest

from explorer.engine.indexing import index
from explorer.engine.network import NEIGHBOURS, network
from explorer.engine.session import Session
from explorer.errors import InputError
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
