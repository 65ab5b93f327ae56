"""What other values of a method's parameters would give on several collections, beside the defaults.

No query of a collection's own split takes part in the comparison: images of the gallery query each other, drawn at
random with near-duplicates on one side, so that the figures by which a default is chosen are not those by which the
methods are judged. The second table is judged on the queries of the split, with the defaults as they are.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer import api
from explorer.bench.defaults_page import check_page, write_page
from explorer.bench.result import BenchResult
from explorer.errors import InputError
from explorer.evaluation import compare
from explorer.evaluation.measure import Task, measured_scores
from explorer.evaluation.protocols import Plan, plan_at_random, plan_from_splits
from explorer.evaluation.source import development_plans, near_duplicate_groups, table_from_workspace
from explorer.evaluation.table import EvaluationTable, Material
from explorer.evaluation.tied import Values
from explorer.methods import registry
from explorer.methods.gallery import Gallery
from explorer.methods.pipeline import Pipeline
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.naming import PipelineName, StageName, parse_pipeline
from explorer.protocol.progress import Progress
from explorer.protocol.specs import Value

SHARE = 0.2
"""Of the images query the others."""

SEEDS = (0, 1, 2)
BATCH = 256
COMPARED_WITH = "gnn-rerank"
JUDGED = (
    "cosine",
    "alpha-qe",
    "k-reciprocal",
    "diffusion",
    "gnn-rerank",
    "cas",
    "gcr",
    "dba>gnn-rerank",
)


@dataclass(frozen=True)
class Sweep:
    """Values of some parameters of one stage.

    Attributes:
        stage: a method's name.
        names: of the parameters that change together.
        values: one tuple a setting, as long as the names.
        ranker: what ranks where the stage is preprocessing.
    """

    stage: str
    names: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    ranker: str = ""

    @property
    def title(self) -> str:
        """Method and parameters, as people write them."""
        return f"{self.stage}{'>' if self.ranker else ''}{self.ranker}: {', '.join(self.names)}"

    def default(self) -> tuple[Value, ...]:
        """The values that hold where nothing is given."""
        spec = registry.spec(self.stage)
        return tuple(spec.parameter(name).default for name in self.names)

    def pipeline(self, values: tuple[Value, ...]) -> PipelineName:
        """The method with some values."""
        stage = StageName(self.stage, tuple(zip(self.names, values, strict=True)))
        return PipelineName((stage, StageName(self.ranker)) if self.ranker else (stage,))


def _singles(*values: Value) -> tuple[tuple[Value, ...], ...]:
    return tuple((value,) for value in values)


SWEEPS = (
    Sweep("alpha-qe", ("k",), _singles(1, 3, 5, 10, 20)),
    Sweep("k-reciprocal", ("k1", "k2"), ((10, 4), (15, 5), (20, 6), (30, 6), (30, 10), (40, 10))),
    Sweep("diffusion", ("k",), _singles(10, 15, 20, 25, 30, 50)),
    Sweep("diffusion", ("alpha",), _singles(0.8, 0.9, 0.95, 0.99)),
    Sweep("diffusion", ("kq",), _singles(3, 5, 10, 15, 20)),
    Sweep("gnn-rerank", ("k1", "k2"), ((10, 4), (15, 5), (20, 6), (26, 7), (40, 7), (40, 10), (60, 10))),
    Sweep("gnn-rerank", ("lambda",), _singles(0.0, 0.3)),
    Sweep("cas", ("k1", "k2", "k3", "k4", "k5"), ((6, 20, 25, 6, 25), (6, 40, 45, 6, 50), (6, 60, 70, 7, 80))),
    Sweep("gcr", ("k1",), _singles(5, 7, 10, 15, 20)),
    Sweep("gcr", ("beta",), _singles(0.05, 0.1, 0.2, 0.5)),
    Sweep("gcr", ("rounds",), _singles(1, 2, 3)),
    Sweep("dba", ("k",), _singles(3, 5, 10, 15, 20), "gnn-rerank"),
)


@dataclass(frozen=True)
class Figures:
    """One method on all plans of a collection.

    Attributes:
        ap: average precision of the queries that have something relevant.
        hit: whether their first image is relevant.
        clusters: equal where their labels are equal.
    """

    ap: Values
    hit: Values
    clusters: NDArray[np.int64]


class Trial:
    """A collection with some plans; graphs and preprocessing are shared by all methods that are tried on it."""

    def __init__(self, table: EvaluationTable, plans: Sequence[Plan]) -> None:
        self._materials = [Material(table.features, table.labels, plan, table.camera_codes()) for plan in plans]
        self._galleries = [Gallery(table.features.subset(plan.gallery)) for plan in plans]

    def figures(self, name: PipelineName) -> Figures:
        """Fit one method on each plan and judge its lists."""
        parts = []
        for material, gallery in zip(self._materials, self._galleries, strict=True):
            pipeline, plan = Pipeline(name).fit(gallery), material.plan
            batch = QueryBatch.unseen(material.features.rows(plan.query))
            starts = range(0, len(batch), BATCH)
            scores = np.concatenate([pipeline.scores(batch[start : start + BATCH]) for start in starts])
            values = measured_scores(material, Task(str(name), "inductive", cuts=(1,)), scores)
            counted = ~np.isnan(values["map"])
            clusters = material.labels.sets(plan.query)[counted]
            parts.append((values["map"][counted], values["hit@k"][counted, 0], clusters))
        return Figures(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="a labelled collection; COLUMN=SOURCE where the labels are in another column than label",
    )
    parser.add_argument("--only", metavar="A,B", help="sweeps of these methods alone, and no second table")
    parser.add_argument("--page", type=Path, metavar="FILE", help="also write the tables into this help page")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Try every value on every collection.

    Args:
        arguments: see `configure`.
        progress: counts methods over all collections.

    Raises:
        InputError: a source is not labelled, or there is no such method.
    """
    wanted = arguments.only.split(",") if arguments.only else None
    sweeps = [sweep for sweep in SWEEPS if wanted is None or sweep.stage in wanted]
    if not sweeps:
        raise InputError(f"--only {arguments.only} names no method with values to compare; leave it out for all.")
    if arguments.page is not None:
        check_page(arguments.page)
    judged = () if wanted else JUDGED
    total = (sum(len(sweep.values) for sweep in sweeps) + len(judged)) * len(arguments.sources)
    count = iter(range(1, total + 1))

    def told(trial: Trial, name: PipelineName, title: str) -> Figures:
        figures = trial.figures(name)
        progress(next(count), total, f"{title}: {name}")
        return figures

    tried: dict[str, dict[str, Figures]] = {}
    results: dict[str, dict[str, Figures]] = {}
    sentences = {}
    for source in arguments.sources:
        table, title = labelled_table(source)
        trial = Trial(table, development(table))
        names = [sweep.pipeline(values) for sweep in sweeps for values in sweep.values]
        tried[title] = {str(name): told(trial, name, title) for name in names}
        plans = judgement(table)
        sentences[title] = plans[0].sentence + (f" {len(plans)} such draws." if len(plans) > 1 else "")
        trial = Trial(table, plans)
        results[title] = {name: told(trial, parse_pipeline(name), title) for name in judged}
    rows = [row for sweep in sweeps for row in _sweep_rows(sweep, tried)]
    compared = [_judged_row(name, results) for name in judged]
    notes = [_loss_sentence(sweep, tried) for sweep in sweeps]
    if arguments.page is not None:
        write_page(arguments.page, rows, compared, notes, sentences)
    return BenchResult("Defaults beside other values, mAP", rows, notes, {"judged": compared, "plans": sentences})


def labelled_table(source: str) -> tuple[EvaluationTable, str]:
    """The collection, and the name under which it is told."""
    column, separator, path = source.partition("=")
    place = Path(path if separator else source)
    with api.open(place) as collection:
        workspace = collection.session.workspace
        return table_from_workspace(workspace, label_column=column if separator else None), place.stem


def development(table: EvaluationTable) -> list[Plan]:
    """Images of the gallery that query each other, one draw a seed; queries of the split take no part."""
    return development_plans(table, SEEDS, validation=False)


def judgement(table: EvaluationTable) -> list[Plan]:
    """The collection's own split; where it has none, draws that were not used for comparing values."""
    plan = plan_from_splits(table.splits)
    if not plan.members:
        return [plan]
    groups = near_duplicate_groups(table.features)
    return [plan_at_random(groups, SHARE, 100 + seed) for seed in SEEDS]


def _sweep_rows(sweep: Sweep, tried: dict[str, dict[str, Figures]]) -> list[dict[str, Any]]:
    rows = []
    for values in sweep.values:
        row: dict[str, Any] = {"values": sweep.title, "value": ", ".join(f"{value:g}" for value in values)}
        row["default"] = "default" if values == sweep.default() else ""
        for title, figures in tried.items():
            row[title] = float(figures[str(sweep.pipeline(values))].ap.mean())
        rows.append(row)
    return rows


def _judged_row(name: str, results: dict[str, dict[str, Figures]]) -> dict[str, Any]:
    """Mean AP, hit@1 and the paired difference to the method that all are compared with, in points, by collection."""
    row: dict[str, Any] = {"method": name}
    for title, figures in results.items():
        ours, theirs = figures[name], figures[COMPARED_WITH]
        change = ours.ap - theirs.ap
        row[title] = {
            "map": float(ours.ap.mean()),
            "hit@1": float(ours.hit.mean()),
            "difference": float(change.mean()),
            "confidence": compare.bootstrap_interval(change, ours.clusters),
        }
    return row


def _loss_sentence(sweep: Sweep, tried: dict[str, dict[str, Figures]]) -> str:
    losses = {}
    for title, figures in tried.items():
        found = {values: figures[str(sweep.pipeline(values))].ap.mean() for values in sweep.values}
        losses[title] = 100 * (max(found.values()) - found[sweep.default()])
    told = ", ".join(f"{title} {loss:.1f}" for title, loss in losses.items())
    return f"{sweep.title}: points that the default loses to the best of these values: {told}."
