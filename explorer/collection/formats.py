"""Which files count as images, and which of them can be decoded here."""

import importlib.util
from functools import cache

import PIL
from PIL import features

EXTENSIONS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".bmp", ".dib", ".gif", ".tif", ".tiff"}
    | {".avif", ".heic", ".heif", ".hif"}
)
"""Lower-case endings of the files that a scan takes for images, decodable here or not."""


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


def decoder_version() -> str:
    """Names what decides whether a file can be decoded; a file that failed is tried again when this changes."""
    heif = importlib.util.find_spec("pillow_heif") is not None
    return f"pillow {PIL.__version__}, avif {features.check('avif')}, heif {heif}"
