"""The part of the settings that shows what is kept on disk and drops what no collection uses."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.gui import caches
from explorer.gui.background import Background
from explorer.gui.catalogue import size_text
from explorer.gui.elided import ElidedLabel
from explorer.gui.language import tr
from explorer.gui.reveal import reveal
from explorer.gui.session import Session

LABEL_WIDTH = 180
"""Of what stands before a value in the settings."""


class CacheSection(QWidget):
    """Sizes and places first; then a list of what could go, of which the person drops what is ticked."""

    def __init__(self, session: Session, background: Background) -> None:
        super().__init__()
        self._session = session
        self._background = background
        self._items: list[caches.Unused] = []
        self._told = ""
        self._places = QGridLayout()
        self._places.setColumnStretch(1, 1)
        self._places.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._places.setHorizontalSpacing(8)
        self.list = QTreeWidget()
        self.list.setHeaderLabels([tr("What no collection needs"), tr("Size")])
        self.list.setAccessibleName(tr("What could be dropped"))
        self.list.setRootIsDecorated(False)
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(150)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemChanged.connect(self._show_choice)
        self.state = QLabel(tr("Measuring…"))
        self.state.setObjectName("muted")
        self.state.setWordWrap(True)
        self.drop = QPushButton(tr("Drop nothing"))
        self.drop.clicked.connect(self._drop)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.drop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(self._places)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self.drop.setEnabled(False)
        self.measure()

    def measure(self) -> None:
        """Look at the disk again."""
        workspace = self._session.workspace
        opened = None if workspace is None else workspace.path
        self._background.run(lambda: (caches.usage(), caches.unused(opened)), self._show, self.state.setText)

    def chosen(self) -> list[caches.Unused]:
        """What is ticked."""
        rows = range(self.list.topLevelItemCount())
        ticked = [self.list.topLevelItem(row).checkState(0) == Qt.CheckState.Checked for row in rows]
        return [item for item, wanted in zip(self._items, ticked, strict=True) if wanted]

    def _show(self, found: tuple[list[caches.Usage], list[caches.Unused]]) -> None:
        usage, self._items = found
        self._show_places(usage)
        self.list.blockSignals(True)
        self.list.clear()
        for item in self._items:
            row = QTreeWidgetItem([f"{item.title}\n{item.why}", size_text(item.size)])
            row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            row.setToolTip(0, str(item.path))
            row.setCheckState(0, Qt.CheckState.Checked if item.certain else Qt.CheckState.Unchecked)
            self.list.addTopLevelItem(row)
        self.list.blockSignals(False)
        self.list.setVisible(bool(self._items))
        self.drop.setVisible(bool(self._items))
        self._show_choice()

    def _show_places(self, usage: list[caches.Usage]) -> None:
        while taken := self._places.takeAt(0):
            taken.widget().deleteLater()
        for row, place in enumerate(usage):
            path = ElidedLabel()
            path.setObjectName("fault" if place.fault else "muted")
            path.set_whole(place.fault or str(place.path), Qt.TextElideMode.ElideMiddle)
            show = QPushButton(tr("Open"))
            show.setAccessibleName(tr("Open the folder: {what}", what=place.title))
            show.setEnabled(not place.fault)
            show.clicked.connect(lambda _=False, folder=place.path: reveal(Path(folder)))
            size = QLabel(size_text(place.size))
            size.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._places.addWidget(QLabel(place.title), row, 0)
            self._places.addWidget(path, row, 1)
            self._places.addWidget(size, row, 2)
            self._places.addWidget(show, row, 3)
            if place.movable:
                change = QPushButton(tr("Change…"))
                change.setAccessibleName(tr("Keep in another folder: {what}", what=place.title))
                change.setToolTip(tr("Choose the folder in which they are kept, and move them there"))
                change.clicked.connect(lambda _=False, place=place: self._change(place))
                self._places.addWidget(change, row, 4)

    def _show_choice(self, *_: object) -> None:
        chosen = self.chosen()
        size = size_text(sum(item.size for item in chosen))
        self.drop.setEnabled(bool(chosen))
        self.drop.setText(tr("Drop {n} ({size})", n=len(chosen), size=size) if chosen else tr("Drop nothing"))
        if self._told:
            self.state.setText(self._told)
            self._told = ""
        elif self._items:
            self.state.setText(tr("Your own files are never touched; what is dropped is made again when it is needed."))
        else:
            self.state.setText(tr("There is nothing that could be dropped: everything kept belongs to a collection."))

    def _change(self, place: caches.Usage) -> None:
        title = tr("Folder for: {what}", what=place.title)
        folder = QFileDialog.getExistingDirectory(self, title, str(place.path), QFileDialog.Option.ShowDirsOnly)
        if folder:
            self.move_to(place, Path(folder))

    def move_to(self, place: caches.Usage, folder: Path) -> None:
        """Keep a place in another folder from now on; what is in it is moved, on another thread."""
        assert place.movable is not None
        name = place.movable
        if name == "data" and self._session.workspace is not None:
            self.state.setText(
                tr("Close {title} first: it is among the collections that are to be moved.", title=self._session.title)
            )
            return
        self.state.setText(tr("{what}: moving to {folder}…", what=place.title, folder=folder))
        self.setEnabled(False)

        def end(sentence: str) -> None:
            self.setEnabled(True)
            self._told = sentence
            self.measure()

        done = tr("{title} are kept in the new folder now.", title=place.title)
        self._background.run(lambda: caches.move(name, folder), lambda _: end(done), end)

    def _drop(self) -> None:
        chosen, opened = self.chosen(), self._session.workspace
        self.drop.setEnabled(False)
        self.state.setText(tr("Dropping…"))

        def drop() -> None:
            for item in chosen:
                caches.drop(item, opened)

        def fail(sentence: str) -> None:
            self.measure()
            self.state.setText(sentence)

        self._background.run(drop, lambda _: self.measure(), fail)
