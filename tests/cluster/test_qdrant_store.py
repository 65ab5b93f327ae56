"""A Qdrant collection is searched in the store; methods rank what it found nearest."""

import json

import numpy as np
import pytest

import explorer
from explorer.__main__ import main
from explorer.cluster.qdrant_store import QdrantStore
from explorer.engine import point_session
from explorer.engine.requests import Requests
from explorer.errors import InputError
from explorer.methods.gallery import Gallery
from explorer.methods.pipeline import Pipeline
from explorer.methods.query_batch import QueryBatch
from explorer.protocol.features import Features
from explorer.protocol.query import Query, Term

pytestmark = pytest.mark.filterwarnings("ignore")
METHODS = "cosine,gnn-rerank[k1=10]"


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A folder with a Qdrant collection of 200 points, and their vectors."""
    qdrant = pytest.importorskip("qdrant_client", reason="needs qdrant-client: retrieval-explorer[cluster]")
    from qdrant_client import models

    folder = tmp_path_factory.mktemp("qdrant")
    rng = np.random.default_rng(0)
    values = (rng.normal(size=(200, 16)) + 2 * np.eye(16)[np.arange(200) % 5]).astype(np.float32)
    client = qdrant.QdrantClient(path=str(folder))
    client.create_collection("photos", models.VectorParams(size=16, distance=models.Distance.COSINE))
    points = [
        models.PointStruct(id=row + 1, vector=values[row].tolist(), payload={"path": f"{row}.jpg"})
        for row in range(200)
    ]
    client.upsert("photos", points)
    client.close()
    return folder, values


def test_all_points_fetched_rank_as_a_collection_does(stored):
    folder, values = stored
    gallery = Gallery(Features(values, np.arange(1, 201)))
    with QdrantStore(f"qdrant://{folder}/photos") as store:
        result = store.compare(Query((Term("member", 8),)), METHODS, k=20)
    for key, method in result["methods"].items():
        expected = Pipeline(key).fit(gallery).search(QueryBatch.members(gallery.features, np.array([7])), 20)
        assert method["ids"] == expected.ids[0].tolist()
        assert method["scores"] == pytest.approx(expected.scores[0].tolist(), abs=1e-5)
        assert method["names"][0] == f"{method['ids'][0] - 1}.jpg"


def test_methods_see_what_the_store_found_alone(stored):
    folder, values = stored
    with QdrantStore(f"qdrant://{folder}/photos", nearest=30) as store:
        result = store.compare(Query((Term("member", 8),)), METHODS, k=50)
    cosine, reranked = result["methods"].values()
    order = np.argsort(-(values / np.linalg.norm(values, axis=1, keepdims=True)) @ values[7])
    assert cosine["ids"] == (order[1:30] + 1).tolist()
    assert sorted(reranked["ids"]) == sorted(cosine["ids"])
    assert reranked["nearest"] == 30
    assert reranked["name"] == "gnn-rerank[k1=10] on the 30 nearest in Qdrant"


def test_the_command_line_searches_there(stored, tmp_path, capsys):
    folder, values = stored
    np.save(tmp_path / "query.npy", values[3])
    arguments = ["search", f"qdrant://{folder}/photos", "--image", str(tmp_path / "query.npy"), "--json", "-"]
    assert main([*arguments, "--methods", METHODS]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["methods"]["cosine"]["ids"][0] == 4
    assert "Qdrant found the 200 nearest of 200 points; each method ranks these alone." in captured.err


@pytest.fixture
def listed(stored, tmp_path, monkeypatch):
    """The collection as a workspace."""
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path))
    with explorer.open(f"qdrant://{stored[0]}/photos") as collection:
        assert collection.index().summary().startswith("200 images are ready (200 added)")
        yield collection


def test_a_collection_there_opens_as_a_source(stored, listed):
    gallery = Gallery(Features(stored[1], np.arange(1, 201)))
    assert listed.names[:2] == ["0.jpg", "1.jpg"]
    result = listed.compare(8, METHODS, k=20)
    for key, method in result["methods"].items():
        expected = Pipeline(key).fit(gallery).search(QueryBatch.members(gallery.features, np.array([7])), 20)
        assert method["ids"] == expected.ids[0].tolist()
        assert method["notes"][0].startswith("Qdrant finds the 200 points nearest to the query")
    with pytest.raises(InputError, match="learns from all vectors, but these lie in Qdrant"):
        listed.search(8, method="grad-net")
    with pytest.raises(InputError, match="vectors of this collection lie at qdrant://"):
        listed.evaluate("cosine")


def test_only_what_is_ranked_is_fetched(stored, listed, monkeypatch):
    monkeypatch.setattr(point_session, "NEAREST", 30)
    fetched = []
    near = QdrantStore.near
    monkeypatch.setattr(QdrantStore, "near", lambda self, *asked: fetched.append(asked[1]) or near(self, *asked))
    vectors = QdrantStore.vectors
    monkeypatch.setattr(QdrantStore, "vectors", lambda self, some: fetched.append(len(some)) or vectors(self, some))
    result = listed.compare(8, METHODS, k=50)
    assert set(fetched) == {1, 30}
    assert fetched.count(30) == 1
    order = np.argsort(-(stored[1] / np.linalg.norm(stored[1], axis=1, keepdims=True)) @ stored[1][7])
    cosine, reranked = result["methods"].values()
    assert cosine["ids"] == (order[1:30] + 1).tolist()
    assert sorted(reranked["ids"]) == sorted(cosine["ids"])


def test_the_window_is_told_what_is_searched_where(listed):
    requests, place = Requests(), str(listed.workspace_path)
    listed.close()
    opened = requests.open({"workspace": place})
    assert (opened["images"], opened["dim"]) == (200, 16)
    query = {"query": Query((Term("member", 8),)).to_json(), "pipeline": "gnn-rerank[k1=10]", "k": 5}
    answer = requests.search(query)
    assert (answer["fetched"], answer["ids"][0] != 8, len(answer["ids"])) == (200, True, 5)
    assert requests.preview(query)["ids"] == answer["ids"]
    assert requests.explain({**query, "image": answer["ids"][0]})["sentence"]
    with pytest.raises(InputError, match="Qdrant keeps no graph"):
        requests.ego({**query, "ids": answer["ids"], "hops": 1, "limit": 50})
    with pytest.raises(InputError, match="nothing can be cut from it"):
        requests.search({**query, "edits": {"edges": [[1, 2]], "nodes": []}})
    requests._opened[None].session.close()


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("qdrant://{folder}/others", r"no Qdrant collection 'others' at .*; check the address"),
        ("qdrant://{folder}/missing/photos", "no Qdrant collection 'photos'"),
        ("qdrant://key@host/photos", "the key in QDRANT_API_KEY"),
    ],
)
def test_an_address_that_leads_nowhere(stored, address, message):
    with pytest.raises(InputError, match=message):
        QdrantStore(address.format(folder=stored[0]))


def test_a_query_of_another_length_is_refused(stored, tmp_path):
    np.save(tmp_path / "query.npy", np.ones(3, np.float32))
    query = Query((Term("vector", str(tmp_path / "query.npy")),))
    with QdrantStore(f"qdrant://{stored[0]}/photos") as store, pytest.raises(InputError, match="3 values; give 16"):
        store.compare(query, METHODS)
