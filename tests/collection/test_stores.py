"""Collections in object stores: the same as those on the disk, and patient with stores that fail."""

from typing import ClassVar

import pytest

from explorer.collection import stores
from explorer.collection.catalogue import Catalogue
from explorer.collection.decode import decode
from explorer.collection.source import is_workspace, open_source
from explorer.collection.stores import StoreError, in_store, located, read_bytes
from explorer.errors import ImageError, InputError

fsspec = pytest.importorskip("fsspec", reason="needs universal-pathlib: pip install retrieval-explorer[cluster]")
pytest.importorskip("upath", reason="needs universal-pathlib: pip install retrieval-explorer[cluster]")

pytestmark = pytest.mark.filterwarnings("ignore:UPath 'troubled' filesystem not explicitly implemented")

from fsspec.implementations.memory import MemoryFileSystem  # noqa: E402

FILES = {
    "cats/b.jpg": 11,
    "cats/a.PNG": 12,
    "dogs/large/c.webp": 13,
    "dogs/notes.txt": 3,
    "top.jpg": 14,
    ".hidden/d.jpg": 5,
    "old.rexws/e.jpg": 5,
}
MANIFEST = "path,split,label,caption,weight\ncats/b.jpg,train,cat;pet,A cat.,3\nlost.jpg,test,dog,,4\n"


class Troubled(MemoryFileSystem):
    """A store whose next answers are errors."""

    protocol = "troubled"
    store: ClassVar[dict] = {}
    pseudo_dirs: ClassVar[list] = [""]
    troubles: ClassVar[list] = []

    @classmethod
    def _strip_protocol(cls, path):
        return super()._strip_protocol(path.replace("troubled://", "memory://"))

    def _open(self, path, *args, **options):
        if self.troubles:
            raise self.troubles.pop(0)
        return super()._open(path, *args, **options)

    def find(self, *args, **options):
        if self.troubles:
            raise self.troubles.pop(0)
        return super().find(*args, **options)


@pytest.fixture
def troubled(monkeypatch):
    fsspec.register_implementation("troubled", Troubled, clobber=True)
    monkeypatch.setattr(stores, "_PAUSE", 0)
    Troubled.store.clear()
    Troubled.troubles.clear()
    fsspec.filesystem("troubled").pipe("/photos/a.jpg", b"picture")
    return Troubled.troubles


@pytest.fixture
def places(tmp_path):
    """The same files on the disk and in a store; what puts one more in both."""
    fs = fsspec.filesystem("memory")
    fs.store.clear()

    def put(path, data):
        (tmp_path / "photos" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "photos" / path).write_bytes(data)
        fs.pipe(f"/bucket/photos/{path}", data)

    for path, size in FILES.items():
        put(path, bytes(size))
    yield tmp_path / "photos", located("memory://bucket/photos/"), put
    fs.store.clear()


def found(place):
    """All that does not depend on the place."""
    files = open_source(place).files()
    return [(f.path, f.size, f.status, f.annotation) for f in files if f.status != "ignored"]


@pytest.mark.parametrize("manifest", [False, True])
def test_a_store_holds_what_the_disk_does(places, manifest):
    disk, store, put = places
    if manifest:
        put("images.csv", MANIFEST.encode())
    assert found(store) == found(disk)
    assert found(located(f"file://{disk}")) == found(disk)
    assert in_store(store)
    assert not is_workspace(store)


def test_a_catalogue_follows_a_store(places, tmp_path):
    _, store, put = places
    with Catalogue(tmp_path / "catalogue.sqlite", write=True) as catalogue:
        assert catalogue.update(open_source(store)).added == 4
        assert catalogue.update(open_source(store)).unchanged == 4
        fsspec.filesystem("memory").rm("/bucket/photos/top.jpg")
        put("cats/new.jpg", b"new")
        report = catalogue.update(open_source(store))
        assert (report.added, report.missing, report.unchanged) == (1, 1, 3)
        record = catalogue.record(1)
        assert read_bytes(catalogue.absolute(record)) == bytes(12)


def test_a_caption_that_cannot_be_fetched_costs_no_image(troubled, caplog):
    fsspec.filesystem("troubled").pipe("/photos/a.txt", b"A picture.")
    place = located("troubled://photos")
    (file,) = (file for file in open_source(place).files() if file.status == "present")
    assert file.annotation.caption == "A picture."
    source = open_source(place)
    with caplog.at_level("INFO"):
        files = source.files(
            progress=lambda *told: troubled.extend([TimeoutError()] * 3 * (told[2] == "Reading captions"))
        )
        (file,) = (file for file in files if file.status == "present")
    assert (file.path, file.annotation.caption) == ("a.jpg", "")
    assert "The caption in a.txt cannot be fetched (the store did not answer in time)" in caplog.text


def test_a_store_is_asked_three_times(troubled):
    troubled[:] = [TimeoutError(), ConnectionResetError()]
    assert read_bytes(located("troubled://photos/a.jpg")) == b"picture"
    troubled[:] = [TimeoutError()] * 3
    with pytest.raises(StoreError, match="did not answer in time"):
        read_bytes(located("troubled://photos/a.jpg"))


def test_what_a_store_says_of_itself_is_not_repeated(troubled):
    class SlowDownError(Exception):
        pass

    troubled[:] = [SlowDownError("https://host/?signature=secret")] * 3
    with pytest.raises(StoreError, match=r"^the store refused \(SlowDownError\)$"):
        read_bytes(located("troubled://photos/a.jpg"))
    troubled[:] = [PermissionError("key=secret")]
    with pytest.raises(InputError, match="may not be listed; set credentials"):
        list(open_source(located("troubled://photos")).files())


def test_no_credential_reaches_the_disk_or_the_log(troubled, tmp_path, caplog):
    fsspec.filesystem("troubled").pipe("/photos/a.txt", b"A picture.")

    def fail(*told):
        if told[2] == "Reading captions":
            troubled.extend(OSError("https://host/a.txt?signature=secret") for _ in range(3))

    with caplog.at_level("DEBUG"), Catalogue(tmp_path / "catalogue.sqlite", write=True) as catalogue:
        catalogue.update(open_source(located("troubled://photos")), progress=fail)
        troubled[:] = [OSError("https://host/a.jpg?signature=secret")] * 3
        with pytest.raises(ImageError, match="could not be fetched") as error:
            decode(catalogue.absolute(catalogue.record(1)))
        catalogue.set_broken(1, str(error.value))
    assert "a.txt cannot be fetched" in caplog.text
    assert "secret" not in caplog.text
    assert not any(b"secret" in path.read_bytes() for path in tmp_path.iterdir())


def test_an_object_that_is_lost_is_asked_for_once(troubled):
    troubled[:] = [FileNotFoundError(), TimeoutError()]
    with pytest.raises(FileNotFoundError):
        read_bytes(located("troubled://photos/a.jpg"))
    assert len(troubled) == 1


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("s3://key:secret@bucket/photos", "holds credentials; leave them out"),
        ("https://host/photos.rexws?X-Amz-Signature=secret", "holds credentials; leave them out"),
        ("nowhere://bucket", "install the fsspec package for nowhere://"),
    ],
)
def test_addresses_that_cannot_be_used(address, message):
    with pytest.raises(InputError, match=message) as error:
        located(address)
    assert "secret" not in str(error.value)


def test_an_empty_place_is_told(places):
    with pytest.raises(InputError, match="nothing at memory://bucket/elsewhere"):
        list(open_source(located("memory://bucket/elsewhere")).files())


def test_the_reason_names_the_file_and_the_mend(troubled):
    troubled[:] = [TimeoutError()] * 3
    with pytest.raises(ImageError, match=r"^a\.jpg could not be fetched: .* in time; index the collection again"):
        decode(located("troubled://photos/a.jpg"))
    with pytest.raises(ImageError, match=r"^b\.jpg is not there any more"):
        decode(located("troubled://photos/b.jpg"))
