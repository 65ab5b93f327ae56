"""The bar above the content: where the query stands, and how one asks for another."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QToolButton

from explorer.gui import images, theme
from explorer.gui.background import Background
from explorer.gui.catalogue import CatalogueView
from explorer.gui.elided import ElidedLabel
from explorer.gui.thumbnails import Thumbnails, load_file
from explorer.protocol.query import Query, Term

CHIP_PICTURE = 38


class QueryBar(QFrame):
    """Chips of the query, and the actions beside them.

    Signals:
        removed(int): take away the term at that place.
        label_column_chosen(str): judge relevance by this column.
    """

    removed = Signal(int)
    label_column_chosen = Signal(str)

    def __init__(
        self, thumbnails: Thumbnails, background: Background, left: list[QAction], right: list[QAction]
    ) -> None:
        super().__init__()
        self.setObjectName("queryBar")
        self._thumbnails = thumbnails
        self._background = background
        self._chips: list[Chip] = []
        self._hint = ElidedLabel("Drop an image anywhere, paste one, or double-click a picture to search for it")
        self._hint.setObjectName("muted")
        self._labels_text = QLabel("Relevant by")
        self._labels_text.setObjectName("muted")
        self._labels = QComboBox()
        self._labels.setAccessibleName("Column that tells what is relevant")
        self._labels.setToolTip("An image is relevant where it shares this label with the query")
        self._labels.textActivated.connect(self.label_column_chosen)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._row.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(4)
        self._add_buttons(layout, left)
        layout.addSpacing(6)
        layout.addWidget(self._hint, 1)
        layout.addLayout(self._row, 1)
        layout.addSpacing(10)
        layout.addWidget(self._labels_text)
        layout.addWidget(self._labels)
        layout.addSpacing(6)
        self._add_buttons(layout, right)
        self.setMinimumHeight(CHIP_PICTURE + 22)
        thumbnails.ready.connect(self._thumbnail_ready)
        self.show_label_columns([], "")

    def show_query(self, query: Query | None, catalogue: CatalogueView) -> None:
        """Show the terms of the query as chips."""
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        self._thumbnails.set_outside(None)
        terms = query.terms if query is not None else ()
        self._hint.setVisible(not terms)
        for place, term in enumerate(terms):
            chip = Chip(term, _term_title(term, catalogue), removable=len(terms) > 1)
            chip.removed.connect(lambda place=place: self.removed.emit(place))
            self._chips.append(chip)
            self._row.insertWidget(place, chip)
            self._load(chip)

    def show_label_columns(self, names: list[str], chosen: str) -> None:
        """Offer these columns as labels; nothing is shown where there is no choice."""
        self._labels.clear()
        self._labels.addItems(names)
        self._labels.setCurrentText(chosen)
        for widget in (self._labels, self._labels_text):
            widget.setVisible(len(names) > 1)

    def _add_buttons(self, layout: QHBoxLayout, actions: list[QAction]) -> None:
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(20, 20))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if action.isCheckable():
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setMinimumWidth(button.sizeHint().width())
            layout.addWidget(button)

    def _load(self, chip: "Chip") -> None:
        if chip.term.kind == "member":
            chip.set_picture(self._thumbnails.pixmap(int(chip.term.value), CHIP_PICTURE))
            chip.show_picture(not self._thumbnails.is_missing(int(chip.term.value)))
            return
        path = Path(str(chip.term.value))

        def show(image: QImage | None) -> None:
            if image is not None and chip in self._chips:
                ratio = self.devicePixelRatioF()
                pixmap = QPixmap.fromImage(images.fitted(image, round(CHIP_PICTURE * ratio)))
                pixmap.setDevicePixelRatio(ratio)
                chip.set_picture(pixmap)
                self._thumbnails.set_outside(image if len(self._chips) == 1 else None)

        self._background.run(lambda: load_file(path), show, lambda _: None)

    def _thumbnail_ready(self, image: int) -> None:
        for chip in self._chips:
            if chip.term.kind == "member" and int(chip.term.value) == image:
                chip.set_picture(self._thumbnails.pixmap(image, CHIP_PICTURE))
                chip.show_picture(not self._thumbnails.is_missing(image))


class Chip(QFrame):
    """One term of the query: picture and name.

    Signals:
        removed(): the person takes it away.
    """

    removed = Signal()

    def __init__(self, term: Term, title: str, *, removable: bool) -> None:
        super().__init__()
        self.setObjectName("chip")
        self.term = term
        self._picture = QLabel()
        self._picture.setMinimumSize(CHIP_PICTURE, CHIP_PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = ElidedLabel()
        self._name.setMaximumWidth(230)
        self._name.set_whole(title, Qt.TextElideMode.ElideMiddle)
        self.setToolTip(title)
        self.setAccessibleName(f"Query: {title}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 3, 10, 3)
        layout.setSpacing(8)
        layout.addWidget(self._picture)
        layout.addWidget(self._name)
        if removable:
            remove = QToolButton()
            remove.setIcon(theme.icon("close"))
            remove.setIconSize(QSize(13, 13))
            remove.setAccessibleName(f"Remove {title} from the query")
            remove.clicked.connect(self.removed)
            layout.addWidget(remove)

    def set_picture(self, pixmap: QPixmap | None) -> None:
        """Show the picture once it is there."""
        if pixmap is not None:
            self._picture.setPixmap(pixmap)

    def show_picture(self, visible: bool) -> None:
        """Leave room for a picture, or not where there is none."""
        self._picture.setVisible(visible)


def _term_title(term: Term, catalogue: CatalogueView) -> str:
    if term.kind == "member":
        return catalogue.describe(int(term.value))
    return Path(str(term.value)).name if term.kind == "file" else str(term.value)
