"""The window's way to the engine: requests and jobs in, events out. Standard library and protocol only."""

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from explorer.engine.process import ChildProcess, child_command
from explorer.errors import EngineError
from explorer.protocol.messages import Message

CANCEL_SECONDS = 0.5
"""How long a job may take to answer a cancellation before its process is killed."""

_ATTEMPTS = 2
"""How often a request or a job is tried whose process dies."""

_MAX_DEATHS = 3
"""Deaths of the server in a row, without one answer between them, after which it is left alone until asked again."""

_FINAL = {"result", "error", "cancelled", "stale"}


@dataclass
class _Task:
    """A request or a job that has no final answer yet."""

    message: Message
    attempts: int = 1
    cancelled: bool = False
    process: ChildProcess | None = None
    timer: threading.Timer | None = None


class EngineClient:
    """Starts the engine's processes, restarts them where they crash, and stops them.

    Each request and job has exactly one final event: `result`, `error`, `cancelled`, or (superseded searches) `stale`.
    All methods return at once except `close`, and may be called from any thread, also from within `on_event`.
    """

    def __init__(
        self, on_event: Callable[[Message], None], *, command: Callable[[str], list[str]] = child_command
    ) -> None:
        """Start the server.

        Args:
            on_event: called on a reader thread with each event, in order for each id.
            command: gives the command line of a child of a kind.
        """
        self._on_event = on_event
        self._command = command
        self._lock = threading.RLock()
        self._ids = itertools.count(1)
        self._requests: dict[int, _Task] = {}
        self._jobs: dict[int, _Task] = {}
        self._children: set[ChildProcess] = set()
        self._server: ChildProcess | None = None
        self._opened: Message | None = None
        self._deaths = 0
        self._closed = False
        with self._lock:
            self._start_server()

    def request(self, kind: str, /, **payload: Any) -> int:
        """Ask the server; returns the id that its events will carry.

        Args:
            kind: one of `explorer.engine.requests.Requests.handlers`.
            payload: JSON-ready values. A `channel` (any text) makes searches of one place supersede each other.

        Raises:
            EngineError: the client is closed.
        """
        with self._lock:
            task = self._task(kind, payload)
            self._requests[task.message["id"]] = task
            if kind == "open":
                self._opened = task.message
            self._running_server().send(task.message)
            return int(task.message["id"])

    def start_job(self, kind: str, /, **payload: Any) -> int:
        """Start a job in a worker process of its own; returns the id that its events will carry.

        Args:
            kind: one of `explorer.engine.jobs.JOBS`.
            payload: JSON-ready values.

        Raises:
            EngineError: the client is closed.
        """
        with self._lock:
            task = self._task(kind, payload)
            self._jobs[task.message["id"]] = task
            self._start_worker(task)
            return int(task.message["id"])

    def cancel(self, request: int) -> None:
        """Withdraw a request or a job; its final event will be `cancelled`. Nothing happens where it has ended."""
        with self._lock:
            if task := self._requests.get(request):
                task.cancelled = True
                if self._server:
                    self._server.send({"kind": "cancel", "id": request})
            elif (task := self._jobs.get(request)) and not task.cancelled:
                assert task.process is not None
                task.cancelled = True
                task.process.send({"kind": "cancel", "id": request})
                task.timer = threading.Timer(CANCEL_SECONDS, task.process.kill)
                task.timer.daemon = True
                task.timer.start()

    def close(self) -> None:
        """Stop all processes and threads, in less than a second also while jobs run. No event comes afterwards."""
        with self._lock:
            self._closed = True
            children = list(self._children)
            timers = [task.timer for task in self._jobs.values() if task.timer]
        for timer in timers:
            timer.cancel()
        for child in children:
            child.end_input()
        deadline = time.monotonic() + CANCEL_SECONDS
        for child in children:
            child.wait(deadline - time.monotonic())
        for child in children:
            child.join()
        for timer in timers:
            timer.join()

    def _task(self, kind: str, payload: dict[str, Any]) -> _Task:
        if self._closed:
            raise EngineError("The engine is closed; start the program again.")
        return _Task({"id": next(self._ids), "kind": kind, "payload": payload})

    def _start(
        self,
        kind: str,
        on_message: Callable[[ChildProcess, Message], None],
        on_exit: Callable[[ChildProcess, str], None],
    ) -> ChildProcess:
        child = ChildProcess(self._command(kind), on_message, on_exit)
        self._children.add(child)
        return child

    def _emit(self, *events: Message) -> None:
        for event in events:
            if not self._closed:
                self._on_event(event)

    # The server -------------------------------------------------------------------------------------------------

    def _start_server(self) -> ChildProcess:
        self._server = self._start("server", self._server_says, self._server_ended)
        return self._server

    def _running_server(self) -> ChildProcess:
        """The server; where it was left alone after too many deaths, another chance, with the workspace open."""
        if self._server:
            return self._server
        self._deaths = 0
        server = self._start_server()
        self._reopen(server)
        return server

    def _reopen(self, server: ChildProcess) -> None:
        """Give a new server the workspace that the last one had; nobody waits for this answer (id 0)."""
        if self._opened and self._opened["id"] not in self._requests:
            server.send({**self._opened, "id": 0})

    def _server_says(self, child: ChildProcess, message: Message) -> None:
        with self._lock:
            task = self._requests.get(message["id"])
            if child is not self._server or task is None:
                return
            if message["event"] in _FINAL:
                del self._requests[message["id"]]
                self._deaths = 0
        self._emit({"id": message["id"], "event": "cancelled"} if task.cancelled else message)

    def _server_ended(self, child: ChildProcess, ending: str) -> None:
        with self._lock:
            self._children.discard(child)
            if self._closed:
                return
            self._server = None
            self._deaths += 1
            given_up = self._deaths >= _MAX_DEATHS
            lost = [i for i, t in self._requests.items() if given_up or t.cancelled or t.attempts >= _ATTEMPTS]
            events = [_lost(self._requests.pop(request), child, "query", ending) for request in lost]
            if not given_up:
                server = self._start_server()
                self._reopen(server)
                for task in self._requests.values():
                    task.attempts += 1
                    server.send(task.message)
                events.insert(0, {"id": None, "event": "restarted", "child": "server"})
        self._emit(*events)

    # Workers ----------------------------------------------------------------------------------------------------

    def _start_worker(self, task: _Task) -> None:
        task.process = self._start("worker", partial(self._worker_says, task), partial(self._worker_ended, task))
        task.process.send(task.message)

    def _worker_says(self, task: _Task, _child: ChildProcess, message: Message) -> None:
        final = message["event"] in _FINAL
        with self._lock:
            if message["id"] not in self._jobs:
                return
            if final:
                self._finish(task)
        if not task.cancelled:
            self._emit(message)
        elif final:
            self._emit({"id": message["id"], "event": "cancelled"})

    def _worker_ended(self, task: _Task, child: ChildProcess, ending: str) -> None:
        request = task.message["id"]
        with self._lock:
            self._children.discard(child)
            if self._closed or request not in self._jobs:
                return
            if not task.cancelled and task.attempts < _ATTEMPTS:
                task.attempts += 1
                self._start_worker(task)
                event: Message = {"id": request, "event": "restarted", "child": "worker"}
            else:
                self._finish(task)
                event = _lost(task, child, "job", ending)
        self._emit(event)

    def _finish(self, task: _Task) -> None:
        del self._jobs[task.message["id"]]
        if task.timer:
            task.timer.cancel()


def _lost(task: _Task, child: ChildProcess, noun: str, ending: str) -> Message:
    """The final event of a task whose process died too often."""
    request = task.message["id"]
    if task.cancelled:
        return {"id": request, "event": "cancelled"}
    details = f"; details are in {child.log}" if child.log else ""
    text = f"The background process of the {noun} {task.message['kind']!r} {ending}{details}."
    return {"id": request, "event": "error", "message": text, "fault": True}
