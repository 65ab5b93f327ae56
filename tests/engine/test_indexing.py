"""Indexing a collection: stages in their order, nothing twice, everything usable afterwards."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from explorer.collection.source import open_source
from explorer.engine.indexing import Listener, index
from explorer.engine.stored import GRAPH, MAPS, Stored
from explorer.errors import Cancelled, InputError, WorkspaceError
from explorer.graph import codes, coding
from explorer.graph.knn import knn_graph, nearest
from explorer.protocol.features import Features, unit_rows
from explorer.protocol.version import VERSION
from explorer.workspace.listing import read_listing
from explorer.workspace.store import COMPLETE, Workspace

from .collections import EACH, GROUPS, make_workspace, vectors, write_features

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path):
    return write_features(tmp_path / "some.npz")


@pytest.fixture
def workspace(tmp_path, file):
    with make_workspace(tmp_path, file) as workspace:
        yield workspace


def test_everything_is_made_in_order_of_use(workspace, file):
    stages, parts = [], []
    report = index(file, workspace, umap=False, listener=Listener(stage=stages.append, part=parts.append))
    assert stages == ["scan", "embed", "map", "graph", "fit"]
    assert parts == ["catalogue", "features", "map", "graph", "model"]
    assert report.made == ["embed", "map", "graph", "fit"]
    assert report.images == GROUPS * EACH
    assert report.problems == []
    stored = Stored(workspace, report.features)
    assert np.array_equal(workspace.array("features", stored.key, "values"), vectors()[0])
    assert stored.graph().k == 50
    assert workspace.array(MAPS, f"{stored.key}-pca", "positions").shape == (GROUPS * EACH, 2)
    assert stored.maps() == [f"{stored.key}-pca"]
    assert stored.has_model("gnn-rerank")


def test_the_listing_is_there_before_the_vectors(workspace, file):
    seen = []

    def part(name):
        listing = read_listing(workspace)
        seen.append((name, None if listing is None else len(listing), bool(workspace.names("features"))))

    index(file, workspace, umap=False, listener=Listener(part=part))
    assert seen[0] == ("catalogue", GROUPS * EACH, False)
    told = []
    index(file, workspace, umap=False, listener=Listener(part=told.append))
    assert told == ["features"], "what was listed before is not told again"


def test_only_a_run_that_made_everything_counts_as_complete(workspace, file, monkeypatch):
    index(file, workspace, umap=False)
    assert workspace.config.get(COMPLETE) is None
    monkeypatch.setattr("explorer.engine.indexing.make_map", lambda *_: None)  # UMAP takes long
    index(file, workspace)
    assert Workspace.open(workspace.path).config[COMPLETE] == VERSION
    with pytest.raises(Cancelled):
        index(file, workspace, listener=Listener(cancelled=lambda: True))
    assert Workspace.open(workspace.path).config[COMPLETE] is None


def test_a_second_run_does_nothing(workspace, file):
    index(file, workspace, umap=False)
    stages = []
    report = index(file, workspace, umap=False, listener=Listener(stage=stages.append))
    assert stages == ["scan", "embed"]
    assert report.made == []
    assert "nothing to do" in report.summary()


def test_a_second_run_imports_no_numeric_engine(workspace, file):
    index(file, workspace, umap=False)
    workspace.close()
    program = (
        "import sys; from pathlib import Path; from explorer.engine.indexing import index;"
        "from explorer.workspace.store import Workspace;"
        "report = index(Path(sys.argv[1]), Workspace.open(Path(sys.argv[2]), write=True), umap=False);"
        "print(report.made, *{'torch', 'faiss', 'scipy', 'umap', 'openvino'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", program, str(file), str(workspace.path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]"]


def test_changed_features_make_everything_anew(workspace, file):
    first = index(file, workspace, umap=False)
    write_features(file, seed=1)
    second = index(file, workspace, umap=False)
    assert second.made == ["embed", "map", "graph", "fit"]
    assert second.features != first.features


def test_results_of_older_features_are_known_as_such(workspace, file):
    report = index(file, workspace, umap=False)
    key = report.features
    arrays = {name: np.array(workspace.array("features", key, name)) for name in ("values", "ids")}
    workspace.write("features", key, arrays, {})
    stored = Stored(workspace, key)
    assert stored.graph() is None
    assert not stored.fresh(GRAPH, key)
    assert not stored.has_model("gnn-rerank")
    assert stored.maps() == [f"{key}-pca"]
    assert index(file, workspace, umap=False).made == ["map", "graph", "fit"]


def test_a_cancelled_run_is_taken_up_where_it_stopped(workspace, file):
    stopped = False

    def stop(part):
        nonlocal stopped
        stopped = part == "map"

    with pytest.raises(Cancelled):
        index(file, workspace, umap=False, listener=Listener(cancelled=lambda: stopped, part=stop))
    assert index(file, workspace, umap=False).made == ["graph", "fit"]


def test_further_images_are_sorted_into_the_graph(workspace, file, monkeypatch):
    monkeypatch.setattr("explorer.graph.update._MOST", 1)
    first = index(file, workspace, umap=False)
    assert not first.graph_updated
    more = np.concatenate([vectors()[0], vectors(seed=1)[0][:1]])
    workspace.write("features", first.features, {"values": more, "ids": np.arange(1, len(more) + 1)}, {})
    second = index(file, workspace, umap=False)
    assert second.graph_updated
    expected = knn_graph(Features(more, np.arange(1, len(more) + 1)), 50)
    assert np.array_equal(Stored(workspace, first.features).graph().indices, expected.indices)


def test_codes_of_a_large_collection_are_kept(workspace, file, monkeypatch):
    if not codes.fast_codes():
        pytest.skip("this processor multiplies codes slowly")
    monkeypatch.setattr(codes, "_WORTH", 1)
    stored = Stored(workspace, index(file, workspace, umap=False).features)
    features, query = Features(vectors()[0]), unit_rows(vectors()[0][3:4])
    expected = nearest(query, features, 5)
    fresh = Features(vectors()[0])
    stored.use_codes(fresh)
    monkeypatch.setattr(coding, "coded", None)  # they are not made again
    found = nearest(query, fresh, 5)
    assert np.array_equal(found[0], expected[0])
    assert np.array_equal(found[1], expected[1])


def test_a_feature_file_takes_no_encoder(workspace, file):
    with pytest.raises(InputError, match="leave out the encoder"):
        index(file, workspace, "efficientnet-lite0")


def test_a_workspace_that_may_not_be_written_is_refused(workspace, file):
    workspace.close()
    with pytest.raises(WorkspaceError):
        index(file, Workspace.open(workspace.path))


@pytest.mark.parametrize("values", [np.ones((1, 4)), np.ones((7, 4)), np.zeros((3, 4))], ids=["one", "equal", "zero"])
def test_degenerate_collections_are_indexed(tmp_path, values):
    np.savez(tmp_path / "tiny.npz", features=values.astype(np.float32))
    source = open_source(tmp_path / "tiny.npz")
    with Workspace.create(tmp_path / "tiny.rexws", source=source) as workspace:
        report = index(source, workspace, umap=False)
        assert report.images == len(values)
        assert Stored(workspace, report.features).graph().k == min(50, len(values) - 1)
