"""How files and pictures come into the window: dialogs, clipboard, drops."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from explorer.collection.formats import EXTENSIONS
from explorer.gui import dropping


class Intake(QObject):
    """Takes what the person gives and tells what it means.

    Signals:
        collection_given(Path): open this.
        query_given(Query): search for this.
        hot(bool): something that can be dropped hangs over the window, or no longer.
        refused(str): one sentence on why nothing was done.
    """

    collection_given = Signal(object)
    query_given = Signal(object)
    hot = Signal(bool)
    refused = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def pick_folder(self) -> None:
        """Ask for a folder of images."""
        folder = QFileDialog.getExistingDirectory(self._window, "Open a folder of images")
        if folder:
            self.collection_given.emit(Path(folder))

    def pick_features(self) -> None:
        """Ask for a file of features."""
        kinds = " ".join(f"*{suffix}" for suffix in sorted(dropping.FEATURE_SUFFIXES))
        name, _ = QFileDialog.getOpenFileName(self._window, "Open features", filter=f"Features ({kinds})")
        if name:
            self.collection_given.emit(Path(name))

    def pick_images(self) -> None:
        """Ask for images to search with."""
        kinds = " ".join(f"*{suffix}" for suffix in sorted(EXTENSIONS))
        names, _ = QFileDialog.getOpenFileNames(self._window, "Search with images", filter=f"Images ({kinds})")
        if names:
            self.query_given.emit(dropping.file_query(names))

    def paste(self) -> None:
        """Take what is on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()  # None where the clipboard is empty
        if data is None or not self.take(data):
            self.refused.emit("There is no image on the clipboard; copy an image or an image file first.")

    def take(self, data: QMimeData) -> bool:
        """Do what a drop or a paste means; False where it means nothing."""
        dropped = dropping.understand(data)
        if dropped.collection is not None:
            self.collection_given.emit(dropped.collection)
        elif dropped.query is not None:
            self.query_given.emit(dropped.query)
        return dropped.useful

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The whole window takes drops."""
        kind = event.type()
        if kind == QEvent.Type.DragEnter:
            if dropping.is_useful(event.mimeData()):
                self.hot.emit(True)
                event.acceptProposedAction()
        elif kind == QEvent.Type.DragMove:
            event.acceptProposedAction()
        elif kind == QEvent.Type.DragLeave:
            self.hot.emit(False)
        elif kind == QEvent.Type.Drop:
            self.hot.emit(False)
            if self.take(event.mimeData()):
                event.acceptProposedAction()
        else:
            return super().eventFilter(watched, event)
        return True
