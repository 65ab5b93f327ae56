"""`search`: one query, several methods side by side."""

import argparse
import sys
from typing import Any

from explorer import api
from explorer.cli.tables import shortened, text_table
from explorer.cli.terminal import SUCCESS, ProgressBar, check_writable, note, write_json
from explorer.engine.search_terms import checked, file_term
from explorer.errors import InputError
from explorer.methods.gallery import Edits
from explorer.protocol.query import Query, Term
from explorer.protocol.spelling import parse_query

_NAME_WIDTH = 34


def run(arguments: argparse.Namespace) -> int:
    """Rank by each method, print the lists with each image's change of rank, write the JSON."""
    check_writable(arguments.json)
    result = compare(arguments)
    print(comparison_text(result), file=sys.stderr if arguments.json == "-" else sys.stdout)
    if arguments.json:
        write_json(arguments.json, result)
    return SUCCESS


def compare(arguments: argparse.Namespace) -> dict[str, Any]:
    """Ask each method; the result is what `search --json` writes.

    Raises:
        InputError: the query, a method, an edit or the collection is unusable.
    """
    query, edits = query_of(arguments), edits_of(arguments)
    if isinstance(arguments.workspace, str):
        return _compare_in_qdrant(arguments, query)
    with (
        ProgressBar() as bar,
        api.open(
            arguments.workspace, encoder=arguments.encoder, device=arguments.device, progress=bar.update
        ) as collection,
    ):
        result = collection.compare(
            query,
            arguments.methods,
            k=arguments.k,
            within=arguments.within,
            label_column=arguments.label_column,
            edits=edits,
        )
    for text in dict.fromkeys(text for method in result["methods"].values() for text in method["notes"]):
        note(text)
    ranked = max(method["total"] for method in result["methods"].values())
    if arguments.k > ranked:
        note(f"-k {arguments.k:,} is beyond the {ranked:,} images that can be ranked, so all of them are listed.")
    return result


def _compare_in_qdrant(arguments: argparse.Namespace, query: Query) -> dict[str, Any]:
    """The same for a collection of vectors that lies in Qdrant.

    Raises:
        InputError: as `compare`, or an option does not fit.
    """
    from explorer.cluster.qdrant_store import QdrantStore

    if edits_of(arguments) or arguments.within is not None or arguments.label_column is not None:
        raise InputError("In Qdrant, --within, --label-column and --without-… have no meaning; leave them out.")
    with QdrantStore(arguments.workspace, encoder=arguments.encoder) as store:
        result = store.compare(query, arguments.methods, k=arguments.k)
    ranked = max(method["nearest"] for method in result["methods"].values())
    note(f"Qdrant found the {ranked:,} nearest of {store.total:,} points; each method ranks these alone.")
    return result


def query_of(arguments: argparse.Namespace) -> Query:
    """The query that the options ask for.

    Raises:
        InputError: an image file is not there, or a term has the wrong form.
    """
    if arguments.term:
        return checked(parse_query(arguments.term))
    if arguments.text is not None:
        return Query((Term("text", arguments.text),))
    if arguments.id is not None:
        return Query((Term("member", arguments.id),))
    return Query(tuple(file_term(path) for path in arguments.image))


def edits_of(arguments: argparse.Namespace) -> Edits | None:
    """What the options take out of the graph; None where nothing."""
    return Edits(frozenset(arguments.without_edge), frozenset(arguments.without_node)) or None


def comparison_text(result: dict[str, Any]) -> str:
    """Lists side by side: name, score and, from the second method on, the change of rank against the first."""
    first, *others = result["methods"]
    head, names = ["rank", first, "score"], [1]
    for key in others:
        names.append(len(head))
        head += [key, "score", "change"]
    lengths = [len(method["ids"]) for method in result["methods"].values()]
    rows = []
    for rank in range(max(lengths)):
        row = [str(rank + 1)]
        for key, method in result["methods"].items():
            row += _cells(method, rank, with_change=key != first)
        rows.append(row)
    times = ", ".join(f"{key} {method['ms']:.2f} ms" for key, method in result["methods"].items())
    return f"query: {result['query_text']}\n{text_table(head, rows, left=names)}\ntime: {times}"


def _cells(method: dict[str, Any], rank: int, *, with_change: bool) -> list[str]:
    if rank >= len(method["ids"]):
        return ["", "", ""][: 2 + with_change]
    relevant = method["relevant"]
    mark = "" if relevant is None else ("+ " if relevant[rank] else "- ")
    cells = [mark + shortened(method["names"][rank], _NAME_WIDTH), f"{method['scores'][rank]:.4f}"]
    if with_change:
        cells.append(change_text(method["rank_change"][rank]))
    return cells


def change_text(change: int | None) -> str:
    """A change of rank: up, down, or `new` where the first method does not list the image at all."""
    if change is None:
        return "new"
    return f"{change:+d}" if change else "="
