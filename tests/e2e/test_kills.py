"""Ten sudden deaths, eight failed writes, four full disks, four ends of memory, ten deaths each of what the window
writes elsewhere; by a command more, and every write:

EXPLORER_KILLS=300 EXPLORER_FAULTS=0 EXPLORER_FULL_DISKS=60 EXPLORER_HUNGRY=60 python3 build_app.py test -s \
    tests/e2e/test_kills.py
"""

import os
import subprocess
import sys

import pytest

from .kills import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that die are forked")
NUMBER = os.environ.get("EXPLORER_KILLS", "10")


def test_a_death_at_any_moment_costs_no_more_than_what_was_being_written():
    failing, hungry = os.environ.get("EXPLORER_FAULTS", "8"), os.environ.get("EXPLORER_HUNGRY", "4")
    told = _run("kills", NUMBER, failing, os.environ.get("EXPLORER_FULL_DISKS", "4"), hungry)
    assert told.startswith(f"{NUMBER} deaths"), "every child came to its end before its death"


def test_settings_and_copies_of_files_are_whole_or_not_there():
    assert f"{NUMBER} deaths while files were copied" in _run("window_writes", NUMBER)


def _run(module, *words):
    """What the module prints; it must find nothing wrong."""
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", f"tests.e2e.{module}", *words],
        cwd=ROOT,
        env={**os.environ, **one_thread},
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
