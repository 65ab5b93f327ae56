"""What a network learned of a collection is laid out beside its vectors."""

import numpy as np
import pytest

from explorer.engine.indexing import index
from explorer.engine.jobs import fit_job
from explorer.engine.learned_map import make_learned_map
from explorer.engine.reporting import Reporter
from explorer.engine.session import Session
from explorer.methods import grad_lesson
from explorer.projection.pca import pca_map
from explorer.workspace.store import COMPLETE

from .collections import make_workspace, write_features


@pytest.fixture
def session(tmp_path, monkeypatch, plain_umap):
    monkeypatch.setattr(grad_lesson, "LEAST_STEPS", 3)
    file = write_features(tmp_path / "some.npz")
    with make_workspace(tmp_path, file) as workspace:
        index(file, workspace, umap=False)
        with Session(workspace) as session:
            yield session


def test_the_map_shows_what_the_network_made_of_each_image(session):
    fitted = session.pipeline("grad-net")
    assert make_learned_map(session.stored, fitted.ranker.learned())
    assert session.stored.maps()[-1] == session.stored.map_name("learned")
    arrays, _ = session.workspace.read("maps", session.stored.map_name("learned"))
    np.testing.assert_array_equal(arrays["ids"], session.features.ids)
    np.testing.assert_allclose(arrays["positions"], pca_map(fitted.ranker.learned()), atol=1e-5)


def test_methods_that_learn_no_vectors_have_no_map(session):
    assert not make_learned_map(session.stored, session.pipeline("gnn-rerank").ranker.learned())
    assert session.stored.map_name("learned") not in session.stored.maps()


def test_a_fit_is_kept_where_the_map_lacks_its_package(tmp_path, monkeypatch):
    monkeypatch.setattr("explorer.projection.needs.has_package", lambda _: False)
    monkeypatch.setattr(grad_lesson, "LEAST_STEPS", 3)
    file = write_features(tmp_path / "some.npz")
    with make_workspace(tmp_path, file) as workspace:
        report = index(file, workspace, umap=True)
        ((name, reason),) = report.problems
        assert name == "UMAP"
        assert "needs the package umap-learn" in reason
        assert workspace.config.get(COMPLETE) is None, "the next run tries again"
        payload = {"workspace": str(workspace.path), "pipeline": "grad-net"}
        told = fit_job(payload, Reporter(lambda *_, **__: None), lambda: False)
        assert f"is fitted. {reason}" in told["summary"]
        assert (
            "UMAP" not in fit_job({**payload, "umap": False}, Reporter(lambda *_, **__: None), lambda: False)["summary"]
        )
        with Session(workspace) as session:
            assert session.stored.has_model("grad-net")
            assert session.stored.map_name("learned") not in session.stored.maps()
