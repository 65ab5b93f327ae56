import io
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from explorer.collection import thumbnails as module
from explorer.collection.records import Record
from explorer.collection.thumbnails import ThumbnailStore, make_thumbnail, signature

from . import hostile

RECORD = Record(1, "a.jpg", 10, 20, None, None, None, (), "", "", None, {}, "present", "")


@pytest.mark.parametrize(("size", "wanted"), [((640, 480), (192, 144)), ((100, 3000), (6, 192)), ((50, 40), (50, 40))])
def test_the_longest_side_is_reduced(size, wanted):
    with Image.open(io.BytesIO(make_thumbnail(hostile.picture(size)))) as image:
        assert (image.format, image.size) == ("JPEG", wanted)


def test_a_thin_line_keeps_one_pixel():
    with Image.open(io.BytesIO(make_thumbnail(Image.new("RGB", (5000, 1))))) as image:
        assert image.size == (192, 1)


def test_the_signature_changes_with_the_file():
    same = replace(RECORD, content=b"0" * 16, width=5, labels=("x",), path="renamed.jpg")
    assert signature(RECORD) == signature(same)
    assert signature(RECORD) != signature(replace(RECORD, size=11))
    assert signature(RECORD) != signature(replace(RECORD, mtime_ns=21))


def test_pictures_are_kept_by_id_and_signature(tmp_path):
    with ThumbnailStore(tmp_path / "t.sqlite") as store:
        store.put_many([(1, "s", b"one"), (2, "s", b"two")])
        store.put_many([(2, "new", b"zwei")])
        assert store.get(1, "s") == b"one"
        assert store.get(2, "s") is None
        assert store.get(2, "new") == b"zwei"
        assert store.get(3, "s") is None
    with ThumbnailStore(tmp_path / "t.sqlite") as store:
        assert store.get(1, "s") == b"one"


def test_the_oldest_are_dropped_beyond_the_limit(tmp_path):
    with ThumbnailStore(tmp_path / "t.sqlite", limit_bytes=1000) as store:
        store.put_many([(image, "s", bytes(100)) for image in range(10)])
        store.put_many([(0, "s", bytes(100))])  # made again, so the youngest now
        store.put_many([(image, "s", bytes(100)) for image in range(10, 14)])
        kept = [image for image in range(14) if store.get(image, "s")]
        assert kept == [0, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    stored = sqlite3.connect(tmp_path / "t.sqlite").execute(
        "SELECT bytes, (SELECT count(*) FROM thumbnails) FROM total"
    )
    assert stored.fetchone() == (1000, 10)
    stored.connection.close()


def test_a_damaged_store_is_made_anew(tmp_path):
    path = tmp_path / "t.sqlite"
    path.write_bytes(b"this is no database " * 500)
    with ThumbnailStore(path) as store:
        store.put_many([(1, "s", b"x")])
        assert store.get(1, "s") == b"x"


def test_a_store_that_may_not_be_written_is_read(unprivileged):
    root, as_nobody = unprivileged
    with ThumbnailStore(root / "t.sqlite") as store:
        store.put_many([(1, "s", b"x")])
    (root / "t.sqlite").chmod(0o444)
    root.chmod(0o555)
    with as_nobody(), ThumbnailStore(root / "t.sqlite") as store:
        store.put_many([(2, "s", b"y")])
        assert (store.get(1, "s"), store.get(2, "s")) == (b"x", None)
    root.chmod(0o777)


WRITE = """
import sys
from pathlib import Path
from explorer.collection.thumbnails import ThumbnailStore
with ThumbnailStore(Path(sys.argv[1])) as store:
    for start in range(0, 400, 20):
        store.put_many([(int(sys.argv[2]) + i, "s", bytes(3000)) for i in range(start, start + 20)])
"""


def test_several_processes_and_threads_write_at_once(tmp_path):
    path = tmp_path / "t.sqlite"
    environment = {"PYTHONPATH": str(Path(module.__file__).parents[2])}
    command = [sys.executable, "-c", WRITE, str(path)]
    children = [subprocess.Popen([*command, str(start)], env=environment) for start in (1000, 2000)]
    with ThumbnailStore(path) as store, ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda image: store.put_many([(image, "s", bytes(500))]), range(200)))
        assert [child.wait(60) for child in children] == [0, 0]
        assert all(threads.map(lambda image: store.get(image, "s"), [*range(200), *range(1000, 1400), 2399]))
