"""GNN re-ranking of a whole query set, stage by stage, beside the plain dense formulation of the paper."""

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.bench.plot import Point, write_scatter
from explorer.bench.result import BenchResult
from explorer.bench.stages import Stages
from explorer.bench.synthetic import INTRINSIC_DIMENSION, synthetic
from explorer.cli.terminal import check_writable
from explorer.errors import InputError
from explorer.graph.large import large_lists
from explorer.graph.unit import unit_rows_of
from explorer.methods.gallery import Gallery
from explorer.methods.gnn_rerank import GnnRerank
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.features import Features
from explorer.protocol.progress import Progress
from explorer.protocol.ranking import Ranking

DENSE_LIMIT = 25_000
"""Above so many images the dense formulation would not fit into 16 GB; it is left out, and a note says so."""

_CUDA_RUNS = 20


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
    parser.add_argument("--plot", metavar="OUT", help="also draw memory over seconds of each stage into this SVG file")


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
    check_writable(arguments.plot)
    result = _measured(arguments, total, progress)
    if arguments.plot:
        _draw(Path(arguments.plot), result)
    return result


def _measured(arguments: argparse.Namespace, total: int, progress: Progress) -> BenchResult:
    """All stages of all ways."""
    data = synthetic(total, arguments.dim)
    rows = _on_cuda(data.features, arguments) if arguments.device == "cuda" else []
    sparse, lists = _sparse(data.features, arguments, progress)
    rows += sparse
    notes = [f"Checksum of the first 1,000 rows: {data.checksum}.", _together(sparse, data.features)]
    if arguments.no_dense or total > DENSE_LIMIT:
        notes.append(f"The dense formulation is left out; above {DENSE_LIMIT:,} images it needs more than 16 GB.")
        return BenchResult(_title(arguments), rows, notes, {"checksum": data.checksum})
    dense, dense_lists, scores = _dense(data.features, arguments, progress)
    rows += dense
    ratio = _seconds(dense, "dense", "propagation") / _seconds(rows, "sparse", "graph stage")
    difference, told = _difference(lists, dense_lists, scores)
    notes += [f"Graph stage: {ratio:,.0f} times faster than dense, in this run.", told]
    details = {"checksum": data.checksum, "ratio": ratio, "difference": difference}
    return BenchResult(_title(arguments), rows, notes, details)


def _title(arguments: argparse.Namespace) -> str:
    return (
        f"GNN re-ranking, {arguments.queries:,} queries and {arguments.gallery:,} images x {arguments.dim},"
        f" k1 {arguments.k1}, k2 {arguments.k2}, best {arguments.k}"
    )


def _sparse(
    features: Features, arguments: argparse.Namespace, progress: Progress
) -> tuple[list[dict[str, Any]], Ranking]:
    """Our stages and the lists (places in the gallery)."""
    stages = Stages("sparse", progress)
    stages.timed("loading", _load)
    stages.timed("unit vectors", lambda: unit_rows_of(features))
    gallery = Gallery(features)
    stages.timed("kNN graph", lambda: gallery.graph(arguments.k1 - 1))
    ranker = GnnRerank(k1=arguments.k1, k2=arguments.k2)
    stages.timed("graph stage", lambda: ranker.fit(gallery))
    members = QueryBatch.members(features, np.arange(arguments.queries))
    ranking = stages.timed(
        "rankings", lambda: ranker.search(members, arguments.k, within=features.ids[arguments.queries :])
    )
    return stages.rows, Ranking(ranking.ids - arguments.queries, ranking.scores)


def _together(rows: list[dict[str, Any]], features: Features) -> str:
    """What all stages that a person waits for take, of the sparse way."""
    waited = [row for row in rows if row["stage"] in ("kNN graph", "graph stage", "rankings")]
    told = f"kNN graph, graph stage and rankings take {sum(row['s'] for row in waited):.2f} s together"
    peaks = [row["peak_mb"] for row in waited if row["peak_mb"] is not None]
    vectors = features.values.nbytes / 1e6
    memory = f"; the process has {max(peaks):,.0f} MB at most meanwhile, {vectors:,.0f} MB of them the vectors"
    return told + (memory if peaks else "") + "."


def _draw(path: Path, result: BenchResult) -> None:
    """Each stage as a point; those are left out whose memory the system does not tell."""
    told = [row for row in result.rows if row["peak_mb"] is not None]
    points = [Point(f"{row['way']}: {row['stage']}", max(row["s"], 1e-3), row["peak_mb"]) for row in told]
    write_scatter(path, points, title=result.title, x_label="seconds", y_label="largest memory meanwhile, MB")


def _load() -> None:
    """Go through everything once on a small collection: what is compiled is loaded, or compiled where it never was."""
    small = synthetic(12_000, INTRINSIC_DIMENSION).features
    for _ in large_lists(small, unit_rows_of(small), 8, coded=False):
        pass
    GnnRerank(k1=8, k2=4).fit(small).search(QueryBatch.members(small, np.arange(70)), 10)


def _dense(
    features: Features, arguments: argparse.Namespace, progress: Progress
) -> tuple[list[dict[str, Any]], NDArray[np.int64], NDArray[np.float32]]:
    """The formula as it stands in the paper, with n x n matrices; lists and all scores of the queries."""
    unit = torch.from_numpy(unit_rows_of(features).matrix)
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

    unit = torch.from_numpy(unit_rows_of(features).matrix).cuda()
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


def _seconds(rows: list[dict[str, Any]], way: str, stage: str) -> float:
    return next(float(row["s"]) for row in rows if (row["way"], row["stage"]) == (way, stage))


def _difference(ours: Ranking, dense: NDArray[np.int64], scores: NDArray[np.float32]) -> tuple[dict[str, float], str]:
    """How our lists differ from the dense ones, and whether rounding explains it.

    Args:
        ours: lists, ids being columns of the scores.
        dense: [q, k] columns.
        scores: [q, n] the dense ones.
    """
    there = np.take_along_axis(scores, ours.ids, 1)
    gap = np.abs(there - np.take_along_axis(scores, dense, 1))
    other = ours.ids != dense
    figures = {
        "positions": float(other.size),
        "differing": float(other.sum()),
        "widest_gap": float(gap[other].max(initial=0)),
        "rounding": float(np.abs(ours.scores - there).max()),
    }
    cause = "less" if figures["widest_gap"] <= 2 * figures["rounding"] else "MORE"
    return figures, (
        f"{other.mean():.2%} of the positions hold another image than the dense lists; the scores of the two images "
        f"differ by {figures['widest_gap']:.1e} at most there, which is {cause} than twice what the same score differs "
        f"by between both ways, {figures['rounding']:.1e}: float32 sums in another order."
    )
