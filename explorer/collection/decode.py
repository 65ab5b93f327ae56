"""Files to pixels: the only place that decodes images, so that vectors, thumbnails and the window agree.

Everything from outside is hostile: only the readers of `formats.decodable` are open, the risky ones in a process of
their own, the size is checked before memory is taken, and whatever a reader stumbles over becomes one `ImageError`.
"""

import io
import math
import struct
import warnings
import zlib
from pathlib import Path

from PIL import Image, JpegImagePlugin

from explorer.collection import apart
from explorer.collection.failures import failure, head, too_large
from explorer.collection.formats import HEAD_BYTES, is_risky, readable
from explorer.collection.names import printable
from explorer.collection.pixels import to_rgb, upright
from explorer.collection.stores import in_store, read_bytes
from explorer.errors import ImageError
from explorer.protocol.query import Region

MAX_PIXELS = 200_000_000
"""Larger images are refused: 200 megapixels are 600 MB of RGB, beyond any camera, well within reach of a bomb."""

# Pillow keeps a guard of its own. It refuses at twice this value and warns between, which our refusal makes needless.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.simplefilter("ignore", Image.DecompressionBombWarning)

DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow's readers raise on damaged files (found by feeding them some; see the tests)."""


def decode(
    source: Path | bytes, *, size: int | None = None, region: Region | None = None, name: str = ""
) -> Image.Image:
    """Read one image: the first frame, upright, eight-bit RGB, transparency on white.

    Args:
        source: a file, or the bytes of one.
        size: what the caller will reduce the short side to, in pixels; the result may be smaller than the original,
            but its short side is no less than this (or than the original's). Saves five sixths of the time for
            large JPEG files.
        region: left, top, right, bottom as fractions of the upright image; only this part is returned.
        name: what messages call the image; the file's name by default.

    Raises:
        ImageError: the file is missing, locked, empty, damaged, cut off, too large or of a kind that is not read.
    """
    return decode_sized(source, size=size, region=region, name=name)[0]


def decode_sized(
    source: Path | bytes, *, size: int | None = None, region: Region | None = None, name: str = ""
) -> tuple[Image.Image, tuple[int, int]]:
    """The same, with width and height of the whole upright original, which `size` and `region` hide."""
    name = name or ("The image" if isinstance(source, bytes) else printable(source.name))
    if not isinstance(source, bytes) and in_store(source):
        try:
            source = read_bytes(source)
        except OSError as error:
            raise ImageError(failure(error, b"", name)) from error
    if is_risky(head(source, HEAD_BYTES)):
        return apart.decode_sized(source, size, region, name)
    return decode_here(source, size=size, region=region, name=name, formats=readable(risky=False))


def decode_here(
    source: Path | bytes, *, size: int | None, region: Region | None, name: str, formats: tuple[str, ...]
) -> tuple[Image.Image, tuple[int, int]]:
    """The same in this process, by the named readers of Pillow alone.

    Raises:
        ImageError: as `decode`.
    """
    try:
        with _opened(source, name, formats) as image:
            original = image.size
            if size is not None:
                _draft(image, size, region)
            image.load()
            turned = upright(image)
            if turned.size != image.size:
                original = original[::-1]
            picture = to_rgb(turned)
    except ImageError:
        raise
    except DAMAGED as error:
        raise ImageError(failure(error, source, name)) from error
    part = picture if region is None else picture.crop(_box(picture.size, region))
    return part, original


def _opened(source: Path | bytes, name: str, formats: tuple[str, ...]) -> Image.Image:
    if isinstance(source, Path) and source.exists() and not source.is_file():
        raise ImageError(f"{name} is not a file; give an image file.")
    try:
        image = Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=formats)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageError(too_large(name, MAX_PIXELS)) from error
    if image.width * image.height > MAX_PIXELS:
        image.close()
        raise ImageError(too_large(name, MAX_PIXELS))
    return image


def _draft(image: Image.Image, size: int, region: Region | None) -> None:
    """Let the JPEG reader scale by 1/2, 1/4 or 1/8 while the wanted part keeps at least `size` pixels a side."""
    if not isinstance(image, JpegImagePlugin.JpegImageFile):
        return
    # Which side is which is known only after the EXIF turn: the narrower extent of the region serves both.
    extent = 1.0 if region is None else min(region[2] - region[0], region[3] - region[1])
    scale = size / (min(image.size) * extent)
    if scale <= 0.5:
        image.draft(None, (math.ceil(image.width * scale), math.ceil(image.height * scale)))


def _box(size: tuple[int, int], region: Region) -> tuple[int, int, int, int]:
    """The region in pixels, rounded outwards, at least one pixel."""
    width, height = size
    left, top = min(int(region[0] * width), width - 1), min(int(region[1] * height), height - 1)
    return left, top, max(math.ceil(region[2] * width), left + 1), max(math.ceil(region[3] * height), top + 1)
