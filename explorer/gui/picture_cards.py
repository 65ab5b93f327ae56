"""What stands in the place of a picture that cannot be shown: a card that says what is known, or why."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from explorer.gui import theme
from explorer.gui.language import tr

SIZE = QSize(420, 300)
MARGIN = 14
ROUND = 14
TITLE, LINE = 32.0, 21.0
"""Heights of the title and of a line, in logical pixels at the usual font size."""


def draw_features_card(painter: QPainter, room: QRectF, title: str, name: str, facts: list[tuple[str, str]]) -> None:
    """A row of a feature file: its label, its name, and what else is known."""
    c = theme.colours()
    card = _card(painter, room, 108 + LINE * len(facts), c.border)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.accent))
    painter.drawRoundedRect(QRectF(card.left() + 20, card.top() + 22, 4, 50), 2, 2)
    inner = card.adjusted(36, 18, -20, -16)
    font, large = painter.font(), painter.font()
    large.setPointSizeF(font.pointSizeF() * 1.6)
    large.setBold(True)
    lines = [(title, large, c.text, TITLE), (name, font, c.muted, LINE + 12)]
    lines += [(f"{key}:  {value}", font, c.text, LINE) for key, value in facts]
    top = inner.top()
    for text, face, colour, height in lines:
        if top + height > inner.bottom() + 2:
            break
        painter.setFont(face)
        painter.setPen(QColor(colour))
        line = QRectF(inner.left(), top, inner.width(), height)
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, fitted)
        top += height


def draw_fault_card(painter: QPainter, room: QRectF, name: str, reason: str, path: str) -> None:
    """A file that cannot be shown: which, why, and where it is expected."""
    c = theme.colours()
    card = _card(painter, room, 190, c.bad)
    sign = theme.pixmap("broken", 40, c.bad, painter.device().devicePixelRatioF())
    painter.drawPixmap(QPointF(card.center().x() - 20, card.top() + 18), sign)
    font, bold = painter.font(), painter.font()
    bold.setBold(True)
    painter.setFont(bold)
    painter.setPen(QColor(c.text))
    title = QRectF(card.left() + 18, card.top() + 66, card.width() - 36, 24)
    middle = Qt.TextElideMode.ElideMiddle
    painter.drawText(
        title,
        Qt.AlignmentFlag.AlignCenter,
        painter.fontMetrics().elidedText(tr("{name} cannot be shown", name=name), middle, int(title.width())),
    )
    painter.setFont(font)
    painter.setPen(QColor(c.muted))
    body = QRectF(title.left(), title.bottom() + 4, title.width(), card.bottom() - title.bottom() - 12)
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    flags = flags | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
    painter.drawText(body, flags, f"{reason}\n{path}")


def _card(painter: QPainter, room: QRectF, height: float, border: str) -> QRectF:
    """An empty card in the middle of the room."""
    card = QRectF(0, 0, min(SIZE.width(), room.width() - 2 * MARGIN), min(height, room.height() - 2 * MARGIN))
    card.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(border), 1))
    painter.setBrush(QColor(theme.colours().surface))
    painter.drawRoundedRect(card, ROUND, ROUND)
    return card
