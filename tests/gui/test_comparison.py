"""Columns are answered, stale answers dropped, fits started, old results kept."""

import numpy as np
import pytest

from explorer.gui.column_notice import nothing_left
from explorer.gui.comparison import Comparison
from explorer.gui.engine import Engine
from explorer.gui.jobs import Jobs
from explorer.gui.state import Within, column_setups, member_query
from explorer.protocol.ids import unpack_ids
from explorer.protocol.naming import parse_pipeline


def search(payload):
    """A list that tells the query by its ids and the method by its order."""
    image, pipeline = payload["query"][0]["value"], payload["pipeline"]
    ids = [10 * image + i for i in ([3, 1, 2] if "gnn" in pipeline else [1, 2, 3])]
    return {"pipeline": pipeline, "ids": ids, "scores": [3.0, 2.0, 1.0], "ms": 1.0, "bytes_per_item": 8}


@pytest.fixture
def fake():
    return []


@pytest.fixture
def comparison(qtbot, tmp_path, fake, fake_engine, methods):
    def connect(on_event):
        fake.append(fake_engine(on_event, search))
        return fake[0]

    engine, jobs = Engine(connect), Jobs()
    jobs.attach(engine, tmp_path)
    comparison = Comparison(jobs, column_setups([]))
    comparison.attach(engine)
    comparison.start(methods, [])
    yield comparison
    engine.silence()


def searches(fake):
    return [
        (payload["pipeline"], payload["query"][0]["value"]) for kind, payload in fake[0].requests if kind == "search"
    ]


def test_every_column_answers_and_tells_its_changes(qtbot, comparison):
    comparison.set_query(member_query(5))
    qtbot.waitUntil(comparison.complete)
    first, second = comparison.columns
    assert first.result.ids == (51, 52, 53)
    assert comparison.changes(first) is None
    assert [change.moved for change in comparison.changes(second)] == [2, -1, -1]


def test_a_burst_of_queries_asks_for_the_first_and_the_last(qtbot, comparison, fake):
    fake[0].held = {"search"}
    for image in range(1, 30):
        comparison.set_query(member_query(image))
    assert searches(fake) == [("cosine", 1), ("gnn-rerank", 1)]
    fake[0].held = set()
    fake[0].release()
    qtbot.waitUntil(comparison.complete)
    assert searches(fake)[2:] == [("cosine", 29), ("gnn-rerank", 29)]
    assert comparison.columns[0].result.ids[0] == 291


def test_a_method_is_fitted_and_asked_again_while_the_old_list_stays(qtbot, comparison, fake):
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    column = comparison.columns[1]
    before = column.result
    fake[0].needs_fit, fake[0].held = {"gnn-rerank[k1=40]"}, {"fit"}
    comparison.set_parameter(column.key, "k1", 40)
    qtbot.waitUntil(lambda: column.status == "fitting")
    assert column.result is before
    assert fake[0].requests[-1][0] == "fit"
    fake[0].held = set()
    fake[0].release()
    qtbot.waitUntil(comparison.complete)
    assert column.result.pipeline == "gnn-rerank[k1=40]"


def test_two_columns_that_need_the_same_fit_start_it_once(qtbot, comparison, fake):
    fake[0].needs_fit, fake[0].held = {"gnn-rerank"}, {"fit"}
    comparison.add_column(parse_pipeline("gnn-rerank"))
    comparison.set_query(member_query(1))
    qtbot.waitUntil(lambda: [column.status for column in comparison.columns[1:]] == ["fitting", "fitting"])
    assert [kind for kind, _ in fake[0].requests].count("fit") == 1
    fake[0].held = set()
    fake[0].release()
    qtbot.waitUntil(comparison.complete)


def test_a_fit_that_is_no_longer_wanted_changes_nothing(qtbot, comparison, fake):
    fake[0].needs_fit, fake[0].held = {"gnn-rerank"}, {"fit"}
    comparison.set_query(member_query(1))
    column = comparison.columns[1]
    qtbot.waitUntil(lambda: column.status == "fitting")
    comparison.set_pipeline(column.key, parse_pipeline("diffusion"))
    qtbot.waitUntil(comparison.complete)
    fake[0].held = set()
    fake[0].release()
    qtbot.wait(50)
    assert column.result.pipeline == "diffusion"
    assert column.status == "idle"


def test_a_failed_search_says_why_and_can_be_tried_again(qtbot, comparison, fake):
    fake[0].failing = {"search": "The features are damaged; index again."}
    comparison.set_query(member_query(1))
    column = comparison.columns[0]
    qtbot.waitUntil(lambda: column.status == "failed")
    assert column.message == "The features are damaged; index again."
    fake[0].failing = {}
    comparison.retry(column.key)
    qtbot.waitUntil(lambda: column.status == "idle")


def test_a_parameter_out_of_range_is_refused_before_it_is_asked(qtbot, comparison, fake):
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    count = len(fake[0].requests)
    comparison.set_parameter(comparison.columns[1].key, "k1", 5000)
    assert comparison.columns[1].status == "failed"
    assert "2 to 200" in comparison.columns[1].message
    assert len(fake[0].requests) == count


def test_columns_come_and_go_but_one_stays(qtbot, comparison):
    comparison.add_column(parse_pipeline("diffusion"))
    keys = [column.key for column in comparison.columns]
    comparison.make_reference(keys[2])
    assert comparison.reference.key == keys[2]
    for key in keys:
        comparison.remove_column(key)
    assert len(comparison.columns) == 1


def test_back_asks_for_the_query_before(qtbot, comparison):
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    comparison.set_query(member_query(2))
    qtbot.waitUntil(comparison.complete)
    comparison.go(-1)
    qtbot.waitUntil(lambda: comparison.complete() and comparison.columns[0].result.ids[0] == 11)
    comparison.go(1)
    qtbot.waitUntil(lambda: comparison.complete() and comparison.columns[0].result.ids[0] == 21)


def test_a_filter_goes_with_every_search(qtbot, comparison, fake):
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    comparison.set_within(Within(np.array([3, 4, 90]), "label: apple"))
    qtbot.waitUntil(comparison.complete)
    sent = [payload["within"] for kind, payload in fake[0].requests if kind == "search"]
    assert sent[:2] == [None, None]
    assert [unpack_ids(packed).tolist() for packed in sent[2:]] == [[3, 4, 90], [3, 4, 90]]
    comparison.set_within(Within(np.array([3, 4, 90]), "label: apple"))
    assert len([kind for kind, _ in fake[0].requests if kind == "search"]) == 4
    comparison.set_within(None)
    assert fake[0].requests[-1][1]["within"] is None


def test_an_empty_list_names_the_filter_that_emptied_it():
    assert "filter" not in nothing_left(None)
    assert "No image passes the filter “label: plum”" in nothing_left(Within(np.array([], np.int64), "label: plum"))
    assert "“label: plum” leaves nothing" in nothing_left(Within(np.array([7]), "label: plum"))


def test_a_first_search_says_that_it_is_being_prepared_and_asks_again(qtbot, comparison, fake):
    fake[0].preparing = 2
    comparison.set_query(member_query(1))
    column = comparison.columns[0]
    qtbot.waitUntil(lambda: "Preparing" in column.message)
    assert column.status == "searching"
    qtbot.waitUntil(comparison.complete)
    assert column.result.ids[0] == 11
    assert column.message == ""
