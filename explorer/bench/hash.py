"""Hash codes: how well and how fast each method learns, encodes and is searched, and at which size."""

import argparse
import time
from collections.abc import Iterator
from typing import Any

import numpy as np

from explorer.bench.result import BenchResult
from explorer.bench.synthetic import LONER, Synthetic, synthetic
from explorer.errors import InputError
from explorer.evaluation.metrics import average_precision
from explorer.evaluation.tied import tied_ranking
from explorer.methods.gallery import Gallery
from explorer.methods.hashing.base import Hashing
from explorer.methods.hashing.codes import CodeIndex
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Vectors
from explorer.protocol.naming import PipelineName, parse_pipelines
from explorer.protocol.progress import Progress

METHODS = "cosine,lsh-64,itq-64,itq-tags-64,itq-smooth-64,agh-64,lagnh-64,lagnh-graph-64,opq-8,rabitq"
ABLATION = (
    "whole=lagnh-64,without attention=lagnh-64[attention=false],without adversary=lagnh-64[adversary=0],"
    "without reconstruction=lagnh-64[reconstruct=0],without reading tags=lagnh-64[classify=0],"
    "clusters as tags=lagnh-64[tags=clusters],untrained=lagnh-64[steps=0]"
)
SIZES = "10000,100000,1000000,10000000"

_CODE_BITS = 64
_BATCH = 32
_SINGLE = 20
_BATCHES = 5
_K = 100
_ENCODED = 20_000
_SLICE = 250_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument("--methods", default=METHODS, help=f"what to learn and measure ({METHODS})")
    parser.add_argument("--ablation", action="store_true", help="measure LAGNH without each of its parts instead")
    parser.add_argument("--seeds", default="0", help="seeds of the learned methods, separated by commas (0)")
    parser.add_argument("--rows", type=int, default=5000, metavar="N", help="synthetic vectors to learn from (5000)")
    parser.add_argument("--dim", type=int, default=256, help="their length (256)")
    parser.add_argument("--codes", default=SIZES, help=f"numbers of 64-bit codes to search, 0 for none ({SIZES})")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Learn each method on synthetic clusters, then search random codes of several numbers.

    Args:
        arguments: see `configure`.
        progress: told of methods and numbers.

    Raises:
        InputError: a size or method is not known.
    """
    names = parse_pipelines(ABLATION if arguments.ablation else arguments.methods)
    seeds, sizes = _numbers(arguments.seeds, "--seeds"), [n for n in _numbers(arguments.codes, "--codes") if n]
    data = synthetic(arguments.rows, arguments.dim)
    rows = []
    for number, name in enumerate(names):
        progress(number, len(names) + len(sizes), str(name))
        rows.append(_learned(name, data, seeds))
    searched = []
    for number, size in enumerate(sizes):
        progress(len(names) + number, len(names) + len(sizes), f"searching {size:,} codes")
        searched.append(_searched(size))
    notes = [
        f"Checksum of the first 1,000 rows: {data.checksum}. mAP: an unseen row of the same draw queries its cluster"
        f" ({_counted(data)} queries), mean over seeds {arguments.seeds}; ties count as their average.",
        f"Search: random 64-bit codes, the best {_K}, alone and in batches of {_BATCH}; medians.",
    ]
    return BenchResult(
        f"Hash codes learned from {arguments.rows:,} x {arguments.dim}",
        rows + searched,
        notes,
        {"checksum": data.checksum},
    )


def _learned(name: PipelineName, data: Synthetic, seeds: list[int]) -> dict[str, Any]:
    """Quality, time to learn, time to encode, memory."""
    maps, seconds, encoded = [], [], []
    for seed in seeds:
        gallery, pipeline = Gallery(data.features), Pipeline(name)
        gallery.graph(min(50, len(gallery) - 1))
        began, used = time.perf_counter(), time.process_time()
        pipeline.fit(gallery, seed=seed)
        seconds.append((time.perf_counter() - began, time.process_time() - used))
        maps.append(_mean_average_precision(pipeline, data))
        if isinstance(pipeline.ranker, Hashing):
            encoded.append(_encoded_per_second(pipeline.ranker, data.features.values.astype(np.float32)))
    return {
        "method": pipeline.key,
        "map": float(np.mean(maps)),
        "map_std": float(np.std(maps, ddof=1)) if len(maps) > 1 else None,
        "fit_s": float(np.median([wall for wall, _ in seconds])),
        "fit_cpu_s": float(np.median([cpu for _, cpu in seconds])),
        "encoded_per_s": float(np.median(encoded)) if encoded else None,
        "bytes_per_item": pipeline.bytes_per_item(),
    }


def _mean_average_precision(pipeline: Pipeline, data: Synthetic) -> float:
    """Of unseen queries whose nearest image by cosine says which cluster is theirs."""
    queries, clusters = _queries(data)
    relevant = clusters[:, None] == data.clusters[None]
    lists = tied_ranking(pipeline.scores(queries), relevant, data.features.ids)
    return float(np.nanmean(average_precision(lists, "plain")))


def _queries(data: Synthetic) -> tuple[Vectors, np.ndarray[Any, np.dtype[np.int64]]]:
    """Further rows of the draw that lie in a cluster: the vectors, and the clusters of their nearest images."""
    nearest = Pipeline("cosine").fit(data.features).search(data.queries, 1).ids[:, 0]
    clusters = data.clusters[nearest]
    inside = clusters != LONER
    return data.queries[inside], clusters[inside]


def _counted(data: Synthetic) -> int:
    return len(_queries(data)[0])


def _encoded_per_second(method: Hashing, vectors: Vectors) -> float:
    many = np.resize(vectors, (_ENCODED, vectors.shape[1]))
    began = time.perf_counter()
    method.encode(many)
    return _ENCODED / (time.perf_counter() - began)


def _searched(size: int) -> dict[str, Any]:
    """Time of one query among random codes, alone and in a batch."""
    random = np.random.default_rng(0)
    width = _CODE_BITS // 8
    codes = np.empty((size, width), np.uint8)
    for part in _parts(size):
        codes[part] = random.integers(0, 256, codes[part].shape, dtype=np.uint8)
    index = CodeIndex(codes, np.arange(size))
    queries = random.integers(0, 256, (_BATCH, width), dtype=np.uint8)
    index.search(queries, _K)
    single = [_seconds(index, queries[i % _BATCH : i % _BATCH + 1]) for i in range(_SINGLE)]
    batches = [_seconds(index, queries) / _BATCH for _ in range(_BATCHES)]
    return {
        "method": f"search of {size:,} codes",
        "single_ms": 1000 * float(np.median(single)),
        "batch_ms": 1000 * float(np.median(batches)),
        "bytes_per_item": float(width),
    }


def _seconds(index: CodeIndex, queries: np.ndarray[Any, np.dtype[np.uint8]]) -> float:
    began = time.perf_counter()
    index.search(queries, _K)
    return time.perf_counter() - began


def _parts(size: int) -> Iterator[slice]:
    for start in range(0, size, _SLICE):
        yield slice(start, start + _SLICE)


def _numbers(text: str, option: str) -> list[int]:
    try:
        return [int(part) for part in text.split(",")]
    except ValueError:
        raise InputError(f"{option} {text} is no list of numbers; write them like 10000,100000.") from None
