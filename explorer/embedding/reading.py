"""Files to vectors, batch by batch: in this process, or as shards that other machines read.

Decoding threads work ahead of the network by a bounded number of images. As no vector depends on its neighbours in a
batch, the vectors are the same, to the last byte, on whatever processors and in whatever shards the files are read.
"""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np

from explorer.embedding import registry
from explorer.embedding.base import Encoded, Encoder
from explorer.embedding.hardware import threads
from explorer.embedding.loading import Loaded, Task, load
from explorer.protocol.progress import IsCancelled
from explorer.protocol.workers import Workers

BATCH = 64
"""Images that go through the network between two looks at `cancelled`: less than half a second on two cores."""

AHEAD = 4 * BATCH
"""Images decoded or being decoded ahead of the network: 38 MB of pixels."""

SHARD = 8 * BATCH
"""Files that another machine reads at once, and that are read again where it is lost."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some files that were read.

    Attributes:
        loaded: what came of each, without pixels, which would be most of the memory until a shard is full.
        contents: hashes of those contents that had no vector yet.
        encoded: their vectors; None where there are none.
    """

    loaded: list[Loaded]
    contents: list[bytes]
    encoded: Encoded | None

    def new(self, known: set[bytes]) -> "Batch":
        """The same files, less the vectors of contents that are known; the others are known from now on."""
        rows = [row for row, content in enumerate(self.contents) if content not in known]
        known.update(self.contents)
        if len(rows) == len(self.contents):
            return self
        if self.encoded is None or not rows:
            return Batch(self.loaded, [], None)
        return Batch(self.loaded, [self.contents[row] for row in rows], self.encoded.rows(rows))


def read(
    workers: Workers | None, tasks: Sequence[Task], encoder: Encoder, known: set[bytes], cancelled: IsCancelled
) -> Generator[Batch]:
    """Read files by machines, if there are some and more files than one shard, else in this process.

    Args:
        workers: the machines.
        tasks: the files, in whose order the batches come.
        encoder: gives the vectors.
        known: hashes of contents that have vectors; those that are met are added.
        cancelled: asked often.

    Raises:
        Cancelled: the person asked to stop.
    """
    if workers is None or not sent_away(workers, tasks):
        return read_here(tasks, encoder, known)
    return _read_on(workers, tasks, encoder, known, cancelled)


def sent_away(workers: Workers | None, tasks: Sequence[Task]) -> bool:
    """Whether files are read by machines: if there are some, and more files than one shard."""
    return workers is not None and len(tasks) > SHARD


def read_here(
    tasks: Sequence[Task], encoder: Encoder, known: set[bytes], decoders: int | None = None
) -> Generator[Batch]:
    """Read files in this process, decoded by so many threads (None = as many as compute); see `read`."""
    with ThreadPoolExecutor(decoders or threads()) as pool, ThreadPoolExecutor(1) as network:
        try:
            yield from _encoded(_decoded(tasks, encoder, known, pool), encoder, known, network)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _read_on(
    workers: Workers, tasks: Sequence[Task], encoder: Encoder, known: set[bytes], cancelled: IsCancelled
) -> Generator[Batch]:
    """Read files elsewhere; where a content turns up in several shards, it is encoded in each and kept once.

    Networks that torch runs go to the GPUs of the machines, with threads that decode for them: float32 on both, so that
    queries, which are encoded here, differ in the last bits. The others are as quick as files are decoded anyway.
    """
    on_gpus = workers.gpus > 0 and encoder.spec.runtime.startswith("torch")
    decoders = -(-workers.places // workers.gpus) if on_gpus else None
    shards = (tasks[first : first + SHARD] for first in range(0, len(tasks), SHARD))
    work = partial(_read_shard, encoder.spec.name, decoders)
    for batches in workers.map(work, shards, cancelled, on_gpus=on_gpus):
        for batch in batches:
            yield batch.new(known)


def _read_shard(encoder: str, decoders: int | None, tasks: Sequence[Task]) -> list[Batch]:
    """What a machine reads: in the process of a GPU where there are decoders for it, else on a processor."""
    return list(read_here(tasks, _encoder(encoder, on_gpu=decoders is not None), set(), decoders))


@lru_cache(maxsize=1)
def _encoder(name: str, *, on_gpu: bool) -> Encoder:
    """The network is loaded once a process, not once a shard; a GPU that torch cannot use is passed by."""
    if on_gpu:
        import torch

        on_gpu = torch.cuda.is_available()
    return registry.get(name, device="cuda" if on_gpu else "cpu")


def _decoded(
    tasks: Sequence[Task], encoder: Encoder, known: set[bytes], decoders: ThreadPoolExecutor
) -> Iterator[list[Loaded]]:
    """Batches in the order of the tasks, while the threads work ahead."""
    ahead: deque[Future[Loaded]] = deque()
    batch: list[Loaded] = []
    for task in tasks:
        ahead.append(decoders.submit(load, task, encoder, known))
        if len(ahead) >= AHEAD:
            batch.append(ahead.popleft().result())
        if len(batch) == BATCH:
            yield batch
            batch = []
    batch += [future.result() for future in ahead]
    for first in range(0, len(batch), BATCH):
        yield batch[first : first + BATCH]


def _encoded(
    batches: Iterator[list[Loaded]], encoder: Encoder, known: set[bytes], network: ThreadPoolExecutor
) -> Iterator[Batch]:
    """Each batch with the vectors of the contents that are new in it, one batch behind the network."""
    running: deque[tuple[list[Loaded], list[bytes], Future[Encoded] | None]] = deque()
    for batch in batches:
        new = {x.content: x.pixels for x in batch if x.content and x.pixels is not None}
        new = {content: pixels for content, pixels in new.items() if content not in known}
        known.update(new)
        future = network.submit(encoder.encode, np.stack(list(new.values()))) if new else None
        running.append(([replace(loaded, pixels=None) for loaded in batch], list(new), future))
        if len(running) > 1:
            yield _ready(*running.popleft())
    while running:
        yield _ready(*running.popleft())


def _ready(loaded: list[Loaded], contents: list[bytes], future: Future[Encoded] | None) -> Batch:
    return Batch(loaded, contents, None if future is None else future.result())
