"""The chips of a query in one line, or in several when unfolded."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from explorer.gui.chips import NAME, PICTURE, Chip
from explorer.gui.language import tr

GAP = 6
LINE = PICTURE + 8
"""Height of a chip."""
UNFOLDED = 250
"""Widest chip in several lines."""


class ChipRow(QWidget):
    """Shows as many chips as fit, and a button for the others; unfolded, it takes as many lines as they need.

    Signals:
        unfolded(bool): the person wants to see all of them, or one line.
    """

    unfolded = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.chips: list[Chip] = []
        self.is_unfolded = False
        self.more = QToolButton(self)
        self.more.setObjectName("more")
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self._toggle)
        self.more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(LINE)

    def set_chips(self, chips: list[Chip]) -> None:
        """Show these chips; those that are not among them any more are deleted."""
        for chip in self.chips:
            if chip not in chips:
                chip.hide()
                chip.deleteLater()
        self.chips = chips
        previous: QWidget | None = None
        for chip in chips:
            chip.setParent(self)
            chip.show()
            if previous is not None:
                QWidget.setTabOrder(previous, chip)
            previous = chip
        if self.is_unfolded and len(chips) < 2:
            self._toggle()
        self.arrange()

    def arrange(self) -> None:
        """Give each chip its place."""
        if self.is_unfolded:
            self._wrap()
        else:
            self._fold()

    def _fold(self) -> None:
        """One line: chips as wide as they like, or narrower, or the first few alone."""
        sizes = [(chip.minimumSizeHint().width(), chip.sizeHint().width()) for chip in self.chips]
        shown = len(sizes)
        while shown > 1 and self._needed(sizes, shown) > self.width():
            shown -= 1
        rest = len(sizes) - shown
        room = self.width() - (
            self._label(tr("+{rest} more", rest=rest), tr("Show {rest} more", rest=rest)) if rest else 0
        )
        x = 0
        for chip, width in zip(self.chips, _shared(sizes[:shown], room), strict=False):
            chip.setGeometry(x, 0, width, LINE)
            x += width + GAP
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < shown)
        self.more.setVisible(bool(rest))
        if rest:
            self.more.setGeometry(QRect(x, (LINE - self.more.sizeHint().height()) // 2, *_pair(self.more.sizeHint())))
        self._take_height(LINE)

    def _wrap(self) -> None:
        """As many lines as are needed, with the button to fold at the end."""
        self._label(tr("Fold"), tr("Show one line"))
        x = y = 0
        for widget in (*self.chips, self.more):
            width = min(widget.sizeHint().width(), UNFOLDED, self.width())
            height = widget.sizeHint().height()
            if x and x + width > self.width():
                x, y = 0, y + LINE + GAP
            alone = widget is self.more and x == 0  # in a lower line of its own
            widget.setGeometry(x, y + (0 if alone else (LINE - height) // 2), width, height)
            widget.show()
            x += width + GAP
        self._take_height(y + (self.more.height() if alone else LINE))

    def _take_height(self, height: int) -> None:
        if height != self.height():
            self.setFixedHeight(height)

    def _needed(self, sizes: list[tuple[int, int]], shown: int) -> int:
        """The width that the first few chips need at least, with the button for the others."""
        least = sum(minimum for minimum, _ in sizes[:shown]) + GAP * (shown - 1)
        rest = len(sizes) - shown
        return least + (self._label(tr("+{rest} more", rest=rest), "") if rest else 0)

    def _label(self, text: str, tip: str) -> int:
        """Set the button's text; tells the width it needs, with the gap before it."""
        self.more.setText(text)
        self.more.setToolTip(tip)
        self.more.setAccessibleName(tip)
        return self.more.sizeHint().width() + GAP

    def _toggle(self) -> None:
        self.is_unfolded = not self.is_unfolded
        self.unfolded.emit(self.is_unfolded)
        self.arrange()

    def sizeHint(self) -> QSize:
        """Room for all chips."""
        return QSize(sum(chip.sizeHint().width() + GAP for chip in self.chips), self.height())

    def minimumSizeHint(self) -> QSize:
        """Room for one chip and the button."""
        least = self.chips[0].minimumSizeHint().width() if self.chips else 0
        return QSize(least + (self.more.sizeHint().width() + GAP if len(self.chips) > 1 else 0), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold chips as the room allows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()


def _shared(sizes: list[tuple[int, int]], room: int) -> list[int]:
    """Widths between the least and the wanted ones that fill the room together at most."""
    room -= GAP * (len(sizes) - 1)
    least, wanted = sum(low for low, _ in sizes), sum(high for _, high in sizes)
    if wanted <= room:
        return [high for _, high in sizes]
    if room - least < NAME * len(sizes):  # no name could be read: no gaps in their place
        return [min(low, max(room, 1)) for low, _ in sizes]
    spare = (room - least) / max(1, wanted - least)
    return [int(low + (high - low) * spare) for low, high in sizes]


def _pair(size: QSize) -> tuple[int, int]:
    return size.width(), size.height()
