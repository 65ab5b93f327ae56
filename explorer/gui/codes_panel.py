"""The codes of a column that hashes: bit by bit, ring by ring, by distance, by bucket; and the radius of the ball."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QScrollArea, QSlider, QStackedWidget, QVBoxLayout, QWidget

from explorer.gui.code_buckets import CodeBuckets
from explorer.gui.code_counts import CodeCounts
from explorer.gui.code_list import CodeList
from explorer.gui.code_rings import CodeRings
from explorer.gui.codes import LENGTHS, CodeView
from explorer.gui.elided import ElidedLabel
from explorer.gui.language import mark_text, tr
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.tiles import bits_text
from explorer.gui.tool_row import ToolRow

VIEWS = {
    "bits": mark_text("Bits"),
    "rings": mark_text("Rings"),
    "counts": mark_text("By distance"),
    "buckets": mark_text("Buckets"),
}
NOTHING = mark_text("Search with a method that hashes, such as ITQ or LAGNH:\nits codes appear here.")


class CodesPanel(QWidget):
    """Tools, the radius, and one of four views.

    Signals:
        column_chosen(str): the codes of the column of that key are wanted.
        length_wanted(int): one more column with codes of so many bits.
        filter_wanted(bool): only the images in the ball are to be shown and searched, or all again.
        radius_changed(int): the ball is another.

    Attributes:
        list, rings, counts, buckets: the views.
        kind: chooses between them.
        column: chooses between the columns that hash; hidden while there is only one.
        slider: the radius.
        only: whether the window is filtered by the ball.
        view: what is shown.
    """

    column_chosen = Signal(str)
    length_wanted = Signal(int)
    filter_wanted = Signal(bool)
    radius_changed = Signal(int)

    def __init__(self, thumbnails: Thumbnails, name_of: Callable[[int], str]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view: CodeView | None = None
        self._shown_for: object = None
        tools = self._tools = ToolRow(self)
        self.kind = tools.add_choice(tr("View"), "codes", VIEWS, lambda _: self._turn())
        self.column = tools.add_choice(tr("Codes of"), "jobs", {}, self.column_chosen.emit)
        self.column.hide()
        self._lengths = tools.add_button(tr("Code lengths side by side"), "plus", "Ins", self.offer_lengths)
        self.only = tools.add_switch(tr("Show and search the ball alone"), "filter", "B", self.filter_wanted.emit)
        self._radius_row = self._make_radius_row()
        self.list = CodeList(thumbnails, name_of)
        self.rings = CodeRings(thumbnails)
        self.counts = CodeCounts()
        self.buckets = CodeBuckets()
        self.counts.radius_chosen.connect(self.slider.setValue)
        self._views = QStackedWidget()
        for view in (self.list, self.rings, self.counts, self._scrolled(self.buckets)):
            self._views.addWidget(view)
        self._empty = QLabel(tr(NOTHING), alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setObjectName("emptyState")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget, stretch in ((tools, 0), (self._radius_row, 0), (self._views, 1), (self._empty, 1)):
            layout.addWidget(widget, stretch)
        self.setMinimumSize(220, 160)
        for keys, act in (("[", self._shrink), ("]", self._grow), ("Ins", self.offer_lengths)):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_parts()

    def _make_radius_row(self) -> QWidget:
        row = QWidget()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Radius of the Hamming ball, in bits"))
        self.slider.setMinimumSize(60, 22)
        self.slider.valueChanged.connect(self._show_radius)
        self._radius = QLabel()
        self._radius.setMinimumWidth(self._radius.fontMetrics().horizontalAdvance(tr("≤ 256 bits ")))
        self._told = ElidedLabel()
        self._told.setObjectName("muted")
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(QLabel(tr("Radius")))
        first.addWidget(self.slider, 1)
        first.addWidget(self._radius)
        layout = QVBoxLayout(row)
        layout.setContentsMargins(9, 2, 9, 5)
        layout.setSpacing(1)
        layout.addLayout(first)
        layout.addWidget(self._told)
        return row

    @staticmethod
    def _scrolled(view: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("How the images fill the codes"))
        area.setWidget(view)
        return area

    @property
    def radius(self) -> int:
        """Of the ball, in bits."""
        return self.slider.value()

    @property
    def told(self) -> str:
        """What is said of the ball."""
        return self._told.whole

    def show_columns(self, names: dict[str, str], chosen: str) -> None:
        """Offer the columns that hash: names by key."""
        self.column.setVisible(len(names) > 1)
        self.column.set_values(names)
        self.column.set_value(chosen)

    def show_codes(
        self, view: CodeView | None, query: int, relevant: Sequence[bool] | None = None, *, asked: object = None
    ) -> None:
        """Show the codes of a query and its results; the radius begins at 0 for each new query or code length.

        Args:
            view: the codes; None for none.
            query: the image that is searched for, -1 for one from outside the collection.
            relevant: whether each image shares a label with the query; None where that is not known.
            asked: what they answer: while it is the same, the radius stays.
        """
        self.view = view
        self._show_parts()
        if view is not None:
            self.slider.blockSignals(True)
            self.slider.setRange(0, view.farthest)
            if asked != self._shown_for:
                self.slider.setValue(0)
                self.only.setChecked(False)
            self.slider.blockSignals(False)
            self._shown_for = asked
        self.list.show_codes(view, query, tuple(relevant) if relevant is not None else None)
        self.rings.show_codes(view, query)
        self.counts.show_codes(view)
        self.buckets.show_codes(view)
        self._show_radius()

    def show_message(self, text: str) -> None:
        """Say why there are no codes."""
        self._empty.setText(text or tr(NOTHING))

    def offer_lengths(self) -> None:
        """A menu of code lengths: each is one more column."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for bits in LENGTHS:
            action = menu.addAction(
                tr("Add a column of {bits_text}", bits_text=bits_text(bits)),
                lambda bits=bits: self.length_wanted.emit(bits),
            )
            action.setEnabled(self.view is not None and bits != self.view.bits)
        menu.popup(self._lengths.mapToGlobal(QPoint(0, self._lengths.height())))

    def _shrink(self) -> None:
        self.slider.setValue(self.radius - 1)

    def _grow(self) -> None:
        self.slider.setValue(self.radius + 1)

    def _turn(self) -> None:
        self._views.setCurrentIndex(list(VIEWS).index(self.kind.value))
        self._show_parts()

    def _show_parts(self) -> None:
        there = self.view is not None
        self._views.setVisible(there)
        self._radius_row.setVisible(there)
        self._empty.setVisible(not there)

    def _show_radius(self) -> None:
        self._radius.setText(f"≤ {bits_text(self.radius)}")
        self._told.set_whole("" if self.view is None else self.view.told(self.radius))
        for view in (self.list, self.rings, self.counts):
            view.set_radius(self.radius)
        self.radius_changed.emit(self.radius)

    # Qt's own

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; a focus proxy would have Tab jump over the controls before it."""
        view = {"bits": self.list, "rings": self.rings}.get(self.kind.value) if self._views.isVisible() else None
        (view or self.kind).setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tools.refresh_icons()
