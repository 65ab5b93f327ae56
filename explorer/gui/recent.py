"""The collections that were open before, as cards of the welcome page."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from explorer.gui import theme
from explorer.gui.elided import ElidedLabel
from explorer.gui.language import tr, tr_count
from explorer.gui.settings import RecentCollection

MOSAIC = 64
"""Side of the four pictures of a card in logical pixels."""
PICTURES = 4


@dataclass(frozen=True, eq=False)
class RecentFacts:
    """What can be told of a collection without opening it.

    Attributes:
        images: how many it holds; None where it was never read.
        read: when something was last read or made of it.
        trouble: one sentence on why it cannot be opened; empty where it can.
        pictures: some of it, at most four.
        note: in place of number and day, where they are not known.
    """

    images: int | None = None
    read: datetime | None = None
    trouble: str = ""
    pictures: tuple[QImage, ...] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """The facts in one line."""
        if self.trouble or self.note:
            return self.trouble or self.note
        if self.images is None or self.read is None:
            return tr("Not read yet")
        day = day_text(self.read, datetime.now().astimezone().date())
        return tr_count("{n:,} image · {day}", "{n:,} images · {day}", self.images, day=day)


def day_text(moment: datetime, today: date) -> str:
    """A day as people say it."""
    days = (today - moment.date()).days
    if days < 1:
        return tr("today {time}", time=f"{moment:%H:%M}")
    if days == 1:
        return tr("yesterday")
    return tr("{days} days ago", days=days) if days < 7 else f"{moment:%Y-%m-%d}"


class RecentCard(QWidget):
    """A collection that was open before: some of its pictures, title, path, number of images, day.

    Signals:
        chosen(): it shall be opened.
        removed(): it shall be forgotten.
    """

    chosen = Signal()
    removed = Signal()

    def __init__(self, collection: RecentCollection) -> None:
        super().__init__()
        self._collection = collection
        self._facts = RecentFacts()
        self.button = QPushButton()
        self.button.setObjectName("recent")
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setFixedHeight(MOSAIC + 20)
        self.button.setToolTip(str(collection.path))
        self.button.setAccessibleName(tr("Open {title}", title=collection.title))
        self.button.clicked.connect(self.chosen)
        self._mosaic = QLabel()
        self._mosaic.setFixedSize(MOSAIC, MOSAIC)
        self._title = ElidedLabel(collection.title)
        self._title.setObjectName("title")
        self._path = ElidedLabel()
        self._path.set_whole(shortened(collection.path), Qt.TextElideMode.ElideMiddle)
        self._text = ElidedLabel("…")
        self._remove = QToolButton()
        self._remove.setIconSize(QSize(12, 12))
        self._remove.setToolTip(tr("Remove from this list; nothing is deleted"))
        self._remove.setAccessibleName(tr("Remove {title} from the list", title=collection.title))
        self._remove.clicked.connect(self.removed)
        self._lay_out()
        self.refresh_icons()

    def show_facts(self, facts: RecentFacts) -> None:
        """Show what was found out."""
        self._facts = facts
        self._text.set_whole(facts.text)
        self._title.setEnabled(not facts.trouble)
        self.button.setAccessibleName(
            tr(
                "Open {title}, {words}, {path}",
                title=self._collection.title,
                words=facts.text,
                path=self._collection.path,
            )
        )
        self.refresh_icons()

    def refresh_icons(self) -> None:
        """Draw the pictures in the colours of the theme."""
        self._remove.setIcon(theme.icon("close"))
        kind = "features" if str(self._collection.path).lower().endswith((".npz", ".npy", ".safetensors")) else "folder"
        sign = "warning" if self._facts.trouble else kind
        self._mosaic.setPixmap(mosaic(self._facts.pictures, sign, self.devicePixelRatioF()))

    def _lay_out(self) -> None:
        for label in (self._path, self._text):
            label.setObjectName("muted")
        for label in (self._mosaic, self._title, self._path, self._text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lines = QVBoxLayout()
        lines.setSpacing(3)
        lines.addStretch(1)
        for label in (self._title, self._text, self._path):
            lines.addWidget(label)
        lines.addStretch(1)
        inside = QHBoxLayout(self.button)
        inside.setContentsMargins(9, 9, 30, 9)
        inside.setSpacing(12)
        inside.addWidget(self._mosaic)
        inside.addLayout(lines, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        self._remove.setParent(self)
        self._remove.setFixedSize(22, 22)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button that removes in the corner."""
        super().resizeEvent(event)
        self._remove.move(self.width() - self._remove.width() - 5, 5)
        self._remove.raise_()


def mosaic(pictures: tuple[QImage, ...], sign: str, ratio: float) -> QPixmap:
    """Four pictures in a square with round corners; one picture alone where there are fewer, or else a sign."""
    c = theme.colours()
    result = QPixmap(QSize(MOSAIC, MOSAIC) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    edge = QPainterPath()
    edge.addRoundedRect(QRectF(0, 0, MOSAIC, MOSAIC), 8, 8)
    painter.setClipPath(edge)
    painter.fillRect(0, 0, MOSAIC, MOSAIC, QColor(c.tile))
    if not pictures:
        size = 28
        painter.drawPixmap(QPointF((MOSAIC - size) / 2, (MOSAIC - size) / 2), theme.pixmap(sign, size, c.muted, ratio))
    across = 2 if len(pictures) == PICTURES else 1
    side = (MOSAIC - (across - 1)) / across
    for place, picture in enumerate(pictures[: across * across]):
        row, column = divmod(place, across)
        painter.drawImage(QRectF(column * (side + 1), row * (side + 1), side, side), picture, _square(picture))
    painter.end()
    return result


def _square(picture: QImage) -> QRectF:
    """The middle of a picture."""
    side = min(picture.width(), picture.height())
    return QRectF((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)


def shortened(path: Path) -> str:
    """A path with `~` for the user's own folder."""
    home, text = str(Path.home()), str(path)
    return f"~{text[len(home) :]}" if text.startswith(home + os.sep) else text
