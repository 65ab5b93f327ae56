"""The cache and its threads."""

import threading
from io import BytesIO

import pytest
from PIL import Image

from explorer.gui.thumbnail_queue import BATCH, MAX_SINGLE, THREADS
from explorer.gui.thumbnails import OWN_BYTES, Thumbnails


class PlainLoader:
    """Makes a picture of 64 × 32; image 13 has none."""

    def __init__(self):
        self.loaded = []
        self.gate = threading.Event()
        self.gate.set()

    def load(self, ids):
        self.gate.wait()
        for image in ids:
            self.loaded.append(image)
            yield image, None if image == 13 else PICTURE

    def close(self):
        pass


def jpeg() -> bytes:
    data = BytesIO()
    Image.new("RGB", (64, 32), "red").save(data, "JPEG")
    return data.getvalue()


PICTURE = jpeg()


@pytest.fixture
def loader():
    return PlainLoader()


@pytest.fixture
def thumbnails(qtbot, loader):
    service = Thumbnails()
    service.open(lambda: loader)
    yield service
    loader.gate.set()
    service.close()


def test_a_thumbnail_is_there_after_ready(qtbot, thumbnails):
    assert thumbnails.pixmap(1, 40) is None
    with qtbot.waitSignal(thumbnails.ready):
        pass
    pixmap = thumbnails.pixmap(1, 40)
    assert (pixmap.width(), pixmap.height()) == (40, 20)


def test_pixels_follow_the_screen(qtbot, thumbnails):
    thumbnails.set_device_ratio(2.0)
    thumbnails.pixmap(1, 40)
    qtbot.waitUntil(lambda: thumbnails.pixmap(1, 40) is not None)
    pixmap = thumbnails.pixmap(1, 40)
    assert pixmap.width() == 80
    assert pixmap.deviceIndependentSize().width() == 40


def test_an_image_without_picture_is_asked_for_once(qtbot, thumbnails, loader):
    thumbnails.pixmap(13, 40)
    qtbot.waitUntil(lambda: thumbnails.is_missing(13))
    assert thumbnails.pixmap(13, 40) is None
    assert thumbnails.is_idle()
    assert loader.loaded == [13]
    thumbnails.retry_missing()
    thumbnails.pixmap(13, 40)
    qtbot.waitUntil(lambda: loader.loaded == [13, 13])


def test_the_newest_wish_comes_first_and_old_ones_are_forgotten(qtbot, thumbnails, loader):
    loader.gate.clear()
    for image in range(100, 100 + 2 * MAX_SINGLE):
        thumbnails.pixmap(image, 40)
    loader.gate.set()
    qtbot.waitUntil(thumbnails.is_idle)
    assert len(loader.loaded) <= MAX_SINGLE + THREADS * BATCH
    assert 100 + 2 * MAX_SINGLE - 1 in loader.loaded[: (THREADS + 1) * BATCH]


def test_the_cache_forgets_what_was_not_drawn_for_longest(qtbot, loader):
    service = Thumbnails(cache_bytes=3 * (40 * 20 * 4 + OWN_BYTES))
    service.open(lambda: loader)
    for image in (1, 2, 3, 4):
        service.pixmap(image, 40)
        qtbot.waitUntil(lambda image=image: service.pixmap(image, 40) is not None)
        service.pixmap(1, 40)
    assert service.pixmap(1, 40) is not None
    assert service.pixmap(2, 40) is None
    service.close()


def test_pictures_of_the_collection_before_never_show(qtbot, thumbnails, loader):
    loader.gate.clear()
    thumbnails.pixmap(1, 40)
    other = PlainLoader()
    loader.gate.set()
    thumbnails.open(lambda: other)
    qtbot.wait(50)
    assert thumbnails.is_idle()
    assert thumbnails.pixmap(1, 40) is None
