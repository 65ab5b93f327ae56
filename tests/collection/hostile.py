"""Files that break importers, each with what must become of it; written by code so that none lies in the repository."""

import io
import os
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

SIZE = (64, 48)
RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 40), (30, 40, 220), (255, 255, 255)


@dataclass(frozen=True)
class Hostile:
    """One file.

    Attributes:
        name: file name, possibly no UTF-8.
        make: gives its bytes.
        reason: part of the sentence that explains why it cannot be read; empty = it can be.
        size: of the decoded image.
        corner: RGB at the top left.
    """

    name: str
    make: Callable[[], bytes]
    reason: str = ""
    size: tuple[int, int] = SIZE
    corner: tuple[int, int, int] = RED


def picture(size: tuple[int, int] = SIZE) -> Image.Image:
    """Quadrants: red, green above blue, white; so that every turn and flip can be told."""
    width, height = size
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[: height // 2, : width // 2] = RED
    pixels[: height // 2, width // 2 :] = GREEN
    pixels[height // 2 :, : width // 2] = BLUE
    pixels[height // 2 :, width // 2 :] = WHITE
    return Image.fromarray(pixels)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of an image file."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def turned(orientation: int) -> bytes:
    """A JPEG stored so that its EXIF orientation makes it upright again."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = picture().transpose(undo[orientation]) if orientation in undo else picture()
    return encoded(stored, "JPEG", quality=95, exif=exif)


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of few bytes that announces many pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(3 * width + 1) * 4, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def deep_grey(kind: str, dtype: str, value: float) -> bytes:
    """One grey value of more than eight bits everywhere."""
    return encoded(Image.fromarray(np.full(SIZE[::-1], value, dtype)), kind)


def half(data: bytes) -> bytes:
    """The first half of a file."""
    return data[: len(data) // 2]


def palette() -> bytes:
    """Palette colours of which one is transparent."""
    image = Image.new("P", SIZE, 1)
    image.putpalette([*RED, *BLUE])
    return encoded(image, "PNG", transparency=1)


def noise(seed: int = 0) -> Image.Image:
    """A picture that hardly compresses, so that half of its file is half of the picture."""
    pixels = np.random.default_rng(seed).integers(0, 256, (*SIZE[::-1], 3), np.uint8)
    return Image.fromarray(pixels)


def animated(kind: str) -> bytes:
    """Two frames; the first counts."""
    return encoded(picture(), kind, save_all=True, append_images=[Image.new("RGB", SIZE, BLUE)], duration=40)


SOUND = (
    Hostile("plain.jpg", lambda: encoded(picture(), "JPEG", quality=95)),
    Hostile("SHOUTED.JPEG", lambda: encoded(picture(), "JPEG", quality=95)),
    Hostile("png in disguise.jpg", lambda: encoded(picture(), "PNG")),
    Hostile("lossy.webp", lambda: encoded(picture(), "WEBP", quality=95)),
    Hostile("plain.bmp", lambda: encoded(picture(), "BMP")),
    Hostile("plain.tiff", lambda: encoded(picture(), "TIFF", compression="tiff_lzw")),
    Hostile("plain.gif", lambda: encoded(picture(), "GIF")),
    Hostile("animated.gif", lambda: animated("GIF")),
    Hostile("animated.webp", lambda: animated("WEBP")),
    Hostile("animated.png", lambda: animated("PNG")),
    Hostile("cmyk.jpg", lambda: encoded(picture().convert("CMYK"), "JPEG", quality=95)),
    Hostile("cmyk.tif", lambda: encoded(picture().convert("CMYK"), "TIFF")),
    Hostile("grey.jpg", lambda: encoded(Image.new("L", SIZE, 90), "JPEG"), corner=(90, 90, 90)),
    Hostile("one bit.png", lambda: encoded(Image.new("1", SIZE, 1), "PNG"), corner=WHITE),
    Hostile("grey16.png", lambda: deep_grey("PNG", "<u2", 200 * 257), corner=(200, 200, 200)),
    Hostile("grey16.tif", lambda: deep_grey("TIFF", "<u2", 100 * 257), corner=(100, 100, 100)),
    Hostile("grey16 big-endian.tif", lambda: deep_grey("TIFF", ">u2", 50 * 257), corner=(50, 50, 50)),
    Hostile("grey32.tif", lambda: deep_grey("TIFF", "i4", 150 * 257), corner=(150, 150, 150)),
    Hostile("fractions.tif", lambda: deep_grey("TIFF", "f4", 0.6), corner=(153, 153, 153)),
    Hostile("no numbers.tif", lambda: deep_grey("TIFF", "f4", float("nan")), corner=(0, 0, 0)),
    Hostile("transparent.png", lambda: encoded(Image.new("RGBA", SIZE, (*BLUE, 0)), "PNG"), corner=WHITE),
    Hostile(
        "half transparent.webp", lambda: encoded(Image.new("RGBA", SIZE, (0, 0, 0, 51)), "WEBP"), corner=(204,) * 3
    ),
    Hostile("grey transparent.png", lambda: encoded(Image.new("LA", SIZE, (0, 51)), "PNG"), corner=(204,) * 3),
    Hostile("palette.png", palette, corner=WHITE),
    Hostile("key colour.png", lambda: encoded(Image.new("RGB", SIZE, BLUE), "PNG", transparency=BLUE), corner=WHITE),
    *(Hostile(f"turned {turn}.jpg", lambda turn=turn: turned(turn)) for turn in range(1, 10)),
    Hostile("one pixel.png", lambda: encoded(Image.new("RGB", (1, 1), RED), "PNG"), size=(1, 1)),
    Hostile("🍓 Erdbeere.jpg", lambda: encoded(picture(), "JPEG", quality=95)),
    Hostile("草莓.png", lambda: encoded(picture(), "PNG")),
    Hostile(f"{'long ' * 50}.png", lambda: encoded(picture(), "PNG")),
    Hostile(os.fsdecode(b"caf\xe9 \xff.png"), lambda: encoded(picture(), "PNG")),
    Hostile("new\nline.png", lambda: encoded(picture(), "PNG")),
)

BROKEN = (
    Hostile("empty.jpg", lambda: b"", "is empty"),
    Hostile("text.jpg", lambda: b"This is no picture,\r\nbut a letter.\n", "holds text"),
    Hostile("drawing.png", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "holds text"),
    Hostile("random.png", lambda: np.random.default_rng(1).bytes(900), "no image that can be read"),
    Hostile("bomb.png", bomb, "200 megapixels"),
    Hostile("small bomb.png", lambda: bomb(15_000, 15_000), "200 megapixels"),
    Hostile("cut.jpg", lambda: half(encoded(noise(), "JPEG")), "cut off"),
    Hostile("cut.png", lambda: half(encoded(noise(), "PNG")), "cut off"),
    Hostile("cut.bmp", lambda: half(encoded(noise(), "BMP")), "cut off"),
    Hostile("cut.gif", lambda: half(encoded(noise(), "GIF")), "cut off"),
    Hostile("cut.tif", lambda: half(encoded(noise(), "TIFF", compression="raw")), "cut off"),
    Hostile("cut.webp", lambda: half(encoded(noise(), "WEBP")), "cut.webp "),
    Hostile("head.jpg", lambda: encoded(noise(), "JPEG")[:20], "head.jpg "),
    Hostile("flipped.png", lambda: encoded(noise(), "PNG").replace(b"IDAT", b"IDAX", 1), "damaged"),
    Hostile(
        "postscript.png", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n\xff", "no image that can be read"
    ),
)


def write_all(folder: Path) -> tuple[list[Hostile], list[Hostile]]:
    """Write every file that this system can name; returns the sound and the broken ones."""
    written: tuple[list[Hostile], list[Hostile]] = ([], [])
    for group, cases in zip(written, (SOUND, BROKEN), strict=True):
        for case in cases:
            try:
                (folder / case.name).write_bytes(case.make())
            except (OSError, ValueError):
                continue  # this file system refuses the name
            group.append(case)
    return written
