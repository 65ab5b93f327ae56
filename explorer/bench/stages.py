"""Stages of a benchmark: their time, and the largest memory of the process meanwhile."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from explorer.evaluation.memory import forget_peak, peak_rss_mb
from explorer.protocol.progress import Progress

T = TypeVar("T")


class Stages:
    """Times stages one after the other.

    Attributes:
        rows: one a stage: way, stage, s, peak_mb of the whole process meanwhile (None where the system cannot say).
    """

    def __init__(self, way: str, progress: Progress) -> None:
        self._way, self._progress = way, progress
        self.rows: list[dict[str, Any]] = []

    def timed(self, stage: str, work: Callable[[], T]) -> T:
        """Do the work and note its time and the largest memory of the process meanwhile."""
        self._progress(len(self.rows), 0, f"{self._way}: {stage}")
        known = forget_peak()
        began = time.perf_counter()
        result = work()
        seconds = time.perf_counter() - began
        peak = peak_rss_mb() if known else None
        self.rows.append({"way": self._way, "stage": stage, "s": seconds, "peak_mb": peak})
        return result
