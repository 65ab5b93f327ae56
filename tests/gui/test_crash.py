"""What is written down when the program goes wrong, and what is told at the next start."""

import logging
import signal
import sys
import threading

import pytest

from explorer.gui.crash import CrashLog


@pytest.fixture
def crashes(tmp_path):
    """Begins a crash log in a folder; as many as are asked for, one after the other."""
    begun, handlers = [], list(logging.getLogger().handlers)

    def begin() -> CrashLog:
        begun.append(CrashLog(tmp_path / "log"))
        begun[-1].begin()
        begun[-1].look_back()
        return begun[-1]

    yield begin
    for crash in begun:
        crash.end()
    for handler in set(logging.getLogger().handlers) - set(handlers):
        logging.getLogger().removeHandler(handler)
        handler.close()


def test_a_run_that_ends_well_leaves_nothing_but_the_log(crashes, tmp_path):
    crashes().end()
    assert [path.name for path in (tmp_path / "log").iterdir()] == ["window.log"]
    assert crashes().last is None


def test_an_uncaught_error_is_written_and_told_and_the_program_goes_on(crashes, capsys):
    told = []
    crash = crashes()
    crash.tell(told.append)
    error = ValueError("the cat sat on it")
    sys.excepthook(ValueError, error, None)
    assert told == ["Something went wrong inside the program (ValueError: the cat sat on it). It goes on."]
    crash.end()
    (report,) = crash.folder.glob("crash-*.txt")
    assert "the cat sat on it" in report.read_text()
    assert crashes().last is None, "it ended well all the same"
    capsys.readouterr()


def test_an_error_in_a_thread_is_written(crashes):
    crash = crashes()

    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail, name="unlucky")
    thread.start()
    thread.join()
    (report,) = crash.folder.glob("crash-*.txt")
    assert "in a thread" in report.read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="kills with POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_killed_run_is_found_by_the_next(crashes, tmp_path, number, run_python):
    folder = tmp_path / "log"
    script = (
        "import os, sys; from pathlib import Path; from explorer.gui.crash import CrashLog;"
        f"crashes = CrashLog(Path({str(folder)!r})); crashes.begin(); crashes.look_back();"
        f"print('ready', flush=True); os.kill(os.getpid(), {int(number)})"
    )
    done = run_python(script)
    assert done.stdout == "ready\n"
    crash = crashes()
    assert crash.last is not None
    assert "Retrieval Explorer" in crash.read_last()
    if number == signal.SIGSEGV:
        assert "Segmentation fault" in crash.read_last()
    crash.end()
    assert crashes().last is None, "it is told once"


def test_a_background_process_that_crashed_is_told_once(crashes, tmp_path):
    log = tmp_path / "log" / "worker.log"
    log.parent.mkdir()
    log.write_text("WARNING explorer.engine: something\n")
    assert crashes().last is None
    with log.open("a") as file:
        file.write("Fatal Python error: Segmentation fault\n\nThread 1:\n  File x.py\n")
    crash = crashes()
    assert not crash.of_window
    assert crash.read_last().startswith("Fatal Python error: Segmentation fault")
    assert crashes().last is None
    log.write_text("short and new\n")  # another log has taken the place of the old one
    assert crashes().last is None


def test_a_window_that_still_runs_is_no_crash(crashes):
    first = crashes()
    assert crashes().last is None
    first.end()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_request_to_end_closes_the_window_in_good_order(run_python):
    script = (
        "import os, signal, sys; from PySide6.QtWidgets import QApplication, QWidget;"
        "from PySide6.QtCore import QTimer; from explorer.gui.ending import Ending;"
        "app = QApplication(sys.argv[:1]); ending = Ending(app); window = QWidget(); window.show();"
        "QTimer.singleShot(50, lambda: os.kill(os.getpid(), signal.SIGTERM));"
        "QTimer.singleShot(100000, lambda: os._exit(3)); app.exec(); print(window.isVisible()); ending.stop()"
    )
    done = run_python(script)
    assert (done.returncode, done.stdout) == (0, "False\n"), done.stderr


def test_the_bar_offers_the_report_of_the_run_before(window, crashes, tmp_path, qapp):
    class Before:
        last, of_window = tmp_path / "crash-1.txt", True

        def read_last(self) -> str:
            return "what happened"

    messages = window.workbench.messages
    window.pages.offer_report(Before())
    assert messages.text == "The program ended unexpectedly last time."
    assert messages.actions_shown == ["Show the log", "Copy", "Save a fault report…", "Dismiss"]
    messages._buttons[1].click()
    assert qapp.clipboard().text() == "what happened"
    messages._buttons[3].click()
    assert messages.text == ""
    window.pages.write_bundle(tmp_path / "report.zip")
    assert messages.text.startswith(f"Saved {tmp_path / 'report.zip'}. It holds no names and paths of yours")
    assert (tmp_path / "report.zip").exists()
    window.pages.write_bundle(tmp_path / "nowhere" / "report.zip")
    assert "cannot be written" in messages.text
