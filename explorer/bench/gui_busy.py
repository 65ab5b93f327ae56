"""How smooth the window stays while a worker takes all the processor it can get."""

import os
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import Qt, QTimer

from explorer.bench.gui_child import Report
from explorer.bench.gui_probe import Hand, Probe

SECONDS = 25.0
BEAT_MS = 5
SCROLL_SECONDS = 0.25
PROVEN_SHARE = 0.3
"""A worker counts as busy when it used at least this share of one core, over the whole time."""


class Heart:
    """Beats every 5 ms in the event loop, and notes when."""

    def __init__(self) -> None:
        self.beats: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self.beats.append(perf_counter()))

    def start(self) -> None:
        """Begin anew."""
        self.beats.clear()
        self._timer.start(BEAT_MS)

    def stop(self) -> list[float]:
        """End; gives the gaps between beats in milliseconds."""
        self._timer.stop()
        return [1000 * (b - a) for a, b in zip(self.beats, self.beats[1:], strict=False)]


def busy(options: dict[str, Any], report: Report) -> None:
    """Open a collection that nobody has read yet, and scroll through it while it is read."""
    probe = Probe()
    window = probe.window
    probe.rest(1.0)
    heart = Heart()
    heart.start()
    window.session.open(Path(options["collection"]))
    probe.until(lambda: len(window.session.catalogue) > 0, "the first images")
    embedding = lambda: any(job.stage == "embed" and job.done for job in window.jobs.running())  # noqa: E731
    probe.until(embedding, "the worker to embed")
    hand, began = Hand(window.workbench.grid.view.viewport()), perf_counter()
    worker, used, steps = _worker(), 0.0, set[tuple[str, int]]()
    at_start = _processor_seconds(worker)
    while perf_counter() - began < SECONDS and window.jobs.running():
        hand.wheel(2)
        probe.rest(SCROLL_SECONDS)
        steps.update((job.stage, job.done) for job in window.jobs.running())
        used = max(used, _processor_seconds(worker) - at_start)
    elapsed = perf_counter() - began
    gaps = heart.stop()
    assert used >= PROVEN_SHARE * elapsed, f"the worker was not busy: {used:.1f} s of {elapsed:.1f} s"
    report.add("stall", *gaps)
    report.add("busy-p99", *gaps)
    report.notes.append(
        f"stall: {len(gaps):,} beats from the opening on; in the last {elapsed:.0f} s the worker used {used:.1f} s of "
        f"processor time and reported {len(steps)} steps, while the grid was scrolled."
    )
    probe.close()


def _worker() -> int | None:
    """The process id of the youngest worker; None where the system does not tell."""
    found = []
    for listing in Path("/proc/self/task").glob("*/children"):
        found += [int(pid) for pid in listing.read_text().split()]
    workers = [pid for pid in found if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")]
    return max(workers, default=None)


def _processor_seconds(process: int | None) -> float:
    """What a process has used so far, in user and system mode (proc(5), fields 14 and 15)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
