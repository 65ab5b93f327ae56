"""What GRAD-Net and each of its parts are worth on labelled collections; how it grows with the collection."""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from explorer.bench import grad_scale
from explorer.bench.defaults import judgement, labelled_table
from explorer.bench.grad_steady import added_later, half_deaf
from explorer.bench.query import size_of
from explorer.bench.result import BenchResult
from explorer.errors import InputError, ParameterError
from explorer.evaluation import compare
from explorer.evaluation.measure import Task, measured_scores
from explorer.evaluation.protocols import Plan
from explorer.evaluation.table import EvaluationTable, Material
from explorer.evaluation.tied import Values
from explorer.methods.gallery import Gallery
from explorer.methods.pipeline import Pipeline
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.naming import parse_pipeline
from explorer.protocol.progress import Progress

FREE = ("cosine", "diffusion", "gnn-rerank", "cas", "dba>gnn-rerank")
"""Methods without a network; the best of them by mAP is what the others are compared with."""

LEARNED = ("gss",)
"""The learned competitor; its last epoch counts. It is fitted once: up to 4,096 images each step sees all of them, and
seeds change nothing but a start that differs from the identity by 1e-5."""

DEFAULT = "default"
PARTS = {
    DEFAULT: "",
    "score code": "score=code",
    "score asym": "score=asym",
    "score dense": "score=dense",
    "score analytic (no network)": "score=analytic",
    "without local metric": "metric=false",
    "analytic without local metric": "metric=false,score=analytic",
    "local loss only": "global=0,local=1,score=dense",
    "global loss only": "local=0",
    "untrained": "epochs=0",
    "mean": "encoder=mean",
    "attention": "encoder=attention",
    "no neighbours": "encoder=none",
    "no neighbours and score code": "encoder=none,score=code",
    "teacher gnn-rerank": "teacher=gnn-rerank",
    "teacher diffusion": "teacher=diffusion",
    "t 10": "t=10",
    "t 20": "t=20",
    "t 50": "t=50",
    "256 atoms": "atoms=256",
}
LATER, DEAF = "10 % of the images added later", "half the neighbours of a query gone"

_BATCH = 256
_TIMED = 30


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument("sources", metavar="SOURCE", nargs="*", help="a labelled collection; COLUMN=SOURCE for labels")
    parser.add_argument("--ablation", action="store_true", help="measure the network with each of its parts changed")
    parser.add_argument("--seeds", default="0,1,2", metavar="S", help="seeds of the training (0,1,2)")
    parser.add_argument("--before", default="", metavar="STAGES", help="preprocessing of all, e.g. whiten[d=256]")
    parser.add_argument("--only", default="", metavar="A,B", help=f"some of: {', '.join(PARTS)}")
    parser.add_argument(
        "--synthetic", type=size_of, nargs="+", metavar="N,D", help="time and memory at sizes, instead of quality"
    )
    parser.add_argument("--plot", type=Path, metavar="OUT", help="draw time and memory over the size as SVG")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="where graphs and networks are (cpu)")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Measure on each collection's own split, queries unseen; labels judge and choose nothing.

    Args:
        arguments: see `configure`.
        progress: counts methods.

    Raises:
        InputError: a source is not labelled, or neither sources nor sizes are given.
        ParameterError: a stage before is not known.
    """
    if arguments.synthetic:
        return grad_scale.run(arguments.synthetic, arguments.device, arguments.plot, progress)
    unknown = sorted(set(arguments.only.split(",")) - {*PARTS, ""})
    if unknown:
        raise InputError(f"--only {unknown[0]} is no part; choose among: {', '.join(PARTS)}.")
    if not arguments.sources:
        raise InputError("bench grad needs a labelled collection, or --synthetic N,D for time and memory.")
    rows: list[dict[str, Any]] = []
    notes: list[str] = []
    best: dict[str, str] = {}
    for source in arguments.sources:
        table, title = labelled_table(source)
        plan = judgement(table)[0]
        trial = _Trial(table, plan, [int(seed) for seed in arguments.seeds.split(",")], arguments.device)
        measured, best[title] = _measured(trial, arguments, notes, progress)
        rows += [{"collection": title, **row} for row in measured]
        notes.append(f"{title}: {plan.sentence}; differences are to {best[title]}, the best method without a network.")
    notes.append(
        f"Mean and spread over seeds {arguments.seeds} of what is drawn or trained, gss excepted; paired differences "
        f"of the mean, with 95 % intervals over labels. Rows in brackets are compared with {DEFAULT}. GRAD-Net is our "
        f"reconstruction of arXiv 2001.01284."
    )
    return BenchResult("GRAD-Net, queries unseen", rows, notes, {"best": best})


@dataclass(frozen=True)
class _Measured:
    """One method, one seed.

    Attributes:
        ap: [q] average precision.
        hit: [q] whether the first image is relevant.
        bytes: for each image.
        ms: median of single queries.
    """

    ap: Values
    hit: Values
    bytes: float
    ms: float


class _Trial:
    """A collection and who queries what; graph, preprocessing, map, codes and fits are shared."""

    def __init__(self, table: EvaluationTable, plan: Plan, seeds: list[int], device: str) -> None:
        self._material = Material(table.features, table.labels, plan, table.camera_codes())
        self.device = device
        self.gallery = Gallery(table.features.subset(plan.gallery), device=device)
        self.clusters = table.labels.sets(plan.query)
        self.queries = self._material.features.rows(plan.query)
        self.seeds = seeds
        self._fitted: dict[str, Pipeline] = {}

    def pipeline(self, name: str, seed: int) -> Pipeline:
        parsed = parse_pipeline(name)
        key = Pipeline(parsed).model_key("", seed=seed)
        if key not in self._fitted:
            self._fitted[key] = Pipeline(parsed).fit(self.gallery, seed=seed, device=self.device)
        return self._fitted[key].twin(parsed)

    def measured(self, pipeline: Pipeline) -> _Measured:
        starts = range(0, len(self.queries), _BATCH)
        parts = [QueryBatch.unseen(self.queries[start : start + _BATCH]) for start in starts]
        scores = np.concatenate([pipeline.scores(part) for part in parts])
        values = measured_scores(self._material, Task("", "inductive", cuts=(1,)), scores)
        times = []
        for vector in self.queries[:_TIMED]:
            began = time.perf_counter()
            pipeline.search(QueryBatch.unseen(vector), 100)
            times.append(1000 * (time.perf_counter() - began))
        return _Measured(values["map"], values["hit@k"][:, 0], pipeline.bytes_per_item(), float(np.median(times)))

    def seeded(self, name: str) -> list[_Measured]:
        return [self.measured(self.pipeline(name, seed)) for seed in self.seeds]

    def later(self, name: str) -> list[_Measured]:
        return [self.measured(added_later(self.gallery, name, seed, self.device)) for seed in self.seeds]

    def deaf(self, name: str) -> list[_Measured]:
        return [self.measured(half_deaf(self.pipeline(name, seed), seed)) for seed in self.seeds]


def _measured(
    trial: _Trial, arguments: argparse.Namespace, notes: list[str], progress: Progress
) -> tuple[list[dict[str, Any]], str]:
    """The rows of one collection, and the best method without a network; `notes` hears of what is left out."""
    before = f"{arguments.before}>" if arguments.before else ""
    only = arguments.only.split(",") if arguments.only else list(PARTS) if arguments.ablation else [DEFAULT]
    chosen = [part for part in PARTS if part in {DEFAULT, *only}]
    total, done = len(FREE) + len(LEARNED) + len(chosen) + 2, iter(range(10**6))

    def tell(name: str) -> str:
        progress(next(done), total, name)
        return name

    free = {tell(name): [trial.measured(trial.pipeline(before + name, 0))] for name in FREE}
    best = max(free, key=lambda name: float(np.nanmean(free[name][0].ap)))
    rows = [_row(name, runs, free[best], trial) for name, runs in free.items()]
    rows += [
        _row(name, [trial.measured(trial.pipeline(before + tell(name), 0))], free[best], trial) for name in LEARNED
    ]
    default = trial.seeded(f"{before}grad-net")
    for part in chosen:
        name = f"{before}grad-net[{PARTS[tell(part)]}]"
        try:
            runs = default if part == DEFAULT else trial.seeded(name)
        except ParameterError as error:  # a small collection has not so many images
            notes.append(f"{part} is left out: {error}")
            continue
        rows.append(_row(f"grad-net: {part}", runs, free[best], trial))
    for title, changed in ((LATER, trial.later), (DEAF, trial.deaf)):
        rows.append(_row(f"grad-net: [{tell(title)}]", changed(f"{before}grad-net"), default, trial))
    return rows, best


def _row(name: str, runs: Sequence[_Measured], others: Sequence[_Measured], trial: _Trial) -> dict[str, Any]:
    """Mean and spread over the seeds, and the paired difference of the mean to that of others."""
    figures = [float(np.nanmean(run.ap)) for run in runs]
    change = np.mean([run.ap for run in runs], axis=0) - np.mean([other.ap for other in others], axis=0)
    counted = ~np.isnan(change)
    interval = compare.bootstrap_interval(change[counted], trial.clusters[counted])
    low, high = interval if interval is not None else (float("nan"), float("nan"))
    return {
        "method": name,
        "map": float(np.mean(figures)),
        "spread": float(np.std(figures)),
        "hit@1": float(np.nanmean([np.nanmean(run.hit) for run in runs])),
        "points": 100 * float(change[counted].mean()),
        "from": 100 * low,
        "to": 100 * high,
        "bytes": runs[0].bytes,
        "ms": runs[0].ms,
    }
