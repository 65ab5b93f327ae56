"""Whatever a file holds, as eight-bit RGB."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_ORIENTATION_TAG = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes a picture upright, by its EXIF orientation (Exif 2.32, section 4.6.4, tag 0x0112)."""
_BLOCK = 2**20


def upright(image: Image.Image) -> Image.Image:
    """The picture as its photographer held the camera.

    Damaged EXIF data counts as none: the pixels are sound, and refusing them would help nobody.
    """
    try:
        orientation = image.getexif().get(_ORIENTATION_TAG)
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, ArithmeticError):
        return image
    transpose = _UPRIGHT.get(orientation) if isinstance(orientation, int) else None
    return image if transpose is None else image.transpose(transpose)


def to_rgb(image: Image.Image) -> Image.Image:
    """Eight-bit RGB: deep grey is scaled, transparency is laid on white, other colour spaces are converted."""
    if image.mode == "RGB" and "transparency" not in image.info:
        return image
    if image.mode.startswith("I") or image.mode == "F":
        return Image.fromarray(_eight_bit(np.asarray(image))).convert("RGB")
    if image.has_transparency_data:
        return _on_white(image.convert("RGBA"))
    return image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    background = Image.new("RGB", image.size, "white")
    background.paste(image, mask=image.getchannel("A"))
    return background


def _eight_bit(grey: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Deep grey [h, w] scaled to 0..255, in blocks: the largest images must not need ten times their size.

    Values that are no finite numbers become black.
    """
    low, high = _range(grey)
    scale = 255.0 / (high - low) if high > low else 0.0
    scaled = np.empty(grey.shape, np.uint8)
    source, target = grey.reshape(-1), scaled.reshape(-1)
    for start in range(0, len(source), _BLOCK):
        values = (source[start : start + _BLOCK].astype(np.float64) - low) * scale
        values[~np.isfinite(values)] = 0
        target[start : start + _BLOCK] = np.rint(values)
    return scaled


def _range(grey: NDArray[np.generic]) -> tuple[float, float]:
    """What is black and what is white, as the type or the values suggest.

    0..65535 for 16 bits; 0..1 for fractions, else 0..255 or 0..65535 where the values fit; where they do not
    (elevation, counts), the image's own smallest and largest value.
    """
    if grey.dtype.itemsize == 2:
        return 0.0, 65535.0
    flat, low, high = grey.reshape(-1), np.inf, -np.inf
    for start in range(0, len(flat), _BLOCK):
        block = flat[start : start + _BLOCK].astype(np.float64)
        finite = block[np.isfinite(block)]
        if finite.size:
            low, high = min(low, float(finite.min())), max(high, float(finite.max()))
    if low >= 0 and high <= 65535:
        fractions = grey.dtype.kind == "f" and high <= 1
        return 0.0, 1.0 if fractions else 255.0 if high <= 255 else 65535.0
    return low, high
