"""The window as a whole, on a real catalogue and an engine without processes."""


def test_a_folder_becomes_a_grid_and_a_map(qtbot, opened):
    assert opened.workbench.page == "collection"
    assert len(opened.workbench.grid.model) == 24
    qtbot.waitUntil(lambda: len(opened.panels.map.ids) == 24)
