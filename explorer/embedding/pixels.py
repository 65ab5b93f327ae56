"""From an image of any shape to the square that a network takes."""

import numpy as np
from PIL import Image

from explorer.embedding.base import Pixels


def squashed(image: Image.Image, size: int, share: float = 1.0) -> Pixels:
    """The image, its sides scaled apart: [size, size, 3] uint8.

    Args:
        image: of any shape.
        size: side of the result.
        share: of each side that is kept, around the middle.
    """
    width, height = image.size
    box = (width * (1 - share) / 2, height * (1 - share) / 2, width * (1 + share) / 2, height * (1 + share) / 2)
    # The box goes into the resampling itself: cutting first would round to whole pixels of the original.
    return np.asarray(image.resize((size, size), Image.Resampling.BICUBIC, box=box))


def centre_crop(image: Image.Image, size: int) -> Pixels:
    """The largest central square: [size, size, 3] uint8."""
    width, height = image.size
    side = min(width, height)
    left, top = (width - side) / 2, (height - side) / 2
    box = (left, top, left + side, top + side)
    return np.asarray(image.resize((size, size), Image.Resampling.BICUBIC, box=box))
