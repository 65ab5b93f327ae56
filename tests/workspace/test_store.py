import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from explorer.collection.source import open_source
from explorer.errors import WorkspaceError
from explorer.workspace import store as module
from explorer.workspace.store import ArrayWriter, Workspace

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(module.__file__).parents[2])}


@pytest.fixture
def workspace(tmp_path):
    with Workspace.create(tmp_path / "w.rexws") as workspace:
        yield workspace


def test_create_notes_the_source(tmp_path):
    (tmp_path / "photos").mkdir()
    source = open_source(tmp_path / "photos")
    with Workspace.create(tmp_path / "deep" / "w.rexws", source=source) as workspace:
        assert workspace.read_only_reason is None
    with Workspace.open(tmp_path / "deep" / "w.rexws") as workspace:
        assert workspace.config["source"] == {
            "kind": "folder",
            "path": str(tmp_path / "photos"),
            "images_root": None,
        }
        assert workspace.source_path == tmp_path / "photos"
        assert workspace.images_root is None
        assert workspace.catalogue_path.parent == workspace.thumbnails_path.parent == workspace.path


def test_create_refuses_folders_in_use(tmp_path, workspace):
    with pytest.raises(WorkspaceError, match="is a workspace already"):
        Workspace.create(workspace.path)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "x.jpg").touch()
    with pytest.raises(WorkspaceError, match="holds other files"):
        Workspace.create(tmp_path / "photos")
    with pytest.raises(WorkspaceError, match="cannot be written"):
        Workspace.create(tmp_path / "photos" / "x.jpg")


def test_create_goes_on_where_a_kill_left_it(tmp_path):
    path = tmp_path / "w.rexws"
    path.mkdir()
    (path / "lock").touch()
    (path / ".tmp-0123-workspace.json").write_bytes(b"{")
    Workspace.create(path).close()
    with Workspace.open(path, write=True):
        assert sorted(file.name for file in path.iterdir()) == ["lock", "workspace.json"]


def test_configure_is_on_disk(workspace):
    workspace.configure(encoder="efficientnet-lite0")
    assert Workspace.open(workspace.path).config["encoder"] == "efficientnet-lite0"
    assert workspace.config["source"] is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "There is no workspace at"),
        (b"", "is damaged"),
        (b"[1, 2]", "is damaged"),
        (b"[" * 50_000, "is damaged"),
        (b'{"version": 1e999}', "is damaged"),
        (b'{"version": 1, "source": null, "features": [1]}', "is damaged"),
        (b'{"version": 1, "source": {"path": 3}}', "is damaged"),
        (b'{"version": "x"}', "is damaged"),
        (b'{"version": 99}', "was written by a newer version of the program; update this one"),
    ],
)
def test_unusable_workspaces_are_one_sentence(tmp_path, content, reason):
    if content is not None:
        (tmp_path / "workspace.json").write_bytes(content)
    for write in (False, True):
        with pytest.raises(WorkspaceError, match=reason):
            Workspace.open(tmp_path, write=write)
    with pytest.raises(WorkspaceError, match="There is no workspace"):
        Workspace.open(tmp_path / "gone")


def test_the_second_writer_reads_and_says_why(workspace):
    workspace.write("graph", "k", {"values": np.arange(3)}, {})
    with Workspace.open(workspace.path, write=True) as second:
        assert second.read_only_reason is not None
        assert "is open in another program" in second.read_only_reason
        assert second.array("graph", "k", "values").tolist() == [0, 1, 2]
        for change in (
            lambda: second.write("graph", "k", {}, {}),
            lambda: second.remove("graph", "k"),
            lambda: second.configure(x=1),
        ):
            with pytest.raises(WorkspaceError, match="is open in another program"):
                change()
    workspace.close()
    with Workspace.open(workspace.path, write=True) as third:
        assert third.read_only_reason is None


def test_the_lock_is_lent_to_children(workspace):
    with Workspace.open(workspace.path, lent=True) as child:
        child.write("graph", "k", {"values": np.arange(3)}, {})
    assert workspace.has("graph", "k")


HOLD = """
import sys
from pathlib import Path
from explorer.workspace.store import Workspace
workspace = Workspace.open(Path(sys.argv[1]), write=True)
print(workspace.read_only_reason, flush=True)
sys.stdin.read()
"""


def test_death_releases_the_lock(workspace):
    workspace.close()
    command = [sys.executable, "-c", HOLD, str(workspace.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT) as holder:
        assert holder.stdout.readline() == b"None\n"
        with Workspace.open(workspace.path, write=True) as second:
            assert second.read_only_reason is not None
        holder.kill()
    with Workspace.open(workspace.path, write=True) as third:
        assert third.read_only_reason is None


def test_arrays_and_meta_come_back(workspace):
    arrays = {
        "values": np.random.default_rng(0).random((7, 5)).astype(np.float16),
        "ids": np.arange(7),
        "empty": np.zeros((0, 5), np.float32),
        "text": np.array(["ä", "b"]),
    }
    workspace.write("features", "effnet>x[a=1]/y", arrays, {"stage_version": 3, "of": "x"})
    assert workspace.names("features") == ["effnet>x[a=1]/y"]
    assert workspace.meta("features", "effnet>x[a=1]/y") == {"stage_version": 3, "of": "x"}
    for name, array in arrays.items():
        stored = workspace.array("features", "effnet>x[a=1]/y", name)
        assert isinstance(stored, np.memmap)
        assert stored.dtype == array.dtype
        assert np.array_equal(stored, array)
    with pytest.raises(ValueError, match="read-only"):
        workspace.array("features", "effnet>x[a=1]/y", "values")[0] = 1
    with pytest.raises(WorkspaceError, match="has no array 'x'; it has: empty, ids, text, values"):
        workspace.array("features", "effnet>x[a=1]/y", "x")


def test_what_is_not_there(workspace):
    assert not workspace.has("graph", "x")
    assert workspace.names("graph") == []
    workspace.remove("graph", "x")
    for ask in (workspace.meta, workspace.folder):
        with pytest.raises(WorkspaceError, match="has no graph named 'x'"):
            ask("graph", "x")


@pytest.mark.parametrize("name", [".", "..", "../../escape", "a/b", "ü 🍓", "x" * 300, "con", "A*?:<>|", "current"])
def test_any_name_stays_in_its_place(workspace, name):
    before = set(workspace.path.parent.rglob("*"))
    workspace.write("models", name, {"v": np.arange(2)}, {})
    assert workspace.names("models") == [name]
    assert workspace.has("models", name)
    new = set(workspace.path.parent.rglob("*")) - before
    assert all(path.is_relative_to(workspace.path / "artefacts") for path in new)
    workspace.remove("models", name)
    assert not workspace.has("models", name)


def test_long_names_do_not_meet(workspace):
    for end in "ab":
        workspace.write("models", "x" * 200 + end, {"v": np.array([ord(end)])}, {})
    assert workspace.array("models", "x" * 200 + "a", "v").tolist() == [97]


def test_a_result_is_replaced_under_its_readers(workspace):
    workspace.write("graph", "k", {"values": np.zeros(1000)}, {"n": 1})
    old = workspace.array("graph", "k", "values")
    workspace.write("graph", "k", {"values": np.ones(10)}, {"n": 2})
    assert workspace.array("graph", "k", "values").tolist() == [1.0] * 10
    assert workspace.meta("graph", "k") == {"n": 2}
    assert not old.any()
    assert len([p for p in workspace.folder("graph", "k").parent.iterdir() if p.is_dir()]) == 1


def test_a_failed_block_leaves_the_old_result(workspace):
    workspace.write("graph", "k", {"values": np.zeros(3)}, {})
    with pytest.raises(ZeroDivisionError), workspace.writing("graph", "k") as folder:
        np.save(folder / "values.npy", np.ones(3) / (1 // 0))
    assert workspace.array("graph", "k", "values").tolist() == [0, 0, 0]
    assert len(list(workspace.folder("graph", "k").parent.iterdir())) == 2


def test_arrays_are_streamed_as_numpy_would_save_them(workspace, tmp_path):
    values = np.random.default_rng(0).random((1000, 6)).astype(np.float16)
    meta = {}
    with workspace.writing("features", "f", meta) as folder:
        with ArrayWriter(folder / "values.npy", np.float16, (6,)) as writer:
            for start in range(0, 1000, 300):
                writer.append(values[start : start + 300])
            with pytest.raises(ValueError, match="does not fit"):
                writer.append(values.astype(np.float32))
        with ArrayWriter(folder / "ids.npy", np.int64) as writer:
            writer.append(np.arange(1000)[::-1])  # not contiguous
        (folder / "notes.txt").write_text("kept as well")
        meta["rows"] = 1000
    assert np.array_equal(workspace.array("features", "f", "values"), values)
    assert workspace.array("features", "f", "ids")[0] == 999
    assert workspace.meta("features", "f") == {"rows": 1000}
    assert (workspace.folder("features", "f") / "notes.txt").is_file()
    np.save(tmp_path / "saved.npy", values)
    assert (workspace.folder("features", "f") / "values.npy").read_bytes() == (tmp_path / "saved.npy").read_bytes()


def test_verify_finds_each_damage(workspace):
    for name in "abcd":
        workspace.write("graph", name, {"values": np.arange(100)}, {})
    assert workspace.verify() == []
    flipped = workspace.folder("graph", "a") / "values.npy"
    data = bytearray(flipped.read_bytes())
    data[-1] ^= 1
    flipped.write_bytes(data)
    cut = workspace.folder("graph", "b") / "values.npy"
    cut.write_bytes(cut.read_bytes()[:-8])
    (workspace.folder("graph", "c") / "meta.json").write_text("{")
    current = workspace.folder("graph", "d").parent / "current"
    current.write_text("nowhere")
    workspace.catalogue_path.write_bytes(b"no database" * 100)
    wrong = {problem.path for problem in workspace.verify()}
    assert wrong == {flipped, cut, workspace.folder("graph", "c") / "meta.json", current, workspace.catalogue_path}
    assert [workspace.has("graph", name) for name in "abcd"] == [True, False, False, False]
    assert workspace.names("graph") == ["a"]
    with pytest.raises(WorkspaceError, match=r"has .* bytes instead of .*index the collection again"):
        workspace.array("graph", "b", "values")
    with pytest.raises(WorkspaceError, match="is damaged or missing"):
        workspace.meta("graph", "c")


@pytest.mark.parametrize(
    "described", [b"[" * 50_000, b"[]", b"{}", {"values.npy": {"bytes": 1}}, {"../v": {"bytes": 1, "blake2b": ""}}]
)
def test_a_strangers_description_is_damaged(workspace, described):
    workspace.write("graph", "a", {"values": np.arange(5)}, {})
    path = workspace.folder("graph", "a") / "meta.json"
    if isinstance(described, dict):
        described = json.dumps({**json.loads(path.read_bytes()), "files": described}).encode()
    path.write_bytes(described)
    assert not workspace.has("graph", "a")
    with pytest.raises(WorkspaceError, match="is damaged or missing"):
        workspace.read("graph", "a")
    assert [problem.path for problem in workspace.verify()] == [path]


def test_results_elsewhere_are_none(workspace, tmp_path):
    workspace.write("graph", "a", {"values": np.arange(5)}, {})
    folder = workspace.folder("graph", "a")
    folder.rename(tmp_path / "elsewhere")
    (folder.parent / "current").write_text(f"../../../../{tmp_path.name}/elsewhere")
    assert not workspace.has("graph", "a")


def test_a_full_disk_is_one_sentence(workspace, monkeypatch):
    def full(*_args, **_options):
        raise OSError(28, "No space left on device")

    workspace.write("graph", "k", {"values": np.zeros(3)}, {})
    monkeypatch.setattr(np, "save", full)
    with pytest.raises(WorkspaceError, match="No space left on device"):
        workspace.write("graph", "k", {"values": np.ones(3)}, {})
    assert workspace.array("graph", "k", "values").tolist() == [0, 0, 0]


WRITE = """
import os, shutil, sys
from pathlib import Path
import numpy as np
from explorer.workspace import durable
from explorer.workspace.store import Workspace

count = stop_at = 0

def counting(function):
    def call(*arguments, **options):
        global count
        count += 1
        if count == stop_at:
            os.kill(os.getpid(), 9)
        return function(*arguments, **options)
    return call

source = Path(sys.argv[1])
fork, wait, leave = os.fork, os.waitpid, os._exit
for name in ("fsync", "replace", "rename", "open", "close", "mkdir", "unlink"):
    setattr(os, name, counting(getattr(os, name)))
durable.checksum = counting(durable.checksum)
np.save = counting(np.save)
for step in range(1, 500):
    path = source.with_name(f"{step}.rexws")
    shutil.copytree(source, path)
    child = fork()
    if not child:
        count, stop_at = 0, step
        with Workspace.open(path, write=True) as workspace:
            workspace.write("graph", "k", {"a": np.full(50_000, 2), "b": np.full(10, 2)}, {"n": 2})
        leave(0)
    if wait(child, 0)[1] == 0:
        print(step)
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each step is tried in a fork")
def test_a_kill_at_any_step_leaves_the_old_or_the_new_result(workspace, tmp_path):
    workspace.write("graph", "k", {"a": np.full(50_000, 1), "b": np.full(10, 1)}, {"n": 1})
    workspace.close()
    command = [sys.executable, "-c", WRITE, str(workspace.path)]
    steps = int(subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True).stdout)
    seen = []
    for step in range(1, steps + 1):
        path = tmp_path / f"{step}.rexws"
        with Workspace.open(path, write=True) as after:
            generation = after.meta("graph", "k")["n"]
            assert set(after.array("graph", "k", "a").tolist()) == {generation}
            assert set(after.array("graph", "k", "b").tolist()) == {generation}
            assert after.verify() == []
            after.write("graph", "k", {"a": np.arange(3)}, {"n": 3})
            assert len(list(after.folder("graph", "k").parent.iterdir())) == 2
            assert not list(path.rglob(".tmp-*"))
        seen.append(generation)
    assert len(seen) > 10
    assert seen == sorted(seen)  # the old one up to some step, the new one from then on
    assert set(seen) == {1, 2}


def test_config_of_a_killed_writer_is_whole(workspace):
    for number in range(20):
        workspace.configure(number=number)
        assert json.loads((workspace.path / "workspace.json").read_bytes())["number"] == number
