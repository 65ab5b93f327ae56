"""Thumbnails for everything that shows images: asked for while painting, loaded by threads, newest wish first."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from explorer.errors import ExplorerError, ImageError
from explorer.gui import images
from explorer.gui.mailbox import Mailbox
from explorer.protocol.ids import NO_IMAGE

log = logging.getLogger(__name__)

THREADS = 2
BATCH = 8
MAX_PENDING = 400
"""Older wishes are forgotten: what scrolled out of sight asks again when it returns."""
CACHE_BYTES = 192 * 2**20

OUTSIDE_SIDE = 256
"""Longer side in pixels of the picture of a query from outside."""

Key = tuple[int, int]
"""Image id and side in device pixels."""


class Loader(Protocol):
    """Where pictures come from; every thread has a loader of its own."""

    def load(self, ids: list[int]) -> dict[int, QImage | None]:
        """The picture of each id; None where there is none to show."""

    def close(self) -> None:
        """Free what it holds."""


class Thumbnails(QObject):
    """The cache of pixmaps, and the threads that fill it.

    Signals:
        ready(int): the image's thumbnail can be drawn now.
    """

    ready = Signal(int)

    def __init__(self, parent: QObject | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        super().__init__(parent)
        self._pixmaps: OrderedDict[Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._limit = cache_bytes
        self._missing: set[int] = set()
        self._outside: QImage | None = None
        self._ratio = 1.0
        self._queue: _Queue | None = None
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._receive)

    def open(self, make_loader: Callable[[], Loader]) -> None:
        """Show the images of a collection; those of the one before are forgotten."""
        self.close()
        self._queue = _Queue(make_loader, self._mailbox.post)

    def close(self) -> None:
        """Stop the threads and empty the cache."""
        if self._queue is not None:
            self._queue.close()
            self._queue = None
        self._pixmaps.clear()
        self._missing.clear()
        self._bytes = 0

    def set_device_ratio(self, ratio: float) -> None:
        """Load for screens with so many device pixels a logical pixel."""
        self._ratio = ratio

    def pixmap(self, image: int, size: int) -> QPixmap | None:
        """The thumbnail, its longer side `size` logical pixels; None until `ready` tells that it is there."""
        key = (image, round(size * self._ratio))
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
        elif image == NO_IMAGE:
            if self._outside is not None:
                self._keep(key, images.fitted(self._outside, key[1]))
            return self._pixmaps.get(key)
        elif self._queue is not None and image not in self._missing:
            self._queue.want(key)
        return found

    def set_outside(self, picture: QImage | None) -> None:
        """The picture of a query that is no image of the collection; it is drawn for the id `NO_IMAGE`."""
        self._outside = picture
        for key in [key for key in self._pixmaps if key[0] == NO_IMAGE]:
            self._drop(key)
        self.ready.emit(NO_IMAGE)

    def is_missing(self, image: int) -> bool:
        """Whether the image was looked for in vain (its file is gone or broken, or it never had one)."""
        return image in self._missing

    def is_idle(self) -> bool:
        """Whether nothing that was asked for is still on its way."""
        return self._queue is None or (self._queue.is_empty() and self._mailbox.is_empty())

    def retry_missing(self) -> None:
        """Look again for what was missing, because files were read since."""
        self._missing.clear()

    def _receive(self, batch: "list[tuple[_Queue, Key, QImage | None]]") -> None:
        for queue, key, image in batch:
            if queue is not self._queue:
                continue  # of the collection before
            if image is None:
                self._missing.add(key[0])
            else:
                self._keep(key, image)
            self.ready.emit(key[0])

    def _keep(self, key: Key, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self._ratio)
        self._pixmaps[key] = pixmap
        self._bytes += image.sizeInBytes()
        while self._bytes > self._limit and len(self._pixmaps) > 1:
            self._drop(next(iter(self._pixmaps)))

    def _drop(self, key: Key) -> None:
        pixmap = self._pixmaps.pop(key)
        self._bytes -= pixmap.width() * pixmap.height() * 4


class _Queue:
    """Wishes of one opened collection, and the threads that fulfil them."""

    def __init__(self, make_loader: Callable[[], Loader], post: Callable[[object], None]) -> None:
        self._make_loader = make_loader
        self._post = post
        self._wishes: OrderedDict[Key, None] = OrderedDict()
        self._running: set[Key] = set()
        self._changed = threading.Condition()
        self._closed = False
        self._threads = [threading.Thread(target=self._work, name=f"thumbnails-{n}") for n in range(THREADS)]
        for thread in self._threads:
            thread.start()

    def want(self, key: Key) -> None:
        with self._changed:
            if key in self._running:
                return
            self._wishes[key] = None
            self._wishes.move_to_end(key)
            if len(self._wishes) > MAX_PENDING:
                self._wishes.popitem(last=False)
            self._changed.notify()

    def is_empty(self) -> bool:
        with self._changed:
            return not self._wishes and not self._running

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        try:
            loader = self._make_loader()
        except (ExplorerError, OSError):
            log.exception("No thumbnails: the collection's store cannot be read")
            return
        try:
            while keys := self._take():
                self._fulfil(loader, keys)
        finally:
            loader.close()

    def _take(self) -> list[Key]:
        """The newest wishes, or nothing when it is time to end."""
        with self._changed:
            while not self._wishes and not self._closed:
                self._changed.wait()
            if self._closed:
                return []
            keys = [self._wishes.popitem(last=True)[0] for _ in range(min(BATCH, len(self._wishes)))]
            self._running.update(keys)
            return keys

    def _fulfil(self, loader: Loader, keys: list[Key]) -> None:
        try:
            pictures = loader.load(list(dict.fromkeys(image for image, _ in keys)))
        except (ExplorerError, OSError) as fault:
            log.warning("Thumbnails of %s cannot be read: %s", keys, fault)
            pictures = {}
        for key in keys:
            picture = pictures.get(key[0])
            self._post((self, key, None if picture is None else images.fitted(picture, key[1])))
        with self._changed:
            self._running.difference_update(keys)


def load_file(path: Path) -> QImage | None:
    """The picture of a file that is no part of a collection, not much larger than needed; None where unreadable."""
    from explorer.collection.decode import decode

    try:
        return images.reduced(images.from_pillow(decode(path, size=OUTSIDE_SIDE)), OUTSIDE_SIDE)
    except (ImageError, OSError):
        return None
