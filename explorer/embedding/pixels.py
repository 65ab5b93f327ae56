"""From an image of any shape to the square that a network takes."""

import numpy as np
from PIL import Image

from explorer.embedding.base import Pixels


def squashed(image: Image.Image, size: int) -> Pixels:
    """The whole image, its sides scaled apart: [size, size, 3] uint8."""
    return np.asarray(image.resize((size, size), Image.Resampling.BICUBIC))


def centre_crop(image: Image.Image, size: int) -> Pixels:
    """The largest central square: [size, size, 3] uint8."""
    width, height = image.size
    side = min(width, height)
    left, top = (width - side) / 2, (height - side) / 2
    # The box goes into the resampling itself: cutting first would round to whole pixels of the original.
    box = (left, top, left + side, top + side)
    return np.asarray(image.resize((size, size), Image.Resampling.BICUBIC, box=box))
