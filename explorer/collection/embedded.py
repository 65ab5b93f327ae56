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
_XMP_DECLARES = re.compile(r"<!(?!--|\[CDATA\[)")
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_XMP_TITLES = (
    f"{_DUBLIN_CORE}title",
    "{http://ns.adobe.com/photoshop/1.0/}Headline",
    f"{_DUBLIN_CORE}description",
    "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility",
)
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_IPTC_TITLES = ((2, 5), (2, 105), (2, 120))
"""Object name, headline, caption (IPTC-NAA IIM 4.2, record 2)."""
_IPTC_CHARACTERS = (1, 90)
_UTF8_SIGN = b"\x1b%G"
_ISO_8859 = dict(zip(b"ABCDLGFHM", range(1, 10), strict=True))
"""The part of ISO 8859 by the last sign of its escape sequence (ISO 2022; IIM 4.2, 1:90)."""
_XP_TITLE, _XP_SUBJECT, _XP_COMMENT = 0x9C9B, 0x9C9F, 0x9C9C
"""Tags of Windows: UTF-16 as bytes."""
_USER_COMMENT = 0x9286
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
    named = _character_set(known.get(_IPTC_CHARACTERS))
    for key in _IPTC_TITLES:
        values: Any = known.get(key, b"")
        for value in values if isinstance(values, list) else [values]:
            yield _decoded(value, named)


def _character_set(sign: Any) -> str:
    """The encoding that an escape sequence names, empty where it names none that is known."""
    if sign == _UTF8_SIGN:
        return "utf-8"
    if isinstance(sign, bytes) and len(sign) == 3 and sign[:2] in (b"\x1b-", b"\x1b.", b"\x1b/"):
        part = _ISO_8859.get(sign[2])
        return f"iso8859-{part}" if part else ""
    return ""


def _xmp(image: ImageFile) -> Iterator[str]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if len(packet) > _XMP_LARGEST:
        return
    text = packet if isinstance(packet, str) else _unicode(bytes(packet))
    # Entities could blow up, and no program writes any into XMP.
    if not text or _XMP_DECLARES.search(text):
        return
    root = ET.fromstring(text.strip("\ufeff \n\r\t\0"))  # noqa: S314 - small, and without entities
    for name in _XMP_TITLES:
        for element in root.iter():
            yield element.get(name, "")
            if element.tag == name:
                lines = list(element.iter(_RDF + "li"))
                for line in lines or [element]:
                    yield line.text or ""


def _exif(image: ImageFile) -> Iterator[str]:
    exif = image.getexif()
    for tag in (_XP_TITLE, _XP_SUBJECT):
        yield _windows(exif.get(tag))
    yield _decoded(exif.get(ExifTags.Base.ImageDescription, ""))
    yield _windows(exif.get(_XP_COMMENT))
    comment = exif.get_ifd(ExifTags.IFD.Exif).get(_USER_COMMENT, b"")
    if isinstance(comment, bytes):
        yield _comment(comment[:8], comment[8:], "utf-16-be" if exif.endian == ">" else "utf-16-le")


def _comment(sign: bytes, raw: bytes, order: str) -> str:
    """A comment of EXIF in the set that its sign names; in UTF-8 where it names none, if it is that.

    Args:
        sign: eight bytes.
        raw: what follows.
        order: UTF-16 in the byte order of the file, which not all programs keep to.
    """
    if sign == b"UNICODE\0":
        return _unicode(raw, order)
    if sign == b"JIS\0\0\0\0\0":
        return raw.decode("iso2022_jp", "ignore")
    if sign == b"ASCII\0\0\0":
        return _decoded(raw)
    return raw.decode("utf-8") if sign == b"\0" * 8 else ""


def _unicode(raw: bytes, order: str = "utf-8") -> str:
    """Unicode by its mark, else by where its zeros stand, for the sake of Latin letters, else as is said."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "ignore")
    before, after = raw[::2].count(0), raw[1::2].count(0)
    if abs(before - after) > len(raw) / 8:
        order = "utf-16-be" if before > after else "utf-16-le"
    return raw.decode(order, "ignore")


def _png(image: ImageFile) -> Iterator[str]:
    for key in ("Title", "Description", "Comment"):
        value = image.info.get(key, "")
        yield _decoded(value) if isinstance(value, str) else ""


def _windows(value: Any) -> str:
    raw = bytes(value) if isinstance(value, bytes | tuple | list) else b""
    return raw.decode("utf-16-le", "ignore")


def _decoded(value: Any, named: str = "") -> str:
    """Bytes in the set that is named, else in UTF-8, else in that of Windows, as most programs wrote; else nothing.

    Pillow takes texts of EXIF and PNG for Latin-1, of which the bytes are those of the file.
    """
    if isinstance(value, str):
        try:
            raw = value.encode("latin-1")
        except UnicodeError:
            return value
    else:
        raw = bytes(value)
    for encoding in filter(None, (named, "utf-8", "cp1252")):
        try:
            return raw.decode(encoding)
        except UnicodeError:
            continue
    return ""
