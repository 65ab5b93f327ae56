"""One picture that can be zoomed and panned; two of them can look through the same camera."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from explorer.gui import picture_cards, theme
from explorer.gui.catalogue import CatalogueView
from explorer.gui.dragging import drag_pixmap, images_mime
from explorer.gui.language import tr
from explorer.gui.pictures import Picture, Pictures
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tiles import PICTURE
from explorer.protocol.ids import NO_IMAGE

FIT_ENLARGES = 4.0
"""So many device pixels a pixel at most when a small image is fitted."""
LARGEST = 32.0
"""So many device pixels a pixel when zoomed in as far as it goes."""
STEP = 1.25
MARGIN = 14
BLOCKS_FROM = 6.0
"""From so many device pixels a pixel on, pixels are drawn as blocks: whoever zooms so far wants to see them."""


class Camera(QObject):
    """Where one looks: shared by two pictures, so that both show the same part.

    Signals:
        moved(): zoom or centre changed.

    Attributes:
        zoom: against the fitted picture, 1 = fitted.
        x, y: the middle of the view as fractions of width and height.
    """

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.zoom, self.x, self.y = 1.0, 0.5, 0.5

    def fit(self) -> None:
        """Look at all of it, as large as there is room."""
        self.look(1.0, 0.5, 0.5)

    def look(self, zoom: float, x: float, y: float) -> None:
        """Look elsewhere."""
        if (zoom, x, y) != (self.zoom, self.x, self.y):
            self.zoom, self.x, self.y = zoom, x, y
            self.moved.emit()


@dataclass(frozen=True)
class Subject:
    """What is shown.

    Attributes:
        image: its id; `NO_IMAGE` for a file from outside.
        path: its file; None where there are features alone.
        title: label or name.
        name: file name.
    """

    image: int
    path: Path | None
    title: str
    name: str


class PictureView(QWidget):
    """Shows a subject: its thumbnail at once, the picture when it is decoded, or why there is none.

    Signals:
        menu_wanted(list, QPoint): what can be done with the image is asked for, at that place of the screen.
        scale_changed(): it is shown larger or smaller, or in more detail.
    """

    menu_wanted = Signal(object, object)
    scale_changed = Signal()

    def __init__(self, pictures: Pictures, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._thumbnails = thumbnails
        self._catalogue = CatalogueView.empty()
        self._subject: Subject | None = None
        self._facts: list[tuple[str, str]] = []
        self._pressed: QPointF | None = None
        self.camera = Camera(self)
        self.camera.moved.connect(self._camera_moved)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(90, 90)
        self.setMouseTracking(False)
        pictures.ready.connect(self._picture_ready)
        thumbnails.ready.connect(self._thumbnail_ready)

    def look_through(self, camera: Camera) -> None:
        """Look through another camera from now on."""
        self.camera.moved.disconnect(self._camera_moved)
        self.camera = camera
        camera.moved.connect(self._camera_moved)
        self.update()

    def show_subject(self, subject: Subject | None, catalogue: CatalogueView, facts: list[tuple[str, str]]) -> None:
        """Show something else; `facts` stand on the card of what has no picture."""
        self._subject, self._catalogue = subject, catalogue
        told = () if subject is None else (subject.title, subject.name)
        self._facts = [(name, value) for name, value in facts if value not in told]
        self.setAccessibleName(
            "" if subject is None else tr("Picture of {title}, {name}", title=subject.title, name=subject.name)
        )
        self._want()
        self.update()

    @property
    def picture(self) -> Picture | None:
        """What is decoded of the subject so far."""
        path = None if self._subject is None else self._subject.path
        return None if path is None else self._pictures.picture(path)

    @property
    def scale(self) -> float:
        """Device pixels a pixel of the original; 1 = 100 %."""
        picture = self.picture
        return 1.0 if picture is None else self._fit(picture.size) * self._bounded(self.camera.zoom)

    def detail_facts(self) -> list[tuple[str, str]]:
        """What is to be said where a picture is too large to be shown in all its detail."""
        picture = self.picture
        if picture is None or picture.detail > 0.99 or self.scale <= picture.detail * 1.02:
            return []
        return [(tr("Detail"), tr("{share:.0f} % of the pixels of this very large image", share=100 * picture.detail))]

    # Zooming

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom, keeping what lies at a point of the widget where it is (its middle by default)."""
        picture = self.picture
        if picture is None:
            return
        at = at or QPointF(self.rect().center())
        before = self._target(picture.size)
        fraction = QPointF((at.x() - before.x()) / before.width(), (at.y() - before.y()) / before.height())
        zoom = self._bounded(self.camera.zoom * factor)
        size = self._size(picture.size, zoom)
        middle = QRectF(self.rect()).center()
        self.camera.look(
            zoom,
            _clamped(fraction.x() - (at.x() - middle.x()) / size.width(), self.width(), size.width()),
            _clamped(fraction.y() - (at.y() - middle.y()) / size.height(), self.height(), size.height()),
        )

    def show_all_pixels(self) -> None:
        """100 %: one device pixel a pixel."""
        self.zoom_to(1.0)

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Show it at so many device pixels a pixel."""
        self.zoom_by(scale / self.scale, at)

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by logical pixels."""
        picture = self.picture
        if picture is None:
            return
        size = self._size(picture.size, self._bounded(self.camera.zoom))
        x = _clamped(self.camera.x - dx / size.width(), self.width(), size.width())
        y = _clamped(self.camera.y - dy / size.height(), self.height(), size.height())
        self.camera.look(self.camera.zoom, x, y)

    # Geometry

    def _area(self) -> tuple[int, int]:
        """Device pixels that a fitted picture may fill."""
        ratio = self.devicePixelRatioF()
        return max(1, round((self.width() - 2 * MARGIN) * ratio)), max(1, round((self.height() - 2 * MARGIN) * ratio))

    def _fit(self, size: tuple[int, int]) -> float:
        width, height = self._area()
        return min(width / size[0], height / size[1], FIT_ENLARGES)

    def _bounded(self, zoom: float) -> float:
        picture = self.picture
        if picture is None:
            return zoom
        fit = self._fit(picture.size)
        return min(max(zoom, min(1.0, 1 / fit)), max(LARGEST / fit, 1.0))

    def _size(self, size: tuple[int, int], zoom: float) -> QRectF:
        scale = self._fit(size) * zoom / self.devicePixelRatioF()
        return QRectF(0, 0, size[0] * scale, size[1] * scale)

    def _target(self, size: tuple[int, int]) -> QRectF:
        """Where the whole picture lies, in logical pixels, reaching beyond the widget where it is zoomed in."""
        box = self._size(size, self._bounded(self.camera.zoom))
        x = _clamped(self.camera.x, self.width(), box.width())
        y = _clamped(self.camera.y, self.height(), box.height())
        middle = QRectF(self.rect()).center()
        box.moveTopLeft(QPointF(middle.x() - x * box.width(), middle.y() - y * box.height()))
        return box

    def _movable(self) -> bool:
        picture = self.picture
        if picture is None:
            return False
        size = self._size(picture.size, self._bounded(self.camera.zoom))
        return size.width() > self.width() or size.height() > self.height()

    # What arrives

    def _want(self) -> None:
        subject = self._subject
        if subject is None or subject.path is None:
            return
        picture = self.picture
        zoomed = picture is not None and self.scale > picture.detail * 1.02
        self._pictures.want(subject.path, subject.name, None if zoomed else self._area())

    def _camera_moved(self) -> None:
        self._want()
        self.update()
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._movable() else Qt.CursorShape.ArrowCursor)
        self.scale_changed.emit()

    def _picture_ready(self, path: Path) -> None:
        if self._subject is not None and path == self._subject.path:
            self._want()
            self.update()
            self.scale_changed.emit()

    def _thumbnail_ready(self, image: int) -> None:
        if self._subject is not None and image == self._subject.image and self.picture is None:
            self.update()

    # Drawing

    def _draw_picture(self, painter: QPainter, picture: Picture) -> None:
        target = self._target(picture.size)
        if self.camera.zoom == 1.0:  # between two pixels it would be blurred
            target.moveTopLeft(QPointF(target.topLeft().toPoint()))
        level = picture.level(self.scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.scale < BLOCKS_FROM)
        shown = target.intersected(QRectF(self.rect()))
        across, down = level.width() / target.width(), level.height() / target.height()
        source = QRectF(
            (shown.x() - target.x()) * across,
            (shown.y() - target.y()) * down,
            shown.width() * across,
            shown.height() * down,
        )
        painter.drawImage(shown, level, source)

    def _draw_waiting(self, painter: QPainter, subject: Subject) -> None:
        """The thumbnail in place of the picture, or an empty frame while even that is missing."""
        pixmap = self._thumbnails.pixmap(subject.image, PICTURE) if subject.image != NO_IMAGE else None
        if pixmap is None:
            painter.setPen(QColor(theme.colours().muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Loading…"))
            return
        size = pixmap.deviceIndependentSize()
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        scale = min(room.width() / size.width(), room.height() / size.height())
        target = QRectF(0, 0, size.width() * scale, size.height() * scale)
        target.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))

    # Qt's own

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(640, 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the best there is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.colours().sunken))
        subject = self._subject
        if subject is None:
            return
        if subject.path is None:
            picture_cards.draw_features_card(painter, self.rect().toRectF(), subject.title, subject.name, self._facts)
        elif (picture := self.picture) is not None:
            self._draw_picture(painter, picture)
        elif fault := self._pictures.fault(subject.path):
            picture_cards.draw_fault_card(painter, self.rect().toRectF(), subject.name, fault, str(subject.path))
        else:
            self._draw_waiting(painter, subject)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger view may need more detail."""
        super().resizeEvent(event)
        self._want()
        self.scale_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the pointer is."""
        turned = event.angleDelta().y() / 120
        if turned:
            self.zoom_by(STEP**turned, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to pan, or to drag the image out."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            if self._movable():
                self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan where there is something to pan; else (or with Ctrl) drag the image out to other programs."""
        if self._pressed is None:
            return
        moved = event.position() - self._pressed
        if self._movable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pan(moved.x(), moved.y())
            self._pressed = event.position()
        elif moved.manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._drag_out()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """The pan is over."""
        self._pressed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor if self._movable() else Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change between all of it and 100 %."""
        if abs(self.camera.zoom - 1.0) > 1e-3:
            self.camera.fit()
        else:
            self.zoom_to(1.0 if self.scale < 0.99 else 2 * self.scale, event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the image."""
        if self._subject is not None and self._subject.image != NO_IMAGE:
            self.menu_wanted.emit([self._subject.image], event.globalPos())

    def _drag_out(self) -> None:
        subject = self._subject
        if subject is None or subject.image == NO_IMAGE:
            return
        drag = QDrag(self)
        drag.setMimeData(images_mime([subject.image], self._catalogue))
        drag.setPixmap(drag_pixmap([subject.image], self._thumbnails, self.devicePixelRatioF()))
        drag.exec(Qt.DropAction.CopyAction)


def _clamped(middle: float, view: float, size: float) -> float:
    """The middle of the view as a fraction of the picture, so that no empty margin is shown beside a large one."""
    half = view / (2 * size)
    return 0.5 if half >= 0.5 else min(max(middle, half), 1 - half)
