"""The options of all commands. Only options that do something are accepted."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.terminal import PROGRAM, Parser
from explorer.collection.stores import located
from explorer.errors import InputError
from explorer.protocol.version import VERSION

if TYPE_CHECKING:
    from explorer.protocol.ids import Ids

SOURCE_HELP = (
    "folder of images (with or without images.csv), feature file (.npz, .npy, .safetensors, .parquet) or workspace"
)

COMMANDS = {
    "index": "embed a collection and build its graph and map",
    "search": "rank a collection for one query by several methods, side by side",
    "evaluate": "measure how good and how fast methods are on a labelled collection",
    "methods": "list the methods and their parameters",
    "encoders": "list the encoders",
    "verify": "read all that is kept of a collection and compare it with its checksums",
    "vacuum": "remove what is kept of a collection and of no use any more",
    "doctor": "test the installation",
    "export": "write a ranking, features, the graph, codes, the map or a report to a file",
}
_BENCH = "measure how fast the parts are on this machine"


def window_parser() -> argparse.ArgumentParser:
    """The parser where no command is named."""
    commands = "\n".join(f"  {name:<10}{text}" for name, text in {**COMMANDS, "bench": _BENCH}.items())
    parser = Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [PATH] [--screenshot FILE] [--self-test]\n       {PROGRAM} COMMAND ...",
        description="See side by side how retrieval methods rank an image collection, and why.",
        epilog=f"commands (each has --help):\n{commands}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", nargs="?", type=_place, metavar="PATH", help=f"opened in the window: {SOURCE_HELP}")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="compare for one query, save a picture, quit")
    parser.add_argument("--self-test", action="store_true", help="try the whole program offscreen on the demo, quit")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {VERSION}")
    return parser


def command_parser() -> argparse.ArgumentParser:
    """The parser of all commands; the chosen one is in `command`."""
    parser = Parser(prog=PROGRAM)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    added = {
        name: commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
        for name, text in COMMANDS.items()
    }
    _index(added["index"])
    _search(added["search"])
    _evaluate(added["evaluate"])
    _export(added["export"])
    _upkeep(added["verify"], added["vacuum"])
    added["doctor"].add_argument(
        "--bundle",
        metavar="FILE",
        help="write logs, findings and versions to this archive, without names and paths of yours, for a fault report",
    )
    for name in ("verify", "vacuum", "index", "search", "evaluate", "methods", "encoders", "doctor"):
        added[name].add_argument("--json", metavar="OUT", help="also write the result to this file; - for stdout")
    return parser


def _index(parser: argparse.ArgumentParser) -> None:
    _source(parser, _searched)
    _caption_column(parser)
    parser.add_argument(
        "--text-encoder", metavar="T", help="of captions: minilm-l6-v2, tf-idf or the folder of a CLIP or SigLIP model"
    )
    parser.add_argument(
        "--fit", default="", metavar="A,B", help="fit these methods too and keep them, so that they answer at once"
    )
    parser.add_argument(
        "--umap", action="store_true", help="make the UMAP map too, which takes longest; the window makes it by itself"
    )
    parser.add_argument(
        "--watch", action="store_true", help="go on looking and read again what has changed, until Ctrl-C"
    )
    _device(parser)
    _cluster(parser)


def _device(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--device",
        choices=("auto", "cpu", "cuda"),
        default="auto",
        help="where graphs are built and networks trained; where the memory of the GPU is too small, the processor goes"
        " on (default: %(default)s)",
    )


def _cluster(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cluster",
        metavar="C",
        help="Ray machines that do the heavy part: local, auto (the cluster that runs here) or ray://host:port; needs"
        " retrieval-explorer[cluster]",
    )


def _source(parser: argparse.ArgumentParser, kind: Callable[[str], Path | str]) -> None:
    parser.add_argument("source", type=kind, metavar="SOURCE", help=f"{SOURCE_HELP}, or an address such as s3://…")
    parser.add_argument("--workspace", type=Path, metavar="W", help="folder that keeps what is computed")
    parser.add_argument("--encoder", metavar="E", help="name (see encoders), .onnx or TorchScript file or model folder")
    parser.add_argument("--images-root", type=_place, metavar="DIR", help="folder of the names in a feature file")


def _caption_column(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--caption-column",
        metavar="C",
        help="column with the captions, from now on, or several as A,B; name: the words of the file names",
    )


def _search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "workspace",
        type=_searched,
        metavar="W",
        help="workspace, or the source it was made from, or qdrant://host/collection",
    )
    _query(parser.add_mutually_exclusive_group(required=True))
    _ranking(parser)
    parser.add_argument("--label-column", metavar="C", help="column with the labels, several separated by ;")


def _query(group: argparse._MutuallyExclusiveGroup) -> None:
    group.add_argument(
        "--image", type=Path, nargs="+", metavar="F", help="image file, or vector (.npy); several are searched together"
    )
    group.add_argument("--id", type=int, metavar="N", help="an image of the collection, left out of its own list")
    group.add_argument("--text", metavar="WORDS", help="words; by --methods that know captions, such as gpldan")
    group.add_argument(
        "--term",
        action="append",
        metavar="T",
        help="one of several terms: [-][WEIGHT*]id:N, file:F, text:WORDS or vector:F.npy, with @left,top,right,bottom"
        " for a part of an image; write --term=-id:7 for one that is searched away from",
    )


def _ranking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--methods", default="cosine,gnn-rerank", metavar="A,B", help="default: %(default)s")
    parser.add_argument("-k", type=_count, default=10, metavar="N", help="length of the lists (default: %(default)s)")
    parser.add_argument("--encoder", metavar="E", help="search by the vectors of this encoder of the collection")
    parser.add_argument(
        "--within", type=_ids, metavar="IDS", help="rank these images alone: 1-20,25, or @FILE with such a list"
    )
    parser.add_argument(
        "--without-edge", type=_edge, action="append", default=[], metavar="A:B", help="cut the edge between two ids"
    )
    parser.add_argument(
        "--without-node", type=int, action="append", default=[], metavar="ID", help="leave an image out of the graph"
    )
    _device(parser)


def _evaluate(parser: argparse.ArgumentParser) -> None:
    _source(parser, _place)
    parser.add_argument(
        "--methods", default="", metavar="A,B", help="the first is compared with; default: all that train no network"
    )
    parser.add_argument(
        "--protocol",
        choices=("inductive", "transductive", "both"),
        default="inductive",
        help="whether the queries are unknown while fitting, all in the graph at once, or both (default: %(default)s)",
    )
    parser.add_argument(
        "--metrics",
        choices=("map", "revisited", "reid"),
        help="family of metrics: revisited for a gnd_*.json as SOURCE, reid for re-identification (default: map)",
    )
    parser.add_argument(
        "--ranking",
        type=_named_file,
        action="append",
        default=[],
        metavar="NAME=FILE",
        help="a ranking of another program: .npy scores [queries, gallery] or a TREC run; may be given several times",
    )
    parser.add_argument("--features", type=Path, metavar="F", help="features by name, for a gnd_*.json as SOURCE")
    parser.add_argument(
        "--ap",
        choices=("plain", "trapezoid"),
        default="plain",
        help="average precision: non-interpolated, or the trapezoid of the Oxford benchmarks (default: %(default)s)",
    )
    parser.add_argument("--queries", type=Path, metavar="CSV", help="file with a column path or name: the queries")
    parser.add_argument("--label-column", metavar="C", help="column with the labels, several separated by ;")
    parser.add_argument("--split-column", metavar="C", help="column that says query, gallery, train, val or test")
    _caption_column(parser)
    parser.add_argument("--gallery-splits", type=_words, default=(), metavar="S,S", help="splits that are ranked")
    parser.add_argument("--fit-splits", type=_words, default=(), metavar="S,S", help="splits that are fitted on")
    parser.add_argument("--test-fraction", type=_fraction, metavar="F", help="share of images drawn as queries")
    parser.add_argument(
        "--test-labels",
        type=_fraction,
        metavar="F",
        help="share of labels that no fit sees, for words (gpldan, cca, ...)",
    )
    parser.add_argument(
        "--cross-modal-gallery",
        choices=("queries", "all"),
        default="queries",
        help="what words and images are searched for in: the query rows, as published, or all (default: %(default)s)",
    )
    parser.add_argument("--seeds", type=_seeds, metavar="0,1,2", help="one random draw each, with --test-fraction")
    parser.add_argument("--k", type=_cuts, metavar="1,5,...", help="cuts (default: 1,5,10,50,100,1000)")
    _device(parser)
    _cluster(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workspace", type=_place, metavar="W", help="workspace, or the source it was made from")
    parser.add_argument(
        "--what",
        required=True,
        choices=("ranking", "features", "graph", "codes", "map", "report"),
        help="ranking: .csv or .json; features: .npz; graph: .npz or .graphml; codes of the first of --methods: .csv "
        "or .npz; map: .csv; report: .json .txt .csv .tex .html",
    )
    parser.add_argument("--to", required=True, type=Path, metavar="PATH", help="the file; its ending says the format")
    _query(parser.add_argument_group("query of a ranking").add_mutually_exclusive_group())
    _ranking(parser)
    parser.add_argument("--label-column", metavar="C", help="column with the labels, for a report")


def _place(text: str) -> Path:
    try:
        return located(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from None


def _searched(text: str) -> Path | str:
    return text if text.startswith("qdrant://") else _place(text)


def _upkeep(verify: argparse.ArgumentParser, vacuum: argparse.ArgumentParser) -> None:
    for parser in (verify, vacuum):
        parser.add_argument("workspace", type=_place, metavar="W", help="workspace, or the source it was made from")
    verify.add_argument("--mend", action="store_true", help="remove what is damaged, so that the next index makes it")


def _named_file(text: str) -> tuple[str, Path]:
    name, separator, path = text.partition("=")
    if not (name and separator and path):
        raise argparse.ArgumentTypeError(f"{text!r} must be a name and a file, like theirs=run.txt")
    return name, Path(path)


def _count(text: str) -> int:
    wanted = "one whole number, 1 or more"
    value, *others = _whole_numbers(text, 1, wanted)
    if others:
        raise argparse.ArgumentTypeError(f"{text!r} must be {wanted}")
    return value


def _cuts(text: str) -> tuple[int, ...]:
    return tuple(sorted(set(_whole_numbers(text, 1, "whole numbers from 1, for example 1,10,100"))))


def _seeds(text: str) -> tuple[int, ...]:
    wanted = "different whole numbers from 0, for example 0,1,2"
    seeds = _whole_numbers(text, 0, wanted)
    if len(set(seeds)) < len(seeds):
        raise argparse.ArgumentTypeError(f"{text!r} names one twice; give {wanted}")
    return seeds


def _fraction(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be a number between 0 and 1, for example 0.2")
    return value


def _edge(text: str) -> tuple[int, int]:
    first, separator, second = text.partition(":")
    if not separator or not first.isdecimal() or not second.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no edge; write two ids like 12:345")
    return int(first), int(second)


def _ids(text: str) -> "Ids":
    from explorer.protocol.spelling import parse_ids  # numpy, which nothing else here needs

    try:
        return parse_ids(Path(text[1:]).expanduser().read_text("utf-8") if text.startswith("@") else text)
    except (OSError, UnicodeDecodeError):
        raise argparse.ArgumentTypeError(f"{text[1:]} cannot be read; name a text file with ids") from None
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _words(text: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    if not words:
        raise argparse.ArgumentTypeError("the list is empty; name at least one split")
    return words


def _whole_numbers(text: str, low: int, wanted: str) -> tuple[int, ...]:
    try:
        values = tuple(int(word) for word in text.split(","))
    except ValueError:
        values = ()
    if not values or min(values) < low:
        raise argparse.ArgumentTypeError(f"{text!r} must be {wanted}")
    return values
