"""The parent's side of one child process. Standard library and protocol only: the window imports it."""

import contextlib
import io
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from explorer.errors import EngineError
from explorer.protocol.messages import Message, read_message, write_message

_PACKAGE_PARENT = Path(__file__).resolve().parents[2]


def child_command(kind: str) -> list[str]:
    """How a child is started, from a checkout, an installation or a frozen build."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child", kind]
    return [sys.executable, "-m", "explorer", "--child", kind]


class ChildProcess:
    """A started child with one thread that writes to it and one that reads from it.

    Attributes:
        log: where the child says its log is; empty until it has started.
    """

    def __init__(
        self,
        command: list[str],
        on_message: Callable[["ChildProcess", Message], None],
        on_exit: Callable[["ChildProcess", str], None],
    ) -> None:
        """Start it.

        Args:
            command: as `child_command` gives it.
            on_message: called on the reader thread with each event.
            on_exit: called on the reader thread, last, when the process has ended, with what it ended by.
        """
        self.log = ""
        self._on_message = on_message
        self._on_exit = on_exit
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if sys.stderr else subprocess.DEVNULL,
            env=child_environment(),
            creationflags=creation_flags(),
        )
        self._threads = [
            threading.Thread(target=target, name=f"engine-{name}-{self.pid}", daemon=True)
            for name, target in (("write", self._write), ("read", self._read))
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def send(self, message: Message) -> None:
        """Queue one message; never waits, whatever the child does."""
        buffer = io.BytesIO()
        write_message(buffer, message)
        self._outbox.put(buffer.getvalue())

    def end_input(self) -> None:
        """Close the pipe: the child sees it and ends itself."""
        self._outbox.put(None)

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def wait(self, seconds: float) -> None:
        """Wait for the end of the process; where it has not come by then, kill."""
        try:
            self._process.wait(max(seconds, 0.0))
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()

    def join(self) -> None:
        """Wait for the two threads, after the process has ended."""
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()

    def _write(self) -> None:
        assert self._process.stdin is not None
        # A child that is gone is noticed, and answered, by the reader.
        with contextlib.suppress(OSError):
            while (data := self._outbox.get()) is not None:
                self._process.stdin.write(data)
                self._process.stdin.flush()
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            while (message := read_message(cast(BinaryIO, self._process.stdout))) is not None:
                if message["event"] == "ready":
                    self.log = message["log"]
                else:
                    self._on_message(self, message)
        except (EngineError, ValueError):  # it died inside a message, or something else wrote into the pipe
            self.kill()
        self._process.stdout.close()
        self.end_input()
        self.wait(1.0)
        self._on_exit(self, _ending(self._process.returncode))


def child_environment() -> dict[str, str]:
    """The environment of a child: it imports this very package, never a folder `explorer` of the current directory."""
    environment = {**os.environ, "PYTHONSAFEPATH": "1"}
    if _PACKAGE_PARENT.name not in {"site-packages", "dist-packages"}:
        paths = [str(_PACKAGE_PARENT), *filter(None, [environment.get("PYTHONPATH")])]
        environment["PYTHONPATH"] = os.pathsep.join(paths)
    return environment


def creation_flags() -> int:
    """What Windows is told when a child starts: less urgent than the window, and without a console."""
    if sys.platform == "win32":
        return subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return 0


def _ending(status: int) -> str:
    """What a process ended by, for people."""
    if status >= 0:
        return f"ended with status {status}"
    if -status == getattr(signal, "SIGKILL", 9):
        return "was killed by the system, often because memory ran out"
    try:
        return f"was ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"was ended by signal {-status}"
