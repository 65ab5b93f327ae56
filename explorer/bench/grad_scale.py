"""Time and memory of GRAD-Net at several sizes of the synthetic collection."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from explorer.bench.plot import Point, write_scatter
from explorer.bench.result import BenchResult
from explorer.bench.synthetic import synthetic
from explorer.errors import InputError
from explorer.evaluation.memory import forget_peak, peak_rss_mb
from explorer.methods.gallery import Gallery
from explorer.methods.grad_net import GradNet
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.progress import Progress

_WARMING = 5
_K = 100


def run(sizes: Sequence[tuple[int, int]], device: str, plot: Path | None, progress: Progress) -> BenchResult:
    """Fit and ask GRAD-Net at its defaults at each size.

    Args:
        sizes: rows and dimension of each.
        device: cpu or cuda, of graph and network.
        plot: where to draw time and memory; None for nowhere.
        progress: told of the stages.

    Raises:
        InputError: a size is too small, or there is no CUDA device.
    """
    if device == "cuda" and not torch.cuda.is_available():
        raise InputError("--device cuda finds no CUDA device; leave it out to compute on the processor.")
    rows, checksums = [], {}
    for n, d in sizes:
        row, checksums[f"{n},{d}"] = _at(n, d, device, progress)
        rows.append(row)
    notes = [f"{size}: checksum of the first 1,000 rows {checksum}." for size, checksum in checksums.items()] + [
        f"fit_s is everything from the vectors on: both graphs, teachers, training, placing. query_ms: one unseen "
        f"query at a time, the best {_K}, warm, its vector given. peak_mb is of the whole process."
    ]
    if plot is not None:
        points = [Point(f"{row['fit_s']:,.0f} s", row["images"], 1e3 * row["fit_s"] / row["images"]) for row in rows]
        write_scatter(
            plot,
            points,
            title=f"GRAD-Net: time of a fit for each image, {device}",
            x_label="images",
            y_label="milliseconds an image",
        )
    return BenchResult(f"GRAD-Net at several sizes, {device}", rows, notes, {"checksums": checksums})


def _at(n: int, d: int, device: str, progress: Progress) -> tuple[dict[str, Any], str]:
    """Figures of one size, and the checksum of its data."""
    data = synthetic(n, d)
    watch = Watch(progress)
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()
    known = forget_peak()
    began, used = time.perf_counter(), time.process_time()
    ranker = GradNet().fit(Gallery(data.features, device=device), device=device, progress=watch)
    row: dict[str, Any] = {"images": n, "dim": d, "fit_s": time.perf_counter() - began}
    row |= {"cpu_s": time.process_time() - used, "steps": len(ranker.training_log.steps)}
    row |= {f"{stage}_s": watch.seconds.get(text) for stage, text in STAGES.items()}
    row["peak_mb"] = peak_rss_mb() if known else None
    row["device_mb"] = torch.cuda.max_memory_allocated() / 1e6 if device == "cuda" else None
    times = []
    for vector in data.queries:
        one = time.perf_counter()
        ranker.search(QueryBatch.unseen(vector), _K)
        times.append(1000 * (time.perf_counter() - one))
    measured = times[_WARMING:]
    row |= {"query_ms": float(np.median(measured)), "p99_ms": float(np.percentile(measured, 99))}
    return {**row, "bytes": ranker.bytes_per_item()}, data.checksum


STAGES = {"codes": "sparse codes", "training": "training GRAD-Net"}
"""Stages of a fit that are told apart, and what the method calls them."""


class Watch:
    """How long a job spoke of each thing that it did.

    Attributes:
        seconds: by what it said.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._since, self._text = time.perf_counter(), ""
        self.seconds: dict[str, float] = {}

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Take what the job says; the time until then belongs to what is said now: work comes before its report."""
        now = time.perf_counter()
        self.seconds[text] = self.seconds.get(text, 0.0) + now - self._since
        self._since = now
        self._progress(done, total, text)
