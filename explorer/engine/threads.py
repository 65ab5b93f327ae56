"""The one place that says how many threads the numeric libraries use, and what becomes of one that cannot begin."""

import os
import signal
import sys
from functools import cache
from typing import Any

from explorer.embedding.hardware import threads
from explorer.errors import OUT_OF_MEMORY

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

    Python waits for a word of the new thread, which dies before it can give one (`threading.Thread.start`). What was
    finished is kept: the parent of a child process begins it anew, or tells.
    """
    before = sys.unraisablehook

    def hear(unraisable: Any) -> None:
        before(unraisable)
        if unraisable.exc_type is MemoryError and "thread" in (unraisable.err_msg or ""):
            os.write(2, _NO_THREAD)
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    sys.unraisablehook = hear


_NO_THREAD = f"A thread could not begin: it {OUT_OF_MEMORY}\n".encode()
