"""The columns of results, side by side."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from explorer.gui.catalogue import CatalogueView
from explorer.gui.column_widget import ColumnWidget
from explorer.gui.comparison import Comparison
from explorer.gui.thumbnails import Thumbnails
from explorer.protocol.ids import NO_IMAGE

REST_MS = 60
"""The pointer rests on an image for so long before its rank in the other columns is asked for."""


class ColumnsView(QSplitter):
    """All columns, with equal widths until the person moves a handle.

    Signals:
        hovered(int): the image under the pointer in any column, -1 for none.
        chosen(int): search for this image.
        viewed(int): show this image large.
        menu_wanted(list, QPoint): what can be done with these images is asked for, at that place of the screen.
        selection_changed(list): these images of the column last used are selected now.
        focus_changed(int): the column that the map and the graph follow.
        column_menu_wanted(QPoint): the menu of columns, for the one in focus, with its upper right corner there.

    Attributes:
        focus: key of that column.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    viewed = Signal(int)
    menu_wanted = Signal(object, object)
    selection_changed = Signal(object)
    focus_changed = Signal(int)
    column_menu_wanted = Signal(QPoint)

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
        self._pointed = NO_IMAGE
        self._rests = QTimer(self)
        self._rests.setSingleShot(True)
        self._rests.setInterval(REST_MS)
        self._rests.timeout.connect(self._show_places)
        comparison.columns_changed.connect(self._rebuild)
        comparison.column_changed.connect(self._refresh)
        comparison.ranks.known.connect(self._refresh_ranks)
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
        """Mark an image in every column; where it is out of sight, its rank is told soon. -1 for none."""
        self._pointed = image
        for widget in self._widgets.values():
            widget.view.mark(image)
        if image == NO_IMAGE:
            self._rests.stop()
            self._show_places()
        else:
            self._rests.start()

    def _show_places(self) -> None:
        for widget in self._widgets.values():
            widget.show_place(self._pointed)

    def _refresh_ranks(self, key: int) -> None:
        if key in self._widgets:
            self._widgets[key].show_ranks(self._pointed)

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
            self.focus_on(wanted[-1])
        self.refresh()

    def _make(self, key: int) -> ColumnWidget:
        widget = ColumnWidget(key, self._comparison, self._thumbnails)
        widget.view.hovered.connect(self.hovered)
        widget.view.chosen.connect(self.chosen)
        widget.view.viewed.connect(self.viewed)
        widget.view.menu_wanted.connect(self.menu_wanted)
        widget.view.selection_changed.connect(self.selection_changed)
        widget.dropped.hovered.connect(self.hovered)
        widget.dropped.chosen.connect(self.chosen)
        widget.menu_wanted.connect(self.column_menu_wanted)
        widget.touched.connect(self.focus_on)
        return widget

    def focus_on(self, key: int) -> None:
        """Have the map and the graph follow the column of that key."""
        if key != self.focus:
            self.focus = key
            self.focus_changed.emit(key)

    def _refresh(self, key: int) -> None:
        if key in self._widgets:
            self._widgets[key].show_column(self._catalogue)
            self._align()
            if not self._rests.isActive():  # another list, and the pointer rests where it was
                self._widgets[key].show_place(self._pointed)
            if self.hasFocus():
                self.take_focus()

    def _align(self) -> None:
        """Have all heads equally high, so that equal ranks of neighbouring columns stand at equal heights."""
        preprocessed = any(
            column.feedback or column.locked is not None or len(column.route.stages) > 1
            for column in self._comparison.columns
        )
        for widget in self._widgets.values():
            widget.head.before.setVisible(preprocessed)
