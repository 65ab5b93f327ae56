"""A code drawn as a bar of bits, and where it differs from another."""

from math import ceil

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter

from explorer.gui import theme
from explorer.gui.codes import Bits

LINE = 13
"""Height of one line of bits in logical pixels."""
BETWEEN = 2
_LEAST = 3.0
"""Least width of a bit; where a line is too short for all, there are several."""
_BYTE = 8
_BYTE_GAP = 2.0
_EQUAL = 0.5
"""Share of the line's height that bits take which do not differ; so colour is not all that tells them apart."""


def per_line(bits: int, width: float) -> int:
    """How many bits stand in a line: all, or as many whole bytes as there is room for."""
    room = int(width // (_BYTE * _LEAST + _BYTE_GAP)) * _BYTE
    lines = ceil(bits / max(room, _BYTE))
    return min(bits, ceil(bits / lines / _BYTE) * _BYTE)


def bar_size(bits: int, width: float) -> QSize:
    """What a code takes of this width."""
    lines = -(-bits // per_line(bits, width))
    return QSize(int(width), lines * (LINE + BETWEEN) - BETWEEN)


def draw_bar(painter: QPainter, place: QRectF, code: Bits, other: Bits | None = None) -> None:
    """Draw a code from the upper left corner of a place on.

    Ones are dark and zeros light; bits in which it differs from the other code are coloured and twice as high.

    Args:
        painter: at work.
        place: where; its width says how many bits stand in a line.
        code: [bits].
        other: [bits] of the code that it is compared with; None to draw all bits alike.
    """
    c = theme.colours()
    one, zero, changed = QColor(c.text), QColor(c.border), QColor(c.bad)
    faint = QColor(c.bad)
    faint.setAlpha(110)
    columns = per_line(len(code), place.width())
    gaps = max(0, -(-columns // _BYTE) - 1) * _BYTE_GAP
    step = (place.width() - gaps) / columns
    inner = max(step - (1.0 if step >= _LEAST + 1 else 0.5), 1.0)
    differs = np.zeros(len(code), np.bool_) if other is None else code != other
    for bit, (value, differing) in enumerate(zip(code.tolist(), differs.tolist(), strict=True)):
        line, column = divmod(bit, columns)
        x = place.left() + column * step + column // _BYTE * _BYTE_GAP
        top = place.top() + line * (LINE + BETWEEN)
        full = differing or other is None
        height = LINE if full else LINE * _EQUAL
        colour = (changed if value else faint) if differing else (one if value else zero)
        painter.fillRect(QRectF(x, top + (LINE - height) / 2, inner, height), colour)
