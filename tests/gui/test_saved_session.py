"""What is on the screen is saved and shown again; files of older versions stay readable."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import InputError
from explorer.gui.filters import Between, ColumnWords, Filter, OneOf, Sorting
from explorer.gui.graph_edits import GraphEdits
from explorer.gui.saved_session import filter_json, read_filter, read_session, read_sorting, write_session
from explorer.gui.state import ColumnSetup, member_query
from explorer.protocol.query import Term

from .panel import full
from .test_evaluation import report

STORED = Path(__file__).parent / "sessions"


@pytest.fixture
def opened(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    return window


def test_a_file_of_version_1_is_read_as_it_was_written():
    saved = read_session(STORED / "version-1.rexsession")
    assert saved.title == "pictures"
    assert [ColumnSetup.read(line).feedback for line in saved.columns] == [False, False, True]
    assert ColumnSetup.read(saved.columns[1]).reference
    queries = saved.read_queries()
    assert queries[0] == member_query(7)
    assert queries[1].terms[0] == Term("file", "/home/ada/boat.jpg", (0.1, 0.2, 0.5, 0.75), 0.5)
    assert queries[saved.current].terms[1].sign == -1
    shown = read_filter(saved.filter)
    assert shown.words == "summer"
    assert shown.conditions == (
        OneOf("label", ("boat", "pier")), Between("year", 1990, None), ColumnWords("caption", "sea"),
    )  # fmt: skip
    assert shown.selection.ids.tolist() == [3, 5, 9]
    assert read_sorting(saved.sorting) == Sorting("date", descending=True)
    assert GraphEdits.read(saved.edits) == GraphEdits(frozenset({(3, 5)}), frozenset({9}))
    assert saved.place == Path(saved.workspace), "the images are not there, but what was read of them may be"


def test_a_session_is_written_as_it_is_read(tmp_path, fails_whole):
    saved = read_session(STORED / "version-1.rexsession")
    fails_whole(tmp_path / "again.rexsession", lambda path: write_session(saved, path))
    write_session(saved, tmp_path / "again.rexsession")
    assert read_session(tmp_path / "again.rexsession") == saved
    assert filter_json(read_filter(filter_json(Filter()))) == filter_json(Filter())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "other"}, "is no session"),
        ({"version": 99}, "newer version"),
        ({"columns": "cosine"}, "columns is no list"),
        ({"collection": "", "workspace": ""}, "names no collection"),
    ],
)
def test_what_is_no_session_is_told_in_one_sentence(tmp_path, change, sentence):
    path = tmp_path / "bad.rexsession"
    path.write_text(json.dumps({**json.loads((STORED / "version-1.rexsession").read_text("utf-8")), **change}), "utf-8")
    with pytest.raises(InputError, match=sentence):
        read_session(path)


def test_broken_parts_are_told_before_anything_is_opened(qtbot, opened, tmp_path):
    path = tmp_path / "bad.rexsession"
    saved = opened.desk.sessions.taken()
    for broken in (
        replace(saved, queries=[[{"kind": "member"}]]),
        replace(saved, filter={"conditions": [{"kind": "unheard of"}]}),
        replace(saved, columns=["[[["]),
    ):
        write_session(broken, path)
        before = opened.comparison.query
        opened.desk.sessions.open(path)
        assert opened.workbench.messages.text
        assert opened.comparison.query == before


def test_everything_on_the_screen_comes_back(qtbot, opened, tmp_path):
    path, session, comparison = tmp_path / "all.rexsession", opened.session, opened.comparison
    ids = session.catalogue.ids.tolist()
    opened.ask(member_query(ids[1]))
    opened.ask(member_query(ids[2]))
    opened.queries.back()
    comparison.set_columns([ColumnSetup.read("diffusion[alpha=0.9]"), ColumnSetup.read("cosine\t\treference")])
    qtbot.waitUntil(comparison.complete)
    comparison.toggle_lock(comparison.columns[1].key)
    locked = comparison.columns[1].locked
    comparison.set_edits(GraphEdits(frozenset({(ids[3], ids[4])})))
    opened.workbench.filter_bar.set_selection(session.catalogue.ids[:9], "nine")
    opened.desk.evaluation.evaluation.show(report(), "a file")
    qtbot.waitUntil(lambda: comparison.within is not None and comparison.complete())
    saved = opened.desk.sessions.taken()
    opened.desk.sessions.save(path)
    assert read_session(path) == saved
    assert opened.workbench.messages.isVisible()
    opened.desk.open(path)
    assert not opened.workbench.messages.isVisible(), "that it is saved is of no interest any more"
    with qtbot.waitSignal(session.closed):
        opened.commands["close_collection"].trigger()
    opened.desk.open(path)
    qtbot.waitUntil(lambda: comparison.query == member_query(ids[1]) and comparison.within is not None)
    qtbot.waitUntil(comparison.complete)
    assert replace(opened.desk.sessions.taken(), layout="") == replace(saved, layout="")
    assert comparison.reference is comparison.columns[1]
    assert comparison.columns[1].locked == locked != comparison.question(comparison.columns[0])
    assert comparison.history.at(1) == member_query(ids[2])
    assert len(opened.workbench.grid.model) == 9
    assert opened.desk.evaluation.evaluation.report == report()


def test_a_session_opens_without_its_images(qtbot, opened, engines, pictures, tmp_path):
    path, session = tmp_path / "gone.rexsession", opened.session
    query = opened.comparison.query
    opened.desk.sessions.save(path)
    with qtbot.waitSignal(session.closed):
        opened.commands["close_collection"].trigger()
    shutil.move(pictures, tmp_path / "elsewhere")
    opened.desk.open(path)
    qtbot.waitUntil(lambda: opened.comparison.query == query)
    qtbot.waitUntil(lambda: "What was read of it before can still be searched" in opened.workbench.messages.text)
    assert "index" not in [kind for kind, _ in engines[-1].requests], "nothing is written"
    assert len(session.catalogue) == 24
