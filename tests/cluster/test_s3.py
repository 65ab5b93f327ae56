"""A server that speaks S3: collections and workspaces there, and what it does not give the first time."""

from shutil import rmtree
from threading import Thread

import numpy as np
import pytest

import explorer
from explorer.collection import mirror, stores
from explorer.workspace.store import Workspace

pytestmark = pytest.mark.filterwarnings("ignore")

SECRET = "not-to-be-kept"
SLOW_DOWN = b"<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"


class Front:
    """Stands before the server.

    Attributes:
        troubles: `slow` for objects that are refused for now, `cut` for those whose connection breaks half-way.
        given: bytes of each object.
    """

    def __init__(self, server):
        self._server = server
        self.troubles, self.given = {}, {}

    def __call__(self, environment, start):
        name, asked = environment["PATH_INFO"], environment["REQUEST_METHOD"] == "GET"
        trouble = self.troubles.get(name) if asked else None
        if trouble == "slow":
            start("503 Slow Down", [("Content-Type", "application/xml")])
            return [SLOW_DOWN]
        data = b"".join(self._server(environment, start))
        if asked:
            self.given[name] = self.given.get(name, 0) + len(data)
        return [data[: len(data) // 2] if trouble == "cut" else data]


@pytest.fixture
def store(monkeypatch):
    """A bucket on this machine, and what stands before it."""
    s3fs = pytest.importorskip("s3fs", reason="needs s3fs: pip install s3fs")
    moto = pytest.importorskip("moto.server", reason="needs moto: pip install moto[server]")
    from werkzeug.serving import WSGIRequestHandler, make_server

    monkeypatch.setattr(WSGIRequestHandler, "log_request", lambda *_: None)
    front = Front(moto.DomainDispatcherApplication(moto.create_backend_app))
    server = make_server("127.0.0.1", 0, front, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr(stores, "_PAUSE", 0)
    s3fs.S3FileSystem.clear_instance_cache()
    files = s3fs.S3FileSystem()
    files.mkdir("bucket")
    yield front, files
    files.rm("bucket", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()
    server.shutdown()
    thread.join()
    server.server_close()


def copied(files, folder, place):
    for path in folder.rglob("*"):
        if path.is_file():
            files.pipe(f"{place}/{path.relative_to(folder).as_posix()}", path.read_bytes())


def indexed(place, workspace):
    with explorer.open(place, workspace=workspace) as collection:
        return collection.index(umap=False)


def vectors(workspace):
    opened = Workspace.open(workspace)
    return {
        (kind, array): opened.array(kind, name, array).tobytes()
        for kind, array in (("features", "values"), ("graph", "indices"), ("graph", "similarities"))
        for name in opened.names(kind)
    }


def test_what_the_store_did_not_give_is_named_and_asked_for_alone(store, photos, tmp_path):
    front, files = store
    copied(files, photos, "bucket/photos")
    front.troubles = {"/bucket/photos/03.png": "slow", "/bucket/photos/04.png": "cut"}
    report = indexed("s3://bucket/photos", tmp_path / "there")
    named = {path: reason for path, reason in report.broken if path != "broken.jpg"}
    assert set(named) == {"03.png", "04.png"}
    assert all("could not be fetched" in reason and "index the collection again" in reason for reason in named.values())
    assert report.images == 38
    front.troubles = {}
    front.given.clear()
    report = indexed("s3://bucket/photos", tmp_path / "there")
    assert {name for name in front.given if name.startswith("/bucket/photos/")} == {
        "/bucket/photos/03.png",
        "/bucket/photos/04.png",
    }
    assert (report.images, [path for path, _ in report.problems]) == (40, ["broken.jpg"])
    indexed(photos, tmp_path / "here")
    assert vectors(tmp_path / "there") == vectors(tmp_path / "here")
    kept = [path.read_bytes() for path in (tmp_path / "there").rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in content for content in kept)


def test_a_workspace_there_is_searched_and_never_written(store, tmp_path, monkeypatch):
    front, files = store
    values = np.random.default_rng(0).normal(size=(3000, 64)).astype(np.float32)
    np.savez(tmp_path / "many.npz", features=values)
    with explorer.open(tmp_path / "many.npz", workspace=tmp_path / "many.rexws") as collection:
        collection.index(umap=False)
        expected = collection.search(7, method="cosine", k=5)
    copied(files, tmp_path / "many.rexws", "bucket/many.rexws")
    before = {name: files.info(name)["ETag"] for name in files.find("bucket/many.rexws")}
    total = sum(files.info(name)["size"] for name in before)
    front.given.clear()
    with explorer.open("s3://bucket/many.rexws") as collection:
        np.testing.assert_array_equal(collection.search(7, method="cosine", k=5).ids, expected.ids)
        assert values.nbytes <= sum(front.given.values()) < total
        given = dict(front.given)
        assert not any("maps" in name for name in given)
        collection.search(8, method="cosine", k=5)
        assert {name: size for name, size in front.given.items() if name.endswith(".npy")} == {
            name: size for name, size in given.items() if name.endswith(".npy")
        }
        rmtree(collection.workspace_path)
    monkeypatch.setenv(mirror.LIMIT_VARIABLE, "1")
    workspace = Workspace.open(stores.located("s3://bucket/many.rexws"))
    for kind, array in (("graph", "indices"), ("graph", "similarities"), ("features", "values")):
        workspace.array(kind, workspace.names(kind)[0], array)
    assert sum(path.stat().st_size for path in workspace.path.rglob("*.npy")) <= 10**6
    files.invalidate_cache()
    assert {name: files.info(name)["ETag"] for name in files.find("bucket/many.rexws")} == before
