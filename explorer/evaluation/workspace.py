"""A whole evaluation of an indexed workspace: what the command line, the Python interface and the window's job run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from explorer.errors import InputError
from explorer.evaluation.apart import Apart
from explorer.evaluation.cross_modal import cross_modal_plan, cross_modal_report, plan_of_labels, require_alike
from explorer.evaluation.measure import Measurement, Task
from explorer.evaluation.protocols import Plan, plan_at_random, plan_from_queries, plan_from_splits
from explorer.evaluation.run import Listener, Report, Settings, evaluate
from explorer.evaluation.source import (
    development_plans,
    near_duplicate_groups,
    revisited_table,
    rows_of_queries,
    table_from_workspace,
)
from explorer.evaluation.table import EvaluationTable, Material
from explorer.methods import registry
from explorer.protocol.naming import PipelineName, parse_pipeline, parse_pipelines
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.protocol.workers import Workers
from explorer.workspace.store import Workspace

_DRAWN, _DRAWS = 0.2, 5
"""Share of the images that query where networks are trained and there is no split, and how often they are drawn."""

_FEW = 50
"""Images below which such a draw would leave hardly a query."""


@dataclass(frozen=True)
class Choice:
    """What of a collection takes part, and how.

    Attributes:
        features_key: which features; None = those that the workspace uses.
        label_column: column of the labels; None = `label`.
        split_column: column of the splits; None = `split`.
        queries: a CSV that lists the queries, instead of splits.
        gallery_splits: splits that are ranked, instead of the usual rule.
        fit_splits: splits that are fitted on, instead of the usual rule.
        test_fraction: share of images drawn at random as queries, one draw a seed, instead of splits.
        test_labels: share of labels drawn at random, whose images alone query and serve no fit; one draw a seed.
        whole_gallery: whether words meet the images of all rows, not of the query rows alone.
        foreign: files of rankings that other programs made, by name; see `explorer.evaluation.foreign`.
        ground_truth: a `gnd_*.json` of the revisited benchmarks, instead of labels and splits.
        development: images of the gallery query each other, one draw a seed, so that values of parameters can be
            compared without the queries by which methods are judged.
    """

    features_key: str | None = None
    label_column: str | None = None
    split_column: str | None = None
    queries: Path | None = None
    gallery_splits: Sequence[str] = ()
    fit_splits: Sequence[str] = ()
    test_fraction: float | None = None
    test_labels: float | None = None
    whole_gallery: bool = False
    ground_truth: Path | None = None
    foreign: Mapping[str, Path] = field(default_factory=dict)
    development: bool = False

    def __post_init__(self) -> None:
        ways = {
            "--queries": self.queries is not None,
            "--test-fraction": self.test_fraction is not None,
            "--split-column": self.split_column is not None,
            "The ground truth": self.ground_truth is not None,
            "The validation split": self.development,
        }
        used = [name for name, given in ways.items() if given]
        if len(used) > 1:
            raise InputError(f"{' and '.join(used)} each say who queries what; give one of them.")
        if used and used[0] != "--split-column" and (self.gallery_splits or self.fit_splits):
            raise InputError(f"{used[0]} does without splits; leave out --gallery-splits and --fit-splits.")


def evaluate_workspace(
    workspace: Workspace,
    methods: str,
    choice: Choice,
    settings: Settings,
    *,
    workers: Workers | None = None,
    listener: Listener | None = None,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Report:
    """Evaluate methods, each in a process of its own.

    Args:
        workspace: indexed.
        methods: names separated by commas; empty = every ranker for images that trains no network, cosine first.
        choice: what takes part.
        settings: how; several seeds need `choice.test_fraction` or `choice.development`. Where a method trains a
            network and nobody says who queries, five draws of a fifth of the images do.
        workers: machines that measure, several methods at a time; None = this one. Methods for words stay here.
        listener: called with the report as far as it is known, after each method.
        progress: counts queries over all methods.
        cancelled: asked all the time.

    Returns:
        The report as `evaluate --json` writes it.

    Raises:
        InputError: a name, a column, a split or a parameter does not exist or does not fit.
        EngineError: the process of a method failed.
        Cancelled: the person asked to stop.
    """
    names = method_names(methods)
    if require_alike(names):
        return evaluate_cross_modal(workspace, names, choice, settings, progress=progress, cancelled=cancelled)
    _check_together(choice, settings)
    plans: list[Plan]
    if choice.ground_truth is not None:
        table, *plans = revisited_table(workspace, choice.ground_truth, choice.features_key)
    else:
        table = table_from_workspace(
            workspace,
            features_key=choice.features_key,
            label_column=choice.label_column,
            split_column=choice.split_column,
        )
        choice, settings = drawn_where_trained(table, names, choice, settings)
        plans = make_plans(table, choice, settings.seeds, progress=progress, cancelled=cancelled)
    with Apart() as apart:
        return evaluate(
            table,
            plans,
            names,
            settings,
            measure=apart.measure,
            workers=workers,
            foreign=choice.foreign,
            listener=listener,
            progress=progress,
            cancelled=cancelled,
        )


def _check_together(choice: Choice, settings: Settings) -> None:
    """Make sure that what takes part can be measured so.

    Raises:
        InputError: it cannot.
    """
    if len(settings.seeds) > 1 and choice.test_fraction is None and not choice.development:
        raise InputError("Several --seeds would give the same figures: no method here draws; add --test-fraction.")
    if (settings.metrics == "revisited") != (choice.ground_truth is not None):
        raise InputError("--metrics revisited needs a ground truth, and only it: give a gnd_*.json as the source.")


def drawn_where_trained(
    table: EvaluationTable, names: Sequence[PipelineName], choice: Choice, settings: Settings
) -> tuple[Choice, Settings]:
    """Queries drawn at random where a network is trained and nobody says who queries: it must not see them."""
    trained = any(registry.spec(stage.name).learned for name in names for stage in name.stages)
    said = choice.queries is not None or choice.test_fraction is not None or choice.development
    if said or not trained or any(table.splits) or len(table.names) < _FEW:
        return choice, settings
    first = settings.seeds[0]
    drawn = replace(settings, seeds=tuple(range(first, first + _DRAWS)))
    return replace(choice, test_fraction=_DRAWN), drawn


def evaluate_cross_modal(
    workspace: Workspace,
    names: Sequence[PipelineName],
    choice: Choice,
    settings: Settings,
    *,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> Report:
    """`evaluate_workspace` for methods that compare words with images; see `explorer.evaluation.cross_modal`.

    Raises:
        InputError: as there, or the collection has no captions.
    """
    table = table_from_workspace(
        workspace,
        features_key=choice.features_key,
        label_column=choice.label_column,
        split_column=choice.split_column,
    )
    drawn = choice.test_fraction is not None and choice.test_labels is None
    plans = make_plans(table, choice, settings.seeds, progress=progress, cancelled=cancelled)
    plans = plans if drawn else plans * len(settings.seeds)
    if choice.test_labels is not None:
        pairs = zip(plans, settings.seeds, strict=True)
        plans = [plan_of_labels(plan, table.labels, choice.test_labels, seed) for plan, seed in pairs]
    plans = [cross_modal_plan(plan, whole=choice.whole_gallery) for plan in plans]
    materials = [Material(table.features, table.labels, plan, None) for plan in plans]
    runs: list[list[Measurement]] = []
    total = len(names) * len(plans)
    with Apart() as apart:
        for name in names:
            measurements: list[Measurement] = []
            for material, seed in zip(materials, settings.seeds, strict=True):
                progress(sum(map(len, runs)) + len(measurements), total, f"evaluating {name}")
                task = Task(str(name), "inductive", settings.device, seed, "plain", settings.cuts, "cross-modal")
                measurements.append(apart.measure(material, task, progress=no_progress, cancelled=cancelled))
            runs.append(measurements)
    return cross_modal_report(table, plans, names, runs, cuts=settings.cuts, seeds=settings.seeds)


def method_names(text: str) -> tuple[PipelineName, ...]:
    """Names as given, or, where none is given, every ranker for images that trains no network, cosine first.

    Raises:
        ParameterError: a name has the wrong form, or a stage or parameter does not exist.
    """
    if text.strip():
        names = parse_pipelines(text)
        for name in names:
            for stage in name.stages:
                registry.spec(stage.name).values(stage.given())
        return names
    rankers = [spec for spec in registry.specs() if spec.kind == "ranker" and spec.modality == "image"]
    quick = [spec.name for spec in rankers if not spec.learned]
    return tuple(parse_pipeline(name) for name in sorted(quick, key=lambda name: (name != "cosine", name)))


def make_plans(
    table: EvaluationTable,
    choice: Choice,
    seeds: Sequence[int],
    *,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
) -> list[Plan]:
    """Who queries what: one plan a seed.

    Raises:
        InputError: the choice does not fit the table.
    """
    if choice.queries is not None:
        return [plan_from_queries(rows_of_queries(choice.queries, table.names), len(table.names))]
    if choice.development:
        return development_plans(table, seeds, progress=progress, cancelled=cancelled)
    if choice.test_fraction is not None and len(table.names) > 1:
        groups = near_duplicate_groups(table.features, progress=progress, cancelled=cancelled)
        return [plan_at_random(groups, choice.test_fraction, seed) for seed in seeds]
    column = f"the column {choice.split_column!r}" if choice.split_column else "the split column"
    plan = plan_from_splits(
        table.splits, gallery_splits=choice.gallery_splits, fit_splits=choice.fit_splits, names=column
    )
    return [plan]
