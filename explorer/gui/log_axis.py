"""An axis of powers whose numbers people can read."""

import pyqtgraph as pg

_TOLD = ("1", "2", "5")
"""Numbers that begin with another digit would stand on each other."""


class LogAxis(pg.AxisItem):
    """Writes 1, 2, 5, 10, 20 instead of powers of ten, and plain numbers where it is not logarithmic."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.enableAutoSIPrefix(False)

    def logTickStrings(self, values: list[float], _scale: float, _spacing: float) -> list[str]:
        """Called by the library with the powers."""
        texts = [f"{10**value:.6g}" for value in values]
        return [text if text.lstrip("0.")[:1] in _TOLD else "" for text in texts]
