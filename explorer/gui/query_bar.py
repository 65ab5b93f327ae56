"""The bar above the content: where the query stands, and how one asks for another."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QImage, QResizeEvent
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from explorer.gui import theme
from explorer.gui.background import Background
from explorer.gui.catalogue import CatalogueView
from explorer.gui.chip_row import ChipRow
from explorer.gui.chips import PICTURE, Chip
from explorer.gui.cuts_button import CutsButton
from explorer.gui.elided import ElidedLabel
from explorer.gui.history import History
from explorer.gui.history_menu import HistoryMenu
from explorer.gui.language import tr
from explorer.gui.named_box import NamedBox
from explorer.gui.term_pictures import TermPictures, term_title
from explorer.gui.thumbnails import Thumbnails
from explorer.protocol.query import Query, Term

WIDE = 1080
"""A bar narrower than this shows its switches as icons alone."""
EXPLAINED = 900
"""A bar narrower than this leaves out what the choice of labels is for."""
CHIP = 150
"""So much wider it has to be for each further chip."""
NARROW = 800
"""A bar narrower than this, beside the field for words, shows the query in a line of its own."""
LETTERS = 5
"""So many letters of a name of labels are seen at least."""
REMEMBERED = 50
"""So many words that were searched for are offered again."""
WAITING_MS = 150
"""Shorter waits are not shown: a text that flashes up tells nothing."""


class QueryBar(QFrame):
    """Chips of the query, and the actions beside them.

    Signals:
        removed(int): take away the term at that place.
        term_changed(int, dict): give the term at that place other values.
        region_wanted(int): draw a region on the term at that place.
        words_given(str): search for words.
        label_column_chosen(str): judge relevance by this column.
        history_wanted(): show the recent queries.
        history_chosen(int): go so many queries ahead, or back where negative.
    """

    removed = Signal(int)
    term_changed = Signal(int, object)
    region_wanted = Signal(int)
    words_given = Signal(str)
    label_column_chosen = Signal(str)
    history_wanted = Signal()
    history_chosen = Signal(int)

    def __init__(
        self, thumbnails: Thumbnails, background: Background, left: list[QAction], right: list[QAction]
    ) -> None:
        super().__init__()
        self.setObjectName("queryBar")
        self._thumbnails = thumbnails
        self._pictures = TermPictures(thumbnails, background, self)
        self._outside: QImage | None = None
        self._switches: list[QToolButton] = []
        self._cuts: CutsButton | None = None
        self._hint = ElidedLabel(tr("Double-click a picture, or drop or paste one"))
        self._hint.setObjectName("muted")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.chips = ChipRow()
        self._waiting = ElidedLabel()
        self._waiting.setObjectName("muted")
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(WAITING_MS)
        self._late.timeout.connect(self._waiting.show)
        self._typed = QStringListModel(self)
        self.words = _words_field(self._typed)
        self.words.returnPressed.connect(self._give_words)
        self._labels_text = QLabel(tr("Relevant by"))
        self._labels_text.setObjectName("muted")
        self._labels = _labels_box()
        self._labels.textActivated.connect(self.label_column_chosen)
        self._names: list[str] = []
        self.history = HistoryMenu(self._pictures, self)
        self.history.chosen.connect(self.history_chosen)
        self._history = QToolButton()
        self._history.setIconSize(QSize(14, 20))
        self._history.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._history.setAccessibleName(tr("Recent queries"))
        self._history.setToolTip(tr("Recent queries"))
        self._history.clicked.connect(self.history_wanted)
        self._lay_out(left, right)
        self.refresh_icons()
        self.show_waiting("")
        self.show_words_field(False)
        self.show_query(None, CatalogueView.empty())
        self._pictures.ready.connect(self._load_pictures)
        self.show_label_columns([], "")

    def _lay_out(self, left: list[QAction], right: list[QAction]) -> None:
        self._line = QHBoxLayout()
        self._line.setSpacing(4)
        self._add_buttons(self._line, left)
        self._line.insertWidget(2, self._history)
        self._line.addSpacing(4)
        self._line.addWidget(self._hint, 1)
        self._place_of_chips = self._line.count()
        self._line.addWidget(self.chips, 1)
        self._line.addWidget(self._waiting)
        self._line.addWidget(self.words)
        self._line.addSpacing(4)
        self._line.addWidget(self._labels_text)
        self._line.addWidget(self._labels)
        self._line.addSpacing(4)
        self._add_buttons(self._line, right)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(10, 6, 10, 6)
        self._lines.setSpacing(6)
        self._lines.addLayout(self._line)
        self._below = QHBoxLayout()
        self._below.setSpacing(4)
        self._lines.addLayout(self._below)
        self.setMinimumHeight(PICTURE + 22)
        self.chips.unfolded.connect(lambda _: self._make_room())

    def show_query(self, query: Query | None, catalogue: CatalogueView) -> None:
        """Show the terms of the query as chips; those that stand there already stay, with the keyboard on them."""
        terms = query.terms if query is not None else ()
        before = list(self.chips.chips)
        chips = []
        for place, term in enumerate(terms):
            same = next((chip for chip in before if (chip.term.kind, chip.term.value) == (term.kind, term.value)), None)
            if same is not None:
                before.remove(same)
            chips.append(same or self._new_chip(term, term_title(term, catalogue)))
            chips[place].show_term(term, alone=len(terms) == 1)
        had_focus = any(chip.isAncestorOf(self.focusWidget()) for chip in before if self.focusWidget() is not None)
        self.chips.set_chips(chips)
        if had_focus and chips:
            chips[-1].setFocus()
        self._take_words(terms)
        self._load_pictures()
        self._make_room()
        self._hint.setVisible(not terms)
        self.chips.setVisible(bool(terms))

    def show_waiting(self, text: str) -> None:
        """Tell what is being read for the next query; nothing where the text is empty."""
        self._waiting.set_whole(text, Qt.TextElideMode.ElideMiddle)
        if text:
            self._late.start()
        else:
            self._late.stop()
            self._waiting.hide()

    def show_words_field(self, visible: bool) -> None:
        """Offer to search for words, as soon as there is something to search."""
        self.words.setVisible(visible)
        self._make_room()

    def show_label_columns(self, names: list[str], chosen: str) -> None:
        """Offer these columns as labels; nothing is shown where there is no choice."""
        self._names = names
        self._labels.clear()
        self._labels.addItems(names)
        self._labels.setCurrentText(chosen)
        self._make_room()

    def add_chip(self, chip: CutsButton) -> None:
        """Put a button of its own behind the query."""
        self._cuts = chip
        self._line.insertWidget(self._line.indexOf(self._waiting), chip)

    def show_history(self, history: History, catalogue: CatalogueView) -> None:
        """Open the list of recent queries."""
        self.history.popup(history, catalogue, self._history)

    def enable_history(self, enabled: bool) -> None:
        """Whether there is a query to go to."""
        self._history.setEnabled(enabled)

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        self._history.setIcon(theme.icon("chevron"))
        if self._cuts is not None:
            self._cuts.refresh()
        for chip in self.chips.chips:
            chip.refresh_icons()

    def _add_buttons(self, layout: QHBoxLayout, actions: list[QAction]) -> None:
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(20, 20))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if action.isCheckable():
                self._switches.append(button)
            layout.addWidget(button)

    def _make_room(self) -> None:
        """Leave out texts where the bar is narrow, so that the query keeps its place."""
        chips = CHIP * min(max(len(self.chips.chips) - 1, 0), 4)
        wide = self.width() >= WIDE + chips
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if wide else Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._switches:
            button.setToolButtonStyle(style)
        self._labels.setVisible(len(self._names) > 1)
        self._labels_text.setVisible(len(self._names) > 1 and self.width() >= EXPLAINED + chips)
        self._labels.setFixedWidth(220 if wide else 110)
        self.words.setFixedWidth(230 if wide else 130)
        fields = self.words.width() if self.words.isVisibleTo(self) else 0
        if self.chips.is_unfolded or self.width() < NARROW + fields:
            self._move_chips(below=True)
            self._move_labels(below=not self._labels_fit())
        else:
            self._move_labels(below=False)
            self._move_chips(below=False)

    def _move_chips(self, *, below: bool) -> None:
        """Give the chips a line of their own, or the middle of the first one."""
        if below == (self._below.indexOf(self.chips) >= 0):
            return
        if below:
            self._line.removeWidget(self.chips)
            self._line.insertStretch(self._place_of_chips, 1)
            self._below.addWidget(self.chips, 1)
        else:
            self._below.removeWidget(self.chips)
            self._line.takeAt(self._place_of_chips)
            self._line.insertWidget(self._place_of_chips, self.chips, 1)

    def _labels_fit(self) -> bool:
        """Whether the first line has room for the choice of labels, where the chips have the second one."""
        self._line.invalidate()
        margins, needed = self._lines.contentsMargins(), self._line.minimumSize().width()
        if self._line.indexOf(self._labels) < 0 and len(self._names) > 1:
            needed += self._labels.minimumSizeHint().width() + self._line.spacing()
        return needed + margins.left() + margins.right() <= self.width()

    def _move_labels(self, *, below: bool) -> None:
        """Put the choice of labels behind the chips in the second line, with the words that stand for them, or back."""
        if below == (self._below.indexOf(self._labels) >= 0):
            return
        if below:
            self._line.removeWidget(self._hint)
            self._line.removeWidget(self._labels)
            self._below.insertWidget(0, self._hint, 1)
            self._below.addWidget(self._labels)
        else:
            self._below.removeWidget(self._hint)
            self._below.removeWidget(self._labels)
            self._line.insertWidget(self._place_of_chips - 1, self._hint, 1)
            self._line.insertWidget(self._line.indexOf(self._labels_text) + 1, self._labels)

    def _give_words(self) -> None:
        text = self.words.text().strip()
        if text:
            self.words.selectAll()  # they stay until they are searched for: what is refused can be mended
            self.words_given.emit(text)

    def _take_words(self, terms: Sequence[Term]) -> None:
        """Words that are in the query leave the field, and are offered when they are typed again."""
        for term in terms:
            if term.kind != "text":
                continue
            words = str(term.value)
            if self.words.text().strip().lstrip("+-−").strip() == words:
                self.words.clear()
            known = [text for text in self._typed.stringList() if text != words]
            self._typed.setStringList([words, *known][:REMEMBERED])

    # Chips

    def _new_chip(self, term: Term, title: str) -> Chip:
        chip = Chip(term, title)
        chip.removed.connect(lambda: self.removed.emit(self._place(chip)))
        chip.changed.connect(lambda values: self.term_changed.emit(self._place(chip), values))
        chip.region_wanted.connect(lambda: self.region_wanted.emit(self._place(chip)))
        chip.moved.connect(lambda steps: self._move_focus(self._place(chip) + steps))
        return chip

    def _place(self, chip: Chip) -> int:
        return self.chips.chips.index(chip)

    def _move_focus(self, place: int) -> None:
        if 0 <= place < len(self.chips.chips) and self.chips.chips[place].isVisible():
            self.chips.chips[place].setFocus()

    def _load_pictures(self) -> None:
        """Give the chips their pictures, as far as they are there."""
        for chip in self.chips.chips:
            chip.set_picture(self._pictures.pixmap(chip.term, PICTURE, self.devicePixelRatioF()))
            chip.show_picture(not self._pictures.is_missing(chip.term))
        alone = self.chips.chips[0].term if len(self.chips.chips) == 1 else None
        outside = self._pictures.image(alone) if alone is not None else None
        if outside is not self._outside:
            self._outside = outside
            self._thumbnails.set_outside(outside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._make_room()


def _words_field(typed: QStringListModel) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(tr("Find words"))
    completer = QCompleter(typed, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
    field.setAccessibleName(tr("Words to search for"))
    field.setToolTip(
        tr("Enter searches for the words; + before them adds them to the query, - searches away from them")
    )
    field.setClearButtonEnabled(True)
    return field


def _labels_box() -> NamedBox:
    box = NamedBox(tr("Column that tells what is relevant"), LETTERS)
    box.setToolTip(tr("An image is relevant where it shares this label with the query"))
    return box
