"""What a network learned of a collection is laid out beside its vectors."""

import numpy as np
import pytest

import explorer.projection.umap
from explorer.engine.indexing import index
from explorer.engine.learned_map import make_learned_map
from explorer.engine.session import Session
from explorer.methods import grad_lesson
from explorer.projection.pca import pca_map

from .collections import make_workspace, write_features


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setattr(grad_lesson, "LEAST_STEPS", 3)
    monkeypatch.setattr(explorer.projection.umap, "umap_map", lambda features, _, **__: pca_map(features))
    file = write_features(tmp_path / "some.npz")
    with make_workspace(tmp_path, file) as workspace:
        index(file, workspace, umap=False)
        with Session(workspace) as session:
            yield session


def test_the_map_shows_what_the_network_made_of_each_image(session):
    fitted = session.pipeline("grad-net")
    assert make_learned_map(session.stored, fitted)
    assert session.stored.maps()[-1] == session.stored.map_name("learned")
    arrays, _ = session.workspace.read("maps", session.stored.map_name("learned"))
    np.testing.assert_array_equal(arrays["ids"], session.features.ids)
    np.testing.assert_allclose(arrays["positions"], pca_map(fitted.ranker.learned()), atol=1e-5)


def test_methods_that_learn_no_vectors_have_no_map(session):
    assert not make_learned_map(session.stored, session.pipeline("gnn-rerank"))
    assert session.stored.map_name("learned") not in session.stored.maps()
