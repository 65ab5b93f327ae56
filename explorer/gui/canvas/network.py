"""A neighbourhood graph as data, and how its edges are drawn: in a few buckets of one pen each."""

from collections.abc import Generator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from explorer.gui.canvas.viewport import Viewport
from explorer.protocol.ids import Ids

EDGE_BUCKETS = 4
"""Edges are grouped by similarity: a pen for each makes drawing 20 times dearer."""
_FEW = 150
"""So many edges are drawn at full strength."""
_STEP = 60
"""Edges drawn in one step."""


@dataclass(frozen=True, eq=False)
class Network:
    """What is drawn.

    Attributes:
        ids: [m] image ids of the nodes; -1 is a query that is no member.
        positions: [m, 2] of the layout.
        edges: [e, 2] node places in `ids`.
        weights: [e] similarity of each edge.
        mutual: [e] bool: each end is among the neighbours of the other.
        query: place of the query in `ids`; None if it is not shown.
        ranks: 0-based rank in the focused column by image id.
        others: ids that stand in the list of another column alone.
        previous: [m] the place before each node on the strongest path from the query; -1 for none.
        listed: [m] how many images of the collection list each among their nearest; empty where unknown.
        hub: from so many lists on an image is a hub.
    """

    ids: Ids
    positions: NDArray[np.float32]
    edges: NDArray[np.int64] = field(default_factory=lambda: np.empty((0, 2), np.int64))
    weights: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    mutual: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    query: int | None = None
    ranks: dict[int, int] = field(default_factory=dict)
    others: frozenset[int] = frozenset()
    previous: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    listed: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    hub: float = np.inf

    def kept(self, rule: str) -> "Network":
        """The same with some edges alone: `all`, `mutual`, or those of at least a similarity, as `0.7`."""
        if rule == "all":
            return self
        shown = self.mutual if rule == "mutual" else self.weights >= float(rule)
        return replace(self, edges=self.edges[shown], weights=self.weights[shown], mutual=self.mutual[shown])

    def path(self, place: int) -> list[int]:
        """Places from the query to a node; empty where there is no path."""
        if self.query is None or not len(self.previous):
            return []
        path = [place]
        while path[-1] != self.query and self.previous[path[-1]] >= 0 and len(path) <= len(self.ids):
            path.append(int(self.previous[path[-1]]))
        return path[::-1] if path[-1] == self.query else []

    def similarity(self, a: int, b: int) -> float:
        """Of the edge between two places, 0 where there is none."""
        found = (self.edges == (min(a, b), max(a, b))).all(axis=1) | (self.edges == (max(a, b), min(a, b))).all(axis=1)
        return float(self.weights[found][0]) if found.any() else 0.0

    def is_hub(self, place: int) -> bool:
        """Whether the image stands in very many lists, relevant or not."""
        return len(self.listed) > 0 and self.listed[place] >= self.hub


EMPTY = Network(np.empty(0, np.int64), np.empty((0, 2), np.float32))


def draw_edges(
    network: Network, positions: NDArray[np.float32], view: Viewport, ratio: float, ink: QColor
) -> Generator[None, None, QImage]:
    """Draw the edges that a view shows, weak ones first, in steps: solid where mutual, dashed where one-way."""
    image = QImage(round(view.width * ratio), round(view.height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    yield
    pixels = view.pixels(positions)
    for strength, mutual, edges in buckets(network):
        ends = pixels[network.edges[edges]].reshape(-1, 4)
        low, high = np.minimum(ends[:, :2], ends[:, 2:]), np.maximum(ends[:, :2], ends[:, 2:])
        seen = ends[(high > 0).all(axis=1) & (low < (view.width, view.height)).all(axis=1)]
        for start in range(0, len(seen), _STEP):
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(ratio, ratio)
            painter.setPen(edge_pen(strength, mutual, ink, len(network.edges)))
            painter.drawLines([QLineF(*end) for end in seen[start : start + _STEP].tolist()])
            painter.end()
            yield
    return image


def buckets(network: Network) -> list[tuple[int, bool, NDArray[np.int64]]]:
    """Edges by strength (quartile of similarity) and kind, the weak ones first; empty groups are left out."""
    if not len(network.edges):
        return []
    borders = np.quantile(network.weights, np.linspace(0, 1, EDGE_BUCKETS + 1)[1:-1])
    strengths = np.digitize(network.weights, borders)
    groups = [
        (strength, mutual, np.flatnonzero((strengths == strength) & (network.mutual == mutual)))
        for strength in range(EDGE_BUCKETS)
        for mutual in (False, True)
    ]
    return [group for group in groups if len(group[2])]


def edge_pen(strength: int, mutual: bool, ink: QColor, count: int) -> QPen:
    """The pen of one of the groups of `buckets`; the more edges there are, the fainter each is."""
    colour = QColor(ink)
    crowded = min(1.0, (_FEW / max(count, 1)) ** 0.5)
    colour.setAlphaF((50 + 40 * strength) / 255 * crowded)
    pen = QPen(colour, 0.7 + 0.4 * strength * crowded)
    if not mutual:
        pen.setDashPattern([4.0, 3.0])
    return pen


def spacing(positions: NDArray[np.float32]) -> float:
    """The distance that all but the most crowded nodes keep from the next, across or down; 0 for fewer than two."""
    if len(positions) < 2:
        return 0.0
    apart = np.abs(positions[:, None] - positions[None]).max(axis=2)
    np.fill_diagonal(apart, np.inf)
    return float(np.quantile(apart.min(axis=1), 0.1))
