import io
import os
import shutil
import signal
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from explorer.collection import stores
from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
from explorer.collection.stores import StoreError, located
from explorer.collection.thumbnails import ThumbnailStore, signature
from explorer.embedding import index, loading, reading, registry
from explorer.embedding.base import encoder_key
from explorer.embedding.features import load_features, shard_log
from explorer.embedding.index import embed
from explorer.errors import Cancelled, InputError
from explorer.protocol.workers import Here
from explorer.workspace.store import Workspace

from .conftest import Collection, FakeEncoder, smooth

KEY = encoder_key(FakeEncoder.spec)
ARRAYS = ("values", "ids", "content", "tags", "tag_probabilities")


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 4)
    monkeypatch.setattr(reading, "AHEAD", 8)
    monkeypatch.setattr(index, "MAX_ROWS", 16)
    monkeypatch.setattr(index, "WRITE_SECONDS", 3600)


def arrays_of(workspace):
    """The bytes of the files themselves."""
    return {name: (workspace.folder("features", KEY) / f"{name}.npy").read_bytes() for name in ARRAYS}


def run(collection, encoder=None, **options):
    encoder = encoder or FakeEncoder()
    return embed(collection.workspace, collection.catalogue, encoder, **options), encoder


def test_every_image_gets_the_vector_that_the_encoder_gives_it(collection):
    steps = []
    report, encoder = run(collection, progress=lambda *step: steps.append(step))
    assert (report.key, report.images, report.read, report.encoded, report.broken) == (KEY, 70, 70, 70, ())
    features = load_features(collection.workspace)
    assert features.key == KEY
    assert features.ids.tolist() == collection.catalogue.ids().tolist()
    from explorer.collection.decode import decode

    for row in (0, 33, 69):
        path = collection.catalogue.absolute(collection.catalogue.record(int(features.ids[row])))
        wanted = encoder.encode(encoder.prepare(decode(path))[None])
        np.testing.assert_array_equal(features.values[row], wanted.features[0].astype(np.float16))
        for name, array in (("tags", wanted.tags), ("tag_probabilities", wanted.tag_probabilities)):
            np.testing.assert_array_equal(collection.workspace.array("features", KEY, name)[row], array[0])
    reading = [step[:2] for step in steps if "Reading" in step[2]]
    assert reading[-1] == (70, 70)
    assert [done for done, _ in reading] == sorted(done for done, _ in reading)
    assert not collection.workspace.verify()


def test_the_catalogue_learns_contents_and_sizes(collection):
    run(collection)
    record = collection.catalogue.record(1)
    assert (record.width, record.height, record.status) == (24, 24, "present")
    assert not len(collection.catalogue.pending())


def test_thumbnails_are_made_on_the_way_once(collection):
    run(collection)
    record = collection.catalogue.record(3)
    with ThumbnailStore(collection.workspace.thumbnails_path) as store:
        assert store.get(3, signature(record)).startswith(b"\xff\xd8")


def test_a_second_run_reads_nothing(collection):
    run(collection)
    before = arrays_of(collection.workspace)
    report, encoder = run(collection)
    assert (report.images, report.read, encoder.encoded) == (70, 0, 0)
    assert arrays_of(collection.workspace) == before


def test_equal_files_share_their_vector(collection):
    for name in ("a.png", "b.png"):
        shutil.copy(collection.root / "005.png", collection.root / name)
    collection.scan()
    report, encoder = run(collection)
    assert (report.read, report.encoded, encoder.encoded) == (72, 70, 70)
    values = load_features(collection.workspace).values
    same = [row for row in range(72) if np.array_equal(values[row], values[5])]
    assert len(same) == 3


def test_new_changed_and_removed_files(collection):
    run(collection)
    collection.add("new.png", 200)
    collection.add("003.png", 201)
    (collection.root / "004.png").unlink()
    collection.scan()
    report, encoder = run(collection)
    assert (report.images, report.read, encoder.encoded) == (70, 2, 2)
    ids = load_features(collection.workspace).ids.tolist()
    assert ids == collection.catalogue.ids().tolist()
    assert 5 not in ids


def test_what_comes_back_needs_no_second_encoding(collection):
    run(collection)
    before = arrays_of(collection.workspace)
    away = collection.root / "004.png"
    data, times = away.read_bytes(), away.stat()
    away.unlink()
    collection.scan()
    run(collection)
    away.write_bytes(data)
    os.utime(away, ns=(times.st_atime_ns, times.st_mtime_ns))
    collection.scan()
    _, encoder = run(collection)
    assert encoder.encoded == 0
    assert arrays_of(collection.workspace) == before


def test_what_moves_keeps_its_vector_and_its_id_by_which_tags_and_notes_are_kept(collection):
    run(collection)
    (image,) = collection.catalogue.ids_of(["003.png"])
    (collection.root / "below").mkdir()
    (collection.root / "003.png").rename(collection.root / "below" / "else.png")
    assert collection.scan().renamed == 1
    report, encoder = run(collection)
    assert (report.read, encoder.encoded) == (0, 0)
    assert collection.catalogue.record(int(image)).path == "below/else.png"
    assert image in load_features(collection.workspace).ids


def test_a_bad_file_is_an_outcome_not_the_end(collection):
    (collection.root / "bad.jpg").write_text("these are words")
    collection.scan()
    report, _ = run(collection)
    ((image, reason),) = report.broken
    assert "holds text" in reason
    assert collection.catalogue.record(image).status == "broken"
    assert (report.images, report.read) == (70, 71)
    assert run(collection)[0].read == 0


def test_a_file_that_vanishes_is_an_outcome_too(collection):
    (collection.root / "007.png").unlink()
    report, _ = run(collection)
    assert [image for image, _ in report.broken] == [8]
    assert "not there any more" in report.broken[0][1]


def test_nothing_but_bad_files_is_an_error(tmp_path):
    collection = Collection(tmp_path, images=1)
    (collection.root / "000.png").write_bytes(b"")
    collection.scan()
    with pytest.raises(InputError, match="No image of the collection can be read"):
        run(collection)
    collection.close()


def test_a_stop_keeps_what_was_finished_and_the_result_is_the_same(collection, tmp_path):
    steps = []
    with pytest.raises(Cancelled):
        run(collection, progress=lambda *step: steps.append(step), cancelled=lambda: len(steps) >= 6)
    finished = sum(len(shard["values"]) for shard in shard_log(collection.workspace, KEY))
    assert finished == 24
    report, encoder = run(collection)
    assert (report.read, encoder.encoded) == (46, 46)
    (tmp_path / "other").mkdir()
    undisturbed = Collection(tmp_path / "other")
    run(undisturbed)
    assert arrays_of(collection.workspace) == arrays_of(undisturbed.workspace)
    undisturbed.close()


@pytest.mark.parametrize("after", [0, 12, 40])
def test_a_failing_encoder_loses_nothing_that_was_finished(collection, after):
    with pytest.raises(InputError, match="told to stop"):
        run(collection, FakeEncoder(stop_after=after))
    _, encoder = run(collection)
    assert encoder.encoded <= 70 - after + 4


def test_a_damaged_shard_is_made_again(collection):
    run(collection)
    before = arrays_of(collection.workspace)
    path = sorted(shard_log(collection.workspace, KEY).folder.iterdir())[1]
    path.write_bytes(path.read_bytes()[:-1])
    collection.workspace.remove("features", KEY)
    _, encoder = run(collection)
    assert encoder.encoded == 16
    assert arrays_of(collection.workspace) == before


def test_the_size_of_batches_does_not_show(collection, tmp_path, monkeypatch):
    run(collection)
    monkeypatch.setattr(reading, "BATCH", 7)
    monkeypatch.setattr(index, "MAX_ROWS", 33)
    (tmp_path / "other").mkdir()
    other = Collection(tmp_path / "other")
    run(other)
    assert arrays_of(other.workspace) == arrays_of(collection.workspace)
    other.close()


def test_it_does_not_show_who_read_the_files(collection, tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "get", lambda _, device: FakeEncoder())
    monkeypatch.setattr(reading, "SHARD", 9)
    (tmp_path / "other").mkdir()
    other = Collection(tmp_path / "other")
    for one in (collection, other):
        one.add("copy.png", 3)
        one.scan()
    run(collection)
    report, _ = run(other, workers=Here())
    assert (report.read, report.encoded, report.images) == (71, 70, 71)
    assert arrays_of(other.workspace) == arrays_of(collection.workspace)
    other.close()


def test_what_a_store_does_not_give_is_named_and_asked_for_again(tmp_path, monkeypatch):
    pytest.importorskip("upath", reason="needs universal-pathlib: pip install retrieval-explorer[cluster]")
    import fsspec

    store = fsspec.filesystem("memory")
    store.store.clear()
    for number in range(6):
        buffer = io.BytesIO()
        Image.fromarray(smooth(number, 24)).save(buffer, "png")
        store.pipe(f"/bucket/{number}.png", buffer.getvalue())
    read = stores.read_bytes

    def troubled(path):
        if path.name in {"2.png", "4.png"}:
            raise StoreError("the store did not answer in time") if path.name == "2.png" else FileNotFoundError
        return read(path)

    monkeypatch.setattr(loading, "read_bytes", troubled)
    with (
        Workspace.create(tmp_path / "bucket.rexws") as workspace,
        Catalogue(workspace.catalogue_path, write=True) as catalogue,
    ):
        catalogue.update(open_source(located("memory://bucket")))
        first = embed(workspace, catalogue, FakeEncoder())
        assert (first.read, first.encoded) == (6, 4)
        assert [reason for _, reason in first.broken] == [
            "2.png could not be fetched: the store did not answer in time; index the collection again to ask for it"
            " once more.",
            "4.png is not there any more; scan the folder again.",
        ]
        monkeypatch.setattr(loading, "read_bytes", read)
        second = embed(workspace, catalogue, FakeEncoder())
        assert (second.read, second.encoded, second.images, second.broken) == (2, 2, 6, ())
    store.store.clear()


def test_shards_are_announced(collection):
    told = []
    run(collection, on_shard=told.append)
    assert told == [16, 32, 48, 64, 70]


def test_a_slow_job_writes_before_a_shard_is_full(collection, monkeypatch):
    monkeypatch.setattr(index, "WRITE_SECONDS", 0)
    told = []
    run(collection, on_shard=told.append)
    assert told == [*range(4, 70, 4), 70]


KILLED = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from explorer.collection.catalogue import Catalogue
from explorer.embedding import index, reading, registry
from explorer.workspace.store import Workspace
from tests.embedding.conftest import FakeEncoder
reading.BATCH, reading.AHEAD, index.MAX_ROWS = 4, 8, 16
with Workspace.open(Path(sys.argv[1]), write=True) as workspace:
    with Catalogue(workspace.catalogue_path, write=True) as catalogue:
        index.embed(workspace, catalogue, FakeEncoder(), on_shard=lambda done: print(done, flush=True))
"""


def test_a_kill_costs_at_most_a_shard(collection, tmp_path, request):
    collection.workspace.close()
    command = [sys.executable, "-c", KILLED, str(collection.workspace.path), str(request.config.rootpath)]
    for shards in (1, 2):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            for _ in range(shards):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
    subprocess.run(command, check=True, stdout=subprocess.PIPE)
    (tmp_path / "other").mkdir()
    undisturbed = Collection(tmp_path / "other")
    run(undisturbed)
    assert arrays_of(collection.workspace) == arrays_of(undisturbed.workspace)
    undisturbed.close()
