"""ITQ, AGH and the others against what their papers promise."""

import numpy as np

from explorer.methods.gnn_rerank import GnnRerank
from explorer.methods.hashing.agh import Agh
from explorer.methods.hashing.itq import Itq, principal_directions, rotation
from explorer.methods.hashing.itq_gnn import ItqGnn
from explorer.methods.hashing.lsh import Lsh
from explorer.methods.hashing.smoothed import ItqSmooth, smoothed
from explorer.methods.query_batch import QueryBatch
from explorer.methods.registry import ranker


def quantisation_error(values: np.ndarray, turn: np.ndarray) -> float:
    turned = values @ turn
    return float(((np.where(turned >= 0, 1, -1) - turned) ** 2).sum())


def test_the_rotation_is_orthogonal_and_lowers_the_error() -> None:
    values = np.random.default_rng(0).normal(size=(300, 8)).astype(np.float32) * np.arange(1, 9, dtype=np.float32)
    learned = rotation(values, 0)
    np.testing.assert_allclose(learned @ learned.T, np.eye(8), atol=1e-5)
    first = np.linalg.qr(np.random.default_rng(0).standard_normal((8, 8)))[0]
    assert quantisation_error(values, learned) < quantisation_error(values, first)


def test_principal_directions_are_those_of_the_covariance() -> None:
    values = np.random.default_rng(0).normal(size=(500, 5)).astype(np.float32) * np.array([5, 4, 3, 2, 1], np.float32)
    mean, directions = principal_directions(values, 2)
    np.testing.assert_allclose(mean, values.mean(axis=0), atol=1e-5)
    assert abs(directions[0, 0]) > 0.9
    assert abs(directions[1, 1]) > 0.9


def test_search_scores_and_ball_agree(gallery) -> None:
    method = Lsh(bits=32).fit(gallery)
    queries = gallery.features.values[:5] + np.float32(0.1)
    scores, ranking = method.scores(queries), method.search(queries, 20)
    rows = gallery.rows_of(ranking.ids)
    np.testing.assert_allclose(np.take_along_axis(scores, rows, 1), ranking.scores)
    distances = np.rint(32 * (1 - scores)).astype(int)
    for ball, apart in zip(method.ball(queries, 9), distances, strict=True):
        np.testing.assert_array_equal(np.sort(ball), np.sort(gallery.ids[apart <= 9]))


def test_codes_of_equal_vectors_are_equal_and_bytes_are_few(gallery) -> None:
    method = Itq(bits=16).fit(gallery)
    assert method.codes.shape == (len(gallery), 2)
    learned = 4 * (24 + 24 * 16)
    assert method.bytes_per_item() == 2 + learned / len(gallery)
    twin = method.twin(compare="asymmetric", bits=16)
    assert np.unique(twin.scores(gallery.features.values[:1])).size > np.unique(method.codes, axis=0).shape[0] // 2


def test_smoothing_adds_neighbours_by_the_cube_of_their_cosine(gallery) -> None:
    unit = gallery.features.unit()
    lists = gallery.graph(3)
    once = smoothed(unit, lists, 1)
    expected = unit[7] + sum(
        max(s, 0) ** 3 * unit[j] for j, s in zip(lists.indices[7], lists.similarities[7], strict=True)
    )
    np.testing.assert_allclose(once[7], expected / np.linalg.norm(expected), atol=1e-5)
    assert ItqSmooth(bits=16).fit(gallery).bytes_per_item() > 2 * 4 * 24


def test_values_of_gnn_re_ranking_are_those_of_its_affinity(gallery, tmp_path) -> None:
    method = ItqGnn(bits=16, k1=6).fit(gallery)
    soft = GnnRerank(k1=6).fit(gallery).soft_rows(np.arange(len(gallery))).toarray()
    affinity = soft @ soft.T
    kept = method._rows @ method._rows.T  # the best approximation of its rank
    values = np.linalg.eigvalsh(affinity)[::-1]
    np.testing.assert_allclose(np.linalg.norm(affinity - kept), np.linalg.norm(values[16:]), rtol=1e-3)
    members = method._values_of_unseen(QueryBatch.members(gallery.features, np.arange(9)))
    np.testing.assert_allclose(members, method._mapped(method._rows[:9]), atol=1e-3)
    assert method.bytes_per_item() > 4 * gallery.features.dim
    method.save(tmp_path)
    queries = gallery.features.values[:4] + np.float32(0.1)
    np.testing.assert_array_equal(ItqGnn(bits=16, k1=6).load(tmp_path, gallery).encode(queries), method.encode(queries))


def test_clusters_get_codes_of_their_own() -> None:
    random = np.random.default_rng(0)
    centres = 4 * random.normal(size=(6, 20))
    values = (centres.repeat(40, axis=0) + 0.3 * random.normal(size=(240, 20))).astype(np.float32)
    labels = np.arange(6).repeat(40)
    for method in (Agh(bits=16, anchors=60), Agh(bits=16, anchors=60, layers=1), Itq(bits=16), ranker("opq-4")):
        ids = method.fit(values).search(values[::40] + np.float32(0.01), 30).ids
        assert (labels[ids] == np.arange(6)[:, None]).mean() > 0.95, method.label
