"""The sparse forms against the published formulas, dense, on random graphs, and the benchmark that does so on any."""

import argparse

import numpy as np
import pytest

from explorer.bench import dense, equality
from explorer.errors import InputError
from explorer.methods.base import Edits, Gallery, QueryBatch
from explorer.methods.diffusion import Diffusion
from explorer.methods.gnn_rerank import GnnRerank
from explorer.methods.k_reciprocal import KReciprocal
from explorer.protocol.features import Features
from explorer.protocol.progress import no_progress

GRAPHS = range(20)


class Random:
    """A collection of any size and shape, between one cluster and none, some of its rows equal."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        n, dim = int(self.rng.integers(30, 90)), int(self.rng.integers(4, 32))
        centres = self.rng.normal(size=(int(self.rng.integers(1, 12)), dim))
        values = centres[self.rng.integers(0, len(centres), n)] + self.rng.uniform(0.1, 1.5) * self.rng.normal(
            size=(n, dim)
        )
        values[: int(self.rng.integers(1, 5))] = values[0]
        self.gallery = Gallery(Features(self.rng.permutation(values).astype(np.float32)))
        self.members = QueryBatch.members(self.gallery.features, np.arange(n))
        self.lists = self.gallery.graph(n - 1).indices
        unit = self.gallery.features.unit().astype(np.float64)
        self.cosines = unit @ unit.T

    def length(self, low: int, high: int) -> int:
        return int(self.rng.integers(low, min(high, len(self.gallery) - 1) + 1))


def reached(scores: np.ndarray) -> np.ndarray:
    return np.maximum(scores, 0)


@pytest.mark.parametrize("seed", GRAPHS)
def test_gnn_rerank_equals_its_formula(seed) -> None:
    graph = Random(seed)
    k1, layers = graph.length(2, 40), graph.length(1, 3)
    k2 = int(graph.rng.integers(2, k1 + 1))
    expected = dense.gnn_rerank(graph.cosines, graph.lists, k1=k1, k2=k2, layers=layers)
    scores = GnnRerank(k1=k1, k2=k2, layers=layers).fit(graph.gallery).scores(graph.members)
    np.testing.assert_allclose(reached(scores), expected, atol=1e-5)


@pytest.mark.parametrize("seed", GRAPHS)
def test_k_reciprocal_equals_its_formula(seed) -> None:
    graph = Random(seed)
    k1 = graph.length(2, 30)
    k2 = int(graph.rng.integers(1, k1 + 1))
    expected = dense.k_reciprocal(graph.cosines, graph.lists, k1=k1, k2=k2)
    scores = KReciprocal(k1=k1, k2=k2).fit(graph.gallery).scores(graph.members)
    np.testing.assert_allclose(scores[scores > 0], expected[scores > 0], atol=1e-5)
    # What no set shares has the plain distance alone in the formula; here it stands below, in the order of the cosine.
    assert (expected[scores <= 0] <= 0.3 + 1e-6).all()


@pytest.mark.parametrize("seed", GRAPHS)
def test_conjugate_gradients_equal_the_closed_form(seed) -> None:
    graph = Random(seed)
    k, kq, alpha = graph.length(2, 30), graph.length(1, 15), float(graph.rng.choice([0.5, 0.9, 0.99]))
    near = dense.membership(graph.lists, kq)
    np.fill_diagonal(near, 0)
    sources = near * np.maximum(graph.cosines, 0) ** 3
    expected = dense.diffusion(dense.smoothing(graph.cosines, graph.lists, k=k), sources, alpha)
    scores = Diffusion(k=k, kq=kq, alpha=alpha, tolerance=1e-8).fit(graph.gallery).scores(graph.members)
    np.testing.assert_allclose(reached(scores), reached(expected), atol=1e-6)


def edited(graph: Random) -> tuple[Edits, np.ndarray, np.ndarray]:
    """Two edges and an image taken out: as edits, as lists without them, and the images that are left."""
    n = len(graph.lists)
    a, b = (int(row) for row in graph.rng.choice(n, 2, replace=False))
    gone = int(graph.rng.choice(np.setdiff1d(np.arange(n), [a, b])))
    pairs = [(a, int(graph.lists[a, 0])), (b, int(graph.lists[b, 1]))]
    lists = graph.lists.copy()
    for one, other in [*pairs, *(pair[::-1] for pair in pairs)]:
        lists[one, lists[one] == other] = -1
    lists[lists == gone] = -1
    lists[gone] = -1
    return Edits(frozenset(pairs), frozenset({gone})), lists, np.setdiff1d(np.arange(n), gone)


@pytest.mark.parametrize("seed", range(8))
def test_a_graph_without_edges_and_images_has_the_scores_of_its_formula(seed) -> None:
    graph = Random(seed)
    edits, lists, left = edited(graph)
    k = graph.length(4, 25)
    near = dense.membership(lists, k // 2)
    np.fill_diagonal(near, 0)
    smooth = dense.smoothing(graph.cosines, lists, k=k)
    expected = {
        GnnRerank(k1=k, k2=k // 2): dense.gnn_rerank(graph.cosines, lists, k1=k, k2=k // 2),
        KReciprocal(k1=k, k2=k // 2): dense.k_reciprocal(graph.cosines, lists, k1=k, k2=k // 2),
        Diffusion(k=k, kq=k // 2): dense.diffusion(smooth, near * np.maximum(graph.cosines, 0) ** 3, 0.9),
    }
    for ranker, wanted in expected.items():
        scores = ranker.fit(graph.gallery).scores(graph.members, edits=edits)
        assert np.isneginf(np.delete(scores, left, axis=1)).all()
        kept, wanted_kept = scores[np.ix_(left, left)], wanted[np.ix_(left, left)]
        np.testing.assert_allclose(kept[kept > 0], wanted_kept[kept > 0], atol=1e-5)
        told = ranker.explain(QueryBatch.members(graph.gallery.features, left[:1]), int(left[-1]), edits=edits)
        assert sum(told.shares.values()) == pytest.approx(told.score, abs=1e-6)


def test_a_graph_of_four_images_by_hand() -> None:
    """Two pairs; everyone lists the other of its pair. S swaps the two of a pair, so (I - S/2)^-1 is 4/3 and 2/3."""
    lists = np.array([[1], [0], [3], [2]])
    cosines = np.kron(np.eye(2), np.ones((2, 2)))
    np.testing.assert_array_equal(dense.membership(lists, 1), cosines)
    smooth = dense.smoothing(cosines, lists, k=1)
    np.testing.assert_allclose(smooth, np.kron(np.eye(2), [[0, 1], [1, 0]]))
    np.testing.assert_allclose(dense.diffusion(smooth, np.eye(4)[:1], 0.5), [[2 / 3, 1 / 3, 0, 0]])
    np.testing.assert_allclose(dense.gnn_rerank(cosines, lists, k1=2, k2=2, layers=1), cosines)
    np.testing.assert_allclose(dense.k_reciprocal(cosines, lists, k1=1, k2=1, share=0.0), cosines)


def run(source, images: int):
    parser = argparse.ArgumentParser()
    equality.configure(parser)
    return equality.run(parser.parse_args([str(source), "--images", str(images)]), no_progress)


def test_the_benchmark_finds_them_equal(tmp_path) -> None:
    rng = np.random.default_rng(3)
    values = np.repeat(rng.normal(size=(20, 16)), 8, axis=0) + 0.4 * rng.normal(size=(160, 16))
    np.savez(tmp_path / "small.npz", features=values.astype(np.float32), labels=np.arange(160) // 8)
    rows = run(tmp_path / "small.npz", 140).rows
    assert [row["form"].split(",")[0] for row in rows] == [
        "gnn-rerank",
        "k-reciprocal",
        "diffusion",
        "diffusion-offline",
        "diffusion-spectral",
        "gnn-rerank",
    ]
    assert all(row["largest difference"] < 1e-5 and row["same order"] == 1 for row in rows[:-1])
    assert rows[-1]["overlap"] > 0.7


def test_too_few_images_are_told_in_a_sentence(tmp_path) -> None:
    np.savez(tmp_path / "few.npz", features=np.eye(8, dtype=np.float32), labels=np.arange(8))
    with pytest.raises(InputError, match="8 images; the lists compared have 100"):
        run(tmp_path / "few.npz", 2000)


def test_a_real_collection(real_data) -> None:
    rows = run(real_data("corel1k") / "corel1k.npz", 300).rows
    assert all(row["largest difference"] < 1e-5 and row["same order"] == 1 for row in rows[:-1])
    assert rows[-1]["overlap"] >= 0.9
