"""What a person adds is kept, told to readers, and undone and done again step by step."""

import sqlite3

import pytest

from explorer.collection.user_store import WHOLE, Change, UserStore
from explorer.errors import InputError, WorkspaceError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "user.sqlite"


@pytest.fixture
def store(path):
    with UserStore(path, write=True) as opened:
        yield opened


def tagged(*images, name="harbour", value=True):
    return [Change("tag", image, name, value) for image in images]


def test_a_store_that_nobody_wrote_to_is_empty_and_makes_no_file(store, path):
    assert store.of_image("tag", 3) == {}
    assert store.value("note", 3) is None
    assert store.steps() == []
    assert store.undo() is None
    assert not path.exists()


def test_entries_are_found_by_image_by_name_and_by_kind(store):
    store.change("Tag", [*tagged(3, 1), *tagged(3, name="at night")])
    store.change("Note", [Change("note", 3, "", "ein Boot, 船, قارب")])
    assert store.of_image("tag", 3) == {"at night": True, "harbour": True}
    assert store.of_name("tag", "harbour") == {1: True, 3: True}
    assert store.names("tag") == {"at night": 1, "harbour": 2}
    assert list(store.entries("note")) == [Change("note", 3, "", "ein Boot, 船, قارب")]


def test_each_step_is_undone_and_done_again_with_all_that_it_changed(store):
    store.change("Tag 2 images", tagged(1, 2))
    store.change("Untag", [*tagged(2, value=None), Change("mark", 2, "q", -1)])
    revision = store.revision
    assert store.undo().title == "Untag"
    assert store.of_name("tag", "harbour") == {1: True, 2: True}
    assert store.names("mark") == {}
    assert store.redoable.title == "Untag"
    assert store.undo().images == (1, 2)
    assert store.names("tag") == {}
    assert store.undo() is None
    assert [store.redo().title, store.redo().title, store.redo()] == ["Tag 2 images", "Untag", None]
    assert store.of_name("tag", "harbour") == {1: True}
    assert store.revision == revision


def test_what_was_undone_is_gone_once_something_else_is_done(store):
    store.change("Tag", tagged(1))
    before = store.revision
    store.undo()
    store.change("Note", [Change("note", WHOLE, "", "other")])
    assert store.redo() is None
    assert [step.title for step in store.steps()] == ["Note"]
    assert store.revision != before


def test_a_change_that_changes_nothing_is_no_step(store):
    store.change("Tag", tagged(1))
    assert store.change("Tag again", tagged(1)) is None
    assert store.change("Untag what has no tag", tagged(5, value=None)) is None
    assert len(store.steps()) == 1


def test_all_is_there_after_closing_and_the_log_with_it(path):
    with UserStore(path, write=True) as store:
        store.change("Tag", tagged(1))
        store.change("Mark", [Change("mark", 2, "q", 1)])
    with UserStore(path, write=True) as store:
        assert [step.kinds for step in store.steps()] == [{"mark"}, {"tag"}]
        assert store.undo().title == "Mark"
        assert store.names("mark") == {}


def test_a_reader_sees_what_is_written_meanwhile_but_writes_nothing(path):
    with UserStore(path) as reader, UserStore(path, write=True) as writer:
        assert reader.revision == "0.0"
        writer.change("Tag", tagged(1))
        assert reader.names("tag") == {"harbour": 1}
        assert reader.revision == writer.revision
        with pytest.raises(WorkspaceError, match="reading only"):
            reader.change("Tag", tagged(2))


def test_a_step_that_fails_leaves_nothing_behind(store):
    with pytest.raises(InputError, match="no kind 'star'"):
        store.change("Rate", [*tagged(1), Change("star", 1, "", 5)])
    with pytest.raises(TypeError):
        store.change("Note", [*tagged(1), Change("note", 1, "", object())])
    assert store.names("tag") == {}


def test_damage_and_a_newer_version_are_told_without_the_advice_to_delete(path):
    path.write_bytes(b"no database at all, but long enough to be read as one" * 40)
    with pytest.raises(WorkspaceError, match="rename it"):
        UserStore(path)
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(WorkspaceError, match="newer version"):
        UserStore(path)
