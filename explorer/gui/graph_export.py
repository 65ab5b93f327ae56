"""The neighbourhood graph as a file: a picture, a drawing, or data for other programs."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from explorer.gui.canvas.network import Network
from explorer.gui.graph_view import GraphView
from explorer.gui.language import mark_text, tr
from explorer.workspace.durable import replacing

FILTERS = mark_text("Picture (*.png);;Drawing (*.svg);;Graph (*.graphml)")
_SCALE = 2
"""Pixels of a picture for each logical pixel on the screen."""
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_KEYS = {"name": ("node", "string"), "rank": ("node", "int"), "x": ("node", "double"), "y": ("node", "double"),
         "weight": ("edge", "double"), "mutual": ("edge", "boolean")}  # fmt: skip


def save_graph(target: Path, view: GraphView, network: Network, describe: Callable[[int], str]) -> None:
    """Write what a view of the graph shows; the ending tells what is wanted.

    Raises:
        OSError: the file cannot be written.
    """
    target = target if target.suffix else target.with_suffix(".png")
    with replacing(target) as place:
        if target.suffix.lower() == ".graphml":
            place.write_bytes(graphml(network, describe))
        elif target.suffix.lower() == ".svg":
            _draw_svg(place, target, view)
        else:
            _draw_picture(place, target, view)


def graphml(network: Network, describe: Callable[[int], str]) -> bytes:
    """The graph in GraphML (Brandes et al. 2002): image ids, names, ranks, places; cosines and whether mutual."""
    root = ET.Element("graphml", xmlns=_NAMESPACE)
    for key, (of, kind) in _KEYS.items():
        ET.SubElement(root, "key", {"id": key, "for": of, "attr.name": key, "attr.type": kind})
    graph = ET.SubElement(root, "graph", edgedefault="undirected")
    for place, image in enumerate(network.ids.tolist()):
        node = ET.SubElement(graph, "node", id=str(image))
        values = {"name": describe(image) if image >= 0 else "query"}
        if image in network.ranks:
            values["rank"] = str(network.ranks[image] + 1)
        x, y = network.positions[place].tolist()
        for key, value in {**values, "x": f"{x:.4f}", "y": f"{y:.4f}"}.items():
            ET.SubElement(node, "data", key=key).text = _printable(value)
    ends = network.ids[network.edges].tolist()
    for (a, b), weight, mutual in zip(ends, network.weights.tolist(), network.mutual.tolist(), strict=True):
        edge = ET.SubElement(graph, "edge", source=str(a), target=str(b))
        ET.SubElement(edge, "data", key="weight").text = f"{weight:.4f}"
        ET.SubElement(edge, "data", key="mutual").text = str(mutual).lower()
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _draw_picture(place: Path, target: Path, view: GraphView) -> None:
    image = QImage(view.size() * _SCALE, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_SCALE)
    view.render(image)
    if not image.save(str(place)):
        raise OSError(tr("{target} cannot be written; choose another folder, or the ending .png.", target=target))


def _draw_svg(place: Path, target: Path, view: GraphView) -> None:
    generator = QSvgGenerator()
    generator.setFileName(str(place))
    generator.setSize(QSize(view.size()))
    generator.setViewBox(QRect(view.rect()))
    generator.setTitle(tr("Neighbourhood graph"))
    painter = QPainter()
    if not painter.begin(generator):
        raise OSError(tr("{target} cannot be written; choose another folder.", target=target))
    view.draw_all(painter)
    painter.end()


def _printable(text: str) -> str:
    """XML allows no control characters, and file names do."""
    return "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
