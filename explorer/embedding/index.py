"""The job that embeds a collection: every file is read once, every different content encoded once.

What is read (`explorer.embedding.reading`) is written in shards of at most 512 images, so that a kill costs no more
than one, and at last compacted into one array. As no vector depends on its neighbours in a batch, the array is the
same, to the last byte, however often the job was stopped and whoever read the files.
"""

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import overload

import numpy as np

from explorer.collection.catalogue import Catalogue
from explorer.collection.records import Record
from explorer.collection.thumbnails import ThumbnailStore, signature
from explorer.embedding.base import Encoded, Encoder, encoder_key
from explorer.embedding.features import compact, is_current, load_reduction, shard_arrays, shard_log
from explorer.embedding.loading import Loaded, Task
from explorer.embedding.reading import Batch, read, sent_away
from explorer.embedding.room import require_room
from explorer.protocol.ids import Ids
from explorer.protocol.progress import IsCancelled, Progress, check, never_cancelled, no_progress
from explorer.protocol.workers import Workers
from explorer.workspace.shards import MAX_ROWS, ShardLog
from explorer.workspace.store import Workspace

WRITE_SECONDS = 2.0
"""A shard is written after so long even if it is not full, so that a slow machine loses no more and shows progress."""


@dataclass(frozen=True)
class EmbedReport:
    """What the job did.

    Attributes:
        key: of the features; see `encoder_key`.
        images: present images that have vectors now.
        read: files that were read.
        encoded: contents that went through the network.
        broken: (id, why) of files that could not be decoded.
        seconds: how long it took.
        reduced: one sentence where the vectors are shorter than the encoder gives them; else empty.
    """

    key: str
    images: int
    read: int = 0
    encoded: int = 0
    broken: tuple[tuple[int, str], ...] = ()
    seconds: float = 0.0
    reduced: str = ""

    @property
    def images_per_second(self) -> float:
        """Files read each second, from start to the finished array."""
        return self.read / self.seconds if self.seconds else 0.0


def _tell_nobody(sentence: str) -> None:
    """Keep it."""


def embed(
    workspace: Workspace,
    catalogue: Catalogue,
    encoder: Encoder,
    *,
    thumbnails: bool = True,
    chosen: bool = True,
    workers: Workers | None = None,
    progress: Progress = no_progress,
    cancelled: IsCancelled = never_cancelled,
    on_shard: Callable[[int], None] | None = None,
    on_room: Callable[[str], None] = _tell_nobody,
) -> EmbedReport:
    """Give every image of a collection its vector, as far as it has none yet, and compact them.

    Args:
        workspace: open for writing.
        catalogue: of the workspace, after a scan, open for writing.
        encoder: gives the vectors.
        thumbnails: make missing thumbnails on the way.
        chosen: whether the collection is searched by these vectors unless another encoder is named.
        workers: who reads the files; None = this process.
        progress: told of the files read so far.
        cancelled: asked between batches.
        on_shard: told, after each shard, how many images are finished.
        on_room: told, before anything is read, how much of the disk all will take, where that is much.

    Raises:
        Cancelled: the person asked to stop; what was finished is on the disk.
        InputError: the encoder cannot be loaded, or the workspace may not be written or has no room.
    """
    start = time.perf_counter()
    key = encoder_key(encoder.spec)
    if is_current(workspace, catalogue, key):
        if chosen:
            workspace.configure(features=key)
        return EmbedReport(key, images=len(catalogue.ids()), seconds=time.perf_counter() - start)
    log = shard_log(workspace, key)
    known = {content.tobytes() for shard in log for content in shard["content"]}
    with ThumbnailStore(workspace.thumbnails_path) as store:
        tasks = _Tasks(catalogue, known, store if thumbnails else None)
        told = require_room(workspace.path, len(tasks), encoder.spec.dim)
        if told:
            progress(0, len(tasks), told)
            on_room(told)
        if sent_away(workers, tasks):
            progress(0, len(tasks), "Waiting for the first images from the cluster")
        job = _Job(log=log, catalogue=catalogue, store=store, on_shard=on_shard)
        job.run(read(workers, tasks, encoder, known, cancelled), len(tasks), progress, cancelled)
    images = compact(workspace, catalogue, encoder.spec, chosen=chosen, progress=progress, cancelled=cancelled)
    reduction = load_reduction(workspace, key)
    seconds, reduced = time.perf_counter() - start, "" if reduction is None else reduction.loss
    return EmbedReport(key, images, len(tasks), job.encoded, tuple(job.broken), seconds, reduced)


class _Tasks(Sequence[Task]):
    """All files that must be read, by ascending id; what is known of them is fetched some hundred at a time."""

    def __init__(self, catalogue: Catalogue, known: set[bytes], store: ThumbnailStore | None) -> None:
        ids, contents = catalogue.contents()
        lacking = [content.tobytes() not in known for content in contents]
        self._ids = np.union1d(catalogue.pending(), ids[np.array(lacking, np.bool_)])
        self._catalogue, self._store, self._root = catalogue, store, catalogue.root

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> Task: ...

    @overload
    def __getitem__(self, place: slice) -> list[Task]: ...

    def __getitem__(self, place: int | slice) -> Task | list[Task]:
        if isinstance(place, slice):
            return self._fetched(self._ids[place])
        return self._fetched(self._ids[[place]])[0]

    def __iter__(self) -> Iterator[Task]:
        for first in range(0, len(self), MAX_ROWS):
            yield from self[first : first + MAX_ROWS]

    def _fetched(self, ids: Ids) -> list[Task]:
        kept = {} if self._store is None else self._store.signatures(ids.tolist())
        return [self._task(record, kept) for record in self._catalogue.records(ids)]

    def _task(self, record: Record, kept: Mapping[int, str]) -> Task:
        wanted = None if self._store is None else signature(record)
        there = kept.get(record.id) == wanted
        return Task(record.id, self._root / record.path, record.size, None if there else wanted)


class _Job:
    """One run: from what was read to the disk.

    Attributes:
        encoded: contents that went through the network.
        broken: (id, why) of files that could not be decoded.
    """

    def __init__(
        self,
        *,
        log: ShardLog,
        catalogue: Catalogue,
        store: ThumbnailStore,
        on_shard: Callable[[int], None] | None,
    ) -> None:
        self._log, self._catalogue, self._store, self._on_shard = log, catalogue, store, on_shard
        self._loaded: list[Loaded] = []
        self._vectors: list[tuple[list[bytes], Encoded]] = []
        self._written = 0
        self._written_at = time.monotonic()
        self.encoded = 0
        self.broken: list[tuple[int, str]] = []

    def run(self, batches: Generator[Batch], total: int, progress: Progress, cancelled: IsCancelled) -> None:
        """Write all that is read; what was finished is written also where this is stopped."""
        start, done = time.perf_counter(), 0
        with closing(batches):
            try:
                for batch in batches:
                    self._collect(batch)
                    done += len(batch.loaded)
                    rate = done / (time.perf_counter() - start)
                    progress(done, total, f"Reading images, {rate:.0f} a second")
                    check(cancelled)
            finally:
                self._write()

    def _collect(self, batch: Batch) -> None:
        """Take a finished batch over; write a shard when it is full or old."""
        if len(self._loaded) + len(batch.loaded) > MAX_ROWS or time.monotonic() - self._written_at > WRITE_SECONDS:
            self._write()
        self._loaded += batch.loaded
        if batch.encoded is not None:
            self._vectors.append((batch.contents, batch.encoded))
            self.encoded += len(batch.contents)

    def _write(self) -> None:
        """Put everything collected on the disk, the vectors first: what the catalogue says is done has its vector."""
        loaded, self._loaded = self._loaded, []
        vectors, self._vectors = self._vectors, []
        if not loaded:
            return
        if vectors:
            self._log.append(shard_arrays(vectors))
        self._store.put_many([(x.image, *x.thumbnail) for x in loaded if x.thumbnail])
        self._catalogue.set_content({x.image: (x.content, *x.size) for x in loaded if x.content and x.size})
        self._catalogue.set_captions({x.image: x.caption for x in loaded if x.size})
        for x in loaded:
            if x.reason:
                self._catalogue.set_broken(x.image, x.reason, x.content)
                self.broken.append((x.image, x.reason))
        self._written += len(loaded)
        self._written_at = time.monotonic()
        if self._on_shard:
            self._on_shard(self._written)
