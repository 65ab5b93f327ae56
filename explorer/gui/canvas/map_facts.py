"""What is known of a map beside its points: how faithful each is, neighbours it tears apart, groups of the graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from explorer.gui import theme
from explorer.gui.canvas import colours
from explorer.gui.canvas.viewport import Viewport
from explorer.gui.language import tr
from explorer.protocol.ids import Ids

MOST_JUMPS = 200
"""So many lines, the farthest, are drawn at once; more would cover the map."""
_LOWEST = 2.0
"""Per cent of the images that are as doubtful as the colours can say."""


@dataclass(frozen=True, eq=False)
class Facts:
    """What the engine found out about a map.

    Attributes:
        ids: [n] image ids, in the order of the points of the map.
        trustworthiness: [n], at most 1: low where the neighbours on the map are strangers.
        continuity: [n], at most 1: low where the neighbours by the vectors lie elsewhere.
        clusters: [n] number of the group in the graph, -1 for none.
        jumps: [m, 2] rows of neighbours that lie far apart on the map, the farthest first.
        cosines: [m] of these.
        told: the figures of the whole map.
    """

    ids: Ids
    trustworthiness: NDArray[np.float32]
    continuity: NDArray[np.float32]
    clusters: NDArray[np.int32]
    jumps: NDArray[np.int64]
    cosines: NDArray[np.float32]
    told: dict[str, float]

    @property
    def title(self) -> str:
        """The whole map in a line."""
        told = self.told
        sampled = tr(", ranks among {sample:,} images", sample=int(told["sample"])) if told["sample"] else ""
        return tr(
            "trustworthiness {trustworthiness:.3f} · continuity {continuity:.3f} ({k} neighbours{sampled})",
            trustworthiness=told["trustworthiness"],
            continuity=told["continuity"],
            k=int(told["k"]),
            sampled=sampled,
        )

    @property
    def jumps_title(self) -> str:
        """The jumps in a line."""
        number, pairs = int(self.told["jumps"]), int(self.told["pairs"])
        shown = tr("; the farthest {most_jumps} are drawn", most_jumps=MOST_JUMPS) if number > MOST_JUMPS else ""
        return tr(
            "{number:,} of {pairs:,} pairs of neighbours lie far apart on this map{shown}",
            number=number,
            pairs=pairs,
            shown=shown,
        )

    def values(self, mode: colours.Mode) -> NDArray[np.float32]:
        """Trustworthiness or continuity of each point."""
        return self.trustworthiness if mode == "trustworthiness" else self.continuity

    @cached_property
    def worst(self) -> dict[str, float]:
        """By mode the value that has the last colour."""
        return {
            mode: min(float(np.percentile(self.values(mode), _LOWEST)), 0.99) if len(self.ids) else 0.0
            for mode in colours.DOUBTS
        }

    def doubts(self, mode: colours.Mode) -> NDArray[np.uint8]:
        """Colour numbers of `colours.doubt_palette`."""
        share = (1 - self.values(mode)) / (1 - self.worst[mode])
        return (share.clip(0, 1) * (colours.DOUBT_LEVELS - 1)).round().astype(np.uint8)

    def groups(self, values: NDArray[np.int64], names: Sequence[str]) -> list[str]:
        """A name for each group: its number, and the label that most of its images have.

        Args:
            values: [n] which of the names each point has, -1 for none.
            names: labels.
        """
        count = int(self.clusters.max(initial=-1)) + 1
        titles = []
        for number in range(count):
            inside = values[self.clusters == number] if len(values) == len(self.clusters) else np.empty(0, np.int64)
            labels = np.bincount(inside[inside >= 0], minlength=len(names)) if len(names) else np.empty(0, np.int64)
            most = int(labels.argmax()) if labels.any() else -1
            if most >= 0 and names[most]:
                titles.append(f"{number + 1} · {names[most]} {labels[most] / len(inside):.0%}")
            else:
                titles.append(tr("Group {number}", number=number + 1))
        return titles

    def jumps_of(self, row: int) -> NDArray[np.int64]:
        """Those of one point: [j, 2]."""
        return self.jumps[(self.jumps == row).any(axis=1)]

    def lines(self, row: int) -> list[str]:
        """One point in words."""
        group = int(self.clusters[row])
        told = [
            tr(
                "trust {trust:.2f} · continuity {continuity:.2f}",
                trust=self.trustworthiness[row],
                continuity=self.continuity[row],
            )
        ]
        return told + ([tr("group {number}", number=group + 1)] if group >= 0 else [])


def draw_jumps(
    painter: QPainter, view: Viewport, positions: NDArray[np.float32], pairs: NDArray[np.int64], pen: QPen
) -> None:
    """Lines between points that belong together and lie apart; those that cross the view."""
    painter.setPen(pen)
    ends = view.pixels(positions[pairs.ravel()]).reshape(-1, 4)
    seen = QRectF(0, 0, view.width, view.height)
    lines = [QLineF(*end) for end in ends.tolist()]
    painter.drawLines([line for line in lines if QRectF(line.p1(), line.p2()).normalized().intersects(seen)])


def jump_pen(*, pointed: bool) -> QPen:
    """Of the lines between neighbours that lie apart: faint for all of them, clear for those of one image."""
    colour = QColor(theme.colours().accent if pointed else theme.colours().bad)
    colour.setAlpha(230 if pointed else 60)
    return QPen(colour, 1.8 if pointed else 1.0)


def query_place(
    positions: NDArray[np.float32], rows: NDArray[np.int64], scores: Sequence[float]
) -> NDArray[np.float32] | None:
    """Where a query that is no point of the map belongs: the mean of its first results, weighted by their scores.

    Args:
        positions: [n, 2] of the map.
        rows: [j] of the results that are on the map.
        scores: their scores; weights are what they have above 0, all alike where none has.

    Returns:
        [2]; None where no result is on the map.
    """
    if not len(rows):
        return None
    weights = np.maximum(np.array(scores, np.float64), 0) if len(scores) == len(rows) else np.zeros(len(rows))
    weights = weights if weights.sum() > 0 else np.ones(len(rows))
    place: NDArray[np.float32] = np.average(positions[rows], axis=0, weights=weights).astype(np.float32)
    return place


def draw_ties(painter: QPainter, view: Viewport, place: QPointF, ends: NDArray[np.float32]) -> None:
    """Thin lines from a query that has no point of its own to the results by which it was placed."""
    painter.setPen(QPen(QColor(theme.colours().text), 1.0))
    painter.setOpacity(0.55)
    painter.drawLines([QLineF(place, QPointF(*end)) for end in view.pixels(ends).tolist()])
    painter.setOpacity(1.0)
