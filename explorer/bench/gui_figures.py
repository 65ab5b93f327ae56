"""The figures of the window: what is measured, in which process, and what it may take."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from explorer.errors import InputError

Statistic = Literal["median", "p99", "worst"]


@dataclass(frozen=True)
class Figure:
    """One figure and its budget.

    Attributes:
        name: by which `--only` chooses it and scenarios report it.
        title: what is measured, for the table.
        scenario: the measurement that gives it, run in a process of its own; see `gui_child.SCENARIOS`.
        budget: the most it may be (the least, where `at_least`); None for what is told for comparison alone.
        unit: of budget and samples.
        judged: which statistic of the samples is held against the budget.
        at_least: whether more is better.
    """

    name: str
    title: str
    scenario: str
    budget: float | None
    unit: str = "ms"
    judged: Statistic = "median"
    at_least: bool = False


FIGURES = (
    Figure("start", "start of the program to the painted window", "start", 1000),
    Figure("start-whole", "start of the program to everything in its window", "start", None),
    Figure("start-qt", "start of a bare window of Qt, for comparison", "bare", None),
    Figure("first-query", "first query after program start", "first", 3000),
    Figure("first-progress", "first query: until a moving bar says that it is on its way", "first", 300),
    Figure("drop", "five columns after a drop", "search", 300),
    Figure("slider", "query-stage slider", "search", 120),
    Figure("slider-100k", "query-stage slider, 100,000 vectors", "vectors", 200),
    Figure("slider-panels", "query-stage slider, 100,000 vectors, each panel in front in turn", "panels", 200),
    Figure("stall-panels", "gap between heartbeats while each panel is shown", "panels", 50, judged="worst"),
    Figure("open", "1,000,000 rows: open", "million", 150),
    Figure("resize", "1,000,000 rows: resize", "million", 20),
    Figure("scroll", "1,000,000 rows: one frame of scrolling", "million", 16),
    Figure("pictures", "1,000,000 rows: real pictures 250 ms after stopping", "million", 90, "%", at_least=True),
    Figure("map-pan", "1,000,000 points: one frame of panning", "map", 16),
    Figure("map-hover", "1,000,000 points: hover", "map", 5),
    Figure("map-lasso", "1,000,000 points: lasso", "map", 60),
    Figure("memory", "window process, 1,000,000 rows and points", "map", 600, "MB", "worst"),
    Figure("graph-pan", "2,000 edges: one frame of panning", "graph", 16),
    Figure("busy-p99", "gap between heartbeats while a worker is busy, p99", "busy", 16, judged="p99"),
    Figure("stall", "gap between heartbeats while a worker is busy, longest", "busy", 50, judged="worst"),
)


def chosen(names: str | None) -> list[Figure]:
    """The figures of a comma-separated list of names; all without one.

    Raises:
        InputError: there is no such figure.
    """
    if names is None:
        return list(FIGURES)
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    known = [figure.name for figure in FIGURES]
    for name in wanted:
        if name not in known:
            raise InputError(f"--only {name}: there is no such figure; there are {', '.join(known)}.")
    return [figure for figure in FIGURES if figure.name in wanted]


def row(figure: Figure, samples: Sequence[float]) -> dict[str, Any]:
    """The line of a figure in the table.

    For figures of which more is better, p99 is the first percentile and worst the least, so that both stay the bad end.
    """
    values = np.asarray(samples, np.float64)
    bad_end = 1 if figure.at_least else 99
    statistics = {
        "median": float(np.median(values)),
        "p99": float(np.percentile(values, bad_end)),
        "worst": float(values.min() if figure.at_least else values.max()),
    }
    return {
        "figure": figure.name,
        "measured": figure.title,
        **statistics,
        "n": len(values),
        "unit": figure.unit,
        **_judged(figure, statistics[figure.judged]),
    }


def _judged(figure: Figure, value: float) -> dict[str, str]:
    if figure.budget is None:
        return {"budget": "", "verdict": ""}
    passed = value >= figure.budget if figure.at_least else value <= figure.budget
    sign = "≥" if figure.at_least else "≤"
    return {"budget": f"{figure.judged} {sign} {figure.budget:g}", "verdict": "pass" if passed else "FAIL"}
