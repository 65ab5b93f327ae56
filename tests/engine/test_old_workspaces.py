"""Workspaces that earlier versions wrote open in this one, with everything that was in them.

`stored/version-N.zip` is one as version N of the layout wrote it: twelve vectors, their graph and map, two fitted
models, one tag. When the layout changes, its successor is added and none is taken away.
"""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from explorer.collection.catalogue import Catalogue
from explorer.collection.source import open_source
from explorer.collection.user_store import UserStore
from explorer.engine.indexing import index
from explorer.engine.session import Session
from explorer.errors import WorkspaceError
from explorer.protocol.query import Query, Term
from explorer.workspace.store import VERSION, Workspace

from .collections import vectors, write_features

STORED = sorted((Path(__file__).with_name("stored")).glob("version-*.zip"))


@pytest.fixture(params=STORED, ids=lambda path: path.stem)
def old(request, tmp_path):
    with zipfile.ZipFile(request.param) as archive:
        archive.extractall(tmp_path / "old.rexws")
    return tmp_path / "old.rexws"


def test_there_is_one_of_each_version():
    assert [path.stem for path in STORED] == [f"version-{number}" for number in range(1, VERSION + 1)]


def searched(workspace, method):
    with Session(workspace) as session:
        found = session.search(Query((Term("member", 3),)), session.pipeline(method), 11)
    return found.ids.tolist()


def by_cosine():
    values, _ = vectors(groups=3, each=4, dim=4)
    unit = values / np.linalg.norm(values, axis=1, keepdims=True)
    order = np.argsort(-(unit @ unit[2]), kind="stable") + 1
    return [image for image in order.tolist() if image != 3]


def test_an_old_workspace_answers_and_keeps_what_the_person_did(old, tmp_path):
    with Workspace.open(old) as workspace:
        assert not workspace.verify()
        assert searched(workspace, "cosine") == by_cosine()
        before = searched(workspace, "gnn-rerank[k1=4,k2=2]")
    with UserStore(old / "user.sqlite") as store:
        assert [(change.kind, change.image, change.name) for change in store.entries("tag")] == [("tag", 3, "good")]
    file = write_features(tmp_path / "set.npz", groups=3, each=4, dim=4)
    with Workspace.open(old, write=True) as workspace:
        index(open_source(file), workspace, umap=False)
        with Catalogue(workspace.catalogue_path, write=False) as catalogue:
            assert catalogue.ids().tolist() == list(range(1, 13)), "no image has become another"
        assert searched(workspace, "gnn-rerank[k1=4,k2=2]") == before


def test_one_of_a_later_version_is_refused_and_left_alone(old):
    config = old / "workspace.json"
    config.write_text(config.read_text().replace('"version": ', '"version": 9'))
    kept = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    for write in (False, True):
        with pytest.raises(WorkspaceError, match="written by a newer version of the program; update this one"):
            Workspace.open(old, write=write)
    assert {path: path.read_bytes() for path in old.rglob("*") if path.is_file()} == kept
