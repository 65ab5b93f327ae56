"""The one place that says how many threads the numeric libraries use, and what becomes of one that cannot begin."""

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from functools import cache
from types import FrameType
from typing import Any

from explorer.embedding.hardware import threads
from explorer.errors import OUT_OF_MEMORY

WATCH = "thread watch"
"""Name of the thread that sees who waits for others."""

VARIABLES = (
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMBA_NUM_THREADS",
)


def limit_threads() -> None:
    """Give each thread pool as many threads as `OMP_NUM_THREADS` says, or as there are cores.

    A variable that the person set for one library stays as it is. Child processes inherit all of them. Must be called
    before numpy, torch, faiss or numba is imported: they read their variable once. torch reads that of MKL first.
    """
    for variable in VARIABLES:
        os.environ.setdefault(variable, str(threads()))


@cache
def end_where_no_thread_begins() -> None:
    """End this process where memory is out when a thread begins; whoever started the thread would wait for ever.

    Python waits for a word of the new thread, which dies before it can give one (`threading.Thread.start`). Where not
    even that can be told, for want of memory, another thread sees who waits. What was finished is kept: the parent of a
    child process begins it anew, or tells.
    """
    before = sys.unraisablehook

    def hear(unraisable: Any) -> None:
        # There may be no memory left for the message either, nor for what Python would print.
        of_thread = getattr(unraisable.object, "__name__", "") == "_bootstrap" or "thread" in (unraisable.err_msg or "")
        if unraisable.exc_type is MemoryError and of_thread:
            _end()
        before(unraisable)

    sys.unraisablehook = hear
    threading.Thread(target=_watch, name=WATCH, daemon=True).start()


def _watch() -> None:
    """End this process where who started a thread still waits for it after `_PATIENCE` seconds."""
    waited: set[tuple[int, int]] = set()
    while True:
        time.sleep(_PATIENCE)
        with suppress(MemoryError):
            waiting = {(thread, id(frame)) for thread, top in sys._current_frames().items() if (frame := _start(top))}
            if waited & waiting:
                _end()
            waited = waiting


def _start(frame: FrameType | None) -> FrameType | None:
    """The frame of `threading.Thread.start` that one is in; None where it is in none."""
    for _ in range(_DEEP):
        if frame is None or frame.f_code is threading.Thread.start.__code__:
            break
        frame = frame.f_back
    else:
        return None
    return frame


def _end() -> None:
    try:
        os.write(2, _NO_THREAD)
    finally:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


_PATIENCE = 10.0
_DEEP = 4
"""Calls inside of `threading.Thread.start` at most."""

_NO_THREAD = f"A thread could not begin: it {OUT_OF_MEMORY}\n".encode()
