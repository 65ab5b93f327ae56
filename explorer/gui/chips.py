"""Chips: the terms of a query, each with picture, sign and weight."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from explorer.gui import theme
from explorer.gui.elided import ElidedLabel
from explorer.gui.language import tr
from explorer.gui.weight_popup import WeightPopup, stepped, weight_text
from explorer.protocol.query import Region, Term

PICTURE = 38
"""Side of a chip's picture in logical pixels."""
NAME = 46
"""Where there is less room for it, the name is left out."""
EASY_NAME = 104
"""With less room for the name than this, the button for the region is left out."""
SPACING = 4
MARGIN = 5
NOTCH = 120
"""What Qt tells for one notch of a mouse wheel."""
WIDEST = 320


class Chip(QFrame):
    """One term of the query.

    Signals:
        changed(dict): the term shall have these values: `sign`, `weight`.
        removed(): the person takes it away.
        region_wanted(): the person wants to draw a region.
        moved(int): the keyboard goes to the chip before (-1) or after (1).
    """

    changed = Signal(object)
    removed = Signal()
    region_wanted = Signal()
    moved = Signal(int)

    def __init__(self, term: Term, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(PICTURE + 8)
        self.term = term
        self.title = title
        self.alone = True
        self._pictured = True
        self._popup: WeightPopup | None = None
        self._turned = 0
        self._sign = _button(15, self._toggle_sign)
        self.picture = ChipPicture()
        self._name = ElidedLabel()
        self._name.set_whole(title, Qt.TextElideMode.ElideMiddle)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute  # beside its sign in any script
        self._name.setAlignment(left | Qt.AlignmentFlag.AlignVCenter)
        self._weight = _button(0, self.show_weights, WeightButton())
        self._weight.setObjectName("weight")
        self._region = _button(15, self.region_wanted.emit)
        self._remove = _button(13, self.removed.emit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, 3, MARGIN, 3)
        layout.setSpacing(SPACING)
        for widget in (self._sign, self.picture, self._name, self._weight, self._region, self._remove):
            layout.addWidget(widget, 1 if widget is self._name else 0)
        self.refresh_icons()
        self.show_term(term, alone=True)

    @property
    def has_picture(self) -> bool:
        """Whether the term is an image, of which a region can be drawn."""
        return self.term.kind in ("member", "file") and self._shows_picture()

    def show_term(self, term: Term, *, alone: bool) -> None:
        """Show other values of the same image or the same words; the weight of a term alone counts for nothing."""
        sign_changed = term.sign != self.term.sign
        self.term, self.alone = term, alone
        self.picture.set_region(term.region)
        self._weight.setText(weight_text(term.weight))
        self._weight.setVisible(not alone)
        away = term.sign < 0
        self.setProperty("away", "true" if away else "false")
        if sign_changed:
            self.refresh_icons()
        self.style().unpolish(self)
        self.style().polish(self)
        self._name_parts()
        self._show_buttons()

    def set_picture(self, pixmap: QPixmap | None) -> None:
        """Show the picture once it is there."""
        if pixmap is not None:
            self.picture.set_pixmap(pixmap)

    def show_picture(self, visible: bool) -> None:
        """Leave room for a picture, or not where there is none."""
        if visible != self._shows_picture():
            self._pictured = visible
            self.picture.setVisible(visible)
            self._name_parts()
            self._show_buttons()

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        c = theme.colours()
        away = self.term.sign < 0
        self._sign.setIcon(theme.icon("minus" if away else "plus", c.bad if away else c.accent))
        self._region.setIcon(theme.icon("region"))
        self._remove.setIcon(theme.icon("close"))
        self.picture.update()

    def show_weights(self) -> None:
        """Open the slider of the weight under the chip."""
        if self._popup is None:
            self._popup = WeightPopup(self)
            self._popup.changed.connect(lambda weight: self.changed.emit({"weight": weight}))
        self._popup.show_below(self, self.title, self.term.weight)

    def _name_parts(self) -> None:
        """What is told to screen readers and in tooltips."""
        sense = tr("searched for") if self.term.sign > 0 else tr("searched away from")
        parts = [self.title, sense]
        if not self.alone:
            parts.append(tr("weight {weight:g}", weight=self.term.weight))
        if self.term.region is not None:
            parts.append(tr("a part of it"))
        self.setAccessibleName(tr("Query: ") + ", ".join(parts))
        keys = tr("Delete removes, + and − change the sense")
        keys += "" if self.alone else tr(", ↑ ↓ or the wheel the weight")
        keys += tr(", R draws a region") if self.has_picture else ""
        self.setAccessibleDescription(keys)
        self.setToolTip(f"{', '.join(parts)}\n{keys}")
        other = tr("away from it") if self.term.sign > 0 else tr("for it")
        for button, text in (
            (self._sign, tr("Search {other}", other=other)), (self._weight, tr("Weight beside the other terms")),
            (self._region, tr("Draw a region")), (self._remove, tr("Remove from the query")),
        ):  # fmt: skip
            button.setAccessibleName(f"{text}: {self.title}")
            button.setToolTip(text)

    def _show_buttons(self) -> None:
        """Leave out what has no room: first the button for the region, whose key and menu remain, then the name."""
        spare = self.width() - self._least()
        self._name.setVisible(spare >= NAME + SPACING or not self._shows_picture())
        region = self._region.sizeHint().width() + 2 * SPACING
        name = min(self._name.sizeHint().width(), EASY_NAME)
        self._region.setVisible(self.has_picture and spare >= name + region)

    def _shows_picture(self) -> bool:
        return self._pictured

    def _least(self) -> int:
        """The width of what is always shown."""
        parts = [self._sign, self._remove, *([] if self.alone else [self._weight])]
        widths = [part.sizeHint().width() for part in parts] + [PICTURE if self._shows_picture() else NAME]
        return 2 * MARGIN + sum(widths) + SPACING * (len(widths) - 1)

    def _toggle_sign(self) -> None:
        self.changed.emit({"sign": -self.term.sign})

    def _step_weight(self, steps: int) -> None:
        weight = stepped(self.term.weight, steps)
        if weight != self.term.weight and not self.alone:
            self.changed.emit({"weight": weight})

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        away = self.term.sign < 0
        menu.addAction(tr("Search for it") if away else tr("Search away from it"), self._toggle_sign)
        if not self.alone:
            menu.addAction(tr("Weight…"), self.show_weights)
        if self.has_picture:
            menu.addAction(tr("Draw a region…"), self.region_wanted.emit)
        if self.term.region is not None:
            menu.addAction(tr("Take the whole image"), lambda: self.changed.emit({"region": None}))
        menu.addSeparator()
        menu.addAction(tr("Remove"), self.removed.emit)
        menu.popup(place)

    # Qt's own

    def sizeHint(self) -> QSize:
        """Room for the whole name, within limits."""
        region = self._region.sizeHint().width() + SPACING if self.has_picture else 0
        width = self._least() + region + max(self._name.sizeHint().width(), NAME) + SPACING
        return QSize(min(width, WIDEST), self.height())

    def minimumSizeHint(self) -> QSize:
        """Room for picture, sense and weight."""
        return QSize(self._least(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._show_buttons()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel changes the weight."""
        self._turned += event.angleDelta().y()
        steps = int(self._turned / NOTCH)  # trackpads turn by fractions of a notch
        self._turned -= steps * NOTCH
        self._step_weight(steps)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything that the mouse can do."""
        actions = {
            Qt.Key.Key_Delete: self.removed.emit, Qt.Key.Key_Backspace: self.removed.emit,
            Qt.Key.Key_Up: lambda: self._step_weight(1), Qt.Key.Key_Down: lambda: self._step_weight(-1),
            Qt.Key.Key_Left: lambda: self.moved.emit(-1), Qt.Key.Key_Right: lambda: self.moved.emit(1),
            Qt.Key.Key_Plus: lambda: self.changed.emit({"sign": 1}),
            Qt.Key.Key_Minus: lambda: self.changed.emit({"sign": -1}),
            Qt.Key.Key_Return: self._open, Qt.Key.Key_Enter: self._open,
        }  # fmt: skip
        if self.has_picture:
            actions[Qt.Key.Key_R] = self.region_wanted.emit
        action = actions.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def _open(self) -> None:
        """What Enter does: the weight where it counts, else the region."""
        if not self.alone:
            self.show_weights()
        elif self.has_picture:
            self.region_wanted.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Draw a region."""
        if self.has_picture and event.button() == Qt.MouseButton.LeftButton:
            self.region_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same in words; with the menu key, too."""
        self._show_menu(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()


class ChipPicture(QWidget):
    """The picture of a chip; outside its region it is dimmed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(PICTURE, PICTURE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pixmap: QPixmap | None = None
        self._region: Region | None = None

    def set_pixmap(self, pixmap: QPixmap) -> None:
        """Show this picture."""
        self._pixmap = pixmap
        self.update()

    def set_region(self, region: Region | None) -> None:
        """Outline this part; the whole where None."""
        self._region = region
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw picture and region."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme.colours()
        if self._pixmap is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.tile))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 4, 4)
            return
        size = self._pixmap.deviceIndependentSize()
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(place.topLeft(), self._pixmap)
        if self._region is not None:
            part = region_rect(self._region, place)
            veil = QPainterPath()
            veil.addRect(place)
            veil.addRect(part)
            painter.fillPath(veil, QColor(0, 0, 0, 120))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, width in ((QColor(0, 0, 0, 150), 3.0), (QColor(255, 255, 255), 1.4)):
                painter.setPen(QPen(colour, width))
                painter.drawRect(part)


def region_rect(region: Region, place: QRectF) -> QRectF:
    """Where a region lies on a picture that is drawn at a place."""
    left, top, right, bottom = region
    corner = place.topLeft()
    return QRectF(
        corner.x() + left * place.width(),
        corner.y() + top * place.height(),
        (right - left) * place.width(),
        (bottom - top) * place.height(),
    )


class WeightButton(QToolButton):
    """No wider than its text: a tool button leaves room for an arrow and an icon, too."""

    def sizeHint(self) -> QSize:
        """Room for the text in bold."""
        bold = QFont(self.font())
        bold.setBold(True)
        return QSize(QFontMetrics(bold).horizontalAdvance(self.text()) + 16, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()


def _button(icon_size: int, action: Callable[[], object], button: QToolButton | None = None) -> QToolButton:
    button = button or QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setIconSize(QSize(icon_size, icon_size))
    button.setProperty("small", "true")
    button.clicked.connect(lambda _=False: action())
    return button
