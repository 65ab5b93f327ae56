"""Shows a file in the file manager of the system, with the file selected where it can do that."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from explorer.collection.stores import in_store

_FILE_MANAGER = ("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1")


def reveal(path: Path) -> bool:
    """Open the folder of a file and select the file there; False where nothing could be opened.

    On Linux the file manager of the desktop is asked over D-Bus (freedesktop.org, file-manager-interface); without one
    the folder is opened as the system opens folders.
    """
    if in_store(path):
        return False
    folder = path if path.is_dir() else path.parent
    if not folder.exists():
        return False
    if sys.platform == "win32":
        return _started("explorer", ["/select,", str(path)])
    if sys.platform == "darwin":
        return _started("open", ["-R", str(path)])
    return _shown_by_file_manager(path) or QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _started(program: str, arguments: list[str]) -> bool:
    return QProcess.startDetached(program, arguments)[0]


def _shown_by_file_manager(path: Path) -> bool:
    """Ask for it without waiting for the answer; False where there is no file manager to ask."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    service = _FILE_MANAGER[0]
    names = bus.interface()
    known = names.isServiceRegistered(service).value() or service in names.activatableServiceNames().value()
    if not known:
        return False
    message = QDBusMessage.createMethodCall(*_FILE_MANAGER, "ShowItems")
    message.setArguments([[QUrl.fromLocalFile(str(path)).toString()], ""])
    return bus.send(message)
