"""A long time of use, and what it does to the memory of every process.

    python -m explorer.bench.gui_soak COLLECTION [--minutes 120] [--every 10] [--home DIR] [--json OUT]

Drives the real window with the real engine: searches for one image after the other, moves sliders, leafs through pages
and docks, selects, tags, undoes, goes back and forth, and reads the collection again now and then. The memory is the
resident set of each process (Linux tells it). Flat is a process whose median of the last third lies within 5 % of
that of the third before; the first third warms up. Everything it keeps goes into a folder of its own.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from explorer.protocol.query import Query, Term
from explorer.workspace.places import HOME_VARIABLE

if TYPE_CHECKING:
    from explorer.bench.gui_probe import Probe

FLAT = 0.05
_LONGEST_JOB = 7200.0
COLUMNS = ("cosine", "gnn-rerank", "whiten>diffusion")

Sample = tuple[float, int]
"""Seconds since the start, and bytes."""


class Soak:
    """The use: one small thing after the other, drawn by a seed."""

    def __init__(self, probe: "Probe", seed: int) -> None:
        self._probe, self._draw = probe, random.Random(seed)
        self._window = probe.window
        self._ids = [int(image) for image in self._window.session.catalogue.ids]
        self.done: dict[str, int] = {}

    def step(self) -> None:
        """Do one thing, and let the window come to rest."""
        deeds: list[tuple[int, Callable[[], None]]] = [
            (40, self._search), (20, self._slide), (10, self._walk_history), (10, self._raise_dock),
            (6, self._turn_page), (4, self._filter), (4, self._tag), (1, self._read_again),
        ]  # fmt: skip
        (deed,) = self._draw.choices([deed for _, deed in deeds], [weight for weight, _ in deeds])
        deed()
        self._probe.rest(0.15)
        name = deed.__name__.strip("_").replace("_", " ")
        self.done[name] = self.done.get(name, 0) + 1

    def _answered(self) -> None:
        if self._window.comparison.query is not None:
            self._probe.until(self._probe.answered, "the columns")

    def _search(self) -> None:
        self._window.ask(Query((Term("member", self._draw.choice(self._ids)),)))
        self._answered()

    def _slide(self) -> None:
        if self._window.comparison.query is None:
            return
        column = self._window.comparison.columns[1]
        self._window.comparison.set_parameter(column.key, "k2", self._draw.randint(2, 12))
        self._answered()

    def _walk_history(self) -> None:
        self._window.commands[self._draw.choice(["back", "forward"])].trigger()
        self._answered()

    def _raise_dock(self) -> None:
        dock = self._draw.choice(self._window.panels.docks)
        dock.show()
        dock.raise_()

    def _turn_page(self) -> None:
        self._window.commands[self._draw.choice(["show_collection", "show_results"])].trigger()

    def _filter(self) -> None:
        self._window.commands["clear_filters"].trigger()

    def _tag(self) -> None:
        curation = self._window.desk.curation
        curation.put("Soak", "tag", [self._draw.choice(self._ids)], True, "soaked")
        curation.undo()

    def _read_again(self) -> None:
        self._window.commands["read_again"].trigger()
        self._probe.until(lambda: not self._window.jobs.running(), "the jobs to end", _LONGEST_JOB)


def resident() -> dict[str, int]:
    """Bytes of this process and of those that it started, by what they are; several of a kind are added up."""
    found = {"window": _resident("self")}
    for listing in Path("/proc/self/task").glob("*/children"):
        for pid in listing.read_text().split():
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            kind = words[-2].decode() if b"--child" in words else "other"
            found[kind] = found.get(kind, 0) + _resident(pid)
    return found


def _resident(pid: str) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def verdict(samples: list[Sample]) -> dict[str, float | bool]:
    """Medians of the thirds in MB, the growth of the last over the one before, and the slope of both in MB an hour."""
    third = max(len(samples) // 3, 1)
    parts = [[size / 1e6 for _, size in part] for part in (samples[:third], samples[third:-third], samples[-third:])]
    middle, last = median(parts[1] or parts[2]), median(parts[2])
    rest = np.array(samples[third:], float)
    slope = float(np.polyfit(rest[:, 0] / 3600, rest[:, 1] / 1e6, 1)[0]) if len(rest) > 2 else 0.0
    growth = last / middle - 1
    return {
        "first_mb": round(median(parts[0]), 1), "middle_mb": round(middle, 1), "last_mb": round(last, 1),
        "growth": round(growth, 4), "mb_an_hour": round(slope, 1), "flat": growth <= FLAT,
    }  # fmt: skip


def _used(probe: "Probe", given: argparse.Namespace) -> tuple[Soak, dict[str, list[Sample]]]:
    """Use the window for so long: what was done, and the memory of each process."""
    probe.window.session.open(given.collection.resolve())
    probe.until(lambda: bool(probe.window.comparison.methods), "the features", _LONGEST_JOB)
    probe.settle(_LONGEST_JOB)
    soak, samples = Soak(probe, given.seed), dict[str, list[Sample]]()
    start = told = time.monotonic()
    while (now := time.monotonic()) - start < 60 * given.minutes:
        soak.step()
        if now - told >= given.every:
            told = now
            for kind, size in resident().items():
                samples.setdefault(kind, []).append((now - start, size))
    return soak, samples


def _run(given: argparse.Namespace) -> dict[str, object]:
    from explorer.bench.gui_probe import Probe

    probe = Probe(COLUMNS)
    try:
        soak, samples = _used(probe, given)
        images = len(probe.window.session.catalogue)
    finally:
        probe.close()
    memory = {kind: verdict(found) for kind, found in samples.items() if kind != "worker"}
    return {"images": images, "minutes": given.minutes, "done": soak.done, "memory": memory}


def main() -> int:
    """Use the window for so long, and say what became of the memory; status 1 where it is not flat."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collection", type=Path)
    parser.add_argument("--minutes", type=float, default=120.0)
    parser.add_argument("--every", type=float, default=10.0, metavar="SECONDS", help="between two looks at the memory")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--home", type=Path, metavar="DIR", help="where the collection was indexed before")
    parser.add_argument("--json", type=Path, metavar="OUT")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as home:
        os.environ[HOME_VARIABLE] = str(given.home or home)
        report = _run(given)
    memory = report["memory"]
    assert isinstance(memory, dict)
    print(f"{report['images']} images, {given.minutes:g} minutes, {report['done']}")
    for kind, told in memory.items():
        print(f"{kind:<8}" + "  ".join(f"{name} {value}" for name, value in told.items()))
    if given.json:
        given.json.write_text(json.dumps(report, indent=1))
    return 0 if all(told["flat"] for told in memory.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
