"""Images: those of `tests.collection.hostile`, cut at each structure, and with headers that lie."""

import struct
import zlib
from collections.abc import Iterator

from PIL import Image, features

from tests.collection import hostile
from tests.collection.hostile import encoded, noise, picture

from .case import REFUSED, Case

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
TOO_LARGE = "200 megapixels"


def all_pictures() -> list[Case]:
    """Every image."""
    known = [Case("image", case.name, case.make, case.reason) for case in (*hostile.SOUND, *hostile.BROKEN)]
    return [*known, *_cut(), *_disguised(), *_png(), *_jpeg(), *_tiff(), *_others()]


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk of PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _jpeg_places(data: bytes) -> Iterator[int]:
    """Where the segments of a JPEG begin, up to the one behind which the picture lies."""
    place = 2
    while data[place + 1] != 0xDA:
        yield place
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    yield place


def _png_places(data: bytes) -> Iterator[int]:
    place = len(PNG_HEAD)
    while place < len(data):
        yield place
        place += 12 + int.from_bytes(data[place : place + 4], "big")


def _cut() -> Iterator[Case]:
    """Files that end at and in each structure of theirs."""
    kinds = ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", *(["AVIF"] if features.check("avif") else [])]
    for kind in kinds:
        data = encoded(noise(), kind)
        places = {
            "JPEG": lambda data: sorted({*_jpeg_places(data), *(at + 3 for at in _jpeg_places(data))}),
            "PNG": lambda data: sorted({*_png_places(data), *(at + 10 for at in _png_places(data))} - {len(data) - 12}),
            "GIF": lambda _: [3, 6, 9, 13, 100, 784, 790],
            "BMP": lambda _: [2, 14, 30, 54, 100],
            "TIFF": lambda data: [2, 4, 8, 9, len(data) // 3],
            "WEBP": lambda data: [4, 12, 16, 20, 30, len(data) // 3],
            "AVIF": lambda data: [4, 8, 12, 32, 100, 250],
        }[kind](data)
        for place in places:
            if place < len(data) - 2:
                yield Case("image", f"cut at {place}.{kind.lower()}", lambda d=data, p=place: d[:p], REFUSED)


def _disguised() -> Iterator[Case]:
    """Each kind under the ending of another; and what is no picture under that of one."""
    for kind, ending in (
        ("JPEG", "png"),
        ("PNG", "webp"),
        ("GIF", "jpg"),
        ("BMP", "tif"),
        ("TIFF", "png"),
        ("WEBP", "gif"),
    ):
        yield Case("image", f"{kind} in disguise.{ending}", lambda kind=kind: encoded(picture(), kind))
    for name, data in {
        "page.png": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\n\xff",
        "layers.jpg": b"8BPS\0\1" + bytes(60),
        "icon.png": b"\0\0\1\0\1\0\x10\x10" + bytes(60),
        "wavelet.jpg": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(60),
        "program.png": b"\x7fELF\2\1\1" + bytes(60),
        "archive.jpg": b"PK\3\4" + bytes(60),
        "zeros.webp": bytes(4096),
    }.items():
        yield Case("image", name, lambda data=data: data, "no image that can be read")
    yield Case(
        "image", "phone.heic", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100), "HEIC image|is damaged"
    )


def _png() -> Iterator[Case]:
    head, body = struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0), zlib.compress(bytes(193 * 48))
    whole = [chunk(b"IHDR", head), chunk(b"IDAT", body), chunk(b"IEND", b"")]

    def png(*chunks: bytes) -> bytes:
        return PNG_HEAD + b"".join(chunks)

    def headed(width: int, height: int, bits: int = 8, colour: int = 2) -> bytes:
        return png(chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)), *whole[1:])

    long = zlib.compress(bytes(80 * 2**20), 9)
    for name, data, reason in (
        ("interlaced", encoded(picture(), "PNG", interlace=1), ""),
        ("no end", png(*whole[:2]), ""),
        ("no pixels", png(whole[0], whole[2]), REFUSED),
        ("no header", png(*whole[1:]), REFUSED),
        ("two headers", png(whole[0], *whole), ""),
        ("wide nothing", headed(0, 48), REFUSED),
        ("wider than its data", headed(640, 480), REFUSED),
        ("three bits", headed(64, 48, bits=3), REFUSED),
        ("colour nine", headed(64, 48, colour=9), REFUSED),
        ("four billion", headed(2**32 - 1, 2**32 - 1), f"{TOO_LARGE}|{REFUSED}"),
        ("a line of a gigapixel", headed(2**30, 1), TOO_LARGE),
        ("wrong sum", png(*whole).replace(chunk(b"IHDR", head)[-4:], b"\0\0\0\0", 1), REFUSED),
        ("text bomb", png(whole[0], chunk(b"zTXt", b"Comment\0\0" + long), *whole[1:]), f"|{REFUSED}"),
        ("profile bomb", png(whole[0], chunk(b"iCCP", b"x\0\0" + long), *whole[1:]), f"|{REFUSED}"),
        ("chunk beyond the end", png(whole[0], b"\x7f\xff\xff\xffIDAT" + body), f"|{REFUSED}"),
        ("entities", png(whole[0], chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + LAUGHS), *whole[1:]), ""),
    ):
        yield Case("image", f"{name}.png", lambda data=data: data, reason)


LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>'
)
"""Entities that would grow; no program writes any into a description."""


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def _jpeg() -> Iterator[Case]:
    plain = encoded(picture(), "JPEG", quality=95)
    frame = plain.index(b"\xff\xc0")

    def with_segment(marker: int, body: bytes) -> bytes:
        return plain[:2] + _segment(marker, body) + plain[2:]

    def sized(height: int, width: int) -> bytes:
        return plain[: frame + 5] + struct.pack(">HH", height, width) + plain[frame + 9 :]

    exif = b"Exif\0\0II*\0\x08\0\0\0"
    loop = exif + struct.pack("<HHHIII", 1, 0x8769, 4, 1, 8, 8)  # a directory whose parts and successor are itself
    for name, data, reason in (
        ("progressive", encoded(picture(), "JPEG", quality=95, progressive=True), ""),
        ("every colour", encoded(picture(), "JPEG", quality=95, subsampling=0), ""),
        ("of 4 gigapixels", sized(65535, 65535), TOO_LARGE),
        ("without width", sized(48, 0), REFUSED),
        ("without tables", plain.replace(b"\xff\xc4", b"\xff\xfe"), f"|{REFUSED}"),
        ("long comments", plain[:2] + _segment(0xFE, bytes(65533)) * 20 + plain[2:], ""),
        ("directory in a ring", with_segment(0xE1, loop), ""),
        ("directory beyond the end", with_segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\x7f"), ""),
        ("sixty thousand tags", with_segment(0xE1, exif + b"\xff\xff"), ""),
        ("turned by text", with_segment(0xE1, exif + struct.pack("<HHHI4sI", 1, 0x0112, 2, 4, b"six\0", 0)), ""),
        ("tag of 4 GB", with_segment(0xE1, exif + struct.pack("<HHHIII", 1, 0x010E, 2, 2**32 - 1, 26, 0)), ""),
        ("mangled captions", with_segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\xff\xff\xff\xff\x1c\2\x78"), ""),
        ("entities", with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + LAUGHS), ""),
        ("false profile", with_segment(0xE2, b"ICC_PROFILE\0\1\1" + bytes(50)), ""),
        ("pages that are not there", with_segment(0xE2, b"MPF\0II*\0\x08\0\0\0\1\0"), ""),
        ("something behind the end", plain + b"<?php echo 1;" * 9, ""),
        ("twice", plain + plain, ""),
    ):
        yield Case("image", f"{name}.jpg", lambda data=data: data, reason)


def _tiff() -> Iterator[Case]:
    """One directory, with what a reader believes."""

    def tiff(
        *more: tuple[int, int, int, int], width: int = 64, height: int = 48, after: int = 0, pixels: int = 64 * 48
    ) -> bytes:
        tags = {256: (4, 1, width), 257: (4, 1, height), 258: (3, 1, 8), 259: (3, 1, 1), 262: (3, 1, 1)}
        tags |= {273: (4, 1, 8), 277: (3, 1, 1), 278: (4, 1, height), 279: (4, 1, pixels)}
        tags |= {tag: (kind, count, value) for tag, kind, count, value in more}
        entries = b"".join(struct.pack("<HHII", tag, *values) for tag, values in sorted(tags.items()))
        directory = struct.pack("<H", len(tags)) + entries + struct.pack("<I", after)
        return b"II*\0" + struct.pack("<I", 8 + pixels) + bytes(pixels) + directory

    for name, data, reason in (
        ("by hand", tiff(), ""),
        ("directories in a ring", tiff(after=8 + 64 * 48), ""),
        ("directory at the header", b"II*\0\0\0\0\0" + bytes(40), REFUSED),
        ("directory far away", b"II*\0\xf0\xff\xff\xff" + bytes(40), REFUSED),
        ("of 16 gigapixels", tiff(width=2**17, height=2**17), TOO_LARGE),
        ("without width", tiff(width=0), REFUSED),
        ("strip far away", tiff((273, 4, 1, 2**31)), REFUSED),
        ("a million strips", tiff((273, 4, 10**6, 8)), f"|{REFUSED}"),
        ("compressed by nobody", tiff((259, 3, 1, 31337)), REFUSED),
        ("false fax", tiff((259, 3, 1, 4), (258, 3, 1, 1)), f"|{REFUSED}"),
        ("false LZW", tiff((259, 3, 1, 5)), f"|{REFUSED}"),
        ("false deflate", tiff((259, 3, 1, 8)), f"|{REFUSED}"),
        ("false JPEG", tiff((259, 3, 1, 7)), f"|{REFUSED}"),
        ("of 300 samples", tiff((277, 3, 1, 300)), REFUSED),
        ("of 77 bits", tiff((258, 3, 1, 77)), REFUSED),
        ("large form", b"II+\0\x08\0\0\0" + struct.pack("<Q", 2**60) + bytes(40), REFUSED),
    ):
        yield Case("image", f"{name}.tif", lambda data=data: data, reason)


def _others() -> Iterator[Case]:
    gif, bmp, webp = (encoded(picture(), kind) for kind in ("GIF", "BMP", "WEBP"))
    many = [Image.new("RGB", (64, 48), (number, 0, 0)) for number in range(60)]
    for name, data, reason in (
        ("of 4 gigapixels.gif", gif[:6] + b"\xff\xff\xff\xff" + gif[10:], f"{TOO_LARGE}|{REFUSED}"),
        ("sixty frames.gif", encoded(many[0], "GIF", save_all=True, append_images=many[1:]), ""),
        ("no frame.gif", gif[:13] + b";", REFUSED),
        (
            "code of 200 bits.gif",
            gif.replace(b"\0\x40\0\x30\0", b"\0\x40\0\x30\0", 1)[:-200] + b"\xc8" * 200,
            f"|{REFUSED}",
        ),
        ("of 4 gigapixels.bmp", bmp[:18] + struct.pack("<ii", 65535, 65535) + bmp[26:], TOO_LARGE),
        ("upside down.bmp", bmp[:22] + struct.pack("<i", -48) + bmp[26:], ""),
        ("below nothing.bmp", bmp[:18] + struct.pack("<i", -64) + bmp[22:], f"{TOO_LARGE}|{REFUSED}"),
        ("pixels far away.bmp", bmp[:10] + struct.pack("<I", 2**31) + bmp[14:], REFUSED),
        ("of 99 bits.bmp", bmp[:28] + b"\x63\0" + bmp[30:], REFUSED),
        ("longer than it is.webp", webp[:4] + b"\xf0\xff\xff\x7f" + webp[8:], f"|{REFUSED}"),
        ("unknown chunk.webp", webp[:12] + b"VP9Z" + webp[16:], REFUSED),
        ("brand alone.avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", REFUSED),
        ("box of 4 GB.avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\xff\xff\xff\xffmeta" + bytes(60), REFUSED),
    ):
        yield Case("image", name, lambda data=data: data, reason)
