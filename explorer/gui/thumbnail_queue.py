"""What pictures are wanted, and the threads that load them: what is on the screen now comes first."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from os import cpu_count
from typing import Protocol

from PySide6.QtGui import QImage

from explorer.errors import ExplorerError
from explorer.gui import images

log = logging.getLogger(__name__)

THREADS = max(2, min(4, (cpu_count() or 2) - 1))
BATCH = 8
"""So many pictures are looked up in the database at once."""
MAX_SINGLE = 400
"""Older single wishes are forgotten: what is still drawn asks again."""

Key = tuple[int, int]
"""Image id and side in device pixels."""


class Loader(Protocol):
    """Where pictures come from; every thread has a loader of its own."""

    def load(self, ids: list[int]) -> Iterator[tuple[int, bytes | None]]:
        """Each id with its encoded picture, as soon as it is there; None where there is none to show."""

    def close(self) -> None:
        """Free what it holds."""


class Wishes:
    """What is wanted, in the order in which it should come; not safe for threads by itself.

    A list (a column, the grid) has one wish for all that it shows; the next replaces it, so that what was scrolled away
    is never loaded. Then come single wishes, newest first, then what lies just outside of what the lists show.
    """

    def __init__(self) -> None:
        self._visible: OrderedDict[int, dict[Key, None]] = OrderedDict()
        self._margin: OrderedDict[int, dict[Key, None]] = OrderedDict()
        self._single: OrderedDict[Key, None] = OrderedDict()

    def show(self, viewer: int, visible: Iterable[Key], margin: Iterable[Key]) -> None:
        """Replace what a list wants; its visible pictures come before those of other lists."""
        for wishes, keys in ((self._visible, visible), (self._margin, margin)):
            wishes[viewer] = dict.fromkeys(keys)
            wishes.move_to_end(viewer, last=False)

    def want(self, key: Key) -> None:
        """Wish for one picture."""
        self._single[key] = None
        self._single.move_to_end(key, last=False)
        if len(self._single) > MAX_SINGLE:
            self._single.popitem(last=True)

    def take(self, count: int) -> list[Key]:
        """Take the most urgent ones away."""
        taken = list(dict.fromkeys(islice(self._ordered(), count)))
        for wishes in self._all():
            for key in taken:
                wishes.pop(key, None)
        return taken

    def __bool__(self) -> bool:
        return any(self._all())

    def _all(self) -> list[dict[Key, None]]:
        return [*self._visible.values(), self._single, *self._margin.values()]

    def _ordered(self) -> Iterator[Key]:
        for wishes in self._all():
            yield from wishes


class ThumbnailQueue:
    """Wishes of one opened collection, and the threads that fulfil them.

    A picture is loaded once: from when a thread takes the wish until `settle`, nobody can wish for it again.
    """

    def __init__(
        self, make_loader: Callable[[], Loader], post: Callable[[tuple["ThumbnailQueue", Key, QImage | None]], None]
    ) -> None:
        self._make_loader = make_loader
        self._post = post
        self._wishes = Wishes()
        self._running: set[Key] = set()
        self._changed = threading.Condition()
        self._closed = False
        self._threads = [threading.Thread(target=self._work, name=f"thumbnails-{n}") for n in range(THREADS)]
        for thread in self._threads:
            thread.start()

    def show(self, viewer: int, visible: list[Key], margin: list[Key]) -> None:
        """Replace what a list wants."""
        with self._changed:
            running = self._running
            self._wishes.show(viewer, [k for k in visible if k not in running], [k for k in margin if k not in running])
            self._changed.notify_all()

    def want(self, key: Key) -> None:
        """Wish for one picture."""
        with self._changed:
            if key not in self._running:
                self._wishes.want(key)
                self._changed.notify()

    def settle(self, keys: Iterable[Key]) -> None:
        """The pictures have arrived; they can be wished for again."""
        with self._changed:
            self._running.difference_update(keys)

    def is_empty(self) -> bool:
        """Whether everything that was wanted has arrived."""
        with self._changed:
            return not self._wishes and not self._running

    def close(self) -> None:
        """End the threads and wait for them: at most for the picture that each is at."""
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
        """The most urgent wishes, or nothing when it is time to end."""
        with self._changed:
            while not self._wishes and not self._closed:
                self._changed.wait()
            keys = [] if self._closed else self._wishes.take(BATCH)
            self._running.update(keys)
            return keys

    def _fulfil(self, loader: Loader, keys: list[Key]) -> None:
        sides: dict[int, list[int]] = {}
        for image, side in keys:
            sides.setdefault(image, []).append(side)
        try:
            self._load(loader, sides)
        except (ExplorerError, OSError) as fault:
            if len(sides) == 1:
                log.warning("The thumbnail of image %s cannot be read: %s", *sides, fault)
            else:  # one image that is unknown must not take the others of its batch along
                for image in list(sides):
                    self._fulfil(loader, [(image, side) for side in sides.pop(image)])
        for image, rest in sides.items():
            self._deliver(image, rest, None)

    def _load(self, loader: Loader, sides: dict[int, list[int]]) -> None:
        """Deliver what there is, and leave in `sides` what was not found."""
        for image, data in loader.load(list(sides)):
            self._deliver(image, sides.pop(image), data)
            if self._closed:
                return

    def _deliver(self, image: int, sides: list[int], data: bytes | None) -> None:
        for side in sides:
            self._post((self, (image, side), None if data is None else images.thumbnail(data, side)))
