"""The engine's client as the window sees it: requests with callbacks, on the GUI thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from explorer.gui.mailbox import Mailbox
from explorer.gui.sentences import tr_said
from explorer.protocol.messages import Message


class Client(Protocol):
    """What the window needs of `explorer.engine.client.EngineClient`."""

    def request(self, kind: str, **payload: Any) -> int: ...  # noqa: D102

    def start_job(self, kind: str, **payload: Any) -> int: ...  # noqa: D102

    def cancel(self, request: int) -> None: ...  # noqa: D102

    def close(self) -> None: ...  # noqa: D102


ClientFactory = Callable[[Callable[[Message], None]], Client]
"""Starts a client that calls the given function, on a thread of its own, with every event."""

OnMessage = Callable[[Message], None]

_SAID = {"progress": ("text",), "error": ("message",), "result": ("summary", "sentence")}
"""Where events hold sentences."""


@dataclass(frozen=True)
class Handlers:
    """What to do with the last word on one request or job; exactly one of them is called, once."""

    result: OnMessage
    error: OnMessage
    cancelled: OnMessage


def ignore(message: Message) -> None:
    """Do nothing with the message."""


class Engine(QObject):
    """Sends requests and jobs; brings their events to the GUI thread, at most one batch a frame.

    Signals:
        progress(int, dict): a job reports.
        losses(int, dict): a training tells where it stands: `step`, and `values` by the name of the loss.
        reported(int, dict): an evaluation's `report` as far as it is known.
        partial(dict): a job has finished something that can be used already.
        restarted(str): a child process died and was started again.
    """

    progress = Signal(int, object)
    losses = Signal(int, object)
    reported = Signal(int, object)
    partial = Signal(object)
    restarted = Signal(str)

    def __init__(self, connect: ClientFactory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handlers: dict[int, Handlers] = {}
        self._mailbox = Mailbox(self)
        self._mailbox.delivered.connect(self._dispatch)
        self._client = connect(self._mailbox.post)

    def request(self, kind: str, on_result: OnMessage, on_error: OnMessage = ignore, **payload: Any) -> int:
        """Ask the server; the id of the request is that of its answer."""
        number = self._client.request(kind, **payload)
        self._handlers[number] = Handlers(on_result, on_error, on_error)
        return number

    def start_job(
        self,
        kind: str,
        on_result: OnMessage,
        on_error: OnMessage = ignore,
        on_cancelled: OnMessage = ignore,
        **payload: Any,
    ) -> int:
        """Start a job in a worker process of its own; the id names it in `progress` and `cancel`."""
        number = self._client.start_job(kind, **payload)
        self._handlers[number] = Handlers(on_result, on_error, on_cancelled)
        return number

    def cancel(self, number: int) -> None:
        """Ask a job to stop; its `on_cancelled` follows."""
        self._client.cancel(number)

    def silence(self) -> None:
        """Deliver nothing from now on; on the GUI thread, before `stop`."""
        self._mailbox.close()
        self._handlers.clear()

    def stop(self) -> None:
        """End the child processes and wait for it (up to half a second while jobs run); callable from any thread."""
        self._client.close()

    def _dispatch(self, messages: list[Message]) -> None:
        for message in messages:
            self._handle(message)

    def _handle(self, message: Message) -> None:
        event = message.get("event")
        _speak(message)
        if event == "progress":
            self.progress.emit(message["id"], message)
        elif event == "losses":
            self.losses.emit(message["id"], message)
        elif event == "report":
            self.reported.emit(message["id"], message)
        elif event == "partial":
            self.partial.emit(message)
        elif event == "restarted":
            self.restarted.emit(str(message.get("child", "")))
        else:
            handlers = self._handlers.pop(message.get("id", -1), None)
            if handlers is not None:
                chosen = {"result": handlers.result, "cancelled": handlers.cancelled}.get(event, handlers.error)
                chosen(message)


def _speak(message: Message) -> None:
    """Let an event say its sentences in the language of the window."""
    for name in _SAID.get(message.get("event", ""), ()):
        if isinstance(message.get(name), str):
            message[name] = tr_said(message[name])
