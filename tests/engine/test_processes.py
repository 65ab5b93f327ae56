"""The real server and workers, driven as the window drives them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from explorer.engine.client import EngineClient
from explorer.engine.indexing import index
from explorer.engine.process import child_command
from explorer.protocol.ids import pack_ids
from explorer.protocol.query import Query, Term
from explorer.workspace.store import Workspace

from .collections import EACH, GROUPS, make_workspace, write_features
from .conftest import Listener, searched


@pytest.fixture(scope="module")
def listener():
    return Listener()


@pytest.fixture(scope="module")
def client(listener):
    """One server for all tests here, since each start costs a second."""
    client = EngineClient(listener)
    yield client
    client.close()


@pytest.fixture
def collection(tmp_path):
    """A feature file, and its empty workspace, held open as the window does."""
    file = write_features(tmp_path / "some.npz")
    with make_workspace(tmp_path, file) as workspace:
        yield str(file), str(workspace.path)


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    """The path of an indexed workspace, held open likewise."""
    folder = tmp_path_factory.mktemp("indexed")
    file = write_features(folder / "some.npz")
    with make_workspace(folder, file) as workspace:
        index(file, workspace, umap=False)
        yield str(workspace.path)


def member(image):
    return Query((Term("member", int(image)),)).to_json()


def test_from_an_empty_workspace_to_answers(client, listener, collection):
    source, workspace = collection
    empty = listener.final(client.request("open", workspace=workspace))
    assert (empty["event"], empty["features_key"], empty["images"]) == ("result", None, 0)
    assert {"cosine", "gnn-rerank"} <= {spec["name"] for spec in empty["methods"]}
    refused = searched(client, listener, query=member(1), pipeline="cosine", k=5)
    assert (refused["event"], refused["fault"]) == ("error", False)

    job = client.start_job("index", source=source, workspace=workspace, encoder=None, umap=False)
    done = listener.final(job)
    assert (done["event"], done["images"], done["problems"]) == ("result", GROUPS * EACH, [])
    parts = [event["what"] for event in listener.seen if event["event"] == "partial" and event["id"] == job]
    assert parts == ["catalogue", "features", "map", "graph", "model"]

    opened = listener.final(client.request("open", workspace=workspace))
    assert (opened["images"], opened["dim"], opened["graph_k"]) == (GROUPS * EACH, 16, 50)
    assert opened["maps"] == [f"{opened['features_key']}-pca"]
    assert opened["columns"] == ["label"]

    found = searched(client, listener, query=member(3), pipeline="gnn-rerank", k=7)
    assert len(found["ids"]) == len(found["scores"]) == len(found["relevant"]) == 7
    assert found["total"] == GROUPS * EACH - 1
    assert 0 < found["average_precision"] <= 1
    assert found["head"]
    asked = {"query": member(3), "pipeline": "gnn-rerank"}
    assert listener.final(client.request("ranks", ids=found["ids"], **asked))["ranks"] == list(range(1, 8))
    explained = listener.final(client.request("explain", image=found["ids"][0], **asked))
    assert sum(explained["shares"].values()) == pytest.approx(found["scores"][0], abs=1e-4)
    assert explained["sentence"].endswith(".")
    ego = listener.final(client.request("ego", query=member(3), ids=found["ids"], hops=1, limit=40))
    assert ego["ids"][ego["query_index"]] == 3
    assert len(ego["positions"]) == len(ego["ids"]) <= 40

    listed = listener.final(client.request("methods"))
    assert listed["encoders"][0]["name"] == "efficientnet-lite0"


def test_a_job_fits_what_the_server_refuses(client, listener, indexed):
    fitted = listener.final(client.start_job("fit", workspace=indexed, pipeline="gnn-rerank[k1=20]"))
    assert (fitted["event"], fitted["pipeline"]) == ("result", "gnn-rerank[k1=20]")
    with Workspace.open(Path(indexed)) as reader:
        assert len(reader.names("models")) == 2


def test_a_map_is_made_by_a_job(client, listener, indexed):
    with Workspace.open(Path(indexed)) as reader:
        key = reader.config["features"]
    made = listener.final(client.start_job("map", workspace=indexed, kind="pca"))
    assert (made["event"], made["map"]) == ("result", f"{key}-pca")


def test_the_server_comes_back_with_its_collection(start, listener, indexed):
    own = start(command=child_command)
    opened = listener.final(own.request("open", workspace=indexed))
    os.kill(own._server.pid, signal.SIGKILL)
    found = searched(own, listener, query=member(3), pipeline="cosine", k=5)
    assert opened["event"] == found["event"] == "result"
    assert len(found["ids"]) == 5


def test_bad_requests_are_answered_not_died_of(client, listener, indexed):
    listener.final(client.request("open", workspace=indexed))
    pid = client._server.pid
    for payload, message in [
        ({"query": member(3), "pipeline": "no-such", "k": 5}, "no-such"),
        ({"query": member(3), "pipeline": "gnn-rerank[k1=0]", "k": 5}, "k1"),
        ({"query": member(99_999), "pipeline": "cosine", "k": 5}, "99999"),
        ({"query": [], "pipeline": "cosine", "k": 5}, "empty"),
        ({"query": member(3), "pipeline": "cosine", "k": 5, "label_column": "colour"}, "colour"),
    ]:
        answer = searched(client, listener, **payload)
        assert (answer["event"], answer["fault"]) == ("error", False)
        assert message in answer["message"]
    assert client._server.pid == pid
    missing = listener.final(client.request("open", workspace=indexed + "-not"))
    assert "There is no workspace" in missing["message"]
    job = listener.final(client.start_job("index", source="/no/such/folder", workspace=indexed, encoder=None))
    assert (job["event"], job["fault"]) == ("error", False)


def test_the_client_and_its_messages_load_no_numeric_engine():
    program = (
        "import sys; import explorer.engine.client;"
        "print(*{'torch', 'faiss', 'umap', 'openvino', 'scipy', 'transformers', 'PySide6'} & set(sys.modules))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_filters_and_edits_travel_with_a_search(client, listener, indexed):
    listener.final(client.request("open", workspace=indexed))
    asked = {"query": member(3), "pipeline": "gnn-rerank", "k": 5}
    first, *others = searched(client, listener, **asked)["ids"]
    edits = {"edges": [[3, others[0]]], "nodes": [first]}
    edited = searched(client, listener, edits=edits, **asked)
    assert first not in edited["ids"]
    assert edited["total"] == GROUPS * EACH - 2
    within = searched(client, listener, within=pack_ids(np.sort(others)), **asked)
    assert within["ids"] == others


def test_search_results_are_those_of_the_vectors(client, listener, indexed):
    listener.final(client.request("open", workspace=indexed))
    with Workspace.open(Path(indexed)) as reader:
        key = reader.names("features")[0]
        values, ids = (np.array(reader.array("features", key, name)) for name in ("values", "ids"))
    unit = values / np.linalg.norm(values, axis=1, keepdims=True)
    order = np.argsort(-(unit @ unit[0]))[1:6]
    found = searched(client, listener, query=member(ids[0]), pipeline="cosine", k=5)
    assert found["ids"] == ids[order].tolist()
