"""Captions inside image files."""

import io

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from explorer.collection.embedded import embedded_caption

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Old harbour</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li>港の朝</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"""


LANGUAGES = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><!-- by hand -->
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="Old harbour"><dc:description><rdf:Alt>
<rdf:li xml:lang="fr">Vieux port à l’aube</rdf:li><rdf:li xml:lang="ar">قوارب عند الفجر</rdf:li></rdf:Alt>
</dc:description></rdf:Description></rdf:RDF>"""


def saved(kind="JPEG", **options) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind, **options)
    return file.getvalue()


def with_exif(tag, value) -> bytes:
    exif = Image.Exif()
    exif[tag] = value
    return saved(exif=exif)


def with_comment(kind, raw) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[0x9286] = kind.encode().ljust(8, b"\0") + raw
    return saved(exif=exif)


def iptc(*datasets) -> bytes:
    """A JPEG with these IPTC datasets in a Photoshop segment (IIM 4.2; APP13)."""
    records = b"".join(b"\x1c" + bytes(key) + len(value).to_bytes(2, "big") + value for key, value in datasets)
    block = b"8BIM\x04\x04\0\0" + len(records).to_bytes(4, "big") + records + b"\0" * (len(records) % 2)
    content = b"Photoshop 3.0\0" + block
    plain = saved()
    return plain[:2] + b"\xff\xed" + (len(content) + 2).to_bytes(2, "big") + content + plain[2:]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (saved(), ""),
        (with_exif(0x010E, "A red apple"), "A red apple"),
        (with_exif(0x010E, "Ein grüner Apfel".encode()), "Ein grüner Apfel"),
        (with_exif(0x010E, "OLYMPUS DIGITAL CAMERA         "), ""),
        (with_exif(0x010E, "2024:01:02"), ""),
        (with_exif(0x9C9B, "تفاحة حمراء\0".encode("utf-16-le")), "تفاحة حمراء"),
        (saved(xmp=XMP.encode()), "Old harbour\n港の朝"),
        (saved(xmp=b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + XMP.encode()), ""),
        (saved(xmp=b"<x:xmpmeta"), ""),
        (iptc(((2, 5), b"Harbour"), ((2, 120), "Bateaux à quai".encode("latin-1"))), "Harbour\nBateaux à quai"),
        (iptc(((1, 90), b"\x1b%G"), ((2, 120), "港".encode())), "港"),
        (iptc(((2, 120), "“À l’œuf” – 5 €".encode("cp1252"))), "“À l’œuf” – 5 €"),
        (iptc(((1, 90), b"\x1b.B"), ((2, 105), "Žlutá řeka".encode("iso8859-2"))), "Žlutá řeka"),
        (iptc(((1, 90), b"\x1b-L"), ((2, 120), "Красное яблоко".encode("iso8859-5"))), "Красное яблоко"),
        (iptc(((2, 120), "港の朝".encode("shift_jis"))), ""),
        (with_comment("ASCII", "Grüße".encode("latin-1")), "Grüße"),
        (with_comment("", "Grüße 港".encode()), "Grüße 港"),
        (with_comment("JIS", "港の朝".encode("iso2022_jp")), "港の朝"),
        (with_comment("UNICODE", "Grüße 港".encode("utf-16-be")), "Grüße 港"),
        (with_comment("UNICODE", "Grüße 港".encode("utf-16-le")), "Grüße 港"),
        (saved(xmp=LANGUAGES.encode()), "Old harbour\nVieux port à l’aube\nقوارب عند الفجر"),
        (saved(xmp=LANGUAGES.encode("utf-16")), "Old harbour\nVieux port à l’aube\nقوارب عند الفجر"),
        (saved(xmp=("<!DOCTYPE a [<!ENTITY b 'c'>]>" + XMP).encode("utf-16-be")), ""),
        (b"no image", ""),
    ],
)  # fmt: skip
def test_what_people_wrote_into_files_is_read(data, expected) -> None:
    assert embedded_caption(data) == expected


def test_texts_of_png_files_are_read(tmp_path) -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Title", "Two owls")
    texts.add_itxt("Description", "梟が二羽")
    texts.add_text("Comment", "Zwei Käuze".encode().decode("latin-1"))
    texts.add_text("Software", "A program")
    path = tmp_path / "owls.png"
    path.write_bytes(saved("PNG", pnginfo=texts))
    assert embedded_caption(path) == "Two owls\n梟が二羽\nZwei Käuze"
