"""The spread of scores holds every ranked image once, and agrees with the list."""

import numpy as np
import pytest

from explorer.engine.indexing import index
from explorer.engine.score_histogram import BINS, histogram
from explorer.engine.session import Session
from explorer.protocol.query import Query, Term

from .collections import make_workspace, write_features


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    folder = tmp_path_factory.mktemp("histogram")
    file = write_features(folder / "some.npz")
    with make_workspace(folder, file) as workspace:
        index(file, workspace, umap=False)
        with Session(workspace) as session:
            yield session


def test_every_image_is_counted_once_and_thresholds_agree_with_the_list(session):
    query = Query((Term("member", int(session.features.ids[4])),))
    pipeline = session.pipeline("gnn-rerank[k1=5,k2=3]")
    found = histogram(session, query, pipeline)
    listed = session.search(query, pipeline, len(session.features))
    assert sum(found["counts"]) == len(listed.ids)
    assert len(found["edges"]) == BINS + 1
    for edge in (7, 30, 55):
        assert sum(found["counts"][edge:]) == (listed.scores >= np.float64(found["edges"][edge])).sum()
    if found["relevant"] is not None:
        assert sum(found["relevant"]) == listed.judgement.relevant.sum()


def test_a_filter_is_held_to(session):
    query, ids = Query((Term("member", int(session.features.ids[4])),)), session.features.ids
    assert sum(histogram(session, query, session.pipeline("cosine"), within=ids[10:15])["counts"]) == 5
    nothing = histogram(session, query, session.pipeline("cosine"), within=ids[4:5])
    assert nothing == {"edges": [], "counts": [], "relevant": None}
