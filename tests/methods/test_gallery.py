"""Galleries, query batches and edits."""

import numpy as np
import pytest

from explorer.errors import InputError
from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.protocol.features import Features


def test_a_larger_graph_replaces_a_smaller_one(gallery) -> None:
    small = gallery.graph(5)
    large = gallery.graph(60)
    np.testing.assert_array_equal(large.first(5).indices, small.indices)
    assert gallery.graph(5).k == 5


def test_a_given_graph_is_used(collection) -> None:
    features = collection()
    graph = Gallery(features).graph(10)
    assert Gallery(features, graph=graph).graph(10) is graph


def test_a_graph_of_other_images_is_refused(collection) -> None:
    graph = Gallery(collection()).graph(3)
    with pytest.raises(InputError, match="build it again"):
        Gallery(collection(clusters=3), graph=graph)


def test_no_images() -> None:
    with pytest.raises(InputError, match="no images"):
        Gallery(Features(np.empty((0, 4), np.float32)))


def test_rows_of_ids(gallery) -> None:
    ids = gallery.ids[[7, 0, 7]]
    np.testing.assert_array_equal(gallery.rows_of(ids), [7, 0, 7])
    with pytest.raises(InputError, match="Image 99 is not in the gallery"):
        gallery.rows_of(np.array([100, 99]))


def test_neighbours_of_members_are_those_of_the_graph(gallery) -> None:
    batch = QueryBatch.members(gallery.features, np.arange(len(gallery)))
    lists = gallery.neighbours(batch, 8, gallery.cosines(batch))
    np.testing.assert_array_equal(lists.indices, gallery.graph(8).indices)


def test_neighbours_of_members_lose_the_same_edges_as_the_graph(gallery) -> None:
    a, b = 4, int(gallery.graph(1).indices[4, 0])
    gone = int(gallery.graph(2).indices[9, 1])
    edited = gallery.edited(
        Edits(frozenset({(int(gallery.ids[a]), int(gallery.ids[b]))}), frozenset({int(gallery.ids[gone])}))
    )
    batch = QueryBatch.members(gallery.features, np.arange(len(gallery)))
    lists = edited.neighbours(batch, 8, edited.cosines(batch))
    np.testing.assert_array_equal(lists.indices, edited.graph(8).indices)
    assert lists.indices[a, 0] == -1
    assert not (lists.indices == gone).any()


def test_the_entry_of_an_image_is_just_below_the_cosine_of_its_last_neighbour(gallery) -> None:
    thresholds = gallery.entry_thresholds(4)
    filled = gallery.features.values.any(axis=1)
    below = gallery.graph(4).similarities[filled, -1] - thresholds[filled]
    assert (below > 1e-6).all()  # more than products of other libraries differ by
    assert (below < 3e-6).all()
    assert np.isposinf(thresholds[~filled]).all()


def test_lists_with_room_take_anybody() -> None:
    features = Features(np.array([[1, 0], [0.9, 0.1], [0, 0]], np.float32))
    assert np.isneginf(Gallery(features).entry_thresholds(2)[:2]).all()


def test_batches_are_checked() -> None:
    for unreal in (np.ones((1, 3), np.complex64), np.array([["a", "b", "c"]])):
        with pytest.raises(InputError, match="must be real numbers"):
            QueryBatch.unseen(unreal)
    with pytest.raises(InputError, match="infinity"):
        QueryBatch.unseen(np.full((1, 3), 1e60))
    with pytest.raises(InputError, match="rows"):
        QueryBatch(np.ones((2, 3), np.float32), np.array([0]))
    with pytest.raises(InputError, match="Row 5 is"):
        Gallery(Features(np.ones((2, 3), np.float32))).cosines(QueryBatch(np.ones((1, 3), np.float32), np.array([5])))
