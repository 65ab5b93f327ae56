"""What a person does in the graph: edges and images are picked, moved, coloured, filtered and saved."""

from xml.etree import ElementTree as ET

import networkx as nx
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from explorer.gui.canvas.edge_pick import edge_at
from explorer.gui.canvas.motion import Motion
from explorer.gui.graph_colours import mass_tints, method_tints
from explorer.gui.graph_export import graphml, save_graph
from explorer.gui.graph_hands import EditableGraph
from explorer.gui.thumbnails import Thumbnails

EDGES = [(0, 1, 0.9, True), (1, 2, 0.5, False), (2, 3, 0.7, True)]
PLACES = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1.0]])


@pytest.fixture
def graph(qtbot):
    view = EditableGraph(Thumbnails(), lambda image: f"image {image}")
    view.resize(400, 300)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.set_network(np.array([1, 2, 3, 4]), PLACES, EDGES, 0, {2: 0, 3: 1}, previous=[-1, 0, 1, 2])
    view.finish()
    return view


def test_the_nearest_edge_is_picked():
    pixels = np.array([[0, 0], [100, 0], [100, 100.0]])
    edges = np.array([[0, 1], [1, 2]])
    assert edge_at(pixels, edges, (50, 4)) == 0
    assert edge_at(pixels, edges, (97, 50)) == 1
    assert edge_at(pixels, edges, (50, 50)) is None
    assert edge_at(pixels, edges[:0], (50, 4)) is None


def middle(view, a, b):
    return QPoint(*((view.view.pixels(view.positions)[[a, b]].mean(axis=0)).round().astype(int).tolist()))


def move(view, at, buttons=Qt.MouseButton.NoButton):
    """Move the pointer, also where the last test left it there."""
    where, none, plain = QPointF(at), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, where, view.mapToGlobal(where), none, buttons, plain)
    QApplication.sendEvent(view, event)


def test_an_edge_is_cut_and_an_image_taken_out_by_the_same_key(qtbot, graph):
    move(graph, middle(graph, 0, 1))
    assert graph.pointed_edge == (1, 2)
    with qtbot.waitSignal(graph.edge_toggled) as cut:
        qtbot.keyClick(graph, Qt.Key.Key_Delete)
    assert cut.args == [1, 2]
    graph.set_hovered(3)
    with qtbot.waitSignal(graph.node_toggled) as taken:
        qtbot.keyClick(graph, Qt.Key.Key_Delete)
    assert taken.args == [3]
    with qtbot.waitSignal(graph.unfold_wanted) as unfolded:
        qtbot.keyClick(graph, Qt.Key.Key_E)
    assert unfolded.args == [3]


def test_a_dragged_image_stays_where_it_was_put_whatever_the_layout(qtbot, graph):
    begin = graph.pixel_of(2)
    clicked = []
    graph.image_clicked.connect(clicked.append)
    qtbot.mousePress(graph, Qt.MouseButton.LeftButton, pos=begin)
    move(graph, begin + QPoint(-60, 30), Qt.MouseButton.LeftButton)
    move(graph, begin + QPoint(-80, 40), Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(graph, Qt.MouseButton.LeftButton, pos=begin + QPoint(-80, 40))
    assert not clicked
    put = graph.position_of(3).copy()
    np.testing.assert_allclose(put, graph.view.position(QPointF(begin + QPoint(-80, 40))), atol=0.02)
    graph.set_network(np.array([1, 2, 3, 4]), PLACES[::-1], EDGES, 0, {})
    graph.finish()
    np.testing.assert_allclose(graph.position_of(3), put)
    graph.release_pins()
    graph.finish()
    assert not np.allclose(graph.position_of(3), put)


def test_edges_are_filtered_and_their_number_told(graph):
    graph.set_rule("0.7")
    assert graph.network.weights.tolist() == [0.9, 0.7]
    assert "2 of 3 edges" in graph.texts.caption
    graph.set_rule("mutual")
    assert graph.network.mutual.all()
    graph.set_rule("all")
    assert len(graph.network.edges) == 3


def test_a_movement_begins_and_ends_where_it_should(qtbot):
    shown, ended = [], []
    owner = EditableGraph(Thumbnails())
    qtbot.addWidget(owner)
    motion = Motion(owner, shown.append, lambda: ended.append(True))
    begin, goal = np.zeros((2, 2), np.float32), np.ones((2, 2), np.float32)
    motion.run(begin, goal)
    motion.finish()
    np.testing.assert_array_equal(shown[-1], goal)
    assert ended
    assert not motion.moves


def test_paths_are_drawn_below_the_images(graph):
    before = graph.grab().toImage()
    assert graph.paths.show([(1, 2, 3), (1, 99, 3)])
    assert not graph.paths.show([(1, 2, 3), (1, 99, 3)])
    graph.update()
    assert graph.grab().toImage() != before


def test_frames_tell_mass_and_methods():
    tints = mass_tints({1: 1.0, 2: 0.25, 3: 0.0})
    assert set(tints) == {1, 2}
    assert tints[1] != tints[2]
    tints, legend = method_tints([("A", (1, 2)), ("B", (2, 3))])
    assert tints[1] != tints[3]
    assert isinstance(tints[2], QColor)
    assert [(kind.name, kind.count) for kind in legend.kinds] == [("A alone", 1), ("B alone", 1), ("several", 1)]


def test_the_graph_is_saved_as_picture_drawing_and_data(graph, tmp_path, fails_whole):
    for name in ("graph.png", "graph.svg", "graph.graphml"):
        fails_whole(tmp_path / name, lambda path: save_graph(path, graph, graph.network, str))
        save_graph(tmp_path / name, graph, graph.network, lambda image: f"<{image}> \x01&")
    assert QImage(str(tmp_path / "graph.png")).width() == 2 * graph.width()
    assert ET.parse(tmp_path / "graph.svg").getroot().tag.endswith("svg")
    read = nx.read_graphml(tmp_path / "graph.graphml", node_type=int)
    assert sorted(read.nodes) == [1, 2, 3, 4]
    assert read.nodes[2] == {"name": "<2> &", "rank": 1, "x": 1.0, "y": -1.0}
    assert read.edges[1, 2] == {"weight": 0.9, "mutual": True}
    assert graphml(graph.network, str).startswith(b"<?xml")
    with pytest.raises(OSError, match="cannot be written"):
        save_graph(tmp_path / "no folder" / "graph.png", graph, graph.network, str)
