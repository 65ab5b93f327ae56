"""Drawing the nodes of a neighbourhood graph: pictures, or cards where there are none, with rank and role."""

from collections.abc import Callable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from explorer.gui import theme
from explorer.gui.canvas import colours, marks
from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.canvas.network import EMPTY, Network, spacing
from explorer.gui.canvas.viewport import Viewport
from explorer.gui.language import tr
from explorer.protocol.ids import NO_IMAGE

_SIDES = (64, 52, 44, 36, 30, 25, 20, 16)
"""Sizes that pictures are loaded in; between them they are not scaled, which is slow and blurs."""
_CARD = 20
"""From this side on a card bears text."""
_BADGED = 20
"""From this side on a node bears its rank."""
_FIRST = 20
"""So many first results are drawn a size larger."""


class NodePainter:
    """Draws the nodes of one network in pixels, so that zooming in makes room.

    Attributes:
        hovered: image id that is marked.
        tints: colours of frames by image id; None where they tell the rank.
        pinned: ids of images that a person has put in their place.
    """

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str]) -> None:
        self._thumbnails = thumbnails
        self._describe = describe
        self.hovered = NO_IMAGE
        self.tints: dict[int, QColor] | None = None
        self.pinned: frozenset[int] = frozenset()
        self.set_network(EMPTY, EMPTY.positions)

    def set_network(self, network: Network, positions: NDArray[np.float32]) -> None:
        """Draw another network, its nodes at these positions [m, 2] of the plane."""
        self._network = network
        self._ids: list[int] = network.ids.tolist()
        self._positions = positions
        self._spacing = spacing(positions)
        ranks = [network.ranks.get(image, 10**9) for image in self._ids]
        places = np.argsort(-np.array(ranks, np.int64), kind="stable")
        # The worst first, so that the best lie on top, and the query above all.
        last = [] if network.query is None else [network.query]
        self._order = np.array([*places[~np.isin(places, last)].tolist(), *last], np.int64)

    def draw(self, painter: QPainter, view: Viewport, font: QFont) -> None:
        """Draw the nodes in view."""
        pixels = view.pixels(self._positions)
        seen = ((pixels > -40) & (pixels < (view.width + 40, view.height + 40))).all(axis=1)
        badge = marks.badge_font(font)
        order = self._order[seen[self._order]]
        hovered = self._network.ids[order] == self.hovered
        centres = pixels.tolist()
        for place in [*order[~hovered].tolist(), *order[hovered].tolist()]:
            self._draw_node(painter, centres[place], place, view.scale, badge)

    def side(self, place: int, scale: float) -> int:
        """Of a node's picture in pixels: that of its role, or less where nodes stand closer."""
        network, image = self._network, self._ids[place]
        rank = network.ranks.get(image)
        wanted = 64 if place == network.query else 52 if rank is not None and rank < _FIRST else 44
        room = self._spacing * scale * 0.94 if len(self._ids) > 1 else wanted
        if image == self.hovered and image != NO_IMAGE:
            room = max(room, 44.0)
        room = min(room, wanted)
        return next((side for side in _SIDES if side <= room), _SIDES[-1])

    def _draw_node(
        self, painter: QPainter, centre: tuple[float, float], place: int, scale: float, badge: QFont
    ) -> None:
        network, image = self._network, self._ids[place]
        side = self.side(place, scale)
        rank = network.ranks.get(image)
        box = self._draw_face(painter, centre, image, side, badge)
        self._draw_role(painter, box, place, rank)
        if place == network.query:
            marks.draw_star(painter, box.topLeft(), 19)
        elif rank is not None and side >= _BADGED:
            corner = QPointF(box.left() - 5, box.top() - 6)
            marks.draw_badge(painter, corner, str(rank + 1), self._rank_colour(rank), badge)
        if image in self.pinned:
            marks.draw_pin(painter, box.topRight())
        if network.is_hub(place) and side >= _BADGED:
            text = tr("hub {lists:,}", lists=network.listed[place])
            marks.draw_badge(
                painter, QPointF(box.left() + 2, box.bottom() - 8), text, QColor(theme.colours().new), badge
            )

    def _draw_face(self, painter: QPainter, centre: tuple[float, float], image: int, side: int, font: QFont) -> QRectF:
        """The picture, or what stands for it; tells where."""
        pixmap = self._thumbnails.pixmap(image, side)
        if pixmap is not None:
            size = pixmap.deviceIndependentSize()
            at = QPointF(round(centre[0] - size.width() / 2), round(centre[1] - size.height() / 2))
            painter.drawPixmap(at, pixmap)
            return QRectF(at, size)
        box = QRectF(round(centre[0] - side / 2), round(centre[1] - side / 2), side, side)
        missing = self._thumbnails.is_missing(image)
        title = self._describe(image).split(" · ")[0]
        painter.setPen(QPen(QColor(theme.colours().strong_border), 1))
        painter.setBrush(_tint(title) if missing else QColor(theme.colours().tile))
        painter.drawRoundedRect(box, side / 7, side / 7)
        if missing and side >= _CARD:
            self._draw_title(painter, box, title, font)
        return box

    def _draw_title(self, painter: QPainter, box: QRectF, title: str, font: QFont) -> None:
        light = QFont(font)
        light.setBold(False)
        painter.setFont(light)
        painter.setPen(QColor(theme.colours().text))
        inner = box.adjusted(2, 2, -2, -2)
        lines = max(1, int(inner.height() // QFontMetrics(light).height()))
        text = QFontMetrics(light).elidedText(title, Qt.TextElideMode.ElideRight, int(inner.width() * (lines - 0.4)))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWrapAnywhere, text)

    def _draw_role(self, painter: QPainter, box: QRectF, place: int, rank: int | None) -> None:
        """A border: thick for the query, coloured for results, dotted for those of other columns, none for the rest."""
        network, image = self._network, self._ids[place]
        pen = None
        if place == network.query:
            pen = QPen(marks.QUERY, 3)
        elif self.tints is not None:
            pen = QPen(self.tints[image], 2.8) if image in self.tints else None
        elif rank is not None:
            pen = QPen(self._rank_colour(rank), 2.4 if rank < _FIRST else 1.3)
        elif image in network.others:
            pen = QPen(QColor(theme.colours().muted), 1.8, Qt.PenStyle.DotLine)
        if pen is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawRoundedRect(box, 5, 5)
        if image == self.hovered and image != NO_IMAGE:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, width in ((marks.ground(), 5.0), (marks.accent(), 3.0)):
                painter.setPen(QPen(colour, width))
                painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 7, 7)

    def _rank_colour(self, rank: int) -> QColor:
        if self.tints is not None:
            return QColor(theme.colours().strong_border)
        return colours.ramp(rank / max(len(self._network.ranks) - 1, 1))


def _tint(title: str) -> QColor:
    """A quiet colour that is the same for the same title, in light and in dark."""
    dark = QColor(theme.colours().surface).lightness() < 128
    hue = crc32(title.encode("utf-8", "surrogateescape")) % 360
    return QColor.fromHsv(hue, 90 if dark else 40, 84 if dark else 235)
