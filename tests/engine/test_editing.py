"""Fits on edited graphs: quick ones at once, slow ones on their thread, faults told."""

import threading

import numpy as np
import pytest

from explorer.engine import editing
from explorer.engine.answering import Preparing
from explorer.engine.editing import Editing
from explorer.errors import InputError
from explorer.methods.gallery import Edits
from explorer.methods.pipeline import Pipeline

VECTORS = np.random.default_rng(0).normal(size=(40, 6)).astype(np.float32)
EDITS = Edits(nodes=frozenset({3}))


@pytest.fixture
def pipeline():
    return Pipeline("gnn-rerank[k1=5,k2=3]").fit(VECTORS)


def test_a_quick_fit_is_there_at_once_and_gives_what_the_method_gives(pipeline):
    Editing().wait(pipeline, EDITS)
    assert pipeline.is_edited(EDITS)
    assert 3 not in pipeline.search(VECTORS[:1], 40, edits=EDITS).ids


def test_a_slow_fit_lets_other_questions_pass(pipeline, monkeypatch):
    monkeypatch.setattr(editing, "PATIENCE_SECONDS", 0.01)
    begun, go = threading.Event(), threading.Event()
    edit = Pipeline.edit

    def slow(self, edits):
        begun.set()
        go.wait(10)
        edit(self, edits)

    monkeypatch.setattr(Pipeline, "edit", slow)
    fits = Editing()
    with pytest.raises(Preparing):
        fits.wait(pipeline, EDITS)
    assert begun.wait(10)
    go.set()
    fits._thread.join(10)
    fits.wait(pipeline, EDITS)


def test_an_unknown_image_is_told(pipeline):
    with pytest.raises(InputError, match="999"):
        Editing().wait(pipeline, Edits(nodes=frozenset({999})))


def test_a_fit_that_fails_as_nobody_foresaw_is_told_instead_of_asked_for_ever(pipeline, monkeypatch):
    def fail(self, edits):
        raise MemoryError("no room")

    monkeypatch.setattr(Pipeline, "edit", fail)
    with pytest.raises(MemoryError):
        Editing().wait(pipeline, EDITS)


def test_nothing_is_fitted_where_no_graph_is_used(monkeypatch):
    codes = Pipeline("lsh-64").fit(VECTORS)
    monkeypatch.setattr(Pipeline, "edit", None)
    Editing().wait(codes, EDITS)
