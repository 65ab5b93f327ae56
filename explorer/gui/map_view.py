"""The map of the whole collection: every image a point or a picture, the query and its results marked."""

from collections.abc import Callable, Generator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap, QPolygonF

from explorer.gui.canvas import colours, marks
from explorer.gui.canvas.declutter import apart
from explorer.gui.canvas.hover_card import Thumbnails
from explorer.gui.canvas.lasso import encircled
from explorer.gui.canvas.map_facts import MOST_JUMPS, draw_jumps, draw_ties, jump_pen, query_place
from explorer.gui.canvas.point_index import PointIndex
from explorer.gui.canvas.splat import splat
from explorer.gui.canvas.viewport import Viewport
from explorer.gui.language import mark_text, tr
from explorer.gui.map_colours import ColouredPlane
from explorer.protocol.ids import NO_IMAGE, Ids

_EMPTY = mark_text("The map appears here as soon as the images are embedded.")
MOST_PICTURES = 2_000
"""With more images in view their pictures would say nothing; they come in over the last quarter of this."""
_SIDES = ((250, 60), (900, 44), (MOST_PICTURES, 32))
"""Side of a picture in pixels by the images in view."""
_GAP = 4
_SHARP = 50_000
"""So many points are drawn with all pixels of the screen; more at one a logical pixel, in a quarter of the time."""
_LARGEST = 9.0
"""Diameter of a point in pixels where there is room."""
_COVERED = 0.25
"""Share of the plane that points cover until they have that size."""
_VISIBLE = 380.0
"""A point's least diameter is this over the square root of their number: 5 pixels for 5,000, 1 from 150,000 on."""
_NUMBERED = 9
"""So many first results bear their rank."""
PLACING = 5
"""By so many first results a query is placed that has no point of its own."""


class MapView(ColouredPlane):
    """Points that are a density when far, discs when near, pictures when few; results and query over them.

    Signals, beside those of `ColouredPlane`:
        lassoed(Ids): ascending ids of the images that were encircled; none when that was taken back.

    Attributes:
        pictures: whether pictures are shown where few images are in view.
        pictured: rows whose pictures are shown.
        placed: where a query is drawn that has no point of its own; None where it has one, or nothing is known.
        lasso_armed: whether a drag encircles, without Shift.
    """

    lassoed = Signal(object)

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str] = str) -> None:
        super().__init__(thumbnails, describe, empty=tr(_EMPTY))
        self.pictures = True
        self.placed: NDArray[np.float32] | None = None
        self.lasso_armed = False
        self.scores: tuple[float, ...] = ()
        self._thumbnails = thumbnails
        self._queries: Ids = np.empty(0, np.int64)
        self._ranked: Ids = np.empty(0, np.int64)
        self._marked_rows: NDArray[np.int64] = np.empty(0, np.int64)
        self.pictured: NDArray[np.int64] = np.empty(0, np.int64)
        self._side, self._opacity = 0, 0.0
        self._marks_number = 0
        self._layer: tuple[object, QPixmap] = (None, QPixmap())
        self._line: NDArray[np.float64] = np.empty((0, 2))
        self._drawing = False
        thumbnails.ready.connect(self._thumbnail_arrived)

    def set_points(self, ids: Ids, positions: NDArray[np.floating]) -> None:
        """Show a collection, without labels.

        Args:
            ids: [n] image ids.
            positions: [n, 2] of the map, finite.
        """
        self._forget_colours()
        self._line = np.empty((0, 2))
        self.pictured = np.empty(0, np.int64)
        self._place(ids, positions)
        self.texts.set_caption(
            tr("Drawing {n:,} images…", n=len(self.ids)) if self.busy and self._index is None else ""
        )
        low, high = self._middle()
        self._spread = float(np.prod(np.maximum(high - low, 1e-9)))
        self._mark()
        self.fit()

    def set_on_its_way(self, *, known: bool) -> None:
        """While there is nothing to show: whether a map is there, and only has to be read."""
        self.texts.set_empty_text(tr("The map is being read…") if known else tr(_EMPTY))

    def set_pictures(self, shown: bool) -> None:
        """Whether pictures are shown where few images are in view."""
        self.pictures = shown
        self._redraw()

    def set_marks(self, queries: Sequence[int], ranked: Sequence[int], scores: Sequence[float] = ()) -> None:
        """Mark the members among the queries and the results, best first, with their scores."""
        self._queries = np.array(queries, np.int64)
        ranked_ids = np.array(ranked, np.int64)
        kept = (ranked_ids != NO_IMAGE) & ~np.isin(ranked_ids, self._queries)
        self._ranked = ranked_ids[kept]
        self.scores = tuple(np.array(scores, float)[kept].tolist()) if len(scores) == len(ranked) else ()
        self._mark()
        self.colours_changed.emit()

    def clear_lasso(self) -> None:
        """Take back what was encircled."""
        if len(self._line):
            self._line = np.empty((0, 2))
            self.texts.set_caption("")
            self.lassoed.emit(np.empty(0, np.int64))
            self.update()

    @property
    def ranked(self) -> int:
        """How many results are marked."""
        return len(self._ranked)

    @property
    def stops(self) -> Sequence[int]:
        """The queries and their results."""
        return [*self._queries.tolist(), *self._ranked.tolist()]

    # What is slow to draw

    def _middle(self) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
        """The box of most points: a few far ones say nothing of how much room the others have."""
        if not len(self.positions):
            return np.zeros(2), np.ones(2)
        sample = self.positions[:: max(1, len(self.positions) // 8192)]
        low, high = np.quantile(sample, [0.05, 0.95], axis=0)
        return low, high

    def _indexed(self, index: PointIndex) -> None:
        self.texts.set_caption("")
        self._order_codes(index)
        super()._indexed(index)

    def _diameter(self, scale: float) -> float:
        """Of a point: it depends on the zoom alone, so that panning changes nothing."""
        count = max(len(self.ids), 1)
        wanted = max(np.sqrt(_COVERED * self._spread * scale**2 / count), _VISIBLE / np.sqrt(count))
        return float(np.clip(wanted, 1.0, _LARGEST))

    def _recoloured(self) -> None:
        self._marks_number += 1

    def _render(self, view: Viewport) -> Generator[None, None, QImage]:
        if self._index is None:
            return QImage()
        yield from self._choose_pictures(self._index, view)
        many = len(self.ids) > _SHARP and len(self._index.inside(view.box)) > _SHARP
        yield
        ratio = 1.0 if many else self.devicePixelRatioF()
        device = Viewport(view.x, view.y, view.scale * ratio, view.width * ratio, view.height * ratio)
        return (yield from splat(self._index, self._paint(), device, self._diameter(view.scale) * ratio))

    def _choose_pictures(self, index: PointIndex, view: Viewport) -> Generator[None, None, None]:
        """Whose pictures are shown, how large, and how far they have come in."""
        self.pictured = np.empty(0, np.int64)
        count = len(index.inside(self.view.box))
        yield
        if not self.pictures or count > MOST_PICTURES:
            return
        rows = index.order[index.inside(view.box)].astype(np.int64)
        if self._inside is not None:
            rows = rows[self._inside[rows]]
        side = next(side for most, side in _SIDES if count <= most)
        # Results first, then in an order that looks random but never changes.
        rank = np.full(len(self.ids), len(self.ids), np.int64) if len(self._marked_rows) else None
        if rank is not None:
            rank[self._marked_rows[::-1]] = np.arange(len(self._marked_rows))[::-1]
        shuffled = (self.ids[rows].astype(np.uint64) * np.uint64(2654435761)) & np.uint64(0xFFFFFFFF)
        order = rows[np.lexsort((shuffled, np.zeros(len(rows)) if rank is None else rank[rows]))]
        yield
        self.pictured = apart(self.positions, order, view, side + _GAP)
        self._side = side
        self._opacity = min(1.0, 0.3 + 3.5 * (1 - count / MOST_PICTURES))

    # What is drawn over it

    def _mark(self) -> None:
        rows = self.rows_of(np.concatenate([self._queries, self._ranked]))
        self._marked_rows = rows[rows >= 0]
        self.placed = None if (rows[: len(self._queries)] >= 0).any() else self._place_query(rows[len(self._queries) :])
        self._marks_number += 1
        self.update()

    def _place_query(self, ranked: NDArray[np.int64]) -> NDArray[np.float32] | None:
        """Where a query belongs that has no point of its own: at the mean of its first results."""
        first = ranked[:PLACING]
        scores = np.array(self.scores[:PLACING], np.float64)
        return query_place(self.positions, first[first >= 0], scores[first[: len(scores)] >= 0].tolist())

    def _draw_live(self, painter: QPainter) -> None:
        self._draw_pictures(painter)
        painter.drawPixmap(0, 0, self._results_layer())
        position = self.position_of(self.hovered)
        if position is not None:
            if self.jumps and self.facts is not None:
                own = self.facts.jumps_of(int(self.rows_of(np.array([self.hovered]))[0]))
                draw_jumps(painter, self.view, self.positions, own, jump_pen(pointed=True))
            shown = (self.ids[self.pictured] == self.hovered).any()
            marks.draw_ring(painter, self.view.pixel(position), self._side * 1.25 if shown else 18)
        self._draw_lasso(painter)

    def _draw_pictures(self, painter: QPainter) -> None:
        painter.setOpacity(self._opacity)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        coloured = self._has_labels()
        pixels = self.view.pixels(self.positions[self.pictured])
        reach = self._side
        seen = (pixels > -reach).all(axis=1) & (pixels < (self.width() + reach, self.height() + reach)).all(axis=1)
        for row, (x, y) in zip(self.pictured[seen].tolist(), pixels[seen].tolist(), strict=True):
            pixmap = self._thumbnails.pixmap(int(self.ids[row]), self._side)
            if pixmap is None:
                continue
            size = pixmap.deviceIndependentSize()
            at = QPointF(x - size.width() / 2, y - size.height() / 2).toPoint()
            painter.drawPixmap(at, pixmap)
            if coloured:
                painter.setPen(QPen(self._label_colour(row), 2))
                painter.drawRoundedRect(at.x(), at.y(), int(size.width()), int(size.height()), 3, 3)
        painter.setOpacity(1.0)

    def _results_layer(self) -> QPixmap:
        """Results and queries as one picture, which only another view or other results change: hovering does not."""
        ratio = self.devicePixelRatioF()
        key = (self.view, ratio, self._marks_number, self.palette().cacheKey())
        if key != self._layer[0]:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_results(painter)
            painter.end()
            self._layer = (key, picture)
        return self._layer[1]

    def _draw_results(self, painter: QPainter) -> None:
        """Neighbours that lie apart; discs or rings, the best last and with their rank; then the query."""
        if self.jumps and self.facts is not None:
            draw_jumps(painter, self.view, self.positions, self.facts.jumps[:MOST_JUMPS], jump_pen(pointed=False))
        rows = self.rows_of(self._ranked)
        pixels = self.view.pixels(self.positions[rows.clip(0)]) if len(self.ids) else np.empty((0, 2))
        seen = (pixels > -9).all(axis=1) & (pixels < (self.width() + 9, self.height() + 9)).all(axis=1) & (rows >= 0)
        painter.setFont(marks.badge_font(self.font()))
        by_label = self._has_labels()
        for rank in reversed(np.flatnonzero(seen).tolist()):
            at = QPointF(*pixels[rank])
            text = str(rank + 1) if rank < _NUMBERED else ""
            if by_label:
                marks.draw_result_ring(painter, at, text, self._label_ink(int(rows[rank])))
            else:
                marks.draw_result_disc(painter, at, text, self._result_colour(rank))
        for row in self.rows_of(self._queries).tolist():
            if row >= 0:
                marks.draw_star(painter, self.view.pixel(self.positions[row]), 25)
        if self.placed is not None:
            at, first = self.view.pixel(self.placed), rows[:PLACING]
            draw_ties(painter, self.view, at, self.positions[first[first >= 0]])
            marks.draw_star(painter, at, 25, hollow=True)

    def _result_colour(self, rank: int) -> QColor:
        if self.mode == "score" and self.scores:
            best, worst = max(self.scores), min(self.scores)
            return colours.ramp((best - self.scores[rank]) / ((best - worst) or 1.0))
        return colours.ramp(rank / max(len(self._ranked) - 1, 1))

    def _draw_lasso(self, painter: QPainter) -> None:
        if len(self._line) < 2:
            return
        fill = marks.accent()
        fill.setAlpha(30)
        painter.setPen(QPen(marks.accent(), 1.8, Qt.PenStyle.DashLine))
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF([QPointF(*at) for at in self.view.pixels(self._line)]))

    def _thumbnail_arrived(self, image: int) -> None:
        if len(self.pictured) and (self.ids[self.pictured] == image).any():
            self.update()

    def _lines(self, image: int) -> list[str]:
        lines = super()._lines(image)
        place = np.flatnonzero(self._ranked == image)
        if image in self._queries:
            lines.append(tr("query"))
        elif len(place):
            score = tr(" · score {score:.3f}", score=self.scores[place[0]]) if self.scores else ""
            lines.append(tr("rank {value}{score}", value=place[0] + 1, score=score))
        row = int(self.rows_of(np.array([image]))[0])
        return lines + (self.facts.lines(row) if self.facts is not None and row >= 0 else [])

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to encircle, with Shift or the lasso chosen."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() == Qt.MouseButton.LeftButton and (shift or self.lasso_armed) and len(self.ids):
            self._drawing = True
            self._line = np.array([self.view.position(event.position())])
            self.setCursor(Qt.CursorShape.CrossCursor)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the line."""
        if not self._drawing:
            super().mouseMoveEvent(event)
            return
        self._line = np.vstack([self._line, self.view.position(event.position())])
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what is inside the line."""
        if not self._drawing:
            super().mouseReleaseEvent(event)
            return
        self._drawing = False
        self.unsetCursor()
        rows = encircled(self._index, self._line) if self._index is not None else np.empty(0, np.int64)
        if not len(rows):
            self.clear_lasso()
            return
        ids = self.ids[rows]
        self.texts.set_caption(tr("{n:,} images encircled · Esc takes it back", n=len(ids)))
        self.lassoed.emit(ids if self._by_id is None else np.sort(ids))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what was encircled."""
        if event.key() == Qt.Key.Key_Escape and len(self._line):
            self.clear_lasso()
        else:
            super().keyPressEvent(event)
