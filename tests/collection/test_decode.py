import io
import os
import random
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, features

from explorer.collection import decode as module
from explorer.collection.decode import decode, decode_sized
from explorer.collection.formats import readable
from explorer.errors import ImageError

from . import hostile

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")


def near(colour, wanted):
    return np.abs(np.subtract(colour, wanted)).max() <= 12


@pytest.mark.parametrize("case", hostile.SOUND, ids=lambda case: ascii(case.name))
@pytest.mark.parametrize("as_bytes", [False, True], ids=["path", "bytes"])
def test_odd_but_sound_files_are_read(case, as_bytes, tmp_path):
    path = tmp_path / case.name
    try:
        path.write_bytes(case.make())
    except (OSError, ValueError):
        pytest.skip("this file system refuses the name")
    image = decode(path.read_bytes() if as_bytes else path)
    assert image.mode == "RGB"
    assert image.size == case.size
    assert near(image.getpixel((0, 0)), case.corner)


@pytest.mark.parametrize("case", hostile.BROKEN, ids=lambda case: case.name)
def test_broken_files_give_one_sentence(case, tmp_path):
    path = tmp_path / case.name
    path.write_bytes(case.make())
    with pytest.raises(ImageError) as caught:
        decode(path)
    message = str(caught.value)
    assert case.reason in message
    assert message.startswith(case.name)
    assert message.endswith(".")
    assert "\n" not in message


def test_all_quadrants_of_a_turned_photo_stand_right():
    for turn in range(1, 9):
        image = decode(hostile.turned(turn))
        corners = [image.getpixel(at) for at in ((2, 2), (61, 2), (2, 45), (61, 45))]
        wanted = (hostile.RED, hostile.GREEN, hostile.BLUE, hostile.WHITE)
        assert all(near(*pair) for pair in zip(corners, wanted, strict=True)), turn


@pytest.mark.parametrize("turn", range(1, 9))
def test_the_size_of_the_upright_original_is_told_whatever_is_drafted_or_cut(turn):
    whole = decode(hostile.turned(turn)).size
    image, size = decode_sized(hostile.turned(turn), size=16, region=(0, 0, 0.5, 1))
    assert size == whole
    assert image.width < whole[0]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_orientation_counts_in_other_formats(kind):
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = hostile.picture().transpose(Image.Transpose.ROTATE_90)
    options = {"lossless": True} if kind == "WEBP" else {}
    image = decode(hostile.encoded(stored, kind, exif=exif, **options))
    assert image.size == hostile.SIZE
    assert near(image.getpixel((2, 2)), hostile.RED)


def test_damaged_exif_does_not_hide_the_picture():
    data = hostile.turned(6)
    at = data.index(b"Exif\0\0") + 6
    damaged = data[:at] + b"\xff" * 12 + data[at + 12 :]
    assert decode(damaged).mode == "RGB"


def test_adobe_inverted_cmyk_has_its_colours():
    data = hostile.encoded(hostile.picture().convert("CMYK"), "JPEG", quality=95)
    assert b"Adobe" in data  # inverted values, as Photoshop writes them
    assert near(decode(data).getpixel((60, 44)), hostile.WHITE)


def test_deep_grey_keeps_its_gradient():
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)
    image = decode(hostile.encoded(Image.fromarray(np.tile(ramp, (4, 1))), "PNG"))
    assert np.array_equal(np.asarray(image)[0, :, 0], np.arange(256))


def test_values_beyond_all_ranges_are_stretched():
    heights = np.array([[-100.0, 0.0], [155.0, 155.0]], np.float32)
    image = decode(hostile.encoded(Image.fromarray(heights), "TIFF"))
    assert np.asarray(image)[..., 0].tolist() == [[0, 100], [255, 255]]


@pytest.mark.parametrize("size", [10, 100, 224, 500, 5000])
def test_a_draft_is_never_smaller_than_wanted(size):
    data = hostile.encoded(hostile.picture((1600, 1200)), "JPEG")
    image = decode(data, size=size)
    assert min(image.size) >= min(size, 1200)
    assert image.width * 3 == image.height * 4
    if size <= 300:
        assert min(image.size) < 1200


@pytest.mark.parametrize("turn", range(1, 9))
def test_the_size_of_the_original_is_known_beside_a_draft(turn):
    exif = Image.Exif()
    exif[0x0112] = turn
    data = hostile.encoded(Image.new("RGB", (1600, 1200)), "JPEG", exif=exif)
    image, original = decode_sized(data, size=100, region=(0.0, 0.0, 0.5, 0.5))
    assert original == ((1200, 1600) if turn > 4 else (1600, 1200))
    assert max(image.size) < 800


def test_a_draft_leaves_the_region_enough_pixels():
    data = hostile.encoded(hostile.picture((1600, 1200)), "JPEG")
    part = decode(data, size=200, region=(0.5, 0.0, 1.0, 0.25))
    assert min(part.size) >= 200
    assert near(part.getpixel((5, 5)), hostile.GREEN)


def test_region_is_cut_from_the_upright_picture():
    for turn in range(1, 9):
        part = decode(hostile.turned(turn), region=(0.5, 0.5, 1.0, 1.0))
        assert part.size == (32, 24)
        assert near(part.getpixel((28, 20)), hostile.WHITE)


def test_the_narrowest_region_is_one_pixel():
    data = hostile.encoded(hostile.picture(), "PNG")
    assert decode(data, region=(0.9999, 0.9999, 1.0, 1.0)).size == (1, 1)


def test_the_size_is_checked_before_pixels_are_read(monkeypatch):
    def unwanted(*_):
        raise AssertionError("pixels were read")

    monkeypatch.setattr(Image.core, "new", unwanted, raising=True)
    with pytest.raises(ImageError, match="megapixels"):
        decode(hostile.bomb())


def test_files_that_cannot_be_opened(tmp_path):
    with pytest.raises(ImageError, match=r"gone\.jpg is not there"):
        decode(tmp_path / "gone.jpg")
    with pytest.raises(ImageError, match="is not a file"):
        decode(tmp_path)
    with pytest.raises(ImageError, match="is not a file"):
        decode(Path(os.devnull))


def test_the_given_name_is_used():
    with pytest.raises(ImageError, match=r"^Your picture is empty"):
        decode(b"", name="Your picture")


def test_a_missing_permission_is_named(tmp_path, monkeypatch):
    def forbidden(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "secret.jpg"
    path.write_bytes(hostile.encoded(hostile.picture(), "JPEG"))
    monkeypatch.setattr(module.Image, "open", forbidden)
    with pytest.raises(ImageError, match=r"secret\.jpg may not be read"):
        decode(path)


def test_heic_without_its_reader_names_the_extra():
    if "HEIF" in readable(risky=True):
        pytest.skip("pillow-heif is installed")
    with pytest.raises(ImageError, match=r"retrieval-explorer\[heic\]"):
        decode(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100))


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow has no AVIF")
def test_avif_is_read():
    image = decode(hostile.encoded(hostile.picture(), "AVIF", quality=95))
    assert image.size == hostile.SIZE
    assert near(image.getpixel((5, 5)), hostile.RED)


def _mutant(data: bytes, dice: random.Random) -> bytes:
    mutant = bytearray(data)
    kind = dice.randrange(3)
    if kind == 0:
        return bytes(mutant[: dice.randrange(len(mutant))])
    reach = len(mutant) if kind == 1 else min(len(mutant), 200)  # headers are short and hurt most
    for _ in range(dice.randrange(1, 8)):
        mutant[dice.randrange(reach)] = dice.randrange(256)
    return bytes(mutant)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF"])
def test_mutilated_files_are_read_or_refused(kind, capfd):
    data, dice = hostile.encoded(hostile.noise(), kind), random.Random(kind)
    refused = 0
    for _ in range(150):
        try:
            assert decode(_mutant(data, dice), size=16).mode == "RGB"
        except ImageError:
            refused += 1
    assert refused > 20


def test_pixels_equal_those_of_pillow():
    data = hostile.encoded(hostile.noise(), "JPEG")
    with Image.open(io.BytesIO(data)) as image:
        assert np.array_equal(np.asarray(image.convert("RGB")), np.asarray(decode(data, size=40)))
