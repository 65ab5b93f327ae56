"""What columns, Why and histogram show is what the command line says of the same question."""

import json

import numpy as np
import pytest

from explorer.cli.main import run_command
from explorer.engine.indexing import index
from explorer.engine.requests import Requests
from explorer.protocol.overlap import rank_biased_overlap

from .collections import make_workspace, write_features
from .test_requests import member, patiently

QUERY = 5
METHODS = ("cosine", "gnn-rerank", "diffusion")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("panels")
    file = write_features(folder / "some.npz")
    with make_workspace(folder, file) as workspace:
        index(file, workspace, umap=False)
    return str(workspace.path)


@pytest.fixture(scope="module")
def asked(indexed):
    made = Requests()
    made.open({"workspace": indexed})
    return made


def command(*words, to):
    assert run_command([*words, "--json", str(to)], open_window=lambda *_: 0) == 0
    return json.loads(to.read_text())


@pytest.mark.parametrize("edges", [[], [[5, 6], [5, 7]]])
def test_columns_why_and_histogram(asked, indexed, tmp_path, edges):
    cuts = [f"--without-edge={a}:{b}" for a, b in edges]
    words = ["search", indexed, "--id", str(QUERY), "--methods", ",".join(METHODS), "-k", "1000", *cuts]
    answers = command(*words, to=tmp_path / "found.json")["methods"]
    for method in METHODS:
        listed = answers[method]
        payload = {"query": member(QUERY), "pipeline": method, "label_column": "label"}
        payload["edits"] = {"edges": edges, "nodes": []} if edges else None
        column = patiently(asked.search, {**payload, "k": 1000})
        assert column["ids"] == listed["ids"]
        np.testing.assert_allclose(column["scores"], listed["scores"], rtol=1e-6)
        ids = np.array(listed["ids"])
        relevant = (ids - 1) // 12 == (QUERY - 1) // 12
        assert column["relevant"] == relevant.tolist()
        hits = np.flatnonzero(relevant)
        assert column["average_precision"] == pytest.approx(np.mean(np.arange(1, len(hits) + 1) / (hits + 1)))
        image = listed["ids"][30]
        assert patiently(asked.ranks, {**payload, "ids": [image]})["ranks"] == [31]
        why = patiently(asked.explain, {**payload, "image": image})
        assert why["score"] == pytest.approx(listed["scores"][30], abs=1e-5)
        counted = patiently(asked.histogram, payload)
        assert sum(counted["counts"]) == len(ids)


def test_graph_duplicates_and_overlap(asked, indexed, tmp_path):
    assert run_command(["export", indexed, "--what", "graph", "--to", str(tmp_path / "g.npz")], open_window=int) == 0
    whole = np.load(tmp_path / "g.npz")
    first = whole["neighbours"][:, :10]  # so many are drawn
    row = {image: place for place, image in enumerate(whole["ids"].tolist())}
    near = {
        (image, int(whole["ids"][other])): similarity
        for image, others, values in zip(whole["ids"].tolist(), first, whole["similarities"], strict=True)
        for other, similarity in zip(others.tolist(), values[:10].tolist(), strict=True)
    }
    listed = command(
        "search", indexed, "--id", str(QUERY), "--methods", ",".join(METHODS), "-k", "20", to=tmp_path / "found.json"
    )["methods"]
    drawn = patiently(asked.ego, {"query": member(QUERY), "ids": listed["cosine"]["ids"], "hops": 1, "limit": 50})
    for a, b, similarity, mutual in drawn["edges"]:
        ends = drawn["ids"][a], drawn["ids"][b]
        assert similarity == pytest.approx(near.get(ends, near.get(ends[::-1])), abs=1e-4)
        assert mutual == (ends in near and ends[::-1] in near)
    assert drawn["listed"] == [int((first == row[image]).sum()) for image in drawn["ids"]]
    pairs = patiently(asked.handlers()["duplicates"], {"threshold": 0.9, "limit": 1000})
    alike = {frozenset(pair) for pair, similarity in near.items() if similarity >= 0.9}
    assert {frozenset(pair) for pair in pairs["pairs"]} == alike
    for pair, similarity in zip(pairs["pairs"], pairs["similarities"], strict=True):
        assert similarity == pytest.approx(near.get(tuple(pair), near.get(tuple(pair[::-1]))))
    for method in METHODS:
        wanted = rank_biased_overlap(listed[method]["ids"], listed[METHODS[0]]["ids"])
        assert listed[method]["rank_biased_overlap"] == wanted
