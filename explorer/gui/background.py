"""Short reads off the GUI thread: catalogue columns, pictures of query chips, copies of arrays."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject

from explorer.errors import ExplorerError
from explorer.gui.language import tr
from explorer.gui.mailbox import CallMailbox

log = logging.getLogger(__name__)


class Background(QObject):
    """Runs functions on two threads of its own and brings their results to the GUI thread.

    Two, so that the first read of a catalogue need not wait for the import of the plotting library; work that takes
    longer than that belongs to the engine's processes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = CallMailbox(self)
        self._executor = ThreadPoolExecutor(2, "background")
        self._closed = False

    def run(
        self,
        function: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[str], None],
    ) -> None:
        """Call `function` on the thread, then `on_done(result)` or `on_error(sentence)` on the GUI thread."""
        if self._closed:  # what was only asked for while the window closed is of no use to anybody
            return
        future = self._executor.submit(function)
        future.add_done_callback(lambda done: self._finish(done, on_done, on_error))

    def close(self) -> None:
        """Wait for the running function; forget those that wait."""
        self._closed = True
        self._mailbox.close()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _finish(self, future: "Future[Any]", on_done: Callable[[Any], None], on_error: Callable[[str], None]) -> None:
        if future.cancelled():
            return
        fault = future.exception()
        if fault is None:
            self._mailbox.call(on_done, future.result())
        elif isinstance(fault, ExplorerError | OSError):
            self._mailbox.call(on_error, str(fault))
        else:
            log.error("A background read failed", exc_info=fault)
            self._mailbox.call(
                on_error, tr("Something went wrong inside the program ({fault}); the log says more.", fault=fault)
            )
