"""What the settings change, keep and survive; what is kept on disk and what can be dropped."""

import os

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from explorer.collection.source import open_source
from explorer.errors import WorkspaceError
from explorer.gui import caches, cluster_section
from explorer.gui.settings import THREAD_VARIABLES, Settings
from explorer.gui.settings_dialog import SettingsDialog, _names
from explorer.workspace import places
from explorer.workspace.store import Workspace

from .panel import PanelTest, settle, wait_for


@pytest.fixture
def dialog(qtbot, window):
    """The settings of a window without a collection."""
    window.commands["settings"].trigger()
    shown = window.findChild(SettingsDialog)
    qtbot.waitUntil(lambda: shown.caches.state.text() not in ("", "Measuring…"))
    yield shown
    shown.close()


@pytest.fixture
def environment(monkeypatch):
    """Puts the environment back afterwards."""
    for name in THREAD_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EXPLORER_THUMBNAILS_MB", "0")


def test_the_dialog_is_not_modal_and_exists_once(window, dialog):
    assert not dialog.isModal()
    window.commands["settings"].trigger()
    assert len(window.findChildren(SettingsDialog)) == 1


def test_the_machines_of_heavy_stages_reach_the_children(monkeypatch, qtbot):
    monkeypatch.setenv("EXPLORER_CLUSTER", "")
    monkeypatch.setattr(cluster_section, "find_spec", lambda name: name)
    section = cluster_section.ClusterSection(Settings())
    qtbot.addWidget(section)
    for address, text, expected in (
        ("local", "", "local"),
        ("ray://", "host", "local"),
        ("ray://", "ray://a:1", "ray://a:1"),
    ):
        section.machines.setCurrentIndex(section.machines.findData(address))
        section.address.setText(text)
        section.machines.activated.emit(section.machines.currentIndex())
        assert os.environ["EXPLORER_CLUSTER"] == Settings().cluster == expected
        assert section.fault.isHidden() == (address == "local" or text == expected)
    again = cluster_section.ClusterSection(Settings())
    qtbot.addWidget(again)
    assert again.address.text() == "ray://a:1"


def test_a_theme_applies_at_once_and_is_kept(window, dialog):
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.theme.activated.emit(dialog.theme.currentIndex())
    assert window._theme.name == "dark"
    assert window.commands["theme_dark"].isChecked()
    assert Settings().theme == "dark"


def test_threads_and_cache_limit_reach_the_children(environment, dialog):
    dialog.threads.setValue(3)
    dialog.limit.setValue(512)
    assert {os.environ[name] for name in THREAD_VARIABLES} == {"3"}
    assert os.environ["EXPLORER_THUMBNAILS_MB"] == "512"
    assert (Settings().threads, Settings().thumbnails_mb) == (3, 512)
    dialog.threads.setValue(0)
    assert "OMP_NUM_THREADS" not in os.environ, "as it was before"


def test_first_columns_are_checked_before_they_are_kept(dialog):
    dialog.last_columns.setChecked(False)
    dialog.columns.setText("cosine, gnn-rerank[k1=40,k2=7]")
    dialog.columns.editingFinished.emit()
    assert Settings().first_columns == ["cosine", "gnn-rerank[k1=40,k2=7]"]
    dialog.columns.setText("cosine[")
    dialog.columns.editingFinished.emit()
    assert not dialog._columns_fault.isHidden()
    assert Settings().first_columns == ["cosine", "gnn-rerank[k1=40,k2=7]"]
    dialog.last_columns.setChecked(True)
    assert Settings().first_columns == []


def test_names_are_parted_at_commas_outside_brackets():
    assert _names("a, b[x=1,y=2] , c>d") == ["a", "b[x=1,y=2]", "c>d"]
    assert _names("") == []


@pytest.mark.parametrize("damage", [b"\x00" * 200, b"\xff\xfe\xfa", b"not a line of settings\n"])
def test_damaged_settings_begin_anew_and_say_so_once(tmp_path, damage):
    settings = Settings(tmp_path)
    settings.theme = "dark"
    settings._store.sync()
    settings.path.write_bytes(damage)
    begun = Settings(tmp_path)
    assert begun.damage.startswith("The settings were damaged and begin anew")
    assert begun.theme == "system"
    begun._store.sync()
    assert Settings(tmp_path).damage == ""
    assert (tmp_path / "window.damaged.ini").read_bytes() == damage


def test_values_of_a_wrong_kind_are_the_usual_ones(tmp_path):
    (tmp_path / "window.ini").write_text("[General]\ntheme=7\nthreads=many\nthumbnails_mb=-4\ngeometry=3\n")
    settings = Settings(tmp_path)
    assert (settings.theme, settings.threads, settings.thumbnails_mb) == ("system", 0, 16)
    assert settings.layout() is None
    assert settings.damage == ""


def _vectors(workspace, key: str, encoder: str) -> None:
    arrays = {"values": np.zeros((4, 8), np.float16), "ids": np.arange(4)}
    workspace.write("features", key, arrays, {"encoder": {"name": encoder, "title": encoder}})


@pytest.fixture
def kept(pictures):
    """A workspace with vectors of an old version of its encoder and of another encoder."""
    workspace = Workspace.create(places.workspace_for(pictures), source=open_source(pictures))
    for key, encoder in (("new", "one"), ("old", "one"), ("other", "two")):
        _vectors(workspace, key, encoder)
    workspace.configure(features="new", encoder="one")
    workspace.write("maps", "old-pca", {"ids": np.arange(4)}, {})
    workspace.close()
    return workspace.path


def test_vectors_that_a_collection_is_not_searched_by_can_be_dropped(kept):
    found = {item.features: item for item in caches.unused(None)}
    assert set(found) == {"old", "other"}
    assert found["old"].certain
    assert not found["other"].certain
    caches.drop(found["old"], None)
    with Workspace.open(kept) as workspace:
        assert set(workspace.names("features")) == {"new", "other"}
        assert list(workspace.names("maps")) == []
    assert {item.features for item in caches.unused(None)} == {"other"}


def test_a_collection_whose_source_is_gone_is_shown_but_never_chosen(kept, pictures):
    pictures.rename(pictures.with_name("elsewhere"))
    (item,) = caches.unused(None)
    assert (item.path, item.certain) == (kept, False)
    assert "is not there" in item.why
    assert caches.unused(kept) != [item], "what is open stays"
    caches.drop(item, None)
    assert not kept.exists()


def test_a_workspace_in_use_by_another_process_is_not_dropped(kept, pictures):
    pictures.rename(pictures.with_name("elsewhere"))
    (item,) = caches.unused(None)
    with Workspace.open(kept, write=True), pytest.raises(WorkspaceError):
        caches.drop(item, None)
    assert kept.exists()


def test_the_page_shows_sizes_and_drops_what_is_ticked(qtbot, kept, dialog):
    section = dialog.caches
    section.measure()
    qtbot.waitUntil(lambda: section.list.topLevelItemCount() == 2)
    assert [item.features for item in section.chosen()] == ["old"]
    assert section.drop.text().startswith("Drop 1 (")
    section.drop.click()
    qtbot.waitUntil(lambda: section.list.topLevelItemCount() == 1)
    assert section.drop.text() == "Drop nothing"
    assert not section.drop.isEnabled()


def test_collections_are_moved_to_another_folder(qtbot, kept, dialog, tmp_path, pictures, window):
    target = tmp_path / "large disk"
    target.mkdir()
    (target / "something else").touch()
    place = caches.usage()[0]
    dialog.caches.move_to(place, target)
    qtbot.waitUntil(lambda: dialog.caches.state.text() == "Collections are kept in the new folder now.")
    moved = target / "retrieval-explorer" / kept.name
    assert places.data_dir() == moved.parent
    assert places.workspace_for(pictures) == moved
    assert not kept.exists()
    with Workspace.open(moved) as workspace:
        assert set(workspace.names("features")) == {"new", "old", "other"}


def test_what_is_in_use_or_has_no_room_stays_where_it_is(kept, tmp_path, monkeypatch):
    target = tmp_path / "large disk"
    target.mkdir()
    with Workspace.open(kept, write=True), pytest.raises(WorkspaceError):
        caches.move("data", target)
    with pytest.raises(WorkspaceError, match="is inside"):
        caches.move("data", kept)

    def fill(entry, place):
        place.mkdir()
        (place / "half").touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(caches, "_copy", fill)
    with pytest.raises(WorkspaceError, match="No space left"):
        caches.move("data", target)
    assert kept.exists()
    assert list(target.iterdir()) == []
    assert places.chosen("data") is None


def test_a_folder_that_is_gone_is_told_and_can_be_replaced(kept, tmp_path):
    drive = tmp_path / "drive"
    drive.mkdir()
    places.choose("data", drive)
    drive.rmdir()
    collections = caches.usage()[0]
    assert "is not there" in collections.fault
    assert caches.unused(None) == []
    new = tmp_path / "new"
    new.mkdir()
    caches.move("data", new)
    assert caches.usage()[0].path == new


def test_collections_are_not_moved_while_one_is_open(qtbot, opened, tmp_path):
    opened.commands["settings"].trigger()
    section = opened.findChild(SettingsDialog).caches
    section.move_to(caches.usage()[0], tmp_path)
    assert section.state.text().startswith("Close pictures first")
    qtbot.waitUntil(lambda: section.list.topLevelItemCount() >= 0)
    opened.findChild(SettingsDialog).close()


class TestSettings(PanelTest):
    states = ("empty", "full")

    def reveal(self, window):
        window.commands["settings"].trigger()
        shown = window.findChild(SettingsDialog)
        wait_for(lambda: QApplication.activeWindow() is shown or shown.activateWindow())  # told when the platform likes
        return shown

    def test_all_choices_begin_at_one_line(self, qtbot, window, engines, pictures):
        shown = self.reveal(window)
        qtbot.waitUntil(lambda: shown.theme.mapTo(shown, shown.theme.rect().topLeft()).x() > 0)
        settle()
        boxes = [box for box in shown.findChildren(QComboBox) if box.isVisible()]
        assert len(boxes) >= 3
        assert len({box.mapTo(shown, box.rect().topLeft()).x() for box in boxes}) == 1
