"""What a person adds to a collection is written at once, told to the window, and undone from its menu."""

import pytest

from explorer.collection.user_store import WHOLE, UserStore
from explorer.gui.filters import Filter

from .panel import full


@pytest.fixture
def opened(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    return window


def test_undo_says_what_it_takes_back_and_is_off_where_there_is_nothing(qtbot, opened):
    undo, redo, curation = opened.commands["undo"], opened.commands["redo"], opened.desk.curation
    assert not undo.isEnabled()
    with qtbot.waitSignal(curation.changed) as told:
        assert curation.put("Tag 2 images red", "tag", [1, 2], True, "red")
    assert told.args == [{"tag"}]
    assert (undo.isEnabled(), undo.text()) == (True, "&Undo: Tag 2 images red")
    undo.trigger()
    assert curation.names("tag") == {}
    assert opened.workbench.messages.text == "Undone: Tag 2 images red."
    assert not undo.isEnabled()
    redo.trigger()
    assert curation.names("tag") == {"red": 2}


def test_what_was_added_is_there_when_the_collection_is_opened_again(qtbot, opened):
    opened.desk.curation.put("Note", "note", [3], "a boat")
    path, workspace = opened.session.path, opened.session.workspace.user_path
    with qtbot.waitSignal(opened.session.closed):
        opened.commands["close_collection"].trigger()
    assert opened.desk.curation.value("note", 3) is None
    with UserStore(workspace) as store:
        assert store.of_name("note") == {3: "a boat"}
    with qtbot.waitSignal(opened.session.opened):
        opened.session.open(path)
    assert opened.desk.curation.value("note", 3) == "a boat"
    assert opened.commands["undo"].isEnabled()


def test_queries_and_filters_are_saved_under_a_name_and_shown_again(qtbot, opened):
    saved, comparison, bar = opened.desk.saved, opened.comparison, opened.workbench.filter_bar
    query = comparison.query
    opened.commands["saved"].trigger()
    dialog = saved._dialog
    assert not dialog.save["query"].isEnabled(), "it has no name yet"
    dialog.name.setText("the first")
    assert not dialog.save["filter"].isEnabled(), "nothing is filtered"
    dialog.name.returnPressed.emit()
    bar.set_filter(Filter("3"))
    qtbot.waitUntil(lambda: comparison.within is not None)
    dialog.name.setText("threes")
    dialog.save["filter"].click()
    assert [row[1][0].text for row in dialog.table.cells._given] == ["the first", "threes"]
    comparison.clear_query()
    bar.clear()
    dialog.table.selectRow(0)
    dialog.go.click()
    assert comparison.query == query
    saved.open("filter", "threes")
    assert opened.workbench.filtering.filter == Filter("3")
    dialog.remove.click()
    assert [name for _, name, _ in saved.entries] == ["threes"]
    opened.commands["undo"].trigger()
    assert len(saved.entries) == 2
    opened.desk.curation.put("Damage", "query", [WHOLE], {"no": "query"}, "the first")
    saved.open("query", "the first")
    assert "cannot be read" in opened.workbench.messages.text
    dialog.close()
