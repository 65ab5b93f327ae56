"""The memory of the processes that this one has started."""

import threading
from pathlib import Path
from typing import Self

_EVERY_SECONDS = 0.05
_COUNTED = {"VmRSS": "held", "RssAnon": "own"}


class ChildrenMemory:
    """Watches the engine's processes on a thread of its own; a context manager. Linux alone tells it.

    Attributes:
        peaks: the largest sizes since `taken`, in 10^6 bytes: `held` by server and worker together, `own` of them
            without pages of files, which the system takes back when it needs room, and `server` and `worker` alone.
    """

    def __init__(self) -> None:
        self.peaks: dict[str, float] = {}
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
        self._look()
        peaks, self.peaks = self.peaks, {}
        return peaks

    def _watch(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS):
            self._look()

    def _look(self) -> None:
        now = dict.fromkeys(("held", "own", "server", "worker"), 0.0)
        for listing in Path("/proc/self/task").glob("*/children"):
            for pid in _text(listing).split():
                self._count(pid, now)
        peaks = self.peaks
        for name, size in now.items():
            peaks[name] = max(peaks.get(name, 0.0), size)

    @staticmethod
    def _count(pid: str, now: dict[str, float]) -> None:
        kind = _text(Path(f"/proc/{pid}/cmdline")).split("\0")[-2:-1]
        for line in _text(Path(f"/proc/{pid}/status")).splitlines():
            name, _, rest = line.partition(":")
            if name in _COUNTED:
                size = int(rest.split()[0]) * 1024 / 1e6
                now[_COUNTED[name]] += size
                if name == "VmRSS" and kind and kind[0] in now:
                    now[kind[0]] += size


def _text(file: Path) -> str:
    """What the system tells; nothing of a process that has just ended."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
