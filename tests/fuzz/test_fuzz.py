"""Files that nobody wrote: whatever is in them, they are read or refused in one sentence, soon.

Seconds in the usual tests; for ten minutes by `EXPLORER_FUZZ_SECONDS=600 python3 build_app.py test tests/fuzz`.
"""

import io
import json
import os
import time
import warnings
from datetime import timedelta

import numpy as np
import pytest

from explorer.collection.decode import decode
from explorer.collection.feature_file import read_feature_file
from explorer.collection.manifest import read_manifest
from explorer.errors import ExplorerError
from explorer.evaluation.revisited import read_ground_truth
from explorer.gui.saved_session import SavedSession, read_filter, read_session, read_sorting, write_session
from explorer.protocol.messages import read_message
from explorer.protocol.naming import parse_pipelines
from explorer.protocol.spelling import parse_ids, parse_query
from tests.collection import hostile

hypothesis = pytest.importorskip("hypothesis", reason="needs hypothesis (the dev extra)")
st = hypothesis.strategies

SECONDS = float(os.environ.get("EXPLORER_FUZZ_SECONDS", "0"))
"""Shared out among all kinds of files; 0: some examples of each."""

KINDS = {}
_FEW = 20


def kind(name, strategy):
    """Register what reads one kind of file, and what it is given."""

    def register(reader):
        KINDS[name] = (reader, strategy)
        return reader

    return register


def damaged(*wholes):
    """Sound files with some bytes changed, cut off, doubled or put in."""
    change = st.tuples(st.integers(0, 2**16), st.binary(max_size=6), st.integers(0, 6))

    def apply(drawn):
        whole, changes, end = drawn
        for place, put, gone in changes:
            at = place % (len(whole) + 1)
            whole = whole[:at] + put + whole[at + gone :]
        return whole[: max(len(whole) - end, 0)]

    return st.one_of(
        st.tuples(st.sampled_from(wholes), st.lists(change, max_size=4), st.integers(0, 300)).map(apply),
        st.binary(max_size=400),
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def told(reader, *arguments):
    """Read; the sentence with which it was refused, empty where it was not."""
    try:
        reader(*arguments)
    except ExplorerError as error:
        return str(error) or "refused without a word"
    return ""


def shaped(*names):
    """JSON whose outermost names are the right ones, with anything in them."""
    return st.dictionaries(st.sampled_from(names), JSON, max_size=len(names)).map(lambda d: json.dumps(d).encode())


def saved(save, *arguments, **arrays):
    """The bytes that numpy writes."""
    buffer = io.BytesIO()
    save(buffer, *arguments, **arrays)
    return buffer.getvalue()


ROWS = np.arange(12, dtype=np.float32).reshape(4, 3)
NPZ = saved(np.savez, features=ROWS, labels=np.array(["a", "b", "a", "b"]), names=np.array(["1", "2", "3", "4"]))
SAFETENSORS = b'X\0\0\0\0\0\0\0{"features":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}'.ljust(8 + 88) + bytes(
    24
)
MANIFEST = b'path,split,label,caption,box\n"a.jpg",query,cat;dog,"A ""cat"".","1,2,3,4"\nb/c.png,gallery,,,\n'
TRUTH = json.dumps(
    {
        "images": ["a", "b"],
        "queries": ["q"],
        "gnd": [{"easy": [0], "hard": [1], "junk": [], "bbx": [0.0, 1.0, 5.0, 6.0]}],
    }
).encode()


def session_bytes(folder):
    path = folder / "it.rexsession"
    query = [{"kind": "member", "value": 1, "region": None, "weight": 1.0, "sign": 1}]
    write_session(SavedSession("photos", "it.rexws", queries=[query], current=0), path)
    return path.read_bytes()


@kind("manifest", damaged(MANIFEST, MANIFEST.replace(b"\n", b"\r\n"), "\ufeff".encode() + MANIFEST))
def manifest(data, folder):
    (folder / "images.csv").write_bytes(data)
    list(read_manifest(folder / "images.csv"))


@kind("image", damaged(*(case.make() for case in hostile.SOUND if case.name.isascii())))
def image(data, folder):
    del folder
    assert decode(data).mode == "RGB"


@kind("npz", damaged(NPZ))
def npz(data, folder):
    (folder / "it.npz").write_bytes(data)
    read_feature_file(folder / "it.npz")


@kind("npy", damaged(saved(np.save, ROWS), saved(np.save, np.array([{}], object), allow_pickle=True)))
def npy(data, folder):
    (folder / "it.npy").write_bytes(data)
    read_feature_file(folder / "it.npy")


@kind("safetensors", damaged(SAFETENSORS))
def safetensors(data, folder):
    (folder / "it.safetensors").write_bytes(data)
    read_feature_file(folder / "it.safetensors")


@kind("ground truth", damaged(TRUTH) | shaped("images", "imlist", "queries", "qimlist", "gnd"))
def ground_truth(data, folder):
    (folder / "gnd_it.json").write_bytes(data)
    read_ground_truth(folder / "gnd_it.json")


@kind("session", st.none() | shaped(*SavedSession.__dataclass_fields__, "format", "version"))
def session(data, folder):
    whole = session_bytes(folder)
    drawn = {} if data is None else json.loads(data)
    (folder / "it.rexsession").write_text(json.dumps({**json.loads(whole), **drawn}))
    read = read_session(folder / "it.rexsession")
    read.read_queries()
    read_filter(read.filter)
    read_sorting(read.sorting)


@kind("session, bytes", st.integers(0, 400).flatmap(lambda _: st.binary(max_size=12)))
def session_in_bytes(data, folder):
    whole = session_bytes(folder)
    place = sum(data) % len(whole)
    (folder / "it.rexsession").write_bytes(whole[:place] + data + whole[place + len(data) :])
    read_session(folder / "it.rexsession").read_queries()


@kind("message", damaged(b'\x00\x00\x00\x0b{"id": 123}', b'\x0b\x00\x00\x00\x00\x00\x00\x00{"id": 123}'))
def message(data, folder):
    del folder
    try:
        read_message(io.BytesIO(data))
    except ValueError:  # the client ends a child that says so
        return


@kind("words of the command line", st.text("a-b=[],>.@:*019 \n'é", max_size=30))
def words(data, folder):
    del folder
    for parse in (parse_pipelines, parse_ids, lambda text: parse_query([text])):
        told(parse, data)


@pytest.mark.parametrize("name", KINDS)
def test_nothing_but_a_sentence(name, tmp_path):
    reader, strategy = KINDS[name]
    until = time.monotonic() + SECONDS / len(KINDS)

    @hypothesis.settings(
        max_examples=_FEW if not SECONDS else 2000,
        deadline=timedelta(seconds=20),
        database=None,
        derandomize=not SECONDS,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(strategy)
    def read(data):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sentence = told(reader, data, tmp_path)
        assert len(sentence) < 2000
        assert sentence != "refused without a word"

    read()
    while time.monotonic() < until:
        read()
