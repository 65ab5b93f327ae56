"""The plane on which the map and the graph are drawn: pan, zoom, hover, click and keys, with no axes of its own."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from explorer.gui.canvas import marks
from explorer.gui.canvas.frame import Frames
from explorer.gui.canvas.hover_card import HoverCard, Thumbnails
from explorer.gui.canvas.paths import Paths
from explorer.gui.canvas.point_index import PointIndex
from explorer.gui.canvas.steps import Steps, Stepwise
from explorer.gui.canvas.texts import PlaneTexts
from explorer.gui.canvas.viewport import Viewport
from explorer.protocol.ids import NO_IMAGE, Ids

_REACH = 14
"""How near, in pixels, the pointer must come to a point."""
_MARGIN = 30
"""Pixels around the outermost points: half a thumbnail, and the caption."""
_NOTCH = 1.2
"""Change of scale for one notch of the wheel."""
_FARTHEST, _NEAREST = 0.2, 1e5
"""Scales that can be reached, as multiples of the one that shows everything."""
_AT_ONCE = 30_000
"""So many points are sorted at once; more in steps, during which nothing is under the pointer."""
_STILL = 4
"""Pixels that a click may move."""

_SCROLLS = {Qt.Key.Key_Left: (1, 0), Qt.Key.Key_Right: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
_ZOOMS = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8}


class PlotPane(QWidget):
    """A plane of images that can be dragged and zoomed.

    What is slow to draw comes from `_render` and is kept as a picture; what follows the pointer or the results is drawn
    over it in every paint.

    Signals:
        image_hovered(int): the image under the pointer, -1 when it leaves.
        image_clicked(int): the image that was clicked or chosen by Enter.
        viewed(int): Space was pressed on an image: show it large.
        menu_wanted(list[int], QPoint): right click or menu key on an image, and where on the screen.
        view_changed(): another part of the plane is seen.

    Attributes:
        ids: [n] image ids of the points on the plane.
        positions: [n, 2] float32 where they are.
        view: which part is seen.
        texts: what is written on the plane.
        paths: ways through the graph, drawn below the images.
        is_fitted: whether that is everything, also when the size changes.
    """

    image_hovered = Signal(int)
    image_clicked = Signal(int)
    viewed = Signal(int)
    menu_wanted = Signal(object, object)
    view_changed = Signal()

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str], *, empty: str) -> None:
        """Build an empty plane.

        Args:
            thumbnails: of the hover card.
            describe: one short line about an image.
            empty: what stands in the middle while there is nothing to draw.
        """
        super().__init__()
        self.ids: Ids = np.empty(0, np.int64)
        self.positions: NDArray[np.float32] = np.empty((0, 2), np.float32)
        self.view = Viewport()
        self._describe = describe
        self._index: PointIndex | None = None
        self._building = Steps(self)
        self._frames = Frames(self, self._render, self._drawn)
        self._by_id: NDArray[np.int64] | None = None
        self._hovered = NO_IMAGE
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self._overall_scale = 1.0
        self.is_fitted = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(200, 140)
        self.texts = PlaneTexts(self, empty)
        self._card = HoverCard(self, thumbnails)
        self.paths = Paths(self.rows_of)

    @property
    def hovered(self) -> int:
        """The image that is marked as hovered, here or elsewhere; -1 for none."""
        return self._hovered

    @property
    def stops(self) -> Sequence[int]:
        """The images that are visited one after the other by keys; for the subclass."""
        return ()

    @property
    def busy(self) -> bool:
        """Whether points are being sorted or drawn."""
        return self._building.busy or self._frames.busy

    def finish(self) -> None:
        """Sort and draw everything now; for tests, pictures and measurements."""
        self._building.finish()
        self._frames.follow(self.view)
        self._frames.finish()

    def set_hovered(self, image: int) -> None:
        """Mark an image that is hovered elsewhere; -1 for none."""
        if image != self._hovered:
            self._hovered = image
            self._hover_changed()
            self.update()

    def fit(self) -> None:
        """Show everything, with room for the marks around the outermost points and for the caption."""
        if len(self.positions):
            self.view = Viewport.around((*self._low, *self._high), self.width(), self.height(), _MARGIN)
            self._overall_scale = self.view.scale
            self.is_fitted = True
            self._moved()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Enlarge by a factor about a pixel, or about the middle."""
        limits = _FARTHEST * self._overall_scale, _NEAREST * self._overall_scale
        scale = min(max(self.view.scale * factor, limits[0]), limits[1])
        self.view = self.view.zoomed(scale, at if at is not None else QPointF(self.rect().center()))
        self.is_fitted = False
        self._moved()

    def pan(self, right: float, down: float) -> None:
        """Drag the plane by so many pixels."""
        self.view = self.view.moved(right, down)
        self.is_fitted = False
        self._moved()

    def rows_of(self, ids: Ids) -> NDArray[np.int64]:
        """Where images stand in `ids`, -1 for those that are not on the plane."""
        if not len(self.ids):
            return np.full(len(ids), -1, np.int64)
        sorter = self._by_id
        at = np.searchsorted(self.ids, ids, sorter=sorter).clip(max=len(self.ids) - 1)
        rows = at if sorter is None else sorter[at]
        return np.where(self.ids[rows] == ids, rows, -1)

    def position_of(self, image: int) -> NDArray[np.float32] | None:
        """Where an image is, None if it is not on the plane."""
        row = int(self.rows_of(np.array([image]))[0])
        return self.positions[row] if row >= 0 else None

    def pixel_of(self, row: int) -> QPoint:
        """Where a point is seen."""
        return self.view.pixel(self.positions[row]).toPoint()

    # For the subclass

    def _place(self, ids: Ids, positions: NDArray[np.floating]) -> None:
        """Take new points; the view stays."""
        self.ids = np.asarray(ids, np.int64)
        self.positions = np.asarray(positions, np.float32).reshape(-1, 2)
        ascending = len(self.ids) < 2 or bool((self.ids[1:] > self.ids[:-1]).all())
        self._by_id = None if ascending else np.argsort(self.ids, kind="stable")
        if len(self.ids):
            columns = self.positions.T  # numpy needs ten times as long along the axis of length 2
            self._low, self._high = ([float(end(column)) for column in columns] for end in (np.min, np.max))
        self._index = None
        self._frames.clear()
        self._card.hide()
        self.texts.set_empty(empty=len(self.ids) == 0)
        self._building.run(PointIndex.building(self.positions), self._indexed)
        if len(self.ids) <= _AT_ONCE:
            self._building.finish()
        self.update()

    def _indexed(self, index: PointIndex) -> None:
        """The points are sorted; for the subclass to add to."""
        self._index = index
        self._redraw()

    def _render(self, view: Viewport) -> Stepwise:
        """Draw what is slow, for a view somewhat larger than the window's, in steps; returns a `QImage`."""
        raise NotImplementedError

    def _drawn(self) -> None:
        """Another picture is there."""
        self.update()

    def _prominence(self) -> float:
        """Opacity of the picture."""
        return 1.0

    def _draw_live(self, painter: QPainter) -> None:
        """Draw over the picture what changes quickly."""

    def _hover_changed(self) -> None:
        """Another image is hovered."""

    def _lines(self, image: int) -> list[str]:
        """What the hover card says."""
        return [self._describe(image)]

    def _redraw(self) -> None:
        """Points look different now."""
        self._frames.redraw()
        self.update()

    # What follows from what

    def _moved(self) -> None:
        self._frames.follow(self.view)
        self._card.hide()
        self.update()
        self.view_changed.emit()

    def _image_at(self, at: QPointF) -> int:
        if self._index is None:
            return NO_IMAGE
        row = self._index.nearest(*self.view.position(at), _REACH / self.view.scale)
        return NO_IMAGE if row is None else int(self.ids[row])

    def _point_at(self, image: int, at: QPointF) -> None:
        """The pointer, or a key, has come to an image or to none."""
        if image != self._hovered:
            self.set_hovered(image)
            self.image_hovered.emit(image)
        self.setCursor(Qt.CursorShape.ArrowCursor if image == NO_IMAGE else Qt.CursorShape.PointingHandCursor)
        if image == NO_IMAGE:
            self._card.hide()
        else:
            self._card.show_image(image, self._lines(image), at.toPoint())

    def _step(self, by: int) -> None:
        """Go to the next or previous of the stops, and bring it into view."""
        here = [image for image in self.stops if self.position_of(image) is not None]
        if not here:
            return
        place = here.index(self._hovered) + by if self._hovered in here else (0 if by > 0 else -1)
        image = here[place % len(here)]
        at = self.view.pixel(self.position_of(image))
        if not self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN).contains(at.toPoint()):
            self.pan(self.width() / 2 - at.x(), self.height() / 2 - at.y())
            at = self.view.pixel(self.position_of(image))
        self._point_at(image, at)
        self.setAccessibleDescription(", ".join([f"{place % len(here) + 1} of {len(here)}", *self._lines(image)]))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _draw_pointer(self, painter: QPainter) -> None:
        """Where the hovered image lies: an arrow at the border if it is out of view."""
        position = self.position_of(self._hovered)
        if position is not None:
            at = self.view.pixel(position)
            if not self.rect().contains(at.toPoint()):
                marks.draw_arrow(painter, self.rect(), at)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and over it what changes quickly."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Base))
        if not len(self.ids):
            return
        painter.setOpacity(self._prominence())
        self._frames.draw(painter)
        painter.setOpacity(1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paths.draw(painter, self.view, self.positions)
        self._draw_live(painter)
        self._draw_pointer(painter)
        if self.hasFocus() and self.focus_is_shown:
            painter.setPen(QColor(marks.accent()))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    focus_is_shown = False
    """Whether the focus came by a key, so that its frame helps."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self.focus_is_shown = False
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._dragged = event.position()
            self._card.hide()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the plane, or tell which image is under the pointer."""
        at = event.position()
        if self._dragged is None:
            self._point_at(self._image_at(at), at)
            return
        if self._pressed is not None and (at - self._pressed).manhattanLength() < _STILL:
            return
        self._pressed = None
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.pan(at.x() - self._dragged.x(), at.y() - self._dragged.y())
        self._dragged = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag; a press that did not move is a click."""
        clicked = self._pressed is not None and event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._dragged = None
        image = self._image_at(event.position()) if clicked else NO_IMAGE
        if image != NO_IMAGE:
            self.image_clicked.emit(image)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look closer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.zoom(2.0, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        notches = event.angleDelta().y() / 120
        if notches:
            self.zoom(_NOTCH**notches, event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """No image is under the pointer any more."""
        super().leaveEvent(event)
        self._card.hide()
        if self._hovered != NO_IMAGE:
            self.set_hovered(NO_IMAGE)
            self.image_hovered.emit(NO_IMAGE)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the image that is pointed at."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        image = self._hovered if by_key else self._image_at(QPointF(event.pos()))
        position = self.position_of(image)
        if image == NO_IMAGE or position is None:
            return
        at = self.mapToGlobal(self.view.pixel(position).toPoint()) if by_key else event.globalPos()
        self._card.hide()
        self.menu_wanted.emit([image], at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, + and - zoom, 0 shows everything; Page Down and Page Up go through the results."""
        key = event.key()
        if key in _SCROLLS:
            across, down = _SCROLLS[key]
            self.pan(across * self.width() / 10, down * self.height() / 10)
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.fit()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._step(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._hovered != NO_IMAGE:
            (self.viewed if key == Qt.Key.Key_Space else self.image_clicked).emit(self._hovered)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        """Show where the keys go, if they are used."""
        self.focus_is_shown = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        """The keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep showing everything, or the same centre."""
        super().resizeEvent(event)
        self.texts.place()
        self.view = self.view.resized(self.width(), self.height())
        if self.is_fitted:
            self.fit()
        else:
            self._moved()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._redraw()
