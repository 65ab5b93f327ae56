"""What the server answers, asked without a process."""

import json
import threading

import numpy as np
import pytest

from explorer.engine.answering import Preparing
from explorer.engine.indexing import index
from explorer.engine.requests import Requests
from explorer.engine.session import Session
from explorer.errors import InputError
from explorer.methods import registry
from explorer.protocol.ids import pack_ids

from .collections import make_workspace, patiently, write_features


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("requests")
    file = write_features(folder / "some.npz")
    with make_workspace(folder, file) as workspace:
        index(file, workspace, umap=False)
        yield str(workspace.path)


def member(image):
    return [{"kind": "member", "value": int(image), "region": None, "weight": 1.0, "sign": 1}]


def test_a_search_that_comes_before_all_is_loaded_is_told_so_at_once(indexed, monkeypatch):
    loaded = threading.Event()
    monkeypatch.setattr(Session, "warm", lambda _: loaded.wait())
    asked = Requests()
    asked.open({"workspace": indexed})
    payload = {"query": member(3), "pipeline": "cosine", "k": 5}
    with pytest.raises(Preparing, match="being prepared"):
        asked.search(payload)
    loaded.set()
    assert len(patiently(asked.search, payload)["ids"]) == 5


def test_opening_again_keeps_what_is_loaded(indexed):
    asked = Requests()
    payload = {"query": member(3), "pipeline": "cosine", "k": 5}
    asked.open({"workspace": indexed})
    before = patiently(asked.search, payload)
    vectors = asked._opened[None].session.gallery
    asked.open({"workspace": indexed})
    assert patiently(asked.search, payload)["ids"] == before["ids"]
    assert asked._opened[None].session.gallery is vectors


def test_a_list_is_continued_where_it_ended(indexed):
    asked = Requests()
    answer = asked.open({"workspace": indexed})
    payload = {"query": member(3), "pipeline": "gnn-rerank", "label_column": "label"}
    whole = patiently(asked.search, {**payload, "k": answer["images"]})
    parts = [patiently(asked.search, {**payload, "k": k, "offset": offset}) for offset, k in ((0, 10), (10, 90))]
    for name in ("ids", "scores", "relevant"):
        assert parts[0][name] + parts[1][name] == whole[name]
    assert whole["total"] == len(whole["ids"]) == answer["images"] - 1


def test_ranks_are_asked_within_a_filter(indexed):
    asked = Requests()
    asked.open({"workspace": indexed})
    payload = {"query": member(3), "pipeline": "cosine", "within": pack_ids(np.arange(10, 30))}
    ids = patiently(asked.search, {**payload, "k": 20})["ids"]
    assert patiently(asked.ranks, {**payload, "ids": [*ids, 40]})["ranks"] == [*range(1, len(ids) + 1), 0]


def test_a_preview_says_on_how_many_images_it_was_fitted(indexed):
    asked = Requests()
    asked.open({"workspace": indexed})
    answer = patiently(asked.preview, {"query": member(3), "pipeline": "gnn-rerank[k1=9]", "k": 5})
    assert (answer["nearest"], len(answer["ids"])) == (0, 5)


def test_the_encoders_of_a_collection_are_told_and_others_refused(indexed):
    asked = Requests()
    answer = asked.open({"workspace": indexed})
    (only,) = answer["encoders"]
    assert (only["encoder"], only["key"]) == (None, answer["features_key"])
    with pytest.raises(InputError, match="no vectors of clip"):
        asked.search({"query": member(3), "pipeline": "cosine", "k": 5, "encoder": "clip"})


def test_nothing_can_be_asked_before_something_is_open():
    with pytest.raises(InputError, match="No searchable collection"):
        Requests().search({"query": member(3), "pipeline": "cosine", "k": 5})


def test_the_first_lists_need_no_torch_and_are_the_same_with_it(indexed, run_python):
    registry._index.cache_clear()  # what methods there are is remembered in the home of this test
    asked = Requests()
    asked.open({"workspace": indexed})
    payloads = [{"query": member(3), "pipeline": name, "k": 9} for name in ("cosine", "gnn-rerank")]
    expected = [patiently(asked.search, payload) for payload in payloads]
    script = f"""
import json, sys
from explorer.engine.requests import Requests
asked = Requests()
asked.open({{"workspace": {indexed!r}}})
asked._opened[None]._searches.wait()
print(json.dumps([[asked.search(payload) for payload in {payloads!r}], "torch" in sys.modules]))
"""
    done = run_python(script)
    found, loaded = json.loads(done.stdout or "[[], true]")
    assert not loaded, done.stderr
    for name in ("ids", "scores"):
        assert [one[name] for one in found] == [one[name] for one in expected]
