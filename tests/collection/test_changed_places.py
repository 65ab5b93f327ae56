"""One look at each folder tells whether a source has changed since it was scanned."""

import os

import numpy as np
import pytest

from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
from explorer.errors import Cancelled, InputError

LATER = 10**9
"""A second in nanoseconds: longer than the clock of any file system ticks."""


@pytest.fixture
def catalogue(tmp_path):
    with Catalogue(tmp_path / "catalogue.sqlite", write=True) as catalogue:
        yield catalogue


def touch(path) -> None:
    """Let a file or folder look changed, however coarse the file system's clock is."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + LATER))


def test_nothing_has_changed_right_after_a_scan(catalogue, photos):
    assert catalogue.changed_places() == []
    catalogue.update(open_source(photos))
    assert catalogue.changed_places() == []


def test_files_that_come_or_go_change_their_folder(catalogue, photos):
    catalogue.update(open_source(photos))
    (photos / "b/c/1.jpg").unlink()
    touch(photos / "b/c")
    assert catalogue.changed_places() == ["b/c"]
    (photos / "new").mkdir()
    touch(photos)
    assert sorted(catalogue.changed_places()) == ["", "b/c"]
    catalogue.update(open_source(photos))
    assert catalogue.changed_places() == []


def test_folders_that_are_gone_count_as_changed(catalogue, photos):
    catalogue.update(open_source(photos))
    (photos / "a").rename(photos / "z")
    assert "a" in catalogue.changed_places()


def test_a_manifest_is_watched_with_the_folders_of_its_images(catalogue, photos):
    (photos / "images.csv").write_text("path\na/1.jpg\ntop.png\n")
    catalogue.update(open_source(photos))
    touch(photos / "b/c")
    assert catalogue.changed_places() == [], "no image of the manifest lies there"
    touch(photos / "images.csv")
    assert catalogue.changed_places() == ["images.csv"]


def test_a_feature_file_is_watched_itself(catalogue, tmp_path):
    file = tmp_path / "some.npz"
    np.savez(file, features=np.ones((3, 4), np.float32))
    catalogue.update(open_source(file))
    assert catalogue.changed_places() == []
    touch(file)
    assert catalogue.changed_places() == ["some.npz"]


def test_a_source_that_is_gone_is_told_in_one_sentence(catalogue, photos):
    catalogue.update(open_source(photos))
    photos.rename(photos.with_name("elsewhere"))
    with pytest.raises(InputError, match="is not there; connect its drive"):
        catalogue.changed_places()


def test_a_scan_that_was_stopped_does_not_count(catalogue, photos):
    with pytest.raises(Cancelled):
        catalogue.update(open_source(photos), cancelled=lambda: True)
    catalogue.update(open_source(photos))
    (photos / "a/1.jpg").unlink()
    touch(photos / "a")
    with pytest.raises(Cancelled):
        catalogue.update(open_source(photos), cancelled=lambda: True)
    assert catalogue.changed_places() == ["a"]
