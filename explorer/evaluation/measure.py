"""One method on one plan: fit it, time it, measure its lists."""

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.evaluation import metrics
from explorer.evaluation.hubness import LIST as HUB_LIST
from explorer.evaluation.hubness import Occurrences
from explorer.evaluation.protocols import ProtocolLabel, Rows
from explorer.evaluation.revisited import LEVELS, RevisitedTruth, precision_at
from explorer.evaluation.table import Material
from explorer.evaluation.tied import TiedRanking, Values, tied_ranking
from explorer.methods.base import Gallery, QueryBatch
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Vectors
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.ranking import Scores, rank_scores

MetricsKind = Literal["map", "revisited", "reid", "cross-modal"]
DEFAULT_CUTS = (1, 5, 10, 50, 100, 1000)
CMC_CUTS = (1, 5, 10)
RECALLS = np.linspace(0, 1, 21)
"""Where the curve of precision over recall is told."""

_BATCH = 256
"""Queries scored at once; as many as keep a block of scores below 64 MiB."""

_LISTS = 64
"""Lists measured at once: their intermediate arrays stay in the processor's cache (measured: 0.7 s against 0.9 s)."""

_TIMED_QUERIES = 50
_TIMED_SECONDS = 5.0
_TIMED_LENGTH = 100


@dataclass(frozen=True)
class Task:
    """What to measure.

    Attributes:
        pipeline: the method's name as people write it.
        protocol: how queries and gallery meet.
        device: cpu or cuda.
        seed: for methods that draw at random.
        ap: form of average precision.
        cuts: the k of recall@k and the like.
        metrics: family of metrics: retrieval's own, those of Oxford and Paris revisited, or re-identification's.
    """

    pipeline: str
    protocol: ProtocolLabel
    device: str = "cpu"
    seed: int = 0
    ap: metrics.ApKind = "plain"
    cuts: tuple[int, ...] = DEFAULT_CUTS
    metrics: MetricsKind = "map"

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready dictionary."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Task":
        """The inverse of `to_json`."""
        return cls(**{**data, "cuts": tuple(data["cuts"])})


@dataclass(frozen=True)
class Measurement:
    """Figures of one method on one plan.

    Attributes:
        values: one array a metric, [q] or [q, cuts] float64, NaN where a query has nothing relevant: `map`, `map@k`,
            `map@k-hashing`, `precision@k`, `recall@k`, `hit@k`, and `precision@recall` at `RECALLS`; for
            re-identification also `cmc` and `inp`, for the revisited benchmarks `easy`, `medium`, `hard` and the
            `precision` of each.
        costs: fit_seconds (graph included), query_ms, batch_query_ms, bytes_per_item, peak_rss_mb.
        parameters: of each stage.
        stages: the stages as text, preprocessing first.
        notes: what the method says of its fit, such as a default that the gallery is too small for.
        hubness: see `hubness.Occurrences.figures`; empty where only the figures of a ranking are known.
    """

    values: dict[str, Values]
    costs: dict[str, float | None]
    parameters: dict[str, Any] = field(default_factory=dict)
    stages: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hubness: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Setting:
    """A fitted method and what queries it.

    Attributes:
        pipeline: fitted.
        vectors: [q, d] of the queries.
        rows: [q] place of each query in the method's own gallery, -1 where it is not there.
        columns: places in that gallery of what is ranked, or None for all of it.
        ids: [n] ids of what is ranked.
    """

    pipeline: Pipeline
    vectors: Vectors
    rows: Rows
    columns: Rows | None
    ids: NDArray[np.int64]

    def batch(self, part: slice) -> QueryBatch:
        return QueryBatch(self.vectors[part], self.rows[part])


def measure(
    material: Material, task: Task, *, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> Measurement:
    """Fit a method as its protocol says, time single queries, score all, measure.

    Args:
        material: the collection and the plan.
        task: the method and the protocol.
        progress: counts queries; 0 while fitting.
        cancelled: asked between batches.

    Returns:
        The figures; `peak_rss_mb` is None here, since only a process of its own can know it.

    Raises:
        ParameterError: there is no such method or parameter.
        Cancelled: the person asked to stop.
    """
    total = len(material.plan.query)
    progress(0, total, f"{task.pipeline}: fitting")
    started = time.perf_counter()
    setting = _prepare(material, task, cancelled)
    fit_seconds = time.perf_counter() - started
    query_ms = _single_query_ms(setting, cancelled)
    blocks: list[dict[str, Values]] = []
    occurrences = Occurrences(setting.ids)
    scoring = 0.0
    for part in _parts(total, len(setting.ids)):
        check(cancelled)
        progress(part.start, total, f"{task.pipeline}: querying")
        started = time.perf_counter()
        scores = setting.pipeline.scores(setting.batch(part))
        scoring += time.perf_counter() - started
        ranked = scores if setting.columns is None else scores[:, setting.columns]
        blocks.extend(_measured(material, task, part, ranked, setting.ids, occurrences=occurrences))
    progress(total, total, f"{task.pipeline}: measured")
    return Measurement(
        values={name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]},
        costs={
            "fit_seconds": fit_seconds,
            "query_ms": query_ms,
            "batch_query_ms": 1000 * scoring / total,
            "bytes_per_item": float(setting.pipeline.bytes_per_item()),
            "peak_rss_mb": None,
        },
        parameters=setting.pipeline.parameters,
        stages=[str(stage) for stage in setting.pipeline.name.stages],
        notes=setting.pipeline.notes,
        hubness=occurrences.figures(),
    )


def measured_scores(material: Material, task: Task, scores: Scores) -> dict[str, Values]:
    """All metrics of scores [q, n] that are there already: one array a metric, [q] or [q, cuts]."""
    ids = material.features.ids[material.plan.gallery]
    blocks: list[dict[str, Values]] = []
    for part in _parts(len(scores), len(ids)):
        blocks.extend(_measured(material, task, part, np.asarray(scores[part], np.float32), ids))
    return {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}


def list_metrics(lists: TiedRanking, task: Task) -> dict[str, Values]:
    """All metrics of some lists: [q], and [q, cuts] for those at a cut."""
    at_cut = {
        "map@k": metrics.average_precision_at,
        "map@k-hashing": metrics.hashing_average_precision_at,
        "precision@k": metrics.precision_at,
        "recall@k": metrics.recall_at,
        "hit@k": metrics.hit_at,
    }
    values = {"map": metrics.average_precision(lists, task.ap)}
    values["precision@recall"] = metrics.interpolated_precision(lists, RECALLS)
    for name, metric in at_cut.items():
        values[name] = np.stack(list(metric(lists, task.cuts).values()), axis=1)
    if task.metrics == "reid":
        values["cmc"] = np.stack(list(metrics.hit_at(lists, CMC_CUTS).values()), axis=1)
        values["inp"] = metrics.inverse_negative_penalty(lists)
    return values


def _prepare(material: Material, task: Task, cancelled: IsCancelled) -> _Setting:
    """Build the gallery that the protocol allows and fit on it."""
    plan, features = material.plan, material.features
    transductive = task.protocol == "transductive"
    inside = np.union1d(plan.gallery, plan.query) if transductive else plan.gallery
    training = np.union1d(plan.fit, plan.query) if transductive else plan.fit
    gallery = Gallery(features.subset(inside), device=task.device)
    if not np.array_equal(training, inside):
        gallery.training = features.subset(training)
    pipeline = Pipeline(task.pipeline)
    pipeline.fit(gallery, seed=task.seed, device=task.device, progress=no_progress, cancelled=cancelled)
    place = np.full(len(features), -1, np.int64)
    place[inside] = np.arange(len(inside))
    columns = place[plan.gallery] if transductive else None
    return _Setting(pipeline, features.rows(plan.query), place[plan.query], columns, features.ids[plan.gallery])


def _single_query_ms(setting: _Setting, cancelled: IsCancelled) -> float:
    """Median time of one warm query for a list of 100, the vector given, in ms."""
    within = None if setting.columns is None else setting.ids
    count = len(setting.rows)
    picked = np.linspace(0, count - 1, min(count, _TIMED_QUERIES)).astype(int)
    times: list[float] = []
    begun = time.perf_counter()
    for position, i in enumerate([picked[0], *picked]):
        check(cancelled)
        started = time.perf_counter()
        setting.pipeline.search(setting.batch(slice(i, i + 1)), _TIMED_LENGTH, within=within)
        if position:  # the first one warms up
            times.append(1000 * (time.perf_counter() - started))
        if times and time.perf_counter() - begun > _TIMED_SECONDS:
            break
    return float(np.median(times))


def _parts(queries: int, gallery: int) -> Iterator[slice]:
    size = max(1, min(_BATCH, 2**24 // max(gallery, 1)))
    for start in range(0, queries, size):
        yield slice(start, min(start + size, queries))


def _measured(
    material: Material,
    task: Task,
    part: slice,
    scores: Scores,
    ids: NDArray[np.int64],
    *,
    occurrences: Occurrences | None = None,
) -> Iterator[dict[str, Values]]:
    """Metrics of a block of scores, a few lists at a time; what stands in the lists is counted besides."""
    queries, gallery = material.plan.query[part], material.plan.gallery
    for start in range(0, len(queries), _LISTS):
        some = slice(start, start + _LISTS)
        relevant, excluded = material.judged(queries[some], gallery)
        values = list_metrics(tied_ranking(scores[some], relevant, ids, excluded=excluded), task)
        if occurrences is not None:
            occurrences.add(rank_scores(scores[some], ids, HUB_LIST, excluded=excluded).ids)
        if material.truth is not None:
            values |= _by_level(material.truth, queries[some], gallery, scores[some], ids)
        yield values


def _by_level(
    truth: RevisitedTruth, queries: Rows, gallery: Rows, scores: Scores, ids: NDArray[np.int64]
) -> dict[str, Values]:
    """Average precision and precision at each level of the revisited benchmarks."""
    values: dict[str, Values] = {}
    for level in LEVELS:
        relevant, ignored = truth.judged(level, queries, gallery)
        lists = tied_ranking(scores, relevant, ids, excluded=ignored | (queries[:, None] == gallery[None, :]))
        values[level] = metrics.average_precision(lists, "trapezoid")
        values[f"{level} precision"] = np.stack(list(precision_at(lists).values()), axis=1)
    return values
