"""The viewer answers what it can as the full program does, with numpy alone, and refuses the rest in one sentence."""

import json

import numpy as np
import pytest

from explorer.collection.source import open_source
from explorer.engine.requests import Requests
from explorer.engine.viewer import ViewerRequests, viewer_index_job
from explorer.errors import InputError
from explorer.protocol.ids import pack_ids
from explorer.workspace.store import Workspace


class Silent:
    """Stands for the reporter of a worker."""

    def stage(self, name):
        pass

    partial = stage

    def progress(self, done, total, text):
        pass


@pytest.fixture
def workspace(tmp_path):
    vectors = np.random.default_rng(0).normal(size=(40, 6)).astype(np.float32)
    np.savez(tmp_path / "vectors.npz", features=vectors)
    path = tmp_path / "it.rexws"
    Workspace.create(path, source=open_source(tmp_path / "vectors.npz")).close()
    with Workspace.open(path, write=True):
        payload = {"workspace": str(path), "source": str(tmp_path / "vectors.npz")}
        report = viewer_index_job(payload, Silent(), lambda: False)
    assert report["images"] == 40
    return path


def asked(*terms, pipeline="cosine", **more):
    query = [{"kind": "member", "value": i, "region": None, "weight": w, "sign": s} for i, w, s in terms]
    return {"query": query, "pipeline": pipeline, "k": 12, **more}


@pytest.mark.parametrize(
    "payload",
    [
        asked((3, 1.0, 1)),
        asked((3, 2.0, 1), (9, 0.5, 1), (20, 1.5, -1)),
        asked((3, 1.0, -1)),
        asked((3, 1.0, 1), within=pack_ids(np.arange(1, 15)), offset=2),
    ],
)
def test_its_lists_and_ranks_are_those_of_the_full_program(workspace, payload):
    full, viewer = Requests(), ViewerRequests()
    opened = [requests.open({"workspace": str(workspace)}) for requests in (full, viewer)]
    for name in ("images", "features_key", "dim", "encoder", "encoders", "columns", "maps"):
        assert opened[0][name] == opened[1][name], name
    theirs, ours = full.search(payload), viewer.search(payload)
    assert ours.keys() <= theirs.keys()
    assert theirs["ids"] == ours["ids"]
    assert theirs["total"] == ours["total"]
    np.testing.assert_allclose(theirs["scores"], ours["scores"], atol=1e-5)
    wanted = {**payload, "ids": [3, 5, 7, 11, 40]}
    assert full.ranks(wanted) == viewer.ranks(wanted)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (asked((3, 1.0, 1), pipeline="gnn-rerank"), "cosine alone"),
        (asked((999, 1.0, 1)), "no vector of image 999"),
        ({**asked(), "query": [{"kind": "text", "value": "a cat", "region": None, "weight": 1, "sign": 1}]}, "encoder"),
    ],
)
def test_what_it_cannot_do_is_refused(workspace, payload, reason):
    viewer = ViewerRequests()
    viewer.open({"workspace": str(workspace)})
    with pytest.raises(InputError, match=reason):
        viewer.search(payload)


def test_a_folder_of_images_needs_the_full_program(tmp_path):
    (tmp_path / "photos").mkdir()
    path = tmp_path / "it.rexws"
    with Workspace.create(path, source=open_source(tmp_path / "photos")), pytest.raises(InputError, match="no encoder"):
        viewer_index_job({"workspace": str(path), "source": str(tmp_path / "photos")}, Silent(), lambda: False)


def test_it_needs_no_numeric_engine(workspace, run_python):
    missing = ["torch", "scipy", "faiss", "numba", "umap", "openvino", "networkx", "sklearn"]
    script = f"""
import sys, json
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
from explorer.engine.viewer import ViewerRequests
requests = ViewerRequests()
requests.open({{"workspace": {str(workspace)!r}}})
print(len(requests.search({asked((3, 1.0, 1))!r})["ids"]))
"""
    done = run_python(script)
    assert json.loads(done.stdout or "0") == 12, done.stderr
