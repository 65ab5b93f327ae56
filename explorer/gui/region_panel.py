"""The panel in which a region of a query's image is drawn, beside the results that follow it."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from explorer.collection.decode import decode
from explorer.gui import images, theme
from explorer.gui.background import Background
from explorer.gui.catalogue import CatalogueView
from explorer.gui.elided import ElidedLabel
from explorer.gui.language import tr
from explorer.gui.region_canvas import RegionCanvas
from explorer.gui.region_shape import percent_text
from explorer.protocol.query import Region, Term

STACKED = 640
"""In a narrower window the panel stands above the results."""
SHARES = {Qt.Orientation.Horizontal: 0.32, Qt.Orientation.Vertical: 0.45}
"""The panel's part of the window at first."""
SIDE = 1100
"""Longer side in pixels of the picture that is drawn on."""


class RegionPanel(QFrame):
    """Shows one image large, and tells which part of it shall be searched for.

    Signals:
        drawn(Term, object): search for another region of this term's image; None for the whole.
        opened(): the panel is shown.
        closed(): the panel is hidden.

    Attributes:
        term: whose image is shown; None while nothing is.
    """

    drawn = Signal(object, object)
    opened = Signal()
    closed = Signal()

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.setObjectName("regionPanel")
        self._background = background
        self.term: Term | None = None
        self._in_query = False
        self._title = ElidedLabel()
        self._title.setObjectName("title")
        self._close = QToolButton()
        self._close.setIconSize(QSize(14, 14))
        self._close.setAccessibleName(tr("Close the region"))
        self._close.setToolTip(tr("Close (Esc); the region stays in the query"))
        self._close.clicked.connect(self.close_panel)
        self.canvas = RegionCanvas()
        self.canvas.changed.connect(self._show_region)
        self.canvas.settled.connect(self._tell)
        self._text = ElidedLabel()
        self._text.setObjectName("muted")
        self.whole = QPushButton(tr("Whole image"))
        self.whole.setToolTip(tr("Search for all of it again (Delete)"))
        self.whole.clicked.connect(self.canvas.clear)
        self._lay_out()
        self.setMinimumSize(220, 200)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        foot = QHBoxLayout()
        foot.addWidget(self._text, 1)
        foot.addWidget(self.whole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 8, 10)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(foot)

    def open_term(self, term: Term, catalogue: CatalogueView, *, in_query: bool) -> None:
        """Show the image of a term.

        Args:
            term: a member or a file.
            catalogue: where members have their files.
            in_query: whether it is searched for already; then the panel closes when it is no more.
        """
        member = int(term.value) if term.kind == "member" else None
        name = Path(str(term.value)).name if member is None else catalogue.describe(member)
        path = Path(str(term.value)) if member is None else catalogue.path(member)
        self.term, self._in_query = term, in_query
        self._close.setIcon(theme.icon("close"))
        self._title.set_whole(tr("Part of {name}", name=name), Qt.TextElideMode.ElideMiddle)
        self.canvas.show_picture(None, tr("Loading…"))
        self.canvas.set_region(term.region)
        self._show_region(term.region)
        self.show()
        self.opened.emit()
        self.canvas.setFocus()
        if path is None:
            self._cannot(tr("This image has no file, so no part of it can be searched for."))
        else:
            self._background.run(lambda: _load(path), lambda image: self._loaded(term, image), self._cannot)

    def follow(self, terms: tuple[Term, ...]) -> None:
        """Show what became of the region; close where the image is no longer searched for."""
        if self.term is None:
            return
        same = [term for term in terms if (term.kind, term.value) == (self.term.kind, self.term.value)]
        if not same:
            if self._in_query:
                self.close_panel()
            return
        self._in_query = True
        self.term = next((term for term in same if term.region == self.canvas.region), same[0])
        if not self.canvas.is_drawing:
            self.canvas.set_region(self.term.region)

    def close_panel(self) -> None:
        """Hide it; the region stays in the query."""
        self.term = None
        self.canvas.show_picture(None)
        self.hide()
        self.closed.emit()

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        self._close.setIcon(theme.icon("close"))

    def _loaded(self, term: Term, image: QImage) -> None:
        if self.term is not None and (self.term.kind, self.term.value) == (term.kind, term.value):
            self.canvas.show_picture(image)

    def _cannot(self, sentence: str) -> None:
        self.canvas.show_picture(None, sentence)

    def _show_region(self, region: Region | None) -> None:
        whole = percent_text(region)
        self._text.set_whole(tr("Draw a rectangle") if region is None else whole.partition(",")[0])
        self._text.setToolTip(whole)
        self.whole.setEnabled(region is not None)

    def _tell(self, region: Region | None) -> None:
        if self.term is not None:
            self.drawn.emit(self.term, region)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)


class BesideRegion(QSplitter):
    """The region and what follows it: side by side, or one above the other where the window is narrow."""

    def __init__(self, region: RegionPanel, content: QWidget) -> None:
        super().__init__()
        self.setChildrenCollapsible(False)
        self.addWidget(region)
        self.addWidget(content)
        self._shared = False
        region.opened.connect(self._share)

    def _share(self) -> None:
        """Give the region its part when it is first shown; afterwards the person's own division stays."""
        if not self._shared:
            self._shared = True
            part = SHARES[self.orientation()]
            extent = self.width() if self.orientation() == Qt.Orientation.Horizontal else self.height()
            self.setSizes([int(part * extent), int((1 - part) * extent)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where that gives both more room."""
        narrow = self.width() < STACKED
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self._shared = False
        super().resizeEvent(event)


def _load(path: Path) -> QImage:
    image = images.from_pillow(decode(path, size=SIDE))
    return images.reduced(image, SIDE) if max(image.width(), image.height()) > SIDE else image
