"""Words against images: both directions of a cross-modal method, as its papers measure them.

The query rows of a plan are paired items: their images are asked with every caption, and their captions with every
image (Rasiwasia et al., ACM Multimedia 2010). So the partner of a query is always in its list. An item is relevant
where it shares a label; `partner_recall@k` asks for the partner itself and needs no labels. Equal captions are one
query. The rows of the fit are pairs too; nothing else is known while fitting.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.errors import InputError
from explorer.evaluation import compare, metrics
from explorer.evaluation.environment import environment
from explorer.evaluation.labels import Labels
from explorer.evaluation.measure import Measurement, Task, list_metrics
from explorer.evaluation.protocols import Plan, Rows
from explorer.evaluation.table import EvaluationTable, Material
from explorer.evaluation.tied import Values, tied_ranking
from explorer.methods import registry
from explorer.methods.base import Gallery, QueryBatch
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Vectors
from explorer.protocol.naming import PipelineName
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress

Direction = Literal["image_to_text", "text_to_image"]
Report = dict[str, Any]
Pooled = dict[Direction, dict[str, Values] | None]
"""The figures of a method over all plans; None where it cannot be asked that way."""

DIRECTIONS: tuple[Direction, ...] = ("image_to_text", "text_to_image")
PARTNER_CUTS = (1, 5, 10)
_BATCH = 256
_TIMED = 50


def crosses(name: PipelineName) -> bool:
    """Whether a method compares images with words."""
    return any(registry.spec(stage.name).modality == "image-text" for stage in name.stages)


def require_alike(names: Sequence[PipelineName]) -> bool:
    """Whether the methods compare images with words.

    Raises:
        InputError: some do and some do not.
    """
    kinds = [crosses(name) for name in names]
    if any(kinds) and not all(kinds):
        one, other = names[kinds.index(True)], names[kinds.index(False)]
        raise InputError(f"{one} compares words with images and {other} images with images; evaluate them apart.")
    return kinds[0]


@dataclass(frozen=True)
class _Queries:
    """What is asked in one direction.

    Attributes:
        batch: q queries.
        items: [q] places of the items that they are, in the list of items.
        twins: [q, n] whether an item has the query's very caption, and so is its partner as well.
    """

    batch: QueryBatch
    items: Rows
    twins: NDArray[np.bool_]


def measure_both(
    material: Material, task: Task, *, progress: Progress = no_progress, cancelled: IsCancelled = never_cancelled
) -> Measurement:
    """Fit a method on pairs and measure both directions.

    Args:
        material: the collection, with captions, and the plan.
        task: the method.
        progress: counts directions.
        cancelled: asked between batches.

    Returns:
        Values as `measure.measure` gives them, each under `direction/metric`, with `partner` [q, cuts], `relevant`,
        `length` and `item` (row of the collection) beside; a pipeline that ranks images alone has one direction.

    Raises:
        InputError: there are no captions among the fit or query rows.
    """
    plan = material.plan
    started = time.perf_counter()
    gallery = Gallery(material.features.subset(plan.gallery), device=task.device)
    if not np.array_equal(plan.fit, plan.gallery):
        gallery.training = material.features.subset(plan.fit)
    progress(0, len(DIRECTIONS), f"{task.pipeline}: fitting")
    pipeline = Pipeline(task.pipeline)
    pipeline.fit(gallery, seed=task.seed, device=task.device, cancelled=cancelled)
    fit_seconds = time.perf_counter() - started
    values: dict[str, Values] = {}
    times = []
    for number, direction in enumerate(_directions(pipeline)):
        progress(number, len(DIRECTIONS), f"{task.pipeline}: {direction.replace('_', ' ')}")
        queries = _queries(material, direction)
        times.append(_single_ms(pipeline, queries.batch, cancelled))
        for name, array in _measured(material, task, pipeline, queries, cancelled).items():
            values[f"{direction}/{name}"] = array
    progress(len(DIRECTIONS), len(DIRECTIONS), f"{task.pipeline}: measured")
    costs: dict[str, float | None] = {
        "fit_seconds": fit_seconds,
        "query_ms": float(np.mean(times)),
        "batch_query_ms": None,
        "bytes_per_item": float(pipeline.bytes_per_item()),
        "peak_rss_mb": None,
    }
    stages = [str(stage) for stage in pipeline.name.stages]
    return Measurement(values, costs, pipeline.parameters, stages, pipeline.notes)


def _directions(pipeline: Pipeline) -> tuple[Direction, ...]:
    return DIRECTIONS if pipeline.ranker.spec.modality == "image-text" else ("text_to_image",)


def _queries(material: Material, direction: Direction) -> _Queries:
    """The queries of one direction; words that stand at several items are asked once."""
    rows, features = material.plan.query, material.features
    place = np.full(len(features), -1, np.int64)
    place[material.plan.gallery] = np.arange(len(material.plan.gallery))
    texts = features.texts
    if texts is None:
        raise InputError("The collection has no captions, so words cannot be compared with its images; give some.")
    described = np.isin(rows, texts.rows)
    if not described.any():
        raise InputError("No query image has a caption, so there is nothing to measure; choose another split.")
    inside = texts.of(material.plan.gallery)
    if direction == "image_to_text":
        items = place[rows[described]]
        batch = QueryBatch.unseen(features.rows(rows[described]))
        return _Queries(batch, items, items[:, None] == np.arange(len(material.plan.gallery)))
    asked = texts.of(rows)
    _, first = np.unique(asked.values, axis=0, return_index=True)
    order = np.sort(first)
    twins = np.zeros((len(order), len(material.plan.gallery)), np.bool_)
    known = {asked.values[one].tobytes(): number for number, one in enumerate(order)}
    for value, row in zip(inside.values, inside.rows, strict=True):
        number = known.get(value.tobytes())
        if number is not None:
            twins[number, row] = True
    vectors: Vectors = asked.values[order]
    batch = QueryBatch(vectors, np.full(len(order), -1, np.int64), modality="text")
    return _Queries(batch, place[rows[asked.rows[order]]], twins)


def _measured(
    material: Material, task: Task, pipeline: Pipeline, queries: _Queries, cancelled: IsCancelled
) -> dict[str, Values]:
    gallery = material.plan.gallery
    ids = material.features.ids[gallery]
    texts = material.features.texts
    absent = np.ones(len(gallery), np.bool_)
    if queries.batch.modality == "text" or texts is None:
        absent[:] = False
    else:
        absent[texts.of(gallery).rows] = False
    blocks: list[dict[str, Values]] = []
    for start in range(0, len(queries.items), _BATCH):
        check(cancelled)
        part = slice(start, start + _BATCH)
        scores = pipeline.scores(queries.batch[part])
        items = gallery[queries.items[part]]
        relevant = material.labels.relevant(items, gallery)
        excluded = np.broadcast_to(absent, scores.shape)
        values = list_metrics(tied_ranking(scores, relevant, ids, excluded=excluded), task)
        partners = tied_ranking(scores, queries.twins[part], ids, excluded=excluded)
        values["partner"] = np.stack(list(metrics.hit_at(partners, PARTNER_CUTS).values()), axis=1)
        counted = relevant & ~excluded
        values["relevant"], values["length"] = counted.sum(axis=1), (~excluded).sum(axis=1)
        values["item"] = items.astype(np.float64)
        blocks.append(values)
    return {name: np.concatenate([block[name] for block in blocks]) for name in blocks[0]}


def _single_ms(pipeline: Pipeline, batch: QueryBatch, cancelled: IsCancelled) -> float:
    """Median time of one warm query for a list of 100, the vector given, in ms."""
    times = []
    for one in range(min(len(batch), _TIMED)):
        check(cancelled)
        started = time.perf_counter()
        pipeline.search(batch[one : one + 1], 100)
        times.append(1000 * (time.perf_counter() - started))
    return float(np.median(times))


# The report ---------------------------------------------------------------------------------------------------------


def cross_modal_plan(plan: Plan, *, whole: bool) -> Plan:
    """Query rows as the items of both media, or all rows, of which the query rows ask.

    Args:
        plan: of an evaluation of images.
        whole: whether all rows are ranked (`--cross-modal-gallery all`).
    """
    items = np.union1d(plan.query, plan.gallery) if whole else plan.query
    sentence = (
        f"Each image of the queries asks for words, each of their captions for images, among {len(items):,} items; "
        f"fitted on {len(plan.fit):,} images."
    )
    return Plan(plan.query, items, plan.fit, members=plan.members, sentence=f"{plan.sentence} {sentence}")


def plan_of_labels(plan: Plan, labels: Labels, fraction: float, seed: int) -> Plan:
    """The same images with some labels that no fit has seen: images of these query, images of the others are fitted on.

    Args:
        plan: who queries and is fitted on otherwise; of members, every image may do either.
        labels: of all images; an image with a drawn and another label takes no part.
        fraction: share of labels drawn, above 0 and below 1.
        seed: chooses the draw.

    Raises:
        InputError: a side of the split is empty.
    """
    count = len(labels.names)
    sizes = np.asarray(labels.incidence.sum(axis=1)).ravel()
    drawn = np.zeros(count, np.float32)
    drawn[np.random.default_rng(seed).permutation(count)[: round(fraction * count)]] = 1
    share = (labels.incidence @ drawn) / np.maximum(sizes, 1)
    query, fit = plan.query[(share == 1)[plan.query]], plan.fit[((share == 0) & (sizes > 0))[plan.fit]]
    if not len(query) or not len(fit):
        raise InputError(f"--test-labels {fraction:g} leaves one side of the split empty; choose another share.")
    sentence = f"{len(query):,} images of {int(drawn.sum())} of {count} labels query; the fit has seen the others only."
    return Plan(query, query, fit, members=False, sentence=sentence)


def cross_modal_report(
    table: EvaluationTable,
    plans: Sequence[Plan],
    names: Sequence[PipelineName],
    runs: Sequence[Sequence[Measurement]],
    *,
    cuts: Sequence[int],
    seeds: Sequence[int],
) -> Report:
    """What `evaluate --json` writes where words meet images.

    Args:
        table: the collection.
        plans: one a seed.
        names: the methods; the others are compared with the first.
        runs: for each method its measurements, one a plan.
        cuts: the k of recall@k and the like.
        seeds: of the plans.
    """
    first, protocol = _both_ways(runs[0]), "members" if plans[0].members else "inductive"
    entries = {
        name.key: {"name": str(name), "protocol": protocol, **_entry(table, name, measurements, first, cuts)}
        for name, measurements in zip(names, runs, strict=True)
    }
    counted = [values for values in first.values() if values is not None]
    return {
        "kind": "cross-modal",
        "source": table.source,
        "queries": len(plans[0].query),
        "gallery": len(plans[0].gallery),
        "dim": table.features.dim,
        "text_dim": 0 if table.features.texts is None else table.features.texts.dim,
        "features": table.features.key,
        "labels": len(table.labels.names),
        "chance": float(np.mean([_chance(values) for values in counted])),
        "split": plans[0].sentence,
        "rows": plans[0].counts(),
        "k": list(cuts),
        "seeds": list(seeds),
        "environment": environment(),
        "methods": entries,
        "notes": list(dict.fromkeys(note for entry in entries.values() for note in entry["notes"])),
    }


def _entry(
    table: EvaluationTable, name: PipelineName, measurements: Sequence[Measurement], first: Pooled, cuts: Sequence[int]
) -> Report:
    """The figures of one method, beside those of the first."""
    one, pooled = measurements[0], _both_ways(measurements)
    entry: Report = {
        "title": registry.spec(name.ranker.name).title,
        "preprocessing": one.stages[:-1],
        "stages": one.stages,
        **{direction: _direction(table, pooled[direction], first[direction], cuts) for direction in DIRECTIONS},
        **{cost: _mean_cost(measurements, cost) for cost in one.costs},
        "parameters": one.parameters,
        "notes": one.notes,
        **_average(table, pooled, first),
    }
    if len(measurements) > 1:
        entry["runs"] = [_run(measurement) for measurement in measurements]
    return entry


def _both_ways(measurements: Sequence[Measurement]) -> Pooled:
    return {direction: _pooled(measurements, direction) for direction in DIRECTIONS}


def _pooled(measurements: Sequence[Measurement], direction: Direction) -> dict[str, Values] | None:
    """The figures of all plans' queries of one direction; None where a method does not have it."""
    prefix = f"{direction}/"
    names = [name for name in measurements[0].values if name.startswith(prefix)]
    if not names:
        return None
    return {name.removeprefix(prefix): np.concatenate([m.values[name] for m in measurements]) for name in names}


def _direction(
    table: EvaluationTable, values: dict[str, Values] | None, first: dict[str, Values] | None, cuts: Sequence[int]
) -> Report | None:
    if values is None:
        return None
    counted = values["relevant"] > 0
    clusters = table.labels.sets(values["item"].astype(np.int64)[counted])
    partner = values["partner"].mean(axis=0).tolist()
    report: Report = {
        "queries": len(values["map"]),
        "chance": _chance(values),
        "map": float(values["map"][counted].mean()),
        "map_interval": compare.bootstrap_interval(values["map"][counted], clusters),
        "partner_recall@k": {str(k): value for k, value in zip(PARTNER_CUTS, partner, strict=True)},
    }
    if first is not None and len(first["map"]) == len(values["map"]):
        difference = (values["map"] - first["map"])[counted]
        interval = compare.bootstrap_interval(difference, clusters)
        report |= {"difference": float(difference.mean()), "confidence": interval}
        report["verdict"] = compare.verdict(interval, len(np.unique(clusters)))
        gain = values["partner"] - first["partner"]
        report["partner_difference@k"] = {
            str(k): {"difference": float(column.mean()), "confidence": _by_query(column)}
            for k, column in zip(PARTNER_CUTS, gain.T, strict=True)
        }
    for name in ("map@k", "recall@k", "hit@k", "precision@k", "map@k-hashing"):
        means = values[name][counted].mean(axis=0).tolist()
        report[name] = {str(k): mean for k, mean in zip(cuts, means, strict=True)}
    return report


def _by_query(values: Values) -> tuple[float, float] | None:
    return compare.bootstrap_interval(values, np.arange(len(values)))


def _average(table: EvaluationTable, pooled: Pooled, first: Pooled) -> Report:
    """Mean mAP of the two directions and, where both methods have both, the interval of the difference."""
    both = [values for values in pooled.values() if values is not None]
    report: Report = {"map": float(np.mean([values["map"][values["relevant"] > 0].mean() for values in both]))}
    pairs = [(own, other) for d in DIRECTIONS if (own := pooled[d]) is not None and (other := first[d]) is not None]
    if len(pairs) == len(both) and all(len(a["map"]) == len(b["map"]) for a, b in pairs):
        counted = [a["relevant"] > 0 for a, _ in pairs]
        change = [(a["map"] - b["map"])[kept] / kept.sum() for (a, b), kept in zip(pairs, counted, strict=True)]
        items = [a["item"].astype(np.int64)[kept] for (a, _), kept in zip(pairs, counted, strict=True)]
        together = np.concatenate(change) * sum(map(len, change)) / len(pairs)
        clusters = table.labels.sets(np.concatenate(items))
        interval = compare.bootstrap_interval(together, clusters)
        report |= {"difference": float(together.mean()), "confidence": interval}
        report["verdict"] = compare.verdict(interval, len(np.unique(clusters)))
    return report


def _chance(values: dict[str, Values]) -> float:
    relevant, length = values["relevant"].astype(np.int64), values["length"].astype(np.int64)
    return float(np.nanmean(metrics.chance_average_precision(relevant, length)))


def _run(measurement: Measurement) -> Report:
    names = {direction: f"{direction}/map" for direction in DIRECTIONS}
    return {d: float(np.nanmean(measurement.values[n])) for d, n in names.items() if n in measurement.values}


def _mean_cost(measurements: Sequence[Measurement], name: str) -> float | None:
    known = [cost for m in measurements if (cost := m.costs[name]) is not None]
    if not known:
        return None
    return max(known) if name == "peak_rss_mb" else sum(known) / len(known)
