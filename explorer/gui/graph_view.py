"""The neighbourhood graph of the query and its results."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.canvas.network_item import EMPTY, Network, NetworkItem
from explorer.gui.canvas.plot import PlotPane
from explorer.protocol.ids import Ids


class GraphView(PlotPane):
    """Thumbnails joined by the edges of the kNN graph: solid where mutual, dashed where one-way, darker where nearer.

    Signals are those of `PlotPane`.
    """

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str] = str) -> None:
        self._item = NetworkItem(thumbnails)
        super().__init__(
            thumbnails, describe, empty="The neighbourhood graph appears here\nonce you search with an image."
        )
        self.plot.addItem(self._item)

    def set_network(
        self,
        ids: Ids,
        positions: NDArray[np.floating],
        edges: Sequence[tuple[int, int, float, bool]],
        query_index: int | None,
        ranks: Mapping[int, int],
    ) -> None:
        """Show a network.

        Args:
            ids: [m] image ids.
            positions: [m, 2] of the layout, finite.
            edges: pairs of positions in `ids`, with similarity and whether mutual.
            query_index: position of the query in `ids`; None if it is no member.
            ranks: 0-based rank by image id.
        """
        self._place(ids, positions)
        self._item.set_network(
            Network(
                self.ids,
                self.positions,
                np.array([edge[:2] for edge in edges], np.int64).reshape(-1, 2),
                np.array([edge[2] for edge in edges], np.float64),
                np.array([edge[3] for edge in edges], np.bool_),
                query_index,
                dict(ranks),
            )
        )
        count = f"{len(self.ids):,} images, {len(edges):,} edges · solid: mutual, dashed: one-way"
        self.set_caption(count if len(self.ids) else "")
        self.fit()

    def clear(self) -> None:
        """Show the empty state."""
        self._place(EMPTY.ids, EMPTY.positions)
        self._item.set_network(EMPTY)
        self.set_caption("")

    def _hover_changed(self) -> None:
        self._item.set_hovered(self.hovered)

    def _palette_changed(self) -> None:
        self._item.set_palette(self.palette())
