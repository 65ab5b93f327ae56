"""Columns are answered, stale answers dropped, fits started, old results kept."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.gui.column_notice import nothing_left
from explorer.gui.comparison import Comparison
from explorer.gui.engine import Engine
from explorer.gui.jobs import Jobs
from explorer.gui.state import ColumnSetup, EncoderChoice, Within, column_setups, member_query
from explorer.protocol.ids import unpack_ids
from explorer.protocol.naming import parse_pipeline
from explorer.protocol.query import Query, Term
from explorer.protocol.specs import MethodSpec


def search(payload):
    """A list that tells the query by its ids and the method by its order."""
    image, pipeline = payload["query"][0]["value"], payload["pipeline"]
    ids = [10 * (image if isinstance(image, int) else 0) + i for i in ([3, 1, 2] if "gnn" in pipeline else [1, 2, 3])]
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


def test_a_fit_whose_model_answers_already_goes_on(qtbot, comparison, fake):
    fake[0].needs_fit, fake[0].held = {"gnn-rerank"}, {"fit"}
    comparison.set_query(member_query(1))
    column = comparison.columns[1]
    qtbot.waitUntil(lambda: column.status == "fitting")
    fake[0].needs_fit = set()  # the model is kept; the job still makes its map
    comparison.search(again=True)
    qtbot.waitUntil(comparison.complete)
    assert column.result.pipeline == "gnn-rerank"
    comparison.set_query(member_query(2))
    qtbot.waitUntil(comparison.complete)
    assert not fake[0].cancelled


def test_two_columns_that_need_the_same_fit_start_it_once(qtbot, comparison, fake):
    fake[0].needs_fit, fake[0].held = {"gnn-rerank"}, {"fit"}
    comparison.add_column(parse_pipeline("gnn-rerank"))
    comparison.set_query(member_query(1))
    qtbot.waitUntil(lambda: [column.status for column in comparison.columns[1:]] == ["fitting", "fitting"])
    assert [kind for kind, _ in fake[0].requests].count("fit") == 1
    fake[0].held = set()
    fake[0].release()
    qtbot.waitUntil(comparison.complete)


@pytest.mark.parametrize("behind", ["later", "changed"])
def test_a_column_is_learned_anew_only_where_something_came_after_its_fit(qtbot, comparison, fake, behind):
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    column = comparison.columns[1]
    before = len(fake[0].requests)
    comparison.learn_anew(column.key)
    assert len(fake[0].requests) == before
    column.take(replace(column.result, **{behind: 12}))
    comparison.learn_anew(column.key)
    assert column.status == "fitting"
    kind, payload = fake[0].requests[before]
    assert (kind, payload["pipeline"], payload["anew"]) == ("fit", str(column.pipeline), True)
    qtbot.waitUntil(comparison.complete)
    assert not column.result.is_behind


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


def test_a_first_list_is_shown_until_the_exact_one_is_there(qtbot, comparison, fake):
    fake[0].slow = {"gnn-rerank"}
    fake[0].held = {"exact"}
    comparison.set_query(member_query(1))
    column = comparison.columns[1]
    qtbot.waitUntil(lambda: column.is_approximate)
    assert column.status == "searching"
    assert not comparison.complete()
    comparison.set_query(member_query(2))
    fake[0].held = set()
    fake[0].release()
    qtbot.waitUntil(comparison.complete)
    assert not column.is_approximate
    assert column.asked.query == member_query(2)


def drag(comparison, key, value):
    comparison.set_parameter(key, "k1", value, moving=True)


def test_a_moving_slider_of_the_fit_shows_approximate_lists_and_the_exact_one_when_let_go(qtbot, comparison, fake):
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    column = comparison.columns[1]
    exact = column.result
    drag(comparison, column.key, 40)
    qtbot.waitUntil(lambda: column.is_approximate)
    assert (fake[0].requests[-1][0], fake[0].requests[-1][1]["pipeline"]) == ("preview", "gnn-rerank[k1=40]")
    assert str(column.pipeline) == "gnn-rerank"
    assert not comparison.complete()
    fake[0].needs_fit, fake[0].held = {"gnn-rerank[k1=41]"}, {"fit"}
    comparison.set_parameter(column.key, "k1", 41)
    qtbot.waitUntil(lambda: column.status == "fitting")
    assert column.is_approximate, "the approximate list is kept until the exact one is there"
    fake[0].held = set()
    fake[0].release()
    qtbot.waitUntil(comparison.complete)
    assert not column.is_approximate
    assert column.result.pipeline == "gnn-rerank[k1=41]"
    assert exact.pipeline == "gnn-rerank"


def test_a_burst_of_slider_steps_is_never_queued(qtbot, comparison, fake):
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    column = comparison.columns[1]
    fake[0].held = {"preview"}
    for value in range(30, 90):
        drag(comparison, column.key, value)
    fake[0].held = set()
    fake[0].release()
    qtbot.waitUntil(lambda: column.status == "idle" and column.result.pipeline == "gnn-rerank[k1=89]")
    assert [kind for kind, _ in fake[0].requests].count("preview") == 2


def test_a_preview_that_is_too_slow_leaves_the_list_and_says_so(qtbot, comparison, fake):
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    column = comparison.columns[1]
    before = column.result
    fake[0].failing = {"preview": "too slow"}
    drag(comparison, column.key, 40)
    qtbot.waitUntil(lambda: "let go" in column.message)
    assert (column.result, column.status) == (before, "idle")
    comparison.set_parameter(column.key, "k1", 40)
    qtbot.waitUntil(comparison.complete)
    assert column.message == ""


def test_a_fit_that_nobody_waits_for_is_cancelled(qtbot, comparison, fake):
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    column = comparison.columns[1]
    fake[0].needs_fit, fake[0].held = {"gnn-rerank[k1=40]", "gnn-rerank[k1=50]"}, {"fit"}
    comparison.set_parameter(column.key, "k1", 40)
    qtbot.waitUntil(lambda: column.status == "fitting")
    comparison.set_parameter(column.key, "k1", 50)
    qtbot.waitUntil(lambda: [kind for kind, _ in fake[0].requests].count("fit") == 2)
    assert len(fake[0].cancelled) == 1
    comparison.cancel_fit(column.key)
    qtbot.waitUntil(lambda: column.status == "failed")
    assert len(fake[0].cancelled) == 2
    assert "cancelled" in column.message
    assert column.result.pipeline == "gnn-rerank"


def test_parameters_of_every_stage_can_be_set(qtbot, comparison):
    column = comparison.columns[0]
    comparison.set_pipeline(column.key, parse_pipeline("whiten>gnn-rerank"))
    comparison.set_parameter(column.key, "lambda", 0.5, stage=1)
    assert str(column.pipeline) == "whiten>gnn-rerank[lambda=0.5]"
    comparison.set_parameter(column.key, "d", 64, stage=0)
    assert column.status == "failed", "whiten has no such parameter here"


def test_the_reference_stays_where_it_is_and_columns_move(qtbot, comparison):
    first, second = (column.key for column in comparison.columns)
    comparison.set_query(member_query(5))
    qtbot.waitUntil(comparison.complete)
    comparison.make_reference(second)
    assert [column.key for column in comparison.columns] == [first, second]
    assert comparison.changes(comparison.column(second)) is None
    assert [change.moved for change in comparison.changes(comparison.column(first))] == [1, 1, -2]
    comparison.duplicate(first)
    copy = comparison.columns[1]
    assert copy.pipeline == comparison.column(first).pipeline
    comparison.move_column(copy.key, 1)
    comparison.move_column(first, -1)
    assert [column.key for column in comparison.columns] == [first, second, copy.key]
    comparison.remove_column(second)
    assert comparison.reference.key == first


def test_columns_are_remembered_with_encoder_and_reference():
    setups = [
        ColumnSetup(parse_pipeline("cosine"), "/models/clip.onnx"),
        ColumnSetup(parse_pipeline("whiten[d=64]>gnn-rerank"), None, reference=True),
        ColumnSetup(parse_pipeline("diffusion")),
    ]
    assert column_setups([setup.line for setup in setups]) == setups
    assert setups[2].line == "diffusion"
    comparison = Comparison(Jobs(), setups)
    assert comparison.reference is comparison.columns[1]
    assert comparison.setups() == setups


def test_a_column_asks_its_own_encoder_where_the_collection_has_it(qtbot, comparison, fake):
    encoders = [EncoderChoice("lite0", "Lite 0", 9), EncoderChoice("/m/clip.onnx", "CLIP", 9)]
    comparison.set_query(member_query(1))
    comparison.set_encoder(comparison.columns[1].key, "/m/clip.onnx")
    qtbot.waitUntil(comparison.complete)
    assert fake[0].requests[-1][1]["encoder"] is None
    comparison.start(comparison.methods, encoders)
    qtbot.waitUntil(comparison.complete)
    asked = [payload["encoder"] for kind, payload in fake[0].requests if kind == "search"]
    assert asked[-2:] == [None, "/m/clip.onnx"]
    assert comparison.encoder(comparison.columns[1]).title == "CLIP"
    fake[0].needs_fit = {"gnn-rerank[k1=40]"}
    comparison.set_parameter(comparison.columns[1].key, "k1", 40)
    qtbot.waitUntil(comparison.complete)
    (fit,) = [payload for kind, payload in fake[0].requests if kind == "fit"]
    assert fit["encoder"] == "/m/clip.onnx"


def long_search(payload):
    """A list of 250 images, of which a part is asked for."""
    ids = list(range(1000, 1250))[payload.get("offset", 0) : payload["k"]]
    scores = [1.0 / image for image in ids]
    return {
        "pipeline": payload["pipeline"], "ids": ids, "scores": scores, "ms": 1.0, "bytes_per_item": 8, "total": 250,
        "relevant": [image % 2 == 0 for image in ids],
    }  # fmt: skip


def test_a_list_is_continued_to_its_end_and_no_further(qtbot, comparison, fake):
    fake[0]._search = long_search
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    column = comparison.columns[0]
    assert len(column.result.ids) == 100
    for length in (200, 250):
        comparison.extend(column.key)
        comparison.extend(column.key)
        qtbot.waitUntil(lambda length=length: len(column.result.ids) == length)
    assert column.result.ids == tuple(range(1000, 1250))
    assert len(column.result.relevant) == len(column.result.scores) == 250
    asked = len(fake[0].requests)
    comparison.extend(column.key)
    assert len(fake[0].requests) == asked
    changes = comparison.changes(comparison.columns[1])
    assert len(changes) == 100


def test_what_follows_another_list_is_dropped(qtbot, comparison, fake):
    fake[0]._search = long_search
    comparison.set_query(member_query(1))
    qtbot.waitUntil(comparison.complete)
    column = comparison.columns[0]
    fake[0].held = {"search"}
    comparison.extend(column.key)
    comparison.set_query(member_query(2))
    fake[0].held = set()
    fake[0].release()
    qtbot.waitUntil(comparison.complete)
    qtbot.wait(30)
    assert len(column.result.ids) == 100


def test_ranks_are_asked_once_at_a_time_and_remembered(qtbot, comparison, fake):
    comparison.set_query(member_query(5))
    qtbot.waitUntil(comparison.complete)
    key = comparison.columns[0].key
    assert comparison.rank_of(key, 52) == 2
    fake[0].held = {"ranks"}
    for image in (100, 101, 102, 103):
        assert comparison.rank_of(key, image) is None
    assert [payload["ids"] for kind, payload in fake[0].requests if kind == "ranks"] == [[100]]
    fake[0].held = set()
    with qtbot.waitSignal(comparison.ranks.known):
        fake[0].release()
    qtbot.waitUntil(lambda: comparison.rank_of(key, 103) == 1103)
    assert [payload["ids"] for kind, payload in fake[0].requests if kind == "ranks"] == [[100], [103]]
    assert comparison.rank_of(key, 100) == 1100


def test_ranks_of_another_query_are_not_mixed_up(qtbot, comparison, fake):
    comparison.set_query(member_query(5))
    qtbot.waitUntil(comparison.complete)
    key = comparison.columns[0].key
    fake[0].held = {"ranks"}
    comparison.rank_of(key, 100)
    comparison.set_query(member_query(6))
    qtbot.waitUntil(comparison.complete)
    fake[0].held = set()
    fake[0].release()
    qtbot.wait(30)
    fake[0].held = {"ranks"}
    assert comparison.rank_of(key, 100) is None


SPACE = MethodSpec("words", "Words", "cross-modal", "Compares words with images.", modality="image-text")


def test_words_go_through_a_shared_space_where_captions_are_what_knows_them(qtbot, comparison, fake, methods):
    comparison.start({**methods, "words": SPACE}, [], by_captions=True)
    comparison.add_column(parse_pipeline("words"))
    routes = ["words[own=1]>cosine", "words[own=1]>gnn-rerank", "words"]
    fake[0].needs_fit = set(routes[:2])
    fake[0].held = {"fit"}
    comparison.set_query(Query((Term("text", "red apple"),)))
    qtbot.waitUntil(lambda: [column.status for column in comparison.columns] == ["fitting", "fitting", "idle"])
    fits = [payload["pipeline"] for kind, payload in fake[0].requests if kind == "fit"]
    assert fits == routes[:1]  # the other one waits for what this one learns
    fake[0].release()
    fake[0].held = set()
    qtbot.waitUntil(comparison.complete)
    assert [str(column.route) for column in comparison.columns] == routes
    assert [str(column.pipeline) for column in comparison.columns] == ["cosine", "gnn-rerank", "words"]
    comparison.set_query(member_query(5))
    qtbot.waitUntil(comparison.complete)
    assert [str(column.route) for column in comparison.columns] == ["cosine", "gnn-rerank", "words"]


def test_words_go_the_short_way_where_the_encoder_knows_them(qtbot, comparison, methods):
    comparison.start({**methods, "words": SPACE}, [])
    comparison.set_query(Query((Term("text", "red apple"),)))
    qtbot.waitUntil(comparison.complete)
    assert [str(column.route) for column in comparison.columns] == ["cosine", "gnn-rerank"]


def test_a_locked_column_keeps_its_list_as_the_reference_until_it_is_unlocked(qtbot, comparison, fake):
    comparison.set_query(member_query(5))
    qtbot.waitUntil(comparison.complete)
    first, second = comparison.columns
    comparison.toggle_lock(second.key)
    comparison.set_query(member_query(6))
    comparison.set_within(Within(np.array([61, 62, 63]), "some"))
    qtbot.waitUntil(comparison.complete)
    assert (first.result.ids, second.result.ids) == ((61, 62, 63), (53, 51, 52))
    assert comparison.reference is second
    assert comparison.query_of(second) == member_query(5)
    assert comparison.title(second).endswith("(locked)")
    comparison.clear_query()
    assert (first.result, second.result.ids) == (None, (53, 51, 52))
    comparison.set_query(member_query(7))
    comparison.toggle_lock(second.key)
    qtbot.waitUntil(comparison.complete)
    assert second.result.ids == (73, 71, 72)


def test_another_method_unlocks_a_column_and_another_collection_all(qtbot, comparison):
    comparison.set_query(member_query(5))
    qtbot.waitUntil(comparison.complete)
    for column in comparison.columns:
        comparison.toggle_lock(column.key)
    comparison.set_parameter(comparison.columns[1].key, "k1", 40)
    assert [column.locked is None for column in comparison.columns] == [False, True]
    comparison.detach()
    assert comparison.columns[0].locked is None
