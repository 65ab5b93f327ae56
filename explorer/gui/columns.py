"""The columns of results, side by side."""

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.catalogue import CatalogueView
from explorer.gui.collection_grid import tile_size
from explorer.gui.column_head import ColumnHead
from explorer.gui.comparison import Comparison
from explorer.gui.parameters import ParameterPanel
from explorer.gui.state import Change, Column, ColumnResult, Within
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tile_model import TileModel
from explorer.gui.tile_view import TileView
from explorer.gui.tiles import Tile
from explorer.protocol.ids import NO_IMAGE, Ids
from explorer.protocol.naming import PipelineName, StageName
from explorer.protocol.query import Query


class RankingModel(TileModel):
    """One method's list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result: ColumnResult | None = None
        self._changes: list[Change] | None = None

    def show(self, result: ColumnResult | None, changes: list[Change] | None, catalogue: CatalogueView) -> None:
        """Show a list, with its changes of rank against the reference where it is not the reference itself."""
        if result is self.result and changes == self._changes and catalogue is self.catalogue:
            return
        other_images = len(self) == 0 or result is None or result.ids != self.result.ids
        if other_images:
            self.beginResetModel()
        self.result, self._changes, self.catalogue = result, changes, catalogue
        if other_images:
            self.endResetModel()
        else:
            self.dataChanged.emit(self.cell(0), self.cell(len(self) - 1))

    def __len__(self) -> int:
        return 0 if self.result is None else len(self.result.ids)

    def ids(self) -> Ids:
        """See `TileModel`."""
        return np.array([] if self.result is None else self.result.ids, np.int64)

    def image(self, position: int) -> int:
        """See `TileModel`."""
        assert self.result is not None
        return self.result.ids[position]

    def tile(self, position: int) -> Tile:
        """See `TileModel`."""
        assert self.result is not None
        image = self.result.ids[position]
        change = self._changes[position] if self._changes is not None else None
        relevant = self.result.relevant[position] if self.result.relevant is not None else None
        title, score = self.catalogue.title(image), self.result.scores[position]
        return Tile(image, title, self.card(image), position + 1, score, change, relevant)


class ColumnWidget(QFrame):
    """Head, parameters and list of one method.

    Signals:
        touched(int): the person did something in the column of that key.
    """

    touched = Signal(int)

    def __init__(self, key: int, comparison: Comparison, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("column")
        self.key = key
        self._comparison = comparison
        self._query: Query | None = None
        self.model = RankingModel(self)
        self.view = TileView(self.model, thumbnails, tile_size(ranked=True), self)
        self.head = ColumnHead()
        self.parameters = ParameterPanel()
        self.parameters.hide()
        self._notice = Notice()
        self._blank = QLabel()
        self._blank.setObjectName("muted")
        self._blank.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._blank.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 4)
        layout.setSpacing(0)
        for widget in (self.head, self.parameters, self._notice):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._blank, 1)
        self.setMinimumWidth(self.view.minimumWidth() + 30)
        self._connect()

    def _connect(self) -> None:
        self.head.method_chosen.connect(self._choose_method)
        self.head.parameters_toggled.connect(self.parameters.setVisible)
        self.head.removed.connect(lambda: self._comparison.remove_column(self.key))
        self.head.made_reference.connect(lambda: self._comparison.make_reference(self.key))
        self.parameters.changed.connect(lambda name, value: self._comparison.set_parameter(self.key, name, value))
        self._notice.retried.connect(lambda: self._comparison.retry(self.key))
        self.view.selectionModel().currentChanged.connect(lambda: self.touched.emit(self.key))
        self.head.parameters_toggled.connect(lambda: self.touched.emit(self.key))

    def show_column(self, catalogue: CatalogueView) -> None:
        """Bring everything up to date."""
        column = self._comparison.column(self.key)
        if column is None:
            return
        spec = self._comparison.spec(column)
        alone, first = len(self._comparison.columns) == 1, column is self._comparison.columns[0]
        self.head.show_column(column, self._comparison.methods, reference=first, alone=alone)
        if spec is not None:
            self.parameters.show_method(spec, column.pipeline.ranker.given())
        query = self._comparison.query
        member = query.member if query is not None else None
        self.view.mark_query(NO_IMAGE if member is None else member)
        self.model.show(column.result, self._comparison.changes(column), catalogue)
        if query != self._query:
            self._query = query
            self.view.start_over()
        self.view.setAccessibleName(f"Results of {column.pipeline.ranker.name}")
        self._notice.show_status(column)
        self._show_blank(column)

    def _choose_method(self, name: str) -> None:
        column = self._comparison.column(self.key)
        if column is not None and name != column.pipeline.ranker.name:
            stages = (*column.pipeline.stages[:-1], StageName(name))
            self._comparison.set_pipeline(self.key, PipelineName(stages))
        self.touched.emit(self.key)

    def _show_blank(self, column: Column) -> None:
        empty = column.result is None or not column.result.ids
        self.view.setVisible(not empty)
        self._blank.setVisible(empty)
        if column.result is not None:
            self._blank.setText(nothing_left(column.asked.within if column.asked is not None else None))
        else:
            self._blank.setText("" if column.status in ("failed", "fitting") else "Searching…")


def nothing_left(within: Within | None) -> str:
    """Why a list is empty: one sentence that names what emptied it."""
    if within is None:
        return "No image is left: the collection holds nothing beside the query."
    if not len(within.ids):
        return f"No image passes the filter “{within.title}”; widen or remove it to see results."
    return f"The filter “{within.title}” leaves nothing beside the query; widen or remove it to see results."


class Notice(QFrame):
    """The strip above a list that says what is going on: searching, fitting, failed.

    Signals:
        retried(): the person wants another try.
    """

    retried = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._retry = QPushButton("Retry")
        self._retry.clicked.connect(self.retried)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        row = QHBoxLayout()
        row.addWidget(self._text, 1)
        row.addWidget(self._retry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 8, 6)
        layout.addLayout(row)
        layout.addWidget(self._bar)
        self.hide()

    def show_status(self, column: Column) -> None:
        """Say what goes on in the column."""
        failed, fitting = column.status == "failed", column.status == "fitting"
        older = column.result is not None and column.result.pipeline != str(column.pipeline)
        shown = f" Below is still the list of {column.result.pipeline}." if older and column.result else ""
        self._text.setText(column.message + shown)
        self._retry.setVisible(failed)
        self._bar.setVisible(fitting)
        kind = "error" if failed else ""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(failed or fitting)


class ColumnsView(QSplitter):
    """All columns, with equal widths until the person moves a handle.

    Signals:
        hovered(int): the image under the pointer in any column, -1 for none.
        chosen(int): search for this image.
        viewed(int): show this image large.
        menu_wanted(list, QPoint): what can be done with these images is asked for, at that place of the screen.
        selection_changed(list): these images of the column last used are selected now.
        focus_changed(int): the column that the map and the graph follow.

    Attributes:
        focus: key of that column.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    viewed = Signal(int)
    menu_wanted = Signal(object, object)
    selection_changed = Signal(object)
    focus_changed = Signal(int)

    def __init__(self, comparison: Comparison, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._comparison = comparison
        self._thumbnails = thumbnails
        self._catalogue = CatalogueView.empty()
        self._widgets: dict[int, ColumnWidget] = {}
        self.focus = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        self.setContentsMargins(8, 8, 8, 8)
        comparison.columns_changed.connect(self._rebuild)
        comparison.column_changed.connect(self._refresh)
        self._rebuild()

    def widget_of(self, key: int) -> ColumnWidget:
        """The widget of a column."""
        return self._widgets[key]

    def take_focus(self) -> None:
        """Give the keyboard to the list of the column in focus; while it is empty, wait for it."""
        view = self._widgets[self.focus].view
        (view if view.isVisible() else self).setFocus()

    def show_catalogue(self, catalogue: CatalogueView) -> None:
        """Take names and labels from another state of the catalogue."""
        self._catalogue = catalogue
        self.refresh()

    def mark(self, image: int) -> None:
        """Mark an image in every column; -1 for none."""
        for widget in self._widgets.values():
            widget.view.mark(image)

    def refresh(self) -> None:
        """Bring every column up to date."""
        for key in self._widgets:
            self._refresh(key)

    def _rebuild(self) -> None:
        wanted = [column.key for column in self._comparison.columns]
        for key in set(self._widgets) - set(wanted):
            widget = self._widgets.pop(key)
            widget.setParent(None)
            widget.deleteLater()
        added = [key for key in wanted if key not in self._widgets]
        for key in added:
            self._widgets[key] = self._make(key)
        for place, key in enumerate(wanted):
            if self.indexOf(self._widgets[key]) != place:
                self.insertWidget(place, self._widgets[key])
        if added or self.count() != len(self.sizes()):
            self.setSizes([1000] * len(wanted))
        if self.focus not in wanted:
            self._focus_on(wanted[-1])
        self.refresh()

    def _make(self, key: int) -> ColumnWidget:
        widget = ColumnWidget(key, self._comparison, self._thumbnails)
        widget.view.hovered.connect(self.hovered)
        widget.view.chosen.connect(self.chosen)
        widget.view.viewed.connect(self.viewed)
        widget.view.menu_wanted.connect(self.menu_wanted)
        widget.view.selection_changed.connect(self.selection_changed)
        widget.touched.connect(self._focus_on)
        return widget

    def _focus_on(self, key: int) -> None:
        if key != self.focus:
            self.focus = key
            self.focus_changed.emit(key)

    def _refresh(self, key: int) -> None:
        if key in self._widgets:
            self._widgets[key].show_column(self._catalogue)
            if self.hasFocus():
                self.take_focus()
