"""Edges that are cut and images that are taken out: asked without, told in the bar, undone from the menu."""

from explorer.gui.graph_edits import NO_EDITS, GraphEdits

from .panel import full


def searches(engine):
    return [payload for kind, payload in engine.requests if kind == "search"]


def test_edits_are_pairs_in_either_order_and_survive_their_payload():
    edits = NO_EDITS.with_edge(7, 3, cut=True).with_node(5, out=True)
    assert edits == GraphEdits(frozenset({(3, 7)}), frozenset({5}))
    assert edits.cuts(3, 7)
    assert edits.cuts(7, 3)
    assert len(edits) == 2
    assert GraphEdits.read(edits.payload()) == edits
    assert GraphEdits.read(None) == NO_EDITS
    assert not edits.with_edge(3, 7, cut=False).with_node(5, out=False)


def test_a_cut_is_asked_for_told_and_undone(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    cuts, chip = window.docks.cuts, window.workbench.query_bar._cuts
    a, b = window.session.catalogue.ids[:2].tolist()
    assert chip.isHidden()
    cuts.toggle_edge(b, a)
    qtbot.waitUntil(window.comparison.complete)
    assert searches(engines[-1])[-1]["edits"] == {"edges": [[a, b]], "nodes": []}
    assert chip.isVisible()
    assert "1 edge cut" in chip.accessibleName()
    window.commands["undo"].trigger()
    qtbot.waitUntil(window.comparison.complete)
    assert searches(engines[-1])[-1]["edits"] is None
    assert chip.isHidden()
    window.commands["redo"].trigger()
    assert cuts.edits.cuts(a, b)


def test_an_image_is_taken_out_by_the_menu_and_put_back_by_the_chip(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    cuts = window.docks.cuts
    image = window.comparison.columns[-1].result.ids[0]
    window.image_menu._given = [image]
    window.image_menu.update_commands()
    window.commands["drop_node"].trigger()
    assert cuts.edits.nodes == {image}
    chip = window.workbench.query_bar._cuts
    chip._menu.aboutToShow.emit()
    chip._menu.actions()[0].trigger()
    assert not cuts.edits


def test_edits_are_there_again_when_the_collection_is_opened_again(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    image = int(window.session.catalogue.ids[3])
    window.docks.cuts.toggle_node(image)
    window.commands["close_collection"].trigger()
    qtbot.waitUntil(lambda: window.session.workspace is None and window.session._after_closing is None)
    assert not window.docks.cuts.edits
    window.session.open(pictures)
    qtbot.waitUntil(lambda: len(window.session.catalogue) == 24)
    assert window.docks.cuts.edits.nodes == {image}


def test_an_edge_of_a_path_is_cut_by_a_click(qtbot, window, engines, pictures):
    full(qtbot, window, engines, pictures)
    window.docks.why.explain(window.comparison.columns[-1].result.ids[0])
    qtbot.waitUntil(lambda: window.docks.why.panel is not None and window.docks.why.why.told is not None)
    row = next(one for one in window.docks.why.panel.sections if one.title.startswith("Strongest")).rows[1]
    ends = row.images[1:3]
    row.edges[1].click()
    assert window.docks.cuts.edits.cuts(*ends)
