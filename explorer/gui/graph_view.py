"""The neighbourhood graph of the query and its results."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen, QResizeEvent

from explorer.gui import theme
from explorer.gui.canvas import marks
from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.canvas.motion import Motion, Places
from explorer.gui.canvas.network import EMPTY, Network, buckets, draw_edges, edge_pen
from explorer.gui.canvas.nodes import NodePainter
from explorer.gui.canvas.plot import PlotPane
from explorer.gui.canvas.viewport import Viewport
from explorer.gui.language import mark_text, tr, tr_count
from explorer.protocol.ids import NO_IMAGE, Ids

_EMPTY = mark_text("The neighbourhood graph appears here once you search with an image.")
_BEHIND = 0.35


class GraphView(PlotPane):
    """Pictures joined by the edges of the kNN graph: solid where mutual, dashed where one-way, darker where nearer.

    Signals are those of `PlotPane`.

    Attributes:
        network: what is shown.
        pins: where a person has put images, by id.
    """

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str] = str) -> None:
        super().__init__(thumbnails, describe, empty=tr(_EMPTY))
        self.network = self._whole = EMPTY
        self.pins: dict[int, NDArray[np.float32]] = {}
        self._rule = "all"
        self._told = ""
        self._shape = 1.0
        self._motion = Motion(self, self._show_places, self._redraw)
        self._nodes = NodePainter(thumbnails, describe)
        thumbnails.ready.connect(self._thumbnail_arrived)

    def set_network(
        self,
        ids: Ids,
        positions: NDArray[np.floating],
        edges: Sequence[tuple[int, int, float, bool]],
        query_index: int | None,
        ranks: Mapping[int, int],
        *,
        others: Iterable[int] = (),
        previous: Sequence[int] = (),
        listed: Sequence[int] = (),
        hub: float = np.inf,
        recall: float | None = None,
    ) -> None:
        """Show a network.

        Args:
            ids: [m] image ids.
            positions: [m, 2] of the layout, finite.
            edges: pairs of positions in `ids`, with similarity and whether mutual.
            query_index: position of the query in `ids`; None if it is no member.
            ranks: 0-based rank by image id.
            others: ids that other columns list.
            previous: the place before each node on the strongest path from the query, -1 for none.
            listed: how many images list each among their nearest.
            hub: from so many lists on an image is a hub.
            recall: share of the true neighbours that the graph holds; None where it holds all.
        """
        self._whole = Network(
            np.asarray(ids, np.int64),
            np.asarray(positions, np.float32).reshape(-1, 2),
            np.array([edge[:2] for edge in edges], np.int64).reshape(-1, 2),
            np.array([edge[2] for edge in edges], np.float64),
            np.array([edge[3] for edge in edges], np.bool_),
            query_index,
            dict(ranks),
            frozenset(others),
            np.array(previous, np.int64),
            np.array(listed, np.int64),
            hub,
        )
        self._told = "" if recall is None else tr(" · holds {recall:.2%} of the true neighbours", recall=recall)
        self.network = self._whole.kept(self._rule)
        self._lay_out()
        self._tell_counts()

    def set_rule(self, rule: str) -> None:
        """Show some edges alone, see `Network.kept`."""
        self._rule = rule
        self.network = self._whole.kept(rule)
        self._nodes.set_network(self.network, self.positions)
        self._tell_counts()
        self._redraw()

    def set_tints(self, tints: dict[int, QColor] | None) -> None:
        """Frame images in these colours; None for those of their ranks."""
        self._nodes.tints = tints
        self.update()

    def release_pins(self) -> None:
        """Let the layout place all images again."""
        self.pins.clear()
        self._lay_out()

    def finish(self) -> None:
        """See `PlotPane`."""
        self._motion.finish()
        super().finish()

    def _tell_counts(self) -> None:
        shown, whole = len(self.network.edges), len(self._whole.edges)
        edges = (
            tr_count("{n:,} edge", "{n:,} edges", whole)
            if shown == whole
            else tr("{shown:,} of {whole:,} edges", shown=shown, whole=whole)
        )
        text = tr(
            "{n:,} images, {edges} · solid: mutual, dashed: one-way{told}",
            n=len(self.ids),
            edges=edges,
            told=self._told,
        )
        self.texts.set_caption(text if len(self.ids) else "")

    def set_roles(self, ranks: Mapping[int, int], others: Iterable[int]) -> None:
        """The same network seen from another column."""
        self._whole = replace(self._whole, ranks=dict(ranks), others=frozenset(others))
        self.network = self._whole.kept(self._rule)
        self._nodes.set_network(self.network, self.positions)
        self.update()

    def clear(self, reason: str = "") -> None:
        """Show the empty state, and why there is no graph."""
        self.texts.set_empty_text(reason or tr(_EMPTY))
        self.network = self._whole = EMPTY
        self.pins.clear()
        self._lay_out()
        self.texts.set_caption("")

    @property
    def stops(self) -> Sequence[int]:
        """The query and the results that are shown, best first."""
        network = self.network
        shown = set(network.ids.tolist())
        query = [] if network.query is None else [int(network.ids[network.query])]
        ranked = sorted((image for image in network.ranks if image in shown), key=lambda image: network.ranks[image])
        return [image for image in dict.fromkeys([*query, *ranked]) if image != NO_IMAGE]

    def _lay_out(self) -> None:
        """Place the nodes as wide as the panel is: the layout is a square, distances in it are no measure."""
        self._shape = self.width() / max(self.height(), 1)
        stretch = (float(np.clip(self._shape, 0.4, 2.5)), 1.0)
        goal = (self.network.positions * np.array(stretch, np.float32)).astype(np.float32)
        for image, place in self.pins.items():
            goal[self.network.ids == image] = place
        before = dict(zip(self.ids.tolist(), self.positions, strict=True))
        begin = np.array([before.get(image, at) for image, at in zip(self.network.ids.tolist(), goal, strict=True)])
        self._motion.finish()
        self._place(self.network.ids, goal)
        self._nodes.set_network(self.network, goal)
        self._nodes.pinned = frozenset(self.pins)
        self.fit()
        if self.isVisible() and 2 * len(before.keys() & set(self.network.ids.tolist())) > len(before) > 0:
            self._motion.run(begin.astype(np.float32), goal)

    def _show_places(self, places: Places) -> None:
        """Images on their way: their edges are drawn with them, as there is no time for a picture of these."""
        if len(places) == len(self.ids):
            self._place(self.ids, places)
            self._nodes.set_network(self.network, places)

    def _render(self, view: Viewport) -> Generator[None, None, QImage]:
        return (
            yield from draw_edges(
                self.network, self.positions, view, self.devicePixelRatioF(), QColor(theme.colours().text)
            )
        )

    def draw_all(self, painter: QPainter) -> None:
        """Draw everything that is seen, edges as lines: for a file that can be enlarged."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        pixels = self.view.pixels(self.positions)
        for strength, mutual, edges in buckets(self.network):
            painter.setPen(edge_pen(strength, mutual, QColor(theme.colours().text), len(self.network.edges)))
            painter.drawLines([QLineF(*pixels[a], *pixels[b]) for a, b in self.network.edges[edges].tolist()])
        self.paths.draw(painter, self.view, self.positions)
        self._nodes.draw(painter, self.view, self.font())

    def _prominence(self) -> float:
        """Edges stand back while one image is pointed at."""
        return 1.0 if self._hovered_place() < 0 else _BEHIND

    def _draw_live(self, painter: QPainter) -> None:
        """The edges of the hovered image and the strongest path to it below the nodes, its similarities above."""
        place = self._hovered_place()
        path = list(pairwise(self.network.path(place))) if place >= 0 else []
        pixels = self.view.pixels(self.positions)
        if self._motion.moves:
            painter.setPen(QPen(QColor(theme.colours().strong_border), 1))
            painter.drawLines([QLineF(*pixels[a], *pixels[b]) for a, b in self.network.edges.tolist()])
        if place >= 0:
            around = self.network.edges[(self.network.edges == place).any(axis=1)]
            painter.setPen(QPen(marks.accent(), 1.4))
            painter.drawLines([QLineF(*pixels[a], *pixels[b]) for a, b in around.tolist()])
            painter.setPen(QPen(marks.QUERY, 4))
            painter.drawLines([QLineF(*pixels[a], *pixels[b]) for a, b in path])
        self._nodes.draw(painter, self.view, self.font())
        font = marks.badge_font(self.font())
        for a, b in path:
            middle = (pixels[a] + pixels[b]) / 2
            text = f"{self.network.similarity(a, b):.2f}"
            marks.draw_badge(painter, QPointF(middle[0] - 14, middle[1] - 7), text, marks.QUERY, font)

    def _hovered_place(self) -> int:
        return int(self.rows_of(np.array([self.hovered]))[0]) if self.hovered != NO_IMAGE else -1

    def _hover_changed(self) -> None:
        self._nodes.hovered = self.hovered

    def _lines(self, image: int) -> list[str]:
        """Description, rank, path, and whether the image is a hub."""
        network = self.network
        place = int(self.rows_of(np.array([image]))[0])
        lines = super()._lines(image)
        if place == network.query:
            return [*lines, tr("query")]
        if image in network.ranks:
            lines.append(tr("rank {rank}", rank=network.ranks[image] + 1))
        path = network.path(place)
        if len(path) > 1:
            strength = np.prod([network.similarity(a, b) for a, b in pairwise(path)])
            over = len(path) - 2
            lines.append(
                tr_count(
                    "reached over {n} image: {strength:.2f}",
                    "reached over {n} images: {strength:.2f}",
                    over,
                    strength=strength,
                )
                if over
                else tr("reached directly: {strength:.2f}", strength=strength)
            )
        if network.is_hub(place):
            lines.append(tr("hub: in {lists:,} lists", lists=network.listed[place]))
        return lines

    def _thumbnail_arrived(self, image: int) -> None:
        if (self.ids == image).any():
            self.update()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use another shape of the panel, unless the person looks at a part."""
        super().resizeEvent(event)
        if self.is_fitted and abs(self.width() / max(self.height(), 1) / self._shape - 1) > 0.05:
            self._lay_out()
