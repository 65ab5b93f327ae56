"""A plan for collections beyond one machine, from what shards cost here: hours, bytes, and what everything waits for.

Each kind of shard is computed on one processor of this machine. The run of a cluster is then simulated: shards go to
the processor that is free first, and what one process alone does (centres of the parts, merging) takes its own time
beside them. Fitting methods and searching are not in it; both are of one machine.
"""

import argparse
import heapq
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import torch

from explorer.bench.result import BenchResult
from explorer.bench.synthetic import synthetic
from explorer.collection.source import open_source
from explorer.embedding import reading, registry
from explorer.embedding.loading import Task
from explorer.errors import InputError
from explorer.graph import partitions
from explorer.methods.gallery import GRAPH_K
from explorer.protocol import resources
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled
from explorer.protocol.workers import Workers

SIZES = (10**7, 10**8, 10**9)
PROCESSORS = (64, 512, 4096)
CHECKED = (6 * partitions.PART_ROWS, 12 * partitions.PART_ROWS)
_CENTRES = 4096
_IN_PART = partitions.OVERLAP * partitions.PART_ROWS
_SIMULATED = 100_000
"""Shards that are simulated one by one; of more, several count as one."""

_THUMBNAIL_BYTES = 6000
_CATALOGUE_BYTES = 250
_KEY_BYTES = 8
_PLACES_BYTES = 8 + 4 * partitions.OVERLAP + 2 * 8 * partitions.OVERLAP
"""Of a row, on the machine that gives out the shards: its place, and the parts that it belongs to."""


@dataclass(frozen=True)
class Costs:
    """Seconds on one processor.

    Attributes:
        read: an image, from file to vector.
        product: one number of a product of a row with a centre.
        pair: one number of a product of two rows of a part, with its candidates.
        unite: merging one row of a part into the candidates.
        settle: ordering the list of one row.
    """

    read: float
    product: float
    pair: float
    unite: float
    settle: float


def configure(parser: argparse.ArgumentParser) -> None:
    """Add this benchmark's options."""
    parser.add_argument("--images", type=_numbers, default=SIZES, metavar="N,N", help="sizes (10^7,10^8,10^9)")
    parser.add_argument(
        "--processors", type=_numbers, default=PROCESSORS, metavar="P,P", help="one number a size (64,512,4096)"
    )
    parser.add_argument("--dim", type=int, default=256, metavar="D", help="values of a vector (256)")
    parser.add_argument("--file-bytes", type=int, default=200_000, metavar="B", help="of an image file (200000)")
    parser.add_argument("--cluster", metavar="C", help="also build a graph there, beside what is predicted")


def run(arguments: argparse.Namespace, progress: Progress) -> BenchResult:
    """Measure shards, simulate the cluster.

    Args:
        arguments: see `configure`.
        progress: told of what is measured.

    Raises:
        InputError: the numbers do not fit each other, or there is no such cluster.
    """
    if len(arguments.images) != len(arguments.processors):
        raise InputError("--images and --processors have different lengths; give one number of processors a size.")
    costs = measure(arguments.dim, progress)
    rows = [
        plan(costs, n, places, arguments.dim, arguments.file_bytes)
        for n, places in zip(arguments.images, arguments.processors, strict=True)
    ]
    notes = [
        f"On one processor here: {', '.join(f'{name} {value:.3g} s' for name, value in vars(costs).items())}.",
        f"Parts of {partitions.PART_ROWS:,} rows, each row in {partitions.OVERLAP} of them; {GRAPH_K} neighbours.",
        "Hours are of simulated runs on processors like this one, without other load and with disks that keep up.",
    ]
    if arguments.cluster:
        notes += checked(costs, arguments.cluster, arguments.dim)
    return BenchResult("What a cluster would take", rows, notes, {"costs": vars(costs)})


def measure(dim: int, progress: Progress) -> Costs:
    """The costs of shards, by processor time."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        features = synthetic(_IN_PART, dim).features
        values = features.values.astype(np.float16)
        rows, whole = np.arange(partitions.PART_ROWS), np.arange(_IN_PART)
        centres = np.ascontiguousarray(features.values[:_CENTRES], np.float32)
        progress(0, 5, "reading")
        read = _seconds(_read) / _read()
        progress(1, 5, "centres")
        product = _seconds(lambda: partitions.assigned(lambda: values, lambda: centres, rows)) / len(rows)
        product /= _CENTRES * dim
        progress(2, 5, "parts")
        count = GRAPH_K + partitions.RIVALS
        keys = partitions.compared(lambda: values, count, False, (rows, rows))  # compiles
        # Longer lists of candidates are complete earlier: a pair costs less in a part of the size that parts have.
        pair = _seconds(lambda: partitions.compared(lambda: values, count, False, (whole, whole)))
        pair /= _IN_PART**2 * dim
        progress(3, 5, "merging")
        others = partitions.compared(lambda: values, count, False, (rows, rows + len(rows)))
        partitions.united(others.copy(), rows, keys)  # compiles
        unite = _seconds(lambda: partitions.united(keys.copy(), rows, others)) / len(rows)
        progress(4, 5, "ordering")
        settle = _seconds(lambda: partitions.ordered(lambda: values, lambda: rows, GRAPH_K, (0, keys))) / len(rows)
    finally:
        torch.set_num_threads(before)
    return Costs(read, product, pair, unite, settle)


def stages(costs: Costs, n: int, places: int, dim: int) -> dict[str, float]:
    """Seconds of each stage for n images."""
    centres = max(1, round(n / partitions.PART_ROWS))
    seen = centres if centres <= partitions.CENTRES else 2 * centres**0.5  # by each row of the sample, in two steps
    in_part = min(n, _IN_PART)
    return {
        "read": simulated(n / reading.SHARD, reading.SHARD * costs.read, places),
        "centres": partitions.SAMPLE * centres * seen * dim * partitions.ROUNDS * costs.product,
        "assign": simulated(n / partitions.BLOCK_ROWS, partitions.BLOCK_ROWS * centres * dim * costs.product, places),
        "compare": simulated(centres, in_part**2 * dim * costs.pair, places),
        "merge": n * partitions.OVERLAP * costs.unite,
        "order": simulated(n / partitions.LIST_ROWS, partitions.LIST_ROWS * costs.settle, places),
    }


def together(stages: dict[str, float]) -> float:
    """All of them: merging goes on beside comparing, so the slower of the two counts."""
    alone = sum(stages[name] for name in ("read", "centres", "assign", "order"))
    return alone + max(stages["compare"], stages["merge"])


def plan(costs: Costs, n: int, places: int, dim: int, file_bytes: int) -> dict[str, Any]:
    """What a collection of n images takes on a cluster."""
    seconds = stages(costs, n, places, dim)
    hours = {name: value / 3600 for name, value in seconds.items()}
    kept = n * (2 * dim + GRAPH_K * 8 + _THUMBNAIL_BYTES + _CATALOGUE_BYTES)
    head = n * ((GRAPH_K + partitions.RIVALS) * _KEY_BYTES + GRAPH_K * 8 + _PLACES_BYTES)
    waits = max(hours, key=lambda name: hours[name])
    return {
        "images": n,
        "processors": places,
        "hours": round(together(seconds) / 3600, 2),
        **{f"{name}_hours": round(value, 2) for name, value in hours.items()},
        "read_tb": round(n * file_bytes / 1e12, 2),
        "kept_tb": round(kept / 1e12, 3),
        "head_memory_gb": round(head / 1e9, 1),
        "waits_for": waits,
    }


def simulated(shards: float, seconds: float, places: int) -> float:
    """Seconds until the last of equal shards is done, each begun by the processor that is free first."""
    together = max(1, round(shards / _SIMULATED))
    free = [0.0] * places
    for _ in range(max(1, round(shards / together))):
        heapq.heapreplace(free, free[0] + seconds * together)
    return max(free)


def checked(costs: Costs, cluster: str, dim: int) -> list[str]:
    """Sentences: graphs in parts of two sizes on a real cluster beside what is predicted."""
    from explorer.cluster import workers_of

    told = []
    with workers_of(cluster) as workers:
        assert workers is not None
        list(workers.map(abs, range(2 * workers.places)))  # processes that are there already
        for n in CHECKED:
            features = synthetic(n, dim).features
            filled, counted = partitions.filled_rows(features), _Counted(workers)
            began = time.perf_counter()
            for _ in partitions.partitioned_lists(features, filled, GRAPH_K, workers=counted):
                pass
            took, places = time.perf_counter() - began, workers.places
            alone = stages(costs, n, 1, dim)
            shards = sum(alone[name] for name in ("assign", "compare", "order"))
            all_ = together({**stages(costs, n, places, dim), "read": 0})
            told.append(
                f"A graph of {n:,} in parts: shards of {counted.seconds:.1f} processor seconds, {shards:.1f} predicted;"
                f" on {places} processors {took:.1f} s, {all_:.1f} predicted."
            )
    return told


class _Counted:
    """Workers, and how many processor seconds their shards took."""

    def __init__(self, workers: Workers) -> None:
        self._workers, self.seconds = workers, 0.0
        self.places, self.gpus, self.share = workers.places, workers.gpus, workers.share

    def map(
        self,
        function: Callable[[Any], Any],
        shards: Iterable[Any],
        cancelled: IsCancelled = never_cancelled,
        *,
        on_gpus: bool = False,
    ) -> Iterator[Any]:
        """See `Workers.map`."""
        for seconds, result in self._workers.map(partial(_timed, function), shards, cancelled, on_gpus=on_gpus):
            self.seconds += seconds
            yield result


def _timed(function: Callable[[Any], Any], shard: Any) -> tuple[float, Any]:
    began = time.process_time()
    result = function(shard)
    return time.process_time() - began, result


def _read() -> int:
    """Read the images of the demo; how many they are."""
    source = open_source(resources.find("demo"))
    files = [file for file in source.files() if file.status == "present"][: reading.SHARD]
    tasks = [Task(number, source.root / file.path, file.size, "measured") for number, file in enumerate(files)]
    return sum(len(batch.loaded) for batch in reading.read_here(tasks, registry.get(), set()))


def _seconds(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _numbers(text: str) -> tuple[int, ...]:
    try:
        numbers = tuple(int(float(word)) for word in text.split(","))
    except ValueError:
        numbers = ()
    if not numbers or min(numbers) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be whole numbers from 1, for example 1e7,1e8")
    return numbers
