"""The part of the settings that says which machines do the heavy stages."""

from importlib.util import find_spec

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from explorer.gui.cache_section import LABEL_WIDTH
from explorer.gui.language import mark_text, tr
from explorer.gui.settings import Settings

_SCHEME = "ray://"
_MACHINES = {
    "": mark_text("This computer"),
    "local": mark_text("Ray on this computer"),
    "auto": mark_text("The Ray cluster that runs here"),
    _SCHEME: mark_text("Ray at an address"),
}
"""What can be chosen, by the beginning of the address."""


class ClusterSection(QWidget):
    """This computer, or a Ray cluster and its address."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        there = find_spec("ray") is not None
        label = QLabel(tr("Heavy stages run on"))
        label.setMinimumWidth(LABEL_WIDTH)
        self.machines = QComboBox()
        label.setBuddy(self.machines)
        self.machines.setAccessibleName(label.text())
        self.machines.setMinimumWidth(200)
        for address, text in _MACHINES.items():
            self.machines.addItem(tr(text), address)
        self.address = QLineEdit()
        self.address.setAccessibleName(tr("Address of the cluster"))
        self.address.setPlaceholderText("ray://host:10001")
        self.fault = QLabel()
        self.fault.setObjectName("fault")
        self.fault.setWordWrap(True)
        self.fault.hide()
        note = QLabel(
            tr("Reading images, neighbours, fits of large collections and evaluation; from the next job on.")
            if there
            else tr("Ray is not installed here: pip install retrieval-explorer[cluster].")
        )
        note.setObjectName("muted")
        note.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.machines)
        row.addWidget(self.address, 1)
        row.addStretch()  # without an address the choice stands under those of the other sections
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.fault)
        layout.addWidget(note)
        self._show(settings.cluster)
        # What was chosen where Ray was there can be taken back where it is not.
        self.machines.setEnabled(there or bool(settings.cluster))
        self.machines.activated.connect(self._apply)
        self.address.editingFinished.connect(self._apply)

    def _show(self, cluster: str) -> None:
        """Take the setting over."""
        at_address = cluster.startswith(_SCHEME)
        self.machines.setCurrentIndex(max(0, self.machines.findData(_SCHEME if at_address else cluster)))
        self.address.setText(cluster if at_address else "")
        self.address.setVisible(at_address)

    def _apply(self) -> None:
        """Keep what is chosen, if it is whole."""
        chosen, address = self.machines.currentData(), self.address.text().strip()
        self.address.setVisible(chosen == _SCHEME)
        whole = chosen != _SCHEME or (address.startswith(_SCHEME) and len(address) > len(_SCHEME))
        self.fault.setVisible(not whole and bool(address))
        self.fault.setText(tr("An address begins with ray://, for example ray://host:10001."))
        if whole:
            self._settings.cluster = address if chosen == _SCHEME else chosen
