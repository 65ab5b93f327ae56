"""The commands by which a person adds to the collection: marks, tags, notes, labels, copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu

from explorer.collection.user_store import Change
from explorer.gui.copying import Copied, copied
from explorer.gui.curation import Curation, counted
from explorer.gui.feedback import RIGHT, WRONG, Mark, query_key
from explorer.gui.language import mark_text, number_text, tr

if TYPE_CHECKING:
    from explorer.gui.duplicates_dialog import DuplicatesDialog
    from explorer.gui.main_window import MainWindow

_ON_IMAGES = ("tags", "note", "correct_label", "copy_files")
_ON_RESULTS = ("mark_right", "mark_wrong")

_MARKED = {
    (True, False): mark_text("Mark {counted} right"),
    (False, False): mark_text("Mark {counted} wrong"),
    (True, True): mark_text("Unmark {counted} right"),
    (False, True): mark_text("Unmark {counted} wrong"),
}
"""What a step is called, by whether it marks as right, and takes marks away."""


class CurationDesk(QObject):
    """Does with images what the menu Curate says, for those that the menu of images acts on."""

    def __init__(self, window: MainWindow, curation: Curation) -> None:
        super().__init__(window)
        self._window = window
        self._curation = curation
        self._session, self._comparison = window.session, window.comparison
        self._commands = window.commands
        self._open: dict[str, QDialog] = {}
        for name, action in {
            "mark_right": lambda: self.mark(RIGHT), "mark_wrong": lambda: self.mark(WRONG),
            "feedback_column": self.add_feedback, "tags": self.edit_tags, "note": self.edit_note,
            "correct_label": self.correct_label, "show_tagged": self.choose_tag, "duplicates": self.review_duplicates,
            "copy_files": self.pick_folder, "changes": self.show_changes,
        }.items():  # fmt: skip
            self._commands[name].triggered.connect(lambda _=False, action=action: action())
        window.image_menu.updated.connect(self._update_commands)
        curation.changed.connect(self._changed)
        self._comparison.query_changed.connect(self._take_marks)
        window.session.opened.connect(self._update_commands)
        window.session.closed.connect(self._update_commands)
        window.workbench.viewer.add_facts(tr("Added"), self._added_facts)
        self._update_commands()

    @property
    def images(self) -> list[int]:
        """What the next command acts on."""
        return self._window.image_menu.images

    # Marks

    def mark(self, mark: Mark) -> None:
        """Mark the images for the query; those that all have the mark already lose it."""
        query, images = self._comparison.query, self.images
        if query is None or not images:
            self._window.workbench.messages.show_message("info", tr("Select results of a query first, then mark them."))
            return
        name = query_key(query)
        has = all(self._curation.value("mark", image, name) == mark for image in images)
        title = _MARKED[mark > 0, has]
        self._curation.put(tr(title, counted=counted(images)), "mark", images, None if has else mark, name)

    def add_feedback(self) -> None:
        """Show what the column in use would list if the marks moved its query."""
        self._comparison.add_feedback(self._window.workbench.columns.focus)

    def _take_marks(self) -> None:
        query = self._comparison.query
        self._comparison.set_marks({} if query is None else self._curation.of_name("mark", query_key(query)))

    # Tags, notes, labels

    def edit_tags(self) -> None:
        """Give the images tags, or take them away."""
        from explorer.gui.dialogs import TagDialog

        images = self.images
        if not images:
            return
        having = Counter(tag for image in images for tag in self._curation.of_image("tag", image))
        told = self._told(images)
        dialog = TagDialog(told, self._curation.names("tag"), having, len(images), self._window)
        dialog.chosen.connect(lambda changes: self.tag(images, changes))
        dialog.open()

    def tag(self, images: Sequence[int], changes: dict[str, bool]) -> None:
        """Give images tags (true) and take others away (false), as one step."""
        title = ", ".join(f"{'' if added else 'no '}{tag}" for tag, added in changes.items())
        entries = [
            Change("tag", image, tag, True if added else None) for tag, added in changes.items() for image in images
        ]
        self._curation.change(tr("Tag {counted} {title}", counted=counted(images), title=title), entries)

    def edit_note(self) -> None:
        """Write about the first of the images."""
        from explorer.gui.dialogs import NoteDialog

        for image in self.images[:1]:
            before = self._curation.value("note", image) or ""
            dialog = NoteDialog(self._told([image]), before, self._window)
            title = tr("Note on {name}", name=self._session.catalogue.name(image))
            dialog.written.connect(
                lambda text, image=image, title=title: self._curation.put(title, "note", [image], text or None)
            )
            dialog.open()

    def correct_label(self) -> None:
        """Say what the label of the images should be; lists and evaluations count it from then on."""
        from explorer.gui.dialogs import LabelDialog

        images, catalogue = self.images, self._session.catalogue
        if not images or catalogue.label_column is None:
            self._window.workbench.messages.show_message(
                "info", tr("This collection has no labels that could be wrong.")
            )
            return
        column = catalogue.label_column
        before = self._curation.value("label", images[0], column)
        known = catalogue.label_codes(catalogue.ids)[1]
        current = ";".join(before) if before else catalogue.read_label(images[0])
        dialog = LabelDialog(self._told(images), sorted(filter(None, known)), current, self._window)
        dialog.chosen.connect(lambda labels: self.set_label(images, column, labels))
        dialog.open()

    def set_label(self, images: Sequence[int], column: str, labels: list[str]) -> None:
        """Correct the label of images; without any, or with that which was read, the correction is taken back."""
        read = self._session.catalogue.read_label
        entries = [
            Change("label", image, column, labels if labels and ";".join(labels) != read(image) else None)
            for image in images
        ]
        self._curation.change(
            tr("Label {counted} {labels}", counted=counted(images), labels="; ".join(labels) or tr("as read")), entries
        )

    def choose_tag(self) -> None:
        """Show the images of a tag alone."""
        counts = self._curation.names("tag")
        menu = QMenu(self._window)
        for tag, count in counts.items():
            menu.addAction(f"{tag}  ({number_text(count)})", lambda tag=tag: self.show_tagged(tag))
        if not counts:
            menu.addAction(tr("No image has a tag yet")).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def show_tagged(self, tag: str) -> None:
        """Show and search the images that have a tag."""
        ids = np.array(list(self._curation.of_name("tag", tag)), np.int64)
        known = ids[self._session.catalogue.rows(ids) >= 0]
        self._window.workbench.filter_bar.set_selection(known, tr("tag: {tag}", tag=tag))
        self._window.show_page("collection")

    # Others

    def review_duplicates(self) -> None:
        """Show pairs of images that are nearly the same."""
        from explorer.gui.duplicates_dialog import DuplicatesDialog

        def make() -> DuplicatesDialog:
            dialog = DuplicatesDialog(self._session, self._curation, self._window.thumbnails, self._window)
            dialog.viewed.connect(self._window.viewing.view_selected)
            dialog.menu_wanted.connect(self._menu)
            return dialog

        self._show("duplicates", make)

    def show_changes(self) -> None:
        """Show the log of changes."""
        from explorer.gui.steps_dialog import StepsDialog

        self._show("changes", lambda: StepsDialog(self._curation, self._window))

    def pick_folder(self) -> None:
        """Have the person choose where copies of the files go."""
        name = QFileDialog.getExistingDirectory(
            self._window, tr("Copy {counted} to a folder", counted=counted(self.images))
        )
        if name:
            self.copy_files(self.images, Path(name))

    def copy_files(self, images: Sequence[int], folder: Path) -> None:
        """Copy files into a folder; nothing there is written over, and the originals stay as they are."""
        paths = [path for image in images if (path := self._session.catalogue.path(image)) is not None]
        messages = self._window.workbench.messages

        def done(copies: Copied) -> None:
            messages.show_message("error" if copies.failed else "info", copies.sentence)

        def fail(sentence: str) -> None:
            messages.show_message("error", sentence)

        self._window.workbench.background.run(lambda: copied(paths, folder), done, fail)

    # What follows from what

    def _changed(self, kinds: frozenset[str]) -> None:
        if not kinds or "mark" in kinds:
            self._take_marks()
        if not kinds or "label" in kinds:
            columns = self._curation.names("label")
            self._session.show_labels({column: self._curation.of_name("label", column) for column in columns})
        if "label" in kinds and self._comparison.query is not None:
            self._comparison.search(again=True)
        if self._window.workbench.page == "viewer":
            self._window.workbench.viewer.refresh_ranks()
        self._update_commands()

    def _update_commands(self) -> None:
        images, writable = bool(self.images), self._curation.can_write
        results = images and self._comparison.query is not None
        is_open = self._session.workspace is not None
        self._commands.enable(images and writable, *_ON_IMAGES)
        self._commands.enable(images and self._session.catalogue.has_files, "copy_files")
        self._commands.enable(results and writable, *_ON_RESULTS)
        self._commands.enable(self._comparison.query is not None, "feedback_column")
        self._commands.enable(is_open, "duplicates", "changes", "show_tagged")

    def _added_facts(self, image: int) -> list[tuple[str, str]]:
        """What the person added to an image."""
        facts = [(tr("Tags"), ", ".join(self._curation.of_image("tag", image)))]
        facts.append((tr("Note"), self._curation.value("note", image) or ""))
        corrected = self._curation.of_image("label", image)
        facts += [(tr("Right {column}", column=column), "; ".join(labels)) for column, labels in corrected.items()]
        return [(name, value) for name, value in facts if value]

    def _told(self, images: Sequence[int]) -> str:
        return self._session.catalogue.describe(images[0]) if len(images) == 1 else counted(images)

    def _menu(self, images: list[int], place: QPoint) -> None:
        self._window.image_menu.popup(images, place)

    def _show(self, name: str, make: Callable[[], QDialog]) -> None:
        """Open a dialog once; a second wish brings it to the front."""
        dialog = self._open.get(name)
        if dialog is None:
            dialog = self._open[name] = make()
            dialog.destroyed.connect(lambda: self._open.pop(name, None))
            dialog.show()
        dialog.raise_()
        dialog.activateWindow()
