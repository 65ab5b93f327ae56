"""Captions near to the query, and captions that the person changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.collection.user_store import UserStore
from explorer.gui.state import member_query
from explorer.protocol.query import Query, Term

from .panel import PanelTest, full, wait_for


@pytest.fixture
def captioned(pictures):
    """The pictures, some with captions."""
    for number, text in enumerate(("A red apple.\nIt is ripe.", "תפוח אדום", "赤いりんご")):
        (pictures / "apple" / f"apple-{number}.txt").write_text(text, "utf-8")
    return pictures


@pytest.fixture
def spoken(qtbot, window, engines, captioned):
    """The window with captions and a query that is answered."""
    engines[-1].words = "captions"
    full(qtbot, window, engines, captioned)
    return window


def panel_of(window, qtbot):
    window.docks.captions.show()
    window.docks.captions.raise_()
    qtbot.waitUntil(lambda: window.docks.captions.panel is not None)
    return window.docks.captions.panel


class TestCaptionsPanel(PanelTest):
    states = ("empty", "failed", "full")

    @pytest.fixture(autouse=True)
    def _words(self, window, engines):
        engines[-1].words = "captions"

    def reveal(self, window):
        dock = window.docks.captions
        dock.show()
        dock.raise_()
        wait_for(lambda: dock.panel is not None)
        wait_for(lambda: window.comparison.query is None or dock.panel.rows or dock._asked)
        return dock.panel


def test_captions_near_to_the_query_are_listed_and_searched_for(qtbot, spoken):
    panel = panel_of(spoken, qtbot)
    qtbot.waitUntil(lambda: [row.text() for row in panel.rows] == ["A red apple.", "תפוח אדום"])
    QTest.mouseClick(panel.rows[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: spoken.comparison.query == Query((Term("text", "תפוח אדום"),)))


def test_what_is_not_learned_yet_can_be(qtbot, spoken, engines):
    engines[-1].needs_fit = {"words[own=1]>cosine"}
    spoken.ask(member_query(int(spoken.session.catalogue.ids[3])))
    panel = panel_of(spoken, qtbot)
    qtbot.waitUntil(lambda: not panel._learn.isHidden())
    panel._learn.click()
    assert ("fit", "words[own=1]>cosine") in [(kind, payload.get("pipeline")) for kind, payload in engines[-1].requests]
    qtbot.waitUntil(lambda: len(panel.rows) == 2)


def test_an_encoder_that_knows_words_finds_captions_by_itself(qtbot, window, engines, captioned):
    engines[-1].words, engines[-1].needs_fit = "encoder", {"clip>cosine"}
    full(qtbot, window, engines, captioned)
    panel = panel_of(window, qtbot)
    qtbot.waitUntil(lambda: len(panel.rows) == 2)
    asked = [payload["pipeline"] for kind, payload in engines[-1].requests if kind in ("fit", "near_captions")]
    assert set(asked) == {"clip>cosine"}


def test_captions_are_changed_read_again_and_taken_back(qtbot, spoken, engines):
    panel, image = panel_of(spoken, qtbot), int(spoken.session.catalogue.ids[0])
    editor = panel.editor
    editor.show_image(image)
    assert editor.text.toPlainText() == "A red apple.\nIt is ripe."
    editor.text.setPlainText("  春の朝 \n\nA pear.\nA pear.")
    QTest.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert spoken.session.catalogue.captions_of(image) == ["春の朝", "A pear."]
    with UserStore(spoken.session.workspace.user_path) as store:
        assert store.value("caption", image) == ["春の朝", "A pear."]
    assert [kind for kind, _ in engines[-1].requests].count("captions") == 1
    assert editor.text.toPlainText() == "春の朝\nA pear."
    spoken.commands["undo"].trigger()
    assert editor.text.toPlainText() == "A red apple.\nIt is ripe."
    spoken.commands["redo"].trigger()
    editor._back.click()
    assert spoken.session.catalogue.captions_of(image) == ["A red apple.", "It is ripe."]


def test_tiles_tell_captions_on_demand(qtbot, spoken):
    images = spoken.session.catalogue.ids[:4].tolist()
    assert spoken.session.catalogue.title(images[0]) == "apple"
    spoken.commands["tile_captions"].trigger()
    titles = [spoken.session.catalogue.title(image) for image in images]
    assert titles == ["A red apple.", "תפוח אדום", "赤いりんご", "apple"]
    assert "It is ripe." in spoken.workbench.grid.view.model().tip(0)


def test_the_dock_stays_where_a_layout_is_put_back(qtbot, spoken):
    dock = spoken.docks.captions
    qtbot.waitUntil(lambda: not dock.isHidden())
    spoken.layout_keeper.restore(spoken.saveState())  # as after the whole screen, or by a saved session
    assert not dock.isHidden()
    spoken.commands["reset_layout"].trigger()
    assert not dock.isHidden()
