"""What is copied runs, and lists what the column lists."""

import csv
import json
import shlex
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from explorer.cli.main import run_command
from explorer.collection.source import open_source
from explorer.engine.indexing import index
from explorer.engine.session import Session
from explorer.gui import reproduce
from explorer.gui.catalogue import CatalogueView
from explorer.gui.graph_edits import GraphEdits
from explorer.gui.state import Change, ColumnResult, Question, Within
from explorer.methods.gallery import Edits
from explorer.protocol.naming import parse_pipeline
from explorer.protocol.query import Query, Term
from explorer.workspace.store import Workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reproduce")
    rng = np.random.default_rng(0)
    values = (np.repeat(rng.normal(size=(5, 12)), 12, axis=0) + 0.8 * rng.normal(size=(60, 12))).astype(np.float32)
    names = np.array([f"it's {row}.jpg" for row in range(60)])
    np.savez(folder / "some file.npz", features=values, names=names, labels=np.repeat(list("abcde"), 12))
    np.save(folder / "query.npy", values[7] + values[40])
    path = folder / "a collection.rexws"
    with Workspace.create(path, source=open_source(folder / "some file.npz")) as opened:
        index(folder / "some file.npz", opened, umap=False)
    return path


def question(query, pipeline="gnn-rerank[k1=9,lambda=0.25]", within=None):
    return Question(query, parse_pipeline(pipeline), "label", within)


def questions(folder):
    member = Query((Term("member", 5),))
    mixed = Query(
        (Term("member", 5, weight=2.0), Term("member", 40, sign=-1), Term("vector", str(folder / "query.npy")))
    )
    odd, few = Within(np.arange(1, 60, 2), "odd"), Within(np.arange(10, 30), "some")
    return {
        "member": question(member),
        "stages": question(member, "centre>whiten[d=6]>cosine"),
        "vector": question(Query((Term("vector", str(folder / "query.npy")),))),
        "mixed": question(mixed, "cosine"),
        "filter": question(member, within=few),
        "long filter": question(member, within=odd),
        "edits": replace(question(member), edits=GraphEdits(frozenset({(2, 5), (3, 9)}), frozenset({8}))),
    }


@pytest.fixture(params=["member", "stages", "vector", "mixed", "filter", "long filter", "edits"])
def asked(request, workspace):
    return questions(workspace.parent)[request.param]


def expected(workspace, asked, k=8):
    within = None if asked.within is None else asked.within.ids
    with Workspace.open(workspace) as opened, Session(opened) as session:
        pipeline, edits = session.pipeline(str(asked.pipeline)), Edits(asked.edits.edges, asked.edits.nodes)
        return session.search(asked.query, pipeline, k, within=within, edits=edits).ids.tolist()


@pytest.fixture(autouse=True)
def short_filters(monkeypatch):
    monkeypatch.setattr(reproduce, "LONGEST", 60)


def test_the_command_lists_the_same_images(workspace, asked, tmp_path):
    line = reproduce.command(workspace, asked, 8, tmp_path / "filters")
    program, *words = shlex.split(line)
    assert program == "retrieval-explorer"
    assert "\n" not in line
    out = tmp_path / "out.json"
    assert run_command([*words, "--json", str(out)], open_window=None) == 0
    (answer,) = json.loads(out.read_text("utf-8"))["methods"].values()
    assert answer["ids"] == expected(workspace, asked)
    assert len(line) < 700


def test_the_program_prints_the_same_images(workspace, asked, tmp_path, capsys):
    text = reproduce.python(workspace, asked, 8, tmp_path / "filters")
    exec(compile(text, "pasted", "exec"), {})  # what a person does with it
    ranks = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert [int(image) for _, image, _ in ranks] == expected(workspace, asked)
    assert [int(rank) for rank, _, _ in ranks] == list(range(1, len(ranks) + 1))


def test_the_program_runs_in_a_fresh_interpreter(workspace, tmp_path):
    asked = questions(workspace.parent)["member"]
    text = reproduce.python(workspace, asked, 8, tmp_path)
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert [int(line.split()[1]) for line in done.stdout.splitlines()] == expected(workspace, asked)


def test_regions_weights_and_encoders_are_named():
    term = Term("file", "/a b/c.jpg", (0.0, 0.1, 0.5, 1.0), 0.5, -1)
    asked = Question(Query((Term("text", "red apple"), term)), parse_pipeline("cosine"), None, None, "/m/clip.onnx")
    words = shlex.split(reproduce.command(reproduce.Path("/w"), asked, 10, reproduce.Path("/f")))
    assert words[3:5] == ["--term=text:red apple", "--term=-0.5*file:/a b/c.jpg@0.0,0.1,0.5,1.0"]
    assert words[-2:] == ["--encoder", "/m/clip.onnx"]
    text = reproduce.python(reproduce.Path("/w"), asked, 10, reproduce.Path("/f"))
    assert "Term('file', '/a b/c.jpg', region=(0.0, 0.1, 0.5, 1.0), weight=0.5, sign=-1)" in text
    assert "explorer.open('/w', encoder='/m/clip.onnx')" in text
    compile(text, "pasted", "exec")


def test_a_ranking_is_saved_as_a_table(tmp_path, fails_whole):
    result = ColumnResult("cosine", (4, 2, 9), (0.9, 0.5, 0.25), 1.0, 8.0, (True, False, True))
    changes = [Change(1), Change(None), None]
    fails_whole(tmp_path / "list.csv", lambda path: reproduce.write_csv(path, result, changes, CatalogueView.empty()))
    reproduce.write_csv(tmp_path / "list.csv", result, changes, CatalogueView.empty())
    with (tmp_path / "list.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == ["4", "2", "9"]
    assert [row["rank_change"] for row in rows] == ["1", "new", ""]
    assert [row["relevant"] for row in rows] == ["1", "0", "1"]
    assert rows[0]["score"] == "0.9"
