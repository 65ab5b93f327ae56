"""The network sees the region that was drawn, to the pixel."""

import numpy as np
import pytest
from PIL import Image

from explorer.collection.decode import decode
from explorer.embedding import lite0_encoder
from explorer.embedding.pixels import squashed
from explorer.engine.regions import crop_for

SHARE = lite0_encoder.spec().share


def seen(crop: tuple[float, float, float, float], share: float) -> list[float]:
    """What an encoder looks at of a part, as fractions of the whole image."""
    left, top, right, bottom = crop
    rim = (1 - share) / 2
    width, height = right - left, bottom - top
    return [left + rim * width, top + rim * height, right - rim * width, bottom - rim * height]


def test_the_default_encoder_tells_that_it_looks_at_the_middle():
    assert SHARE == lite0_encoder.SHARE < 1


def test_a_region_inside_is_seen_exactly():
    region = (0.2, 0.3, 0.6, 0.7)
    assert seen(crop_for(region, SHARE), SHARE) == pytest.approx(region)
    assert crop_for(region, 1.0) == pytest.approx(region)


@pytest.mark.parametrize("region", [(0.0, 0.4, 0.4, 0.6), (0.6, 0.4, 1.0, 0.6), (0.05, 0.4, 0.5, 0.6)])
def test_at_a_border_nothing_beside_the_region_is_seen_and_only_a_strip_is_missed(region):
    left, _, right, _ = seen(crop_for(region, SHARE), SHARE)
    side = region[2] - region[0]
    assert left >= region[0] - 1e-9
    assert right <= region[2] + 1e-9
    assert side - (right - left) <= side * (1 - SHARE) / (1 + SHARE) + 1e-9


def test_parts_always_lie_in_the_image_and_the_whole_is_the_whole():
    assert crop_for((0.0, 0.0, 1.0, 1.0), SHARE) == (0, 0, 1, 1)
    generator = np.random.default_rng(0)
    for _ in range(500):
        low, high = np.sort(generator.random(2))
        left, top, right, bottom = crop_for((low, 0.0, high, 1.0), SHARE)
        assert 0 <= left < right <= 1
        assert (top, bottom) == (0, 1)


def test_the_pixels_that_the_network_gets_are_those_of_the_region(tmp_path):
    """A red rectangle with a blue frame inside its rim, on green: red fills the input, the frame is at its edge."""
    pixels = np.zeros((400, 600, 3), np.uint8)
    pixels[...] = (0, 255, 0)
    pixels[100:200, 300:450] = (0, 0, 255)
    pixels[104:196, 304:446] = (255, 0, 0)
    Image.fromarray(pixels).save(tmp_path / "target.png")
    region = (300 / 600, 100 / 400, 450 / 600, 200 / 400)
    part = decode(tmp_path / "target.png", region=crop_for(region, SHARE))
    given = squashed(part, 100, share=SHARE).astype(int)
    assert (given[8:-8, 8:-8] == (255, 0, 0)).all()
    for edge in (given[0, 8:-8], given[-1, 8:-8], given[8:-8, 0], given[8:-8, -1]):
        assert (edge[:, 2] > 150).all()  # blue: neither less nor much more than the region is seen
