import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from . import hostile

NOBODY = 65534


@pytest.fixture
def photos(tmp_path):
    """Six pictures in two folders and one at the top."""
    root = tmp_path / "photos"
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
