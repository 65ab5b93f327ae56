"""Shards on all threads of this process, and how many torch computes on."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from explorer.embedding.hardware import threads
from explorer.protocol.progress import IsCancelled, check, never_cancelled

Shard = TypeVar("Shard")
Result = TypeVar("Result")

_AHEAD = 2
"""Shards under way for each thread, so that none waits for its next one and few results wait to be taken."""


@contextmanager
def threads_restored() -> Iterator[None]:
    """Undo what the threads of a pool say about the number of threads, which holds for those that come later."""
    import torch

    before = torch.get_num_threads()
    try:
        yield
    finally:
        torch.set_num_threads(before)


@contextmanager
def one_thread() -> Iterator[None]:
    """Small steps on one thread: others would only wait for each other, and numbers do not depend on their count."""
    import torch

    with threads_restored():
        torch.set_num_threads(1)
        yield


class Threads:
    """This process: as many shards at once as there are threads for computing; see `explorer.protocol.workers.Workers`.

    Worth it for functions that free the GIL for most of their time.
    """

    gpus = 0

    @property
    def places(self) -> int:
        """Threads."""
        return threads()

    def map(
        self,
        function: Callable[[Shard], Result],
        shards: Iterable[Shard],
        cancelled: IsCancelled = never_cancelled,
        *,
        on_gpus: bool = False,
    ) -> Iterator[Result]:
        """See `Workers.map`."""
        del on_gpus
        left, under_way = iter(shards), deque[Future[Result]]()
        pool = ThreadPoolExecutor(self.places)
        try:
            while True:
                room = _AHEAD * self.places - len(under_way)
                under_way.extend(pool.submit(function, shard) for shard in islice(left, room))
                if not under_way:
                    return
                check(cancelled)
                yield under_way.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)

    def share(self, value: Shard) -> Callable[[], Shard]:
        """See `Workers.share`."""
        return lambda: value
