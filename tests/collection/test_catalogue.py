import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from explorer.collection import catalogue as module
from explorer.collection import scan
from explorer.collection.catalogue import Catalogue
from explorer.collection.content import content_hash, hash_file
from explorer.collection.source import open_source
from explorer.errors import Cancelled, InputError, WorkspaceError

from . import hostile
from .conftest import move, remove


def scanned(catalogue, root):
    return catalogue.update(open_source(root))


def read_all(catalogue, root):
    """Do what the embedder does: read every pending file."""
    pending = catalogue.pending()
    catalogue.set_content({int(i): (hash_file(root / catalogue.record(i).path), 64, 48) for i in pending})


def outcome_of(catalogue):
    return {outcome.path: outcome.outcome for outcome in catalogue.outcomes()}


def test_the_first_scan_numbers_files_in_sorted_order(catalogue, photos):
    report = scanned(catalogue, photos)
    assert (report.added, report.unchanged, report.missing) == (6, 0, 0)
    assert [record.path for record in catalogue.records(catalogue.ids())] == [
        "a/1.jpg",
        "a/2.jpg",
        "a/3.png",
        "b/c/1.jpg",
        "b/c/2.jpg",
        "top.png",
    ]
    assert catalogue.ids().tolist() == [1, 2, 3, 4, 5, 6]
    assert catalogue.ids().dtype == np.int64
    assert set(outcome_of(catalogue).values()) == {"added"}


def test_a_second_scan_changes_nothing(catalogue, photos):
    scanned(catalogue, photos)
    revision = catalogue.revision
    report = scanned(catalogue, photos)
    assert report.unchanged == 6
    assert report.summary() == "6 unchanged"
    assert catalogue.revision == revision
    assert set(outcome_of(catalogue).values()) == {"unchanged"}


def test_a_clock_that_goes_back_hides_no_change(catalogue, disk_photos, monkeypatch):
    scanned(catalogue, disk_photos)
    read_all(catalogue, disk_photos)
    monkeypatch.setattr("time.time", lambda: 0.0)
    (disk_photos / "a/2.jpg").write_bytes((disk_photos / "a/1.jpg").read_bytes())
    for path in (disk_photos / "a/2.jpg", disk_photos / "a", disk_photos):
        os.utime(path, (0, 0))
    report = scanned(catalogue, disk_photos)
    assert report.unchanged == 5
    assert catalogue.pending().tolist() == [2]


def test_a_changed_file_is_read_again_and_keeps_its_id(catalogue, photos):
    scanned(catalogue, photos)
    read_all(catalogue, photos)
    (photos / "a/2.jpg").write_bytes(b"other bytes")
    report = scanned(catalogue, photos)
    assert (report.changed, report.unchanged) == (1, 5)
    record = catalogue.record(2)
    assert (record.content, record.width, record.status) == (None, None, "present")
    assert catalogue.pending().tolist() == [2]
    assert catalogue.contents()[0].tolist() == [1, 3, 4, 5, 6]


def test_a_touched_file_is_read_again(catalogue, disk_photos):
    scanned(catalogue, disk_photos)
    read_all(catalogue, disk_photos)
    os.utime(disk_photos / "top.png", ns=(1, 1))
    assert scanned(catalogue, disk_photos).changed == 1


def test_a_lost_file_is_missing_once_and_its_id_waits(catalogue, photos):
    scanned(catalogue, photos)
    read_all(catalogue, photos)
    kept = (photos / "a/1.jpg").read_bytes()
    (photos / "a/1.jpg").unlink()
    report = scanned(catalogue, photos)
    assert report.missing == 1
    assert report.problems[0].reason.startswith("a/1.jpg is not there any more")
    assert catalogue.ids("missing").tolist() == [1]
    assert 1 not in catalogue.ids()
    assert scanned(catalogue, photos).missing == 0
    (photos / "a/1.jpg").write_bytes(kept)
    assert scanned(catalogue, photos).added == 1
    assert [record.path for record in catalogue.records([1])] == ["a/1.jpg"]


def test_ids_are_never_used_again(catalogue, photos):
    scanned(catalogue, photos)
    (photos / "z.jpg").write_bytes(b"z")
    scanned(catalogue, photos)
    assert catalogue.ids_of(["z.jpg", "nothing.jpg"]).tolist() == [7, -1]
    (photos / "z.jpg").unlink()
    (photos / "0.jpg").write_bytes(b"other")
    scanned(catalogue, photos)
    assert catalogue.ids_of(["0.jpg"]).tolist() == [8]


def test_a_renamed_file_keeps_id_and_content(catalogue, photos):
    scanned(catalogue, photos)
    read_all(catalogue, photos)
    before = catalogue.record(4)
    (photos / "new").mkdir()
    move(photos / "b/c/1.jpg", photos / "new/name.jpg")
    report = scanned(catalogue, photos)
    assert (report.renamed, report.added, report.missing) == (1, 0, 0)
    after = catalogue.record(4)
    assert (after.path, after.content, after.labels) == ("new/name.jpg", before.content, ("new",))
    outcomes = {outcome.path: outcome for outcome in catalogue.outcomes()}
    assert outcomes["new/name.jpg"].reason == "It was b/c/1.jpg."


def test_a_whole_renamed_folder_is_recognised(catalogue, photos):
    for name in ("1.jpg", "2.jpg"):  # equal files must not be mixed up
        (photos / "b" / "c" / f"copy {name}").write_bytes((photos / "top.png").read_bytes())
    scanned(catalogue, photos)
    read_all(catalogue, photos)
    before = {record.path: record.id for record in catalogue.records(catalogue.ids())}
    move(photos / "b", photos / "moved")
    assert scanned(catalogue, photos).renamed == 4
    for record in catalogue.records(catalogue.ids()):
        assert before[record.path.replace("moved/", "b/")] == record.id


def test_only_files_that_may_be_renamed_ones_are_read(catalogue, photos, monkeypatch):
    scanned(catalogue, photos)
    read_all(catalogue, photos)
    read = []
    monkeypatch.setattr(scan, "hash_file", lambda path: read.append(path.name) or content_hash(path.read_bytes()))
    size = (photos / "a/1.jpg").stat().st_size
    (photos / "a/1.jpg").unlink()
    (photos / "same size.jpg").write_bytes(bytes(size))
    (photos / "other size.jpg").write_bytes(bytes(size + 1))
    report = scanned(catalogue, photos)
    assert read == ["same size.jpg"]
    assert (report.added, report.missing, report.renamed) == (2, 1, 0)


def test_files_never_read_are_not_taken_for_renamed(catalogue, photos):
    scanned(catalogue, photos)
    move(photos / "a/1.jpg", photos / "a/9.jpg")
    report = scanned(catalogue, photos)
    assert (report.added, report.missing, report.renamed) == (1, 1, 0)


def test_broken_files_stay_broken_until_they_change(catalogue, photos):
    scanned(catalogue, photos)
    read_all(catalogue, photos)
    catalogue.set_broken(2, "2.jpg is damaged.", content_hash(b"x"))
    catalogue.set_broken(3, "3.png may not be read.")
    assert catalogue.ids("broken").tolist() == [2, 3]
    assert catalogue.pending().tolist() == [3]  # where not even the bytes could be read, it is tried again
    assert outcome_of(catalogue)["a/2.jpg"] == "broken"
    report = scanned(catalogue, photos)
    assert (report.broken, report.unchanged) == (1, 5)  # the other one is read again, and told of then
    assert [problem.reason for problem in report.problems] == ["2.jpg is damaged."]
    (photos / "a/2.jpg").write_bytes(hostile.encoded(hostile.picture(), "PNG"))
    assert scanned(catalogue, photos).changed == 1
    assert catalogue.record(2).status == "present"
    catalogue.set_content({3: (b"0" * 16, 1, 1)})
    assert catalogue.record(3).status == "present"


def test_broken_files_are_tried_again_with_another_decoder(catalogue, photos, monkeypatch):
    scanned(catalogue, photos)
    read_all(catalogue, photos)
    catalogue.set_broken(2, "2.jpg is a HEIC image.", content_hash(b"x"))
    monkeypatch.setattr(module, "decoder_version", lambda: "with heif")
    scanned(catalogue, photos)
    assert catalogue.pending().tolist() == [2]


def test_a_manifest_that_appears_changes_what_is_said_only(catalogue, photos):
    scanned(catalogue, photos)
    read_all(catalogue, photos)
    lines = [f"{record.path},test,cat;dog,7" for record in catalogue.records(catalogue.ids())]
    (photos / "images.csv").write_text("\n".join(["path,split,label,fine", *lines, "a/none.jpg,,,"]))
    report = scanned(catalogue, photos)
    assert (report.changed, report.missing) == (6, 1)
    record = catalogue.record(1)
    assert (record.labels, record.split, record.metadata) == (("cat", "dog"), "test", {"fine": "7"})
    assert record.content is not None
    assert catalogue.pending().tolist() == []
    assert catalogue.columns() == ["label", "split", "fine"]
    again = scanned(catalogue, photos)
    assert (again.unchanged, again.missing) == (6, 1)  # named in vain: said each time


def test_columns_in_the_order_asked_for(catalogue, place):
    lines = ["path,label,caption,box,ü x"]
    for number in range(700):
        (place / f"{number:03}.jpg").write_bytes(b"x")
        lines.append(f"{number:03}.jpg,l{number % 3};m,No. {number},0 0 1 0.5,{number * 2}")
    (place / "images.csv").write_text("\n".join(lines))
    scanned(catalogue, place)
    for some in (catalogue.ids()[::-1], [5, 3, 5], np.array([700])):
        assert catalogue.column("ü x", some) == [str((int(i) - 1) * 2) for i in some]
        assert catalogue.labels(some) == [(f"l{(int(i) - 1) % 3}", "m") for i in some]
        assert catalogue.labels(some, "ü x") == [(str((int(i) - 1) * 2),) for i in some]
        assert [record.id for record in catalogue.records(some)] == list(some)
    assert catalogue.column("split", [1]) == [""]
    assert catalogue.record(1).region == (0, 0, 1, 0.5)
    with pytest.raises(InputError, match="no column 'colour'; it has: label, caption, ü x"):
        catalogue.column("colour", [1])
    with pytest.raises(InputError, match="no image with the id 999"):
        catalogue.records([1, 999])


def test_a_box_in_pixels_becomes_a_region_once_the_size_is_known(catalogue, photos):
    (photos / "images.csv").write_text("path,box\na/1.jpg,16 12 200 24\n")
    scanned(catalogue, photos)
    assert catalogue.record(1).region is None
    read_all(catalogue, photos)
    assert catalogue.record(1).region == (0.25, 0.25, 1.0, 0.5)


def test_names_that_are_no_text_survive(catalogue, tmp_path):
    root = tmp_path / "odd"
    root.mkdir()
    sound, broken = hostile.write_all(root)
    assert scanned(catalogue, root).added == len(sound) + len(broken)
    assert scanned(catalogue, root).unchanged == len(sound) + len(broken)
    for record in catalogue.records(catalogue.ids()):
        assert catalogue.absolute(record).is_file()
    assert {record.path for record in catalogue.records(catalogue.ids())} == {c.name for c in (*sound, *broken)}
    json.dumps(scanned(catalogue, root).to_json())


@pytest.mark.parametrize("extra", [[], ["notes.txt"], [".hidden.jpg"]])
def test_a_source_without_images_is_one_sentence(catalogue, place, extra):
    for name in extra:
        (place / name).write_bytes(b"x")
    with pytest.raises(InputError, match=r"holds no image|is nothing at"):
        scanned(catalogue, place)


def test_an_unplugged_drive_loses_nothing(catalogue, photos):
    scanned(catalogue, photos)
    remove(photos)
    photos.mkdir()
    with pytest.raises(InputError, match=r"holds no image|is nothing at"):
        scanned(catalogue, photos)
    assert len(catalogue.ids()) == 6


def test_a_manifest_of_missing_files_names_the_first(catalogue, place):
    (place / "images.csv").write_text("path\nx.jpg\n")
    with pytest.raises(InputError, match=r"x\.jpg is named in line 2"):
        scanned(catalogue, place)


def test_a_shut_folder_inside_is_an_outcome(catalogue, photos, unprivileged):
    root, as_nobody = unprivileged
    (root / "x.jpg").write_bytes(b"x")
    (root / "shut").mkdir(mode=0)
    source = open_source(root)
    with as_nobody():
        files = list(source.files())
    source.files = lambda *_: iter(files)
    report = catalogue.update(source)
    assert (report.added, report.broken) == (1, 1)
    assert outcome_of(catalogue) == {"x.jpg": "added", "shut": "broken"}


def test_a_feature_file_fills_rows_without_pictures(catalogue, tmp_path):
    path = tmp_path / "set.npz"
    np.savez(
        path,
        features=np.eye(3, dtype=np.float32),
        labels=np.array([4, 4, 2]),
        names=np.array(["z", "a", "m"]),
        camera=np.array([1, 2, 3]),
    )
    assert scanned(catalogue, path).added == 3
    records = catalogue.records(catalogue.ids())
    assert [record.path for record in records] == ["z", "a", "m"]  # the order of the rows
    assert [record.labels for record in records] == [("4",), ("4",), ("2",)]
    assert catalogue.column("camera", catalogue.ids()) == ["1", "2", "3"]
    assert not any(record.has_file for record in records)
    assert catalogue.pending().tolist() == []
    assert scanned(catalogue, path).unchanged == 3


def test_features_without_their_picture_still_count(catalogue, photos, tmp_path):
    path = tmp_path / "set.npz"
    np.savez(path, features=np.eye(2, dtype=np.float32), names=np.array(["a/1.jpg", "a/99.jpg"]))
    report = catalogue.update(open_source(path, images_root=photos))
    assert (report.added, report.missing) == (1, 1)
    assert catalogue.ids().tolist() == [1, 2]
    assert catalogue.absolute(catalogue.record(1)) == photos.resolve() / "a/1.jpg"
    assert catalogue.update(open_source(path, images_root=photos)).missing == 1


def test_a_catalogue_belongs_to_one_source(catalogue, disk_photos, tmp_path):
    scanned(catalogue, disk_photos)
    other = tmp_path / "other"
    shutil.copytree(disk_photos, other)
    with pytest.raises(WorkspaceError, match=r"belongs to .*photos; name another with --workspace"):
        scanned(catalogue, other)
    moved = tmp_path / "moved"
    disk_photos.rename(moved)
    assert scanned(catalogue, moved).unchanged == 6
    assert catalogue.source.title == "moved"
    assert catalogue.absolute(catalogue.record(1)) == moved.resolve() / "a/1.jpg"


def test_readers_see_changes_while_the_writer_is_open(catalogue, photos):
    scanned(catalogue, photos)
    with Catalogue(catalogue.path, write=False) as reader:
        before = reader.revision
        catalogue.set_content({1: (b"0" * 16, 10, 20)})
        assert reader.revision > before
        assert reader.record(1).width == 10
        with pytest.raises(WorkspaceError, match="open for reading only"):
            reader.set_content({})


def test_readers_are_not_held_up_by_a_transaction(catalogue, photos):
    scanned(catalogue, photos)
    writer = sqlite3.connect(catalogue.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM images")
    with Catalogue(catalogue.path, write=False) as reader:
        assert len(reader.ids()) == 6
    writer.execute("ROLLBACK")
    writer.close()


def test_a_catalogue_on_a_read_only_medium_is_read(catalogue, photos, unprivileged):
    root, as_nobody = unprivileged
    scanned(catalogue, photos)
    catalogue.close()
    shutil.copy(catalogue.path, root / "catalogue.sqlite")
    root.chmod(0o555)
    with as_nobody(), Catalogue(root / "catalogue.sqlite", write=False) as reader:
        assert len(reader.ids()) == 6
    root.chmod(0o777)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, "is missing"),
        (lambda path: path.write_bytes(b"no database at all, but long enough to look like one" * 50), "is damaged"),
        (lambda path: path.touch(), "is empty"),
        (lambda path: sqlite3.connect(path).execute("PRAGMA user_version = 99").connection.close(), "newer version"),
    ],
)
def test_unusable_catalogues_are_one_sentence(tmp_path, make, reason):
    path = tmp_path / "catalogue.sqlite"
    make(path)
    with pytest.raises(WorkspaceError, match=reason):
        Catalogue(path, write=False)


def test_cancel_keeps_what_was_written_and_goes_on_later(catalogue, tmp_path):
    root = tmp_path / "many"
    root.mkdir()
    for number in range(600):
        (root / f"{number:04}.jpg").write_bytes(b"x")
    progress = []

    def cancelled():
        return bool(progress) and progress[-1][2].startswith("Writing")

    with pytest.raises(Cancelled):
        catalogue.update(open_source(root), progress=lambda *report: progress.append(report), cancelled=cancelled)
    assert catalogue.update(open_source(root)).added <= 600
    records = catalogue.records(catalogue.ids())
    assert [record.path for record in records] == [f"{number:04}.jpg" for number in range(600)]
    assert [record.id for record in records] == list(range(1, 601))


SCAN = """
import sys
from pathlib import Path
from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
print("ready", flush=True)
with Catalogue(Path(sys.argv[1]), write=True) as catalogue:
    catalogue.update(open_source(Path(sys.argv[2])))
print("done", flush=True)
"""


def test_kills_during_a_scan_end_in_the_same_catalogue(tmp_path):
    root = tmp_path / "many"
    root.mkdir()
    for number in range(3000):
        (root / f"{number:04}.jpg").write_bytes(b"x")
    path = tmp_path / "catalogue.sqlite"
    environment = {**os.environ, "PYTHONPATH": str(Path(module.__file__).parents[2])}
    for delay in (0.0, 0.01, 0.03, 0.05, 0.08):
        command = [sys.executable, "-c", SCAN, str(path), str(root)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
            assert child.stdout.readline() == b"ready\n"
            time.sleep(delay)
            child.send_signal(signal.SIGKILL)
    with Catalogue(path, write=True) as catalogue:
        catalogue.update(open_source(root))
        records = catalogue.records(catalogue.ids())
        assert [(record.id, record.path) for record in records] == [(n + 1, f"{n:04}.jpg") for n in range(3000)]


def test_real_collections(data, tmp_path):
    with Catalogue(tmp_path / "g.sqlite", write=True) as grocery:
        assert scanned(grocery, data / "grocery-store").added == 5421
        assert set(grocery.columns()) == {"label", "split", "caption", "fine_label", "coarse_label"}
        ids = grocery.ids()
        assert len(set(grocery.labels(ids, "fine_label"))) == 81
        assert len(set(grocery.labels(ids))) == 81
        assert grocery.column("split", ids).count("test") == 2485
        assert scanned(grocery, data / "grocery-store").unchanged == 5421
    with Catalogue(tmp_path / "s.sqlite", write=True) as stamps:
        assert scanned(stamps, data / "stamps").added == 785
        assert len(set(stamps.labels(stamps.ids()))) == 16
        assert stamps.column("caption", [1]) == ["A frog."]


def test_captions_inside_files_stand_in_for_those_of_the_source(tmp_path):
    (tmp_path / "pictures").mkdir()
    for shade, name in enumerate(("a.png", "b.png", "c.png")):
        Image.new("L", (8, 8), shade).save(tmp_path / "pictures" / name)
    (tmp_path / "pictures" / "a.txt").write_text("From beside.")
    with Catalogue(tmp_path / "c.sqlite", write=True) as catalogue:
        catalogue.update(open_source(tmp_path / "pictures"))
        listed = catalogue.listed_revision
        catalogue.set_captions({1: "", 2: ""})
        assert catalogue.listed_revision == listed
        catalogue.set_captions({1: "From inside.", 2: "Two\n二", 3: ""})
        assert catalogue.listed_revision > listed
        wanted = ["From beside.", "Two\n二", ""]
        assert catalogue.column("caption", catalogue.ids()) == wanted
        assert [record.caption for record in catalogue.records(catalogue.ids())] == wanted
        assert [row.caption for row in catalogue.listed()] == wanted
        assert catalogue.update(open_source(tmp_path / "pictures")).unchanged == 3
        assert catalogue.column("caption", catalogue.ids()) == wanted
        (tmp_path / "pictures" / "a.txt").unlink()
        catalogue.update(open_source(tmp_path / "pictures"))
        assert catalogue.column("caption", [1]) == ["From inside."]
        assert catalogue.columns()[:1] == ["caption"]
        listed = catalogue.listed_revision
        catalogue.set_captions({1: "", 2: "Two\n二"})
        assert catalogue.column("caption", [1, 2]) == ["", "Two\n二"]
        assert catalogue.listed_revision > listed
