"""Measuring on the machines of a cluster, several methods at a time, each in a process of its own there too."""

from collections.abc import Callable, Iterator, Sequence

from explorer.evaluation.apart import Apart
from explorer.evaluation.measure import Measurement, Task
from explorer.evaluation.table import Material
from explorer.protocol.progress import IsCancelled, Progress, never_cancelled, no_progress
from explorer.protocol.workers import Workers


def measured_on(
    workers: Workers, todo: Sequence[tuple[Material, Task]], progress: Progress, cancelled: IsCancelled
) -> Iterator[Measurement]:
    """What `Apart.measure` gives for each task, in their order; times and memory are those of the other machines.

    Raises:
        InputError: a method refuses its parameters or the data.
        EngineError: a process failed.
        Cancelled: the person asked to stop.
    """
    shared: dict[int, Callable[[], Material]] = {}
    for material, _ in todo:
        if id(material) not in shared:
            shared[id(material)] = workers.share(material)
    shards = [(shared[id(material)], task) for material, task in todo]
    for done, measurement in enumerate(workers.map(_measured, shards, cancelled), start=1):
        yield measurement
        progress(done, len(todo), "evaluating on the cluster")


def _measured(shard: tuple[Callable[[], Material], Task]) -> Measurement:
    material, task = shard
    with Apart() as apart:
        return apart.measure(material(), task, progress=no_progress, cancelled=never_cancelled)
