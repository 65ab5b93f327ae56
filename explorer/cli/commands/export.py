"""`export`: a ranking, features, the graph, codes, the map or a report as a file for other programs."""

import argparse
import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from explorer import api
from explorer.cli.commands.export_views import write_codes, write_map
from explorer.cli.commands.search import compare
from explorer.cli.reports import report_text
from explorer.cli.terminal import SUCCESS, ProgressBar, check_writable, note, write_json
from explorer.errors import InputError
from explorer.evaluation.workspace import Choice
from explorer.protocol.report import to_csv, to_latex
from explorer.protocol.report_page import to_html
from explorer.workspace.durable import replacing

_ENDINGS = {
    "ranking": (".csv", ".json"),
    "features": (".npz",),
    "graph": (".npz", ".graphml"),
    "codes": (".csv", ".npz"),
    "map": (".csv",),
    "report": (".json", ".txt", ".csv", ".html", ".tex"),
}


def run(arguments: argparse.Namespace) -> int:
    """Write what is asked for, and say where."""
    target: Path = arguments.to
    check_writable(str(target))
    endings = _ENDINGS[arguments.what]
    if target.suffix.lower() not in endings:
        raise InputError(f"--to {target}: {arguments.what} can be written as {' or '.join(endings)}; choose one.")
    writers: dict[str, Callable[[argparse.Namespace], None]] = {
        "ranking": _ranking,
        "features": _features,
        "graph": _graph,
        "codes": write_codes,
        "map": write_map,
        "report": _report,
    }
    try:
        with replacing(target) as place:
            writers[arguments.what](argparse.Namespace(**{**vars(arguments), "to": place}))
    except OSError as error:
        raise InputError(f"--to {target}: {error.strerror}; name a file that can be written.") from None
    note(f"{target} is written.")
    return SUCCESS


def _ranking(arguments: argparse.Namespace) -> None:
    if arguments.id is None and arguments.image is None and not arguments.term and arguments.text is None:
        raise InputError("A ranking needs a query; give --image or --id, or --term.")
    result = compare(arguments)
    if arguments.to.suffix.lower() == ".json":
        write_json(str(arguments.to), result)
        return
    with arguments.to.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("method", "rank", "id", "name", "score", "rank_change"))
        for method, ranked in result["methods"].items():
            columns = zip(*(ranked[c] for c in ("ids", "names", "scores", "rank_change")), strict=True)
            table.writerows((method, rank, *cells) for rank, cells in enumerate(columns, start=1))


def _features(arguments: argparse.Namespace) -> None:
    with ProgressBar() as bar, api.open(arguments.workspace, progress=bar.update) as collection:
        features, catalogue = collection.features, collection.session.catalogue
        labels = [";".join(row) for row in catalogue.labels(features.ids, arguments.label_column)]
        arrays: dict[str, Any] = {
            "features": features.values,
            "ids": features.ids,
            "names": np.array(collection.names, dtype=np.str_),
        }
        for name, column in (("labels", labels), ("split", catalogue.column("split", features.ids))):
            if any(column):
                arrays[name] = np.array(column, dtype=np.str_)
        np.savez(arguments.to, **arrays)


def _graph(arguments: argparse.Namespace) -> None:
    with ProgressBar() as bar, api.open(arguments.workspace, progress=bar.update) as collection:
        session = collection.session
        graph = session.gallery.graph(min(session.graph.k if session.graph else 1, len(collection) - 1), bar.update)
        if arguments.to.suffix.lower() == ".npz":
            np.savez(arguments.to, ids=session.features.ids, neighbours=graph.indices, similarities=graph.similarities)
            return
        _write_graphml(arguments.to, session.features.ids.tolist(), collection.names, graph.csr())


def _write_graphml(target: Path, ids: list[int], names: list[str], matrix: Any) -> None:
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from((image, {"name": name}) for image, name in zip(ids, names, strict=True))
    entries = matrix.tocoo()
    edges = zip(entries.row.tolist(), entries.col.tolist(), entries.data.tolist(), strict=True)
    graph.add_weighted_edges_from((ids[i], ids[j], weight) for i, j, weight in edges)
    nx.write_graphml(graph, target)


def _report(arguments: argparse.Namespace) -> None:
    with ProgressBar() as bar, api.open(arguments.workspace, progress=bar.update) as collection:
        report = collection.evaluate(arguments.methods, choice=Choice(label_column=arguments.label_column))
    if arguments.to.suffix.lower() == ".json":
        write_json(str(arguments.to), report)
    else:
        written = {".txt": lambda told: report_text(told) + "\n", ".csv": to_csv, ".html": to_html, ".tex": to_latex}
        arguments.to.write_text(written[arguments.to.suffix.lower()](report), encoding="utf-8")
