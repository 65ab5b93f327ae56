"""The order in which things reach the disk, so that a power cut leaves the old or the new and never a name of nothing.

What a system may lose at a power cut is whatever was not synced: bytes of a file, or names in a folder. Whether a
process dies is another matter; see the tests of sudden deaths.
"""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from explorer.workspace import durable
from explorer.workspace.shards import ShardLog
from explorer.workspace.store import ArrayWriter, Workspace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="open files are told by /proc")


class Disk:
    """Hears of writes, new names and syncs below a folder.

    Attributes:
        faults: what would be lost, or stand for something that is.
    """

    def __init__(self, root):
        self.root, self.faults, self.armed = str(root), [], True
        self._bytes, self._names = set(), set()  # files and folders of which something is not on the disk yet

    def hear(self, event, arguments):
        """See `sys.addaudithook`."""
        if not self.armed or not arguments or not str(arguments[0]).startswith(self.root):
            return
        path = str(arguments[0])
        if event == "open" and arguments[2] & os.O_WRONLY | arguments[2] & os.O_RDWR:
            self._bytes.add(path)
            if arguments[2] & os.O_CREAT and not Path(path).exists():
                self._names.add(str(Path(path).parent))
        elif event == "os.mkdir" and not Path(path).exists():
            self._names.add(str(Path(path).parent))
        elif event == "os.rename":
            self._rename(path, str(arguments[1]))

    def _rename(self, old, new):
        """A name that counts: all that it stands for must be there first, and other names that count before it."""
        self.faults += [
            f"{path} is named {new} before its bytes are there" for path in self._bytes if _below(path, old)
        ]
        self.faults += [
            f"{path} is named {new} before its names are there" for path in self._names if _below(path, old)
        ]
        self._names.add(str(Path(new).parent))

    def sync(self, descriptor):
        """Instead of `os.fsync`, of which nothing else is told."""
        path = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        self._bytes.discard(path)
        self._names.discard(path)

    def end(self):
        """Whatever was done is to last."""
        self.armed = False
        temporary = f"/{durable.TEMPORARY}"
        self.faults += [
            f"the bytes of {path} may be lost"
            for path in self._bytes
            if Path(path).is_file() and Path(path).stat().st_size
        ]
        self.faults += [
            f"names in {path} may be lost" for path in self._names if Path(path).exists() and temporary not in path
        ]


def _below(path, folder):
    return path == folder or path.startswith(f"{folder}/")


@pytest.fixture
def disk(tmp_path, monkeypatch):
    disk = Disk(tmp_path)
    sys.addaudithook(disk.hear)
    monkeypatch.setattr(os, "fsync", disk.sync)
    yield disk
    disk.armed = False


def write_results(folder):
    with Workspace.create(folder / "deep" / "it.rexws") as workspace:
        for value in (1, 2):
            workspace.write("maps", "umap", {"positions": np.full((3, 2), value)}, {})
        with (
            workspace.writing("features", "key") as place,
            ArrayWriter(place / "values.npy", np.float32, (2,)) as writer,
        ):
            writer.append(np.zeros((4, 2), np.float32))
        workspace.configure(encoder="lite0")


def append_shards(folder):
    log = ShardLog(folder / "features" / "key" / "shards")
    for _ in range(2):
        log.append({"content": np.arange(3)})


def export(folder):
    for text in ("old", "new"):
        with durable.replacing(folder / "ranking.csv") as unfinished:
            unfinished.write_text(text)


@pytest.mark.parametrize("work", [write_results, append_shards, export])
def test_nothing_counts_before_it_is_on_the_disk(work, disk, tmp_path):
    work(tmp_path)
    disk.end()
    assert not disk.faults, "\n".join(disk.faults)


def test_a_missing_sync_is_noticed(disk, tmp_path):
    (tmp_path / "a").write_text("x")
    (tmp_path / "a").rename(tmp_path / "b")
    disk.end()
    assert [fault.replace(str(tmp_path), "") for fault in disk.faults] == [
        "/a is named /b before its bytes are there",
        "names in  may be lost",
    ]
