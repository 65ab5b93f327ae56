"""`retrieval-explorer bench NAME`: parse, run, print the table, write the JSON."""

import importlib
import sys
from typing import Any

from explorer.bench.result import BenchResult
from explorer.cli.tables import text_table
from explorer.cli.terminal import PROGRAM, SUCCESS, Parser, ProgressBar, check_writable, guarded, write_json
from explorer.evaluation.environment import environment

BENCHMARKS = {
    "embed": "images per second from files to stored vectors, by stage and runtime",
    "query": "time of one query by each method, on synthetic vectors of any number",
    "defaults": "what other values of the parameters would give on several labelled collections",
    "equality": "the sparse forms of the methods beside their published formulas, on a collection",
    "knn": "ways to the graph of nearest neighbours: time, memory and recall, beside those of other libraries",
    "grad": "what each part of GRAD-Net is worth on a labelled collection, beside methods without a network",
    "rerank": "GNN re-ranking of a whole query set, stage by stage, beside the dense formulation",
    "words": "words against images: what each part of GPLDAN is worth beside its rivals, and time of a typed query",
    "hash": "hash codes: quality, time to learn, encode and search, bytes",
    "cluster": "a plan for collections beyond one machine: hours, bytes and bottlenecks, from what shards cost here",
    "import": "what an image costs from the first scan to an opened collection, for collections of several sizes",
    "million": "what the engine's processes take for collections up to a million images: stages, queries, memory",
    "gui": "how soon and how smoothly the window answers, beside its budgets",
}

_MODULES = {"import": "importing"}
"""Of the benchmarks whose name is a word of the language."""


def run_bench(argv: list[str]) -> int:
    """Run one benchmark.

    Args:
        argv: what follows `bench` on the command line.

    Returns:
        The exit status.
    """
    return guarded(lambda: _run(argv))


def _run(argv: list[str]) -> int:
    parser = Parser(prog=f"{PROGRAM} bench", description="Measure how fast the parts are on this machine.")
    commands = parser.add_subparsers(dest="name", required=True, metavar="NAME", parser_class=Parser)
    modules = {}
    # Only the benchmark that is asked for is imported: they load torch and faiss, and help shall be quick.
    for name, summary in BENCHMARKS.items():
        sub = commands.add_parser(name, help=summary, description=f"Measure {summary}.")
        sub.add_argument("--json", metavar="OUT", help="also write the figures to this file; - for stdout")
        if argv[:1] == [name]:
            modules[name] = importlib.import_module(f"explorer.bench.{_MODULES.get(name, name)}")
            modules[name].configure(sub)
    arguments = parser.parse_args(argv)
    check_writable(arguments.json)
    with ProgressBar() as bar:
        result: BenchResult = modules[arguments.name].run(arguments, bar.update)
    print_result(result, to_stderr=arguments.json == "-")
    if arguments.json:
        write_json(arguments.json, _as_json(arguments.name, result))
    return SUCCESS


def print_result(result: BenchResult, *, to_stderr: bool = False) -> None:
    """Print the title, the table and the notes, on stderr where stdout carries the JSON."""
    columns = list(dict.fromkeys(key for row in result.rows for key in row))
    rows = [[_cell(row.get(column)) for column in columns] for row in result.rows]
    text = "\n".join([result.title, text_table(columns, rows), *result.notes])
    print(text, file=sys.stderr if to_stderr else sys.stdout)


def _as_json(name: str, result: BenchResult) -> dict[str, Any]:
    return {
        "benchmark": name,
        "title": result.title,
        "environment": environment(),
        "rows": result.rows,
        "notes": result.notes,
        **result.details,
    }


def _cell(value: object) -> str:
    """Counts whole and grouped, measurements to four digits."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 10_000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
