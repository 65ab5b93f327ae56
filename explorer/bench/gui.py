"""The window: how soon it answers, how smooth it stays, how much memory it takes; each figure beside its budget.

Every measurement runs the real window with the real engine in a process of its own. Start is the delivery of an event
to the window, end the return of the last `paintEvent` that shows the new result; a picture that is still loading is no
result.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from explorer.bench import gui_figures
from explorer.bench.gui_data import Data
from explorer.bench.gui_figures import Figure
from explorer.bench.result import BenchResult
from explorer.errors import EngineError, InputError
from explorer.protocol.progress import Progress
from explorer.workspace import places
from explorer.workspace.store import Workspace

REPEATS = {"start": 8, "bare": 8, "first": 5}
"""Scenarios that give one sample a process are run so often."""

WARMED = ("start", "bare")
"""Scenarios whose first run warms the disk and is not counted."""

SECONDS = 1800
"""The longest that one process may take."""

Samples = dict[str, list[float]]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    names = ", ".join(figure.name for figure in gui_figures.FIGURES)
    parser.add_argument("--collection", type=Path, metavar="PATH", help="a folder of images; by default 5,421 made up")
    parser.add_argument("--only", metavar="A,B", help=f"these figures alone: {names}")
    parser.add_argument("--clean", action="store_true", help="remove what earlier runs made, and measure nothing")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Measure.

    Args:
        arguments: see `configure`.
        progress: told of what is made and measured.

    Raises:
        InputError: an option is unusable.
        EngineError: the window failed.
    """
    folder = places.cache_dir() / "bench-gui"
    if arguments.clean:
        shutil.rmtree(folder, ignore_errors=True)
        return BenchResult(f"Removed {folder}", [])
    figures = gui_figures.chosen(arguments.only)
    data = Data(folder, arguments.collection)
    samples, notes = Samples(), dict[str, None]()
    scenarios = list(dict.fromkeys(figure.scenario for figure in figures))
    for number, scenario in enumerate(scenarios):
        progress(number, len(scenarios), f"Preparing for {scenario}")
        options = data.options(scenario, progress)
        progress(number, len(scenarios), f"Measuring {scenario}")
        for report in _reports(scenario, options, data):
            for name, values in report["samples"].items():
                samples.setdefault(name, []).extend(values)
            notes.update(dict.fromkeys(report["notes"]))
        _tell(scenario, figures, samples)
    return _result(figures, samples, list(notes), data)


def _tell(scenario: str, figures: list[Figure], samples: Samples) -> None:
    """Where no bar shows that something goes on, say what was measured as soon as it is known."""
    if sys.stderr.isatty():
        return
    for figure in figures:
        if figure.scenario == scenario:
            row = gui_figures.row(figure, samples[figure.name])
            value = f"{row[figure.judged]:.4g} {figure.unit}"
            print(f"{figure.title}: {figure.judged} {value} {row['verdict']}".rstrip(), file=sys.stderr, flush=True)


def _result(figures: list[Figure], samples: Samples, notes: list[str], data: Data) -> BenchResult:
    rows = [gui_figures.row(figure, samples[figure.name]) for figure in figures]
    failed = [row["figure"] for row in rows if row["verdict"] == "FAIL"]
    title = f"The window on {data.title}: " + (f"over budget: {', '.join(failed)}" if failed else "all within budget")
    return BenchResult(title, rows, notes, {"samples": samples})


def _reports(scenario: str, options: dict[str, Any], data: Data) -> Iterator[dict[str, Any]]:
    """What the processes of a scenario say, one after the other."""
    repeats = REPEATS.get(scenario, 1)
    for number in range(repeats):
        with _home(scenario, data) as home, _held(options.get("held")):
            report = _measure(scenario, options, home)
        if number or scenario not in WARMED:
            yield report


@contextmanager
def _home(scenario: str, data: Data) -> Iterator[Path]:
    """The folders of the user that the window finds: none of this person, and empty ones where work is to be done."""
    if scenario != "busy":
        yield data.home
        return
    with tempfile.TemporaryDirectory(prefix="busy-", dir=data.folder, ignore_cleanup_errors=True) as home:
        yield Path(home)


@contextmanager
def _held(workspace: str | None) -> Iterator[None]:
    """Keep a workspace's lock, so that the window opens it for reading and starts no job on made-up rows."""
    if workspace is None:
        yield
        return
    with Workspace.open(Path(workspace), write=True):
        yield


def _measure(scenario: str, options: dict[str, Any], home: Path) -> dict[str, Any]:
    if getattr(sys, "frozen", False):
        raise InputError("bench gui needs an installation with Python; a frozen build cannot measure itself.")
    given = json.dumps({**options, "scenario": scenario, "spawned": time.time()})
    done = subprocess.run(
        [sys.executable, "-m", "explorer.bench.gui_child", given],
        env=environment(home), capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        said = done.stderr.strip()[-2000:]
        raise EngineError(f"The window could not be measured ({scenario}, status {done.returncode}); it said: {said}")
    report: dict[str, Any] = json.loads(lines[-1])
    return report


def environment(home: Path) -> dict[str, str]:
    """That of a measured window: its own home, and no screen where none is there."""
    variables = {**os.environ, places.HOME_VARIABLE: str(home)}
    if sys.platform.startswith("linux") and not variables.keys() & {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    return variables
