"""Captions near to the query, each to be searched for, and those of one image, to be changed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from explorer.gui import theme
from explorer.gui.captions import Captions
from explorer.gui.elided import ElidedLabel
from explorer.gui.language import mark_text, tr
from explorer.gui.picture_button import PictureButton
from explorer.gui.thumbnails import Thumbnails
from explorer.gui.why_words import reads_leftwards
from explorer.protocol.ids import NO_IMAGE

NOTHING = mark_text("The captions that are nearest to the query appear here\nonce you search.")
SIDE = 36
PICTURES = 2
"""So many images of a caption are shown beside it."""


class CaptionsPanel(QWidget):
    """A list above, an editor below.

    Signals:
        words_wanted(str): search for these words.
        learning_wanted(): learn where images and captions belong, without which none is near.
        hovered(int), chosen(int): as everywhere, of the images beside the captions.

    Attributes:
        rows: the captions that are shown.
        editor: the captions of one image.
    """

    words_wanted = Signal(str)
    learning_wanted = Signal()
    hovered = Signal(int)
    chosen = Signal(int)

    def __init__(self, captions: Captions, thumbnails: Thumbnails, describe: Callable[[int], str]) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._thumbnails = thumbnails
        self._describe = describe
        self.rows: list[CaptionRow] = []
        self._empty = QLabel(tr(NOTHING), alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._empty.setObjectName("emptyState")
        self._learn = QPushButton(tr("Learn from the captions"))
        self._learn.setToolTip(tr("Learn where images and captions belong together; the jobs tell how far it is"))
        self._learn.clicked.connect(self.learning_wanted)
        self._learn.hide()
        content = QWidget()
        content.setObjectName("whyContent")
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(4, 4, 4, 4)
        self._list.setSpacing(1)
        self._list.addWidget(self._empty, 1)
        self._list.addWidget(self._learn, 0, Qt.AlignmentFlag.AlignHCenter)
        self._list.addStretch(1)
        area = QScrollArea()
        area.setObjectName("why")
        area.setAccessibleName(tr("Captions near to the query"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self.editor = CaptionEditor(captions, describe)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(self.editor)
        self.setMinimumSize(220, 160)

    def show_captions(self, near: Sequence[dict[str, Any]]) -> None:
        """Show the engine's answer to `captions`."""
        self._clear()
        for one in near:
            text = str(one["text"])
            row = CaptionRow(text, float(one["score"]))
            row.clicked.connect(lambda _=False, text=text: self.words_wanted.emit(text))
            for image in one["images"][:PICTURES]:
                row.add_picture(self._picture(int(image)))
            self.rows.append(row)
            self._list.insertWidget(len(self.rows) - 1, row)
        self._tell("" if near else tr("No other caption is near to the query."), learn=False)

    def show_nothing(self, reason: str = "", *, learn: bool = False) -> None:
        """Say why there are no captions; with a button that learns them where that is the reason."""
        self._clear()
        self._tell(reason or tr(NOTHING), learn=learn)

    def _tell(self, reason: str, *, learn: bool) -> None:
        self._empty.setText(reason)
        self._empty.setVisible(bool(reason))
        self._learn.setVisible(learn)

    def _clear(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []

    def _picture(self, image: int) -> PictureButton:
        button = PictureButton(image, SIDE, self._thumbnails, self._describe(image))
        button.hovered.connect(self.hovered)
        button.clicked.connect(lambda: self.chosen.emit(image))
        return button


class CaptionRow(QAbstractButton):
    """A caption with its similarity, which is a button, and images that have it."""

    def __init__(self, text: str, score: float) -> None:
        super().__init__()
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(tr("Search for: {words}, similarity {score:.2f}", words=text, score=score))
        self.setToolTip(tr("Search for these words; similarity {score:.4f}", score=score))
        self._label = QLabel(text, wordWrap=True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        side = Qt.AlignmentFlag.AlignRight if reads_leftwards(text) else Qt.AlignmentFlag.AlignLeft
        self._label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        number = QLabel(f"{score:.2f}")
        number.setObjectName("muted")
        for label in (self._label, number):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(6, 3, 6, 3)
        self._line.setSpacing(6)
        self._line.addWidget(self._label, 1)
        self._line.addWidget(number)

    def add_picture(self, picture: QWidget) -> None:
        """Show an image that has this caption."""
        self._line.insertWidget(self._line.count() - 2, picture)

    # Qt's own

    def sizeHint(self) -> QSize:
        """That of what is in it."""
        return self._line.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Long captions take several lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As much as they need."""
        return self._line.heightForWidth(width)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A ground where it is pointed at or has the keyboard."""
        if self.underMouse() or self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            c = theme.colours()
            painter.setPen(QColor(c.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.accent_soft))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 5, 5)


class LinesEdit(QPlainTextEdit):
    """Text in which Ctrl+Return is not the window's command, but ends the writing.

    Signals:
        finished(): the person wants to keep what is written.
    """

    finished = Signal()

    def event(self, event: QEvent) -> bool:
        """Take the key before the window does."""
        if event.type() == QEvent.Type.ShortcutOverride and _finishes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End the writing, or write."""
        if _finishes(event):
            self.finished.emit()
        else:
            super().keyPressEvent(event)


def _finishes(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class CaptionEditor(QWidget):
    """The captions of one image, one a line, in any script.

    Attributes:
        image: whose captions they are; -1 for none.
        text: where they are written.
    """

    def __init__(self, captions: Captions, describe: Callable[[int], str]) -> None:
        super().__init__()
        self._captions = captions
        self._describe = describe
        self.image = NO_IMAGE
        self._title = ElidedLabel()
        self._title.setObjectName("heading")
        self.text = LinesEdit()
        self.text.finished.connect(self.save)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Captions of this image, one a line"))
        self.text.setPlaceholderText(tr("No captions; write some, one a line"))
        option = self.text.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each line by its own script
        self.text.document().setDefaultTextOption(option)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * 4 + 12)
        self.text.textChanged.connect(self._show_buttons)
        self._save = QPushButton(tr("Save"))
        self._save.setToolTip(tr("Take these captions from now on (Ctrl+Return); images and files stay as they are"))
        self._save.clicked.connect(self.save)
        self._back = QPushButton(tr("As read"))
        self._back.setToolTip(tr("Have the captions that were read from the collection"))
        self._back.clicked.connect(lambda: self._captions.take_back(self.image))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self.text)
        layout.addLayout(buttons)
        captions.changed.connect(self._refresh)
        self.show_image(NO_IMAGE)

    def show_image(self, image: int) -> None:
        """Edit the captions of this image from now on; what was written and not saved of another is left."""
        if image != self.image or image == NO_IMAGE:
            self.image = image
            self._fill()

    def save(self) -> None:
        """Take what is written."""
        if self.image != NO_IMAGE and self._save.isEnabled():
            self._captions.write(self.image, self.text.toPlainText().splitlines())
            self._fill()

    @property
    def _is_changed(self) -> bool:
        return self.text.toPlainText().split("\n") != self._before.split("\n")

    def _refresh(self) -> None:
        """Captions were changed elsewhere; what is being written here stays."""
        if not self._is_changed or "\n".join(self._captions.of(self.image)) == self.text.toPlainText():
            self._fill()
        else:
            self._show_buttons()

    def _fill(self) -> None:
        known = self.image != NO_IMAGE
        self._title.set_whole(
            tr("Captions of {name}", name=self._describe(self.image)) if known else tr("Captions of the selected image")
        )
        self._before = "\n".join(self._captions.of(self.image)) if known else ""
        self.text.setPlainText(self._before)
        self.text.setReadOnly(not known or not self._captions.can_write)
        self._show_buttons()

    def _show_buttons(self) -> None:
        known = self.image != NO_IMAGE and self._captions.can_write
        self._save.setEnabled(known and self._is_changed)
        self._back.setEnabled(known and self._captions.is_mine(self.image))
