import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from explorer.errors import WorkspaceError
from explorer.workspace import shards as module
from explorer.workspace.shards import MAX_ROWS, ShardLog
from explorer.workspace.store import Workspace


def shard(number, rows=4):
    return {"ids": np.arange(rows) + 10 * number, "values": np.full((rows, 3), number, np.float16)}


def test_shards_come_back_in_order(tmp_path):
    log = ShardLog(tmp_path / "shards")
    assert (len(log), list(log)) == (0, [])
    assert [log.append(shard(number)) for number in range(12)] == list(range(12))
    again = ShardLog(tmp_path / "shards")
    assert len(again) == 12
    for number, arrays in enumerate(again):
        assert sorted(arrays) == ["ids", "values"]
        assert np.array_equal(arrays["ids"], shard(number)["ids"])
        assert arrays["values"].dtype == np.float16
    again.clear()
    assert len(log) == 0


def test_equal_arrays_give_equal_files(tmp_path):
    for name in "ab":
        ShardLog(tmp_path / name).append(shard(1))
    first, second = (next((tmp_path / name).iterdir()) for name in "ab")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    "arrays",
    [{}, {"a": np.zeros(0)}, {"a": np.zeros(MAX_ROWS + 1)}, {"a": np.zeros(3), "b": np.zeros(4)}],
)
def test_a_shard_has_one_number_of_rows(tmp_path, arrays):
    with pytest.raises(ValueError, match="rows in all of its arrays"):
        ShardLog(tmp_path).append(arrays)


def test_the_largest_shard_fits(tmp_path):
    ShardLog(tmp_path).append(shard(0, MAX_ROWS))
    assert len(next(iter(ShardLog(tmp_path)))["ids"]) == MAX_ROWS


def test_damaged_shards_are_skipped_and_named(tmp_path):
    log = ShardLog(tmp_path)
    for number in range(6):
        log.append(shard(number))
    paths = sorted(tmp_path.iterdir())
    data = paths[1].read_bytes()
    paths[0].write_bytes(b"")
    paths[1].write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    paths[2].write_bytes(data[: len(data) // 2])
    paths[3].write_bytes(b"something else altogether")
    assert [int(arrays["values"][0, 0]) for arrays in log] == [4, 5]
    assert [problem.path for problem in log.damaged] == paths[:4]
    assert log.append(shard(6)) == 6
    assert [int(arrays["values"][0, 0]) for arrays in log] == [4, 5, 6]


def test_verify_names_damaged_shards(tmp_path):
    with Workspace.create(tmp_path / "w.rexws") as workspace:
        log = ShardLog(workspace.path / "features" / "key" / "shards")
        log.append(shard(0))
        assert workspace.verify() == []
        (path,) = log.folder.iterdir()
        path.write_bytes(b"x")
        assert [problem.path for problem in workspace.verify()] == [path]


def test_python_objects_are_refused(tmp_path):
    with pytest.raises(ValueError, match="no Python objects"):
        ShardLog(tmp_path).append({"a": np.array([object()])})
    assert len(ShardLog(tmp_path)) == 0


def test_a_full_disk_is_one_sentence(tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match="No space left on device"):
        ShardLog(tmp_path).append(shard(0))
    assert list(tmp_path.iterdir()) == []


APPEND = """
import sys
from pathlib import Path
import numpy as np
from explorer.workspace.shards import ShardLog
log = ShardLog(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    number = len(log)
    log.append({"values": np.full((512, 200), number)})
"""


def test_kills_lose_nothing_that_was_appended(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(Path(module.__file__).parents[2])}
    log, before = ShardLog(tmp_path / "shards"), 0
    for delay in (0.0, 0.013, 0.029, 0.05, 0.071):
        command = [sys.executable, "-c", APPEND, str(log.folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
            assert child.stdout.readline() == b"ready\n"
            time.sleep(delay)
            child.kill()
        numbers = [int(arrays["values"][0, 0]) for arrays in log]
        assert log.damaged == []
        assert numbers == list(range(len(numbers)))
        assert len(numbers) >= before
        before = len(numbers)
    assert before > 0
