"""Servers that speak S3 and GCS: collections and workspaces there, and what they do not give the first time."""

from http.client import HTTPConnection
from shutil import rmtree
from threading import Thread
from types import SimpleNamespace

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
        troubles: `slow` for objects that are refused for now, `cut` for those whose connection breaks half-way, by
            bucket and name.
        given: bytes of each object.
    """

    def __init__(self, server, named):
        self._server, self._named = server, named
        self.troubles, self.given = {}, {}

    def __call__(self, environment, start):
        name = self._named(environment["PATH_INFO"]) if environment["REQUEST_METHOD"] == "GET" else None
        trouble = self.troubles.get(name)
        if trouble == "slow":
            start("503 Slow Down", [("Content-Type", "application/xml")])
            return [SLOW_DOWN]
        data = b"".join(self._server(environment, start))
        if name is not None:
            self.given[name] = self.given.get(name, 0) + len(data)
        return [data[: len(data) // 2] if trouble == "cut" else data]


class Behind:
    """Passes requests on to a server in a process or thread of its own."""

    def __init__(self, port):
        self._port = port

    def __call__(self, environment, start):
        body = environment["wsgi.input"].read(int(environment.get("CONTENT_LENGTH") or 0))
        headers = {
            key[5:].replace("_", "-"): value for key, value in environment.items() if key.startswith("HTTP_")
        } | {"Content-Type": environment.get("CONTENT_TYPE") or "application/octet-stream"}
        connection = HTTPConnection("127.0.0.1", self._port)
        connection.request(environment["REQUEST_METHOD"], environment["RAW_URI"], body, headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        start(
            f"{answer.status} {answer.reason}",
            [(key, value) for key, value in answer.getheaders() if key.lower() not in ("server", "date", "connection")],
        )
        return [data]


def s3(monkeypatch):
    """What speaks S3: the package, what stands before the server, the variable of its address, and what ends it."""
    package = pytest.importorskip("s3fs", reason="needs s3fs: pip install s3fs")
    moto = pytest.importorskip("moto.server", reason="needs moto: pip install moto[server]")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    server = moto.DomainDispatcherApplication(moto.create_backend_app)
    return (
        package.S3FileSystem,
        Front(server, lambda path: path),
        "AWS_ENDPOINT_URL",
        lambda files: files.rm("bucket", recursive=True),
    )


def gs(monkeypatch):
    """The same of GCS."""
    monkeypatch.setenv("GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT", "false")  # asks the real service of what kind a bucket is
    package = pytest.importorskip("gcsfs", reason="needs gcsfs: pip install gcsfs")
    emulator = pytest.importorskip("gcp_storage_emulator.server", reason="needs gcp-storage-emulator, from PyPI")
    server = emulator.create_server("127.0.0.1", 0, in_memory=True)
    server.start()

    async def at_once(_seconds):
        """Its own tries would take a minute for each of ours."""

    monkeypatch.setattr("gcsfs.retry.asyncio", SimpleNamespace(sleep=at_once))

    def named(path):
        bucket, separator, name = path.removeprefix("/download").removeprefix("/storage/v1/b/").partition("/o/")
        return f"/{bucket}/{name}" if separator and path.startswith("/download") else None

    front = Front(Behind(server._api._httpd.server_port), named)
    return package.GCSFileSystem, front, "STORAGE_EMULATOR_HOST", lambda _: server.stop()


@pytest.fixture(params=[s3, gs], ids=["s3", "gs"])
def store(request, monkeypatch):
    """A bucket on this machine, what stands before it, and what addresses there begin with."""
    kind, front, variable, stop = request.param(monkeypatch)
    from werkzeug.serving import WSGIRequestHandler, make_server

    monkeypatch.setattr(WSGIRequestHandler, "log_request", lambda *_: None)
    server = make_server("127.0.0.1", 0, front, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv(variable, f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setattr(stores, "_PAUSE", 0)
    kind.clear_instance_cache()
    files = kind()
    files.mkdir("bucket")
    yield front, files, f"{request.param.__name__}://bucket"
    stop(files)
    kind.clear_instance_cache()
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
    front, files, bucket = store
    copied(files, photos, "bucket/photos")
    front.troubles = {"/bucket/photos/03.png": "slow", "/bucket/photos/04.png": "cut"}
    report = indexed(f"{bucket}/photos", tmp_path / "there")
    named = {path: reason for path, reason in report.broken if path != "broken.jpg"}
    assert set(named) == {"03.png", "04.png"}
    assert all("could not be fetched" in reason and "index the collection again" in reason for reason in named.values())
    assert report.images == 38
    front.troubles = {}
    front.given.clear()
    report = indexed(f"{bucket}/photos", tmp_path / "there")
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
    front, files, bucket = store
    values = np.random.default_rng(0).normal(size=(3000, 64)).astype(np.float32)
    np.savez(tmp_path / "many.npz", features=values)
    with explorer.open(tmp_path / "many.npz", workspace=tmp_path / "many.rexws") as collection:
        collection.index(umap=False)
        expected = collection.search(7, method="cosine", k=5)
    copied(files, tmp_path / "many.rexws", "bucket/many.rexws")
    mark = "ETag" if "ETag" in files.info(files.find("bucket")[0]) else "generation"
    before = {name: files.info(name)[mark] for name in files.find("bucket/many.rexws")}
    total = sum(files.info(name)["size"] for name in before)
    front.given.clear()
    with explorer.open(f"{bucket}/many.rexws") as collection:
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
    workspace = Workspace.open(stores.located(f"{bucket}/many.rexws"))
    for kind, array in (("graph", "indices"), ("graph", "similarities"), ("features", "values")):
        workspace.array(kind, workspace.names(kind)[0], array)
    assert sum(path.stat().st_size for path in workspace.path.rglob("*.npy")) <= 10**6
    files.invalidate_cache()
    assert {name: files.info(name)[mark] for name in files.find("bucket/many.rexws")} == before
