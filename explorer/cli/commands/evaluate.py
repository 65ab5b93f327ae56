"""`evaluate`: how good and how fast methods are on a labelled collection."""

import argparse
import sys

from explorer import api
from explorer.cli.tables import text_table
from explorer.cli.terminal import SUCCESS, ProgressBar, check_writable, note, write_json
from explorer.evaluation import report as text
from explorer.evaluation.run import Report
from explorer.evaluation.workspace import Choice, method_names


def run(arguments: argparse.Namespace) -> int:
    """Index what is not indexed yet, evaluate, print, write the JSON."""
    check_writable(arguments.json)
    method_names(arguments.methods)  # a wrong name is told before minutes of embedding
    choice = Choice(
        label_column=arguments.label_column,
        split_column=arguments.split_column,
        queries=arguments.queries,
        gallery_splits=arguments.gallery_splits,
        fit_splits=arguments.fit_splits,
        test_fraction=arguments.test_fraction,
    )
    with ProgressBar() as bar:
        collection = api.open(
            arguments.source,
            workspace=arguments.workspace,
            encoder=arguments.encoder,
            images_root=arguments.images_root,
            progress=bar.update,
        )
        with collection:
            result = collection.evaluate(
                arguments.methods,
                choice=choice,
                protocol=arguments.protocol,
                ap=arguments.ap,
                k=arguments.k,
                seeds=arguments.seeds,
                device=arguments.device,
                progress=bar.update,
            )
    note(f"workspace {collection.workspace_path}")
    print(report_text(result), file=sys.stderr if arguments.json == "-" else sys.stdout)
    if arguments.json:
        write_json(arguments.json, result)
    return SUCCESS


def report_text(result: Report) -> str:
    """A report as a person reads it: what, the two tables, who is harmed, what to mind."""
    parts = [
        text.heading(result),
        text_table(text.HEAD, text.rows(result), left=2),
        text_table(text.recall_head(result), text.recall_rows(result)),
        *("\n".join(lines) for lines in text.harmed_lists(result)),
        "\n".join(result["notes"]),
    ]
    return "\n\n".join(filter(None, parts))
