"""What happens when the program goes wrong: it is written down, and told at the next start.

A small file marks a running window; the system releases its lock when the process dies, whatever the reason, and a
window that ends well removes it. A mark that is left without a lock is an end that nobody wanted.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from explorer.gui.language import tr
from explorer.protocol.log_levels import set_log_levels
from explorer.protocol.version import VERSION

if TYPE_CHECKING:
    from filelock import FileLock

log = logging.getLogger(__name__)

LOG_NAME = "window.log"
KEPT_REPORTS = 10
CHILDREN = ("server", "worker")
"""Background processes that keep a log, `KIND.log`; see `engine.children`."""
CRASHED = "Fatal Python error: "
"""What `faulthandler` begins with."""
TOLD_LENGTH = 20_000
"""So many characters of a crash report are copied at most: its end, where the error stands."""


class CrashLog:
    """Writes reports of this run and finds that of the run before.

    Attributes:
        folder: of logs and reports.
        last: the report of a run that ended unexpectedly, or of one of its processes; None where all ended well. Found
            by `look_back`.
        of_window: whether that report is of the window itself.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.last: Path | None = None
        self.of_window = True
        self._report = folder / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{os.getpid()}.txt"
        self._lock: FileLock | None = None
        self._native = None
        self._told: Callable[[str], None] | None = None

    def begin(self) -> None:
        """Write down from now on what goes wrong: uncaught errors, crashes of native code."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._native = self._report.open("a", encoding="utf-8")
        system = f"{platform.system()} {platform.release()} {platform.machine()}"  # platform() would start a process
        self._native.write(f"Retrieval Explorer {VERSION}, Python {platform.python_version()}, {system}\n")
        self._native.flush()
        faulthandler.enable(self._native)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def look_back(self) -> None:
        """Find how the run before ended, mark this one as running, and keep messages in a log as well.

        Apart from `begin`, because its imports would hold up the first picture of the window.
        """
        from logging.handlers import RotatingFileHandler

        from filelock import FileLock

        handler = RotatingFileHandler(self.folder / LOG_NAME, maxBytes=2**20, backupCount=2, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(handler)
        set_log_levels()
        of_child = self._find_child()
        self.last = self._find_last()
        if self.last is None and of_child is not None:
            self.last, self.of_window = of_child, False
        self._lock = FileLock(self._report.with_suffix(".running"))
        self._lock.acquire(blocking=False)

    def tell(self, told: Callable[[str], None]) -> None:
        """Call this with one sentence when an error was written down and the program goes on."""
        self._told = told

    def end(self) -> None:
        """The program ends as it should; its report is kept only where an error stands in it."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        self._told = None
        if self._native is None:
            return
        faulthandler.disable()
        empty = self._native.tell() == 0 or not _has_errors(self._report)
        self._native.close()
        self._native = None
        if self._lock is not None:
            self._lock.release()
            Path(self._lock.lock_file).unlink(missing_ok=True)
        if empty:
            self._report.unlink(missing_ok=True)

    def read_last(self) -> str:
        """The report of the run before, as far as it can be told."""
        if self.last is None:
            return ""
        try:
            return self.last.read_text("utf-8", errors="replace")[-TOLD_LENGTH:]
        except OSError as fault:
            return tr("The report cannot be read ({strerror}).", strerror=fault.strerror)

    def _find_child(self) -> Path | None:
        """The report of a background process whose native code crashed since this was last looked for."""
        found = None
        for kind in CHILDREN:
            path, seen = self.folder / f"{kind}.log", self.folder / f"{kind}.seen"
            try:
                data = path.read_bytes()
                known = int(seen.read_text("ascii")) if seen.exists() else 0
                seen.write_text(str(len(data)), "ascii")
            except (OSError, ValueError):  # no such process ran, or the folder may not be written
                continue
            fresh = data[known if known <= len(data) else 0 :].decode("utf-8", "replace")
            if CRASHED in fresh:
                found = self._report.with_name(f"{self._report.stem}-{kind}.txt")
                found.write_text(fresh[fresh.rindex(CRASHED) :], "utf-8")
        return found

    def _find_last(self) -> Path | None:
        """The newest report of a run whose mark was left behind; all such marks are cleared away."""
        from filelock import FileLock, Timeout

        found = None
        for mark in sorted(self.folder.glob("crash-*.running")):
            lock = FileLock(mark)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                continue  # that window still runs
            lock.release()
            mark.unlink(missing_ok=True)
            report = mark.with_suffix(".txt")
            found = report if report.exists() else found
        for old in sorted(self.folder.glob("crash-*.txt"))[:-KEPT_REPORTS]:
            old.unlink(missing_ok=True)
        return found

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("Uncaught error", exc_info=(kind, error, trace))
        self._write("".join(traceback.format_exception(kind, error, trace)))
        sys.__excepthook__(kind, error, trace)
        if self._told is not None:
            self._told(
                tr(
                    "Something went wrong inside the program ({name}: {error}). It goes on.",
                    name=kind.__name__,
                    error=error,
                )
            )

    def _uncaught_in_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            thread = arguments.thread.name if arguments.thread is not None else "?"
            log.critical("Uncaught error in thread %s", thread, exc_info=arguments.exc_value)
            self._write("".join(traceback.format_exception(arguments.exc_value)))

    def _write(self, text: str) -> None:
        if self._native is not None:
            self._native.write(f"\n{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{text}")
            self._native.flush()


def _has_errors(report: Path) -> bool:
    return len(report.read_text("utf-8", errors="replace").splitlines()) > 1
