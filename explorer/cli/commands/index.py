"""`index`: embed a collection and build its graph and maps."""

import argparse
import sys
from pathlib import Path

from explorer import api
from explorer.cli.terminal import SUCCESS, ProgressBar, check_writable, note, write_json
from explorer.cli.watching import read_when_changed
from explorer.engine.indexing import DEFAULT_MODELS, Listener
from explorer.workspace.store import Workspace

_SHOWN = 20
"""Problems that are printed; all of them are in the JSON."""


def run(arguments: argparse.Namespace) -> int:
    """Bring the workspace up to date, print what became of the files, write the JSON; with `--watch` ever again."""
    check_writable(arguments.json)
    _fitted(arguments.fit)  # a wrong name is told before minutes of embedding
    workspace = _read(arguments)
    if arguments.watch:
        with Workspace.open(workspace) as opened:
            source, catalogue = opened.source_path or arguments.source, opened.catalogue_path
        read_when_changed(source, catalogue, lambda: _read(arguments))
    return SUCCESS


def _fitted(methods: str) -> tuple[str, ...]:
    """The names of the methods to fit, checked."""
    if not methods:
        return ()
    from explorer.evaluation.workspace import method_names

    return tuple(str(name) for name in method_names(methods))


def _read(arguments: argparse.Namespace) -> Path:
    """Bring the workspace up to date; where it is. Between two readings a window may have it."""
    with (
        ProgressBar() as bar,
        api.open(
            arguments.source,
            workspace=arguments.workspace,
            encoder=arguments.encoder,
            images_root=arguments.images_root,
            device=arguments.device,
            cluster=arguments.cluster,
        ) as collection,
    ):
        if arguments.caption_column is not None:
            collection.use_captions(arguments.caption_column)
        report = collection.index(
            umap=arguments.umap,
            models=(*DEFAULT_MODELS, *_fitted(arguments.fit)),
            text_encoder=arguments.text_encoder,
            listener=Listener(bar.update, said=note),
        )
    stream = sys.stderr if arguments.json == "-" else sys.stdout
    print(report.summary(), file=stream)
    if report.seconds:
        print("  ".join(f"{stage} {seconds:.1f} s" for stage, seconds in report.seconds.items()), file=stream)
    for path, reason in report.problems[:_SHOWN]:
        note(f"{path}: {reason}")
    if len(report.problems) > _SHOWN:
        note(f"{len(report.problems) - _SHOWN:,} more files have a problem; --json lists all.")
    print(f"workspace {collection.workspace_path}", file=stream)
    if arguments.json:
        write_json(arguments.json, {"workspace": str(collection.workspace_path), **report.to_json()})
    return collection.workspace_path
