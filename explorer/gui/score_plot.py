"""The scores of a list over the whole collection as bars, with a threshold that cuts the list."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.gui import theme
from explorer.gui.elided import ElidedLabel
from explorer.gui.language import tr

_LEFT, _BELOW, _ABOVE = 12, 22, 42
_APART = 70
"""Pixels that a number below the bars has for itself, at least."""


@dataclass(frozen=True)
class Spread:
    """How scores are spread.

    Attributes:
        edges: [b + 1] ascending borders of the bars.
        counts: [b] images in each.
        relevant: [b] relevant ones; None where there are no labels.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    relevant: tuple[int, ...] | None = None

    def above(self, edge: int) -> tuple[int, int | None]:
        """How many images, and how many relevant ones, score at least the border of that number."""
        relevant = None if self.relevant is None else sum(self.relevant[edge:])
        return sum(self.counts[edge:]), relevant

    def edge_of(self, least: float | None) -> int:
        """The border nearest to a score; 0 for none."""
        if least is None or not self.edges:
            return 0
        return min(range(len(self.edges) - 1), key=lambda number: abs(self.edges[number] - least))


def round_numbers(low: float, high: float, most: int) -> list[float]:
    """Numbers of few digits from `low` to `high`, at most so many, evenly spaced by 1, 2 or 5 of some power of ten."""
    if not high > low:
        return [low]
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * digit for digit in (1, 2, 5, 10) if power * digit >= rough)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(number * step, 12) for number in range(first, last + 1)]


class ScorePlot(QWidget):
    """Bars by score, the relevant part of each in another colour; drag the line, or move it by the arrow keys.

    Heights grow with the root of the counts: the few best would not be seen beside the thousands of others.

    Signals:
        cut(object): the list is to hold images of at least this score alone; None for all.

    Attributes:
        spread: what is drawn; None for nothing.
        edge: number of the border at which the threshold stands, 0 where all are listed.
    """

    cut = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.spread: Spread | None = None
        self.edge = 0
        self._bars = _Bars(self)
        self._told = ElidedLabel()
        self._told.setObjectName("muted")
        self._told.setContentsMargins(8, 2, 8, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bars, 1)
        layout.addWidget(self._told)
        self.setFocusProxy(self._bars)

    @property
    def told(self) -> str:
        """What is said of the threshold."""
        return self._told.whole

    def show_spread(self, spread: Spread | None, least: float | None, title: str = "") -> None:
        """Show another list's scores, cut at `least`."""
        self.spread = spread
        self.edge = 0 if spread is None else spread.edge_of(least)
        self._bars.setAccessibleName(tr("Scores of {title}", title=title) if title else tr("Scores"))
        self._tell()

    def move_to(self, edge: int) -> None:
        """Put the threshold at another border."""
        if self.spread is None or not self.spread.counts:
            return
        edge = min(max(edge, 0), len(self.spread.counts) - 1)
        if edge != self.edge:
            self.edge = edge
            self._tell()
            self.cut.emit(self.spread.edges[edge] if edge else None)

    def _tell(self) -> None:
        spread = self.spread
        if spread is None or not spread.counts:
            self._told.set_whole("")
        elif not self.edge:
            self._told.set_whole(
                tr("All {whole:,} images are listed; drag the line to cut the list.", whole=sum(spread.counts))
            )
        else:
            number, relevant = spread.above(self.edge)
            parts = [
                tr(
                    "From {score:.3f} up: {number:,} of {whole:,} images",
                    score=spread.edges[self.edge],
                    number=number,
                    whole=sum(spread.counts),
                )
            ]
            parts += (
                []
                if relevant is None
                else [tr("{relevant:,} of {whole:,} relevant", relevant=relevant, whole=sum(spread.relevant or ()))]
            )
            self._told.set_whole(", ".join(parts))
        self._bars.setAccessibleDescription(self._told.whole)
        self._bars.update()


class _Bars(QWidget):
    def __init__(self, plot: ScorePlot) -> None:
        super().__init__(plot)
        self._plot = plot
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(180, 110)
        self.setToolTip(tr("Drag the line, or press ← →, to cut the list; Home lists everything"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = theme.colours()
        painter.fillRect(self.rect(), QColor(c.surface))
        spread = self._plot.spread
        if spread is None or not spread.counts:
            return
        room = QRectF(self.rect()).adjusted(_LEFT, _ABOVE, -_LEFT, -_BELOW)
        width = room.width() / len(spread.counts)
        for place in range(len(spread.counts)):
            self._draw_bar(painter, room, place, spread)
        painter.setPen(QColor(c.strong_border))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        self._draw_axis(painter, room, spread)
        self._draw_threshold(painter, room, width)
        if self.hasFocus():
            painter.setPen(QColor(c.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _draw_bar(self, painter: QPainter, room: QRectF, place: int, spread: Spread) -> None:
        c = theme.colours()
        count, relevant = spread.counts[place], 0 if spread.relevant is None else spread.relevant[place]
        width = room.width() / len(spread.counts)
        height = room.height() * (count / max(spread.counts)) ** 0.5
        bar = QRectF(room.left() + place * width + 0.5, room.bottom() - height, max(width - 1, 1), height)
        painter.setOpacity(1.0 if place >= self._plot.edge else 0.35)
        painter.fillRect(bar, QColor(c.faint))
        if relevant:
            part = height * relevant / count
            painter.fillRect(QRectF(bar.left(), bar.bottom() - part, bar.width(), part), QColor(c.good))
        painter.setOpacity(1.0)

    def _draw_axis(self, painter: QPainter, room: QRectF, spread: Spread) -> None:
        painter.setPen(QColor(theme.colours().muted))
        low, high = spread.edges[0], spread.edges[-1]
        for score in round_numbers(low, high, max(2, int(room.width() / _APART))):
            x = room.left() + room.width() * (score - low) / (high - low)
            painter.drawLine(QLineF(x, room.bottom(), x, room.bottom() + 3))
            told = QRectF(x - _APART / 2, room.bottom() + 4, _APART, _BELOW - 4)
            painter.drawText(told, Qt.AlignmentFlag.AlignHCenter, f"{score:.6g}")
        above, legend = QRectF(room.left(), 5, room.width(), 20), 0
        if spread.relevant is not None:
            legend = painter.fontMetrics().horizontalAdvance(tr("■ relevant  ■ others")) + 12
        told = tr("over the score; heights by the square root, up to {most:,} images", most=max(spread.counts))
        told = painter.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, int(above.width()) - legend)
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft, told)
        if spread.relevant is not None:
            painter.drawText(above, Qt.AlignmentFlag.AlignRight, tr("■ relevant  ■ others"))
            others = painter.fontMetrics().horizontalAdvance(tr("■ others"))
            whole = painter.fontMetrics().horizontalAdvance(tr("■ relevant  ■ others"))
            for colour, back in ((theme.colours().good, whole), (theme.colours().faint, others)):
                painter.setPen(QColor(colour))
                painter.drawText(
                    QRectF(above.right() - back, above.top(), 20, above.height()), Qt.AlignmentFlag.AlignLeft, "■"
                )

    def _draw_threshold(self, painter: QPainter, room: QRectF, width: float) -> None:
        x = room.left() + self._plot.edge * width
        painter.setPen(QPen(QColor(theme.colours().accent), 2))
        painter.drawLine(int(x), int(room.top() - 8), int(x), int(room.bottom() + 2))
        painter.setBrush(QColor(theme.colours().accent))
        painter.drawEllipse(QRectF(x - 5, room.top() - 13, 10, 10))

    def _move_to(self, x: float) -> None:
        spread = self._plot.spread
        if spread is not None and spread.counts:
            width = (self.width() - 2 * _LEFT) / len(spread.counts)
            self._plot.move_to(round((x - _LEFT) / max(width, 1e-9)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: 5, Qt.Key.Key_PageDown: -5}
        if event.key() in steps:
            self._plot.move_to(self._plot.edge + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self._plot.move_to(0)
        else:
            super().keyPressEvent(event)
