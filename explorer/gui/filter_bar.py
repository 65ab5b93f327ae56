"""The bar below the query: what part of the collection is shown and searched."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.gui import theme
from explorer.gui.background import Background
from explorer.gui.catalogue import CatalogueView, column_title
from explorer.gui.elided import ElidedLabel
from explorer.gui.filters import (
    Between,
    ColumnWords,
    Condition,
    Filter,
    NameWords,
    OneOf,
    Part,
    Selection,
    counted_values,
    is_prose,
    passing,
    range_of,
)
from explorer.gui.flow import FlowLayout
from explorer.gui.language import tr
from explorer.gui.pickers import DEBOUNCE_MS, Picker, RangePicker, ValuePicker, WordsPicker
from explorer.gui.search_field import SearchField
from explorer.protocol.ids import Ids

CHIP_WIDTH = 300


class FilterBar(QFrame):
    """A search field, pickers for labels and other columns, and a chip for each active filter.

    It stays hidden until somebody asks for it, and cannot be hidden while a filter is active: what restricts the
    searches must be seen.

    Signals:
        changed(Filter): another filter is wanted.
        dismissed(): the bar is gone, the keyboard belongs to the page again.
    """

    changed = Signal(object)
    dismissed = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterBar")
        self.setAccessibleName(tr("Filters"))
        self._background = background
        self._catalogue = CatalogueView.empty()
        self._filter = Filter()
        self._asked = False
        self._on_page = False
        self._counted = False
        self._count = ""
        self._search = self._make_search()
        self._labels = self._make_button(tr("Filter by label"))
        self._labels.clicked.connect(lambda: self._pick(self._catalogue.label_column, self._labels))
        self._more = self._make_button(tr("Filter by another column"))
        self._more.setText(tr("More"))
        self._menu = QMenu(self._more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._clear = QPushButton(tr("Clear filters"))
        self._clear.setObjectName("link")
        self._clear.clicked.connect(self.clear)
        self._close = QToolButton()
        self._close.setIconSize(QSize(14, 14))
        self._close.setAccessibleName(tr("Hide the filters"))
        self._close.setToolTip(tr("Show everything again and hide the filters (Esc)"))
        self._close.clicked.connect(self.dismiss)
        self._chips = FlowLayout()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DEBOUNCE_MS)
        self._delay.timeout.connect(self._search_now)
        self._lay_out()
        self.refresh_icons()
        self._show()

    # For others

    def show_catalogue(self, catalogue: CatalogueView) -> None:
        """Offer the columns of a catalogue."""
        self._catalogue = catalogue
        label = catalogue.label_column
        self._search.setPlaceholderText(
            tr("Words in folder or file name") if catalogue.has_files else tr("Words in the name")
        )
        self._labels.setVisible(label is not None)
        self._labels.setText("" if label is None else column_title(label))
        self._labels.setAccessibleName(tr("Filter by {column}", column=label or tr("label")))
        self._more.setVisible(any(name != label for name in catalogue.columns))

    def show_on_page(self, *, possible: bool, counted: bool) -> None:
        """Tell whether the page shown has images to filter, and whether it says itself how many pass."""
        self._on_page, self._counted = possible, counted
        self._show_chips()
        self._show()

    def show_count(self, text: str) -> None:
        """Tell how many images pass, such as `213 of 5,421 images`."""
        self._count = text
        self._show_chips()

    def ask(self) -> None:
        """Show the bar and put the cursor into its field; where it is there already, hide it."""
        if self.isVisible() and self._search.hasFocus() and not self._filter:
            self.dismiss()
            return
        self._asked = True
        self._show()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def dismiss(self) -> None:
        """Hide the bar; the filters go with it."""
        self._asked = False
        self.clear()
        self._show()
        self.dismissed.emit()

    def clear(self) -> None:
        """Show and search everything again."""
        self._set(Filter())

    def reset(self) -> None:
        """Forget everything, because another collection is open."""
        self._asked = False
        self.clear()

    def set_filter(self, wanted: Filter) -> None:
        """Show and search what passes this."""
        self._set(wanted)

    def set_selection(self, ids: Ids, title: str) -> None:
        """Show and search these images alone, such as those inside a lasso; none takes that away again."""
        selection = Selection(np.sort(ids), title) if len(ids) else None
        self._set(replace(self._filter, selection=selection))

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        self._close.setIcon(theme.icon("close"))
        self._search.refresh_icons()
        for button in (self._labels, self._more):
            button.setIcon(theme.icon("chevron-down"))
        self._show_chips()

    # Inside

    def _make_search(self) -> SearchField:
        field = SearchField("", tr("Filter by words in the name"), "filter")
        field.setMinimumWidth(150)
        field.setMaximumWidth(300)
        field.textChanged.connect(lambda _: self._delay.start())
        field.returnPressed.connect(self._search_now)
        field.installEventFilter(self)
        return field

    def _make_button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("pick")
        button.setAccessibleName(name)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the text
        button.setIconSize(QSize(12, 12))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.hide()
        return button

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self._search, 3)
        for widget in (self._labels, self._more):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(self._clear)
        first.addWidget(self._close)
        self._chip_box = QWidget()
        self._chip_box.setLayout(self._chips)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 10, 6)
        layout.setSpacing(6)
        layout.addLayout(first)
        layout.addWidget(self._chip_box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _set(self, wanted: Filter) -> None:
        """Make another filter the current one; a selection equals only itself."""
        if wanted == self._filter:
            return
        self._filter = wanted
        if " ".join(self._search.text().split()) != wanted.words:
            self._search.setText(wanted.words)
            self._delay.stop()
        self._show_chips()
        self._show()
        self.changed.emit(wanted)

    def _search_now(self) -> None:
        self._delay.stop()
        self._set(replace(self._filter, words=" ".join(self._search.text().split())))

    def _show(self) -> None:
        self._clear.setVisible(bool(self._filter))
        self.setVisible(self._on_page and (self._asked or bool(self._filter)))

    def _show_chips(self) -> None:
        while item := self._chips.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        parts = [part for part in self._filter.parts() if not isinstance(part, NameWords)]
        for part in parts:
            chip = FilterChip(part)
            chip.removed.connect(lambda part=part: self._set(self._filter.without(part)))
            self._chips.addWidget(chip)
        if self._filter and self._count and not self._counted:
            count = QLabel(self._count)
            count.setObjectName("heading")
            count.setContentsMargins(4, 4, 8, 4)
            self._chips.insert(0, count)
        self._chip_box.setVisible(self._chips.count() > 0)
        self._chips.invalidate()

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name in self._catalogue.columns:
            if name != self._catalogue.label_column:
                self._menu.addAction(name, lambda name=name: self._pick(name, self._more))

    def _pick(self, column: str | None, button: QToolButton) -> None:
        """Open the picker for a column; another thread counts its values among what the other filters leave."""
        if column is None or column not in self._catalogue.listing.columns:
            return
        catalogue, listing, now = self._catalogue, self._catalogue.listing, self._filter.condition(column)
        others = self._filter.with_condition(column, None)

        def prepare() -> Callable[[], Picker]:
            if is_prose(listing, column):
                return lambda: WordsPicker(column, now if isinstance(now, ColumnWords) else None, self)
            among = passing(catalogue, others)
            if listing.columns[column].numeric:
                low, high = range_of(listing.columns[column], among)
                return lambda: RangePicker(column, low, high, now if isinstance(now, Between) else None, self)
            values, counts = counted_values(listing, column, among)
            chosen = now.values if isinstance(now, OneOf) else ()
            return lambda: ValuePicker(column, values, counts, chosen, self)

        def show(make: Callable[[], Picker]) -> None:
            if not self.isVisible():
                return
            if listing is not self._catalogue.listing:  # other images were found meanwhile
                self._pick(column, button)
                return
            picker = make()
            picker.changed.connect(lambda condition: self._demand(column, condition))
            picker.show_below(button)

        self._background.run(prepare, show, lambda _: None)

    def _demand(self, column: str, condition: Condition | None) -> None:
        self._set(self._filter.with_condition(column, condition))

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape empties the field first, then hides the bar."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            if self._search.text():
                self._search.clear()
                self._search_now()
            else:
                self.dismiss()
            return True
        return super().eventFilter(watched, event)


class FilterChip(QFrame):
    """One active filter, and the button that takes it away.

    Signals:
        removed(): it shall be taken away.
    """

    removed = Signal()

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.setObjectName("filterChip")
        text = ElidedLabel()
        text.setMaximumWidth(CHIP_WIDTH)
        text.set_whole(part.title)
        self.setToolTip(part.title)
        self.setAccessibleName(tr("Filter: {title}", title=part.title))
        button = QToolButton()
        button.setIcon(theme.icon("close"))
        button.setIconSize(QSize(12, 12))
        button.setAccessibleName(tr("Remove the filter {title}", title=part.title))
        button.setToolTip(tr("Remove this filter"))
        button.clicked.connect(self.removed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 1, 3, 1)
        layout.setSpacing(4)
        layout.addWidget(text)
        layout.addWidget(button)
