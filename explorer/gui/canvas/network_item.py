"""One graphics item that paints a whole ego-network: edges in a few colour buckets, nodes as thumbnails."""

from dataclasses import dataclass, field

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from explorer.gui.canvas import colours
from explorer.gui.canvas.hover_card import Thumbnails
from explorer.protocol.ids import NO_IMAGE, Ids

EDGE_BUCKETS = 4
"""Edges are grouped by weight and each group is one path: a pen per edge makes the first paint 20 times dearer."""


@dataclass(frozen=True)
class Network:
    """What is drawn.

    Attributes:
        ids: [m] image ids of the nodes.
        positions: [m, 2] of the layout.
        edges: [e, 2] node positions in `ids`.
        weights: [e] similarity of each edge.
        mutual: [e] bool: each end is among the neighbours of the other.
        query: position of the query in `ids`, None if it is no member.
        ranks: 0-based rank of image ids that stand in the ranking.
    """

    ids: Ids
    positions: NDArray[np.float64]
    edges: NDArray[np.int64] = field(default_factory=lambda: np.empty((0, 2), np.int64))
    weights: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    mutual: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    query: int | None = None
    ranks: dict[int, int] = field(default_factory=dict)


_COMFORT = 44
"""Pixels between neighbouring nodes at which thumbnails have their full size."""

EMPTY = Network(np.empty(0, np.int64), np.empty((0, 2)))


class NetworkItem(pg.GraphicsObject):
    """Paints a `Network`; node size is in pixels, so that zooming in makes room."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._network = EMPTY
        self._buckets: list[tuple[bool, int, QPainterPath]] = []
        self._spread = 0.0
        self._hovered = NO_IMAGE
        self._palette = QPalette()
        thumbnails.ready.connect(self._thumbnail_arrived)

    def set_network(self, network: Network) -> None:
        """Draw another network."""
        self.prepareGeometryChange()
        self._network = network
        self._buckets = _edge_paths(network)
        # The middle eight tenths, as a few far nodes say nothing of the crowd.
        self._spread = (
            float(np.prod(np.quantile(network.positions, [0.1, 0.9], axis=0).T @ (-1, 1))) if len(network.ids) else 0.0
        )
        self.informViewBoundsChanged()
        self.update()

    def set_hovered(self, image_id: int) -> None:
        """Emphasise one node and its edges."""
        self._hovered = image_id
        self.update()

    def set_palette(self, palette: QPalette) -> None:
        """Follow light and dark."""
        self._palette = palette
        self.update()

    def _thumbnail_arrived(self, image_id: int) -> None:
        if (self._network.ids == image_id).any():
            self.update()

    def _draw_edges(self, painter: QPainter) -> None:
        ink = self._palette.color(QPalette.ColorRole.Text)
        for mutual, strength, path in self._buckets:
            colour = QColor(ink)
            colour.setAlpha(35 + 35 * strength)
            pen = QPen(colour, 0.8 + 0.4 * strength, Qt.PenStyle.SolidLine if mutual else Qt.PenStyle.DashLine)
            pen.setCosmetic(True)
            painter.strokePath(path, pen)
        pen = QPen(colours.QUERY, 2.0)
        pen.setCosmetic(True)
        painter.strokePath(self._hovered_edges(), pen)

    def _hovered_edges(self) -> QPainterPath:
        network = self._network
        path = QPainterPath()
        for row in np.flatnonzero(network.ids == self._hovered):
            for a, b in network.edges[(network.edges == row).any(axis=1)]:
                path.moveTo(QPointF(*network.positions[a]))
                path.lineTo(QPointF(*network.positions[b]))
        return path

    def _draw_nodes(self, painter: QPainter) -> None:
        """Nodes in pixels, the worst ranked first so that the best lie on top and the query above all."""
        to_pixels = painter.worldTransform()
        painter.resetTransform()
        network = self._network
        order = sorted(range(len(network.ids)), key=lambda row: -network.ranks.get(int(network.ids[row]), 10**9))
        if network.query is not None:
            order.append(network.query)
        shrink = self._shrink(to_pixels)
        for row in order:
            centre = to_pixels.map(QPointF(*network.positions[row]))
            self._draw_node(painter, centre, row, shrink)
        painter.setWorldTransform(to_pixels)

    def _shrink(self, to_pixels: QTransform) -> float:
        """How much smaller thumbnails are drawn where they would pile up; zooming in brings them back to full size."""
        area = abs(to_pixels.m11() * to_pixels.m22()) * self._spread
        room = np.sqrt(area / max(len(self._network.ids), 1))
        return float(np.clip(room / _COMFORT, 0.5, 1.0))

    def _draw_node(self, painter: QPainter, centre: QPointF, row: int, shrink: float) -> None:
        image_id = int(self._network.ids[row])
        rank = self._network.ranks.get(image_id)
        is_query = row == self._network.query
        full = 52 if is_query else 40 if rank is not None and rank < 20 else 30 if rank is not None else 22
        side = full if image_id == self._hovered else full * shrink
        colour = self._ring(rank, is_query)
        box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        shape = QPainterPath()
        shape.addRoundedRect(box, side / 7, side / 7)
        painter.fillPath(shape, self._palette.color(QPalette.ColorRole.AlternateBase))
        pixmap = self._thumbnails.pixmap(image_id, full)
        if pixmap is not None:
            painter.save()
            painter.setClipPath(shape)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(box, pixmap, _middle_square(pixmap))
            painter.restore()
        painter.strokePath(shape, QPen(colour, 4 if image_id == self._hovered else 2.5))

    def _ring(self, rank: int | None, is_query: bool) -> QColor:
        if is_query:
            return colours.QUERY
        if rank is None:
            return self._palette.color(QPalette.ColorRole.Mid)
        return colours.rank_colour(rank, max(len(self._network.ranks), 2))

    # Qt overrides

    def boundingRect(self) -> QRectF:
        """The positions; nodes reach beyond by a margin in pixels."""
        if not len(self._network.ids):
            return QRectF()
        low = self._network.positions.min(axis=0)
        extent = np.maximum(np.ptp(self._network.positions, axis=0), 1e-6)
        margin = extent * 0.15
        return QRectF(*(low - margin), *(extent + 2 * margin))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:  # noqa: ARG002
        """Edges below, nodes above."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_edges(painter)
        self._draw_nodes(painter)


def _edge_paths(network: Network) -> list[tuple[bool, int, QPainterPath]]:
    """Edges grouped by (mutual, weight quartile): one path a group, weak ones first."""
    if not len(network.edges):
        return []
    borders = np.quantile(network.weights, np.linspace(0, 1, EDGE_BUCKETS + 1)[1:-1])
    strengths = np.digitize(network.weights, borders)
    paths = []
    for strength in range(EDGE_BUCKETS):
        for mutual in (False, True):
            path = QPainterPath()
            for a, b in network.edges[(strengths == strength) & (network.mutual == mutual)]:
                path.moveTo(QPointF(*network.positions[a]))
                path.lineTo(QPointF(*network.positions[b]))
            if not path.isEmpty():
                paths.append((mutual, strength, path))
    return paths


def _middle_square(pixmap: QPixmap) -> QRectF:
    """The central square of a picture, in its device pixels."""
    side = min(pixmap.width(), pixmap.height())
    return QRectF((pixmap.width() - side) / 2, (pixmap.height() - side) / 2, side, side)
