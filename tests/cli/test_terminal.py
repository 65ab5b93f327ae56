"""Exit statuses, tables, JSON and the progress bar."""

import io
import json
import math
import os
import signal
import sys
from pathlib import Path

import pytest

from explorer.cli import terminal
from explorer.cli.tables import shortened, text_table
from explorer.errors import Cancelled, EngineError, ImageError, InputError


def raising(error):
    def action():
        raise error

    return action


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError("That is no folder."), 2),
        (ImageError("x.jpg is cut off."), 2),
        (EngineError("The engine failed."), 1),
        (Cancelled(), 130),
        (KeyboardInterrupt(), 130),
    ],
)
def test_expected_errors_are_one_line(error, status, capsys):
    assert terminal.guarded(raising(error)) == status
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("retrieval-explorer: ")
    assert str(error) in lines[0]


def test_too_little_memory_is_one_line(capsys):
    text = "DefaultCPUAllocator: can't allocate memory: you tried to allocate 8000000000 bytes."
    for error in (MemoryError(), RuntimeError(text)):
        assert terminal.guarded(raising(error)) == 1
        told = "retrieval-explorer: it needs more memory than there is; close other programs or choose less"
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith(told)


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_a_program_that_is_asked_to_end_says_so(capsys):
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert terminal.guarded(lambda: signal.raise_signal(signal.SIGTERM) or 0) == 128 + signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, before)
    assert "SIGTERM" in capsys.readouterr().err


def test_our_own_fault_shows_where(capsys):
    assert terminal.guarded(raising(ZeroDivisionError())) == 1
    assert "Traceback" in capsys.readouterr().err


def test_json_has_no_nan_and_valid_text(tmp_path, fails_whole):
    file = tmp_path / "out.json"
    terminal.write_json(str(file), {"a": math.nan, "b": [math.inf, 1.5], "name": "caf\udce9"})
    assert json.loads(file.read_text("utf-8")) == {"a": None, "b": [None, 1.5], "name": "caf\\udce9"}
    with pytest.raises(InputError, match="--json"):
        terminal.write_json(str(tmp_path / "none" / "out.json"), {})
    fails_whole(file, lambda path: terminal.write_json(str(path), {"a": 1}))
    terminal.write_json(os.devnull, {"a": 1})
    assert Path(os.devnull).is_char_device()


def test_target_is_checked_before_the_work(tmp_path):
    terminal.check_writable(None)
    terminal.check_writable("-")
    terminal.check_writable(str(tmp_path / "new.json"))
    with pytest.raises(InputError, match="does not exist"):
        terminal.check_writable(str(tmp_path / "none" / "new.json"))
    with pytest.raises(InputError, match="cannot be written"):
        terminal.check_writable(str(tmp_path))


def test_table_aligns_wide_and_hostile_names():
    text = text_table(("name", "n"), [("猫", "1"), ("a\x1b[2Jb", "20"), ("\udcff", "3")])
    lines = text.splitlines()
    assert "\x1b" not in text
    assert [line[-2:] for line in lines[2:]] == [" 1", "20", " 3"]
    assert lines[2].startswith("猫 ")
    assert "\\udcff" in lines[4]


def test_shortened_keeps_the_end():
    assert shortened("folder/sub/cat.jpg", 8) == "…cat.jpg"
    assert shortened("cat.jpg", 8) == "cat.jpg"


class Screen(io.StringIO):
    def isatty(self):
        return True

    def fileno(self):
        raise OSError


def test_progress_bar_only_on_a_terminal(monkeypatch, capsys):
    with terminal.ProgressBar() as bar:
        bar.update(1, 2, "embedding")
    assert capsys.readouterr().err == ""
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with terminal.ProgressBar() as bar:
        bar.update(0, 10, "embedding")
        bar.update(10, 10, "embedding")
    assert "10/10 embedding" in screen.getvalue()
    assert screen.getvalue().endswith("\r")


def test_progress_bar_tells_the_time_left(monkeypatch):
    clock = iter([0.0, 5.0, 10.0])
    monkeypatch.setattr(terminal.time, "monotonic", lambda: next(clock))
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    bar = terminal.ProgressBar()
    bar.update(0, 100, "embedding")
    bar.update(50, 100, "embedding")
    assert "5 s left" in screen.getvalue()
