"""`evaluate`: how good and how fast methods are on a labelled collection."""

import argparse
import sys

from explorer import api
from explorer.cli.reports import report_text
from explorer.cli.terminal import SUCCESS, ProgressBar, check_writable, note, write_json
from explorer.evaluation.device import usable_device
from explorer.evaluation.measure import DEFAULT_CUTS
from explorer.evaluation.run import Settings
from explorer.evaluation.workspace import Choice, method_names


def run(arguments: argparse.Namespace) -> int:
    """Index what is not indexed yet, evaluate, print, write the JSON."""
    check_writable(arguments.json)
    method_names(arguments.methods)  # a wrong name is told before minutes of embedding
    choice, settings = _choice(arguments), _settings(arguments)
    with (
        ProgressBar() as bar,
        api.open(
            arguments.source,
            workspace=arguments.workspace,
            encoder=arguments.encoder,
            images_root=arguments.images_root,
            progress=bar.update,
        ) as collection,
    ):
        if reason := collection.refresh():
            note(f"{reason} The collection is evaluated as it was indexed.")
        report = collection.evaluate(arguments.methods, choice=choice, settings=settings)
    print(report_text(report), file=sys.stderr if arguments.json == "-" else sys.stdout)
    if arguments.json:
        write_json(arguments.json, report)
    note(f"The workspace is {collection.workspace_path}.")
    return SUCCESS


def _choice(arguments: argparse.Namespace) -> Choice:
    return Choice(
        label_column=arguments.label_column,
        split_column=arguments.split_column,
        queries=arguments.queries,
        gallery_splits=arguments.gallery_splits,
        fit_splits=arguments.fit_splits,
        test_fraction=arguments.test_fraction,
    )


def _settings(arguments: argparse.Namespace) -> Settings:
    return Settings(
        protocol=arguments.protocol,
        ap=arguments.ap,
        cuts=arguments.k or DEFAULT_CUTS,
        device=usable_device(arguments.device),
        seeds=arguments.seeds or (0,),
    )
