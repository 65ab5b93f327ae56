"""The first page: what this is, where to drop something, what was open before."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from explorer.gui import theme
from explorer.gui.settings import RecentCollection

WIDTH = 660


class WelcomePage(QWidget):
    """Drop zone, buttons and recent collections.

    Signals:
        folder_wanted(), features_wanted(), demo_wanted(): a button was pressed.
        recent_chosen(object): the path of a recent collection.
    """

    folder_wanted = Signal()
    features_wanted = Signal()
    demo_wanted = Signal()
    recent_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        title = QLabel("Retrieval Explorer")
        title.setObjectName("hero")
        subtitle = QLabel(
            "Compare how retrieval methods rank your images, side by side, and see why.\n"
            "Everything stays on this computer; your files are only read."
        )
        subtitle.setObjectName("muted")
        self.zone = DropZone()
        self.zone.folder.clicked.connect(self.folder_wanted)
        self.zone.features.clicked.connect(self.features_wanted)
        self.zone.demo.clicked.connect(self.demo_wanted)
        self._heading = QLabel("Recent collections")
        self._heading.setObjectName("heading")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(6)
        body = QWidget()
        body.setMaximumWidth(WIDTH)
        body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(body)
        column.setSpacing(12)
        for widget in (title, subtitle, self.zone, self._heading):
            column.addWidget(widget)
        column.addLayout(self._recent)
        rows = QVBoxLayout(self)
        rows.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(body, 20)
        middle.addStretch(1)
        rows.addLayout(middle)
        rows.addStretch(3)

    def show_recent(self, collections: list[RecentCollection]) -> None:
        """List these collections."""
        while item := self._recent.takeAt(0):
            item.widget().deleteLater()
        self._heading.setVisible(bool(collections))
        for collection in collections[:5]:
            self._recent.addWidget(self._button(collection))

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        self.zone.refresh_icons()

    def _button(self, collection: RecentCollection) -> QPushButton:
        button = QPushButton()
        button.setObjectName("recent")
        button.setIcon(theme.icon("folder"))
        home = str(Path.home())
        path = str(collection.path)
        shown = f"~{path[len(home) :]}" if path.startswith(home) else path
        text = f"  {collection.title}    {shown}"
        button.setText(button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, WIDTH - 80))
        button.setToolTip(path)
        button.clicked.connect(lambda: self.recent_chosen.emit(collection.path))
        return button


class DropZone(QFrame):
    """The field that lights up when something is dragged over the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dropZone")
        self.setMinimumHeight(230)
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = QLabel("Drop a folder of images or a feature file here")
        text.setObjectName("title")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.folder = QPushButton("Open folder…")
        self.folder.setObjectName("primary")
        self.features = QPushButton("Open features…")
        self.demo = QPushButton("Try the demo")
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for button in (self.folder, self.features, self.demo):
            button.setIconSize(QSize(18, 18))
            buttons.addWidget(button)
        buttons.addStretch(1)
        kinds = QLabel("JPEG, PNG, WebP, TIFF, BMP, GIF, AVIF · .npz with features and labels")
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
