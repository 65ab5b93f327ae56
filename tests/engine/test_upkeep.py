"""What is damaged is made again, and what is of no use goes; nothing else does."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from explorer.cli.main import run_command
from explorer.embedding.index import embed
from explorer.engine.indexing import index
from explorer.engine.stored import FEATURES, GRAPH, MODELS, TRAINING, Stored
from explorer.engine.upkeep import mend, vacuum
from explorer.workspace.artefacts import Problem
from tests.embedding.conftest import Collection, FakeEncoder

from .collections import make_workspace, write_features


@pytest.fixture
def indexed(tmp_path):
    file = write_features(tmp_path / "some.npz")
    with make_workspace(tmp_path, file) as workspace:
        index(file, workspace, umap=False)
        yield workspace


def arrays(workspace, kind):
    (name,) = workspace.names(kind)
    return {name: np.array(array) for name, array in workspace.read(kind, name)[0].items()}


def test_a_result_that_is_damaged_is_made_again_and_the_rest_is_kept(indexed):
    before, model = arrays(indexed, GRAPH), indexed.folder(MODELS, indexed.names(MODELS)[0])
    file = indexed.folder(GRAPH, indexed.names(GRAPH)[0]) / "indices.npy"
    data = bytearray(file.read_bytes())
    data[200] ^= 1
    file.write_bytes(data)
    problems = indexed.verify()
    assert [problem.path for problem in problems] == [file]
    assert mend(indexed, problems) == []
    assert indexed.verify() == []
    report = index(indexed.source_path, indexed, umap=False)
    assert report.made == ["graph"]
    for name, array in arrays(indexed, GRAPH).items():
        np.testing.assert_array_equal(array, before[name])
    assert indexed.folder(MODELS, indexed.names(MODELS)[0]) == model


def test_the_catalogue_is_set_aside_and_what_the_person_wrote_is_left_to_them(indexed):
    indexed.user_path.write_bytes(b"not a database")
    problems = [Problem(path, "damaged") for path in (indexed.catalogue_path, indexed.user_path)]
    assert mend(indexed, problems) == problems[1:]
    assert not indexed.catalogue_path.exists()
    indexed.user_path.unlink()
    assert index(indexed.source_path, indexed, umap=False).images > 0


def test_results_and_trainings_of_vectors_that_are_gone_are_removed(indexed):
    key = indexed.names(FEATURES)[0]
    stamp = Stored(indexed, key).stamp
    some = {"x": np.zeros(100_000)}
    indexed.write(MODELS, "old", some, {"stamp": "gone", "pipeline": "cosine"})
    indexed.write(GRAPH, "of-no-vectors", some, {"stamp": "gone"})
    indexed.write(GRAPH, key, some, {"stamp": "before"})
    trainings = indexed.path / TRAINING
    trainings.mkdir(exist_ok=True)
    for name in (f"model-{stamp}", "model-gone"):
        (trainings / f"{name}.safetensors").write_bytes(bytes(5000))
    models = set(indexed.names(MODELS)) - {"old"}
    freed = vacuum(indexed)
    assert set(indexed.names(MODELS)) == models
    assert indexed.names(GRAPH) == [key], "from an older graph of the same vectors the next one is made"
    assert [file.stem for file in trainings.iterdir()] == [f"model-{stamp}"]
    assert freed["results of vectors that are gone"] > 1_600_000
    assert freed["trainings that cannot go on"] == 5000
    assert index(indexed.source_path, indexed, umap=False).made == ["graph"]


def test_vectors_of_contents_that_no_image_has_are_removed(tmp_path):
    collection = Collection(tmp_path, images=6)
    try:
        encoder = FakeEncoder()
        embed(collection.workspace, collection.catalogue, encoder)
        collection.add("000.png", 77)
        (collection.root / "001.png").rename(tmp_path / "away.png")
        collection.scan()
        embed(collection.workspace, collection.catalogue, encoder)
        assert "vectors of contents that no image has" in vacuum(collection.workspace)
        assert collection.workspace.verify() == []
        (tmp_path / "away.png").rename(collection.root / "001.png")
        collection.scan()
        assert embed(collection.workspace, collection.catalogue, encoder).encoded == 0, "it was only missing"
        assert "vectors of contents that no image has" not in vacuum(collection.workspace)
    finally:
        collection.close()


def test_gaps_in_the_databases_are_closed(indexed):
    with closing(sqlite3.connect(indexed.user_path)) as connection, connection:
        connection.execute("CREATE TABLE much (x BLOB)")
        connection.execute("INSERT INTO much VALUES (zeroblob(1000000))")
        connection.execute("DROP TABLE much")
    assert vacuum(indexed)["gaps in the databases"] > 900_000


def test_the_commands_tell_and_mend(indexed, capsys):
    path = str(indexed.path)
    assert run_command(["verify", path], open_window=None) == 0
    assert "is as it was written" in capsys.readouterr().out
    file = indexed.folder(GRAPH, indexed.names(GRAPH)[0]) / "indices.npy"
    file.write_bytes(bytes(file.stat().st_size))
    assert run_command(["vacuum", path], open_window=None) == 2
    assert "is open in another program" in capsys.readouterr().err
    assert run_command(["verify", path], open_window=None) == 1
    assert "indices.npy is not as it was written" in capsys.readouterr().out
    indexed.close()
    assert run_command(["verify", "--mend", path], open_window=None) == 0
    assert run_command(["verify", path], open_window=None) == 0
    assert run_command(["vacuum", path], open_window=None) == 0
    assert "are left in" in capsys.readouterr().out
