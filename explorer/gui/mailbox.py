"""The one way from other threads to the GUI thread."""

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

FRAME_MS = 16
BUDGET_MS = 8
"""After so long the calls that wait are put off, so that the window can paint and hear the person."""


class Mailbox(QObject):
    """Carries items from any thread to the GUI thread, in order, at most one delivery a frame.

    One queued signal an item would cost 10 times more than a batch (100,000 items: 383 ms against 36 ms), so a post
    only wakes the GUI thread where no delivery is already on its way. The first post after a pause is delivered at
    once: an answer to a click does not wait for a frame.

    Signals:
        delivered(list): what was posted since the last delivery.
    """

    delivered = Signal(object)  # a list; `Signal(list)` would copy each dict in it, with its keys sorted
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: deque[Any] = deque()
        self._awake = False
        self._closed = False
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._deliver)
        self._woken.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def post(self, item: Any) -> None:
        """Hand over one item; callable from any thread."""
        if self._closed:
            return
        self._items.append(item)
        if not self._awake:
            self._awake = True
            self._woken.emit()

    def is_empty(self) -> bool:
        """Whether everything posted was delivered."""
        return not self._items

    def close(self) -> None:
        """Drop what waits and everything posted from now on."""
        self._closed = True
        self._timer.stop()
        self._items.clear()

    def _put_back(self, items: list[Any]) -> None:
        """Deliver items, which come before all that was posted since, with the next frame."""
        self._items.extendleft(reversed(items))
        if not self._awake and not self._closed:
            self._awake = True
            self._woken.emit()

    def _wake(self) -> None:
        wait = FRAME_MS - (monotonic() - self._last) * 1000
        if wait > 0:
            self._timer.start(int(wait) + 1)
        else:
            self._deliver()

    def _deliver(self) -> None:
        self._awake = False  # before emptying: a post from here on wakes again
        self._last = monotonic()
        batch = []
        while self._items:
            batch.append(self._items.popleft())
        if batch and not self._closed:
            self.delivered.emit(batch)


class CallMailbox(Mailbox):
    """A mailbox whose items are calls, made on the GUI thread, as many a frame as there is time for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.delivered.connect(self._run)

    def call(self, function: Callable[..., None], *arguments: Any) -> None:
        """Have the function called on the GUI thread; callable from any thread."""
        self.post((function, arguments))

    def _run(self, calls: list[tuple[Callable[..., None], tuple[Any, ...]]]) -> None:
        began = monotonic()
        for place, (function, arguments) in enumerate(calls):
            if self._closed:
                return
            if (monotonic() - began) * 1000 > BUDGET_MS:
                self._put_back(calls[place:])
                return
            function(*arguments)
