"""What a process does that was started as a child of the engine."""

import faulthandler
import logging
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn

from explorer.engine.channel import Channel
from explorer.engine.threads import end_where_no_thread_begins, limit_threads
from explorer.protocol.log_levels import set_log_levels

NICENESS = 10
"""At 10, the p99 lateness of a 10 ms timer of the window under load is 2.7 ms, against 6.2 ms at 0 (measured)."""

_LOG_BYTES = 2**20


def run_child(kind: str) -> int:
    """Be a child of the engine until the parent closes the pipe, or until the one job is done.

    Args:
        kind: `server` (answers queries), `worker` (does one job) or `reader` (reads risky image files).

    Returns:
        The exit status 2, where there is no such kind; otherwise the process ends here, with status 0.
    """
    if kind not in {"server", "worker", "reader"}:
        sys.stderr.write(f"There is no child process of kind {kind!r}; give server, worker or reader.\n")
        return 2
    source, sink = _take_pipes()
    if kind == "reader":
        _read_images(source, sink)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the parent decides what it means
    if sys.platform != "win32":  # on Windows the parent gives the priority at the start
        os.nice(NICENESS)
    limit_threads()
    end_where_no_thread_begins()
    log = _open_log(kind)
    channel = Channel(source, sink)
    channel.send(None, "ready", pid=os.getpid(), log=str(log))
    if kind == "server":
        from explorer.engine.server import serve

        serve(channel)
    else:
        from explorer.engine.worker import work

        work(channel)
    logging.shutdown()
    os._exit(0)  # nothing is left to be done, and unloading the numeric libraries takes up to a second


def _read_images(source: BinaryIO, sink: BinaryIO) -> NoReturn:
    """Be a reader of risky image files, which keeps no log: its death is told by whoever asked."""
    from explorer.collection.apart_child import serve

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(source, sink)
    os._exit(0)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes for messages; whatever else reads stdin gets nothing, what prints goes to stderr."""
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return source, sink


def _open_log(kind: str) -> Path:
    """Send stderr, tracebacks and the stacks of a crash to one file of bounded size; returns its path."""
    from explorer.workspace.places import log_dir

    path = log_dir() / f"{kind}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _LOG_BYTES:
        path.replace(path.with_suffix(".old.log"))
    log = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.close(log)
    faulthandler.enable(2)
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s")
    set_log_levels()
    return path
