"""Pictures for the viewer: as large as they must be, never larger than they may."""

import threading

import numpy as np
import pytest
from PIL import Image

from explorer.gui import pictures
from explorer.gui.pictures import Pictures, Wish, read_picture


def picture_file(folder, width: int, height: int, name: str = "picture.png"):
    values = np.zeros((height, width, 3), np.uint8)
    values[:, :, 0] = np.linspace(0, 255, width)[None, :]
    values[:, :, 2] = 40
    Image.fromarray(values).save(folder / name)
    return folder / name


def test_colours_survive(tmp_path):
    picture = read_picture(Wish(picture_file(tmp_path, 33, 7), "p", None))
    assert picture.size == (33, 7)
    assert picture.levels[0].pixelColor(0, 0).getRgb() == (0, 0, 40, 255)
    assert picture.levels[0].pixelColor(32, 6).getRgb() == (255, 0, 40, 255)


@pytest.mark.parametrize("area", [(300, 900), (900, 300), (500, 500)])
def test_no_more_is_kept_than_the_area_shows(tmp_path, area):
    picture = read_picture(Wish(picture_file(tmp_path, 1200, 800), "p", area))
    scale = min(area[0] / 1200, area[1] / 800)
    assert picture.size == (1200, 800)
    assert picture.levels[0].width() == pytest.approx(1200 * scale, abs=1)
    assert picture.detail == pytest.approx(scale, abs=0.01)


def test_levels_halve_and_the_smallest_sufficient_one_is_drawn(tmp_path):
    picture = read_picture(Wish(picture_file(tmp_path, 4000, 2000), "p", None))
    assert [level.width() for level in picture.levels] == [4000, 2000, 1000]
    assert picture.level(1.0).width() == 4000
    assert picture.level(0.5).width() == 2000
    assert picture.level(0.3).width() == 2000
    assert picture.level(0.01).width() == 1000
    assert picture.level(7.0).width() == 4000


def test_very_large_pictures_are_kept_reduced(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "WHOLE_PIXELS", 10_000)
    picture = read_picture(Wish(picture_file(tmp_path, 400, 100), "p", None))
    assert picture.size == (400, 100)
    assert picture.levels[0].width() * picture.levels[0].height() <= 10_100


def test_a_wish_is_fulfilled_once_and_again_only_for_more_detail(qtbot, tmp_path, monkeypatch):
    path, read = picture_file(tmp_path, 1200, 800), []
    monkeypatch.setattr(pictures, "read_picture", lambda wish: read.append(wish) or read_picture(wish))
    loader = Pictures()
    loader.want(path, "p", (300, 300))
    qtbot.waitUntil(lambda: loader.picture(path) is not None and loader.is_idle())
    loader.want(path, "p", (200, 200))
    assert loader.is_idle()
    loader.want(path, "p", None)
    qtbot.waitUntil(lambda: loader.picture(path).detail == 1.0 and loader.is_idle())
    assert [wish.area for wish in read] == [(300, 300), None]
    loader.close()


def test_what_cannot_be_read_is_told_with_its_reason(qtbot, tmp_path):
    broken, missing = tmp_path / "broken.jpg", tmp_path / "missing.jpg"
    broken.write_bytes(b"\xff\xd8\xff no picture")
    loader = Pictures()
    for path in (broken, missing):
        loader.want(path, path.name, (100, 100))
    qtbot.waitUntil(lambda: bool(loader.fault(broken)) and bool(loader.fault(missing)))
    assert "broken.jpg" in loader.fault(broken)
    assert loader.fault(missing)
    loader.close()
    assert "pictures" not in {thread.name for thread in threading.enumerate()}


def test_old_pictures_make_room_for_new_ones(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "CACHE_BYTES", 3 * 100 * 100 * 4)
    loader = Pictures()
    paths = [picture_file(tmp_path, 100, 100, f"{number}.png") for number in range(6)]
    for path in paths:
        loader.want(path, path.name, (100, 100))
        qtbot.waitUntil(lambda path=path: loader.picture(path) is not None)
    assert [loader.picture(path) is not None for path in paths] == [False] * 3 + [True] * 3
    loader.close()
