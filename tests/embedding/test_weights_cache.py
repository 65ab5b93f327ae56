import numpy as np

from explorer.embedding.weights_cache import cached
from explorer.workspace.places import cache_dir

WEIGHTS = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.ones(1, np.float32)}


def made():
    raise AssertionError("the cache should have been used")


def test_weights_are_converted_once():
    cached("net", lambda: WEIGHTS)
    again = cached("net", made)
    assert {name: array.tolist() for name, array in again.items()} == {n: a.tolist() for n, a in WEIGHTS.items()}


def test_a_damaged_file_is_not_used():
    cached("net", lambda: WEIGHTS)
    (path,) = (cache_dir() / "weights").iterdir()
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    other = {"a": np.zeros(2, np.float32)}
    assert cached("net", lambda: other)["a"].tolist() == [0, 0]


def test_a_cache_that_cannot_be_written_is_done_without(monkeypatch):
    (cache_dir() / "weights").write_bytes(b"a file where the folder should be")
    assert cached("net", lambda: WEIGHTS)["b"].tolist() == [1]
