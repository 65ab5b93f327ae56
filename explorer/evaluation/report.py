"""A report as text, for the terminal and for `export --what report`."""

from collections.abc import Callable
from typing import Any

from explorer.evaluation.compare import LOSS
from explorer.evaluation.measure import CMC_CUTS
from explorer.evaluation.revisited import LEVELS

Report = dict[str, Any]
QUALITY = ("method", "protocol", "mAP", "macro", "hit@1", "points against the first (95 %)", "verdict", "harmed")
_COST_TEXTS = {
    "fit_seconds": "{:.2f} s",
    "query_ms": "{:.2f} ms",
    "batch_query_ms": "{:.2f} ms",
    "peak_rss_mb": "{:,.0f} MB",
    "bytes_per_item": "{:,.0f} B",
}
CROSS_MODAL = ("method", "asks", "mAP", "mAP@50", "R@1", "R@5", "R@10", "points against the first (95 %)", "verdict")
COSTS = ("method", "fit", "one query", "a query of many", "peak memory", "for each image")


def heading(report: Report) -> str:
    """What was evaluated on what, in two sentences."""
    kinds = f"{report['labels']:,} labels, chance {report['chance']:.3f}"
    return f"{report['source']}: {report['dim']}-d features {report['features']}, {kinds}.\n{report['split']}"


def quality_rows(report: Report) -> list[tuple[str, ...]]:
    """Cells under `QUALITY`, a row a method, named with its preprocessing, since that is part of what is compared."""
    first = next(iter(report["methods"]))
    return [_quality(key, figures, is_first=key == first) for key, figures in report["methods"].items()]


def recall_head(report: Report) -> tuple[str, ...]:
    """Titles of the table of recalls."""
    return ("method", *(f"recall@{k}" for k in report["k"]))


def recall_rows(report: Report) -> list[tuple[str, ...]]:
    """Cells under `recall_head`, a row a method; the other metrics at k are in the JSON."""
    return [
        (key, *(f"{value:.3f}" for value in figures["recall@k"].values())) for key, figures in report["methods"].items()
    ]


def benchmark_head(report: Report) -> tuple[str, ...]:
    """Titles of the table of a benchmark's own metrics; empty where there are none."""
    if report["metrics"] == "reid":
        return ("method", *(f"CMC@{k}" for k in CMC_CUTS), "mINP")
    if report["metrics"] == "revisited":
        return ("method", *(title for level in LEVELS for title in (f"mAP {level}", f"mP@10 {level}")))
    return ()


def benchmark_rows(report: Report) -> list[tuple[str, ...]]:
    """Cells under `benchmark_head`, a row a method."""
    rows = []
    for key, figures in report["methods"].items():
        if report["metrics"] == "reid":
            rows.append((key, *(f"{value:.4f}" for value in figures["cmc"].values()), f"{figures['minp']:.4f}"))
        elif report["metrics"] == "revisited":
            levels = [figures["revisited"][level] for level in LEVELS]
            cells = [cell for level in levels for cell in (level["map"], level["mp@k"].get("10"))]
            rows.append((key, *("" if cell is None else f"{100 * cell:.2f}" for cell in cells)))
    return rows


def cost_rows(report: Report) -> list[tuple[str, ...]]:
    """Cells under `COSTS`, a row a method."""
    return [
        (
            key,
            *("" if figures[cost] is None else text.format(figures[cost]) for cost, text in _COST_TEXTS.items()),
        )
        for key, figures in report["methods"].items()
    ]


def harmed_lists(report: Report, limit: int = 5) -> list[list[str]]:
    """For each method but the first that harms any, lines that name the queries which it harms most."""
    first, *others = report["methods"]
    lists = []
    for key in others:
        figures = report["methods"][key]
        if figures["harmed"]:
            share = f"{figures['harmed_count']:,} queries ({figures['losing']:.1%})"
            head = f"{key} harms {share} by more than {LOSS:g} AP against {first}; the worst:"
            lists.append([head, *map(_harmed_line, figures["harmed"][:limit])])
    return lists


def _harmed_line(query: Report) -> str:
    aps = f"{query['first_ap']:.3f} -> {query['ap']:.3f}"
    return f"  {query['change']:+.3f}  {aps}  {query['name']} (id {query['id']})"


def _quality(key: str, figures: Report, *, is_first: bool) -> tuple[str, ...]:
    interval = figures["confidence"]
    ends = f" [{100 * interval[0]:+.1f}, {100 * interval[1]:+.1f}]" if interval else ""
    compared = (f"{100 * figures['difference']:+.1f}{ends}", figures["verdict"], f"{figures['losing']:.1%}")
    return (
        key if key.startswith(figures["name"]) else f"{key} = {figures['name']}",
        figures["protocol"],
        f"{figures['map']:.4f}",
        f"{figures['macro_map']:.4f}",
        f"{figures['hit@k']['1']:.3f}" if "1" in figures["hit@k"] else "",
        *(("", "", "") if is_first else compared),
    )


def cross_modal_rows(report: Report) -> list[tuple[str, ...]]:
    """Cells under `CROSS_MODAL`, a row a method and direction."""
    rows = []
    for key, figures in report["methods"].items():
        for direction in ("image_to_text", "text_to_image"):
            one = figures[direction]
            if one is None:
                continue
            partner = [f"{one['partner_recall@k'][k]:.3f}" for k in ("1", "5", "10")]
            at = f"{one['map@k']['50']:.4f}" if "50" in one["map@k"] else ""
            rows.append((key, direction.replace("_", " "), f"{one['map']:.4f}", at, *partner, *_against_first(one)))
        rows.append((key, "mean", f"{figures['map']:.4f}", "", "", "", "", *_against_first(figures)))
    return rows


def _against_first(figures: Report) -> tuple[str, str]:
    interval = figures.get("confidence")
    if interval is None:
        return "", ""
    ends = f"[{100 * interval[0]:+.1f}, {100 * interval[1]:+.1f}]"
    return f"{100 * figures['difference']:+.1f} {ends}", figures["verdict"]


def cross_modal_text(report: Report, text_table: Callable[..., str]) -> str:
    """The whole report of an evaluation in which words meet images."""
    dims = f"{report['dim']}-d images and {report['text_dim']}-d captions {report['features']}"
    head = f"{report['source']}: {dims}, {report['labels']:,} labels, chance {report['chance']:.3f}.\n{report['split']}"
    costs = text_table(COSTS, cost_rows(report))
    return "\n\n".join(
        filter(None, [head, text_table(CROSS_MODAL, cross_modal_rows(report), left=(0, 1)), costs, *report["notes"]])
    )
