"""The first page: what this is, where to drop something, what was open before."""

import logging
from pathlib import Path

from PySide6.QtCore import QMargins, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from explorer.gui import theme
from explorer.gui.background import Background
from explorer.gui.language import tr
from explorer.gui.recent import RecentCard, RecentFacts
from explorer.gui.settings import RecentCollection

log = logging.getLogger(__name__)

WIDTH = 700
SHOWN = 6
"""Recent collections on the page; the menu has more."""


class WelcomePage(QWidget):
    """Drop zone, buttons and recent collections.

    Signals:
        folder_wanted(), features_wanted(), demo_wanted(): a button was pressed.
        recent_chosen(object): the path of a recent collection.
        recent_removed(object): the path of one that shall be forgotten.
    """

    folder_wanted = Signal()
    features_wanted = Signal()
    demo_wanted = Signal()
    recent_chosen = Signal(object)
    recent_removed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._background: Background | None = None
        self._recent: dict[Path, RecentCard] = {}
        title = QLabel("Retrieval Explorer")
        title.setObjectName("hero")
        subtitle = QLabel(
            tr(
                "Compare how retrieval methods rank your images, side by side, and see why.\nEverything "
                "stays on this computer; your files are only read.",
            )
        )
        subtitle.setObjectName("muted")
        self.zone = DropZone()
        self.zone.folder.clicked.connect(self.folder_wanted)
        self.zone.features.clicked.connect(self.features_wanted)
        self.zone.demo.clicked.connect(self.demo_wanted)
        self._heading = QLabel(tr("Recent collections"))
        self._heading.setObjectName("heading")
        self._cards = QGridLayout()
        self._cards.setSpacing(8)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._find_facts)
        body = QWidget()
        body.setMaximumWidth(WIDTH)
        body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(body)
        column.setSpacing(12)
        for widget, below in ((title, 0), (subtitle, 10), (self.zone, 16), (self._heading, 0)):
            column.addWidget(widget)
            column.addSpacing(below)
        column.addLayout(self._cards)
        self._lay_out(body)

    def show_recent(self, collections: list[RecentCollection]) -> None:
        """List these collections."""
        while item := self._cards.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        self._recent = {collection.path: RecentCard(collection) for collection in collections[:SHOWN]}
        self._heading.setVisible(bool(collections))
        for place, (path, card) in enumerate(self._recent.items()):
            card.chosen.connect(lambda path=path: self.recent_chosen.emit(path))
            card.removed.connect(lambda path=path: self.recent_removed.emit(path))
            self._cards.addWidget(card, place // 2, place % 2)
        for column in range(2):  # a card that stands alone is as wide as those in pairs
            self._cards.setColumnStretch(column, 1)
        self._look.start(0)

    def look_up(self, background: Background) -> None:
        """Tell more of the recent collections from now on: what is found out on the thread, once the window stands."""
        self._background = background
        self._look.start(0)

    def leave_room(self, below: int) -> None:
        """Keep so many pixels at the lower edge free of content, for what lies over the page."""
        self._rows.setContentsMargins(self._margins + QMargins(0, 0, 0, below))

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        self.zone.refresh_icons()
        for card in self._recent.values():
            card.refresh_icons()

    def _lay_out(self, body: QWidget) -> None:
        inside = QWidget()
        inside.setObjectName("welcome")
        rows = self._rows = QVBoxLayout(inside)
        self._margins = rows.contentsMargins()
        rows.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(body, 20)
        middle.addStretch(1)
        rows.addLayout(middle)
        rows.addStretch(3)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _find_facts(self) -> None:
        if self._background is None:
            return
        for path, card in self._recent.items():

            def show(facts: RecentFacts, path: Path = path, card: RecentCard = card) -> None:
                if self._recent.get(path) is card:
                    card.show_facts(facts)

            self._background.run(lambda path=path: _facts_of(path), show, log.warning)


def _facts_of(path: Path) -> RecentFacts:
    from explorer.gui.recent_facts import facts_of  # imports more than the first picture of the window has time for

    return facts_of(path)


class DropZone(QFrame):
    """The field that lights up when something is dragged over the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dropZone")
        self.setMinimumHeight(230)
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = QLabel(tr("Drop a folder of images or a feature file here"))
        text.setObjectName("title")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.folder = QPushButton(tr("Open folder…"))
        self.folder.setObjectName("primary")
        self.features = QPushButton(tr("Open features…"))
        self.demo = QPushButton(tr("Try the demo"))
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for button in (self.folder, self.features, self.demo):
            button.setIconSize(QSize(18, 18))
            buttons.addWidget(button)
        buttons.addStretch(1)
        kinds = QLabel(tr("JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF · .npz with features and labels"))
        kinds.setObjectName("muted")
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        for widget in (self._sign, text):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addWidget(kinds)
        layout.addStretch(1)
        self.refresh_icons()

    def set_hot(self, hot: bool) -> None:
        """Light up while something that can be dropped is over the window."""
        self.setProperty("hot", "true" if hot else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        c = theme.colours()
        self._sign.setPixmap(theme.pixmap("drop", 44, c.accent, self.devicePixelRatioF()))
        self.folder.setIcon(theme.icon("folder", c.on_accent))
        self.features.setIcon(theme.icon("features"))
        self.demo.setIcon(theme.icon("demo", c.accent))
