"""The welcome page: what was open before, and what became of it."""

import shutil
from datetime import date, datetime

import pytest
from PySide6.QtGui import QColor, QImage

from explorer.collection.catalogue import Catalogue
from explorer.gui.recent import RecentFacts, day_text, mosaic, shortened
from explorer.gui.recent_facts import facts_of
from explorer.gui.settings import Settings
from explorer.workspace.listing import update_listing
from explorer.workspace.places import workspace_for
from explorer.workspace.store import Workspace


@pytest.fixture
def listed(opened, pictures):
    """The window after the listing was written, as the index job does."""
    with Catalogue(opened.session.workspace.catalogue_path, write=False) as catalogue:
        update_listing(opened.session.workspace, catalogue)
    return opened


def close(qtbot, window) -> None:
    window.commands["close_collection"].trigger()
    qtbot.waitUntil(lambda: window.workbench.page == "welcome" and window.session.workspace is None)


def cards(window) -> dict:
    return window.workbench.welcome._recent


def test_a_collection_becomes_a_card_with_pictures_and_numbers(qtbot, listed, pictures):
    close(qtbot, listed)
    card = cards(listed)[pictures]
    qtbot.waitUntil(lambda: card._facts.images == 24)
    assert len(card._facts.pictures) == 4
    assert card._text.whole.startswith("24 images · today ")
    assert "24 images" in card.button.accessibleName()
    with qtbot.waitSignal(listed.workbench.welcome.recent_chosen) as chosen:
        card.button.click()
    assert chosen.args == [pictures]
    qtbot.waitUntil(lambda: len(listed.session.catalogue) == 24)


def test_a_missing_collection_says_so_and_can_be_removed(qtbot, listed, pictures):
    close(qtbot, listed)
    shutil.rmtree(pictures)
    listed.show_page("welcome")
    card = cards(listed)[pictures]
    qtbot.waitUntil(lambda: bool(card._facts.trouble))
    assert "not connected" in card._text.whole
    card._remove.click()
    assert pictures not in cards(listed)
    assert pictures not in [collection.path for collection in Settings().recent]


def test_a_folder_without_images_is_not_remembered(qtbot, window, tmp_path, engines):
    engines[-1].failing["index"] = "There is no image."
    empty = tmp_path / "empty"
    empty.mkdir()
    window.session.open(empty)
    qtbot.waitUntil(lambda: window.workbench.messages.text == "There is no image.")
    assert Settings().recent == []


def test_facts_of_what_was_never_read_or_is_damaged(pictures):
    assert facts_of(pictures).text == "Not read yet"
    with Workspace.create(workspace_for(pictures)):
        pass
    assert facts_of(pictures).text == "Not read yet"
    (workspace_for(pictures) / "workspace.json").write_text("{")
    assert facts_of(pictures).text == "Not read yet"
    assert "not connected" in facts_of(pictures / "gone").text


def test_days_are_told_as_people_do():
    today = date(2026, 3, 10)
    told = [day_text(datetime(2026, 3, day, 9, 5).astimezone(), today) for day in (10, 9, 6, 1)]
    assert told == ["today 09:05", "yesterday", "4 days ago", "2026-03-01"]
    assert RecentFacts(1, datetime(2020, 1, 2).astimezone()).text == "1 image · 2020-01-02"


def test_paths_of_the_own_folder_are_short(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert shortened(tmp_path / "a" / "b").replace("\\", "/") == "~/a/b"
    assert shortened(tmp_path.parent) == str(tmp_path.parent)


def test_a_mosaic_shows_four_pictures_or_one(qapp):
    colours = ["red", "green", "blue", "white"]
    pictures = []
    for colour in colours:
        pictures.append(QImage(30, 20, QImage.Format.Format_RGB32))
        pictures[-1].fill(QColor(colour))
    four = mosaic(tuple(pictures), "folder", 2.0).toImage()
    at = [(32, 32), (96, 32), (32, 96), (96, 96)]
    assert [four.pixelColor(*place) for place in at] == [QColor(colour) for colour in colours]
    one = mosaic(tuple(pictures[:3]), "folder", 1.0).toImage()
    assert {one.pixelColor(x, y).name() for x, y in ((16, 16), (48, 48))} == {QColor("red").name()}
