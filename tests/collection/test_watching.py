"""Looks at a source tell whether a scan would find anything, and what; all with real files."""

import os

import numpy as np
import pytest

from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
from explorer.collection.watching import LEAST_PAUSE, Watch
from explorer.errors import Cancelled

LATER = 10**9
"""A second in nanoseconds: longer than the clock of any file system ticks."""


@pytest.fixture
def photos(disk_photos):
    """The pictures; stores are not watched."""
    return disk_photos


@pytest.fixture
def watch(catalogue, photos):
    """Of the pictures, which were scanned."""
    catalogue.update(open_source(photos))
    return Watch(catalogue.path)


def touch(path) -> None:
    """Let a file or folder look changed, however coarse the file system's clock is."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + LATER))


def seen(watch) -> str:
    return watch.look().difference.summary()


def test_nothing_has_changed_right_after_a_scan(watch):
    look = watch.look()
    assert not look.difference
    assert not look.away
    assert look.settled
    assert watch.pause >= LEAST_PAUSE


def test_a_catalogue_that_was_never_filled_has_nothing_to_compare_with(catalogue):
    assert not Watch(catalogue.path).look().difference


def test_files_that_come_go_move_or_change_are_counted(watch, catalogue, photos):
    (photos / "b/c/1.jpg").unlink()
    (photos / "a/9.jpg").write_bytes(b"new")
    (photos / "new/deep").mkdir(parents=True)
    (photos / "new/deep/8.png").write_bytes(b"newer")
    (photos / "a/2.jpg").rename(photos / "b/2.jpg")
    (photos / "top.png").write_bytes(b"other")
    assert seen(watch) == "2 new, 1 removed, 1 renamed, 1 changed"
    report = catalogue.update(open_source(photos))
    assert (report.added, report.missing, report.changed) == (3, 2, 1), "nothing was read, so that nothing is renamed"
    assert seen(watch) == ""


def test_a_file_that_is_there_again_is_new(watch, catalogue, photos):
    away = photos.with_name("kept.jpg")
    (photos / "a/1.jpg").rename(away)
    touch(photos / "a")
    assert seen(watch) == "1 removed"
    catalogue.update(open_source(photos))
    away.rename(photos / "a/1.jpg")
    touch(photos / "a")
    assert seen(watch) == "1 new"


def test_a_folder_under_another_name_holds_renamed_files(watch, photos):
    (photos / "b").rename(photos / "z")
    assert seen(watch) == "2 renamed"


@pytest.mark.parametrize("name", [".hidden.jpg", "notes.doc", "Thumbs.db", "@eaDir", "node_modules", "other.rexws"])
def test_what_a_scan_passes_by_is_no_difference(watch, photos, name):
    (photos / "a" / name).mkdir()
    (photos / "a" / name / "1.jpg").write_bytes(b"not ours")
    touch(photos / "a")
    if not name.startswith(".") and "." in name and not name.endswith(".rexws"):
        (photos / "a" / name / "1.jpg").unlink()
    assert seen(watch) == ""


def test_a_difference_is_settled_once_it_stays_the_same(watch, photos):
    assert watch.look().settled
    arriving = photos / "a/9.jpg"
    arriving.write_bytes(b"half")
    assert not watch.look().settled
    arriving.write_bytes(b"half and whole")
    assert not watch.look().settled, "it still grows"
    assert watch.look().settled


def test_captions_beside_images_are_looked_at(watch, catalogue, photos):
    (photos / "a/1.txt").write_text("a dog")
    assert seen(watch) == "1 changed"
    catalogue.update(open_source(photos))
    assert seen(watch) == ""
    touch(photos / "a/1.txt")
    assert seen(watch) == "1 changed"


def test_of_a_manifest_only_what_it_names_counts(catalogue, photos):
    (photos / "images.csv").write_text("path\na/1.jpg\ntop.png\nlater.jpg\n")
    catalogue.update(open_source(photos))
    watch = Watch(catalogue.path)
    (photos / "b/c/7.jpg").write_bytes(b"not named")
    (photos / "a/7.jpg").write_bytes(b"not named")
    assert seen(watch) == ""
    (photos / "later.jpg").write_bytes(b"named")
    (photos / "a/1.jpg").unlink()
    touch(photos / "images.csv")
    assert seen(watch) == "1 new, 1 removed, another images.csv"


def test_a_manifest_that_is_new_is_told(watch, photos):
    (photos / "images.csv").write_text("path\na/1.jpg\n")
    assert seen(watch) == "another images.csv"


def test_a_source_of_which_nothing_is_watched_is_left_alone(watch, catalogue, photos, monkeypatch):
    monkeypatch.setattr(type(catalogue), "watched", {})
    photos.rename(photos.with_name("elsewhere"))
    look = watch.look()
    assert not look.away, "an object store is no folder of this machine"
    assert not look.difference


def test_a_feature_file_is_watched_itself(catalogue, tmp_path):
    file = tmp_path / "some.npz"
    np.savez(file, features=np.ones((3, 4), np.float32))
    catalogue.update(open_source(file))
    watch = Watch(catalogue.path)
    assert seen(watch) == ""
    touch(file)
    assert seen(watch) == "another some.npz"


def test_a_source_that_is_away_is_told_and_so_is_its_return(watch, photos):
    (photos / "a/9.jpg").write_bytes(b"new")
    elsewhere = photos.with_name("elsewhere")
    photos.rename(elsewhere)
    look = watch.look()
    assert "is not there; connect its drive" in look.away
    assert not look.difference
    photos.mkdir()  # where a drive was put into the tree
    assert "is empty; connect the drive" in watch.look().away
    photos.rmdir()
    elsewhere.rename(photos)
    look = watch.look()
    assert look.away == ""
    assert look.difference.new == 1


def test_a_scan_that_was_stopped_does_not_count(watch, catalogue, photos):
    (photos / "a/1.jpg").unlink()
    with pytest.raises(Cancelled):
        catalogue.update(open_source(photos), cancelled=lambda: True)
    assert seen(watch) == "1 removed"


def test_a_look_can_be_stopped(watch):
    with pytest.raises(Cancelled):
        watch.look(cancelled=lambda: True)


def test_folders_are_compared_by_turns(watch, photos, monkeypatch):
    monkeypatch.setattr("explorer.collection.watching._PORTION_SECONDS", -1)
    (photos / "b/c/1.jpg").write_bytes(b"written over, in a folder that stays the same")
    assert seen(watch) == ""
    monkeypatch.setattr("explorer.collection.watching._PORTION_SECONDS", 1)
    assert seen(watch) == "1 changed"


def test_a_folder_that_may_not_be_listed_is_no_difference(unprivileged):
    folder, as_nobody = unprivileged
    photos = folder / "photos"
    photos.mkdir()
    (photos / "1.jpg").write_bytes(b"1")
    (photos / "shut").mkdir(mode=0o000)
    with as_nobody(), Catalogue(folder / "catalogue.sqlite", write=True) as catalogue:
        catalogue.update(open_source(photos))
        assert seen(Watch(catalogue.path)) == ""
