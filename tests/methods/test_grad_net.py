"""GRAD-Net: its parts against small oracles, and what only a learned method promises."""

import numpy as np
import pytest
import torch
from scipy.sparse import csr_array

import explorer.methods.sparse_codes
from explorer.errors import Cancelled, InputError, WorkspaceError
from explorer.graph.knn import KnnGraph
from explorer.methods.base import Edits, Gallery, Job, QueryBatch
from explorer.methods.grad_net import GradNet
from explorer.methods.grad_network import GradNetwork, Neighbourhood
from explorer.methods.grad_query import QuickNetwork
from explorer.methods.local_metric import LocalMetric
from explorer.methods.sparse_codes import (
    SparseCodes,
    diffusion_codes,
    diffusion_teacher,
    gnn_codes,
    mean_codes,
    reached_codes,
    sparse_codes,
    strongest,
)
from explorer.protocol.features import Features, unit_rows


def clusters(count=6, size=15, d=24, noise=1.2, seed=0):
    """Points around centres, the same wide directions in all clusters; a query of each."""
    random = np.random.default_rng(seed)
    spread = np.where(np.arange(d) < d // 2, noise, 0.2)
    centres = random.normal(size=(count, d))
    points = centres[:, None] + spread * random.normal(size=(count, size + 2, d))
    labels = np.repeat(np.arange(count), size)
    gallery = points[:, :size].reshape(-1, d).astype(np.float32)
    return gallery, labels, points[:, size:].reshape(-1, d).astype(np.float32), np.repeat(np.arange(count), 2)


def precision(ranker, queries, wanted, labels, k=10):
    ids = ranker.search(QueryBatch.unseen(queries), k).ids
    return (labels[ids] == wanted[:, None]).mean()


def test_the_metric_turns_down_what_neighbours_differ_in():
    gallery, _, _, _ = clusters()
    unit = unit_rows(gallery)
    weights = Gallery(Features(gallery)).graph(10).mutual()
    metric = LocalMetric.learned(unit, weights)
    dense = weights.toarray().astype(np.float64)
    differences = unit[:, None].astype(np.float64) - unit[None]
    local = np.einsum("ij,ijd,ije->de", dense, differences, differences) / 2
    total = np.cov(unit.T.astype(np.float64), bias=True)
    mixed = 0.9 * local / np.trace(local) + 0.1 * total / np.trace(total)
    values, vectors = np.linalg.eigh(mixed)
    expected = (unit - unit.mean(axis=0)) @ (vectors * values**-0.35)
    mapped = (unit - metric.mean) @ metric.projection
    np.testing.assert_allclose(mapped @ mapped.T, expected @ expected.T, rtol=1e-3, atol=1e-3)


def test_codes_are_the_strongest_atoms_of_the_dense_solution():
    gallery = Gallery(Features(clusters()[0]))
    n, atoms = len(gallery), np.array([3, 20, 41, 60, 77])
    codes = sparse_codes(diffusion_teacher(gallery, 10, Job(), gamma=3.0, alpha=0.9), atoms, n, 2, Job())
    weights = gallery.graph(10).mutual().toarray().astype(np.float64) ** 3
    degrees = weights.sum(axis=1)
    scale = np.divide(1, np.sqrt(degrees), out=np.zeros(n), where=degrees > 0)
    solution = 0.1 * np.linalg.inv(np.eye(n) - 0.9 * scale[:, None] * weights * scale)[:, atoms]
    for row in range(n):
        kept = np.sort(solution[row])[::-1][:2]
        expected = kept / kept.sum() if kept.sum() > 0 else kept
        np.testing.assert_allclose(codes.weights[row], expected, atol=1e-4)
    roots = codes.roots(len(atoms)).toarray()
    np.testing.assert_allclose((roots**2).sum(axis=1)[codes.weights.sum(axis=1) > 0], 1, atol=1e-5)


@pytest.mark.parametrize("codes", [gnn_codes, diffusion_codes])
def test_codes_of_large_collections_are_those_of_small_ones(codes, monkeypatch):
    gallery, atoms = Gallery(Features(clusters()[0])), np.array([3, 20, 41, 60, 77])
    whole = codes(gallery, atoms, 2, Job())
    monkeypatch.setattr(explorer.methods.sparse_codes, "_MANY", 0)
    found = codes(gallery, atoms, 2, Job())
    np.testing.assert_allclose(found.matrix(5).toarray(), whole.matrix(5).toarray(), atol=0.03)


def test_the_strongest_of_atoms_that_come_in_blocks_are_those_of_all_together(monkeypatch):
    monkeypatch.setattr(explorer.methods.sparse_codes, "_COLUMNS", 4)
    random = np.random.default_rng(0)
    reached = random.integers(0, 4, (11, 40)).astype(np.float32)  # many are equal, some are 0
    reached[:, 3] = 0
    gallery, atoms = Gallery(Features(random.normal(size=(40, 4)).astype(np.float32))), np.arange(11)
    found = reached_codes(lambda rows: csr_array(reached[rows]), atoms, gallery, 3, Job())
    expected = strongest(csr_array(reached.T), 3)
    np.testing.assert_array_equal(found.atoms, expected.atoms)
    np.testing.assert_array_equal(found.weights, expected.weights)


def test_codes_without_weight_stay_empty():
    codes = SparseCodes.of(np.zeros((2, 2), np.int64), np.array([[0.0, -1.0], [3.0, 1.0]], np.float32))
    np.testing.assert_array_equal(codes.weights, [[0, 0], [0.75, 0.25]])


@pytest.mark.parametrize("encoder", ["both", "mean", "attention", "none"])
def test_sampling_all_neighbours_gives_the_full_pass(encoder):
    torch.manual_seed(0)
    lists = KnnGraph(np.array([[1, 2], [2, -1], [0, 1], [-1, -1]], np.int32), np.full((4, 2), 0.5, np.float32))
    edges, inputs = Neighbourhood.of(lists, 3.0), torch.randn(4, 6)
    network = GradNetwork(6, 3, encoder)
    hidden = network.activations(inputs, inputs, edges)
    whole = network.representations(hidden, hidden, edges)
    rows = torch.tensor([3, 0, 2])
    sampled = network.sampled(inputs, edges, rows, 2, torch.Generator())
    torch.testing.assert_close(sampled.detach(), whole[rows])


@pytest.mark.parametrize("encoder", ["both", "mean", "attention", "none"])
def test_queries_are_placed_as_the_network_places_images(encoder):
    torch.manual_seed(0)
    lists = KnnGraph(np.array([[1, 2], [2, -1], [0, 1], [-1, -1]], np.int32), np.full((4, 2), 0.5, np.float32))
    edges, inputs = Neighbourhood.of(lists, 3.0), torch.randn(4, 6)
    network = GradNetwork(6, 3, encoder)
    hidden = network.activations(inputs, inputs, edges)
    outputs = network.representations(hidden, hidden, edges)
    quick, rows = QuickNetwork.of(network), edges.rows.numpy()
    found = quick.represented(inputs.numpy(), inputs.numpy()[rows], hidden.numpy()[rows], edges.weights.numpy())
    np.testing.assert_allclose(found, outputs, atol=1e-6)
    with torch.no_grad():
        np.testing.assert_allclose(quick.codes(found), network.log_codes(outputs).exp(), atol=1e-6)


def test_it_finds_more_of_a_cluster_than_cosine_and_tells_its_losses(tmp_path):
    gallery, labels, queries, wanted = clusters()
    ranker = GradNet().fit(gallery)
    from explorer.methods.cosine import Cosine

    assert precision(ranker, queries, wanted, labels) > precision(Cosine().fit(gallery), queries, wanted, labels)
    assert set(ranker.training_log.values) >= {"global", "local"}
    ranker.save(tmp_path)
    loaded = GradNet().load(tmp_path, Gallery.of(gallery))
    assert loaded.training_log.to_json() == ranker.training_log.to_json()


def test_a_cancelled_training_goes_on_to_the_same_scores(tmp_path):
    gallery, _, queries, _ = clusters()
    expected = GradNet().fit(gallery).scores(queries)
    told = []
    with pytest.raises(Cancelled):
        GradNet().fit(
            gallery,
            cancelled=lambda: len(told) >= 3,
            losses=lambda step, _: told.append(step),
            checkpoint=tmp_path / "training.safetensors",
        )
    resumed = GradNet().fit(gallery, checkpoint=tmp_path / "training.safetensors")
    np.testing.assert_array_equal(resumed.scores(queries), expected)


@pytest.mark.parametrize("score", ["code", "asym", "dense", "analytic"])
def test_each_score_is_explained(score):
    gallery, _, queries, _ = clusters(count=3)
    ranker = GradNet(score=score).fit(gallery)
    query = QueryBatch.unseen(queries[:1])
    best = int(ranker.search(query, 1).ids[0, 0])
    told = ranker.explain(query, best)
    assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)
    assert told.supporters or score == "dense"
    assert bool(told.atoms) == (score != "dense")
    weights = [atom.query for atom in told.atoms]
    assert weights == sorted(weights, reverse=True)
    assert sum(weights) <= 1 + 1e-5
    assert list(told.to_json()["atoms"]) == [
        {"image": atom.image, "query": atom.query, "answer": atom.answer} for atom in told.atoms
    ]


def test_edits_keep_the_network_and_change_what_it_hears():
    gallery, _, queries, _ = clusters(count=3)
    ranker = GradNet().fit(gallery)
    near = ranker.search(QueryBatch.unseen(queries[:1]), 2).ids[0]
    edits = Edits(nodes=frozenset({int(near[0])}))
    assert not np.array_equal(
        ranker.scores(queries[:1], edits=edits)[:, near[1]], ranker.scores(queries[:1])[:, near[1]]
    )
    assert len(ranker.training_log.steps) == len(GradNet().fit(gallery).training_log.steps)


def test_further_images_are_placed_without_learning_anew(tmp_path):
    values, labels, queries, wanted = clusters()
    all_of_them, kept = Features(values), np.arange(len(values)) % 12 > 0
    before = GradNet().fit(all_of_them.subset(np.flatnonzero(kept), key=all_of_them.key))
    gallery = Gallery(all_of_them)
    after = before.grown(gallery)
    assert after.training_log.to_json()["steps"] == []
    whole = precision(GradNet().fit(all_of_them), queries, wanted, labels)
    assert precision(after, queries, wanted, labels) > whole - 0.1
    added = all_of_them.ids[~kept]
    assert np.isin(after.search(QueryBatch.unseen(queries), 10).ids, added).any()
    assert after.later == len(added)
    before.save(tmp_path)
    known = GradNet().load(tmp_path, before.gallery)
    members = QueryBatch.members(known.gallery.features, np.arange(20))
    np.testing.assert_array_equal(known.scores(members), before.scores(members))
    assert known._inner.known_graph is not None, "whom a member hears is searched for anew"
    loaded = GradNet().load_earlier(tmp_path, gallery)
    np.testing.assert_array_equal(loaded.scores(queries), after.scores(queries))
    assert loaded.training_log.steps == before.training_log.steps
    after.save(tmp_path)
    loaded = GradNet().load(tmp_path, gallery)
    np.testing.assert_array_equal(loaded.scores(queries), after.scores(queries))
    assert loaded.later == len(added)
    assert loaded.notes == after.notes
    for rows in (3, 0):
        np.save(tmp_path / "hidden.npy", np.zeros((rows, 128), np.float32))
        with pytest.raises(WorkspaceError, match="damaged; fit again"):
            GradNet().load(tmp_path, gallery)


def test_an_earlier_fit_is_refused_where_its_images_are_no_longer_what_they_were(tmp_path):
    values = clusters(count=3)[0]
    features = Features(values)
    GradNet(epochs=0).fit(features.subset(np.arange(42), key=features.key)).save(tmp_path)
    GradNet(epochs=0).load_earlier(tmp_path, Gallery(features))
    with pytest.raises(WorkspaceError, match="are gone"):
        GradNet(epochs=0).load_earlier(tmp_path, Gallery(features.subset(np.arange(1, 45), key=features.key)))
    changed = Features(np.concatenate([values[:1] + 1, values[1:]]), key=features.key)
    with pytest.raises(WorkspaceError, match="other vectors"):
        GradNet(epochs=0).load_earlier(tmp_path, Gallery(changed))
    with pytest.raises(WorkspaceError, match="other images"):
        GradNet(epochs=0).load(tmp_path, Gallery(features.subset(np.arange(3, 45), key=features.key)))
    more = Features(np.concatenate([values, values]), key=features.key)
    with pytest.raises(WorkspaceError, match="too few"):
        GradNet(epochs=0).load_earlier(tmp_path, Gallery(more))


def test_growing_by_nothing_changes_nothing():
    values, _, queries, _ = clusters(count=3)
    ranker = GradNet(teacher="diffusion").fit(values)
    order = np.random.default_rng(0).permutation(len(values))
    same = ranker.grown(Gallery(Features(values).subset(order)))
    np.testing.assert_allclose(same.scores(queries), ranker.scores(queries)[:, order], atol=1e-6)
    with pytest.raises(InputError):
        ranker.grown(Gallery(Features(values[:10])))


def test_its_head_says_what_it_distils():
    assert GradNet().title == "GRAD-Net (our reconstruction) + GNN teacher"
    assert GradNet(teacher="diffusion").title == "GRAD-Net (our reconstruction)"


def test_the_mean_of_codes_keeps_their_strongest_atoms(monkeypatch):
    one = SparseCodes.of(np.array([[0, 1]]), np.array([[3.0, 1.0]], np.float32))
    other = SparseCodes.of(np.array([[2, 1]]), np.array([[2.0, 2.0]], np.float32))
    mean = mean_codes((one, other), 4)  # 0.375, 0.375, 0.25: equal ones in the order of the atoms
    np.testing.assert_array_equal(mean.atoms, [[0, 1]])
    np.testing.assert_allclose(mean.weights, [[0.5, 0.5]])
    three = mean_codes((one, other, one), 4)  # 0.5, 0.33, 0.17
    np.testing.assert_array_equal(three.atoms, [[0, 1]])
    np.testing.assert_allclose(three.weights, [[0.6, 0.4]], rtol=1e-6)
    monkeypatch.setattr("explorer.methods.sparse_codes._ROWS", 2)
    many = mean_codes([SparseCodes.joined([codes] * 5) for codes in (one, other)], 4)
    np.testing.assert_array_equal(many.atoms, np.repeat(mean.atoms, 5, axis=0))


def test_learned_vectors_are_in_the_order_of_the_gallery():
    values, _, _, _ = clusters(count=3)
    order = np.random.default_rng(0).permutation(len(values))
    learned = GradNet().fit(Features(values).subset(order)).learned()
    np.testing.assert_array_equal(learned.ids, order)
    np.testing.assert_allclose(learned.values, GradNet().fit(values).learned().values[order], atol=1e-5)
