"""What holds for every test: no window on the screen, nothing in the user's home, nothing left running."""

import contextlib
import errno
import gc
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

# Before anything imports Qt. A developer who wants to watch a test sets another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PATIENCE = 60.0
"""Seconds that a test waits for anything, on a machine that is busy with other things; who fails waits in vain."""

LASTING_THREADS = (
    "tqdm_monitor",  # one a process, started by the first progress bar of umap
    "thread watch",  # one a process, see `engine.threads`
    "fsspecIO",  # one a process, started by the first store that is asked over the network, and its helpers:
    "asyncio_",
    "gcsfs-",
    "Dummy-",  # a native thread that called into Python once; Python never forgets it
)
LASTING_CHILDREN = (
    "multiprocessing.resource_tracker",  # one a process, started by the first shared memory
    "--child reader",  # kept for the next risky image file
)
LASTING_WINDOWS = (
    "QTipLabel",  # Qt keeps the one window that shows tool tips
    "QMenu",  # pyqtgraph's plots have menus without a parent, which Python keeps until it collects the plot
)


@pytest.fixture
def fails_whole(monkeypatch):
    """Gives a function that fills the disk at the end of a save: the old file stays, and nothing half-written."""
    from explorer.errors import ExplorerError
    from explorer.workspace.durable import TEMPORARY

    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def check(path, write):
        path.write_text("from before", "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises((OSError, ExplorerError), match="No space left"):
                write(path)
        assert path.read_text("utf-8") == "from before"
        assert [other.name for other in path.parent.iterdir() if other.name.startswith(TEMPORARY)] == []

    return check


@pytest.fixture(scope="module", autouse=True)
def _frozen():
    """Spare the garbage collector what stays, such as numeric libraries: it runs after each test of the window.

    With the libraries in its reach it takes most of the time of these tests.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _patient_bot():
    """Let `qtbot` wait as long as anybody: its own five seconds are too few where the machine does other work."""
    from pytestqt.qtbot import QtBot

    with pytest.MonkeyPatch.context() as patch:
        for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed, QtBot.waitActive):
            patch.setitem(wait.__kwdefaults__, "timeout", int(1000 * PATIENCE))
        yield


@pytest.fixture(scope="session")
def run_python():
    """Runs a program in an interpreter of its own, with its arguments and options of `subprocess.run`, to its end."""

    def run(program, *arguments, **options):
        command = [sys.executable, "-c", program, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=5 * PATIENCE, **options)

    return run


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory):
    """A home for what lives longer than one test, such as collections that a module shares."""
    with pytest.MonkeyPatch.context() as patch:
        _move_home(patch, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture(autouse=True)
def explorer_home(tmp_path_factory, monkeypatch, _session_home):
    """A fresh user's folders, so that a test finds no settings, caches or workspaces of anybody else."""
    home = tmp_path_factory.mktemp("home")
    _move_home(monkeypatch, home)
    return home


def _move_home(patch, home):
    patch.setenv("HOME", str(home))
    patch.setenv("EXPLORER_HOME", str(home / "explorer"))
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))


@pytest.fixture(scope="session")
def real_data():
    """Gives the folder of a real collection by its name, or skips the test where EXPLORER_DATA does not have it."""
    root = os.environ.get("EXPLORER_DATA")

    def folder(name):
        if not root:
            pytest.skip(f"needs the real collection {name}: set EXPLORER_DATA to the folder that holds it")
        path = Path(root) / name
        if not path.exists():
            pytest.skip(f"needs the real collection {name}, which {root} (EXPLORER_DATA) does not have")
        return path

    return folder


@pytest.fixture(autouse=True)
def _nothing_left(request, _session_home):
    """Fail a test that leaves a thread, a child process or a window behind.

    What a fixture of a module or of the session started is there before and may stay.
    """
    surveys = {survey: survey().keys() for survey in (_threads, _children, _windows)}
    yield
    _expect_nothing(surveys)
    if "qapp" in request.fixturenames:
        _expect_nothing({_running_qthreads: set(), _running_timers: set()})


def _expect_nothing(surveys):
    """Wait until nothing is found but what was known before; not for ever."""
    deadline, pause = time.monotonic() + PATIENCE, 0.005
    while left := [now[key] for now, known in _found(surveys) for key in now.keys() - known]:
        if time.monotonic() > deadline:
            pytest.fail("left behind: " + "; ".join(sorted(left)), pytrace=False)
        _let_go()
        time.sleep(pause)
        pause = min(2 * pause, 0.1)  # looking is what takes the time: not a hundred times for what needs half a second


def _found(surveys):
    return [(survey(), known) for survey, known in surveys.items()]


def _let_go():
    """Run what is only waiting for the event loop or for the garbage collector to end."""
    gc.collect()
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        core.QCoreApplication.processEvents()


# Each survey gives a description by the key of what it found, so that a thing stays the same when it changes its name.


def _threads():
    return {
        thread.ident: f"thread {thread.name}"
        for thread in threading.enumerate()
        if not thread.name.startswith(LASTING_THREADS)
    }


def _children():
    """The child processes, those included that ended and were not waited for (Linux alone tells)."""
    found = {}
    for listing in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):  # the thread has ended
            found |= {pid: f"child process {pid} {_command(pid)}" for pid in listing.read_text().split()}
    return {pid: text for pid, text in found.items() if not any(lasting in text for lasting in LASTING_CHILDREN)}


def _command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return "(ended)"


def _windows():
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return {}
    address = sys.modules["shiboken6"].getCppPointer
    return {
        address(window)[0]: f"window {window.metaObject().className()} {window.objectName() or window.windowTitle()}"
        for window in widgets.QApplication.topLevelWidgets()
        if window.metaObject().className() not in LASTING_WINDOWS
    }


def _running_qthreads():
    """Looked for only after tests of the window, because it visits every object; so are timers."""
    core = sys.modules["PySide6.QtCore"]
    main = core.QThread.currentThread()
    threads = [thread for thread in _instances(core.QThread) if thread != main]
    return {id(thread): f"running {thread!r}" for thread in threads if thread.isRunning()}


def _running_timers():
    """Those that Python made, of whatever is gone or closed; the window of a module's fixture may have some."""
    core = sys.modules["PySide6.QtCore"]
    return {id(timer): f"running timer of {timer.parent()!r}" for timer in _instances(core.QTimer) if timer.isActive()}


def _instances(kind):
    is_valid = sys.modules["shiboken6"].isValid
    return [one for one in gc.get_objects() if issubclass(type(one), kind) and is_valid(one)]
