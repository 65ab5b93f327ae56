"""How files and pictures come into the window: dialogs, clipboard, drops."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMainWindow

from explorer.collection.formats import EXTENSIONS
from explorer.gui import dropping
from explorer.gui.address_dialog import AddressDialog
from explorer.gui.background import Background
from explorer.gui.drop_overlay import ADD, LESS, LINK, OPEN, SEARCH, Action, DropOverlay, Zone
from explorer.gui.language import tr
from explorer.gui.query_editor import QueryEditor
from explorer.protocol.query import Term

_DRAGS = {QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop}


class Intake(QObject):
    """Takes what the person gives: images go to the query, folders and feature files are told.

    Signals:
        collection_given(Place): open this.
        hot(bool): something that can be dropped hangs over a window without a collection, or no longer.
        refused(str): one sentence on why nothing was done.

    Attributes:
        overlay: shows what a drag can do where a collection is open.
    """

    collection_given = Signal(object)
    hot = Signal(bool)
    refused = Signal(str)

    def __init__(self, window: QMainWindow, queries: QueryEditor, background: Background) -> None:
        super().__init__(window)
        self._window = window
        self._queries = queries
        self._background = background
        self._kind: dropping.Kind | None = None
        self.overlay = DropOverlay(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def pick_folder(self) -> None:
        """Ask for a folder of images."""
        folder = QFileDialog.getExistingDirectory(self._window, tr("Open a folder of images"))
        if folder:
            self.collection_given.emit(Path(folder))

    def pick_features(self) -> None:
        """Ask for a file of features."""
        kinds = " ".join(f"*{suffix}" for suffix in sorted(dropping.FEATURE_SUFFIXES))
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open features"), filter=tr("Features ({kinds})", kinds=kinds)
        )
        if name:
            self.collection_given.emit(Path(name))

    def ask_address(self) -> None:
        """Ask for the address of what lies in a store."""
        dialog = AddressDialog(self._window)
        dialog.given.connect(self.collection_given.emit)
        dialog.show()

    def pick_images(self) -> None:
        """Ask for images to search with."""
        kinds = " ".join(f"*{suffix}" for suffix in sorted(EXTENSIONS))
        names, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Search with images"), filter=tr("Images ({kinds})", kinds=kinds)
        )
        self._queries.give(dropping.file_terms([Path(name) for name in names]), "search")

    def paste(self) -> None:
        """Take what is on the clipboard; words are searched for where that can be done."""
        data = QGuiApplication.clipboard().mimeData()  # None where the clipboard is empty
        if data is not None and self.take(data):
            return
        words = data.text().strip() if data is not None and data.hasText() else ""
        if words and self._queries.knows_words:
            self._queries.search_words(words)
        else:
            self.refused.emit(tr("There is no image on the clipboard; copy an image or an image file first."))

    def take(self, data: QMimeData, action: Action = "search") -> bool:
        """Do what a drop or a paste means; False where it means nothing."""
        dropped = dropping.understand(data)
        if dropped.collection is not None:
            self.collection_given.emit(dropped.collection)
        elif dropped.picture is not None:
            self._take_picture(dropped.picture, action)
        elif dropped.refusal:
            self.refused.emit(dropped.refusal)
        else:
            self._queries.give(dropped.terms, action)
        return dropped.useful

    def _take_picture(self, picture: QImage, action: Action) -> None:
        """Give a picture a file first, on a thread."""

        def give(path: Path) -> None:
            self._queries.give((Term("file", str(path)),), action)

        self._background.run(lambda: dropping.kept_picture(picture), give, self.refused.emit)

    # Drags

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The whole window takes drops."""
        if event.type() not in _DRAGS:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.DragLeave:
            self._end()
        else:
            self._drag(event)
        return True

    def _drag(self, event: Any) -> None:
        """Follow a drag, and take what is let go."""
        if event.type() == QEvent.Type.DragEnter:
            self._begin(event)
            if self._kind is not None:
                event.acceptProposedAction()
            else:
                event.ignore()
            return
        action = self._action_at(event)
        if event.type() == QEvent.Type.Drop:
            self._end()
            if action != "none":
                self.take(event.mimeData(), action)
        if action == "none":
            event.ignore()
        else:
            event.acceptProposedAction()

    def _begin(self, event: QDropEvent) -> None:
        self._kind = dropping.kind_of(event.mimeData())
        if self._kind is None:
            return
        if not self._queries.can_ask:
            self.hot.emit(True)
            return
        self.overlay.show_zones(self._zones(), self._area(), band=event.source() is not None)
        self.overlay.hover(event.position().toPoint())

    def _zones(self) -> list[Zone]:
        if self._kind == "images":
            return [SEARCH, ADD, LESS] if self._queries.terms else [SEARCH]
        return [OPEN] if self._kind == "collection" else [LINK]

    def _area(self) -> QRect:
        """Where zones are shown: the middle of the window and its panels."""
        top = self._window.menuWidget()
        above = top.geometry().bottom() + 1 if top is not None and top.isVisible() else 0
        bar = self._window.statusBar()
        below = bar.height() if bar.isVisible() else 0
        return self._window.rect().adjusted(0, above, 0, -below)

    def _action_at(self, event: QDropEvent) -> Action:
        if self.overlay.isVisible():
            return self.overlay.hover(event.position().toPoint())
        return "none" if self._kind is None else "search"

    def _end(self) -> None:
        self._kind = None
        self.overlay.hide()
        self.hot.emit(False)
