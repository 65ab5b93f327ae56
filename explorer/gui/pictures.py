"""Whole pictures for the viewer: decoded on a thread, no larger than the screen can show until someone zooms in."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from explorer.collection.decode import decode_sized
from explorer.errors import ImageError
from explorer.gui.language import tr
from explorer.gui.mailbox import CallMailbox

log = logging.getLogger(__name__)

WHOLE_PIXELS = 60_000_000
"""Larger images are kept reduced to so many pixels (240 MB); the facts then tell the scale."""
CACHE_BYTES = 320 * 2**20
SMALLEST_LEVEL = 900
"""Longer side in pixels below which no further reduction is worth its memory."""


@dataclass(frozen=True, eq=False)
class Picture:
    """One decoded picture.

    Attributes:
        size: width and height of the upright original, in pixels.
        levels: the picture and its halves, largest first, so that a reduced view is drawn without flicker.
    """

    size: tuple[int, int]
    levels: tuple[QImage, ...]

    @property
    def detail(self) -> float:
        """How much of the original's resolution is here: 1 = all."""
        return self.levels[0].width() / self.size[0]

    @property
    def memory(self) -> int:
        """Bytes of all levels."""
        return sum(level.sizeInBytes() for level in self.levels)

    def level(self, scale: float) -> QImage:
        """The smallest level that still has a pixel for each device pixel at `scale` device pixels a pixel."""
        wanted = self.size[0] * scale * 0.999  # a rounded width may be half a pixel short
        return next((level for level in reversed(self.levels) if level.width() >= wanted), self.levels[0])


@dataclass(frozen=True)
class Wish:
    """A picture that is wanted.

    Attributes:
        path: its file.
        name: what messages call it.
        area: width and height in device pixels that it has to fill; None for all the detail there is.
    """

    path: Path
    name: str
    area: tuple[int, int] | None


def read_picture(wish: Wish) -> Picture:
    """Decode a file as far as the wish needs.

    Raises:
        ImageError: it cannot be decoded.
        OSError: it cannot be read.
    """
    short_side = None if wish.area is None else max(1, min(wish.area))
    image, size = decode_sized(wish.path, size=short_side, name=wish.name)
    room = wish.area
    if room is None and size[0] * size[1] > WHOLE_PIXELS:
        factor = (WHOLE_PIXELS / (size[0] * size[1])) ** 0.5
        room = (round(size[0] * factor), round(size[1] * factor))
    if room is not None:
        image.thumbnail(room, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Picture(size, _levels(_to_qt(image)))


def _to_qt(image: Image.Image) -> QImage:
    """One copy alone: a picture of 60 megapixels must not take its memory four times."""
    result = QImage(image.width, image.height, QImage.Format.Format_RGB32)
    rows = np.frombuffer(result.bits(), np.uint8).reshape(image.height, result.bytesPerLine())
    pixels = rows[:, : 4 * image.width].reshape(image.height, image.width, 4)
    pixels[:, :, :3] = np.asarray(image)[:, :, ::-1]  # 0xffRRGGBB, the lowest byte first
    pixels[:, :, 3] = 255
    return result


def _levels(image: QImage) -> tuple[QImage, ...]:
    levels = [image]
    while max(levels[-1].width(), levels[-1].height()) >= 2 * SMALLEST_LEVEL:
        half = QSize(levels[-1].width() // 2, levels[-1].height() // 2).expandedTo(QSize(1, 1))
        mode = Qt.TransformationMode.SmoothTransformation
        levels.append(levels[-1].scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, mode))
    return tuple(levels)


class Pictures(QObject):
    """Loads pictures on one thread, the newest wish first, and keeps the last ones.

    Signals:
        ready(Path): another picture of that file is there, or the reason why there is none.
    """

    ready = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[Path, Picture] = OrderedDict()
        self._faults: dict[Path, str] = {}
        self._wishes: OrderedDict[Path, Wish] = OrderedDict()
        self._running: Wish | None = None
        self._changed = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._mailbox = CallMailbox(self)

    def picture(self, path: Path) -> Picture | None:
        """The best picture of the file so far."""
        return self._kept.get(path)

    def fault(self, path: Path) -> str:
        """Why there is no picture; empty where nothing went wrong."""
        return self._faults.get(path, "")

    def want(self, path: Path, name: str, area: tuple[int, int] | None) -> None:
        """Load the picture to fill the area, unless it is there in that detail."""
        kept = self._kept.get(path)
        if path in self._faults or (kept is not None and _suffices(kept, area)):
            return
        with self._changed:
            wish = Wish(path, name, area)
            if wish != self._running:
                self._wishes[path] = wish
                self._wishes.move_to_end(path)
                self._changed.notify()
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._work, name="pictures", daemon=True)
            self._thread.start()

    def drop_wishes(self) -> None:
        """Forget what is not begun: the person has gone on."""
        with self._changed:
            self._wishes.clear()

    def forget(self) -> None:
        """Free all pictures, because the viewer is closed or files were read again."""
        self.drop_wishes()
        self._kept.clear()
        self._faults.clear()

    def is_idle(self) -> bool:
        """Whether nothing that was wanted is still on its way."""
        with self._changed:
            return not self._wishes and self._running is None and self._mailbox.is_empty()

    def close(self) -> None:
        """End the thread, which finishes the picture that it decodes."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._mailbox.close()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        while (wish := self._take()) is not None:
            self._fulfil(wish, read_picture)
            with self._changed:
                self._running = None

    def _take(self) -> Wish | None:
        with self._changed:
            while not self._wishes and not self._closed:
                self._changed.wait()
            if self._closed:
                return None
            self._running = self._wishes.popitem(last=True)[1]
            return self._running

    def _fulfil(self, wish: Wish, read: Callable[[Wish], Picture]) -> None:
        try:
            picture = read(wish)
        except (ImageError, OSError) as fault:
            sentence = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
            self._mailbox.call(self._failed, wish.path, sentence)
        except MemoryError:
            self._mailbox.call(self._failed, wish.path, tr("There is not enough memory to show it."))
        else:
            self._mailbox.call(self._arrived, wish.path, picture)

    def _arrived(self, path: Path, picture: Picture) -> None:
        before = self._kept.get(path)
        if before is None or picture.levels[0].width() > before.levels[0].width():
            self._kept[path] = picture
        self._kept.move_to_end(path)
        while sum(kept.memory for kept in self._kept.values()) > CACHE_BYTES and len(self._kept) > 2:
            self._kept.popitem(last=False)
        self.ready.emit(path)

    def _failed(self, path: Path, sentence: str) -> None:
        self._faults[path] = sentence
        self.ready.emit(path)


def _suffices(picture: Picture, area: tuple[int, int] | None) -> bool:
    width, height = picture.size
    if area is None:
        return picture.detail >= min(1.0, (WHOLE_PIXELS / (width * height)) ** 0.5) * 0.99
    scale = min(1.0, area[0] / width, area[1] / height)
    return picture.detail >= scale * 0.97
