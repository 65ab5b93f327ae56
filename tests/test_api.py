"""The Python interface and the commands over it, on a small folder of pictures and on feature files."""

import csv
import json
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

import explorer
from explorer.cli.main import run_command
from explorer.errors import InputError, WorkspaceError

CLUSTERS, EACH = 4, 10


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """All places of the person in a folder of the test."""
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path / "home"))


@pytest.fixture
def vectors():
    random = np.random.default_rng(0)
    noise = random.normal(0, 0.3, (CLUSTERS * EACH, 16))
    return (np.repeat(np.eye(CLUSTERS, 16), EACH, axis=0) + noise).astype(np.float32)


@pytest.fixture
def feature_file(tmp_path, vectors):
    """Forty labelled vectors with a split."""
    n = len(vectors)
    path = tmp_path / "clusters.npz"
    labels = np.arange(n) // EACH
    split = np.where(np.arange(n) % 5 == 0, "test", "train")
    np.savez(path, features=vectors, labels=labels, split=split, names=[f"picture {i}" for i in range(n)])
    return path


@pytest.fixture
def folder(tmp_path):
    """Eight pictures of two colours, in a folder each."""
    random = np.random.default_rng(0)
    for colour, value in (("dark", 40), ("light", 200)):
        for i in range(4):
            pixels = np.clip(value + random.normal(0, 10, (48, 64, 3)), 0, 255).astype(np.uint8)
            path = tmp_path / "photos" / colour / f"{i}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(pixels).save(path)
    return tmp_path / "photos"


def command(*argv):
    return run_command([str(word) for word in argv], open_window=lambda path, picture: 0)


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, explorer; explorer.__version__; print({'numpy', 'torch', 'explorer.api'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_unknown_names_are_attribute_errors():
    with pytest.raises(AttributeError, match="nothing"):
        _ = explorer.nothing
    assert {"open", "methods", "Collection"} <= set(dir(explorer))


def test_methods_on_plain_arrays(vectors):
    ranking = explorer.methods.get("diffusion", alpha=0.9).fit(vectors).search(vectors[:2] + 0.01, k=7)
    assert ranking.ids.shape == (2, 7)
    assert set(ranking.ids[0, :5].tolist()) <= set(range(EACH))


def test_open_search_and_compare_features(feature_file, vectors):
    with explorer.open(feature_file) as collection:
        assert len(collection) == len(vectors)
        ids = collection.features.ids
        ranking = collection.search(int(ids[3]), method="gnn-rerank", k=9)
        assert ranking.ids.shape == (1, 9)
        assert ids[3] not in ranking.ids
        by_vector = collection.search(vectors[3], method="cosine", k=1)
        assert by_vector.ids[0, 0] == ids[3]
        assert collection.search(int(ids[0]), k=1000).ids.shape == (1, len(vectors) - 1)
        result = collection.compare(int(ids[3]), "cosine,b=gnn-rerank[k1=8]", k=5)
    cosine, other = result["methods"]["cosine"], result["methods"]["b"]
    assert cosine["rank_change"] == [0] * 5
    assert len(other["names"]) == 5
    assert other["relevant"] is not None
    for place, (image, change) in enumerate(zip(other["ids"], other["rank_change"], strict=True), start=1):
        if image in cosine["ids"]:
            assert cosine["ids"].index(image) + 1 - place == change


def test_search_a_folder_by_file(folder):
    with explorer.open(folder) as collection:
        ranking = collection.search(folder / "dark" / "0.png", method="cosine", k=3)
        names = dict(zip(collection.features.ids.tolist(), collection.names, strict=True))
    assert {names[image].split("/")[0] for image in ranking.ids[0].tolist()} == {"dark"}
    assert "dark/0.png" not in {names[image] for image in ranking.ids[0].tolist()}


def test_a_second_opener_reads_only(feature_file):
    with explorer.open(feature_file) as first:
        first.index(umap=False, models=())
        with explorer.open(feature_file) as second:
            assert second.read_only_reason
            assert second.search(1, method="cosine", k=2).ids.shape == (1, 2)
            with pytest.raises(WorkspaceError):
                second.index()


def test_a_workspace_outlives_its_source(feature_file, capsys):
    with explorer.open(feature_file) as collection:
        assert collection.refresh() is None
        workspace = collection.workspace_path
    feature_file.unlink()
    with explorer.open(workspace) as collection:
        assert "not there any more" in (collection.refresh() or "")
    assert command("evaluate", workspace, "--methods", "cosine") == 0
    assert "as it was indexed" in capsys.readouterr().err


def test_what_cannot_be_opened(tmp_path, feature_file):
    with pytest.raises(InputError, match="nothing at"):
        explorer.open(tmp_path / "none")
    with explorer.open(feature_file) as collection, pytest.raises(InputError, match="no file"):
        collection.search("missing.jpg")


def test_evaluate_command_writes_the_contract(feature_file, tmp_path, capsys):
    target = tmp_path / "report.json"
    assert command("evaluate", feature_file, "--methods", "cosine,gnn-rerank", "--json", target) == 0
    shown = capsys.readouterr().out
    assert "8 test images query 32 images (train)" in shown
    report = json.loads(target.read_text("utf-8"))
    assert (report["queries"], report["gallery"]) == (8, 32)
    assert set(report["methods"]) == {"cosine", "gnn-rerank"}
    assert report["methods"]["gnn-rerank"]["peak_rss_mb"] > 10


def test_search_command(feature_file, tmp_path, capsys, vectors):
    target = tmp_path / "lists.json"
    assert command("search", feature_file, "--id", 3, "-k", 1000, "--without-node", 5, "--json", target) == 0
    shown = capsys.readouterr()
    assert "-k 1,000 is beyond" in shown.err
    assert len(shown.err.splitlines()) == 1
    result = json.loads(target.read_text("utf-8"))
    assert list(result["methods"]) == ["cosine", "gnn-rerank"]
    assert 5 not in result["methods"]["gnn-rerank"]["ids"]
    np.save(tmp_path / "query.npy", vectors[7])
    assert command("search", feature_file, "--image", tmp_path / "query.npy", "-k", 1, "--methods", "cosine") == 0
    assert "picture 7" in capsys.readouterr().out


def test_export_command(feature_file, tmp_path):
    ranking, features = tmp_path / "ranking.csv", tmp_path / "features.npz"
    assert command("export", feature_file, "--what", "ranking", "--id", 1, "-k", 4, "--to", ranking) == 0
    rows = list(csv.DictReader(ranking.read_text("utf-8").splitlines()))
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4"] * 2
    assert command("export", feature_file, "--what", "features", "--to", features) == 0
    with np.load(features) as arrays, np.load(feature_file) as given:
        np.testing.assert_array_equal(arrays["features"], given["features"])
        assert arrays["labels"].tolist() == [str(label) for label in given["labels"]]
    for name in ("graph.npz", "graph.graphml"):
        assert command("export", feature_file, "--what", "graph", "--to", tmp_path / name) == 0
        assert (tmp_path / name).stat().st_size > 100


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("--what", "graph", "--to", "graph.txt"), ".graphml"),
        (("--what", "ranking", "--to", "ranking.csv"), "--image or --id"),
        (("--what", "features", "--to", "/none/features.npz"), "/none"),
    ],
)
def test_export_refuses_in_one_line(argv, words, feature_file, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert command("export", feature_file, *argv) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


def test_index_command_tells_each_problem(folder, tmp_path, monkeypatch, capsys):
    # UMAP compiles itself for half a minute in each process, and is tested where it is used.
    positions = np.zeros((8, 2), np.float32)
    monkeypatch.setattr("explorer.projection.umap.umap_map", lambda *_, **__: positions)
    (folder / "dark" / "text.jpg").write_text("no picture", "utf-8")
    target = tmp_path / "index.json"
    assert command("index", folder, "--json", target) == 0
    shown = capsys.readouterr()
    assert "8 images are ready" in shown.out
    assert "text.jpg" in shown.err
    report = json.loads(target.read_text("utf-8"))
    assert report["images"] == 8
    assert len(report["problems"]) == 1


def test_lists(capsys, tmp_path):
    assert command("methods", "--json", tmp_path / "methods.json") == 0
    assert "gnn-rerank" in capsys.readouterr().out
    names = [spec["name"] for spec in json.loads((tmp_path / "methods.json").read_text("utf-8"))["methods"]]
    assert {"cosine", "alpha-qe", "k-reciprocal", "diffusion", "gnn-rerank"} <= set(names)
    assert command("encoders", "--json", tmp_path / "encoders.json") == 0
    assert json.loads((tmp_path / "encoders.json").read_text("utf-8"))["default"] == "efficientnet-lite0"


@pytest.fixture
def networks(tmp_path):
    """Two small networks as TorchScript files."""
    torch = pytest.importorskip("torch")

    class Grid(torch.nn.Module):
        def __init__(self, side):
            super().__init__()
            self.side: int = side

        def forward(self, images):
            return torch.nn.functional.adaptive_avg_pool2d(images, self.side).flatten(1)

    paths = [tmp_path / f"grid{side}.pt" for side in (4, 2)]
    for side, path in zip((4, 2), paths, strict=True):
        torch.jit.trace(Grid(side), torch.zeros(1, 3, 64, 64)).save(str(path))
        path.with_suffix(".json").write_text('{"size": 64}')
    return paths


@pytest.mark.filterwarnings("ignore::DeprecationWarning:torch")
def test_a_further_encoder_stands_beside_the_first(folder, networks, tmp_path, capsys):
    first, second = networks
    with explorer.open(folder, workspace=tmp_path / "w", encoder=str(first)) as collection:
        collection.index(umap=False)
    assert command("index", folder, "--workspace", tmp_path / "w", "--encoder", second) == 0
    with explorer.open(tmp_path / "w") as collection, explorer.open(tmp_path / "w", encoder=str(second)) as other:
        assert (collection.features.dim, other.features.dim) == (48, 12)
        lists = [one.search(1, method="cosine", k=3, within=[1, 2, 5, 6]).ids[0] for one in (collection, other)]
        assert all(set(ids) == {2, 5, 6} for ids in lists)
    out = tmp_path / "out.json"
    assert command("search", tmp_path / "w", "--id", 1, "--encoder", second, "--within=1-3,8", "--json", out) == 0
    answer = json.loads(out.read_text("utf-8"))
    assert set(answer["methods"]["cosine"]["ids"]) == {2, 3, 8}
    capsys.readouterr()
    assert command("search", tmp_path / "w", "--term=id:1", "--within", "x") == 2
    assert "no id or range of ids" in capsys.readouterr().err
