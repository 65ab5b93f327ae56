"""Which files count as images, which of them can be decoded, and which of these by a process of its own."""

import importlib.util
from functools import cache

import PIL
from PIL import features

EXTENSIONS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".bmp", ".dib", ".gif", ".tif", ".tiff"}
    | {".avif", ".heic", ".heif", ".hif"}
)
"""Lower-case endings of the files that a scan takes for images, decodable here or not."""


_RISKY = ("TIFF", "WEBP", "AVIF", "HEIF")
"""Formats whose libraries are large, or had flaws by which a file took a program over; see `apart`."""

HEAD_BYTES = 12
"""So much of a file's beginning tells whether it is risky."""


@cache
def decodable() -> tuple[str, ...]:
    """Pillow's names of the formats that may be opened; all its other readers stay shut to hostile files.

    HEIC joins where the optional package `pillow-heif` is installed.
    """
    # Importing a reader registers it. Not at the top: loading the AVIF library would hold up the start of the window.
    from PIL import (
        AvifImagePlugin,
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
        WebPImagePlugin,
    )

    readers = (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
        BmpImagePlugin.BmpImageFile,
        GifImagePlugin.GifImageFile,
        TiffImagePlugin.TiffImageFile,
        AvifImagePlugin.AvifImageFile,
    )
    formats = tuple(str(reader.format) for reader in readers)
    if importlib.util.find_spec("pillow_heif") is None:
        return formats
    import pillow_heif

    pillow_heif.register_heif_opener()
    return (*formats, "HEIF")


def readable(*, risky: bool) -> tuple[str, ...]:
    """Those of `decodable` that are risky, or all others."""
    return tuple(name for name in decodable() if (name in _RISKY) == risky)


def is_risky(head: bytes) -> bool:
    """Whether a file that begins so may only be opened by a process of its own; see `HEAD_BYTES`."""
    return head[:2] in (b"II", b"MM") or head[4:8] == b"ftyp" or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def decoder_version() -> str:
    """Names what decides whether a file can be decoded; a file that failed is tried again when this changes."""
    heif = importlib.util.find_spec("pillow_heif") is not None
    return f"pillow {PIL.__version__}, avif {features.check('avif')}, heif {heif}"
