"""`evaluate`: how good and how fast methods are on a labelled collection."""

import argparse
import sys
from pathlib import Path

from explorer import api
from explorer.cli.reports import report_text
from explorer.cli.terminal import SUCCESS, ProgressBar, check_writable, note, write_json
from explorer.errors import InputError
from explorer.evaluation.device import usable_device
from explorer.evaluation.measure import DEFAULT_CUTS, MetricsKind
from explorer.evaluation.run import Settings
from explorer.evaluation.workspace import Choice, method_names


def run(arguments: argparse.Namespace) -> int:
    """Index what is not indexed yet, evaluate, print, write the JSON."""
    check_writable(arguments.json)
    method_names(arguments.methods)  # a wrong name is told before minutes of embedding
    source, truth = _source(arguments)
    choice, settings = _choice(arguments, truth), _settings(arguments, "revisited" if truth else "map")
    with (
        ProgressBar() as bar,
        api.open(
            source,
            workspace=arguments.workspace,
            encoder=arguments.encoder,
            images_root=None if truth else arguments.images_root,
            device=arguments.device,
            cluster=arguments.cluster,
            progress=bar.update,
        ) as collection,
    ):
        if arguments.caption_column is not None:
            collection.use_captions(arguments.caption_column)
        if reason := collection.refresh():
            note(f"{reason} The collection is evaluated as it was indexed.")
        report = collection.evaluate(arguments.methods, choice=choice, settings=settings)
    print(report_text(report), file=sys.stderr if arguments.json == "-" else sys.stdout)
    if arguments.json:
        write_json(arguments.json, report)
    note(f"The workspace is {collection.workspace_path}.")
    return SUCCESS


def _source(arguments: argparse.Namespace) -> tuple[Path, Path | None]:
    """What to open, and the ground truth, which names what is in a folder or a feature file."""
    path: Path = arguments.source
    if path.suffix.lower() != ".json":
        if arguments.features is not None:
            raise InputError("--features belongs to a gnd_*.json as SOURCE; give the feature file itself as SOURCE.")
        return path, None
    named = [part for part in (arguments.features, arguments.images_root) if part is not None]
    if len(named) != 1:
        raise InputError(f"{path.name} names images; say where they are with --images-root or --features, one of them.")
    return named[0], path


def _choice(arguments: argparse.Namespace, truth: Path | None) -> Choice:
    return Choice(
        ground_truth=truth,
        foreign=dict(arguments.ranking),
        label_column=arguments.label_column,
        split_column=arguments.split_column,
        queries=arguments.queries,
        gallery_splits=arguments.gallery_splits,
        fit_splits=arguments.fit_splits,
        test_fraction=arguments.test_fraction,
        test_labels=arguments.test_labels,
        whole_gallery=arguments.cross_modal_gallery == "all",
    )


def _settings(arguments: argparse.Namespace, metrics: MetricsKind) -> Settings:
    return Settings(
        metrics=arguments.metrics or metrics,
        protocol=arguments.protocol,
        ap=arguments.ap,
        cuts=arguments.k or DEFAULT_CUTS,
        device=usable_device(arguments.device),
        seeds=arguments.seeds or (0,),
    )
