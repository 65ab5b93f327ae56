"""Ways to the kNN graph side by side: time, memory, and the share of the exact neighbours that each finds."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.bench.plot import Point, write_scatter
from explorer.bench.query import size_of
from explorer.bench.result import BenchResult
from explorer.bench.synthetic import Synthetic, synthetic
from explorer.cli.terminal import check_writable
from explorer.errors import InputError
from explorer.evaluation.memory import forget_peak, peak_rss_mb
from explorer.graph.codes import fast_codes, worth_coding
from explorer.graph.knn import knn_graph, nearest
from explorer.graph.large import large_lists, recall
from explorer.graph.unit import Rows, UnitRows, row_blocks, unit_rows_of
from explorer.protocol.features import Features, unit_rows
from explorer.protocol.progress import Progress

Indices = NDArray[np.integer[Any]]
Way = Callable[[Features, UnitRows, int, Progress], Indices]

_SAMPLE = 1000
_SEED = 0
_WARMING = 3


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument(
        "--synthetic", type=size_of, default=(20_000, 256), metavar="N,D", help="rows and dimension (20000,256)"
    )
    parser.add_argument("-k", type=int, default=26, help="neighbours of each image (26)")
    parser.add_argument("--ways", default=",".join(WAYS), help=f"what to measure ({','.join(WAYS)})")
    parser.add_argument("--plot", metavar="OUT", help="also draw recall over seconds into this SVG file")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Find the neighbours in each way, and those of single unseen queries.

    Args:
        arguments: see `configure`.
        progress: told of ways and rows.

    Raises:
        InputError: a size is too small or a way unknown.
    """
    n, d = arguments.synthetic
    names = arguments.ways.split(",")
    unknown = [name for name in names if name not in WAYS]
    if unknown:
        raise InputError(f"--ways {unknown[0]} is not known; choose among {', '.join(WAYS)}.")
    check_writable(arguments.plot)
    if not 1 <= arguments.k < n:
        raise InputError(f"-k {arguments.k} needs more than {arguments.k} images, not {n}.")
    data = synthetic(n, d)
    sample = np.sort(np.random.default_rng(_SEED).choice(n, min(n, _SAMPLE), replace=False))
    rows = [_measured(name, data.features, arguments.k, sample, progress) for name in names]
    plain = next((row["s"] for row in rows if row["way"] == "plain"), None)
    for row in rows if plain else ():
        row["times_plain"] = plain / row["s"]
    queries = _queries(data, arguments.k)
    notes = [
        f"Checksum of the first 1,000 rows: {data.checksum}.",
        f"Recall is measured on {len(sample):,} images; peak_mb is of the whole process meanwhile, vectors included.",
        f"One unseen query, its best {arguments.k} of {n:,}, exactly: {queries['ms']:.1f} ms ({queries['way']}),"
        f" 99 of 100 within {queries['p99_ms']:.1f} ms; {queries['cpu_ms']:.1f} ms of processor time.",
    ]
    title = f"kNN graph of {n:,} x {d}, k = {arguments.k}"
    if arguments.plot:
        points = [Point(row["way"], row["s"], row["recall"]) for row in rows]
        write_scatter(Path(arguments.plot), points, title=title, x_label="seconds", y_label="recall")
    details = {"synthetic": [n, d], "k": arguments.k, "checksum": data.checksum, "query": queries}
    return BenchResult(title, rows, notes, details)


def _measured(name: str, features: Features, k: int, sample: Rows, progress: Progress) -> dict[str, Any]:
    unit = unit_rows_of(features)
    known = forget_peak()
    began, worked = time.perf_counter(), time.process_time()
    indices = WAYS[name](features, unit, k, progress)
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    peak = peak_rss_mb() if known else None
    found = np.full((len(features), k), -np.inf, np.float32)
    found[sample] = np.einsum("nd,nkd->nk", unit.matrix[sample], unit.matrix[indices[sample]])
    found[indices < 0] = -np.inf
    return {"way": name, "s": seconds, "cpu_s": cpu, "recall": recall(found, unit, sample), "peak_mb": peak}


def _queries(data: Synthetic, k: int) -> dict[str, Any]:
    """Time of `nearest` for one unseen vector at a time."""
    times, worked = [], []
    for query in unit_rows(data.queries):
        began, before = time.perf_counter(), time.process_time()
        nearest(query[None], data.features, k)
        times.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - before))
    times, worked = times[_WARMING:], worked[_WARMING:]
    way = "codes, then the vectors that they do not exclude" if worth_coding(data.features) else "all vectors"
    return {
        "way": way,
        "ms": float(np.median(times)),
        "p99_ms": float(np.percentile(times, 99)),
        "cpu_ms": float(np.median(worked)),
    }


def _ours(features: Features, unit: UnitRows, k: int, progress: Progress) -> Indices:
    """What the program does with so many images."""
    del unit
    return knn_graph(features, k, progress=progress).indices


def _plain(features: Features, unit: UnitRows, k: int, progress: Progress) -> Indices:
    """Blocks of rows times all rows in float32, and the largest of each row."""
    del features
    matrix = torch.from_numpy(unit.matrix)
    indices = np.empty((len(matrix), k), np.int64)
    for block in row_blocks(len(matrix)):
        scores = matrix[block] @ matrix.T
        own = torch.arange(block.stop - block.start)
        scores[own, own + block.start] = -torch.inf
        indices[block] = torch.topk(scores, k, dim=1).indices.numpy()
        progress(block.stop, len(matrix), "plain")
    return indices


def _half(features: Features, unit: UnitRows, k: int, progress: Progress, *, coded: bool = False) -> Indices:
    """Each product of two rows once."""
    indices = np.full((len(features), k), -1, np.int64)
    for rows, lists, _ in large_lists(features, unit, k, coded=coded, progress=progress):
        indices[rows] = lists
    return indices


def _codes(features: Features, unit: UnitRows, k: int, progress: Progress) -> Indices:
    """The same with codes of one byte a value, then float32."""
    if not fast_codes():
        raise InputError("This processor multiplies codes slowly; leave codes out of --ways.")
    return _half(features, unit, k, progress, coded=True)


def _searched(index: Any, unit: UnitRows, k: int) -> Indices:
    """The lists that an index of FAISS gives."""
    _, found = index.search(unit.matrix, k + 1)
    return _others(found)


def _others(found: Indices) -> Indices:
    """Lists [n, k + 1] without the rows themselves, or without the last where they are not among them."""
    own = found == np.arange(len(found))[:, None]
    own[:, -1] |= ~own.any(axis=1)
    others: Indices = found[~own].reshape(len(found), -1)
    return others


def _flat(features: Features, unit: UnitRows, k: int, progress: Progress) -> Indices:
    """FAISS, all rows."""
    del features, progress
    import faiss

    index = faiss.IndexFlatIP(unit.matrix.shape[1])
    index.add(unit.matrix)
    return _searched(index, unit, k)


def _ivf(features: Features, unit: UnitRows, k: int, progress: Progress) -> Indices:
    """FAISS, inverted lists: 4 sqrt(n) cells, of which a sixteenth is looked at."""
    del features, progress
    import faiss

    n, d = unit.matrix.shape
    cells = max(1, int(4 * np.sqrt(n)))
    index = faiss.IndexIVFFlat(faiss.IndexFlatIP(d), d, cells, faiss.METRIC_INNER_PRODUCT)
    index.train(unit.matrix)
    index.add(unit.matrix)
    index.nprobe = max(1, cells // 16)
    return _searched(index, unit, k)


def _hnsw(features: Features, unit: UnitRows, k: int, progress: Progress) -> Indices:
    """FAISS, hierarchical navigable small world of 32 links, 128 candidates."""
    del features, progress
    import faiss

    index = faiss.IndexHNSWFlat(unit.matrix.shape[1], 32, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction, index.hnsw.efSearch = 128, 128
    index.add(unit.matrix)
    return _searched(index, unit, k)


def _nn_descent(features: Features, unit: UnitRows, k: int, progress: Progress) -> Indices:
    """PyNNDescent, which UMAP uses where it gets no graph; its compilation counts, since each process pays it."""
    del features, progress
    from pynndescent import NNDescent

    found, _ = NNDescent(unit.matrix, metric="dot", n_neighbors=k + 1, random_state=_SEED).neighbor_graph
    return _others(found)


WAYS: dict[str, Way] = {
    "ours": _ours,
    "plain": _plain,
    "half": _half,
    "codes": _codes,
    "flat": _flat,
    "ivf": _ivf,
    "hnsw": _hnsw,
    "nn-descent": _nn_descent,
}
"""What can be measured: our choice for the size, the plain formulation, our two other ways, and those of others."""
