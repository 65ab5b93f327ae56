"""An evaluation from a table and names of methods to the dictionary that `evaluate --json` writes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np

from explorer.errors import InputError
from explorer.evaluation import compare, metrics
from explorer.evaluation.device import device_sentence
from explorer.evaluation.elsewhere import measured_on
from explorer.evaluation.environment import environment
from explorer.evaluation.figures import Asked, Comparison, Entry, count_queries
from explorer.evaluation.foreign import measure_foreign
from explorer.evaluation.measure import DEFAULT_CUTS, Measurement, MetricsKind, Task
from explorer.evaluation.protocols import Plan, ProtocolLabel
from explorer.evaluation.table import EvaluationTable, Material
from explorer.methods import registry
from explorer.protocol.naming import PipelineName
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.protocol.workers import Workers

ProtocolChoice = Literal["inductive", "transductive", "both"]
Report = dict[str, Any]
Listener = Callable[[Report], None]

JUNK = "-1"
"""The label of detections that re-identification sets ignore: neither right nor wrong."""


class Measure(Protocol):
    """`measure.measure`, or `apart.Apart.measure` in a process of its own."""

    def __call__(self, material: Material, task: Task, *, progress: Progress, cancelled: IsCancelled) -> Measurement:
        """Measure one task."""


@dataclass(frozen=True)
class Settings:
    """How to evaluate.

    Attributes:
        protocol: inductive, transductive, or both side by side, labelled.
        ap: form of average precision.
        cuts: the k of recall@k and the like.
        device: cpu or cuda.
        seeds: one a plan; more than one adds mean, std and runs.
        metrics: family of metrics; those of re-identification and of the revisited benchmarks use the trapezoid.
    """

    protocol: ProtocolChoice = "inductive"
    ap: metrics.ApKind = "plain"
    cuts: tuple[int, ...] = DEFAULT_CUTS
    device: str = "cpu"
    seeds: tuple[int, ...] = (0,)
    metrics: MetricsKind = "map"


def evaluate(
    table: EvaluationTable,
    plans: Sequence[Plan],
    names: Sequence[PipelineName],
    settings: Settings,
    *,
    measure: Measure,
    workers: Workers | None = None,
    foreign: Mapping[str, Path] | None = None,
    listener: Listener | None = None,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Report:
    """Measure every method on every plan and compare each with the first.

    Args:
        table: the collection.
        plans: one a seed.
        names: the methods; the first is the one that the others are compared with.
        settings: how.
        measure: measures one method on one plan.
        workers: machines that measure instead, several methods at a time; None = `measure` does.
        foreign: files of rankings that other programs made, by the name they shall have; see `foreign`.
        listener: called with the report as far as it is known, after each method.
        progress: counts queries over all methods and plans.
        cancelled: asked all the time.

    Returns:
        The report as `evaluate --json` writes it.

    Raises:
        InputError: a method, parameter or protocol does not exist, or nothing is relevant to any query.
        Cancelled: the person asked to stop.
    """
    entries = report_entries(names, settings.protocol, members=plans[0].members)
    materials = [_material(table, plan, settings) for plan in plans]
    asked = count_queries(materials)
    if not asked.counted.any():
        raise InputError(f"No query of {table.source} has a relevant image, so there is nothing to measure.")
    pairs = list(zip(materials, settings.seeds, strict=True))
    todo = [(material, _task(entry, seed, settings)) for entry in entries for material, seed in pairs]
    if workers is None:
        measured = _measured(measure, todo, progress, cancelled)
    else:
        measured = measured_on(workers, todo, progress, cancelled)
    results: list[list[Measurement]] = []
    for number in range(len(entries)):
        results.append(list(islice(measured, len(pairs))))
        if listener is not None:
            listener(_report(table, plans, settings, asked, entries=entries[: number + 1], results=results))
    for key, path in (foreign or {}).items():
        entry = Entry(_fresh(key, entries), path.name, path.name, "as given")
        task = _task(entry, 0, settings)
        results.append([measure_foreign(material, task, path, table.names) for material in materials])
        entries.append(entry)
    return _report(table, plans, settings, asked, entries=entries, results=results)


def _measured(
    measure: Measure, todo: Sequence[tuple[Material, Task]], progress: Progress, cancelled: IsCancelled
) -> Iterator[Measurement]:
    """One after the other, in their order."""
    for position, (material, task) in enumerate(todo):
        yield measure(material, task, progress=_step(progress, position, len(todo)), cancelled=cancelled)


def _report(
    table: EvaluationTable,
    plans: Sequence[Plan],
    settings: Settings,
    asked: Asked,
    *,
    entries: Sequence[Entry],
    results: Sequence[Sequence[Measurement]],
) -> Report:
    """What is known of the methods that have been measured."""
    comparison = Comparison(table, asked, settings.cuts, results[0])
    report = _head(table, plans, settings, asked)
    report["methods"] = {
        entry.key: comparison.figures(entry, runs) for entry, runs in zip(entries, results, strict=True)
    }
    report["notes"] = notes(report)
    return report


def _fresh(key: str, entries: Sequence[Entry]) -> str:
    if key in {entry.key for entry in entries}:
        raise InputError(f"Two rankings are named {key}; give the one from the file another name.")
    return key


def _material(table: EvaluationTable, plan: Plan, settings: Settings) -> Material:
    """What a measurement needs, with the images that re-identification leaves out.

    Raises:
        InputError: re-identification without cameras.
    """
    junk = None
    if settings.metrics == "reid":
        if table.cameras is None:
            raise InputError(f"--metrics reid needs to know the cameras; give {table.source} a column camera.")
        junk = np.array([labels == (JUNK,) for labels in table.labels.of_rows()], np.bool_)
    return Material(table.features, table.labels, plan, table.camera_codes(), junk, table.truth)


def _task(entry: Entry, seed: int, settings: Settings) -> Task:
    ap: metrics.ApKind = settings.ap if settings.metrics == "map" else "trapezoid"
    return Task(entry.name, entry.protocol, settings.device, seed, ap, settings.cuts, settings.metrics)


def report_entries(names: Sequence[PipelineName], protocol: ProtocolChoice, *, members: bool) -> list[Entry]:
    """The lines of the report, in the order of the names.

    A method that has only one of the two protocols appears under that one, whichever is asked for, and is labelled
    with it: cosine, for example, has no graph that could see the queries.

    Raises:
        ParameterError: there is no such method.
    """
    entries = []
    for name in names:
        spec, protocols = registry.spec(name.ranker.name), _protocols(name)
        if members:
            entries.append(Entry(name.key, str(name), spec.title, "members"))
        elif protocol == "both":
            for label in protocols:
                suffix = " (transductive)" if label == "transductive" and len(protocols) > 1 else ""
                entries.append(Entry(name.key + suffix, str(name), spec.title, label))
        else:
            label = protocol if protocol in protocols else protocols[0]
            entries.append(Entry(name.key, str(name), spec.title, label))
    return entries


def _protocols(name: PipelineName) -> tuple[ProtocolLabel, ...]:
    """Those of the ranker; a query that was moved before it is no vertex of the graph, so that it is unseen."""
    if any(registry.spec(stage.name).moves_queries for stage in name.stages[:-1]):
        return ("inductive",)
    return registry.spec(name.ranker.name).protocols


def notes(report: Report) -> list[str]:
    """Sentences that a reader of the figures must not miss."""
    sentences = []
    if report["corrected"]:
        sentences.append(f"The labels of {report['corrected']:,} images are as they were corrected by hand.")
    if report["queries_left_out"]:
        left_out, asked = report["queries_left_out"], report["queries"] * len(report["seeds"])
        sentences.append(f"Nothing is relevant to {left_out:,} of {asked:,} queries, which are left out.")
    if report["rows"]["queries_in_fit"] and not report["rows"]["queries_in_gallery"]:
        sentences.append(f"{report['rows']['queries_in_fit']:,} queries also serve fitting, so nothing is inductive.")
    beyond = [str(k) for k in report["k"] if k > report["gallery"]]
    if beyond:
        sentences.append(
            f"The gallery has {report['gallery']:,} images, so k = {', '.join(beyond)} takes in all of it."
        )
    sentences += dict.fromkeys(note for figures in report["methods"].values() for note in figures["notes"])
    sentences.append(device_sentence(report["device"]))
    first, *others = report["methods"]
    for key in others:
        sentences += _comparison_notes(key, report["methods"][key], first, report["methods"][first])
    return sentences


def _comparison_notes(key: str, figures: Report, first: str, baseline: Report) -> list[str]:
    sentences = []
    if figures["protocol"] != "as given" and figures["preprocessing"] != baseline["preprocessing"]:
        sentences.append(f"{key} and {first} differ in preprocessing, so the difference is not the ranker's alone.")
    if figures["protocol"] == "as given":
        sentences.append(
            f"{key} is a ranking from {figures['name']}; what it had seen of the queries is not known here."
        )
    if figures["protocol"] == "transductive" and baseline["protocol"] != "transductive":
        sentences.append(f"{key} has seen all queries at once in its graph; {first} has not.")
    drop = baseline["hit@k"].get("1", 0.0) - figures["hit@k"].get("1", 0.0)
    if drop > compare.HIT_DROP:
        sentences.append(f"Warning: {key} loses {100 * drop:.1f} points of hit@1 against {first}.")
    return sentences


def _step(progress: Progress, position: int, total: int) -> Progress:
    """Progress of one measurement as progress of all."""

    def report(done: int, of: int, text: str) -> None:
        progress(position * of + done, total * of, f"evaluating {text}")

    return report


def _head(table: EvaluationTable, plans: Sequence[Plan], settings: Settings, asked: Asked) -> Report:
    chance = metrics.chance_average_precision(asked.relevant, asked.length)
    return {
        "source": table.source,
        "queries": len(plans[0].query),
        "gallery": len(plans[0].gallery),
        "dim": table.features.dim,
        "features": table.features.key,
        "labels": len(table.labels.names),
        "chance": float(np.nanmean(chance)),
        "queries_left_out": int((~asked.counted).sum()),
        "split": plans[0].sentence,
        "rows": plans[0].counts(),
        "ap": settings.ap if settings.metrics == "map" else "trapezoid",
        "metrics": settings.metrics,
        "k": list(settings.cuts),
        "asked": {
            "ids": table.features.ids[asked.rows].tolist(),
            "names": [table.names[row] for row in asked.rows.tolist()],
        },
        "corrected": table.corrected,
        "seeds": list(settings.seeds),
        "device": settings.device,
        "environment": environment(),
    }
