"""A folder of real image files, with a tiny network as encoder: queries by file, by region and by member agree."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from explorer.collection.source import open_source
from explorer.embedding import features as stored_features
from explorer.embedding.reduction import fit_reduction
from explorer.engine.indexing import add_encoder, index
from explorer.engine.jobs import encoder_job
from explorer.engine.reporting import Reporter
from explorer.engine.requests import Requests
from explorer.engine.session import Session
from explorer.engine.stored import feature_sets
from explorer.errors import ImageError, InputError
from explorer.protocol.query import Query, Term
from explorer.workspace.store import Workspace

from .collections import make_workspace, write_features
from .test_requests import patiently

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:torch"),
    pytest.mark.usefixtures("plain_umap"),
]


class Grid(torch.nn.Module):
    """The mean colours of 16 fields."""

    def forward(self, images):
        return torch.nn.functional.adaptive_avg_pool2d(images, 4).flatten(1)


class Coarse(torch.nn.Module):
    """The mean colours of 4 fields."""

    def forward(self, images):
        return torch.nn.functional.adaptive_avg_pool2d(images, 2).flatten(1)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """Two folders of four pictures each."""
    root = tmp_path_factory.mktemp("pictures")
    rng = np.random.default_rng(0)
    for name in ("left", "right"):
        (root / name).mkdir()
        for number in range(4):
            blocks = Image.fromarray(rng.integers(0, 256, (4, 4, 3), np.uint8))
            blocks.resize((96, 96), Image.Resampling.BICUBIC).save(root / name / f"{number}.png")
    return root


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    path = tmp_path_factory.mktemp("encoder") / "grid.pt"
    torch.jit.script(Grid()).save(str(path))
    path.with_suffix(".json").write_text('{"size": 64}')
    return str(path)


@pytest.fixture(scope="module")
def indexed(pictures, encoder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("indexed") / "pictures.rexws"
    with Workspace.create(folder, source=open_source(pictures)) as workspace:
        index(pictures, workspace, encoder, umap=False)
        yield workspace


@pytest.fixture
def session(indexed):
    with Session(indexed) as session:
        yield session


def search(session, *terms):
    return session.search(Query(terms), session.pipeline("cosine"), 8)


def test_a_copy_of_a_member_finds_it_first(session, pictures, tmp_path):
    copy = shutil.copy(pictures / "left" / "2.png", tmp_path)
    result = search(session, Term("file", str(copy)))
    found = session.catalogue.record(int(result.ids[0]))
    assert found.path == "left/2.png"
    assert result.scores[0] == pytest.approx(1, abs=1e-3)
    assert len(result.ids) == 8
    assert result.judgement is None


def test_the_file_of_a_member_is_the_member(session, pictures):
    by_file = search(session, Term("file", str(pictures / "right" / "1.png")))
    (image,) = session.catalogue.ids_of(["right/1.png"])
    by_id = search(session, Term("member", int(image)))
    np.testing.assert_array_equal(by_file.ids, by_id.ids)
    assert image not in by_file.ids
    assert by_file.judgement is not None


def test_a_region_of_a_member_equals_the_region_of_its_file(session, pictures, tmp_path):
    copy = shutil.copy(pictures / "left" / "0.png", tmp_path)
    (image,) = session.catalogue.ids_of(["left/0.png"])
    region = (0.0, 0.0, 0.5, 0.5)
    by_file = search(session, Term("file", str(copy), region=region))
    by_id = search(session, Term("member", int(image), region=region))
    assert by_file.ids[by_file.ids != image][:7].tolist() == by_id.ids.tolist()
    assert image not in by_id.ids
    whole = session.queries.encode(Query((Term("member", int(image)),)))
    part = session.queries.encode(Query((Term("member", int(image), region=region),)))
    assert not np.allclose(whole.batch.vectors, part.batch.vectors, atol=0.1)


def test_a_changed_file_is_read_again(session, tmp_path):
    path = tmp_path / "query.png"
    for colour in ("red", "blue"):
        Image.new("RGB", (80, 80), colour).save(path)
        vector = session.queries.encode(Query((Term("file", str(path)),))).batch.vectors[0]
        channel = vector.reshape(3, 16).mean(axis=1).argmax()
        assert channel == {"red": 0, "blue": 2}[colour]


def test_what_is_no_picture_is_told(session, tmp_path):
    (tmp_path / "text.jpg").write_text("this is no picture")
    with pytest.raises(ImageError, match=r"text\.jpg"):
        search(session, Term("file", str(tmp_path / "text.jpg")))
    with pytest.raises(InputError, match="no captions: write some"):
        search(session, Term("text", "a red apple"))


def test_new_pictures_make_everything_anew_with_the_same_encoder(pictures, encoder, tmp_path):
    root = Path(shutil.copytree(pictures, tmp_path / "pictures"))
    with Workspace.create(tmp_path / "own.rexws", source=open_source(root)) as workspace:
        index(root, workspace, encoder, umap=False)
        with Session(workspace) as before:
            Image.new("RGB", (80, 80), "red").save(root / "left" / "new.png")
            report = index(root, workspace, umap=False)
            assert report.made == ["embed", "map", "graph", "fit"]
            assert (report.read, report.images) == (1, 9)
            assert len(before.features) == 8
            with Session(workspace, before=before) as after:
                assert len(after.features) == len(after.graph) == 9


@pytest.fixture(scope="module")
def other_encoder(tmp_path_factory):
    path = tmp_path_factory.mktemp("other") / "coarse.pt"
    torch.jit.script(Coarse()).save(str(path))
    path.with_suffix(".json").write_text('{"size": 64}')
    return str(path)


@pytest.fixture
def twice(pictures, encoder, other_encoder, tmp_path):
    """A workspace with the vectors of two encoders."""
    root = tmp_path / "pictures"
    shutil.copytree(pictures, root)
    with Workspace.create(tmp_path / "twice.rexws", source=open_source(root)) as workspace:
        index(root, workspace, encoder, umap=False)
        add_encoder(workspace, other_encoder)
        yield workspace


def test_a_further_encoder_stands_beside_the_first(twice, encoder, other_encoder):
    first, second = feature_sets(twice)
    assert (first.encoder, second.encoder) == (encoder, other_encoder)
    assert twice.config["encoder"] == encoder
    with Session(twice) as session, Session(twice, encoder=other_encoder) as other:
        assert (session.features.dim, other.features.dim) == (48, 12)
        np.testing.assert_array_equal(session.features.ids, other.features.ids)
        assert other.graph is not None
        query = Query((Term("member", int(session.features.ids[0])),))
        lists = [one.search(query, one.pipeline_at_once("gnn-rerank"), 5).ids for one in (session, other)]
        assert len(lists[0]) == len(lists[1]) == 5


def test_new_pictures_get_vectors_of_every_encoder(twice, other_encoder):
    root = twice.source_path
    shutil.copy(root / "left" / "0.png", root / "left" / "copy.png")
    report = index(root, twice, umap=False)
    assert report.images == 9
    assert report.unusable == []
    with Session(twice) as session, Session(twice, encoder=other_encoder) as other:
        np.testing.assert_array_equal(session.features.ids, other.features.ids)
    assert index(root, twice, umap=False).made == []


def test_an_encoder_that_is_gone_is_told_and_hinders_nothing(pictures, encoder, other_encoder, tmp_path):
    gone = tmp_path / "gone.pt"
    shutil.copy(other_encoder, gone)
    shutil.copy(Path(other_encoder).with_suffix(".json"), gone.with_suffix(".json"))
    root = tmp_path / "pictures"
    shutil.copytree(pictures, root)
    with Workspace.create(tmp_path / "some.rexws", source=open_source(root)) as workspace:
        index(root, workspace, encoder, umap=False)
        add_encoder(workspace, str(gone))
        gone.unlink()
        shutil.copy(root / "left" / "0.png", root / "left" / "copy.png")
        report = index(root, workspace, umap=False)
        assert report.images == 9
        ((name, reason),) = report.unusable
        assert name == str(gone)
        assert "no encoder" in reason


def test_vectors_from_before_an_encoder_was_replaced_are_removed(twice, other_encoder, tmp_path):
    replaced = tmp_path / "replaced.pt"
    for module in (Coarse(), Grid()):
        torch.jit.script(module).save(str(replaced))
        replaced.with_suffix(".json").write_text('{"size": 64}')
        add_encoder(twice, str(replaced))
    assert [(one.encoder, one.dim) for one in feature_sets(twice) if one.encoder == str(replaced)] == [
        (str(replaced), 48)
    ]
    assert len(feature_sets(twice)) == 3


def test_the_job_adds_an_encoder_and_the_server_searches_by_it(pictures, encoder, other_encoder, tmp_path):
    with Workspace.create(tmp_path / "jobs.rexws", source=open_source(pictures)) as workspace:
        index(pictures, workspace, encoder, umap=False)
        events = []
        reporter = Reporter(lambda event, **payload: events.append((event, payload)))
        answer = encoder_job({"workspace": str(workspace.path), "encoder": other_encoder}, reporter, lambda: False)
        assert answer["encoder"] == other_encoder
        assert "8 images can be searched" in answer["summary"]
        assert ("partial", {"what": "features"}) in events
        asked = Requests()
        opened = asked.open({"workspace": str(workspace.path)})
        assert [one["encoder"] for one in opened["encoders"]] == [encoder, other_encoder]
        query = Query((Term("file", str(pictures / "left" / "0.png"), region=(0.0, 0.0, 0.5, 0.5)),))
        for name, dim in ((None, 48), (other_encoder, 12)):
            payload = {"query": query.to_json(), "pipeline": "cosine", "k": 3, "encoder": name}
            found = patiently(asked.search, payload)
            assert len(found["ids"]) == 3
            assert asked._opened[name].session.features.dim == dim


def test_a_feature_file_has_no_pictures_for_an_encoder(tmp_path, other_encoder):
    file = write_features(tmp_path / "some.npz")
    with make_workspace(tmp_path, file) as workspace:
        index(file, workspace, umap=False)
        with pytest.raises(InputError, match="no pictures"):
            add_encoder(workspace, other_encoder)


def test_a_large_collection_is_searched_by_shorter_vectors_of_queries_too(pictures, encoder, tmp_path, monkeypatch):
    monkeypatch.setattr(stored_features, "FROM_IMAGES", 8)
    monkeypatch.setattr(stored_features, "DIM", 6)
    monkeypatch.setattr("explorer.embedding.reduction._NEAREST", 3)
    monkeypatch.setattr(stored_features, "fit_reduction", lambda blocks, rows: fit_reduction(blocks, rows, 6))
    with Workspace.create(tmp_path / "short.rexws", source=open_source(pictures)) as workspace:
        report = index(pictures, workspace, encoder, umap=False)
        assert "Searched by 6 of 48 dimensions" in report.summary()
        (one,) = feature_sets(workspace)
        assert (one.dim, one.title.endswith(", 6 of 48 dimensions")) == (6, True)
        with Session(workspace) as session:
            copy = shutil.copy(pictures / "left" / "2.png", tmp_path)
            found = search(session, Term("file", str(copy)))
            assert session.catalogue.record(int(found.ids[0])).path == "left/2.png"
            assert found.scores[0] == pytest.approx(1, abs=1e-3)
            short = session.features.rows(np.array([0]))[0]
            for number, vector in enumerate((short, short @ session.queries.reduction.matrix.T)):
                np.save(tmp_path / f"{number}.npy", vector)
                by_vector = search(session, Term("vector", str(tmp_path / f"{number}.npy")))
                assert by_vector.ids[0] == session.features.ids[0]
            np.save(tmp_path / "bad.npy", np.ones(7))
            with pytest.raises(InputError, match="holds 7 values; give 6"):
                search(session, Term("vector", str(tmp_path / "bad.npy")))
