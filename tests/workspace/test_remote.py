"""A workspace in a store is read as one on the disk, and only what is looked at is fetched."""

import time

import numpy as np
import pytest

from explorer.collection import mirror, stores
from explorer.collection.catalogue import Catalogue
from explorer.collection.source import is_workspace, open_source
from explorer.collection.stores import located
from explorer.collection.thumbnails import ThumbnailStore, signature
from explorer.collection.user_store import Change, UserStore
from explorer.errors import Cancelled, InputError, WorkspaceError
from explorer.workspace.store import Workspace

fsspec = pytest.importorskip("fsspec", reason="needs universal-pathlib: pip install retrieval-explorer[cluster]")
pytest.importorskip("upath", reason="needs universal-pathlib: pip install retrieval-explorer[cluster]")
pytest.importorskip("apsw", reason="needs apsw: pip install retrieval-explorer[cluster]")

from fsspec.implementations.memory import MemoryFileSystem  # noqa: E402

ADDRESS = "memory://bucket/photos.rexws"
VALUES = np.arange(120_000, dtype=np.float32).reshape(600, 200)
IMAGES = 300


@pytest.fixture
def local(tmp_path, monkeypatch):
    """A workspace on the disk, before it is copied."""
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(stores, "_PAUSE", 0)
    (tmp_path / "photos").mkdir()
    for number in range(IMAGES):
        (tmp_path / "photos" / f"{number:03}.jpg").write_bytes(b"x")
    source = open_source(tmp_path / "photos")
    with Workspace.create(tmp_path / "photos.rexws", source=source) as workspace:
        workspace.write("features", "a", {"values": VALUES, "ids": np.arange(600)}, {"encoder": None})
        workspace.write("features", "b", {"values": VALUES}, {"encoder": None})
        workspace.write("graph", "a", {"indices": VALUES}, {"k": 3})
        with Catalogue(workspace.catalogue_path, write=True) as catalogue:
            catalogue.update(source)
            records = catalogue.records(catalogue.ids())
        with ThumbnailStore(workspace.thumbnails_path) as thumbnails:
            thumbnails.put_many([(record.id, signature(record), bytes(6000)) for record in records])
        with UserStore(workspace.user_path, write=True) as user:
            user.change("Tag", [Change("tag", 1, "harbour", True)])
    return tmp_path / "photos.rexws"


@pytest.fixture
def fetched(local, monkeypatch):
    """The same in a store, and how many bytes of each file there were fetched."""
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    copy(local)
    bytes_of = {}
    cat_file = MemoryFileSystem.cat_file

    def counted(self, path, start=None, end=None, **options):
        data = cat_file(self, path, start, end, **options)
        name = path.partition(".rexws/")[2]
        bytes_of[name] = bytes_of.get(name, 0) + len(data)
        return data

    monkeypatch.setattr(MemoryFileSystem, "cat_file", counted)
    yield bytes_of
    fs.store.clear()


def copy(local):
    fs = fsspec.filesystem("memory")
    for path in local.rglob("*"):
        if path.is_file():
            fs.pipe(f"/bucket/photos.rexws/{path.relative_to(local)}", path.read_bytes())


def opened():
    return Workspace.open(located(ADDRESS), write=True)


def whole(fetched, ending):
    return sum(size for name, size in fetched.items() if name.endswith(ending))


def test_only_what_is_looked_at_is_fetched(local, fetched):
    assert is_workspace(located(ADDRESS))
    workspace = opened()
    assert list(fetched) == ["workspace.json"]
    assert workspace.names("features") == ["a", "b"]
    assert workspace.has("graph", "a")
    assert not workspace.has("graph", "b")
    np.testing.assert_array_equal(workspace.array("features", "a", "values"), VALUES)
    assert whole(fetched, "values.npy") == VALUES.nbytes + 128  # the header
    assert whole(fetched, "ids.npy") == whole(fetched, "indices.npy") == 0
    arrays, meta = workspace.read("features", "a")
    assert (sorted(arrays), meta) == (["ids", "values"], {"encoder": None})
    before = dict(fetched)
    again = Workspace.open(workspace.path)  # as child processes open it
    np.testing.assert_array_equal(again.array("features", "a", "values"), VALUES)
    assert fetched == before


def test_of_an_array_the_rows_are_fetched_that_are_read(fetched):
    arrays, _ = opened().read("graph", "a")
    assert "indices" in arrays
    assert whole(fetched, "indices.npy") == 0
    rows = arrays.rows("indices")
    wanted = np.array([[3, -1], [400, 3]])
    assert (rows.shape, rows.dtype, rows.ndim, rows.size, len(rows)) == ((600, 200), VALUES.dtype, 2, VALUES.size, 600)
    np.testing.assert_array_equal(rows[wanted], VALUES[wanted])
    np.testing.assert_array_equal(rows[np.array([5, 6]), 7:9], VALUES[5:7, 7:9])
    np.testing.assert_array_equal(rows[4], VALUES[4])
    narrow = rows[:, :50][:, 10:]
    assert narrow.shape == (600, 40)
    np.testing.assert_array_equal(narrow[wanted], VALUES[wanted, 10:50])
    assert 0 < whole(fetched, "indices.npy") <= 4 * 2**14
    with pytest.raises(IndexError):
        rows[[600]]
    before = dict(fetched)
    assert rows[np.array([], np.int64)].shape == (0, 200)
    np.testing.assert_array_equal(rows[[3]], VALUES[[3]])
    assert fetched == before
    np.testing.assert_array_equal(rows[10:20], VALUES[10:20])
    np.testing.assert_array_equal(np.asarray(narrow, np.float64), VALUES[:, 10:50])
    assert whole(fetched, "indices.npy") > VALUES.nbytes
    assert isinstance(opened().read("graph", "a")[0].rows("indices"), np.memmap)


def test_an_array_by_columns_is_fetched_whole(local, fetched):
    with Workspace.open(local, write=True) as workspace:
        workspace.write("graph", "a", {"indices": np.asfortranarray(VALUES)}, {})
    copy(local)
    rows = opened().read("graph", "a")[0].rows("indices")
    np.testing.assert_array_equal(rows[[7, 2]], VALUES[[7, 2]])


@pytest.mark.parametrize("begins", [b"no array", b"\x93NUMPY\x01\x00"])
def test_what_is_no_such_array_is_refused(fetched, begins):
    fs = fsspec.filesystem("memory")
    (name,) = (name for name in fs.store if name.endswith("indices.npy"))
    fs.pipe(name, begins + bytes(len(fs.cat_file(name)) - len(begins)))
    with pytest.raises(WorkspaceError, match="is not as it is described there"):
        opened().read("graph", "a")[0].rows("indices")[[1]]


@pytest.mark.parametrize("about", [{}, {"shape": "many", "dtype": "int32"}, {"shape": [3], "dtype": "of our own"}])
def test_what_is_described_as_no_array_is_refused(fetched, about):
    artefacts = opened()._artefacts
    with pytest.raises(WorkspaceError, match="is not described as an array"):
        artefacts.rows(artefacts._found("graph", "a"), "elsewhere", about)


def test_what_nobody_waits_for_is_fetched_on_wish(fetched):
    workspace, wanted, told = opened(), [("graph", "a", ["indices", "none"]), ("graph", "none", ["indices"])], []
    workspace.fetch_only_on_wish(wanted)
    rows = workspace.read("graph", "a")[0].rows("indices")
    np.testing.assert_array_equal(rows[[7]], VALUES[[7]])
    with pytest.raises(WorkspaceError, match=r"0\.5 MB \(graph\) of memory://.* are not here yet; press F5"):
        rows[:7]
    workspace.fetch(wanted, lambda done, total, text: told.append((done, total, text)))
    assert told == [(0, VALUES.nbytes + 128, "Fetching 0.5 MB")]
    np.testing.assert_array_equal(rows[:7], VALUES[:7])


def test_databases_are_read_by_ranges(local, fetched):
    workspace = opened()
    with Catalogue(workspace.catalogue_path, write=False) as catalogue:
        records = catalogue.records([7, 8])
        assert [record.path for record in records] == ["006.jpg", "007.jpg"]
        wanted = [(record.id, signature(record)) for record in records]
    with ThumbnailStore(workspace.thumbnails_path) as thumbnails:
        assert thumbnails.get_many(wanted) == {7: bytes(6000), 8: bytes(6000)}
        assert 0 < fetched["thumbnails.sqlite"] <= 4 * 2**16 < (local / "thumbnails.sqlite").stat().st_size
        before = dict(fetched)
        assert thumbnails.get(*wanted[0]) == bytes(6000)
        assert fetched == before
    with UserStore(workspace.user_path) as user:
        assert list(user.names("tag")) == ["harbour"]


def test_nothing_is_written_there(fetched):
    before = dict(fsspec.filesystem("memory").store)
    for workspace in (opened(), Workspace.open(opened().path, lent=True)):
        assert workspace.read_only_reason == f"{ADDRESS} is open for reading only, as it is in a store."
        with pytest.raises(WorkspaceError, match="open for reading only"):
            workspace.write("graph", "new", {}, {})
    assert fsspec.filesystem("memory").store == before


def test_what_was_replaced_there_is_fetched_again(local, fetched):
    opened().array("features", "a", "values")
    with Workspace.open(local, write=True) as workspace:
        workspace.write("features", "a", {"values": VALUES + 1}, {"encoder": None})
    time.sleep(0.001)
    copy(local)
    np.testing.assert_array_equal(opened().array("features", "a", "values"), VALUES + 1)


def test_copies_stay_below_the_limit(fetched, monkeypatch):
    monkeypatch.setenv(mirror.LIMIT_VARIABLE, "1")
    workspace = opened()
    for kind, name, array in (("features", "a", "values"), ("features", "b", "values"), ("graph", "a", "indices")):
        workspace.array(kind, name, array)
        time.sleep(0.01)
    kept = {path.parts[-4:-2] for path in workspace.path.rglob("*.npy")}
    assert kept == {("features", "b"), ("graph", "a")}
    np.testing.assert_array_equal(workspace.array("features", "a", "values"), VALUES)
    assert whole(fetched, "values.npy") > 3 * VALUES.nbytes
    monkeypatch.setenv(mirror.LIMIT_VARIABLE, "0")
    with pytest.raises(WorkspaceError, match=r"is larger than all copies may be \(0 MB\); set EXPLORER_REMOTE_MB"):
        workspace.array("features", "b", "values")


def test_what_has_come_is_kept_when_the_store_fails(fetched, monkeypatch):
    monkeypatch.setattr(mirror, "_PIECE", 100_000)
    workspace, cat_file, asked = opened(), MemoryFileSystem.cat_file, []

    def failing(self, path, start=None, end=None, **options):
        asked.append(start)
        if path.endswith("values.npy") and start >= 300_000 and len(asked) < 12:
            raise TimeoutError("https://host/?signature=secret")
        return cat_file(self, path, start, end, **options)

    monkeypatch.setattr(MemoryFileSystem, "cat_file", failing)
    with pytest.raises(
        WorkspaceError, match=r"does not give artefacts.*did not answer in time; try again; what has come is kept"
    ) as error:
        workspace.array("features", "a", "values")
    assert "secret" not in str(error.value)
    asked[:] = [0] * 20
    np.testing.assert_array_equal(workspace.array("features", "a", "values"), VALUES)
    assert asked[20] == 300_000


def test_a_damaged_copy_is_refused(fetched):
    fs = fsspec.filesystem("memory")
    (name,) = (name for name in fs.store if name.endswith("indices.npy"))
    fs.pipe(name, b"other" + bytes(len(fs.cat_file(name)) - 5))
    with pytest.raises(WorkspaceError, match="came damaged from memory://"):
        opened().array("graph", "a", "indices")


def test_what_was_not_fetched_is_not_called_damaged(fetched):
    workspace = opened()
    workspace.array("features", "a", "ids")
    assert workspace.verify() == []
    (path,) = workspace.path.rglob("ids.npy")
    path.write_bytes(b"other")
    assert [problem.path for problem in workspace.verify()] == [path]


def test_a_server_that_gives_whole_files_alone_is_told(fetched, monkeypatch):
    whole_file = MemoryFileSystem.cat_file
    monkeypatch.setattr(MemoryFileSystem, "cat_file", lambda self, path, **_: whole_file(self, path))
    said = r"^memory.* gives whole files where parts are asked for; use another server\.$"
    with pytest.raises(WorkspaceError, match=said):
        ThumbnailStore(opened().thumbnails_path)


def test_fetching_can_be_stopped(fetched):
    with pytest.raises(Cancelled):
        opened().fetch([("features", "a", ["values"])], cancelled=lambda: True)


def test_names_that_lead_out_of_the_folder_are_passed_by(fetched, tmp_path):
    fs = fsspec.filesystem("memory")
    fs.pipe("/bucket/photos.rexws/evil", b"x")
    fs.store["/bucket/photos.rexws/../../evil"] = fs.store.pop("/bucket/photos.rexws/evil")
    files = mirror.Mirror.refreshed(located(ADDRESS), tmp_path / "copy").files
    assert not any(".." in name for name in files)
    assert "workspace.json" in files


def test_a_strangers_copy_has_no_files_written_elsewhere(fetched, tmp_path):
    folder = opened().path
    description = folder / "mirror.json"
    description.write_text(description.read_text().replace("catalogue.sqlite", "artefacts/../../evil"))
    with pytest.raises(WorkspaceError, match="names files outside of it"):
        Workspace.open(folder)


def test_an_address_without_a_workspace_is_told(fetched):
    with pytest.raises(InputError, match="nothing at memory://bucket/other"):
        Workspace.open(located("memory://bucket/other.rexws"))
