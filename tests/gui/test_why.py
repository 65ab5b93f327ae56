"""Why an image stands where it stands: which image is explained, and what is said of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from explorer.gui.thumbnails import Thumbnails
from explorer.gui.why_section import Hands, Signs
from explorer.gui.why_shares import SharesSection
from explorer.gui.why_supporters import SupportersSection

from .panel import full


@pytest.fixture
def shown(qtbot, window, engines, pictures):
    """The dock, looked at after a query."""
    full(qtbot, window, engines, pictures)
    dock = window.docks.why
    dock.show()
    dock.raise_()
    qtbot.waitUntil(lambda: dock.panel is not None and dock.why.told is not None)
    return dock


def asked(engine):
    return [payload for kind, payload in engine.requests if kind == "explain"][-1]


def test_the_image_that_rose_most_is_explained_by_itself(window, engines, shown):
    column = window.comparison.columns[-1]
    changes = window.comparison.changes(column)
    risen = [len(column.result.ids) if c and c.moved is None else c.moved if c else 0 for c in changes[:20]]
    assert shown.why.image == column.result.ids[risen.index(max(risen))]
    assert asked(engines[-1])["pipeline"] == "gnn-rerank"


def test_the_selected_image_is_explained_in_the_column_where_it_was_selected(qtbot, window, engines, shown):
    first = window.comparison.columns[0]
    view = window.workbench.columns.widget_of(first.key).view
    view.show_position(2)
    qtbot.waitUntil(lambda: shown.why.image == first.result.ids[2] and shown.why.column == first.key)
    qtbot.waitUntil(lambda: shown.why.told is not None and shown.why.told["image"] == first.result.ids[2])
    assert asked(engines[-1])["pipeline"] == "cosine"
    assert shown.panel.head.sentence.text().startswith("Most of its score")
    assert "rank 3 in Cosine" in shown.panel.head.ranks.text()


def test_the_command_brings_the_explanation_to_the_front(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    image = window.comparison.columns[-1].result.ids[4]
    window.image_menu._given = [image]
    window.image_menu.update_commands()
    window.commands["why"].trigger()
    qtbot.waitUntil(lambda: window.docks.why.why.told is not None)
    assert window.docks.why.isVisible()
    assert window.docks.why.why.image == image


def test_ways_are_drawn_on_map_and_graph(qtbot, window, shown):
    wanted = [tuple(path) for path in shown.why.paths]
    assert wanted
    assert window.panels.map.paths.images == window.panels.graph.paths.images == wanted
    window.ask(window.comparison.query.__class__(window.comparison.query.terms))
    window.comparison.clear_query()
    assert window.panels.map.paths.images == []


def test_the_rank_before_a_cut_is_told(qtbot, window, shown):
    image = shown.why.image
    other = next(one for one in window.comparison.columns[-1].result.ids if one != image)
    window.docks.cuts.toggle_node(other)
    qtbot.waitUntil(lambda: shown.why.before is not None)
    assert f"{shown.why.before:,} before the cut" in shown.panel.head.ranks.text()
    window.comparison.make_reference(window.comparison.columns[-1].key)  # so that no image has risen
    shown.show_now()
    assert shown.why.image == image, "a cut is seen to move the image that was told of"
    window.docks.cuts.restore()
    shown.show_now()
    assert shown.why.image == window.comparison.columns[-1].result.ids[0] != image


def test_a_failure_is_told_in_the_middle(qtbot, window, engines, shown):
    engines[-1].failing = {"explain": "Image 3 was taken out of the graph; put it back to explain its score."}
    shown.explain(window.comparison.columns[-1].result.ids[-1])
    qtbot.waitUntil(lambda: shown.why.told is None)
    assert shown.panel._empty.isVisible()
    assert shown.panel._empty.text().startswith("Image 3")
    assert not shown.panel.head.isVisible()


def test_pictures_are_searched_for_and_viewed(qtbot, window, shown):
    section = next(one for one in shown.panel.sections if isinstance(one, SupportersSection))
    picture = section._flow.itemAt(0).widget()
    with qtbot.waitSignal(shown.panel.signs.viewed) as viewed:
        qtbot.keyClick(picture, Qt.Key.Key_Space)
    assert viewed.args == [picture.image]
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton)
    assert window.comparison.query.member == picture.image


def test_shares_stand_in_the_order_of_the_way_and_hide_where_there_are_none(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    section = SharesSection(Hands(Thumbnails(), str, Signs()))
    section.setParent(around)
    section.show_explanation({"shares": {"longer": 1.0, "direct": -1.0, "1 hop": 0.0, "landmarks": 2.0}})
    assert section.shares == {"direct": 0.25, "longer": 0.25, "landmarks": 0.5}
    section.show_explanation({"shares": {}})
    assert section.isHidden()
