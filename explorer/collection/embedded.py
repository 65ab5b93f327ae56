"""Captions that lie in the image files themselves: title and description of IPTC, XMP, EXIF and PNG.

What the person wrote is told from what the camera wrote: the few texts that cameras put there are left out.
"""

import io
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from PIL import ExifTags, Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from explorer.collection import apart
from explorer.collection.decode import DAMAGED
from explorer.collection.failures import head
from explorer.collection.formats import HEAD_BYTES, is_risky, readable

LONGEST = 2000
"""Characters of one caption; what is longer is a report rather than a caption."""

_XMP_LARGEST = 2**20
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_IPTC_TITLES = ((2, 5), (2, 105), (2, 120))
"""Object name, headline, caption (IPTC-NAA IIM 4.2, record 2)."""
_IPTC_CHARACTERS = (1, 90)
_UTF8_SIGN = b"\x1b%G"
_XP_TITLE, _XP_SUBJECT, _XP_COMMENT = 0x9C9B, 0x9C9F, 0x9C9C
"""Tags of Windows: UTF-16 as bytes."""
_USER_COMMENT = 0x9286
_CODES = {b"ASCII\0\0\0": "utf-8", b"UNICODE\0": "utf-16"}
_OF_CAMERAS = re.compile(
    r"(?:olympus|minolta|konica minolta|sony|samsung|kodak|nikon|canon|panasonic|lenovo|default)?\s*"
    r"(?:digital (?:still )?camera|dcim|dsc|dslr|camera|exif_jpeg_picture|jpeg|picture|image|screenshot|untitled)?\W*"
    r"|created with .*|.*software:? .*|charset=ascii.*",
    re.IGNORECASE,
)


def embedded_caption(source: Path | bytes) -> str:
    """The captions in an image file, one a line, each once; empty where there are none or they cannot be read.

    Args:
        source: a file, or the bytes of one; only its head is read.
    """
    if is_risky(head(source, HEAD_BYTES)):
        return apart.embedded_caption(source)
    return caption_here(source, formats=readable(risky=False))


def caption_here(source: Path | bytes, *, formats: tuple[str, ...]) -> str:
    """The same in this process, by the named readers of Pillow alone."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damaged tags: the picture is judged elsewhere
            opened = Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=formats)
            with opened as image:
                found = [text for texts in (_iptc, _xmp, _exif, _png) for text in _read(texts, image)]
    except DAMAGED:
        return ""
    return "\n".join(dict.fromkeys(filter(None, map(_tidy, found))))


def _read(texts: Callable[[ImageFile], Iterator[str]], image: ImageFile) -> list[str]:
    """What one kind of description holds; nothing where it is damaged."""
    try:
        return list(texts(image))
    except DAMAGED:
        return []


def _tidy(text: str) -> str:
    line = " ".join(text.replace("\0", " ").split())[:LONGEST]
    return "" if _OF_CAMERAS.fullmatch(line) or not any(map(str.isalpha, line)) else line


def _iptc(image: ImageFile) -> Iterator[str]:
    known = IptcImagePlugin.getiptcinfo(image) or {}
    names = "utf-8" if known.get(_IPTC_CHARACTERS) == _UTF8_SIGN else ""
    for key in _IPTC_TITLES:
        values: Any = known.get(key, b"")
        for value in values if isinstance(values, list) else [values]:
            yield _decoded(value, names)


def _xmp(image: ImageFile) -> Iterator[str]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else bytes(packet)
    # Entities could blow up, and no program writes any into XMP.
    if not packet or len(packet) > _XMP_LARGEST or b"<!" in packet:
        return
    root = ET.fromstring(packet.strip(b" \n\r\t\0"))  # noqa: S314 - small, and without entities
    for name in ("title", "description"):
        for element in root.iter(_DUBLIN_CORE + name):
            for line in element.iter(_RDF + "li"):
                yield line.text or ""


def _exif(image: ImageFile) -> Iterator[str]:
    exif = image.getexif()
    for tag in (_XP_TITLE, _XP_SUBJECT):
        yield _windows(exif.get(tag))
    yield _decoded(exif.get(ExifTags.Base.ImageDescription, ""), "")
    yield _windows(exif.get(_XP_COMMENT))
    comment = exif.get_ifd(ExifTags.IFD.Exif).get(_USER_COMMENT, b"")
    if isinstance(comment, bytes) and comment[:8] in _CODES:
        yield comment[8:].decode(_CODES[comment[:8]], "ignore")


def _png(image: ImageFile) -> Iterator[str]:
    for key in ("Title", "Description", "Comment"):
        value = image.info.get(key, "")
        yield value if isinstance(value, str) else ""


def _windows(value: Any) -> str:
    raw = bytes(value) if isinstance(value, bytes | tuple | list) else b""
    return raw.decode("utf-16-le", "ignore")


def _decoded(value: Any, named: str) -> str:
    """Bytes in the character set that is named, else UTF-8 if they are that, else Latin-1, as most programs wrote."""
    if isinstance(value, str):
        # Pillow takes EXIF texts for Latin-1, where most programs write UTF-8.
        try:
            return value.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return value
    try:
        return bytes(value).decode(named or "utf-8")
    except UnicodeError:
        return bytes(value).decode("latin-1")
