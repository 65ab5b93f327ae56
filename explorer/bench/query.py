"""Time of one query by each method: an unseen vector in, the list of the best 100 out."""

import argparse
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from explorer.bench.capping import capped_lists
from explorer.bench.result import BenchResult
from explorer.bench.stages import Stages
from explorer.bench.synthetic import synthetic
from explorer.errors import InputError
from explorer.graph.knn import knn_graph
from explorer.methods.gallery import GRAPH_K, Gallery
from explorer.methods.gnn_rerank import GnnRerank
from explorer.methods.pipeline import Pipeline
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.naming import PipelineName, parse_pipelines
from explorer.protocol.progress import Progress

METHODS = "cosine,alpha-qe,diffusion,gnn-rerank"
_WARMING = 3


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument(
        "--synthetic", type=size_of, default=(100_000, 256), metavar="N,D", help="rows and dimension (100000,256)"
    )
    parser.add_argument("--methods", default=METHODS, help=f"what to measure ({METHODS})")
    parser.add_argument(
        "--neighbours", type=int, default=GRAPH_K, metavar="K", help=f"length of the graph's lists ({GRAPH_K})"
    )
    parser.add_argument("-k", type=int, default=100, help="length of the lists (100)")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="where the graph is built (cpu)")
    parser.add_argument(
        "--stored", action="store_true", help="store each fitted method and ask what is loaded, as the program does"
    )
    parser.add_argument(
        "--cap", type=int, metavar="M", help="also tell what gnn-rerank would lose with rows of M entries (512)"
    )


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Build the graph, fit each method, time single warm queries.

    Args:
        arguments: see `configure`.
        progress: told of rows and methods.

    Raises:
        InputError: a size is too small or a method unknown.
    """
    n, d = arguments.synthetic
    pipelines = parse_pipelines(arguments.methods)
    data = synthetic(n, d)
    gallery = Gallery(data.features, device=arguments.device)
    length = min(arguments.neighbours, n - 1)
    stages = Stages("query", progress)
    gallery.known_graph = stages.timed(
        "kNN graph", lambda: knn_graph(data.features, length, device=arguments.device, progress=progress)
    )
    graph = stages.rows[0]
    rows, told = [], []
    for name in pipelines:
        pipeline = Pipeline(name)
        stages.timed(pipeline.key, partial(pipeline.fit, gallery))
        told += pipeline.notes
        if arguments.cap and isinstance(pipeline.ranker, GnnRerank):
            told.append(_capped(pipeline.ranker, arguments.k, arguments.cap))
        with TemporaryDirectory() as folder:
            asked = _reloaded(pipeline, name, Path(folder), gallery) if arguments.stored else pipeline
            batches = [QueryBatch.unseen(query) for query in data.queries]
            rows.append(measured(asked, batches, arguments.k, stages.rows[-1]))
            del asked
    notes = [
        f"Checksum of the first 1,000 rows: {data.checksum}.",
        f"The graph of {length} neighbours took {graph['s']:.1f} s, which no fit counts; the process then had "
        f"{graph['peak_mb'] or 0:,.0f} MB at most.",
        f"One unseen query at a time, {len(data.queries)} of them, warm, its vector given.",
    ]
    details = {"synthetic": [n, d], "checksum": data.checksum, "graph": graph, "k": arguments.k}
    return BenchResult(f"One query against {n:,} x {d}, best {arguments.k}", rows, [*notes, *told], details)


def _reloaded(pipeline: Pipeline, name: PipelineName, folder: Path, gallery: Gallery) -> Pipeline:
    """The method as it comes back from disk, where what is large is mapped into memory."""
    pipeline.save(folder)
    return Pipeline(name).load(folder, gallery)


def _capped(ranker: GnnRerank, k: int, cap: int) -> str:
    overlap, loss = capped_lists(ranker, k, cap)
    return (
        f"gnn-rerank holds every entry of its rows. With the {cap} largest alone, the first {k} of 100 images as "
        f"queries would agree with the exact ones to {overlap:.2%} and hold {loss:.3%} less of their score."
    )


def measured(pipeline: Pipeline, queries: Sequence[QueryBatch], k: int, fit: dict[str, Any]) -> dict[str, Any]:
    """Times of single warm queries, and what the fit cost.

    Args:
        pipeline: fitted.
        queries: of one query each.
        k: length of the lists.
        fit: the stage of the fit.
    """
    times, worked = [], []
    for i in range(-_WARMING, len(queries)):
        began, before = time.perf_counter(), time.process_time()
        pipeline.search(queries[i], k)
        times.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - before))
    warm = times[_WARMING:]
    return {
        "method": pipeline.key,
        "query_ms": float(np.median(warm)),
        "p99_ms": float(np.percentile(warm, 99)),
        "best_ms": float(np.min(warm)),
        "cpu_ms": float(np.median(worked[_WARMING:])),
        "fit_seconds": fit["s"],
        "fit_peak_mb": fit["peak_mb"],
        "bytes_per_item": pipeline.bytes_per_item(),
    }


def size_of(text: str) -> tuple[int, int]:
    """Rows and dimension from `N,D`.

    Raises:
        InputError: it is something else.
    """
    try:
        n, d = (int(part) for part in text.split(","))
    except ValueError:
        raise InputError(f"--synthetic {text} is no size; write rows,dimension, for example 100000,256.") from None
    return n, d
