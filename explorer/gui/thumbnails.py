"""Thumbnails for everything that shows images: loaded by threads, kept as pixmaps while there is room."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPixmap

from explorer.errors import ImageError
from explorer.gui import images
from explorer.gui.mailbox import Mailbox
from explorer.gui.thumbnail_queue import Key, Loader, ThumbnailQueue
from explorer.protocol.ids import NO_IMAGE

CACHE_BYTES = 96 * 2**20
"""About three screens of 4K full of pictures; what is dropped is read again from the thumbnails on disk."""

OWN_BYTES = 4096
"""What a pixmap takes beside its pixels, which is as much as these where the pictures are small."""

OUTSIDE_SIDE = 256
"""Longer side in pixels of the picture of a query from outside."""


class Thumbnails(QObject):
    """The cache of pixmaps, filled by a `ThumbnailQueue`.

    Signals:
        ready(int): the image's thumbnail can be drawn now, or is known to be missing.
        arrived(frozenset): the same for all images of a frame at once.
    """

    ready = Signal(int)
    arrived = Signal(object)

    def __init__(self, parent: QObject | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        super().__init__(parent)
        self._pixmaps: OrderedDict[Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._limit = cache_bytes
        self._missing: set[int] = set()
        self._outside: QImage | None = None
        screen = QGuiApplication.primaryScreen()  # a window that opens there is told of no change
        self._ratio = screen.devicePixelRatio() if screen is not None else 1.0
        self._queue: ThumbnailQueue | None = None
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._receive)

    def open(self, make_loader: Callable[[], Loader]) -> None:
        """Show the images of a collection; those of the one before are forgotten."""
        self.close()
        self._queue = ThumbnailQueue(make_loader, self._mailbox.post)

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
        found = self.cached(image, size)
        if found is None and image != NO_IMAGE and image not in self._missing and self._queue is not None:
            self._queue.want(self._key(image, size))
        return found

    def cached(self, image: int, size: int) -> QPixmap | None:
        """The thumbnail where it is there already; nothing is loaded."""
        key = self._key(image, size)
        found = self._pixmaps.get(key)
        if found is not None:
            self._pixmaps.move_to_end(key)
        elif image == NO_IMAGE and self._outside is not None:
            self._keep(key, images.fitted(self._outside, key[1]))
            return self._pixmaps[key]
        return found

    def show(self, viewer: int, size: int, visible: Iterable[int], margin: Iterable[int]) -> None:
        """Load what a list shows now, in this order, then what lies near it; its wishes before are dropped.

        Args:
            viewer: names the list, so that its next call is known; not the list itself, which must be free to go.
            size: longer side in logical pixels.
            visible: image ids on the screen.
            margin: image ids that are a little scrolling away.
        """
        if self._queue is not None:
            self._queue.show(viewer, self._absent(visible, size), self._absent(margin, size))

    def set_outside(self, picture: QImage | None) -> None:
        """The picture of a query that is no image of the collection; it is drawn for the id `NO_IMAGE`."""
        self._outside = picture
        for key in [key for key in self._pixmaps if key[0] == NO_IMAGE]:
            self._drop(key)
        self.arrived.emit(frozenset({NO_IMAGE}))
        self.ready.emit(NO_IMAGE)

    def is_missing(self, image: int) -> bool:
        """Whether the image was looked for in vain (its file is gone or broken, or it never had one)."""
        return image in self._missing

    def is_idle(self) -> bool:
        """Whether nothing that was asked for is still on its way."""
        return self._queue is None or (self._queue.is_empty() and self._mailbox.is_empty())

    def retry_missing(self) -> None:
        """Look again for what was missing, because files were read since."""
        gone = frozenset(self._missing)
        self._missing.clear()
        self.arrived.emit(gone)

    def _key(self, image: int, size: int) -> Key:
        return image, round(size * self._ratio)

    def _absent(self, ids: Iterable[int], size: int) -> list[Key]:
        side = round(size * self._ratio)
        keys = [(image, side) for image in ids if image not in self._missing and image != NO_IMAGE]
        return [key for key in keys if key not in self._pixmaps]

    def _receive(self, batch: list[tuple[ThumbnailQueue, Key, QImage | None]]) -> None:
        received = {key: image for queue, key, image in batch if queue is self._queue}  # others: the collection before
        for key, image in received.items():
            if image is None:
                self._missing.add(key[0])
            else:
                self._keep(key, image)
        if self._queue is not None and received:
            self._queue.settle(received)
            arrived = frozenset(key[0] for key in received)
            self.arrived.emit(arrived)
            for image_id in arrived:
                self.ready.emit(image_id)

    def _keep(self, key: Key, image: QImage) -> None:
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self._ratio)
        if key in self._pixmaps:
            self._drop(key)
        self._pixmaps[key] = pixmap
        self._bytes += _cost(pixmap)
        while self._bytes > self._limit and len(self._pixmaps) > 1:
            self._drop(next(iter(self._pixmaps)))

    def _drop(self, key: Key) -> None:
        self._bytes -= _cost(self._pixmaps.pop(key))


def _cost(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8 + OWN_BYTES


def load_file(path: Path) -> QImage | None:
    """The picture of a file that is no part of a collection, not much larger than needed; None where unreadable."""
    from explorer.collection.decode import decode

    try:
        return images.reduced(images.from_pillow(decode(path, size=OUTSIDE_SIDE)), OUTSIDE_SIDE)
    except (ImageError, OSError):
        return None
