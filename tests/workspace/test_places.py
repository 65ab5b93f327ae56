from pathlib import Path

import pytest

from explorer.errors import WorkspaceError
from explorer.workspace import places


def test_one_variable_moves_all_places(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path / "home"))
    assert places.data_dir() == tmp_path / "home" / "data"
    assert places.cache_dir() == tmp_path / "home" / "cache"
    assert places.config_dir() == tmp_path / "home" / "config"
    assert places.log_dir() == tmp_path / "home" / "log"
    assert places.data_dir().is_dir()


def test_without_it_the_places_are_those_of_the_system(tmp_path, monkeypatch):
    monkeypatch.delenv("EXPLORER_HOME", raising=False)
    monkeypatch.setattr(places.platformdirs, "user_data_path", lambda *_, **__: tmp_path / "share" / "x")
    assert places.data_dir() == tmp_path / "share" / "x"


def test_a_workspace_lies_in_the_data_folder_under_a_stable_name(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path))
    workspace = places.workspace_for(Path("/pictures/Summer 2024"))
    assert workspace.parent == tmp_path / "data"
    assert workspace.name.startswith("Summer-2024-")
    assert workspace == places.workspace_for(Path("/pictures/../pictures/Summer 2024"))
    assert workspace != places.workspace_for(Path("/other/Summer 2024"))


def test_a_place_that_cannot_be_made_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path / "file"))
    with pytest.raises(WorkspaceError, match="set EXPLORER_HOME to another"):
        places.data_dir()


def test_a_chosen_folder_holds_for_its_place_alone_and_must_be_there(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path / "home"))
    usual = places.data_dir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    places.choose("data", elsewhere)
    assert places.data_dir() == places.chosen("data") == elsewhere
    assert places.cache_dir() == tmp_path / "home" / "cache"
    places.choose("cache", tmp_path)
    assert (places.data_dir(), places.cache_dir()) == (elsewhere, tmp_path)
    elsewhere.rmdir()
    with pytest.raises(WorkspaceError, match="elsewhere is not there"):
        places.data_dir()
    places.choose("data", None)
    assert places.data_dir() == usual
    assert places.chosen("data") is None


def test_a_damaged_choice_names_its_file(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_HOME", str(tmp_path))
    (places.config_dir() / "places.json").write_text("[")
    with pytest.raises(WorkspaceError, match=r"places\.json cannot be read"):
        places.data_dir()
