"""The hash view's numbers against codes compared bit by bit, against the Python interface and the command line."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from explorer.cli.main import run_command
from explorer.engine.indexing import index
from explorer.engine.requests import Requests
from explorer.engine.session import Session
from explorer.errors import InputError
from explorer.methods.hashing.base import compared
from explorer.protocol.ids import pack_ids, unpack_ids
from explorer.protocol.query import Query, Term
from explorer.workspace.store import Workspace

from .collections import make_workspace, write_features
from .test_requests import member, patiently

METHOD = "itq-16"
QUERY = 5


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("codes")
    file = write_features(folder / "some.npz")
    with make_workspace(folder, file) as workspace:
        index(file, workspace, umap=False)
    return str(workspace.path)


@pytest.fixture
def asked(indexed):
    made = Requests()
    made.open({"workspace": indexed})
    return made


def bits_of(code, bits=16):
    return np.unpackbits(np.frombuffer(bytes.fromhex(code), np.uint8), count=bits)


def test_codes_rings_and_buckets_are_counted(asked, indexed):
    payload = {"query": member(QUERY), "pipeline": METHOD, "label_column": "label"}
    found = patiently(asked.search, {**payload, "k": 1000})
    view = patiently(asked.handlers()["codes"], {**payload, "ids": found["ids"]})
    apart = [int((bits_of(view["query"]) != bits_of(code)).sum()) for code in view["codes"]]
    assert view["distances"] == found["distances"] == apart == sorted(apart)
    assert found["scores"] == pytest.approx([1 - distance / 16 for distance in apart])
    assert view["rings"] == np.bincount(apart, minlength=17).tolist()
    relevant = [distance for distance, good in zip(apart, found["relevant"], strict=True) if good]
    assert view["relevant_rings"] == np.bincount(relevant, minlength=17).tolist()
    shared = Counter([view["query"], *view["codes"]])
    assert (view["images"], view["distinct"]) == (72, len(shared))
    assert sorted(map(tuple, view["occupancy"])) == sorted(Counter(shared.values()).items())
    values = np.array([bits_of(code) for code in (view["query"], *view["codes"])]) * 2.0 - 1
    np.testing.assert_allclose(view["balance"], values.mean(axis=0), atol=1e-4)


def test_the_ball_is_that_of_the_python_interface(asked, indexed):
    payload = {"query": member(QUERY), "pipeline": METHOD}
    with Workspace.open(Path(indexed)) as workspace, Session(workspace) as session:
        fitted = session.pipeline(METHOD)
        batch = session.queries.encode(Query((Term("member", QUERY),))).wanted()
        for radius in (0, 3, 6, 16):
            (expected,) = fitted.ranker.ball(fitted.as_asked(batch), radius)
            inside = unpack_ids(patiently(asked.handlers()["ball"], {**payload, "radius": radius})["ids"])
            np.testing.assert_array_equal(inside, np.sort(expected))
            view = patiently(asked.handlers()["codes"], {**payload, "ids": []})
            assert sum(view["rings"][: radius + 1]) == len(expected)
    within = np.arange(10, 30)
    kept = unpack_ids(patiently(asked.handlers()["ball"], {**payload, "radius": 16, "within": pack_ids(within)})["ids"])
    np.testing.assert_array_equal(kept, within)


def test_an_image_that_was_taken_out_lies_on_no_ring(asked):
    payload = {"query": member(QUERY), "pipeline": METHOD, "edits": {"edges": [], "nodes": [8]}}
    found = patiently(asked.search, {**payload, "k": 1000})
    view = patiently(asked.handlers()["codes"], {**payload, "ids": found["ids"]})
    assert 8 not in found["ids"]
    assert view["rings"] == np.bincount(found["distances"], minlength=17).tolist()


def test_the_command_line_tells_the_same_distances(asked, indexed, tmp_path):
    out = tmp_path / "found.json"
    asking = ["search", indexed, "--id", str(QUERY), "--methods", f"{METHOD},cosine", "-k", "9", "--json", str(out)]
    assert run_command(asking, open_window=lambda *_: 0) == 0
    methods = json.loads(out.read_text())["methods"]
    found = patiently(asked.search, {"query": member(QUERY), "pipeline": METHOD, "k": 9})
    assert methods[METHOD]["distances"] == found["distances"]
    assert methods["cosine"]["distances"] is None


def test_a_penalty_changes_the_order_and_not_the_distances(asked):
    terms = [*member(QUERY), {**member(40)[0], "sign": -1}]
    plain, penalised = (
        patiently(asked.search, {"query": query, "pipeline": METHOD, "k": 1000}) for query in (member(QUERY), terms)
    )
    of = dict(zip(plain["ids"], plain["distances"], strict=True))
    assert penalised["distances"] == [of[image] for image in penalised["ids"]]
    away = patiently(asked.search, {"query": terms[1:], "pipeline": METHOD, "k": 5})
    assert away["distances"] is None


def test_what_makes_no_codes_says_so(asked):
    with pytest.raises(InputError, match="no binary codes"):
        patiently(asked.handlers()["codes"], {"query": member(QUERY), "pipeline": "cosine", "ids": []})


def test_an_explanation_tells_the_bits_that_differ(asked):
    payload = {"query": member(QUERY), "pipeline": METHOD}
    explained = patiently(asked.explain, {**payload, "image": 8})["code"]
    view = patiently(asked.handlers()["codes"], {**payload, "ids": [8]})
    assert (explained["query"], explained["image"]) == (view["query"], view["codes"][0])
    assert len(explained["differing"]) == view["distances"][0]
    by_hand = compared(np.array([0b10100000], np.uint8), np.array([0b00110000], np.uint8), 4)
    assert (by_hand.query, by_hand.image, by_hand.differing) == ("a0", "30", (0, 3))


def test_exported_codes_are_those_of_the_window(asked, indexed, tmp_path):
    view = patiently(asked.handlers()["codes"], {"query": member(QUERY), "pipeline": METHOD, "ids": [1, 2, 3]})
    table, arrays = tmp_path / "codes.csv", tmp_path / "codes.npz"
    for target in (table, arrays):
        asking = ["export", indexed, "--what", "codes", "--methods", METHOD, "--to", str(target)]
        assert run_command(asking, open_window=lambda *_: 0) == 0
    lines = [line.split(",") for line in table.read_text().splitlines()]
    assert lines[0] == ["id", "name", "code"]
    of = {int(image): code for image, _, code in lines[1:]}
    assert [of[image] for image in (QUERY, 1, 2, 3)] == [view["query"], *view["codes"]]
    with np.load(arrays) as kept:
        assert [code.tobytes().hex() for code in kept["codes"]] == [of[image] for image in kept["ids"].tolist()]
        assert kept["bits"] == 16
    asking = ["export", indexed, "--what", "codes", "--methods", "cosine", "--to", str(table)]
    assert run_command(asking, open_window=lambda *_: 0) == 2
