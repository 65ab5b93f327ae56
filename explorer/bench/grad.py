"""What each part of GRAD-Net is worth: the network with parts left out, several seeds, beside methods without it."""

import argparse
from collections.abc import Sequence
from typing import Any

import numpy as np

from explorer.bench.defaults import judgement, labelled_table
from explorer.bench.result import BenchResult
from explorer.evaluation import compare
from explorer.evaluation.measure import Task, measured_scores
from explorer.evaluation.protocols import Plan
from explorer.evaluation.table import EvaluationTable, Material
from explorer.evaluation.tied import Values
from explorer.methods.gallery import Gallery, QueryBatch
from explorer.methods.pipeline import Pipeline
from explorer.protocol.naming import parse_pipeline
from explorer.protocol.progress import Progress

FREE = ("cosine", "diffusion", "gnn-rerank", "cas", "dba>gnn-rerank")
"""Methods without a network; the first of the list that is best by mAP is what the others are compared with."""

PARTS = {
    "default": "",
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
    "teacher diffusion": "teacher=diffusion",
    "t 10": "t=10",
    "t 50": "t=50",
    "256 atoms": "atoms=256",
}

_BATCH = 256


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument("source", metavar="SOURCE", help="a labelled collection; COLUMN=SOURCE for other labels")
    parser.add_argument("--seeds", default="0,1,2", metavar="S", help="seeds of the training (0,1,2)")
    parser.add_argument("--before", default="", metavar="STAGES", help="preprocessing of all, e.g. whiten[d=256]")
    parser.add_argument("--only", default="", metavar="A,B", help=f"some of: {', '.join(PARTS)}")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Measure every part on the collection's own split, queries unseen; labels judge and choose nothing.

    Args:
        arguments: see `configure`.
        progress: counts methods.

    Raises:
        InputError: the source is not labelled.
        ParameterError: a stage before is not known.
    """
    table, title = labelled_table(arguments.source)
    plan = judgement(table)[0]
    trial = _Trial(table, plan)
    before = f"{arguments.before}>" if arguments.before else ""
    seeds = [int(seed) for seed in arguments.seeds.split(",")]
    chosen = [part for part in PARTS if not arguments.only or part in arguments.only.split(",")]
    total, done = len(FREE) + len(chosen), 0
    free = {}
    for name in FREE:
        progress(done, total, name)
        free[name] = [trial.measured(before + name, 0)]
        done += 1
    best = max(free, key=lambda name: float(np.nanmean(free[name][0][0])))
    rows = [_row(name, runs, free[best][0], trial) for name, runs in free.items()]
    for part in chosen:
        progress(done, total, part)
        name = f"{before}grad-net[{PARTS[part]}]" if PARTS[part] else f"{before}grad-net"
        rows.append(_row(f"grad-net: {part}", [trial.measured(name, seed) for seed in seeds], free[best][0], trial))
        done += 1
    notes = [
        plan.sentence,
        f"Differences are to {before}{best}, the best method without a network; 95 % intervals over labels, seed "
        f"{seeds[0]}. GRAD-Net is our reconstruction of arXiv 2001.01284.",
    ]
    return BenchResult(f"Parts of GRAD-Net on {title}", rows, notes, {"best": best})


_Measured = tuple[Values, Values, float]
"""Average precision and hit@1 of each query, bytes for each image."""


class _Trial:
    """A collection and who queries what; graph and preprocessing are shared."""

    def __init__(self, table: EvaluationTable, plan: Plan) -> None:
        self._material = Material(table.features, table.labels, plan, table.camera_codes())
        self._gallery = Gallery(table.features.subset(plan.gallery))
        self.clusters = table.labels.sets(plan.query)

    def measured(self, name: str, seed: int) -> _Measured:
        pipeline = Pipeline(parse_pipeline(name)).fit(self._gallery, seed=seed)
        vectors = self._material.features.rows(self._material.plan.query)
        parts = [vectors[start : start + _BATCH] for start in range(0, len(vectors), _BATCH)]
        scores = np.concatenate([pipeline.scores(QueryBatch.unseen(part)) for part in parts])
        values = measured_scores(self._material, Task(name, "inductive", cuts=(1,)), scores)
        return values["map"], values["hit@k"][:, 0], pipeline.bytes_per_item()


def _row(name: str, runs: Sequence[_Measured], best: _Measured, trial: _Trial) -> dict[str, Any]:
    """Mean and spread over the seeds, and the paired difference of the first."""
    figures = [float(np.nanmean(run[0])) for run in runs]
    change = runs[0][0] - best[0]
    counted = ~np.isnan(change)
    interval = compare.bootstrap_interval(change[counted], trial.clusters[counted])
    low, high = interval if interval is not None else (float("nan"), float("nan"))
    return {
        "method": name,
        "map": float(np.mean(figures)),
        "spread": float(np.std(figures)),
        "hit@1": float(np.nanmean([np.nanmean(run[1]) for run in runs])),
        "points": 100 * float(change[counted].mean()),
        "from": 100 * low,
        "to": 100 * high,
        "bytes": runs[0][2],
    }
