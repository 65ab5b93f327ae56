"""What the commands share: exit statuses, the progress bar, JSON files, notes on stderr."""

import argparse
import json
import math
import os
import shutil
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from explorer.errors import OUT_OF_MEMORY, Cancelled, ExplorerError, InputError, is_out_of_memory
from explorer.workspace.durable import replacing

PROGRAM = "retrieval-explorer"
SUCCESS, OUR_FAULT, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


class Ended(KeyboardInterrupt):
    """The system or another program asked this one to end; `number` is the signal."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaints are one line, like all others of the program."""

    def error(self, message: str) -> NoReturn:
        """Leave with status 2 and one line.

        Raises:
            SystemExit: always.
        """
        self.exit(BAD_INPUT, f"{PROGRAM}: {message}; see {self.prog} --help.\n")


def guarded(action: Callable[[], int]) -> int:
    """Run a command and turn what goes wrong into one line on stderr and an exit status.

    Args:
        action: the command; it returns its exit status.

    Returns:
        Its status; 2 for bad input, 130 after Ctrl-C, 143 after SIGTERM, 1 with a traceback where the fault is ours.
    """
    try:
        _hear_signals()
        return action()
    except ExplorerError as error:
        return _complain(error, BAD_INPUT if isinstance(error, InputError) else OUR_FAULT)
    except Ended as ended:
        name = signal.Signals(ended.number).name
        return _complain(f"asked to end ({name}), what was finished is kept.", 128 + ended.number)
    except (Cancelled, KeyboardInterrupt):
        return _complain("cancelled, what was finished is kept.", INTERRUPTED)
    except BrokenPipeError:  # the reader of our output, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return SUCCESS
    except Exception as error:  # noqa: BLE001 - the boundary of the process
        return _unforeseen(error)


def _unforeseen(error: Exception) -> int:
    if is_out_of_memory(error):
        return _complain(f"it {OUT_OF_MEMORY}", OUR_FAULT)
    traceback.print_exception(error)
    return _complain("this is a fault of the program, not of what you gave; please report the lines above.", OUR_FAULT)


def _hear_signals() -> None:
    """Have a request to end be told like any other end, with everything closed on the way; not in silence."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    raise Ended(number)


def note(text: object) -> None:
    """Tell the person something beside the result."""
    print(f"note: {text}", file=sys.stderr)


def write_json(target: str, content: dict[str, Any]) -> None:
    """Write a result where `--json` asks: a file, or `-` for stdout.

    Raises:
        InputError: the file cannot be written.
    """
    text = json.dumps(_finite(content), indent=2, ensure_ascii=False, allow_nan=False)
    if target == "-":
        print(text)
        return
    path = Path(target)
    try:
        # A pipe or a device is written into; a file stays as it was until the new one is whole.
        with nullcontext(path) if path.exists() and not path.is_file() else replacing(path) as place:
            place.write_text(text + "\n", encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise InputError(f"--json {target}: {error.strerror}; name a file that can be written.") from None


def check_writable(target: str | None) -> None:
    """See to it before long work that the file of `--json` or `--to` can be written at its end.

    Raises:
        InputError: its folder is missing or closed to us.
    """
    if target is None or target == "-":
        return
    folder = Path(target).resolve().parent
    if not folder.is_dir():
        raise InputError(f"The folder {folder} for {target} does not exist; make it or name another file.")
    if Path(target).is_dir() or not os.access(folder, os.W_OK):
        raise InputError(f"{target} cannot be written; name another file.")


class ProgressBar:
    """One line on stderr that shows how far work is and how long it will take; silent where stderr is no terminal.

    Used as a context manager; `update` is the `progress` that long work takes.
    """

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._started: dict[str, tuple[float, int]] = {}
        self._last = 0.0
        self._width = 0

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._width:
            self._write("")

    def update(self, done: int, total: int, text: str) -> None:
        """Redraw, at most ten times a second.

        Args:
            done: items finished.
            total: items in all, 0 where unknown.
            text: the stage; a new one starts a new estimate of the time left.
        """
        now = time.monotonic()
        start, before = self._started.setdefault(_stage(text), (now, done))
        if not self._shown or (now - self._last < 0.1 and done != total):
            return
        self._last = now
        if not total:
            self._write(f"{text} {done:,}" if done else text)
            return
        filled = round(24 * min(done / total, 1))
        left = (now - start) * (total - done) / (done - before) if done > before else 0.0
        timing = f" {_duration(left)} left" if now - start > 1 and done < total else ""
        self._write(f"[{'#' * filled}{'.' * (24 - filled)}] {done:,}/{total:,} {text}{timing}")

    def _write(self, line: str) -> None:
        line = line[: max(shutil.get_terminal_size().columns - 1, 20)]
        print(f"\r{line:<{self._width}}", end="\r", file=sys.stderr, flush=True)
        self._width = len(line)


def _stage(text: str) -> str:
    """The part of a progress text that names the stage: `embedding 12 broken` and `embedding` are one."""
    return text.split(" ", 1)[0]


def _duration(seconds: float) -> str:
    whole = math.ceil(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02d} s"


def _finite(value: Any) -> Any:
    """The same structure with null where a figure is not a number, as JSON requires, and text that is valid UTF-8."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {_finite(str(key)): _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return value


def _complain(message: object, status: int) -> int:
    print(f"{PROGRAM}: {message}", file=sys.stderr)
    return status
