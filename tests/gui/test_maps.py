"""Which maps there are of a collection, and which of them is shown."""

import numpy as np
import pytest

from explorer.collection.source import open_source
from explorer.gui.background import Background
from explorer.gui.maps import Maps
from explorer.gui.state import EncoderChoice
from explorer.workspace.store import Workspace

ENCODERS = [EncoderChoice("lite", "Lite", 3, "f"), EncoderChoice("clip", "CLIP", 3, "g")]


@pytest.fixture
def workspace(tmp_path, pictures):
    """A workspace with two maps of the first vectors, and one of the second."""
    with Workspace.create(tmp_path / "w.rexws", source=open_source(pictures)) as made:
        for number, name in enumerate(("f-pca", "f-umap", "g-pca")):
            positions = np.full((3, 2), number, np.float32)
            made.write("maps", name, {"ids": np.arange(3), "positions": positions}, {})
        yield made


@pytest.fixture
def maps(qtbot, workspace):
    """The maps of it."""
    background = Background()
    made = Maps(background)
    with qtbot.waitSignal(made.changed):
        made.follow(workspace, "f", ENCODERS)
    yield made
    background.close()


def test_the_best_map_of_the_collections_own_vectors_is_shown_first(maps):
    assert (maps.points.features, maps.points.kind) == ("f", "umap")
    assert maps.points.positions[0, 0] == 1
    assert maps.kinds == ["umap", "pca"]
    assert maps.encoders == {"f": "Lite", "g": "CLIP"}


def test_another_encoder_and_another_kind_are_shown_where_there_are_such(qtbot, maps):
    with qtbot.waitSignal(maps.changed):
        maps.choose_encoder("g")
    assert (maps.points.features, maps.points.kind, maps.kinds) == ("g", "pca", ["pca"])
    with qtbot.waitSignal(maps.changed):
        maps.choose_encoder("f")
    assert maps.points.kind == "umap", "the person did not choose the other kind"
    with qtbot.waitSignal(maps.changed):
        maps.choose_kind("pca")
    assert maps.points.positions[0, 0] == 0


def test_a_map_that_was_not_made_anew_is_not_read_again(qtbot, maps, workspace):
    with qtbot.assertNotEmitted(maps.changed, wait=50):
        maps.follow(workspace, "f", ENCODERS)
    workspace.write("maps", "f-umap", {"ids": np.arange(2), "positions": np.zeros((2, 2), np.float32)}, {})
    with qtbot.waitSignal(maps.changed):
        maps.follow(workspace, "f", ENCODERS)
    assert len(maps.points.ids) == 2
    maps.close()
    assert maps.points is None
    assert not maps.encoders
