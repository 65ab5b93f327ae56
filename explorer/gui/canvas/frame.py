"""The picture of the slow part of a plane, made somewhat larger than the view, so that panning only moves it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage, QPainter

from explorer.gui.canvas.steps import Steps, Stepwise
from explorer.gui.canvas.viewport import Viewport

_AROUND = 0.25
"""How much further than the view a picture reaches on each side, as a share of the view."""
_EDGE = 0.06
"""So much before the picture's edge comes into view, the next is begun."""


@dataclass(frozen=True)
class Frame:
    """A finished picture, and what it shows."""

    image: QImage
    view: Viewport


class Frames:
    """Keeps a picture that covers the view.

    While the next is being made the last is drawn, moved and stretched; it is finished even if the view has moved on,
    as otherwise a person who keeps turning the wheel would never see one.
    """

    def __init__(self, parent: QObject, render: Callable[[Viewport], Stepwise], changed: Callable[[], None]) -> None:
        self._render = render
        self._changed = changed
        self._steps = Steps(parent)
        self._frame: Frame | None = None
        self._outdated = True
        self._view = Viewport()

    @property
    def busy(self) -> bool:
        """Whether a picture is being made."""
        return self._steps.busy

    @property
    def view(self) -> Viewport | None:
        """What the last picture shows; None where there is none."""
        return self._frame.view if self._frame is not None else None

    def clear(self) -> None:
        """Forget the picture, because it shows something else."""
        self._steps.cancel()
        self._frame, self._outdated = None, True

    def redraw(self) -> None:
        """The same points look different now; the picture is shown until the next is there."""
        self._outdated = True
        if self._steps.busy:
            self._steps.cancel()
        self.follow(self._view)

    def follow(self, view: Viewport) -> None:
        """Have a picture made if the last does not cover the view."""
        self._view = view
        if not self._steps.busy and (self._outdated or self._is_stale()):
            wanted = view.resized(view.width * (1 + 2 * _AROUND), view.height * (1 + 2 * _AROUND))
            self._outdated = False
            self._steps.run(self._render(wanted), lambda image: self._finished(image, wanted))

    def finish(self) -> None:
        """Make the picture now."""
        self._steps.finish()

    def draw(self, painter: QPainter) -> None:
        """Draw the picture where it belongs in the view."""
        if self._frame is None or self._frame.image.isNull():
            return
        area = self._view.area_of(self._frame.view)
        if abs(self._frame.view.scale / self._view.scale - 1) < 1e-9:
            painter.drawImage(area.topLeft().toPoint(), self._frame.image)
        else:
            painter.drawImage(area, self._frame.image)

    def _is_stale(self) -> bool:
        if self._frame is None or self._frame.view.scale != self._view.scale:
            return True
        margin = 1 + 2 * _EDGE
        return not self._frame.view.contains(self._view.resized(self._view.width * margin, self._view.height * margin))

    def _finished(self, image: QImage, view: Viewport) -> None:
        image.setDevicePixelRatio(image.width() / view.width if view.width else 1.0)
        self._frame = Frame(image, view)
        self._changed()
        self.follow(self._view)
