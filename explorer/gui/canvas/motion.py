"""Points that glide from where they were to where they are."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

MILLISECONDS = 320
"""Long enough to follow a picture with the eyes, short enough not to be waited for."""

Places = NDArray[np.float32]


class Motion:
    """One movement at a time."""

    def __init__(self, parent: QObject, show: Callable[[Places], None], ended: Callable[[], None]) -> None:
        """Args: whose life it shares; shows places [m, 2] on the way; is called when they have come."""
        self._show = show
        self._ended = ended
        self._begin = self._goal = np.empty((0, 2), np.float32)
        self._animation = QVariantAnimation(parent)
        self._animation.setDuration(MILLISECONDS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(ended)

    @property
    def moves(self) -> bool:
        """Whether it is on its way."""
        return self._animation.state() == QVariantAnimation.State.Running

    def run(self, begin: Places, goal: Places) -> None:
        """Move from some places to others, [m, 2] each."""
        self._animation.stop()
        self._begin, self._goal = begin, goal
        self._animation.start()

    def finish(self) -> None:
        """Be there now."""
        if self.moves:
            self._animation.stop()
            self._show(self._goal)
            self._ended()

    def _step(self, share: float) -> None:
        self._show((self._begin + np.float32(share) * (self._goal - self._begin)).astype(np.float32))
