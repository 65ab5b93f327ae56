"""The heavy stages on two machines of a Ray cluster give what one process gives."""

import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
import torch

import explorer
from explorer.bench.synthetic import synthetic
from explorer.cluster.ray_workers import RayWorkers, connected
from explorer.embedding import reading
from explorer.engine.indexing import Listener
from explorer.errors import Cancelled, EngineError, ParameterError
from explorer.graph import knn, partitions
from explorer.graph.knn import knn_graph
from explorer.methods import diffusion_offline, flow_columns, gallery, sparse_codes
from explorer.methods.gallery import Gallery
from explorer.methods.pipeline import Pipeline
from explorer.protocol.features import Features

pytestmark = pytest.mark.filterwarnings("ignore")


LABELLED = {
    "features": np.random.default_rng(1).normal(size=(90, 8)).astype(np.float32) + 2 * np.eye(8)[np.arange(90) % 3],
    "labels": np.arange(90) % 3,
    "split": np.where(np.arange(90) % 5, "gallery", "query"),
}


@pytest.fixture
def workers(machines):
    with connected("auto") as workers:
        yield workers


def slowly(seconds, number):
    time.sleep(seconds)
    return number


def refuse(number):
    raise ParameterError(f"There is no {number}; give another.")


def fail(number):
    raise ZeroDivisionError(number)


def added(shared, number):
    return shared() + number


def test_shards_come_in_order(workers):
    assert list(workers.map(partial(slowly, 0.0), range(20))) == list(range(20))
    assert list(workers.map(partial(added, workers.share(100)), range(3))) == [100, 101, 102]


def test_what_the_person_did_wrong_is_told_as_it_is(workers):
    with pytest.raises(ParameterError, match="There is no 0; give another"):
        list(workers.map(refuse, range(3)))
    with pytest.raises(EngineError, match="A shard failed on the cluster"):
        list(workers.map(fail, range(3)))


def test_who_stops_does_not_wait(workers):
    list(workers.map(partial(slowly, 0.0), range(2)))
    began = time.monotonic()
    with pytest.raises(Cancelled):
        list(workers.map(partial(slowly, 4.0), range(8), lambda: time.monotonic() - began > 0.2))
    assert time.monotonic() - began < 4


def test_machines_index_as_one_process_does_also_when_one_is_lost(machines, photos, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "SHARD", 8)
    third = machines.cluster.add_node(num_cpus=1, object_store_memory=100 * 2**20)
    machines.cluster.wait_for_nodes()
    parts = []

    def lose(part):
        parts.append(part)
        if parts.count("catalogue") == 2:  # the list of files, and the first shard
            machines.cluster.remove_node(third, allow_graceful=False)

    reports = {}
    for name, cluster, listener in (("one", None, None), ("two", "auto", Listener(part=lose))):
        with explorer.open(photos, workspace=tmp_path / name, cluster=cluster) as collection:
            reports[name] = collection.index(umap=False, listener=listener)
    assert parts.count("catalogue") > 2
    assert reports["two"].images == reports["one"].images == 40
    assert reports["two"].broken == reports["one"].broken
    assert artefacts(tmp_path / "two") == artefacts(tmp_path / "one")


class Means(torch.nn.Module):
    """A network of which nothing is learned."""

    def forward(self, images):
        return images[:, :, ::16, ::16].flatten(1)


def test_networks_of_torch_run_in_processes_with_gpus(machines, photos, tmp_path, monkeypatch):
    """GPUs are declared here, not there, so that the vectors are those of processors."""
    monkeypatch.setattr(reading, "SHARD", 8)
    torch.jit.script(Means()).save(str(tmp_path / "means.pt"))
    further = {"num_cpus": 1, "num_gpus": 1, "object_store_memory": 100 * 2**20}
    lost, kept = (machines.cluster.add_node(**further) for _ in range(2))
    machines.cluster.wait_for_nodes()
    sent, parts = [], []
    to_actor = RayWorkers._to_actor
    monkeypatch.setattr(RayWorkers, "_to_actor", lambda self, *asked: sent.append(asked) or to_actor(self, *asked))

    def lose(part):
        parts.append(part)
        if parts.count("catalogue") == 2:
            machines.cluster.remove_node(lost, allow_graceful=False)

    for name, cluster, listener in (("one", None, None), ("two", "auto", Listener(part=lose))):
        how = {"workspace": tmp_path / name, "encoder": str(tmp_path / "means.pt"), "cluster": cluster}
        with explorer.open(photos, **how) as collection:
            assert collection.index(umap=False, listener=listener).images == 40
    assert len(sent) >= 6
    assert artefacts(tmp_path / "two") == artefacts(tmp_path / "one")
    machines.cluster.remove_node(kept, allow_graceful=False)


def test_two_machines_measure_what_one_process_does(machines, photos, tmp_path):
    figures = {}
    for name, cluster in (("one", None), ("two", "auto")):
        np.savez(tmp_path / f"{name}.npz", **LABELLED)
        with explorer.open(tmp_path / f"{name}.npz", cluster=cluster) as collection:
            report = collection.evaluate("cosine,alpha-qe,gnn-rerank")
        figures[name] = {key: (entry["map"], entry["hit@k"]) for key, entry in report["methods"].items()}
    assert figures["two"] == figures["one"]


@pytest.mark.parametrize(("gpus", "in_parts"), [(0, False), (1, False), (1, True)])
def test_a_graph_outlives_a_machine(machines, monkeypatch, gpus, in_parts):
    """GPUs are declared here, not there: what would use them finds none and takes the processor."""
    monkeypatch.setattr(knn, "_SMALL", 0)
    if in_parts:
        monkeypatch.setattr(knn, "_ALL_PAIRS", 0)
        monkeypatch.setattr(partitions, "PART_ROWS", 600)
    features = Features(np.random.default_rng(0).normal(size=(9000, 32)).astype(np.float32))
    expected = knn_graph(features, 10)
    further = {"num_cpus": 1, "num_gpus": gpus, "object_store_memory": 100 * 2**20}
    lost, kept = (machines.cluster.add_node(**further) for _ in range(2))
    machines.cluster.wait_for_nodes()
    done = []

    def watch(number, of, text):
        done.append(number)
        if len(done) == 3:
            machines.cluster.remove_node(lost, allow_graceful=False)

    with connected("auto") as workers:
        assert workers.gpus == 2 * gpus
        graph = knn_graph(features, 10, workers=workers, progress=watch)
    assert len(done) > 3
    np.testing.assert_array_equal(graph.indices, expected.indices)
    assert graph.similarities.tobytes() == expected.similarities.tobytes()
    assert (graph.recall, graph.sample) == (expected.recall, expected.sample)
    machines.cluster.remove_node(kept, allow_graceful=False)


@pytest.mark.parametrize(
    ("method", "large"),
    [
        ("whiten[d=8]>diffusion-offline[length=40]", False),
        ("diffusion-offline[length=40]", True),
        ("diffusion-offline[length=40,cut=cosine]", False),
        ("grad-net[atoms=90,epochs=1]", True),
        ("itq-16", False),
        ("lagnh-graph-16[steps=1]", False),
    ],
)
def test_a_method_fitted_on_two_machines_is_the_same(workers, method, large, monkeypatch):
    monkeypatch.setattr(gallery, "_WORTH_SENDING", 0)
    if large:
        monkeypatch.setattr(diffusion_offline, "_PUSHED", 0)
        monkeypatch.setattr(sparse_codes, "_MANY", 0)
        monkeypatch.setattr(flow_columns, "_PUSHED_ROWS", 100)
    features = synthetic(300, 24).features
    galleries = Gallery(features), Gallery(features, cluster=workers)
    here, there = (fitted(method, each) for each in galleries)
    assert there == here


def fitted(method: str, given: Gallery) -> dict[str, bytes]:
    """All that a method keeps of a fit, by file."""
    with TemporaryDirectory() as folder:
        Pipeline(method).fit(given).save(Path(folder))
        return {file.name: file.read_bytes() for file in Path(folder).iterdir() if file.suffix != ".json"}


def artefacts(workspace: Path) -> dict[str, bytes]:
    """Every array of a workspace by kind, name and file."""
    files = (workspace / "artefacts").rglob("*.npy")
    return {f"{file.parents[1].relative_to(workspace)}/{file.name}": file.read_bytes() for file in files}
