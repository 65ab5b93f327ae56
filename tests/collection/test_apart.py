"""Files that only a process of its own may read: the same pictures, and what becomes of files that end it."""

import os
import signal
import sys
from pathlib import Path

import pytest
from PIL import Image, features

from explorer.collection import apart
from explorer.collection.apart_child import serve
from explorer.collection.decode import decode, decode_here, decode_sized
from explorer.collection.embedded import caption_here, embedded_caption
from explorer.collection.formats import readable
from explorer.errors import ImageError

from . import hostile

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")
assert serve  # whatever the child imports is there
KINDS = ["TIFF", "WEBP", *(["AVIF"] if features.check("avif") else [])]


@pytest.fixture
def readers(monkeypatch):
    """Replaces the readers by others, and ends these."""
    monkeypatch.setattr(apart, "_idle", [])

    def become(script):
        if script is not None:
            monkeypatch.setattr(apart, "child_command", lambda _: [sys.executable, "-c", script])

    yield become
    apart.end_readers()


def coloured(kind, size=hostile.SIZE):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "A red apple on a table."
    return hostile.encoded(hostile.picture(size), kind, exif=exif)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_read_apart_is_the_same_to_the_last_byte(kind, tmp_path):
    data, formats = coloured(kind), readable(risky=True)
    (tmp_path / "it.jpg").write_bytes(data)  # the beginning tells, not the name
    for source in (data, tmp_path / "it.jpg"):
        for size, region in ((None, None), (16, (0.25, 0.0, 1.0, 0.5))):
            near = decode_here(source, size=size, region=region, name="x", formats=formats)
            far = decode_sized(source, size=size, region=region)
            assert near[0].tobytes() == far[0].tobytes()
            assert (near[0].size, near[1]) == (far[0].size, far[1])
        assert embedded_caption(source) == caption_here(source, formats=formats)


@pytest.mark.parametrize("kind", KINDS)
def test_no_risky_file_is_opened_by_the_process_that_wants_it(kind):
    with pytest.raises(ImageError, match="no image that can be read"):
        decode_here(coloured(kind), size=None, region=None, name="x", formats=readable(risky=False))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_file_that_ends_its_reader_is_named_and_the_next_one_is_read(readers, monkeypatch):
    readers(None)
    before = apart.child_command
    readers("import os, signal, sys; sys.stdin.read(9); os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(ImageError, match=r"^evil\.tif ended the process that reads such files; remove it, or"):
        decode(coloured("TIFF"), name="evil.tif")
    assert embedded_caption(coloured("TIFF")) == ""
    monkeypatch.setattr(apart, "child_command", before)
    assert decode(coloured("TIFF")).size == hostile.SIZE[::-1]
    (idle,) = apart._idle
    os.kill(idle._process.pid, signal.SIGKILL)  # by the system, between two files
    idle._process.wait()
    assert decode(coloured("WEBP")).size == hostile.SIZE[::-1]


def test_a_reader_that_hangs_is_ended(readers, monkeypatch):
    readers("import time; time.sleep(60)")
    monkeypatch.setattr(apart, "SECONDS", 0.2)
    with pytest.raises(ImageError, match=r"slow\.tif takes longer than 0\.2 s to read"):
        decode(coloured("TIFF"), name="slow.tif")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space as on Linux")
def test_a_reader_takes_no_more_than_its_memory_and_writes_nothing(readers):
    readers(
        "import sys; from explorer.collection import apart_child as child;"
        "from explorer.collection.formats import readable; readable(risky=True);"
        "size = int(open('/proc/self/statm').read().split()[0]) * 4096; child.MEMORY = size + 2**25;"
        "child.serve(sys.stdin.buffer, sys.stdout.buffer)"
    )
    with pytest.raises(ImageError, match=r"large\.tif needs more memory than there is"):
        decode(hostile.encoded(Image.new("1", (9000, 9000)), "TIFF", compression="group4"), name="large.tif")
    assert decode(coloured("TIFF")).size == hostile.SIZE[::-1], "and goes on"
    limits = Path(f"/proc/{apart._idle[0]._process.pid}/limits").read_text()
    assert [line.split()[3:5] for line in limits.splitlines() if line.startswith("Max file size")] == [["0", "0"]]
