"""What a person does to the graph itself: move and pin images, unfold them, take them out, cut edges."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QMenu

from explorer.gui import theme
from explorer.gui.canvas import marks
from explorer.gui.canvas.edge_pick import edge_at
from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.graph_view import GraphView
from explorer.gui.language import tr
from explorer.protocol.ids import NO_IMAGE

_STILL = 4
"""Pixels that a click may move."""


class EditableGraph(GraphView):
    """The graph, with hands on it.

    Signals, beside those of `GraphView`:
        edge_toggled(int, int): cut the edge between two images.
        node_toggled(int): take an image out.
        unfold_wanted(int): show the neighbours of an image as well.
    """

    edge_toggled = Signal(int, int)
    node_toggled = Signal(int)
    unfold_wanted = Signal(int)

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str] = str) -> None:
        super().__init__(thumbnails, describe)
        self._edge: tuple[int, int] | None = None
        self._grabbed: int | None = None
        self._grabbed_at = QPointF()
        self._moving = False

    @property
    def pointed_edge(self) -> tuple[int, int] | None:
        """Ids of the ends of the edge under the pointer; None where there is none."""
        return self._edge

    def toggle_pin(self, image: int) -> None:
        """Keep an image where it is whatever the layout, or no longer."""
        place = self.position_of(image)
        if image in self.pins:
            del self.pins[image]
            self._lay_out()
        elif place is not None:
            self.pins[image] = place.copy()
            self._nodes.pinned = frozenset(self.pins)
            self.update()

    def _draw_live(self, painter: QPainter) -> None:
        """The edge under the pointer below the images, and what can be done with it."""
        if self._edge is None:
            super()._draw_live(painter)
            return
        rows = self.rows_of(np.array(self._edge))
        (ax, ay), (bx, by) = self.view.pixels(self.positions[rows]).tolist()
        painter.setPen(QPen(QColor(theme.colours().bad), 3))
        painter.drawLine(QLineF(ax, ay, bx, by))
        super()._draw_live(painter)
        text = tr("{similarity:.2f} · Delete cuts", similarity=self.network.similarity(*rows.tolist()))
        font = marks.badge_font(self.font())
        marks.draw_badge(
            painter, QPointF((ax + bx) / 2 - 30, (ay + by) / 2 - 7), text, QColor(theme.colours().bad), font
        )

    def _point_at_edge(self, at: QPointF | None) -> None:
        found = None
        if at is not None and self.hovered == NO_IMAGE:
            found = edge_at(self.view.pixels(self.positions), self.network.edges, (at.x(), at.y()))
        ends = None if found is None else tuple(self.ids[self.network.edges[found]].tolist())
        if ends is not None and NO_IMAGE in ends:
            ends = None
        if ends != self._edge:
            self._edge = ends
            self.update()
        if ends is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an image, or of the plane."""
        super().mousePressEvent(event)
        image = self._image_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else NO_IMAGE
        row = int(self.rows_of(np.array([image]))[0]) if image != NO_IMAGE else -1
        self._grabbed = row if row >= 0 else None
        self._grabbed_at, self._moving = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the image, or the plane; or tell which edge is under the pointer."""
        if self._grabbed is None:
            super().mouseMoveEvent(event)
            self._point_at_edge(event.position() if not event.buttons() else None)
            return
        self._moving |= (event.position() - self._grabbed_at).manhattanLength() >= _STILL
        if self._moving:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            places = self.positions.copy()
            places[self._grabbed] = self.view.position(event.position())
            self.pins[int(self.ids[self._grabbed])] = places[self._grabbed]
            self._nodes.pinned = frozenset(self.pins)
            self._show_places(places)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; an image that was moved stays there and is not searched for."""
        if self._moving:
            self._pressed = self._dragged = None
        self._grabbed, self._moving = None, False
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No edge is under the pointer any more."""
        super().leaveEvent(event)
        self._point_at_edge(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete cuts the edge or takes the image out, E unfolds the image, P pins it."""
        key, image = event.key(), self.hovered
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._edge is not None:
            edge, self._edge = self._edge, None
            self.edge_toggled.emit(*edge)
        elif image != NO_IMAGE and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.node_toggled.emit(image)
        elif image != NO_IMAGE and key == Qt.Key.Key_E:
            self.unfold_wanted.emit(image)
        elif image != NO_IMAGE and key == Qt.Key.Key_P:
            self.toggle_pin(image)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with an edge; over an image, with that."""
        edge = self._edge
        if edge is None or event.reason() == QContextMenuEvent.Reason.Keyboard:
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(theme.icon("cut"), tr("Cut this edge"), lambda: self.edge_toggled.emit(*edge))
        menu.popup(event.globalPos())
