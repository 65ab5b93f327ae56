"""Marks move a query in a column of its own; tags, notes and labels are added to images and can be found again."""

import numpy as np
import pytest

from explorer.collection.user_store import UserStore
from explorer.gui.dialogs import LabelDialog, NoteDialog, TagDialog
from explorer.gui.feedback import AWAY, TOWARDS, query_key, with_feedback
from explorer.gui.state import ColumnSetup, member_query
from explorer.protocol.query import Query, Term

from .panel import full


@pytest.fixture
def opened(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    return window


def asked(engines):
    return [payload for kind, payload in engines[-1].requests if kind == "search"]


def chosen(window, images):
    window.image_menu._given = list(images)
    window.image_menu.update_commands()


def test_the_moved_query_is_rocchios():
    query = Query((Term("member", 1, weight=2.0), Term("file", "a.jpg")))
    moved = with_feedback(query, {3: 1, 5: 1, 4: -1, 1: 1})
    assert moved.terms == (
        *query.terms,
        Term("member", 3, weight=TOWARDS / 2, feedback=True),
        Term("member", 5, weight=TOWARDS / 2, feedback=True),
        Term("member", 4, weight=AWAY, sign=-1, feedback=True),
    )
    assert with_feedback(query, {}) is query
    assert query_key(query) == query_key(Query.from_json(query.to_json()))
    assert query_key(query) != query_key(moved)


def test_marks_are_drawn_on_all_columns_and_move_the_query_of_one_alone(qtbot, opened, engines):
    first, second = opened.comparison.columns[0].result.ids[:2]
    opened.commands["feedback_column"].trigger()
    qtbot.waitUntil(opened.comparison.complete)
    keys = [column.key for column in opened.comparison.columns]
    assert [column.feedback for column in opened.comparison.columns].count(True) == 1
    before = len(asked(engines))
    chosen(opened, [first])
    opened.commands["mark_right"].trigger()
    chosen(opened, [second])
    opened.commands["mark_wrong"].trigger()
    qtbot.waitUntil(opened.comparison.complete)
    moved = asked(engines)[before:]
    assert all(len(payload["query"]) > 1 for payload in moved), "the other columns are not asked again"
    signs = {term["value"]: term["sign"] for term in moved[-1]["query"][1:]}
    assert signs == {first: 1, second: -1}
    model = opened.workbench.columns.widget_of(keys[0]).model
    assert [model.tile(place).mark for place in range(3)] == [1, -1, 0]
    assert "marked right" in model.tile(0).spoken
    assert opened.commands["undo"].text() == "&Undo: Mark this image wrong"
    opened.commands["undo"].trigger()
    assert model.tile(1).mark == 0
    opened.ask(member_query(int(opened.session.catalogue.ids[3])))
    qtbot.waitUntil(opened.comparison.complete)
    assert opened.comparison.marks == {}, "marks belong to their query"
    opened.queries.back()
    assert opened.comparison.marks == {first: 1}


def test_marking_again_takes_the_mark_away(opened):
    first = opened.comparison.columns[0].result.ids[0]
    for expected in ({first: 1}, {}):
        chosen(opened, [first])
        opened.commands["mark_right"].trigger()
        assert opened.comparison.marks == expected


def test_a_column_remembers_that_marks_move_it():
    setup = ColumnSetup.read("cosine\t\t\tmarks")
    assert (setup.feedback, setup.reference, setup.line) == (True, False, "cosine\t\t\tmarks")


def test_tags_are_given_taken_and_found_again(qtbot, opened):
    ids = opened.session.catalogue.ids[:3].tolist()
    curation = opened.desk.curation
    opened.desk.curating.tag(ids, {"red": True})
    opened.desk.curating.tag(ids[:1], {"small": True, "red": False})
    dialog = TagDialog("2 images", curation.names("tag"), {"red": 1, "small": 1}, 2, opened)
    assert dialog.changes == {}, "what only some have stays as it is"
    dialog.known.item(0).setCheckState(dialog.known.item(0).checkState().Checked)
    dialog.entry.setText("  two   words, , 船")
    assert dialog.changes == {"red": True, "two words": True, "船": True}
    dialog.close()
    opened.desk.curating.show_tagged("red")
    qtbot.waitUntil(lambda: len(opened.workbench.grid.model) == 2)
    assert opened.workbench.grid.model.ids().tolist() == ids[1:]


def test_a_note_is_written_and_told_in_the_viewer(qtbot, opened):
    image = int(opened.session.catalogue.ids[0])
    opened.view([image], image)
    opened.commands["note"].trigger()
    dialog = opened.findChild(NoteDialog)
    dialog.text.setPlainText("a boat\nقارب")
    dialog.accept()
    assert opened.desk.curation.value("note", image) == "a boat\nقارب"
    assert "Note: a boat" in opened.workbench.viewer._facts.text


def test_a_corrected_label_is_kept_and_the_lists_are_judged_anew(qtbot, opened, engines):
    image = int(opened.session.catalogue.ids[0])
    before = len(asked(engines))
    opened.desk.curating.set_label([image], "label", ["right", "also right"])
    catalogue = opened.session.catalogue
    assert catalogue.title(image) == "right;also right", "tiles tell it"
    assert catalogue.labels_of(np.array([image])) == ["right;also right"]
    codes, values = catalogue.label_codes(catalogue.ids)
    assert values[codes[catalogue.row(image)]] == "right;also right", "and so does the map"
    qtbot.waitUntil(opened.comparison.complete)
    assert len(asked(engines)) == before + len(opened.comparison.columns)
    with UserStore(opened.session.workspace.user_path) as store:
        assert store.of_name("label", "label") == {image: ["right", "also right"]}
    opened.desk.curating.set_label([image], "label", [opened.session.catalogue.read_label(image)])
    assert opened.desk.curation.names("label") == {}
    dialog = LabelDialog("one", ["a", "b"], "a; b", opened)
    assert dialog.labels == ["a", "b"]
    dialog.close()
    assert opened.session.catalogue.label(image) == opened.session.catalogue.read_label(image)


def test_near_duplicates_are_decided_upon_one_after_the_other(qtbot, opened, engines):
    ids = opened.session.catalogue.ids.tolist()
    pairs = [ids[:2], ids[2:4]]
    engines[-1]._duplicates = lambda payload: {
        "pairs": pairs, "similarities": [0.999, 0.98], "total": 2, "usual": 0.8,
    }  # fmt: skip
    engines[-1].held.add("duplicates")
    opened.commands["duplicates"].trigger()
    dialog = opened.desk.curating._open["duplicates"]
    assert not any(button.isEnabled() for button in dialog.buttons.values()), "there is no pair yet"
    engines[-1].release()
    qtbot.waitUntil(lambda: len(dialog.table.cells.keys) == 2)
    assert all(button.isEnabled() for button in dialog.buttons.values())
    assert dialog.pair == tuple(pairs[0])
    dialog.decide("same")
    assert dialog.pair == tuple(pairs[1])
    dialog.decide("other")
    curation = opened.desk.curation
    assert curation.value("pair", ids[0], str(ids[1])) == "same"
    opened.commands["changes"].trigger()
    steps = opened.desk.curating._open["changes"]
    assert len(steps.table.cells.keys) == 2
    steps.table.activated.emit(steps.table.cells.index(1, 0))
    assert curation.undo_title == "", "both are taken back"
    assert curation.value("pair", ids[0], str(ids[1])) is None
    steps.close()
    dialog.close()
