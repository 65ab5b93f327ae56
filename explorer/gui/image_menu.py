"""What can be done with images, wherever they are shown: one set of commands, one context menu."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, QPoint, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from explorer.gui.actions import Actions
from explorer.gui.background import Background
from explorer.gui.catalogue import CatalogueView
from explorer.gui.language import tr, tr_count
from explorer.gui.pictures import Wish, read_picture
from explorer.gui.query_editor import QueryEditor
from explorer.gui.reveal import reveal
from explorer.protocol.ids import NO_IMAGE
from explorer.workspace.durable import write_file

_MENU = (
    "search_selected", "add_to_query", "less_like_this", "search_region", "",
    "why", "drop_node", "",
    "mark_right", "mark_wrong", "tags", "note", "",
    "view", "compare_query", "compare_selected", "",
    "reveal", "copy_image", "copy_path", "save_list",
)  # fmt: skip
_ON_FILES = ("search_region", "reveal", "copy_image", "copy_path")
_ON_IMAGES = ("search_selected", "add_to_query", "less_like_this", "view")


class Context(Protocol):
    """What the commands need to know of the window."""

    def catalogue(self) -> CatalogueView:
        """The collection."""

    def selected(self) -> list[int]:
        """The images that are selected where the person is."""

    def listed(self) -> Sequence[int]:
        """The list that the person sees."""

    def has_list(self) -> bool:
        """Whether there are any images in it."""

    def has_query_picture(self) -> bool:
        """Whether an image is searched for."""

    def has_query(self) -> bool:
        """Whether anything is searched for."""


class ImageMenu(QObject):
    """Does with images what the menu says.

    Signals:
        view_wanted(list): show the first of these large; two of them beside each other.
        compare_wanted(int): show it beside the query.
        why_wanted(int): tell why it stands where it stands.
        drop_wanted(int): take it out of the graph, or put it back.
        said(str, str): kind and text of a sentence for the message bar.
        updated(): the commands act on other images now.
    """

    view_wanted = Signal(object)
    compare_wanted = Signal(int)
    why_wanted = Signal(int)
    drop_wanted = Signal(int)
    said = Signal(str, str)
    updated = Signal()

    def __init__(
        self, window: QWidget, commands: Actions, context: Context, queries: QueryEditor, background: Background
    ) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._context = context
        self._queries = queries
        self._background = background
        self._given: list[int] | None = None
        self.menu = self._make_menu()
        for name, action in {
            "search_selected": lambda: queries.search_members(self.images), "view": self._view,
            "add_to_query": lambda: queries.add_members(self.images, 1),
            "less_like_this": lambda: queries.add_members(self.images, -1),
            "search_region": lambda: queries.edit_region(member=self.images[0]),
            "compare_query": lambda: self.compare_wanted.emit(self.images[0]), "compare_selected": self._view,
            "why": lambda: self.why_wanted.emit(self.images[0]),
            "drop_node": lambda: self.drop_wanted.emit(self.images[0]), "reveal": self._reveal,
            "copy_image": self._copy_image, "copy_path": self._copy_path, "save_list": self._save_list,
        }.items():  # fmt: skip
            commands[name].triggered.connect(lambda _=False, action=action: self._do(action))

    @property
    def images(self) -> list[int]:
        """What the next command acts on: those that the menu was opened for, or the selected ones."""
        chosen = self._context.selected() if self._given is None else self._given
        return [image for image in chosen if image != NO_IMAGE]

    def popup(self, images: list[int], place: QPoint) -> None:
        """Open the menu for these images."""
        self._given = list(images)
        self.update_commands()
        self.menu.popup(place)

    def update_commands(self, *_: object) -> None:
        """Enable what can be done with the images."""
        images = self.images
        on_file = bool(images) and self._context.catalogue().path(images[0]) is not None
        self._commands.enable(bool(images), *_ON_IMAGES)
        self._commands.enable(on_file, *_ON_FILES)
        self._commands.enable(bool(images) and self._context.has_query_picture(), "compare_query")
        self._commands.enable(bool(images) and self._context.has_query(), "why", "drop_node")
        self._commands.enable(len(images) == 2, "compare_selected")
        self._commands.enable(self._context.has_list(), "save_list")
        self.updated.emit()

    def _make_menu(self) -> QMenu:
        menu = QMenu(tr("Image"), self._window)
        for name in _MENU:
            if name:
                menu.addAction(self._commands[name])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(self._forget_later)
        return menu

    def _forget_later(self) -> None:
        """The command that was chosen is told of after the menu hides; then the selection counts again."""
        QTimer.singleShot(0, self, self._forget)

    def _forget(self) -> None:
        if not self.menu.isVisible():
            self._given = None
            self.update_commands()

    def _do(self, action: Callable[[], None]) -> None:
        if self.images or action == self._save_list:
            action()
        else:
            self.said.emit("info", tr("Select an image first: click it, or go to it with the arrow keys."))

    def _view(self) -> None:
        self.view_wanted.emit(self.images)

    # Files

    def _paths(self) -> list[Path]:
        paths = map(self._context.catalogue().path, self.images)
        return [path for path in paths if path is not None]

    def _reveal(self) -> None:
        for path in self._paths()[:1]:
            if not reveal(path):
                self.said.emit("error", tr("{folder} cannot be opened; is its drive connected?", folder=path.parent))

    def _copy_path(self) -> None:
        paths = self._paths()
        QGuiApplication.clipboard().setText("\n".join(map(str, paths)))
        self.said.emit("info", tr("Copied the path of {named}.", named=_named(paths)))

    def _copy_image(self) -> None:
        """The picture of the first, and the files of all: programs take what they understand."""
        paths = self._paths()
        name = self._context.catalogue().name(self.images[0])

        def copy(picture: QImage) -> None:
            data = QMimeData()
            data.setImageData(picture)
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
            QGuiApplication.clipboard().setMimeData(data)
            self.said.emit("info", tr("Copied {named}.", named=_named(paths)))

        def fail(sentence: str) -> None:
            self.said.emit("error", sentence)

        self._background.run(lambda: read_picture(Wish(paths[0], name, None)).levels[0], copy, fail)

    # Lists

    def _save_list(self) -> None:
        images = self.images if len(self.images) > 1 else self._context.listed()
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save the list"), "images.csv", tr("Table (*.csv)"))
        if not name:
            return
        catalogue = self._context.catalogue()

        def save() -> None:
            write_file(Path(name), table(images, catalogue).encode("utf-8", "surrogateescape"))

        def done(_: None) -> None:
            self.said.emit(
                "info",
                tr_count("Saved {n:,} image to {name}.", "Saved {n:,} images to {name}.", len(images), name=name),
            )

        self._background.run(
            save, done, lambda sentence: self.said.emit("error", tr("Not saved: {sentence}", sentence=sentence))
        )


def table(images: Sequence[int], catalogue: CatalogueView) -> str:
    """The images as CSV: place in the list, id, name, label, path."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["place", "id", "name", "label", "path"])
    for place, image in enumerate(images, start=1):
        writer.writerow([place, int(image), catalogue.name(image), catalogue.label(image), catalogue.path(image) or ""])
    return text.getvalue()


def _named(paths: Sequence[Path]) -> str:
    return paths[0].name if len(paths) == 1 else tr_count("{n:,} image", "{n:,} images", len(paths))
