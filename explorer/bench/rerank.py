"""GNN re-ranking of a whole query set, stage by stage, beside the plain dense formulation of the paper."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.bench.result import BenchResult
from explorer.bench.synthetic import synthetic
from explorer.errors import InputError
from explorer.evaluation.memory import peak_rss_mb
from explorer.graph.unit import unit_rows_of
from explorer.methods.gallery import Gallery, QueryBatch
from explorer.methods.gnn_rerank import GnnRerank
from explorer.protocol.features import Features
from explorer.protocol.progress import Progress

T = TypeVar("T")

DENSE_LIMIT = 25_000
"""Above so many images the dense formulation would not fit into 16 GB; it is left out, and a note says so."""

_CUDA_RUNS = 20
_CLEAR_PEAK = Path("/proc/self/clear_refs")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options; the defaults have the size of Market-1501."""
    parser.add_argument("--queries", type=int, default=3368, metavar="Q", help="images that query (3368)")
    parser.add_argument("--gallery", type=int, default=15913, metavar="N", help="images that are ranked (15913)")
    parser.add_argument("--dim", type=int, default=512, help="length of a vector (512)")
    parser.add_argument("--k1", type=int, default=26, help="length of the lists that are compared (26)")
    parser.add_argument("--k2", type=int, default=7, help="neighbours whose lists are added (7)")
    parser.add_argument("-k", type=int, default=100, help="length of the rankings (100)")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="where it is computed (cpu)")
    parser.add_argument("--no-dense", action="store_true", help="leave the dense formulation out, which takes long")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Time every stage, queries and gallery being vertices of one graph (the paper's protocol).

    Args:
        arguments: see `configure`.
        progress: told of the stages.

    Raises:
        InputError: a size does not fit the others, or there is no CUDA device.
    """
    total = arguments.queries + arguments.gallery
    if arguments.queries < 1 or not 1 <= arguments.k <= arguments.gallery:
        raise InputError(f"-k {arguments.k} and --queries {arguments.queries} need 1 to {arguments.gallery} images.")
    if not 2 <= arguments.k2 <= arguments.k1 <= total:
        raise InputError(f"--k1 {arguments.k1} must be from --k2 {arguments.k2} (at least 2) to {total} images.")
    if arguments.device == "cuda" and not torch.cuda.is_available():
        raise InputError("--device cuda finds no CUDA device; leave it out to compute on the processor.")
    data = synthetic(total, arguments.dim)
    rows = _on_cuda(data.features, arguments) if arguments.device == "cuda" else []
    sparse, lists = _sparse(data.features, arguments, progress)
    rows += sparse
    notes = [f"Checksum of the first 1,000 rows: {data.checksum}."]
    if arguments.no_dense or total > DENSE_LIMIT:
        notes.append(f"The dense formulation is left out; above {DENSE_LIMIT:,} images it needs more than 16 GB.")
        return BenchResult(_title(arguments), rows, notes, {"checksum": data.checksum})
    dense, dense_lists, scores = _dense(data.features, arguments, progress)
    rows += dense
    ratio = _seconds(dense, "dense", "propagation") / _seconds(rows, "sparse", "graph stage")
    same = _same_order(lists, dense_lists, scores)
    notes.append(f"Graph stage: {ratio:,.0f} times faster than dense, in this run.")
    notes.append(f"Lists equal to the dense ones where scores differ by more than 1e-6: {100 * same:.2f} %.")
    return BenchResult(_title(arguments), rows, notes, {"checksum": data.checksum, "ratio": ratio, "same_lists": same})


def _title(arguments: argparse.Namespace) -> str:
    return (
        f"GNN re-ranking, {arguments.queries:,} queries and {arguments.gallery:,} images x {arguments.dim},"
        f" k1 {arguments.k1}, k2 {arguments.k2}, best {arguments.k}"
    )


def _sparse(
    features: Features, arguments: argparse.Namespace, progress: Progress
) -> tuple[list[dict[str, Any]], NDArray[np.int64]]:
    """Our stages and the lists (places in the gallery)."""
    stages = Stages("sparse", progress)
    stages.timed("unit vectors", lambda: unit_rows_of(features))
    gallery = Gallery(features)
    stages.timed("kNN graph", lambda: gallery.graph(arguments.k1 - 1))
    ranker = GnnRerank(k1=arguments.k1, k2=arguments.k2)
    stages.timed("graph stage", lambda: ranker.fit(gallery))
    members = QueryBatch.members(features, np.arange(arguments.queries))
    ranking = stages.timed(
        "rankings", lambda: ranker.search(members, arguments.k, within=features.ids[arguments.queries :])
    )
    return stages.rows, ranking.ids - arguments.queries


def _dense(
    features: Features, arguments: argparse.Namespace, progress: Progress
) -> tuple[list[dict[str, Any]], NDArray[np.int64], NDArray[np.float32]]:
    """The formula as it stands in the paper, with n x n matrices; lists and all scores of the queries."""
    unit = unit_rows_of(features).matrix
    stages = Stages("dense", progress)
    similarities, lists = stages.timed("kNN graph", lambda: torch.topk(unit @ unit.T, arguments.k1, dim=1))
    a = stages.timed("propagation", lambda: _dense_propagation(similarities, lists, arguments.k2))
    scores = stages.timed("rankings", lambda: a[: arguments.queries] @ a[arguments.queries :].T)
    best = torch.topk(scores, arguments.k, dim=1).indices
    return stages.rows, best.numpy(), scores.numpy()


def _dense_propagation(similarities: torch.Tensor, lists: torch.Tensor, k2: int) -> torch.Tensor:
    a = torch.zeros(len(lists), len(lists)).scatter_(1, lists, 1.0)
    weights = similarities.clamp(min=0) ** 2
    for _ in range(2):
        b = a + a.T
        a = torch.zeros_like(b)
        for place in range(k2):
            a += weights[:, place : place + 1] * b[lists[:, place]]
        a /= a.norm(dim=1, keepdim=True)
    return a


def _on_cuda(features: Features, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """Unit vectors on the device in, rankings on the device out; the device is waited for."""
    from explorer.graph.propagation_cuda import rerank

    unit = unit_rows_of(features).matrix.cuda()
    torch.cuda.reset_peak_memory_stats()
    held = torch.cuda.memory_allocated()

    def once() -> float:
        began = time.perf_counter()
        rerank(unit, arguments.queries, arguments.k, k1=arguments.k1, k2=arguments.k2)
        torch.cuda.synchronize()
        return time.perf_counter() - began

    times = [once() for _ in range(_CUDA_RUNS)][3:]
    peak = (torch.cuda.max_memory_allocated() - held) / 1e6
    return [{"way": torch.cuda.get_device_name(), "stage": "everything", "s": float(np.median(times)), "peak_mb": peak}]


class Stages:
    """Times stages one after the other.

    Attributes:
        rows: one a stage: way, stage, s, peak_mb of the whole process meanwhile (None where the system cannot say).
    """

    def __init__(self, way: str, progress: Progress) -> None:
        self._way, self._progress = way, progress
        self.rows: list[dict[str, Any]] = []

    def timed(self, stage: str, work: Callable[[], T]) -> T:
        """Do the work and note its time and the largest memory of the process meanwhile."""
        self._progress(len(self.rows), 0, f"{self._way}: {stage}")
        known = _forget_peak()
        began = time.perf_counter()
        result = work()
        seconds = time.perf_counter() - began
        peak = peak_rss_mb() if known else None
        self.rows.append({"way": self._way, "stage": stage, "s": seconds, "peak_mb": peak})
        return result


def _forget_peak() -> bool:
    """Let the peak memory start anew; False where the system has no means for that."""
    try:
        _CLEAR_PEAK.write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def _seconds(rows: list[dict[str, Any]], way: str, stage: str) -> float:
    return next(float(row["s"]) for row in rows if (row["way"], row["stage"]) == (way, stage))


def _same_order(
    lists: NDArray[np.int64], dense: NDArray[np.int64], scores: NDArray[np.float32], apart: float = 1e-6
) -> float:
    """The share of positions at which both lists hold the same image, or two whose dense scores are equal."""
    ours = np.take_along_axis(scores, lists, 1)
    theirs = np.take_along_axis(scores, dense, 1)
    return float(((lists == dense) | (np.abs(ours - theirs) <= apart)).mean())
