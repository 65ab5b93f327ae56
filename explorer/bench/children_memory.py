"""The memory of the processes that this one has started."""

import threading
import time
from pathlib import Path
from typing import Self

_EVERY_SECONDS = 0.05
_SHARED_EVERY_SECONDS = 1.0
"""The system walks through all pages of a process to tell which it shares: too long to be asked for at every look."""


class ChildrenMemory:
    """Watches the engine's processes on a thread of its own; a context manager. Linux alone tells it.

    Attributes:
        peaks: the largest sizes since `taken`, in 10^6 bytes: `held` by server and worker together, pages that both
            have counted once, looked at every second; `own` of them without pages of files, which the system takes
            back when it needs room; and `server` and `worker` alone.
    """

    def __init__(self) -> None:
        self.peaks: dict[str, float] = {}
        self._shared_at = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def taken(self) -> dict[str, float]:
        """The peaks, this moment included, since what was measured may have been shorter than a look; begins anew."""
        self._look(shared=True)
        peaks, self.peaks = self.peaks, {}
        return peaks

    def _watch(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS):
            self._look(shared=time.monotonic() >= self._shared_at + _SHARED_EVERY_SECONDS)

    def _look(self, *, shared: bool) -> None:
        now = dict.fromkeys(("held", "own", "server", "worker"), 0.0)
        for listing in Path("/proc/self/task").glob("*/children"):
            for pid in _text(listing).split():
                self._count(Path("/proc", pid), now, shared=shared)
        if shared:
            self._shared_at = time.monotonic()
        peaks = self.peaks
        for name, size in now.items():
            peaks[name] = max(peaks.get(name, 0.0), size)

    @staticmethod
    def _count(process: Path, now: dict[str, float], *, shared: bool) -> None:
        sizes = _sizes(process / "status")
        now["own"] += sizes.get("RssAnon", 0.0)
        kind = _text(process / "cmdline").split("\0")[-2:-1]
        if kind and kind[0] in now:
            now[kind[0]] += sizes.get("VmRSS", 0.0)
        if shared:
            now["held"] += _sizes(process / "smaps_rollup").get("Pss", 0.0)


def _sizes(listing: Path) -> dict[str, float]:
    """The sizes of a list of the system's, in 10^6 bytes."""
    rows = (line.split() for line in _text(listing).splitlines())
    return {row[0].rstrip(":"): int(row[1]) * 1024 / 1e6 for row in rows if row[-1:] == ["kB"]}


def _text(file: Path) -> str:
    """What the system tells; nothing of a process that has just ended."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
