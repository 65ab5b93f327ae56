"""The sparse forms of the methods beside their published formulas, dense and in float64, on a real collection."""

import argparse
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer import api
from explorer.bench import dense
from explorer.bench.result import BenchResult
from explorer.errors import InputError
from explorer.methods import registry
from explorer.methods.base import Ranker
from explorer.methods.gallery import Gallery
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.features import Features
from explorer.protocol.progress import Progress
from explorer.protocol.ranking import Scores
from explorer.protocol.specs import Value

LENGTH = 100
CLOSE = 1e-6
"""Scores that differ by less may stand in either order."""

OVERLAP = 50
UNSEEN = 200
K1, K2 = 26, 7
DIFFUSION_K = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument("source", metavar="SOURCE", help="folder, feature file or workspace")
    parser.add_argument("--images", type=int, default=2000, metavar="N", help="images that are compared (2000)")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Compare every form with its formula.

    Args:
        arguments: see `configure`.
        progress: counts the comparisons.

    Raises:
        InputError: the collection has too few images.
    """
    with api.open(arguments.source) as collection:
        features = collection.features
    if len(features) < LENGTH:
        raise InputError(f"{arguments.source} has {len(features)} images; the lists compared have {LENGTH}.")
    count = min(arguments.images, len(features))
    chosen = np.sort(np.random.default_rng(0).choice(len(features), count, replace=False))
    check = Check(features.subset(chosen))
    forms = check.forms()
    rows = []
    for number, (title, compute) in enumerate(forms):
        progress(number, len(forms), title)
        rows.append(compute())
    notes = [
        f"{count:,} of {len(features):,} images, drawn at random; every image queries all, except where unseen.",
        f"Same order: places of the first {LENGTH} that hold the same image, or one whose score differs by less than"
        f" {CLOSE:g}.",
        check.lists_sentence(),
    ]
    return BenchResult(f"Sparse forms beside the published formulas, {arguments.source}", rows, notes)


class Check:
    """Some images, their cosines in float64 and their exact lists."""

    def __init__(self, features: Features) -> None:
        self._gallery = Gallery(features)
        self._n = len(features)
        unit = features.unit().astype(np.float64)
        unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), np.finfo(np.float64).tiny)
        self._cosines = unit @ unit.T
        self._lists = self._gallery.graph(K1 - 1).indices
        self._members = QueryBatch.members(features, np.arange(self._n))

    def forms(self) -> list[tuple[str, Callable[[], dict[str, Any]]]]:
        """What is compared: a title, and the comparison."""
        uncut: dict[str, dict[str, Value]] = {
            "diffusion": {"tolerance": 1e-8},
            "diffusion-offline": {"length": self._n},
            "diffusion-spectral": {"rank": self._n},
        }
        flows = [(name, partial(self._diffusion, name, given)) for name, given in uncut.items()]
        lists = [("gnn-rerank", self._gnn_rerank), ("k-reciprocal", self._k_reciprocal)]
        return [*lists, *flows, ("gnn-rerank, unseen", self._unseen)]

    def lists_sentence(self) -> str:
        """How far the lists that all forms start from are from those of float64."""
        others = self._cosines.copy()
        np.fill_diagonal(others, -np.inf)
        k = self._lists.shape[1]
        best = -np.sort(-others, axis=1)[:, :k]
        ours = np.take_along_axis(others, self._lists.astype(np.int64), axis=1)
        short = float(np.abs(best - ours).max())
        return (
            f"Both start from the exact graph, whose cosines fall short of the best in float64 by {short:.1e} at most."
        )

    def _gnn_rerank(self) -> dict[str, Any]:
        expected = dense.gnn_rerank(self._cosines, self._lists, k1=K1, k2=K2)
        return self._row("gnn-rerank", registry.ranker("gnn-rerank", k1=K1, k2=K2), expected)

    def _k_reciprocal(self) -> dict[str, Any]:
        expected = dense.k_reciprocal(self._cosines, self._lists, k1=20, k2=6)
        return self._row("k-reciprocal", registry.ranker("k-reciprocal", k1=20, k2=6), expected)

    def _diffusion(self, name: str, given: dict[str, Value]) -> dict[str, Any]:
        ranker = registry.ranker(name, k=DIFFUSION_K, **given)
        smooth = dense.smoothing(self._cosines, self._lists, k=DIFFUSION_K)
        near = dense.membership(self._lists, ranker.parameters["kq"])
        np.fill_diagonal(near, 0)
        sources = near * np.maximum(self._cosines, 0) ** ranker.parameters["gamma"]
        expected = dense.diffusion(smooth, sources, ranker.parameters["alpha"])
        told = ", ".join(f"{key} {value}" for key, value in given.items())
        return self._row(f"{name}, {told}", ranker, expected)

    def _row(self, title: str, ranker: Ranker, expected: dense.Matrix) -> dict[str, Any]:
        scores = ranker.fit(self._gallery).scores(self._members)
        # Where the graph does not lead, the formula says 0 and the cosine orders what is below.
        apart = np.abs(np.maximum(scores, 0) - np.maximum(expected, 0))
        return {"form": title, "largest difference": float(apart.max()), "same order": _same_order(scores, expected)}

    def _unseen(self) -> dict[str, Any]:
        """The inductive form beside exact insertion of one query: a fifth of the images, at most, are put aside."""
        features = self._gallery.features
        aside = np.random.default_rng(1).permutation(self._n)[: min(UNSEEN, self._n // 5)]
        gallery = Gallery(features.subset(np.setdiff1d(np.arange(self._n), aside)))
        queries = QueryBatch.unseen(features.rows(aside))
        beside = registry.ranker("gnn-rerank", k1=K1, k2=K2).fit(gallery)
        inside = beside.twin(k1=K1, k2=K2, unseen="exact-1")
        found = [ranker.search(queries, OVERLAP).ids for ranker in (beside, inside)]
        overlap = np.mean([len(np.intersect1d(*pair)) / OVERLAP for pair in zip(*found, strict=True)])
        return {"form": f"gnn-rerank, {len(aside)} unseen: overlap with exact-1 @{OVERLAP}", "overlap": float(overlap)}


def _same_order(scores: Scores, expected: dense.Matrix) -> float:
    """The share of places at which both lists hold the same image, or images whose scores do not differ."""
    reached = np.where(scores > 0, expected, -np.inf)
    ours, theirs = (_first(values) for values in (scores.astype(np.float64), np.where(expected > 0, expected, -np.inf)))
    gap = np.abs(np.take_along_axis(reached, ours, 1) - np.take_along_axis(reached, theirs, 1))
    unreached = ~np.isfinite(np.take_along_axis(reached, theirs, 1))
    return float(((ours == theirs) | (gap <= CLOSE) | unreached).mean())


def _first(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """The rows of the highest scores, without each query itself."""
    others = values.copy()
    np.fill_diagonal(others, -np.inf)
    return np.argsort(-others, axis=1, kind="stable")[:, :LENGTH]
