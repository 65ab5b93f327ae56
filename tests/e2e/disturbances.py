"""What may befall a process: it dies, a write fails, the disk is full, memory runs out.

Each has `begin`, called in the process; `signals` that may end it then; and `may_refuse`, whether it may also end by
saying in one sentence what it lacks.
"""

import errno
import os
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from explorer.engine.threads import end_where_no_thread_begins


@dataclass
class Death:
    """A sudden one, so many seconds from now."""

    seconds: float
    signals: ClassVar = {signal.SIGALRM}
    may_refuse: ClassVar = False

    def begin(self):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max(self.seconds, 1e-4))


@dataclass
class FullDisk:
    """No file may have more bytes, so the disk is full in the middle of a write."""

    largest: int
    signals: ClassVar = set()
    may_refuse: ClassVar = True

    def begin(self):
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.largest, self.largest))


@dataclass
class Hunger:
    """So many bytes of memory more, and none then; libraries of C may abort where Python says so."""

    room: int
    signals: ClassVar = {signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGKILL}
    may_refuse: ClassVar = True

    def begin(self):
        end_where_no_thread_begins.cache_clear()  # threads of the parent are not in this process
        end_where_no_thread_begins()
        taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + self.room, taken + self.room))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Fault:
    """One write fails, counted from 0: the disk is full, or the folder may not be written. None: they are counted.

    Attributes:
        count: of the writes so far.
    """

    signals: ClassVar = set()
    may_refuse: ClassVar = True

    def __init__(self, turn):
        self.turn, self.count = turn, 0

    def begin(self):
        sys.addaudithook(self._hear)

    def _hear(self, event, arguments):
        writes = event in {"os.rename", "os.mkdir"} or (event == "open" and _is_writing(*arguments[1:]))
        if not writes or str(arguments[0]) == os.devnull:
            return
        self.count += 1
        if self.count - 1 == self.turn:
            number = errno.ENOSPC if self.turn % 2 else errno.EACCES
            raise OSError(number, os.strerror(number), str(arguments[0]))


def _is_writing(mode, flags):
    return bool(flags & (os.O_WRONLY | os.O_RDWR)) or (mode is not None and bool(set("wax+") & set(str(mode))))
