"""Small windows for what a person adds to images: tags, a note, the right label."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.language import number_text, tr

_State = Qt.CheckState


class Asking(QDialog):
    """A title, something to fill in, OK and Cancel; it does not hold up the window.

    Attributes:
        buttons: OK and Cancel.
    """

    def __init__(self, title: str, told: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        text = QLabel(told, wordWrap=True)
        text.setObjectName("muted")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 14, 16, 14)
        self._layout.setSpacing(10)
        self._layout.addWidget(text)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put something under what is there."""
        self._layout.addWidget(widget, stretch)

    def finish(self, first: QWidget) -> None:
        """Put the buttons last, and the keyboard into `first`."""
        self._layout.addWidget(self.buttons)
        first.setFocus()


class TagDialog(Asking):
    """Which tags some images have; a tag that only some of them have stays as it is until it is touched.

    Signals:
        chosen(dict): tag to whether the images shall have it, of those that change.

    Attributes:
        entry: new tags, separated by commas.
        known: all tags of the collection.
    """

    chosen = Signal(object)

    def __init__(self, told: str, counts: Mapping[str, int], having: Mapping[str, int], images: int, parent: QWidget):
        """Ask.

        Args:
            told: which images they are.
            counts: tags of the collection, and how many images have each.
            having: how many of these images have each tag.
            images: how many these are.
            parent: the window.
        """
        super().__init__(tr("Tags"), told, parent)
        self.entry = QLineEdit()
        self.entry.setAccessibleName(tr("New tags, separated by commas"))
        self.entry.setPlaceholderText(tr("New tags, separated by commas"))
        self.known = QListWidget()
        self.known.setAccessibleName(tr("Tags of the collection"))
        self._before: dict[str, _State] = {}
        for tag, count in counts.items():
            some = having.get(tag, 0)
            state = _State.Checked if some == images else _State.PartiallyChecked if some else _State.Unchecked
            item = QListWidgetItem(f"{tag}  ({number_text(count)})")
            item.setData(Qt.ItemDataRole.UserRole, tag)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(state)
            self._before[tag] = state
            self.known.addItem(item)
        self.known.setVisible(bool(counts))
        self.add(self.entry)
        self.add(self.known, 1)
        self.finish(self.entry)
        self.resize(360, 380 if counts else self.heightForWidth(360))
        self.accepted.connect(lambda: self.chosen.emit(self.changes))

    @property
    def changes(self) -> dict[str, bool]:
        """What is to be changed."""
        changes = {}
        for row in range(self.known.count()):
            item = self.known.item(row)
            tag = item.data(Qt.ItemDataRole.UserRole)
            if item.checkState() != self._before[tag] and item.checkState() != _State.PartiallyChecked:
                changes[tag] = item.checkState() == _State.Checked
        typed = (" ".join(part.split()) for part in self.entry.text().split(","))
        return {**changes, **dict.fromkeys(filter(None, typed), True)}


class NoteDialog(Asking):
    """A text about one image.

    Signals:
        written(str): as it shall be; empty for none.
    """

    written = Signal(str)

    def __init__(self, told: str, text: str, parent: QWidget) -> None:
        super().__init__(tr("Note"), told, parent)
        self.text = QPlainTextEdit(text)
        self.text.setAccessibleName(tr("Note"))
        self.text.setTabChangesFocus(True)
        self.add(self.text, 1)
        self.finish(self.text)
        self.resize(420, 260)
        self.accepted.connect(lambda: self.written.emit(self.text.toPlainText().strip()))


class LabelDialog(Asking):
    """The right label of some images.

    Signals:
        chosen(list): the labels; empty = as they were read.
    """

    chosen = Signal(object)

    def __init__(self, told: str, labels: Sequence[str], current: str, parent: QWidget) -> None:
        super().__init__(tr("Correct the label"), told, parent)
        self.label = QComboBox()
        self.label.setEditable(True)
        self.label.setAccessibleName(tr("Right label; several are separated by semicolons"))
        self.label.addItems(list(labels))
        self.label.setCurrentText(current)
        self.label.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.label.lineEdit().selectAll()
        self.add(self.label)
        self.finish(self.label)
        self.resize(420, self.heightForWidth(420))
        self.accepted.connect(lambda: self.chosen.emit(self.labels))

    @property
    def labels(self) -> list[str]:
        """What is written."""
        return [part.strip() for part in self.label.currentText().split(";") if part.strip()]
