"""The report of an evaluation as a table, and that table as CSV and LaTeX.

A report is the dictionary that `evaluate --json` writes. The window and the command line write the same files from it.
"""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from explorer.errors import InputError

Report = dict[str, Any]
Value = str | float | None

_DIRECTIONS = {"image_to_text": "images → texts", "text_to_image": "texts → images"}
_LATEX = str.maketrans({
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", ">": r"$>$", "<": r"$<$", "→": r"$\rightarrow$",
})  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One column of the table.

    Attributes:
        key: in CSV files.
        title: above it.
        tip: what it is, in a sentence.
        text: writes a value; the value None is written as nothing.
        better: 1 where more is better, -1 where less is, 0 where neither.
    """

    key: str
    title: str
    tip: str
    text: Callable[[float], str] = "{:.4f}".format
    better: int = 1

    def shown(self, value: Value) -> str:
        """A value as text."""
        return "" if value is None else value if isinstance(value, str) else self.text(value)


@dataclass(frozen=True)
class Row:
    """One method, in one direction where words meet images.

    Attributes:
        key: of the method in the report.
        direction: `image_to_text`, `text_to_image`, or empty.
        values: by the key of the figure.
    """

    key: str
    direction: str
    values: Mapping[str, Value]

    @property
    def title(self) -> str:
        """Method and direction."""
        return f"{self.key}, {_DIRECTIONS[self.direction]}" if self.direction else self.key


FIGURES = (
    Figure("method", "Method", "The method with its preprocessing and parameters", better=0),
    Figure("protocol", "Protocol", "What of the queries was known when the method was fitted", better=0),
    Figure("map", "mAP", "Mean average precision over the whole list, tied images averaged"),
    Figure("map_low", "from", "Lower end of the 95 % interval of mAP, drawn by label"),
    Figure("map_high", "to", "Upper end of the 95 % interval of mAP, drawn by label"),
    Figure("difference", "Δ", "Difference of mAP to the first method, in points", lambda v: f"{100 * v:+.1f}"),
    Figure("low", "Δ from", "Lower end of its 95 % interval, paired, by label", lambda v: f"{100 * v:+.1f}"),
    Figure("high", "Δ to", "Upper end of its 95 % interval, paired, by label", lambda v: f"{100 * v:+.1f}"),
    Figure("verdict", "Verdict", "Better or worse only where the interval excludes 0", better=0),
    Figure("macro_map", "macro", "Mean over labels of their mAP"),
    Figure("hit@1", "hit@1", "Share of queries whose first image is relevant", "{:.3f}".format),
    Figure("recall@10", "R@10", "Relevant images among the first 10, of all relevant", "{:.3f}".format),
    Figure("recall@100", "R@100", "Relevant images among the first 100, of all relevant", "{:.3f}".format),
    Figure("losing", "harmed", "Share of queries that lose more than 0.05 AP", lambda v: f"{v:.1%}", -1),
    Figure("hubness", "hubness", "Skew of how often images come up among the first 10", "{:.2f}".format, -1),
    Figure("fit_seconds", "fit s", "Seconds to fit the method, graph included", "{:.2f}".format, -1),
    Figure("query_ms", "query ms", "Median time of one warm query, the vector given", "{:.2f}".format, -1),
    Figure("bytes_per_item", "bytes", "All that search needs for each image", "{:,.0f}".format, -1),
    Figure("peak_rss_mb", "peak MB", "Peak memory of the method's own process", "{:,.0f}".format, -1),
)
"""Every column that the table may have."""

_COSTS = ("fit_seconds", "query_ms", "bytes_per_item", "peak_rss_mb")


def check_report(data: Any, name: str) -> Report:
    """What was read from a file, where it is a report.

    Raises:
        InputError: it is something else.
    """
    known = isinstance(data, dict) and isinstance(data.get("methods"), dict) and data["methods"] and "split" in data
    if not known or not all(isinstance(figures, dict) for figures in data["methods"].values()):
        raise InputError(f"{name} is no report of an evaluation; give what `evaluate --json` wrote.")
    return dict(data)


def rows(report: Report) -> list[Row]:
    """One row a method, in the order of the report; two where it was asked in two directions."""
    found = []
    first = next(iter(report["methods"]), "")
    for key, figures in report["methods"].items():
        parts = [(name, figures[name]) for name in _DIRECTIONS if figures.get(name)] or [("", figures)]
        found += [Row(key, name, _values(key, part, figures, is_first=key == first)) for name, part in parts]
    return found


def figures_of(report: Report) -> list[Figure]:
    """The columns that hold anything for this report."""
    table = rows(report)
    return [figure for figure in FIGURES if any(row.values.get(figure.key) is not None for row in table)]


def source_name(report: Report) -> str:
    """What was evaluated, without the folders it lies in, which are nobody else's business."""
    source = str(report["source"])
    return PurePath(source).name or source


def footnotes(report: Report) -> list[str]:
    """Under which protocol the figures were taken, sentence by sentence."""
    parts = [
        f"{source_name(report)}: {report['queries']:,} queries, {report['gallery']:,} images,"
        f" {report['dim']} dimensions.",
        report["split"],
        f"All figures are means of {len(report['seeds'])} draws." if len(report.get("seeds", ())) > 1 else "",
        "The mAP is over the whole list with ties averaged; intervals are paired bootstrap over queries clustered by"
        " label, 2,000 draws, 95 %; Δ in points against the first method.",
        f"Chance is {report['chance']:.3f}." if report.get("chance") is not None else "",
        *report.get("notes", ()),
    ]
    return [part for part in parts if part]


def footnote(report: Report) -> str:
    """The same in one paragraph."""
    return " ".join(footnotes(report))


def to_csv(report: Report) -> str:
    """The table with every digit, and the protocol as a last line of its own."""
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\n")
    shown = figures_of(report)
    table.writerow([figure.key for figure in shown])
    table.writerows([_cell(row.values.get(figure.key)) for figure in shown] for row in rows(report))
    table.writerow([f"# {footnote(report)}"])
    return file.getvalue()


def to_latex(report: Report) -> str:
    """A table for a paper, the best figure of each column bold, the protocol below it; needs `booktabs`."""
    wanted = (
        "method",
        "protocol",
        "map",
        "difference",
        "low",
        "high",
        "hit@1",
        "recall@10",
        "query_ms",
        "bytes_per_item",
    )
    shown = [figure for figure in figures_of(report) if figure.key in wanted]
    table = rows(report)
    head = " & ".join(figure.title.translate(_LATEX).replace("Δ", r"$\Delta$") for figure in shown)
    lines = [
        r"\begin{table}",
        r"\centering",
        rf"\begin{{tabular}}{{{''.join('l' if not figure.better else 'r' for figure in shown)}}}",
        r"\toprule",
        head + r" \\",
        r"\midrule",
        *(" & ".join(_latex(figure, row, table) for figure in shown) + r" \\" for row in table),
        r"\bottomrule",
        r"\end{tabular}",
        r"\par\smallskip\footnotesize " + footnote(report).translate(_LATEX).replace("Δ", r"$\Delta$"),
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def best(figure: Figure, table: list[Row]) -> float | None:
    """The best value of a column; None where none is better than another."""
    values = [value for row in table if isinstance(value := row.values.get(figure.key), int | float)]
    return None if not figure.better or len(values) < 2 else max(values, key=lambda value: figure.better * value)


def _latex(figure: Figure, row: Row, table: list[Row]) -> str:
    value = row.values.get(figure.key)
    text = (row.title if row.direction and figure.key == "method" else figure.shown(value)).translate(_LATEX)
    is_best = figure.key in ("map", "hit@1", "recall@10") and value is not None and value == best(figure, table)
    return rf"\textbf{{{text}}}" if is_best else text


def _values(key: str, part: Report, figures: Report, *, is_first: bool) -> dict[str, Value]:
    interval = part.get("confidence") or (None, None)
    around = part.get("map_interval") or (None, None)
    values: dict[str, Value] = {
        "method": key if key.startswith(str(figures.get("name", key))) else f"{key} = {figures['name']}",
        "protocol": figures.get("protocol"),
        "map": part.get("map"),
        "map_low": around[0],
        "map_high": around[1],
        "macro_map": part.get("macro_map"),
        "hit@1": part.get("hit@k", {}).get("1"),
        "recall@10": part.get("recall@k", {}).get("10"),
        "recall@100": part.get("recall@k", {}).get("100"),
        "hubness": (figures.get("hubness") or {}).get("skew"),
        **{cost: figures.get(cost) for cost in _COSTS},
    }
    if not is_first:
        values |= {"difference": part.get("difference"), "low": interval[0], "high": interval[1]}
        values |= {"verdict": part.get("verdict"), "losing": part.get("losing")}
    return values


def _cell(value: Value) -> str | float:
    return "" if value is None else value
