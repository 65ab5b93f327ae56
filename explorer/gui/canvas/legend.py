"""What the colours of the map mean: labels to be picked, or a ramp with its ends."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QLinearGradient, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from explorer.gui.canvas import colours, marks
from explorer.gui.language import number_text, tr, tr_count

_ROWS = 2
_SWATCH = 12
_LONGEST = 150
"""Pixels that the text of one label may take."""
_GAP = 2


class Legend(QWidget):
    """A line or two below the map.

    Signals:
        picked(object): colour number of the label to be shown alone; None to show all.
    """

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Legend"))
        self._kinds = _KindRows(self.picked.emit)
        self._ramp = _Ramp()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 3)
        layout.setSpacing(0)
        layout.addWidget(self._kinds)
        layout.addWidget(self._ramp)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.show_nothing()

    def show_kinds(self, labelling: colours.Labelling, isolated: int | None) -> None:
        """The labels that have a colour, the largest first."""
        self.setVisible(bool(labelling.kinds))
        self._ramp.hide()
        self._kinds.show()
        self._kinds.set_kinds(labelling, isolated)

    def set_low(self, low: bool) -> None:
        """Where the panel is low, all labels are in the menu, and the map keeps its height."""
        self._kinds.set_low(low)

    def show_ramp(
        self, best: str, worst: str, colour: Callable[[float], QColor] = colours.ramp, *, title: str = ""
    ) -> None:
        """The colours between two values, from 0 (best) to 1; `title` says more to who points at it."""
        self.show()
        self._kinds.hide()
        self._ramp.show()
        self._ramp.set_ends(best, worst, colour)
        self._ramp.setToolTip(title)

    def show_nothing(self) -> None:
        """All points have one colour."""
        self.hide()


class _KindRows(QWidget):
    """Buttons in as many rows as there is room for; the rest is in a menu."""

    def __init__(self, picked: Callable[[int | None], None]) -> None:
        super().__init__()
        self._picked = picked
        self._kinds: list[colours.Kind] = []
        self._labels = 0
        self._isolated: int | None = None
        self._low = False
        self._buttons: list[QToolButton] = []
        self._more = self._button(tr("more…"))
        self._more.setToolTip(tr("Labels with a colour for which there is no room here"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._more.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill_menu)

    def set_kinds(self, labelling: colours.Labelling, isolated: int | None) -> None:
        kinds, self._labels = labelling.kinds, labelling.labels
        if kinds != self._kinds:
            for button in self._buttons:
                button.hide()
                button.deleteLater()
            self._kinds = kinds
            self._buttons = [self._kind_button(kind) for kind in kinds]
        self._isolated = isolated
        for button, kind in zip(self._buttons, kinds, strict=True):
            button.setIcon(_swatch(colours.colour_of(kind.code), self.devicePixelRatioF()))
            button.setChecked(kind.code == isolated)
        self._lay_out()

    def set_low(self, low: bool) -> None:
        if low != self._low:
            self._low = low
            self._lay_out()

    def _kind_button(self, kind: colours.Kind) -> QToolButton:
        name = self.fontMetrics().elidedText(kind.name, Qt.TextElideMode.ElideMiddle, _LONGEST)
        button = self._button(f"{name.replace('&', '&&')}  {number_text(kind.count)}")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(
            tr("{name}: {count:,} images. Click to show these alone in colour.", name=kind.name, count=kind.count)
        )
        button.setAccessibleName(tr("{name}, {count:,} images", name=kind.name, count=kind.count))
        button.setCheckable(True)
        button.clicked.connect(lambda checked, code=kind.code: self._picked(code if checked else None))
        return button

    def _button(self, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("legendEntry")
        button.setText(text)
        button.setIconSize(QSize(_SWATCH, _SWATCH))
        button.show()
        return button

    def _fill_menu(self) -> None:
        self._menu.clear()
        for kind in self._kinds:
            icon = _swatch(colours.colour_of(kind.code), self.devicePixelRatioF())
            action = self._menu.addAction(icon, f"{kind.name.replace('&', '&&')}   {number_text(kind.count)}")
            action.setCheckable(True)
            action.setChecked(kind.code == self._isolated)
            action.triggered.connect(lambda checked, code=kind.code: self._picked(code if checked else None))

    def _lay_out(self) -> None:
        """Row after row, the largest labels first; what has no colour of its own is always told."""
        height = self._more.sizeHint().height()
        if self._low:
            for button in self._buttons:
                button.hide()
            self._more.setText(
                tr_count("{n:,} label…", "{n:,} labels…", self._labels) if self._labels else tr("no label")
            )
            _Places(self.width(), height, 1).put(self._more, 0)
            self.setFixedHeight(height)
            return
        coloured = [(b, k) for b, k in zip(self._buttons, self._kinds, strict=True) if k.code < colours.OTHER]
        grey = [b for b, k in zip(self._buttons, self._kinds, strict=True) if k.code >= colours.OTHER]
        places = _Places(self.width(), height, _ROWS)
        fits = places.room_for([b.sizeHint().width() for b in self._buttons])
        self._more.setText(tr("{n} more…", n=len(coloured)))  # the widest that it can become
        kept = 0 if fits else sum(b.sizeHint().width() + _GAP for b in [*grey, self._more])
        shown = 0
        for button, _ in coloured:
            if not places.put(button, kept):
                break
            shown += 1
        for button, _ in coloured[shown:]:
            button.hide()
        for button in grey:
            places.put(button, 0)
        self._more.setVisible(shown < len(coloured))
        if shown < len(coloured):
            self._more.setText(tr("{rest} more…", rest=len(coloured) - shown))
            places.put(self._more, 0)
        self.setFixedHeight(places.bottom)

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be."""
        return QSize(60, self._more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()


class _Places:
    """Fills a few rows from left to right."""

    def __init__(self, width: int, height: int, rows: int) -> None:
        self._width, self._height, self._rows = width, height, rows
        self._x = self._row = 0

    @property
    def bottom(self) -> int:
        """Height of the rows in use."""
        return (self._row + 1) * (self._height + _GAP) - _GAP

    def room_for(self, widths: list[int]) -> bool:
        """Whether widgets of these widths fit into the rows."""
        x, row = 0, 0
        for width in widths:
            if x and x + width > self._width:
                x, row = 0, row + 1
            x += width + _GAP
        return row < self._rows

    def put(self, button: QToolButton, kept: int) -> bool:
        """Give a button the next place; not where the last row must keep so many pixels for others."""
        width = button.sizeHint().width()
        if self._x and self._x + width > self._width - (kept if self._row == self._rows - 1 else 0):
            if self._row == self._rows - 1 and kept:
                return False
            self._x, self._row = 0, self._row + 1
        elif self._row == self._rows - 1 and kept and self._x + width > self._width - kept:
            return False
        button.setGeometry(self._x, self._row * (self._height + _GAP), min(width, max(self._width, 1)), self._height)
        button.show()
        self._x += width + _GAP
        return True


class _Ramp(QWidget):
    """A bar of colours between two values."""

    def __init__(self) -> None:
        super().__init__()
        self._best, self._worst = QLabel(), QLabel()
        self._bar = _Bar()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 3, 4, 3)
        for widget in (self._best, self._bar, self._worst):
            widget.setObjectName("muted")
            layout.addWidget(widget, 1 if widget is self._bar else 0)

    def set_ends(self, best: str, worst: str, colour: Callable[[float], QColor]) -> None:
        self._bar.colour = colour
        self._bar.update()
        self._best.setText(best)
        self._worst.setText(worst)
        self.setAccessibleName(tr("Colours from {best} to {worst}", best=best, worst=worst))


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.colour: Callable[[float], QColor] = colours.ramp
        self.setFixedHeight(10)
        self.setMinimumWidth(30)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The ramp."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gradient = QLinearGradient(0, 0, self.width(), 0)
        for stop in (0.0, 0.25, 0.5, 0.75, 1.0):
            gradient.setColorAt(stop, self.colour(stop))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRoundedRect(self.rect(), 5, 5)


def _swatch(colour: QColor, ratio: float) -> QIcon:
    """A disc as drawn on the map."""
    pixmap = QPixmap(QSize(_SWATCH, _SWATCH) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(marks.ground(), 1))
    painter.setBrush(colour)
    painter.drawEllipse(1, 1, _SWATCH - 2, _SWATCH - 2)
    painter.end()
    return QIcon(pixmap)
