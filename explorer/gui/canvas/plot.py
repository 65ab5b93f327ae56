"""The plane on which the map and the graph are drawn: pan, zoom, hover and click, with no axes of its own."""

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.gui.canvas.grid_index import GridIndex
from explorer.gui.canvas.hover_card import HoverCard, Thumbnails
from explorer.protocol.ids import NO_IMAGE, Ids

_REACH = 14
"""How near, in pixels, the pointer must come to a point."""

_MARGIN = 34
"""Pixels around the outermost points: half a thumbnail, and the caption."""


class PlotPane(QWidget):
    """A pannable, zoomable plane of images.

    Signals:
        image_hovered(int): the image under the pointer, -1 when it leaves.
        image_clicked(int): the image that was clicked or chosen by Enter.

    Attributes:
        ids: [n] image ids of the points on the plane.
        positions: [n, 2] where they are.
    """

    image_hovered = Signal(int)
    image_clicked = Signal(int)

    def __init__(self, thumbnails: Thumbnails, describe: Callable[[int], str], *, empty: str) -> None:
        """Build an empty plane.

        Args:
            thumbnails: of the hover card.
            describe: one short line about an image.
            empty: what stands in the middle while there is nothing to draw.
        """
        super().__init__()
        self.ids: Ids = np.empty(0, np.int64)
        self.positions: NDArray[np.float64] = np.empty((0, 2))
        self._describe = describe
        self._index = GridIndex(self.positions)
        self._hovered = NO_IMAGE
        self.plot = pg.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.hideAxis("left")
        self.plot.hideAxis("bottom")
        self.plot.setAspectLocked(True)
        self.plot.setMouseTracking(True)
        self.plot.viewport().installEventFilter(self)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty = QLabel(empty, self.plot, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setObjectName("emptyState")
        self._caption = QLabel("", self.plot)
        self._caption.setObjectName("plotCaption")
        self._caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._card = HoverCard(self, thumbnails)
        self._pressed: QPoint | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self.setMinimumSize(220, 160)
        self._apply_palette()

    @property
    def hovered(self) -> int:
        """The image that is marked as hovered, here or elsewhere; -1 for none."""
        return self._hovered

    def set_caption(self, text: str) -> None:
        """The small line in the lower left corner that says what is drawn."""
        self._caption.setText(text)
        self._place_labels()

    def set_hovered(self, image_id: int) -> None:
        """Mark an image that is hovered elsewhere; -1 for none."""
        if image_id != self._hovered:
            self._hovered = image_id
            self._hover_changed()

    def fit(self) -> None:
        """Show everything, with room for the marks around the outermost points and for the caption."""
        if not len(self.positions):
            return
        low, high = self.positions.min(axis=0), self.positions.max(axis=0)
        size = np.maximum((self.plot.width(), self.plot.height()), 1)
        margin = np.maximum(high - low, 1e-6) * _MARGIN / np.maximum(size - 2 * _MARGIN, _MARGIN)
        low, high = low - margin, high + margin
        self.plot.setRange(xRange=(low[0], high[0]), yRange=(low[1], high[1]), padding=0)

    def position_of(self, image_id: int) -> NDArray[np.float64] | None:
        """Where an image is, None if it is not on the plane."""
        rows = np.flatnonzero(self.ids == image_id)
        return self.positions[rows[0]] if len(rows) else None

    def _place(self, ids: Ids, positions: NDArray[np.floating]) -> None:
        """Take new points."""
        self.ids = np.asarray(ids, np.int64)
        self.positions = np.asarray(positions, np.float64).reshape(-1, 2)
        self._index = GridIndex(self.positions)
        self._hovered = NO_IMAGE
        self._card.hide()
        self._empty.setVisible(len(self.ids) == 0)

    def _hover_changed(self) -> None:
        """Redraw what depends on the hovered image; for the subclass."""

    def _palette_changed(self) -> None:
        """Redraw what depends on light or dark; for the subclass."""

    def _apply_palette(self) -> None:
        self.plot.setBackground(self.palette().color(QPalette.ColorRole.Base))
        self._palette_changed()

    def _image_at(self, at: QPointF) -> int:
        view = self.plot.getViewBox()
        point = view.mapSceneToView(self.plot.mapToScene(at.toPoint()))
        width, height = view.viewPixelSize()
        row = self._index.nearest(point.x(), point.y(), (width * _REACH, height * _REACH))
        return NO_IMAGE if row is None else int(self.ids[row])

    def _pointer_moved(self, event: QMouseEvent) -> None:
        if event.buttons() != Qt.MouseButton.NoButton:
            self._card.hide()
            return
        image_id = self._image_at(event.position())
        if image_id != self._hovered:
            self.set_hovered(image_id)
            self.image_hovered.emit(image_id)
        self.plot.viewport().setCursor(
            Qt.CursorShape.ArrowCursor if image_id == NO_IMAGE else Qt.CursorShape.PointingHandCursor
        )
        if image_id == NO_IMAGE:
            self._card.hide()
        else:
            self._card.show_image(image_id, self._describe(image_id), event.position().toPoint())

    def _pointer_left(self) -> None:
        self._card.hide()
        if self._hovered != NO_IMAGE:
            self.set_hovered(NO_IMAGE)
            self.image_hovered.emit(NO_IMAGE)

    def _released(self, event: QMouseEvent) -> None:
        still = self._pressed is not None and (event.position().toPoint() - self._pressed).manhattanLength() < 4
        self._pressed = None
        if still and event.button() == Qt.MouseButton.LeftButton:
            image_id = self._image_at(event.position())
            if image_id != NO_IMAGE:
                self.image_clicked.emit(image_id)

    def _place_labels(self) -> None:
        self._empty.setGeometry(self.plot.rect().adjusted(16, 16, -16, -16))
        self._caption.adjustSize()
        self._caption.move(8, self.plot.height() - self._caption.height() - 6)

    # Qt overrides

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        """Follow the pointer over the plot without taking anything away from it."""
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self._pointer_moved(event)
        elif kind == QEvent.Type.Leave:
            self._pointer_left()
        elif kind == QEvent.Type.MouseButtonPress:
            self._pressed = event.position().toPoint()
        elif kind == QEvent.Type.MouseButtonRelease:
            self._released(event)
        elif kind == QEvent.Type.MouseButtonDblClick and self._image_at(event.position()) == NO_IMAGE:
            self.fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, + and - zoom, Home shows everything, Enter chooses the hovered image."""
        view = self.plot.getViewBox()
        (left, right), (bottom, top) = view.viewRange()
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        key = event.key()
        if key in steps:
            dx, dy = steps[key]
            view.translateBy(x=dx * (right - left) / 10, y=dy * (top - bottom) / 10)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            view.scaleBy([1.25 if key == Qt.Key.Key_Minus else 0.8] * 2)
        elif key == Qt.Key.Key_Home:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._hovered != NO_IMAGE:
            self.image_clicked.emit(self._hovered)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the overlaid texts in place."""
        super().resizeEvent(event)
        self._place_labels()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._apply_palette()
