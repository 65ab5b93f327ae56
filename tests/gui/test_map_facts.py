"""What is found out about a map: asked for when somebody wants to see it, kept, and drawn."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from explorer.gui.canvas import colours
from explorer.gui.canvas.map_facts import Facts, query_place
from explorer.gui.map_view import MapView
from explorer.workspace.store import Workspace

TOLD = {"trustworthiness": 0.9, "continuity": 0.8, "jumps": 1, "pairs": 240, "k": 10, "sample": 0, "clusters": 2}


def arrays(ids):
    count = len(ids)
    return {
        "ids": ids,
        "trustworthiness": np.linspace(0.5, 1, count, dtype=np.float32),
        "continuity": np.full(count, 0.8, np.float32),
        "clusters": (np.arange(count, dtype=np.int32) % 3) - 1,
        "jumps": ids[[[0, count - 1]]],
        "cosines": np.array([0.9], np.float32),
    }


@pytest.fixture
def mapped(opened, fake_engine, monkeypatch):
    """The window with 24 pictures, whose engine can measure maps."""

    def measure(engine, payload):
        workspace = engine._writable()
        name = f"f-{payload['map']}"
        meta = {"map": workspace.folder("maps", name).name, **TOLD}
        ids = np.array(workspace.array("maps", name, "ids"))
        Workspace.write(workspace, "mapfacts", name, arrays(ids), meta)
        return TOLD

    monkeypatch.setattr(fake_engine, "_map_facts", measure, raising=False)
    return opened


def test_a_map_is_measured_when_somebody_wants_to_see_it_and_never_twice(qtbot, mapped, engines):
    panel = mapped.panels._map_panel
    qtbot.waitUntil(lambda: len(panel.map.ids) == 24)
    asked = lambda: [kind for kind, _ in engines[-1].requests].count("map_facts")  # noqa: E731
    assert asked() == 0
    panel._colours._chosen("trustworthiness")
    qtbot.waitUntil(lambda: panel.map.facts is not None)
    assert panel.map.texts.caption == "trustworthiness 0.900 · continuity 0.800 (10 neighbours)"
    panel._colours._chosen("cluster")
    assert [kind.name.split(" ·")[0] for kind in panel.map.kinds.kinds] == ["1", "2", "no group"]
    assert panel.map.texts.caption == ""
    panel.jumps.setChecked(True)
    assert panel.map.texts.caption.startswith("1 of 240 pairs")
    assert panel.map.facts.jumps.tolist() == [[0, 23]]
    assert asked() == 1
    image = int(panel.map.ids[0])
    assert panel.map._lines(image)[-1] == "trust 0.50 · continuity 0.80"
    panel.map.grab()


def test_a_failure_is_told(qtbot, mapped, engines):
    engines[-1].failing = {"map_facts": "The disk is full."}
    panel = mapped.panels._map_panel
    qtbot.waitUntil(lambda: len(panel.map.ids) == 24)
    with qtbot.waitSignal(mapped.session.said, check_params_cb=lambda text: text == "The disk is full."):
        panel.jumps.setChecked(True)
    assert panel.map.facts is None


def facts(ids):
    kept = arrays(np.array(ids))
    kept["jumps"] = np.array([[0, len(ids) - 1]])
    return Facts(**kept, told={key: float(value) for key, value in TOLD.items()})


def test_doubt_is_coloured_by_how_large_it_is():
    shown = facts(range(101))
    levels = shown.doubts("trustworthiness")
    assert levels[-1] == 0
    assert levels[0] == colours.DOUBT_LEVELS - 1
    assert (np.diff(levels.astype(int)) <= 0).all()
    assert len(colours.doubt_palette()) == colours.OUTSIDE + 1
    assert colours.doubt(1) == QColor("#D55E00")


def test_groups_are_named_by_the_label_that_most_have():
    shown = facts(range(6))  # groups -1, 0, 1, -1, 0, 1
    names = shown.groups(np.array([0, 0, 1, 0, 0, -1]), ["apple", "leaf"])
    assert names == ["1 · apple 100%", "2 · leaf 50%"]
    assert shown.groups(np.empty(0, np.int64), []) == ["Group 1", "Group 2"]


def test_a_query_from_outside_is_placed_at_the_mean_of_its_first_results():
    positions = np.array([[0, 0], [4, 0], [0, 8]], np.float32)
    np.testing.assert_allclose(query_place(positions, np.array([0, 1]), [3.0, 1.0]), [1, 0])
    np.testing.assert_allclose(query_place(positions, np.array([1, 2]), [-1.0, -2.0]), [2, 4])
    assert query_place(positions, np.empty(0, np.int64), []) is None


def test_the_star_of_such_a_query_is_hollow(qtbot, mapped):
    view = MapView(mapped.thumbnails)
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.set_points(np.array([1, 2, 3]), np.array([[0, 0], [4, 0], [0, 8.0]]))
    view.finish()
    view.set_marks((), (2, 3), (1.0, 1.0))
    view.grab()
    np.testing.assert_allclose(view.placed, [2, 4])
    view.set_marks((1,), (2, 3), (1.0, 1.0))
    assert view.placed is None


def test_the_map_says_how_such_a_query_was_placed_and_keeps_what_else_it_says(qtbot, mapped):
    panel = mapped.panels._map_panel
    qtbot.waitUntil(lambda: len(panel.map.ids) == 24)
    ids = panel.map.ids.tolist()
    panel.map.set_marks((), ids[:9])
    assert "mean of its first 5 results" in panel.map.texts.caption
    panel.map.set_marks(ids[:1], ids[1:9])
    assert panel.map.texts.caption == ""
    panel.map.texts.set_caption("3 images encircled")
    panel.map.set_marks(ids[:1], ids[1:8])
    assert panel.map.texts.caption == "3 images encircled"
