"""Hash codes: how well and how fast each method learns, encodes and is searched, and at which size."""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from explorer.bench.hash_published import NOTE, forms_learned
from explorer.bench.hash_quality import (
    Judged,
    Learned,
    add_differences,
    health_sentence,
    judged_clusters,
    judged_collection,
    learned,
)
from explorer.bench.plot import Point, write_scatter
from explorer.bench.result import BenchResult
from explorer.errors import InputError, ParameterError
from explorer.methods.hashing.codes import CodeIndex
from explorer.protocol.naming import parse_pipeline, parse_pipelines
from explorer.protocol.progress import Progress

METHODS = (
    "cosine,gnn-rerank,lsh-64,itq-64,itq-tags-64,itq-smooth-64,itq-gnn-64,agh-64,lagnh-64,lagnh-graph-64,opq-8,rabitq"
)
PARTS = {
    "whole": "",
    "without attention": "attention=false",
    "without adversary": "adversary=0",
    "without reconstruction": "reconstruct=0",
    "without reading tags": "classify=0",
    "without quantisation": "quantise=0",
    "without tags in the graph": "fusion=0",
    "class head as tags": "tags=tags",
    "captions as tags": "tags=captions",
    "concepts as tags": "tags=concepts",
    "clusters as tags": "tags=clusters",
    "1024 anchors": "anchors=1024",
    "untrained": "steps=0",
}
ABLATED = "lagnh-64"
SIZES = "10000,100000,1000000,10000000"

_CODE_BITS = 64
_BATCH = 32
_SINGLE = 20
_BATCHES = 5
_K = 100
_SLICE = 250_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument("sources", metavar="SOURCE", nargs="*", help="labelled collections; COLUMN=SOURCE for labels")
    parser.add_argument("--methods", default=METHODS, help=f"what to learn and measure ({METHODS})")
    parser.add_argument("--before", default="", metavar="STAGES", help="preprocessing of all, e.g. whiten[d=256]")
    parser.add_argument(
        "--ablation", nargs="?", const=ABLATED, metavar="METHOD", help=f"one LAGNH without each part ({ABLATED})"
    )
    parser.add_argument("--published", action="store_true", help="what the released form of LAGNH does, beside ours")
    parser.add_argument("--only", default="", metavar="A,B", help=f"some parts of an ablation: {', '.join(PARTS)}")
    parser.add_argument("--seeds", metavar="S", help="seeds, separated by commas (0; of an ablation 0,1,2)")
    parser.add_argument("--rows", type=int, default=5000, metavar="N", help="synthetic vectors to learn from (5000)")
    parser.add_argument("--dim", type=int, default=256, help="their length (256)")
    parser.add_argument("--codes", default=SIZES, help=f"numbers of 64-bit codes to search, 0 for none ({SIZES})")
    parser.add_argument("--plot", type=Path, metavar="OUT", help="draw quality over bytes as SVG")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Learn each method on labelled collections, else on synthetic clusters; then search random codes.

    Args:
        arguments: see `configure`.
        progress: told of methods and numbers.

    Raises:
        InputError: a source is not labelled, or a number is none.
        ParameterError: a method is not known.
    """
    seeds = _numbers(arguments.seeds or ("0,1,2" if arguments.ablation else "0"), "--seeds")
    sizes = [n for n in _numbers(arguments.codes, "--codes") if n]
    names = _names(arguments)
    rows, notes, details = [], [], {}
    for source in arguments.sources or [""]:
        if source:
            judged, title, sentence = judged_collection(source)
        else:
            one, checksum = judged_clusters(arguments.rows, arguments.dim)
            judged, title, details = [one], f"{arguments.rows:,} x {arguments.dim} synthetic", {"checksum": checksum}
            sentence = f"an unseen row of the same draw queries its cluster; first 1,000 rows: {checksum}."
        if arguments.published:
            measured = forms_learned(_before(arguments), judged, seeds, progress)
        else:
            measured = _all_learned(names, judged, seeds, progress)
        best = add_differences(measured, judged, to_first=bool(arguments.ablation) or arguments.published)
        rows += [{"collection": title, **each.row} for each in measured]
        compared = f" Points are to {best}, with 95 % intervals over labels, first seed." if best else ""
        healthy = health_sentence([each.row for each in measured])
        notes.append(" ".join(filter(None, [f"{title}: {sentence}{compared}", healthy])))
    notes.append(
        f"mAP: mean over seeds {','.join(map(str, seeds))}, all of the list, ties as their average, inductive."
    )
    if arguments.published:
        notes.append(NOTE)
    if arguments.plot is not None:
        _draw(arguments.plot, rows)
    for number, size in enumerate(sizes):
        progress(number, len(sizes), f"searching {size:,} codes")
        rows.append(_searched(size))
    if sizes:
        notes.append(f"Search: random 64-bit codes, the best {_K}, alone and in batches of {_BATCH}; medians.")
    return BenchResult("Hash codes", rows, notes, details)


def _names(arguments: argparse.Namespace) -> dict[str, str]:
    """What is measured, by the name under which it is told."""
    before = _before(arguments)
    if not arguments.ablation:
        return {name: before + name for name in map(str, parse_pipelines(arguments.methods))}
    only = {"whole", *(arguments.only.split(",") if arguments.only else PARTS)}
    if unknown := sorted(only - set(PARTS)):
        raise InputError(f"--only {unknown[0]} is no part; choose among: {', '.join(PARTS)}.")
    chosen = {part: values for part, values in PARTS.items() if part in only}
    given = arguments.ablation
    return {part: f"{before}{given}[{values}]" if values else before + given for part, values in chosen.items()}


def _before(arguments: argparse.Namespace) -> str:
    return f"{arguments.before}>" if arguments.before else ""


def _all_learned(names: dict[str, str], judged: list[Judged], seeds: list[int], progress: Progress) -> list[Learned]:
    """All that can be learned there; a source of tags that a collection lacks is left out of an ablation."""
    result = []
    for number, (told, name) in enumerate(names.items()):
        progress(number, len(names), told)
        try:
            each = learned(parse_pipeline(name), judged, seeds)
        except ParameterError:
            if "tags=" not in name:
                raise
            continue
        each.row["method"] = told
        result.append(each)
    return result


def _draw(path: Path, rows: list[dict[str, Any]]) -> None:
    several = len({row["collection"] for row in rows}) > 1
    points = [
        Point(f"{row['collection']}: {row['method']}" if several else row["method"], row["bytes_per_item"], row["map"])
        for row in rows
    ]
    write_scatter(path, points, title="Hash codes", x_label="bytes an image, all that a query reads", y_label="mAP")


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
