"""What a person adds to a collection is written at once, told to the window, and undone from its menu."""

import pytest

from explorer.collection.user_store import UserStore

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
