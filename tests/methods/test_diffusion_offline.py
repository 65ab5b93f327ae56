"""Offline diffusion against diffusion itself, the paper's cut against a dense form, and a case computed by hand."""

import numpy as np
import pytest

from explorer.errors import WorkspaceError
from explorer.methods import diffusion_offline, flow_columns
from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.diffusion import Diffusion
from explorer.methods.diffusion_offline import OfflineDiffusion
from explorer.protocol.features import Features

from .conftest import queries_of


@pytest.mark.parametrize("parameters", [{}, {"k": 10, "kq": 5, "alpha": 0.99, "gamma": 1.0}, {"k": 3}])
def test_whole_columns_give_the_scores_of_diffusion(collection, parameters) -> None:
    features = collection()
    batch = queries_of(features)
    expected = Diffusion(**parameters).fit(features).scores(batch)
    ranker = OfflineDiffusion(length=len(features), **parameters).fit(features)
    np.testing.assert_allclose(ranker.scores(batch), expected, atol=1e-5)
    assert ranker.notes == []


def test_the_papers_cut_is_nothing_where_all_images_are_kept(collection) -> None:
    features = collection()
    batch = queries_of(features)
    ranker = OfflineDiffusion(length=len(features), cut="cosine").fit(features)
    np.testing.assert_allclose(ranker.scores(batch), Diffusion().fit(features).scores(batch), atol=1e-5)


def test_cut_columns_keep_the_largest_entries_and_tell_what_is_lost(collection) -> None:
    features = collection()
    n, length = len(features), 9
    ranker = OfflineDiffusion(length=length).fit(features)
    operator = np.eye(n) - 0.9 * ranker._smoothing.toarray().astype(np.float64)
    inverse = np.linalg.inv(operator)
    expected = np.zeros((n, n))
    for j in range(n):
        best = np.argsort(-inverse[j])[:length]
        expected[j, best] = inverse[j, best]
    for j in range(n):
        images, values = ranker._columns_of(np.array([j]))[j]
        kept = np.zeros(n)
        kept[images] = values
        np.testing.assert_allclose(kept, np.where(expected[j] > 1e-6, expected[j], 0), atol=1e-5)
    (note,) = ranker.notes
    assert "9 largest entries are kept; for 50 images as queries" in note


@pytest.mark.parametrize("left", [0.1, 1e-7])
def test_pushed_columns_are_short_of_the_inverse_by_no_more_than_their_bound(collection, monkeypatch, left) -> None:
    """With next to nothing left they are the inverse, and the scores those of diffusion."""
    monkeypatch.setattr(diffusion_offline, "_PUSHED", 1)
    monkeypatch.setattr(flow_columns, "_PUSHED_ROWS", 40)
    monkeypatch.setattr(flow_columns, "_LEFT", left)
    features = collection()
    n, alpha = len(features), 0.9
    ranker = OfflineDiffusion(length=n, alpha=alpha).fit(features)
    smoothing = ranker._smoothing.toarray().astype(np.float64)
    inverse = np.linalg.inv(np.eye(n) - alpha * smoothing)
    weights = ranker.gallery.graph(20).mutual().toarray().astype(np.float64) ** 3
    roots = np.sqrt(weights.sum(axis=1))
    bound = left * roots / np.median(roots[roots > 0]) * alpha / (1 - alpha)
    for j in range(n):
        column = np.zeros(n)
        images, values = ranker._columns[j]
        column[images] = values
        assert (column <= inverse[j] + 1e-5).all()
        assert (inverse[j] - column <= bound + 1e-5).all()
    assert "found by local pushes" in ranker.notes[0]
    if left < 1e-5:
        expected = Diffusion().fit(features).scores(queries_of(features))
        np.testing.assert_allclose(ranker.scores(queries_of(features)), expected, atol=1e-5)


def test_pushed_columns_keep_their_largest_entries(collection, monkeypatch) -> None:
    monkeypatch.setattr(diffusion_offline, "_PUSHED", 1)
    features, length = collection(), 7
    whole, cut = (OfflineDiffusion(length=kept).fit(features)._columns for kept in (len(features), length))
    for j in range(len(features)):
        images, values = cut[j]
        assert len(set(images.tolist())) == len(images) == min(length, len(whole[j][1]))
        np.testing.assert_allclose(np.sort(values)[::-1], np.sort(whole[j][1])[::-1][:length], atol=1e-6)


def test_many_images_keep_fewer_entries_unless_a_number_is_given(collection, monkeypatch) -> None:
    monkeypatch.setattr(diffusion_offline, "_MANY", 50)
    monkeypatch.setattr(diffusion_offline, "_FEWER", 5)
    features = collection()
    for given, length in (({}, 5), ({"length": 9}, 9)):
        ranker = OfflineDiffusion(**given).fit(features)
        assert (ranker._columns.stops - ranker._columns.starts).max() == length
        assert f"the {length} largest entries are kept" in ranker.notes[0]


def test_the_papers_cut_solves_the_submatrix_of_the_nearest(collection, ranked) -> None:
    features, length = collection(), 15
    ranker = OfflineDiffusion(length=length, cut="cosine", alpha=0.99, iterations=500).fit(features)
    smoothing, lists = ranker._smoothing.toarray().astype(np.float64), ranked(features.unit(), features.ids)
    for j in (0, 7, 30):
        images = [j, *lists[j][: length - 1]]
        inside = np.linalg.inv(np.eye(len(images)) - 0.99 * smoothing[np.ix_(images, images)])
        kept = np.zeros(len(features))
        found, values = ranker._columns_of(np.array([j]))[j]
        kept[found] = values
        np.testing.assert_allclose(kept[images], inside[0], atol=1e-4)


def test_two_images_by_hand() -> None:
    """Two mutual neighbours: S swaps them, so at alpha 0.5 a column is (4/3, 2/3); half of y 0.8^3 makes the score."""
    features = Features(np.array([[1, 0], [0.8, 0.6]], np.float32))
    scores = OfflineDiffusion(k=1, kq=1, alpha=0.5, gamma=3.0).fit(features).scores(np.array([[0.8, -0.6]], np.float32))
    np.testing.assert_allclose(scores, [[0.5 * 0.512 * 4 / 3, 0.5 * 0.512 * 2 / 3]], atol=1e-6)


def test_the_published_preset() -> None:
    ranker = OfflineDiffusion(preset="published", length=50)
    assert [ranker.parameters[name] for name in ("k", "alpha", "length", "cut")] == [50, 0.99, 50, "cosine"]


@pytest.mark.parametrize("cut", ["scores", "cosine"])
def test_an_edited_graph_gives_what_a_new_fit_without_the_edge_gives(collection, ranked, cut) -> None:
    """Only the columns asked for are solved; they equal those of diffusion on the edited graph."""
    features = collection()
    a = 5
    b = ranked(features.unit(), features.ids)[a][0]
    edits = Edits(edges=frozenset({(int(features.ids[a]), int(features.ids[b]))}))
    batch = queries_of(features)
    ranker = OfflineDiffusion(length=len(features), cut=cut).fit(Gallery(features))
    expected = Diffusion().fit(Gallery(features)).scores(batch, edits=edits)
    np.testing.assert_allclose(ranker.scores(batch, edits=edits), expected, atol=1e-5)


def test_shares_sum_to_the_score_of_cut_columns(collection) -> None:
    features = collection()
    ranker = OfflineDiffusion(length=8).fit(features)
    for query in (QueryBatch.unseen(features.rows(np.array([3])) + 0.1), QueryBatch.members(features, np.array([3]))):
        for image in ranker.search(query, 15).ids[0]:
            told = ranker.explain(query, int(image))
            assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
            assert told.rest + sum(part for _, part in told.supporters) == pytest.approx(told.score, abs=1e-6)


def test_loaded_columns_stay_on_disk(collection, tmp_path) -> None:
    features = collection()
    batch = queries_of(features)
    fitted = OfflineDiffusion(length=20).fit(features)
    fitted.save(tmp_path)
    loaded = OfflineDiffusion(length=20).load(tmp_path, Gallery(features))
    assert isinstance(loaded._columns.values, np.memmap)
    np.testing.assert_array_equal(loaded.scores(batch), fitted.scores(batch))
    np.save(tmp_path / "values.npy", np.zeros(3, np.float32))
    with pytest.raises(WorkspaceError, match="damaged; fit the method again"):
        OfflineDiffusion(length=20).load(tmp_path, Gallery(features))
