"""Asks for the address of a collection that lies in a store."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from explorer.collection.stores import is_address
from explorer.gui.language import tr


class AddressDialog(QDialog):
    """A line for an address.

    Signals:
        given(str): open this.

    Attributes:
        address: the line.
        buttons: to open it, or not.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Open address"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about = QLabel(tr("Images, a table or a workspace in an object store or on a server:"), wordWrap=True)
        self.address = QLineEdit()
        self.address.setAccessibleName(tr("Address"))
        self.address.setPlaceholderText("s3://bucket/photos.rexws")
        told = QLabel(
            tr(
                "Workspaces are opened for reading, and only what you look at is fetched. Keys are taken from "
                "where the tools of the store look for them, never from the address."
            ),
            wordWrap=True,
        )
        told.setObjectName("muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        for part in (about, self.address, told, self.buttons):
            layout.addWidget(part)
        self.address.textChanged.connect(self._update)
        self.resize(560, layout.totalHeightForWidth(560))
        self._update()
        self.address.setFocus()

    def _update(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(is_address(self._text))

    @property
    def _text(self) -> str:
        return self.address.text().strip()

    # Qt's own

    def accept(self) -> None:
        """Tell the address."""
        super().accept()
        self.given.emit(self._text)
