"""What the points of the map are coloured by: labels, groups of the graph, or how far they can be believed."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor

from explorer.gui.canvas import colours
from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.canvas.map_facts import Facts
from explorer.gui.canvas.plot import PlotPane
from explorer.gui.canvas.point_index import PointIndex
from explorer.gui.canvas.splat import Paint
from explorer.protocol.ids import Ids


class ColouredPlane(PlotPane):
    """Keeps a colour number for each point.

    Signals, beside those of `PlotPane`:
        colours_changed(): the legend is another.

    Attributes:
        mode: what points are coloured by.
        labelling: colours and names of labels.
        isolated: colour number of the one label or group that is coloured; None for all.
        facts: what is known of the map; None until somebody asks for it.
        jumps: whether neighbours that lie far apart are tied by lines.
    """

    colours_changed = Signal()

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str], *, empty: str) -> None:
        super().__init__(thumbnails, describe, empty=empty)
        self.mode: colours.Mode = "label"
        self.jumps = False
        self._inside: NDArray[np.bool_] | None = None
        self._codes_by_place: NDArray[np.uint8] | None = None
        self._forget_colours()

    def set_labels(self, values: NDArray[np.int64], names: list[str]) -> None:
        """Colour by label: `values` [n] is which of the names each point has, -1 for none."""
        self.labelling, self.isolated, self._labels = colours.labelling(values, names), None, (values, names)
        self.set_facts(self.facts)

    def set_facts(self, facts: Facts | None) -> None:
        """Take what is known of this map; of another one nothing is taken."""
        self.facts = facts if facts is not None and np.array_equal(facts.ids, self.ids) else None
        if self.facts is not None:
            groups = self.facts.clusters.astype(np.int64)
            self._groups = colours.labelling(groups, self.facts.groups(*self._labels), groups=True)
        self._recolour()

    def set_jumps(self, shown: bool) -> None:
        """Whether neighbours that lie far apart are tied by lines."""
        self.jumps = shown
        self._recolour()

    def set_mode(self, mode: colours.Mode) -> None:
        """Colour by something else."""
        self.mode, self.isolated = mode, None
        self._recolour()

    @property
    def kinds(self) -> colours.Labelling:
        """What is coloured by kind: labels, or groups."""
        return self._groups if self.mode == "cluster" and self.facts is not None else self.labelling

    @property
    def doubting(self) -> bool:
        """Whether colours tell how far points can be believed."""
        return self.mode in colours.DOUBTS and self.facts is not None

    def isolate(self, code: int | None) -> None:
        """Grey all labels but one; none with None."""
        self.isolated = code
        self._recolour()

    def set_within(self, ids: Ids | None) -> None:
        """Grey all images but these, which a filter lets through; None where there is no filter."""
        self._inside = None
        if ids is not None:
            rows = self.rows_of(ids)
            self._inside = np.zeros(len(self.ids), np.bool_)
            self._inside[rows[rows >= 0]] = True
        self._recolour()

    # Inside

    def _forget_colours(self) -> None:
        """The points are others."""
        self.labelling, self.isolated = colours.Labelling(np.empty(0, np.uint8)), None
        self.facts: Facts | None = None
        self._labels: tuple[NDArray[np.int64], list[str]] = (np.empty(0, np.int64), [])
        self._groups = self.labelling
        self._inside = None

    def _recoloured(self) -> None:
        """Draw what lies over the points anew, too; for the subclass."""

    def _order_codes(self, index: PointIndex) -> None:
        codes = self.kinds.codes if self._has_labels() else None
        if self.doubting:
            codes = self.facts.doubts(self.mode)
        if self._inside is not None:
            plain = np.zeros(len(index), np.uint8) if codes is None else codes
            codes = np.where(self._inside, plain, np.uint8(colours.OUTSIDE))
        self._codes_by_place = None if codes is None else codes[index.order]

    def _has_labels(self) -> bool:
        by_kind = self.mode == "label" or (self.mode == "cluster" and self.facts is not None)
        return by_kind and len(self.ids) > 0 and len(self.kinds.codes) == len(self.ids)

    def _recolour(self) -> None:
        if self._index is not None:
            self._order_codes(self._index)
        self._recoloured()
        self._redraw()
        self.colours_changed.emit()

    def _paint(self) -> Paint:
        if self._has_labels():
            return Paint(self._codes_by_place, colours.label_palette(self.isolated))
        if self.doubting:
            return Paint(self._codes_by_place, colours.doubt_palette())
        return Paint(
            self._codes_by_place, colours.plain_palette(self.mode if self.mode in ("rank", "score") else "none")
        )

    def _label_ink(self, row: int) -> QColor:
        """The label's colour, or that of text where it has none, so that results stand out from grey points."""
        code = int(self.kinds.codes[row])
        return colours.colour_of(code) if code < colours.OTHER else self.palette().text().color()

    def _label_colour(self, row: int) -> QColor:
        code = int(self.kinds.codes[row])
        return colours.colour_of(code if self.isolated in (None, code) else colours.UNLABELLED)
