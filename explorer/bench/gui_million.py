"""A collection of a million rows: opening it, resizing and scrolling its grid."""

from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from PySide6.QtCore import QSize

from explorer.bench.gui_child import Report
from explorer.bench.gui_probe import SIZE, Hand, Probe, Shown
from explorer.evaluation.memory import peak_rss_mb

OPENINGS = 12
SAMPLES = 50
FRAMES = 4
"""Frames of scrolling by the wheel after each jump of the scroll bar."""

STOP_SECONDS = 0.25


def million(options: dict[str, Any], report: Report) -> None:
    """Open the collection some times, then resize and scroll."""
    workspace = Path(options["collection"])
    probe = Probe()
    grid = probe.window.workbench.grid.view
    probe.clock.watch(grid.viewport())
    titled = []
    for number in range(OPENINGS):
        if number:
            _close(probe)
        shown = Shown(probe, [grid], lambda _: len(probe.window.session.catalogue) > 0)
        began = probe.drop(workspace)
        shown.wait("the grid")
        report.add("open", 1000 * (shown.whole - began))
        titled.append(1000 * (shown.first - began))
        probe.settle()
    rows = len(probe.window.session.catalogue)
    report.notes.append(
        f"open: a workspace of {rows:,} rows dropped on the window, until every tile in sight shows its picture; their "
        f"names stood after {sorted(titled)[len(titled) // 2]:.0f} ms (median)."
    )
    _resize(probe, report)
    _scroll(probe, report)
    report.notes.append(f"open, resize, scroll: the window's process held {peak_rss_mb():.0f} MB at most.")
    report.notes.append(f"Window system: {probe.platform}.")
    probe.close()


def _close(probe: Probe) -> None:
    window = probe.window
    window.commands["close_collection"].trigger()
    probe.until(lambda: window.workbench.page == "welcome", "the collection to close")
    probe.rest(0.5)


def _resize(probe: Probe, report: Report) -> None:
    """Give the window other sizes, with other numbers of tiles in a row."""
    window, viewport = probe.window, probe.window.workbench.grid.view.viewport()
    for number in range(SAMPLES):
        probe.clock.returned.clear()
        began = perf_counter()
        window.resize(QSize(SIZE[0] - 137 * (1 + number % 3), SIZE[1] - 61 * (number % 2)))
        probe.until(lambda: viewport in probe.clock.returned, "the grid in its new size")
        report.add("resize", 1000 * (probe.clock.returned[viewport] - began))
        probe.rest(0.05)
    window.resize(*SIZE)
    probe.settle()


def _scroll(probe: Probe, report: Report) -> None:
    """Jump to places all over the collection, turn the wheel there, stop, and look what is to be seen."""
    grid = probe.window.workbench.grid.view
    bar, viewport = grid.verticalScrollBar(), grid.viewport()
    hand, random = Hand(viewport), np.random.default_rng(0)
    for place in random.integers(0, bar.maximum(), SAMPLES).tolist():
        probe.clock.returned.clear()
        began = perf_counter()
        bar.setValue(place)
        for _ in range(1 + FRAMES):
            probe.until(lambda: viewport in probe.clock.returned, "a frame")
            report.add("scroll", 1000 * (probe.clock.returned[viewport] - began))
            probe.clock.returned.clear()
            began = hand.wheel(1)
        probe.until(lambda: viewport in probe.clock.returned, "the last frame")
        probe.rest(STOP_SECONDS)
        report.add("pictures", 100 * probe.share_of_pictures(grid))
