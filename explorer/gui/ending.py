"""Ends the window in good order when the system or a terminal asks for it."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Ending(QObject):
    """Turns SIGINT and SIGTERM into closing the windows; a second signal ends the process at once.

    Python runs its handlers between two of its own instructions, which may be long in coming while Qt waits for
    events; the bytes that the interpreter writes to a socket wake Qt up.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._before = signal.set_wakeup_fd(self._writer.fileno())
        for number in _SIGNALS:
            signal.signal(number, self._note)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._close)

    def stop(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        self._reader.close()
        self._writer.close()

    def _note(self, number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)

    def _close(self) -> None:
        self._notifier.setEnabled(False)
        self._application.closeAllWindows()
        self._application.quit()
