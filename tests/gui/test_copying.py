"""Copies of files; what befalls them in a process that dies or lacks a disk is in tests/e2e/window_writes.py."""

import shutil

import pytest

from explorer.gui.copying import copied


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"new")
    return path


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "copies"
    path.mkdir()
    return path


def test_copies_never_replace_what_is_there(source, folder):
    (folder / "a.jpg").write_bytes(b"old")
    (folder / "a (2).jpg").symlink_to(folder / "gone.jpg")
    result = copied([source, source], folder)
    assert (result.count, result.failed) == (2, ())
    assert result.sentence == f"2 files are copied to {folder}."
    assert {path.name: path.read_bytes() for path in folder.iterdir() if not path.is_symlink()} == {
        "a.jpg": b"old", "a (3).jpg": b"new", "a (4).jpg": b"new",
    }  # fmt: skip


def test_copies_keep_times_and_permissions(source, folder):
    source.chmod(0o444)
    copied([source], folder)
    there, here = source.stat(), (folder / "a.jpg").stat()
    assert (there.st_mode, there.st_mtime_ns) == (here.st_mode, here.st_mtime_ns)


def test_a_file_that_vanishes_is_named_and_holds_up_no_other(source, folder, monkeypatch):
    whole = shutil.copyfile

    def vanish(path, target):
        if path.name == "half.jpg":
            target.write_bytes(b"ne")
            raise OSError(5, "Input/output error", str(path))
        return whole(path, target)

    monkeypatch.setattr("explorer.gui.copying.shutil.copyfile", vanish)
    result = copied([source.with_name("half.jpg"), source], folder)
    assert [path.name for path in folder.iterdir()] == ["a.jpg"]
    told = "1 could not be copied: half.jpg (Input/output error)."
    assert result.sentence == f"1 file is copied to {folder}. {told}"


def test_many_failures_are_named_in_the_log(source, folder, caplog):
    names = [f"{number}.jpg" for number in range(5)]
    result = copied([source.with_name(name) for name in names], folder)
    gone = "(No such file or directory)"
    told = f"5 could not be copied: 0.jpg {gone}, 1.jpg {gone}, 2.jpg {gone}, and 2 more, which the log names."
    assert result.sentence == f"0 files are copied to {folder}. {told}"
    assert all(name in caplog.text for name in names)
