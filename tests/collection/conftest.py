import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from explorer.collection.catalogue import Catalogue
from explorer.collection.stores import located

from . import hostile

NOBODY = 65534


@pytest.fixture
def catalogue(tmp_path):
    """An empty one."""
    with Catalogue(tmp_path / "catalogue.sqlite", write=True) as catalogue:
        yield catalogue


@pytest.fixture(params=["disk", "file://", "memory://"])
def place(request, tmp_path):
    """An empty folder: on the disk, by its address, and in an object store."""
    if request.param != "memory://":
        (tmp_path / "photos").mkdir()
        yield tmp_path / "photos" if request.param == "disk" else located(f"file://{tmp_path / 'photos'}")
        return
    fsspec = pytest.importorskip("fsspec", reason="needs universal-pathlib: retrieval-explorer[cluster]")
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    fs.pseudo_dirs[:] = [""]
    yield located("memory://bucket/photos")
    fs.store.clear()


def move(before, after):
    """Rename a file or folder, in a store too."""
    if isinstance(before, Path):
        before.rename(after)
    else:
        before.fs.mv(before.path, after.path, recursive=True)


def remove(folder):
    """Delete a folder with all that is in it."""
    if isinstance(folder, Path):
        shutil.rmtree(folder)
    else:
        folder.fs.rm(folder.path, recursive=True)


@pytest.fixture
def photos(place):
    """Six pictures in two folders and one at the top, wherever images may lie."""
    return filled(place)


@pytest.fixture
def disk_photos(tmp_path):
    """The same on the disk, for what there are no stores of: links, permissions, times that are set."""
    return filled(tmp_path / "photos")


def filled(root):
    """Put the six pictures there."""
    for index, name in enumerate(["a/1.jpg", "a/2.jpg", "a/3.png", "b/c/1.jpg", "b/c/2.jpg", "top.png"]):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(hostile.encoded(hostile.noise(index), "PNG"))
    return root


@pytest.fixture
def unprivileged():
    """A folder that anybody may enter, and a context in which we are nobody: root may read everything."""

    @contextmanager
    def as_nobody():
        if os.geteuid() != 0:
            yield
            return
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)

    if not hasattr(os, "geteuid"):
        pytest.skip("permissions are tested where there are users as on Unix")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder, as_nobody
        for path in folder.rglob("*"):
            path.chmod(0o777)


@pytest.fixture
def data():
    """The folder of real collections."""
    folder = os.environ.get("EXPLORER_DATA")
    if not folder:
        pytest.skip("EXPLORER_DATA does not name the folder of real collections")
    return Path(folder)
