"""The server process: answers one request after the other from what is on disk."""

import importlib
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial

from explorer.engine.answering import Payload, answer
from explorer.engine.channel import Channel
from explorer.engine.flavour import is_viewer
from explorer.errors import Cancelled, InputError
from explorer.protocol.messages import Message

Handler = Callable[[Payload], Payload]

QUIET_SECONDS = 3.0
"""Nobody has asked anything for so long when what further methods need is loaded."""


def serve(channel: Channel, handlers: Mapping[str, Handler] | None = None) -> None:
    """Answer until the parent is gone.

    Requests are answered in order; a search is skipped as `stale` where a newer one of the same `channel` waits.
    """
    idle = _Idle()
    if handlers is None:
        handlers = _handlers(idle)  # half a second of imports, while the first requests arrive
    queue: deque[Message | None] = deque()
    while True:
        if not queue:
            with idle:
                queue.append(channel.receive())
        queue.extend(channel.waiting())
        message = queue.popleft()
        if message is None:
            return
        if _superseded(message, queue):
            channel.send(message["id"], "stale")
        else:
            answer(channel, message["id"], f"query {message['kind']!r}", partial(_do, channel, message, handlers))


class _Idle:
    """Whether the server waits for a request, and since when; a context manager around the waiting."""

    def __init__(self) -> None:
        self._since: float | None = None

    def __enter__(self) -> None:
        self._since = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._since = None

    @property
    def seconds(self) -> float:
        """How long it has waited; 0 while it works."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since


def _handlers(idle: _Idle) -> Mapping[str, Handler]:
    """What this build can answer."""
    if is_viewer():
        from explorer.engine.viewer import ViewerRequests

        return ViewerRequests().handlers()
    from explorer.engine.requests import Requests

    threading.Thread(target=_load_when_quiet, args=(idle,), name="later", daemon=True).start()
    return Requests().handlers()


def _load_when_quiet(idle: _Idle) -> None:
    """Load torch: the first lists do without, but not learned methods, and queries of several terms."""
    while (left := QUIET_SECONDS - idle.seconds) > 0:
        time.sleep(left)
    importlib.import_module("torch")


def _superseded(message: Message, queue: deque[Message | None]) -> bool:
    place = message["payload"].get("channel")
    return place is not None and any(
        later is not None and later["kind"] == message["kind"] and later["payload"].get("channel") == place
        for later in queue
    )


def _do(channel: Channel, message: Message, handlers: Mapping[str, Handler]) -> Payload:
    if channel.cancelled(message["id"]):
        raise Cancelled
    handler = handlers.get(message["kind"])
    if handler is None:
        raise InputError(f"The server has no request {message['kind']!r}; it has: {', '.join(handlers)}.")
    return handler(message["payload"])
