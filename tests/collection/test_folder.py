import os
from pathlib import Path

import pytest

from explorer.collection.names import workspace_name
from explorer.collection.source import open_source
from explorer.errors import Cancelled, InputError

from . import hostile


def found(root, status="present"):
    return {file.path: file for file in open_source(root).files() if file.status == status}


def test_all_images_below_a_folder_in_order(photos):
    paths = [file.path for file in open_source(photos).files()]
    assert paths == ["a/1.jpg", "a/2.jpg", "a/3.png", "b/c/1.jpg", "b/c/2.jpg", "top.png"]


def test_size_and_time_are_those_of_the_file(disk_photos):
    file, status = found(disk_photos)["a/1.jpg"], (disk_photos / "a/1.jpg").stat()
    assert (file.size, file.mtime_ns) == (status.st_size, status.st_mtime_ns)


def test_the_label_is_the_name_of_the_folder(photos):
    labels = {path: file.annotation.labels for path, file in found(photos).items()}
    assert labels["a/1.jpg"] == ("a",)
    assert labels["b/c/1.jpg"] == ("c",)
    assert labels["top.png"] == ()


@pytest.mark.parametrize("folder", [".git", ".hidden", "@eaDir", "node_modules", "__MACOSX", "old.rexws"])
def test_folders_of_other_programs_are_skipped(photos, folder):
    (photos / folder).mkdir()
    (photos / folder / "x.jpg").write_bytes(b"x")
    (photos / "._a.jpg").write_bytes(b"x")
    assert len(list(open_source(photos).files())) == 6


def test_other_files_are_counted_as_ignored(photos):
    (photos / "notes.txt").write_text("x")
    assert list(found(photos, "ignored")) == ["notes.txt"]


def test_loops_of_links_end_and_real_places_win(disk_photos):
    (disk_photos / "0 link to a").symlink_to(disk_photos / "a", target_is_directory=True)
    (disk_photos / "a" / "loop").symlink_to(disk_photos, target_is_directory=True)
    (disk_photos / "self").symlink_to(disk_photos / "self")
    assert len(found(disk_photos)) == 6


def test_a_linked_folder_elsewhere_is_followed_once(disk_photos, tmp_path):
    other = tmp_path / "other"
    (other / "d").mkdir(parents=True)
    (other / "d" / "x.jpg").write_bytes(b"x")
    (disk_photos / "l1").symlink_to(other, target_is_directory=True)
    (disk_photos / "l2").symlink_to(other, target_is_directory=True)
    assert [path for path in found(disk_photos) if path.endswith("x.jpg")] == ["l1/d/x.jpg"]


def test_dangling_and_circular_file_links_are_reported(disk_photos):
    (disk_photos / "gone.jpg").symlink_to(disk_photos / "nothing.jpg")
    (disk_photos / "loop.jpg").symlink_to(disk_photos / "loop.jpg")
    missing = found(disk_photos, "missing")
    assert sorted(missing) == ["gone.jpg", "loop.jpg"]
    assert missing["loop.jpg"].reason == "loop.jpg is a link that leads nowhere."


def test_only_regular_files_are_images(disk_photos):
    (disk_photos / "folder.jpg").mkdir()
    os.mkfifo(disk_photos / "pipe.jpg")
    assert len(found(disk_photos)) == 6
    assert list(found(disk_photos, "ignored")) == ["pipe.jpg"]


def test_odd_names_come_back_as_they_are(tmp_path):
    sound, broken = hostile.write_all(tmp_path)
    assert set(found(tmp_path)) == {case.name for case in (*sound, *broken)}
    undecodable = [path for path in found(tmp_path) if not path.isprintable() and "caf" in path]
    assert [os.fsencode(path) for path in undecodable] == [b"caf\xe9 \xff.png"]


def test_an_undecodable_folder_gives_a_label_that_can_be_shown(tmp_path):
    folder = tmp_path / os.fsdecode(b"sch\xf6n")
    folder.mkdir()
    (folder / "x.jpg").write_bytes(b"x")
    (file,) = found(tmp_path).values()
    assert file.annotation.labels == (r"sch\xf6n",)


def test_a_folder_without_permission_is_one_outcome(unprivileged):
    root, as_nobody = unprivileged
    (root / "open").mkdir()
    (root / "open" / "x.jpg").write_bytes(b"x")
    (root / "shut").mkdir(mode=0)
    with as_nobody():
        assert list(found(root)) == ["open/x.jpg"]
        (shut,) = found(root, "unreadable").values()
        assert shut.reason == "The folder shut may not be listed; ask for permission to read it."


def test_the_folder_itself_without_permission_is_an_error(unprivileged):
    root, as_nobody = unprivileged
    (root / "shut").mkdir(mode=0)
    with as_nobody(), pytest.raises(InputError, match="may not be listed"):
        list(open_source(root / "shut").files())


def test_cancel_stops_a_scan(place):
    for number in range(600):
        (place / f"{number}.jpg").touch()
    with pytest.raises(Cancelled):
        list(open_source(place).files(cancelled=lambda: True))
    if not isinstance(place, Path):
        return
    reports = []
    list(open_source(place).files(lambda *report: reports.append(report)))
    assert reports == [(512, 0, "Looking for images")]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nothing", "There is nothing at"),
        ("single.jpg", "is a single image; open the folder"),
        ("letter.docx", "is nothing that can be opened"),
        ("gnd_roxford5k.json", "is nothing that can be opened"),
    ],
)
def test_what_is_no_source_is_one_sentence(tmp_path, name, reason):
    if name != "nothing":
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(InputError, match=reason):
        open_source(tmp_path / name)


def test_the_workspace_name_is_stable_and_readable(disk_photos, tmp_path):
    name = workspace_name(disk_photos)
    assert name.startswith("photos-")
    assert name.endswith(".rexws")
    assert workspace_name(disk_photos / ".." / "photos") == name
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "photos").mkdir()
    assert workspace_name(tmp_path / "x" / "photos") != name
