"""Opening and closing: what the person is told, and that the window stays usable."""

import time

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from explorer.collection.catalogue import Catalogue
from explorer.gui.address_dialog import AddressDialog
from explorer.gui.catalogue import LISTED_AT_ONCE, CatalogueView, read_view
from explorer.gui.recent_facts import facts_of
from explorer.protocol.version import VERSION
from explorer.workspace.listing import KIND, NAME, update_listing
from explorer.workspace.places import workspace_for
from explorer.workspace.store import COMPLETE, Workspace


def close(qtbot, window) -> None:
    window.commands["close_collection"].trigger()
    qtbot.waitUntil(lambda: window.workbench.page == "welcome" and window.session.workspace is None)


def complete(window) -> None:
    """Leave the workspace as the index job does when it has done everything."""
    workspace = window.session.workspace
    workspace.configure(**{COMPLETE: VERSION})
    with Catalogue(workspace.catalogue_path, write=False) as catalogue:
        update_listing(workspace, catalogue)


def jobs_of(engines) -> list[str]:
    return [kind for engine in engines for kind, _ in engine.requests if kind == "index"]


def test_a_collection_that_is_up_to_date_is_not_read_again(qtbot, opened, pictures, engines):
    complete(opened)
    close(qtbot, opened)
    with qtbot.waitSignal(opened.session.indexed):
        opened.session.open(pictures)
    qtbot.waitUntil(lambda: len(opened.session.catalogue) == 24)
    assert len(jobs_of(engines)) == 1
    assert opened.workbench.messages.text == ""


def test_a_collection_whose_listing_is_lost_is_read_again(qtbot, opened, pictures, engines):
    complete(opened)
    opened.session.workspace.remove(KIND, NAME)
    close(qtbot, opened)
    opened.session.open(pictures)
    qtbot.waitUntil(lambda: len(jobs_of(engines)) == 2 and len(opened.session.catalogue) == 24)


def test_a_collection_that_changed_meanwhile_is_offered_to_be_read_again(qtbot, opened, pictures, engines):
    complete(opened)
    close(qtbot, opened)
    time.sleep(0.02)  # two changes within one tick of the file system's clock would look like one
    (pictures / "sky" / "sky-7.png").unlink()
    opened.session.open(pictures)
    qtbot.waitUntil(lambda: "has changed since it was read: 1 removed" in opened.workbench.messages.text)
    qtbot.waitUntil(lambda: len(opened.session.catalogue) == 24)
    (again,) = [
        button for button in opened.workbench.messages.findChildren(QPushButton) if button.text() == "Read again"
    ]
    again.click()
    qtbot.waitUntil(lambda: len(opened.session.catalogue) == 23)
    assert len(jobs_of(engines)) == 2


def test_changes_and_the_absence_of_the_source_are_told_while_the_window_is_open(
    qtbot, opened, pictures, tmp_path, monkeypatch
):
    for module in ("explorer.gui.watching", "explorer.collection.watching"):
        monkeypatch.setattr(f"{module}.LEAST_PAUSE", 0.02)
    complete(opened)
    close(qtbot, opened)
    opened.session.open(pictures)
    qtbot.waitUntil(lambda: len(opened.session.catalogue) == 24)
    (pictures / "sky" / "sky-7.png").rename(pictures / "sky" / "renamed.png")
    (pictures / "sky" / "sky-6.png").unlink()
    (pictures / "new.png").write_bytes((pictures / "sky" / "renamed.png").read_bytes())
    bar = opened.workbench.messages
    qtbot.waitUntil(lambda: "since it was read: 1 new, 1 removed, 1 renamed." in bar.text)
    assert bar.actions_shown == ["Read again"]
    pictures.rename(tmp_path / "elsewhere")
    qtbot.waitUntil(lambda: "connect its drive" in bar.text and "can still be searched" in bar.text)
    (tmp_path / "elsewhere").rename(pictures)
    qtbot.waitUntil(lambda: bar.text == "pictures is there again.")
    (pictures / "new.png").unlink()
    qtbot.waitUntil(lambda: "since it was read: 1 removed, 1 renamed." in bar.text)


def test_a_collection_whose_folder_is_gone_can_still_be_looked_at(qtbot, opened, pictures, tmp_path):
    complete(opened)
    pictures.rename(tmp_path / "elsewhere")
    for path in (pictures, workspace_for(pictures)):
        close(qtbot, opened)
        opened.session.open(path)
        qtbot.waitUntil(lambda: "can still be searched" in opened.workbench.messages.text)
        qtbot.waitUntil(lambda: len(opened.session.catalogue) == 24)
    assert opened.session.title == "pictures"


def test_opening_what_is_open_says_so_and_changes_nothing(qtbot, opened, pictures, engines):
    opened.session.open(pictures)
    assert opened.workbench.messages.text == "pictures is open already."
    assert len(engines) == 1


def test_a_path_that_cannot_be_opened_leaves_the_open_collection(qtbot, opened, tmp_path):
    opened.session.open(tmp_path / "nowhere")
    assert "nothing at" in opened.workbench.messages.text
    damaged = tmp_path / "damaged.rexws"
    damaged.mkdir()
    (damaged / "workspace.json").write_text("{")
    opened.session.open(damaged)
    assert "is damaged" in opened.workbench.messages.text
    assert len(opened.session.catalogue) == 24
    assert opened.workbench.page == "collection"


def test_the_last_of_several_hasty_wishes_counts(qtbot, opened, pictures):
    other = pictures.parent / "other"
    (pictures / "sky").rename(other)
    opened.session.open(other)
    opened.session.open(pictures)
    opened.session.open(other)
    qtbot.waitUntil(lambda: opened.session.path == other and len(opened.session.catalogue) == 8)
    assert opened.session.workspace.read_only_reason is None


def test_a_collection_held_by_another_program_is_shown_read_only(qtbot, opened, pictures):
    close(qtbot, opened)
    with Workspace.open(workspace_for(pictures), write=True):
        opened.session.open(pictures)
        qtbot.waitUntil(lambda: len(opened.session.catalogue) == 24)
        text = opened.workbench.messages.text
        assert text.startswith("pictures is open in another program")
        assert "It can be searched" in text
        close(qtbot, opened)
    assert opened.workbench.messages.text == ""


def test_a_workspace_at_an_address_is_fetched_and_shown_read_only(qtbot, opened, pictures, engines):
    pytest.importorskip("upath", reason="needs universal-pathlib: pip install retrieval-explorer[cluster]")
    pytest.importorskip("apsw", reason="needs apsw: pip install retrieval-explorer[cluster]")
    complete(opened)
    place = opened.session.workspace.path
    close(qtbot, opened)
    address = f"local://{place}"
    opened.commands["open_address"].trigger()
    dialog = opened.findChild(AddressDialog)
    opening = dialog.buttons.button(QDialogButtonBox.StandardButton.Open)
    assert not opening.isEnabled()
    dialog.address.setText(address)
    opening.click()
    qtbot.waitUntil(lambda: len(opened.session.catalogue) == 24)
    assert opened.windowTitle() == f"pictures (read only, {address}) – Retrieval Explorer"
    assert "is open for reading only, as it is in a store" in opened.workbench.messages.text
    assert [kind for kind, _ in engines[-1].requests if kind in ("index", "fetch")] == ["fetch"]
    assert opened._settings.recent[0].path == address
    opened.session.open(address)
    assert opened.workbench.messages.text.endswith("is open already.")
    opened.session.open("local:///nowhere.rexws")
    qtbot.waitUntil(lambda: "There is nothing at local:///nowhere.rexws" in opened.workbench.messages.text)
    assert len(opened.session.catalogue) == 24
    close(qtbot, opened)
    assert facts_of(address).text == "In a store"


def test_a_large_catalogue_waits_to_be_listed_by_the_job(opened, monkeypatch):
    workspace, before = opened.session.workspace, CatalogueView.empty()
    assert read_view(workspace, opened.session.catalogue) is opened.session.catalogue, "nothing has changed"
    monkeypatch.setattr("explorer.gui.catalogue.LISTED_AT_ONCE", 10)
    assert LISTED_AT_ONCE > 10
    assert read_view(workspace, before) is before
    monkeypatch.setattr(workspace, "read_only_reason", "It is open in another program.")
    assert len(read_view(workspace, before)) == 24
    with Catalogue(workspace.catalogue_path, write=False) as catalogue:
        assert len(catalogue) == 24


def test_a_damaged_catalogue_is_made_anew_at_a_click(qtbot, opened, pictures, engines):
    complete(opened)
    path = opened.session.workspace.catalogue_path
    close(qtbot, opened)
    path.write_bytes(b"This was a catalogue." * 500)
    opened.session.open(pictures)
    qtbot.waitUntil(lambda: opened.workbench.messages.actions_shown == ["List them anew"])
    assert "The list of the images of pictures is damaged" in opened.workbench.messages.text
    opened.workbench.messages.act()
    qtbot.waitUntil(lambda: len(jobs_of(engines)) == 2 and len(opened.session.catalogue) == 24)
    qtbot.waitUntil(lambda: opened.workbench.messages.text == "")
    assert path.with_suffix(".damaged.sqlite").is_file(), "it may still be of use to someone"
    with Catalogue(path, write=False) as catalogue:
        assert len(catalogue) == 24
