"""The heavy stages on two machines of a Ray cluster give what one process gives."""

import time
from functools import partial
from pathlib import Path

import pytest

import explorer
from explorer.cluster.ray_workers import connected
from explorer.embedding import reading
from explorer.errors import Cancelled, EngineError, InputError, ParameterError

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def workers(machines):
    with connected("auto") as workers:
        yield workers


def slowly(seconds, number):
    time.sleep(seconds)
    return number


def refuse(number):
    raise ParameterError(f"There is no {number}; give another.")


def fail(number):
    raise ZeroDivisionError(number)


def added(shared, number):
    return shared() + number


def test_shards_come_in_order(workers):
    assert list(workers.map(partial(slowly, 0.0), range(20))) == list(range(20))
    assert list(workers.map(partial(added, workers.share(100)), range(3))) == [100, 101, 102]


def test_what_the_person_did_wrong_is_told_as_it_is(workers):
    with pytest.raises(ParameterError, match="There is no 0; give another"):
        list(workers.map(refuse, range(3)))
    with pytest.raises(EngineError, match="A shard failed on the cluster"):
        list(workers.map(fail, range(3)))


def test_a_stop_ends_the_shards_under_way(workers):
    began = time.monotonic()
    with pytest.raises(Cancelled):
        list(workers.map(partial(slowly, 30.0), range(8), lambda: time.monotonic() - began > 1))
    assert time.monotonic() - began < 15


def test_an_address_that_is_none_is_refused():
    with pytest.raises(InputError, match=r"give local, auto or ray://host:port"), connected("nowhere"):
        pass


def test_two_machines_index_as_one_process_does(machines, photos, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "SHARD", 8)
    reports = {}
    for name, cluster in (("one", None), ("two", "auto")):
        with explorer.open(photos, workspace=tmp_path / name, cluster=cluster) as collection:
            reports[name] = collection.index(umap=False)
    assert reports["two"].images == reports["one"].images == 40
    assert reports["two"].broken == reports["one"].broken
    assert artefacts(tmp_path / "two") == artefacts(tmp_path / "one")


def artefacts(workspace: Path) -> dict[str, bytes]:
    """Every array of a workspace by kind, name and file."""
    files = (workspace / "artefacts").rglob("*.npy")
    return {f"{file.parents[1].relative_to(workspace)}/{file.name}": file.read_bytes() for file in files}
