"""A measurement in a process of its own ends when the person asks to stop, and leaves nothing behind."""

import sys

import pytest

from explorer.errors import Cancelled
from explorer.evaluation import apart


def test_a_process_that_does_not_listen_is_ended_at_once(monkeypatch):
    monkeypatch.setattr(apart, "_END_SECONDS", 60.0)
    monkeypatch.setattr(apart, "child_command", lambda _: [sys.executable, "-c", "import time; time.sleep(60)"])
    with pytest.raises(Cancelled):
        apart._ask(apart.JOB, {}, lambda *_: None, lambda: True)
