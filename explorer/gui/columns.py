"""The columns of results, side by side."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.gui import theme
from explorer.gui.catalogue import CatalogueView
from explorer.gui.collection_grid import tile_size
from explorer.gui.comparison import Comparison
from explorer.gui.elided import ElidedLabel
from explorer.gui.parameters import ParameterPanel
from explorer.gui.state import Change, Column, ColumnResult
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tile_view import TileModel, TileView
from explorer.gui.tiles import Tile
from explorer.protocol.ids import NO_IMAGE
from explorer.protocol.naming import PipelineName, StageName
from explorer.protocol.query import Query
from explorer.protocol.specs import MethodSpec

PRECISION_K = 10


class RankingModel(TileModel):
    """One method's list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result: ColumnResult | None = None
        self._changes: list[Change] | None = None

    def show(self, result: ColumnResult | None, changes: list[Change] | None, catalogue: CatalogueView) -> None:
        """Show a list, with its changes of rank against the reference where it is not the reference itself."""
        other_list = result is not self.result or changes != self._changes
        if other_list:
            self.beginResetModel()
        self.result, self._changes, self.catalogue = result, changes, catalogue
        if other_list:
            self.endResetModel()

    def __len__(self) -> int:
        return 0 if self.result is None else len(self.result.ids)

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
        tile = Tile(image, self.catalogue.title(image), position + 1, self.result.scores[position], change, relevant)
        return replace(tile, tip=f"{self.catalogue.describe(image)}\n{', '.join(tile.facts)}")


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
        self.view.delegate.query = NO_IMAGE if member is None else member
        self.model.show(column.result, self._comparison.changes(column), catalogue)
        self.view.viewport().update()
        if query != self._query:
            self._query = query
            self.view.scrollToTop()
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
            self._blank.setText("No image is left: the collection holds nothing beside the query.")
        else:
            self._blank.setText("" if column.status in ("failed", "fitting") else "Searching…")


class ColumnHead(QFrame):
    """Method, figures and buttons of a column.

    Signals:
        method_chosen(str): another method.
        parameters_toggled(bool): show or hide the parameters.
        removed(), made_reference(): from the menu.
    """

    method_chosen = Signal(str)
    parameters_toggled = Signal(bool)
    removed = Signal()
    made_reference = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("columnHead")
        self.methods = QComboBox()
        self.methods.setAccessibleName("Method")
        self.methods.setMinimumContentsLength(8)
        self.methods.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.methods.activated.connect(lambda: self.method_chosen.emit(self.methods.currentData()))
        self.sliders = QToolButton()
        self.sliders.setCheckable(True)
        self.sliders.setToolTip("Parameters of this method")
        self.sliders.setAccessibleName("Parameters")
        self.sliders.toggled.connect(self.parameters_toggled)
        self._more = QToolButton()
        self._more.setText("⋯")
        self._more.setAccessibleName("More about this column")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._reference = QLabel("reference")
        self._reference.setObjectName("badge")
        self._reference.setToolTip("The other columns tell their changes of rank against this one")
        self.metrics = ElidedLabel()
        self.metrics.setObjectName("metrics")
        menu = QMenu(self._more)
        self._make_reference = menu.addAction("Make reference", self.made_reference.emit)
        self._remove = menu.addAction("Remove column", self.removed.emit)
        self._more.setMenu(menu)
        self._known: dict[str, MethodSpec] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.methods, 1)
        first.addWidget(self.sliders)
        first.addWidget(self._more)
        second = QHBoxLayout()
        second.addWidget(self.metrics, 1)
        second.addWidget(self._reference)
        self._reference.setFixedHeight(self.metrics.sizeHint().height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(9, 8, 8, 7)
        layout.setSpacing(5)
        layout.addLayout(first)
        layout.addLayout(second)

    def show_column(self, column: Column, methods: dict[str, MethodSpec], *, reference: bool, alone: bool) -> None:
        """Bring the head up to date."""
        self.sliders.setIcon(theme.icon("sliders"))
        self._fill(methods)
        place = self.methods.findData(column.pipeline.ranker.name)
        if place < 0:
            self.methods.addItem(column.pipeline.ranker.name, column.pipeline.ranker.name)
            place = self.methods.count() - 1
        self.methods.setCurrentIndex(place)
        self.methods.setEnabled(bool(methods))
        self.methods.setToolTip(str(column.pipeline))
        self._reference.setVisible(reference and not alone)
        self._make_reference.setEnabled(not reference)
        self._remove.setEnabled(not alone)
        self.metrics.set_whole(figures(column.result))
        self.metrics.setToolTip(figures_explained(column.result))

    def _fill(self, methods: dict[str, MethodSpec]) -> None:
        if methods == self._known:
            return
        self._known = methods
        self.methods.clear()
        rankers = [spec for spec in methods.values() if spec.kind == "ranker"]
        family = ""
        for spec in sorted(rankers, key=_family_order(rankers)):
            if spec.family != family:
                family = spec.family
                self.methods.addItem(family.capitalize())
                model = self.methods.model()
                assert isinstance(model, QStandardItemModel)
                model.item(self.methods.count() - 1).setEnabled(False)
            self.methods.addItem(spec.title, spec.name)
            self.methods.setItemData(self.methods.count() - 1, spec.summary, Qt.ItemDataRole.ToolTipRole)


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
        focus_changed(int): the column that the map and the graph follow.

    Attributes:
        focus: key of that column.
    """

    hovered = Signal(int)
    chosen = Signal(int)
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


def figures(result: ColumnResult | None) -> str:
    """Quality, time and size in one line."""
    if result is None:
        return " "
    parts = []
    if result.average_precision is not None:
        parts.append(f"AP {result.average_precision:.3f}")
    precision = result.precision(PRECISION_K)
    if precision is not None:
        parts.append(f"P@{PRECISION_K} {precision:.2f}")
    parts += [f"{result.milliseconds:.1f} ms", f"{bytes_text(result.bytes_per_item)}/image"]
    return "  ·  ".join(parts)


def figures_explained(result: ColumnResult | None) -> str:
    """What the figures mean, as a tooltip."""
    if result is None:
        return ""
    lines = [f"{result.pipeline}", f"Search: {result.milliseconds:.2f} ms in the engine"]
    lines.append(f"Memory: {result.bytes_per_item:,.0f} bytes for each image, everything that a search needs")
    if result.average_precision is not None:
        lines.append(
            "AP: average precision over the whole ranking; "
            f"P@{PRECISION_K}: share of relevant images in the first {PRECISION_K}"
        )
    return "\n".join(lines)


def bytes_text(number: float) -> str:
    """A size as people write it."""
    if number < 1000:
        return f"{number:.0f} B"
    return f"{number / 1000:.1f} kB" if number < 1e6 else f"{number / 1e6:.1f} MB"


def _family_order(specs: list[MethodSpec]) -> Callable[[MethodSpec], tuple[int, str]]:
    """Families in the order in which the engine tells them, methods by title within."""
    order = {family: place for place, family in enumerate(dict.fromkeys(spec.family for spec in specs))}
    return lambda spec: (order[spec.family], spec.title)
