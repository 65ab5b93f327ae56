"""Small pictures of the terms of queries: of images of the collection, and of files from anywhere."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from explorer.gui import images
from explorer.gui.background import Background
from explorer.gui.catalogue import CatalogueView
from explorer.gui.language import tr
from explorer.gui.thumbnails import Thumbnails, load_file
from explorer.protocol.query import Query, Term

KEPT = 120
"""Pictures of files that are remembered, at most 256 KB each."""


class TermPictures(QObject):
    """Asked while showing; tells when what was missing has come.

    Signals:
        ready(): a picture that was asked for can be drawn now, or is known to be missing.
    """

    ready = Signal()

    def __init__(self, thumbnails: Thumbnails, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._background = background
        self._files: OrderedDict[str, QImage | None] = OrderedDict()
        self._asked: set[str] = set()
        thumbnails.arrived.connect(lambda _: self.ready.emit())

    def pixmap(self, term: Term, size: int, ratio: float) -> QPixmap | None:
        """The term's picture, its longer side `size` logical pixels; None where it is not there yet, or never."""
        if term.kind == "member":
            return self._thumbnails.pixmap(int(term.value), size)
        image = self.image(term)
        if image is None:
            return None
        pixmap = QPixmap.fromImage(images.fitted(image, round(size * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def image(self, term: Term) -> QImage | None:
        """The picture of a file; None where it is not there yet, or never."""
        path = str(term.value)
        if term.kind != "file":
            return None
        if path in self._files:
            self._files.move_to_end(path)
        elif path not in self._asked:
            self._asked.add(path)
            self._background.run(lambda: load_file(Path(path)), lambda image: self._keep(path, image), lambda _: None)
        return self._files.get(path)

    def is_missing(self, term: Term) -> bool:
        """Whether there is no picture to wait for."""
        if term.kind == "member":
            return self._thumbnails.is_missing(int(term.value))
        return term.kind != "file" or self._files.get(str(term.value), term) is None

    def _keep(self, path: str, image: QImage | None) -> None:
        self._asked.discard(path)
        self._files[path] = image
        if len(self._files) > KEPT:
            self._files.popitem(last=False)
        self.ready.emit()


def term_title(term: Term, catalogue: CatalogueView) -> str:
    """A term in words."""
    if term.kind == "member":
        return catalogue.describe(int(term.value))
    return f"“{term.value}”" if term.kind == "text" else Path(str(term.value)).name


def query_title(query: Query, catalogue: CatalogueView) -> str:
    """A query in words: its first term, and how many more there are."""
    first = query.terms[0]
    title = ("− " if first.sign < 0 else "") + term_title(first, catalogue)
    if first.region is not None:
        title = tr("Part of {title}", title=title)
    more = len(query.terms) - 1
    return title if not more else tr("{title} and {more} more", title=title, more=more)
