"""How many images lie at each Hamming distance, and how precise and complete the ball is by its radius."""

from math import log1p

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.gui import theme
from explorer.gui.canvas.colours import CATEGORIES
from explorer.gui.codes import CodeView
from explorer.gui.language import tr
from explorer.gui.tiles import bits_text

_LEFT, _RIGHT, _BOTTOM = 12, 36, 36
_LEAST = 60
"""Height of the plot below which the legend is left out."""
_PRECISION, _RECALL = CATEGORIES[0], CATEGORIES[5]


class CodeCounts(QWidget):
    """A bar a distance, on a logarithmic scale; what is relevant is a darker bar in front of it.

    Signals:
        radius_chosen(int): the person clicked or dragged to that distance.
    """

    radius_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._view: CodeView | None = None
        self._radius = 0
        self._pointed = -1
        self.setMouseTracking(True)
        self.setMinimumSize(180, 100)

    def show_codes(self, view: CodeView | None) -> None:
        """Show the rings around another query."""
        self._view = view
        self._pointed = -1
        self.setAccessibleName(tr("Number of images by the bits in which their code differs"))
        self.setAccessibleDescription("" if view is None else view.told(self._radius))
        self.update()

    def set_radius(self, radius: int) -> None:
        """Mark another ball."""
        self._radius = radius
        if self._view is not None:
            self.setAccessibleDescription(self._view.told(radius))
        self.update()

    @property
    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, self._legend_height, -_RIGHT, -_BOTTOM)

    @property
    def _legend_height(self) -> int:
        """Room above the plot; a little where there is none for the legend."""
        lines = 1 + max((line for _, line, _, _ in self._entries()), default=0)
        height = lines * self.fontMetrics().height() + 8
        return height if self.height() - height - _BOTTOM >= _LEAST else 6

    def _entries(self) -> list[tuple[str, int, float, QColor]]:
        """The legend: texts, their lines and places in these, and colours."""
        c = theme.colours()
        entries = [(tr("▮ images (log scale)"), QColor(c.muted))]
        if self._view is not None and self._view.relevant is not None:
            entries += [
                (tr("▮ relevant"), QColor(c.good)),
                (tr("— precision within"), _PRECISION),
                (tr("- - recall within"), _RECALL),
            ]
        placed, x, line = [], float(_LEFT), 0
        for text, colour in entries:
            width = self.fontMetrics().horizontalAdvance(text)
            if x + width > self.width() - 4 and x > _LEFT:
                x, line = float(_LEFT), line + 1
            placed.append((text, line, x, colour))
            x += width + 12
        return placed

    @property
    def _last(self) -> int:
        """The distance at the right end."""
        return max(self._view.farthest, self._radius, 1) if self._view is not None else 1

    def _x(self, distance: float) -> float:
        plot = self._plot
        return plot.left() + (distance + 0.5) * plot.width() / (self._last + 1)

    # Qt's own

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ball, the bars, the curves, and what is told of the distance under the pointer."""
        c, view, plot = theme.colours(), self._view, self._plot
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(c.surface))
        if view is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ball = QRectF(plot.left(), plot.top(), self._x(self._radius + 0.5) - plot.left(), plot.height())
        painter.fillRect(ball, QColor(c.accent_soft))
        self._draw_bars(painter, view, plot)
        self._draw_axes(painter, view, plot)
        if view.relevant is not None:
            self._draw_curve(painter, [view.precision(r) for r in range(self._last + 1)], _PRECISION, dashed=False)
            self._draw_curve(painter, [view.recall(r) for r in range(self._last + 1)], _RECALL, dashed=True)
        painter.setPen(QPen(QColor(c.accent), 2))
        painter.drawLine(ball.topRight(), ball.bottomRight())
        self._draw_legend(painter)

    def _draw_bars(self, painter: QPainter, view: CodeView, plot: QRectF) -> None:
        c = theme.colours()
        most = log1p(max(int(view.rings.max()), 1))
        width = plot.width() / (self._last + 1)
        for counts, colour, share in ((view.rings, c.strong_border, 0.86), (view.relevant, c.good, 0.42)):
            if counts is None:
                continue
            for distance in np.flatnonzero(counts[: self._last + 1]).tolist():
                height = log1p(int(counts[distance])) / most * plot.height()
                bar = QRectF(self._x(distance) - width * share / 2, plot.bottom() - height, width * share, height)
                painter.fillRect(bar, QColor(colour))

    def _draw_axes(self, painter: QPainter, view: CodeView, plot: QRectF) -> None:
        c = theme.colours()
        painter.setPen(QPen(QColor(c.strong_border), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(QColor(c.muted))
        metrics = painter.fontMetrics()
        every = next(s for s in (1, 2, 4, 5, 8, 10, 16, 20, 32, 64, 128) if s * plot.width() / (self._last + 1) > 24)
        for distance in range(0, self._last + 1, every):
            label = QRectF(self._x(distance) - 20, plot.bottom() + 2, 40, metrics.height())
            painter.drawText(label, Qt.AlignmentFlag.AlignHCenter, str(distance))
        below = QRectF(plot.left(), plot.bottom() + 1 + metrics.height(), plot.width(), metrics.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, tr("bits that differ"))
        if view.relevant is not None:
            for share in (0.0, 0.5, 1.0):
                y = plot.bottom() - share * plot.height()
                place = QRectF(plot.right() + 4, y - metrics.height() / 2, _RIGHT, metrics.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{share:g}")

    def _draw_curve(self, painter: QPainter, values: list[float | None], colour: QColor, *, dashed: bool) -> None:
        plot, path = self._plot, QPainterPath()
        for radius, value in enumerate(values):
            if value is not None:
                at = QPointF(self._x(radius), plot.bottom() - value * plot.height())
                (path.lineTo if path.elementCount() else path.moveTo)(at)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        painter.drawPath(path)

    def _draw_legend(self, painter: QPainter) -> None:
        """What bars and lines are, where there is room for it."""
        metrics = self.fontMetrics()
        if self._legend_height < metrics.height():
            return
        dark = QColor(theme.colours().surface).lightness() < 128
        for text, line, x, colour in self._entries():
            painter.setPen(colour.lighter(135) if dark else colour)
            painter.drawText(QPointF(x, 4 + line * metrics.height() + metrics.ascent()), text)

    def told(self, distance: int) -> str:
        """One distance in words."""
        view = self._view
        if view is None:
            return ""
        relevant = "" if view.relevant is None else tr(", {relevant:,} relevant", relevant=view.relevant[distance])
        ring = tr(
            "{bits_text}: {images:,} images{relevant}",
            bits_text=bits_text(distance),
            images=view.rings[distance],
            relevant=relevant,
        )
        return tr("{ring}\nwithin: {told}", ring=ring, told=view.told(distance))

    def _distance_at(self, x: float) -> int:
        plot = self._plot
        return int(min(max((x - plot.left()) / plot.width() * (self._last + 1), 0), self._last))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the distance under the pointer; a drag chooses the radius."""
        if self._view is None:
            return
        distance = self._distance_at(event.position().x())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.radius_chosen.emit(distance)
        if distance != self._pointed:
            self._pointed = distance
            self.setToolTip(self.told(distance))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the radius."""
        if self._view is not None and event.button() == Qt.MouseButton.LeftButton:
            self.radius_chosen.emit(self._distance_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self._pointed = -1
