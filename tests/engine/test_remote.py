"""A workspace in a store: rows are read as they are, and what takes long to fetch is fetched by a job alone."""

import pytest

from explorer.collection.stores import located
from explorer.engine import jobs
from explorer.engine.indexing import index
from explorer.engine.reporting import Reporter
from explorer.engine.requests import Requests
from explorer.errors import WorkspaceError
from explorer.protocol.query import Query, Term
from explorer.workspace import ranged_array
from explorer.workspace.store import Workspace

from .collections import make_workspace, patiently, write_features

pytest.importorskip("upath", reason="needs universal-pathlib: pip install retrieval-explorer[cluster]")
pytest.importorskip("apsw", reason="needs apsw: pip install retrieval-explorer[cluster]")

QUERY = Query((Term("member", 4),)).to_json()


@pytest.fixture
def stored(tmp_path, monkeypatch):
    """A workspace in a store, which forgets nothing of what is asked of it, and the same on the disk."""
    fsspec = pytest.importorskip("fsspec")
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(ranged_array, "_SMALL", 0)
    file = write_features(tmp_path / "given.npz", each=40)
    with make_workspace(tmp_path, file) as workspace:
        index(file, workspace, umap=False)
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    for path in workspace.path.rglob("*"):
        if path.is_file():
            fs.pipe(f"/bucket/given.rexws/{path.relative_to(workspace.path).as_posix()}", path.read_bytes())
    yield Workspace.open(located("memory://bucket/given.rexws")).path, workspace.path
    fs.store.clear()


def answers(path, *, fetch=False):
    """What a server that opened a workspace says of the graph around an image."""
    told = []
    if fetch:
        jobs.fetch_job({"workspace": str(path)}, Reporter(lambda event, **said: told.append(said)), lambda: False)
        assert [said["what"] for said in told if "what" in said] == ["features"]
    server = Requests()
    server.open({"workspace": str(path)})
    drawn = patiently(server.ego, {"query": QUERY, "ids": [5, 6], "hops": 1, "limit": 30})
    return server, drawn


def test_a_graph_is_drawn_from_the_rows_that_are_seen_and_the_rest_is_fetched_on_wish(stored):
    there, here = stored
    _, expected = answers(here)
    server, drawn = answers(there)
    hubs = ("listed", "hub")  # these are known when all lists are here
    assert {name: drawn[name] for name in drawn if name not in hubs} == {
        name: expected[name] for name in expected if name not in hubs
    }
    assert set(drawn["listed"]) == {0}
    assert not {"values.npy", "indices.npy"} & {path.name for path in there.rglob("*.npy")}
    with pytest.raises(WorkspaceError, match="are not here yet; press F5"):
        patiently(server.search, {"query": QUERY, "pipeline": "cosine", "k": 5})
    server, drawn = answers(there, fetch=True)
    assert drawn == expected
    assert patiently(server.search, {"query": QUERY, "pipeline": "cosine", "k": 5})["pipeline"] == "cosine"
