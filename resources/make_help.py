"""Writes the pages of the guide that follow from the program itself: `python resources/make_help.py`.

`methods.md` from what the modules of the methods say of their formulas, `commands.md` from the options of the command
line, `keys.md` from the table of commands of the window, `api.md` from the docstrings of what other programs may use.
The other pages are written by hand.
"""

import argparse
import inspect
import pydoc
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

HELP = ROOT / "resources" / "help"


def methods() -> str:
    """One section a method: what it is, its formula and source, its parameters."""
    from explorer.methods import registry

    parts = [
        "# Methods and their formulas",
        "In the order of their families. Any of them may be written wherever a method is asked for, its parameters in"
        " brackets, stages before it: `whiten[d=256]>gnn-rerank[k1=40]`. Parameters of the query stage act at once,"
        " others ask for a new fit.",
    ]
    for spec in registry.specs():
        module = type(registry.create(spec.name)).__module__
        parts.append(f"## {spec.name}")
        parts.append(f"{spec.title}, {spec.family}. {spec.summary}" + (f" *{spec.paper}*" if spec.paper else ""))
        parts.append(_prose(inspect.getdoc(sys.modules[module]) or ""))
        if spec.parameters:
            rows = [
                f"| `{p.name}` | {p.default} | {_range(p)} | {p.stage} | {_cell(p.help)} |" for p in spec.parameters
            ]
            parts.append("\n".join(["| parameter | default | range | stage | |", "|---|---|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _prose(text: str) -> str:
    """A docstring as a page shows it: indented formulas as code, references to modules as they are."""
    lines, code = [], False
    for line in text.splitlines():
        indented = line.startswith("    ") and line.lstrip()[:2] not in {"1.", "2.", "3.", "4.", "5."}
        if indented != code and (indented or line.strip()):
            lines.append("```")
            code = indented
        lines.append(line.removeprefix("    ") if code else line)
    return "\n".join([*lines, "```"] if code else lines)


def _range(parameter: "object") -> str:
    choices, low, high = (getattr(parameter, name) for name in ("choices", "low", "high"))
    if choices:
        return ", ".join(choices)
    return "" if low is None else f"{low:g} to {high:g}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def commands() -> str:
    """Every option of every command."""
    from explorer.cli.arguments import command_parser, window_parser

    parts = ["# Commands and their options", "`retrieval-explorer` without a command opens the window."]
    parts.append(_options(window_parser()))
    chosen = next(a for a in command_parser()._actions if isinstance(a, argparse._SubParsersAction))
    for name, parser in chosen.choices.items():
        parts += [f"## {name}", str(parser.description), _options(parser)]
    parts += ["## bench", "Measures how fast and how good the parts are on this machine; `bench --help` lists them."]
    return "\n\n".join(parts) + "\n"


def _options(parser: argparse.ArgumentParser) -> str:
    rows = []
    for action in parser._actions:
        if not isinstance(action, argparse._HelpAction):
            names = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            told = (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")
            choices = f" One of {', '.join(map(str, action.choices))}." if action.choices else ""
            rows.append(f"| `{names}` | {_cell(told + choices)} |")
    return "\n".join(["| option | |", "|---|---|", *rows])


def keys() -> str:
    """Every command of the window with its keys."""
    from explorer.gui.shortcuts import groups

    parts = ["# Keys", "F1 shows them in the window, where they can be searched. On macOS Ctrl is the Command key."]
    for title, rows in groups([]):
        table = [f"| {_cell(text)} | {_cell(shown)} |" for text, shown in rows]
        parts += [f"## {title}", "\n".join(["| command | keys |", "|---|---|", *table])]
    return "\n\n".join(parts) + "\n"


API = (
    "explorer.open",
    "explorer.Collection",
    "explorer.protocol.query.Query",
    "explorer.protocol.query.Term",
    "explorer.protocol.ranking.Ranking",
    "explorer.protocol.features.Features",
    "explorer.methods.get",
    "explorer.methods.base.Ranker",
    "explorer.methods.base.Transform",
    "explorer.methods.gallery.Gallery",
    "explorer.methods.query_batch.QueryBatch",
    "explorer.methods.explanation.Explanation",
    "explorer.graph.knn.KnnGraph",
    "explorer.embedding.registry.get",
    "explorer.embedding.base.Encoder",
    "explorer.protocol.specs.MethodSpec",
    "explorer.protocol.specs.Parameter",
    "explorer.protocol.specs.EncoderSpec",
    "explorer.errors",
)
"""What programs of others may use; everything else may change."""


def api() -> str:
    """What can be imported, with its docstrings."""
    parts = [
        "# For programs: the Python interface",
        "What other programs may rely on. Arrays are NumPy's; shapes are in brackets. The formulas of the methods are"
        " in [Methods and their formulas](methods.md), how to add one in [Adding a method](extending.md).",
        "\n".join(["```python", *_example(), "```"]),
    ]
    for name in API:
        parts += _documented(name, pydoc.locate(name))
    return "\n\n".join(parts) + "\n"


def _example() -> list[str]:
    import explorer

    lines = (inspect.getdoc(explorer) or "").splitlines()
    places = [place for place, line in enumerate(lines) if line.startswith("    ")]
    return [line.removeprefix("    ") for line in lines[places[0] : places[-1] + 1]]


def _documented(name: str, what: Any) -> list[str]:
    """An object with what is public of it."""
    if inspect.isroutine(what):
        return [f"## {name}", _signature(name.rpartition(".")[2], what), _docstring(what)]
    if inspect.ismodule(what):
        classes = [member for _, member in inspect.getmembers(what, inspect.isclass) if member.__module__ == name]
        return [f"## {name}", _docstring(what), "\n".join(f"- `{c.__name__}`: {_first_line(c)}" for c in classes)]
    parts = [f"## {name}", _docstring(what)]
    for member, value in vars(what).items():
        if member.startswith("_") or isinstance(value, staticmethod):
            continue
        routine = value.__func__ if isinstance(value, classmethod) else value
        if isinstance(routine, property):
            parts += [f"### {member}", _docstring(routine)]
        elif inspect.isfunction(routine):
            parts += [f"### {member}", _signature(member, routine), _docstring(routine)]
    return parts


def _signature(name: str, routine: Any) -> str:
    """Names and defaults; the docstring tells the kinds."""
    told, keywords = [], False
    for parameter in inspect.signature(routine).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not keywords:
            keywords = True
            told.append("*")
        default = parameter.default
        shown = getattr(default, "__name__", repr(default))
        stars: dict[object, str] = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}
        if parameter.name not in {"self", "cls"}:
            told.append(
                f"{stars.get(parameter.kind, '')}{parameter.name}" + ("" if default is parameter.empty else f"={shown}")
            )
    line = f"{name}({', '.join(told)})"
    return "\n".join(["```python", textwrap.fill(line, 110, subsequent_indent="    "), "```"])


def _docstring(what: Any) -> str:
    """A docstring with its sections (`Args:` and so on) as lists."""
    lines = []
    for line in (inspect.getdoc(what) or "").splitlines():
        entry = re.match(r"    (\*?\w+(?:, \*?\w+)*): (.*)", line)
        if re.fullmatch(r"(Args|Returns|Raises|Attributes|Yields):", line):
            lines += [f"**{line.removesuffix(':')}**", ""]
        elif entry:
            lines.append(f"- `{entry[1]}`: {entry[2]}")
        else:
            lines.append(f"  {line.strip()}" if line.startswith("        ") else line.strip())
    return "\n".join(lines)


def _first_line(what: Any) -> str:
    return (inspect.getdoc(what) or "").partition("\n")[0]


PAGES = {"methods.md": methods, "commands.md": commands, "keys.md": keys, "api.md": api}


def main() -> None:
    """Write all of them."""
    for name, make in PAGES.items():
        (HELP / name).write_text(make(), encoding="utf-8")
        print(f"{HELP / name}")


if __name__ == "__main__":
    main()
