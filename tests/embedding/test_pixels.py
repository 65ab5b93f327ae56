import numpy as np
import pytest
from PIL import Image

from explorer.embedding.base import decode_size
from explorer.embedding.pixels import centre_crop, squashed

from .conftest import FakeEncoder


def picture(width, height):
    """Red grows from left to right, green from top to bottom, 0 to 255."""
    across, down = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    return Image.fromarray(np.stack([across, down, 0 * down], 2).round().astype(np.uint8))


@pytest.mark.parametrize("sides", [(400, 300), (30, 400), (8, 8)])
@pytest.mark.parametrize("share", [1.0, 0.75, 0.5])
def test_squashing_keeps_the_middle_share_of_both_sides(sides, share):
    pixels = squashed(picture(*sides), 32, share)
    assert (pixels.shape, pixels.dtype) == ((32, 32, 3), np.uint8)
    for channel, line in ((0, pixels[16, :, 0]), (1, pixels[:, 16, 1])):
        tolerance = 255 / sides[channel] / 2 + 8
        assert line[0] == pytest.approx(255 * (1 - share) / 2, abs=tolerance)
        assert line[-1] == pytest.approx(255 * (1 + share) / 2, abs=tolerance)


def test_the_crop_is_the_largest_central_square():
    pixels = centre_crop(picture(400, 200), 50).astype(int)
    assert pixels[25, 0, 0] == pytest.approx(255 / 4, abs=4)
    assert pixels[25, -1, 0] == pytest.approx(255 * 3 / 4, abs=4)
    assert pixels[0, 25, 1] == pytest.approx(0, abs=4)
    assert pixels[-1, 25, 1] == pytest.approx(255, abs=4)


def test_images_are_decoded_large_enough_for_their_middle():
    assert decode_size(FakeEncoder.spec) == 192
    from explorer.embedding import registry

    assert decode_size(registry.encoders()[0]) * 0.75 >= 224
