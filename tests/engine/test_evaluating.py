"""The window's job measures as the command line does, tells each method when it is measured, and counts corrections."""

import numpy as np
import pytest

from explorer.collection.user_store import Change, UserStore
from explorer.engine.indexing import index
from explorer.engine.jobs import evaluate_job
from explorer.engine.reporting import Reporter
from explorer.engine.session import Session
from explorer.evaluation import apart
from explorer.evaluation.measure import measure
from explorer.evaluation.run import Settings
from explorer.evaluation.workspace import Choice, evaluate_workspace
from explorer.protocol.progress import never_cancelled
from explorer.protocol.query import Query, Term

from .collections import make_workspace, write_features


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    """An indexed collection; what is measured is measured in this process."""
    file = write_features(tmp_path / "f.npz")
    with make_workspace(tmp_path, file) as made:
        index(file, made, umap=False)
        monkeypatch.setattr(apart.Apart, "measure", lambda _, material, task, **k: measure(material, task, **k))
        yield made


def figures(report):
    return {key: {name: one[name] for name in ("map", "confidence", "recall@k", "ap", "hubness")}
            for key, one in report["methods"].items()}  # fmt: skip


def test_the_job_tells_each_method_and_ends_with_what_the_command_prints(workspace):
    events = []
    reporter = Reporter(lambda event, **payload: events.append((event, payload)))
    payload = {"workspace": str(workspace.path), "methods": "cosine,alpha-qe", "settings": {"seeds": (0,)}}
    report = evaluate_job(payload, reporter, never_cancelled)["report"]
    told = [list(payload["report"]["methods"]) for event, payload in events if event == "report"]
    assert told == [["cosine"], ["cosine", "alpha-qe"]]
    printed = evaluate_workspace(workspace, "cosine,alpha-qe", Choice(), Settings())
    assert figures(report) == figures(printed)
    assert len(report["asked"]["ids"]) == len(report["methods"]["cosine"]["ap"]) == 72
    assert report["methods"]["cosine"]["map"] == pytest.approx(np.mean(report["methods"]["cosine"]["ap"]), abs=1e-5)


def test_a_corrected_label_counts_in_lists_and_evaluations_at_once(workspace):
    with Session(workspace) as session:
        first, other = (int(image) for image in session.features.ids[[0, 71]])
        query, pipeline = Query((Term("member", first),)), session.pipeline("cosine")
        before = session.search(query, pipeline, 71)
        assert not before.judgement.relevant[before.ids.tolist().index(other)]
        with UserStore(workspace.user_path, write=True) as store:
            store.change("Label", [Change("label", other, "label", ["class 0"])])
            after = session.search(query, pipeline, 71)
            assert after.judgement.relevant[after.ids.tolist().index(other)]
            report = evaluate_workspace(workspace, "cosine", Choice(), Settings())
            assert report["corrected"] == 1
            assert "corrected by hand" in report["notes"][0]
            store.undo()
        again = session.search(query, pipeline, 71)
        assert again.judgement.average_precision == before.judgement.average_precision
