"""A child's end of the pipes to its parent."""

import logging
import os
import queue
import threading
import time
from typing import Any, BinaryIO

from explorer.errors import EngineError
from explorer.protocol.messages import Message, read_message, write_message

GRACE_SECONDS = 0.5
"""How long a child whose parent is gone may still tidy up."""


class Channel:
    """Receives requests on a thread of its own, so that a cancellation is seen while work goes on.

    The process ends itself `GRACE_SECONDS` after its parent closed the pipe, whatever its main thread does then.
    """

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink
        self._inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._closed = threading.Event()
        self._sending = threading.Lock()
        threading.Thread(target=self._read, name="channel", daemon=True).start()

    def send(self, request: int | None, event: str, **payload: Any) -> None:
        """Send one event about a request; may be called from any thread.

        An event to a parent that is gone is lost on purpose: nobody waits for it, and the reader ends the process.
        """
        try:
            with self._sending:
                write_message(self._sink, {"id": request, "event": event, **payload})
        except OSError:
            self._closed.set()

    def receive(self) -> Message | None:
        """Wait for the next request; None when the parent is gone."""
        return self._inbox.get()

    def waiting(self) -> list[Message | None]:
        """What has arrived since, without waiting."""
        messages = []
        while not self._inbox.empty():
            messages.append(self._inbox.get())
        return messages

    def cancelled(self, request: int) -> bool:
        """Whether the parent withdrew that request, or is gone."""
        return request in self._cancelled or self._closed.is_set()

    def _read(self) -> None:
        try:
            while (message := read_message(self._source)) is not None:
                if message["kind"] == "cancel":
                    self._cancelled.add(message["id"])
                else:
                    self._inbox.put(message)
        except EngineError:  # the parent died while it wrote
            logging.getLogger(__name__).warning("The pipe from the parent broke off.")
        self._closed.set()
        self._inbox.put(None)
        time.sleep(GRACE_SECONDS)
        os._exit(0)
