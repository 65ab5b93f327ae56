"""Ten sudden deaths, eight failed writes, four full disks, four ends of memory; by a command more, and every write:

EXPLORER_KILLS=300 EXPLORER_FAULTS=0 EXPLORER_FULL_DISKS=60 EXPLORER_HUNGRY=60 python3 build_app.py test -s \
    tests/e2e/test_kills.py
"""

import os
import subprocess
import sys

import pytest

from .kills import ROOT


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that die are forked")
def test_a_death_at_any_moment_costs_no_more_than_what_was_being_written():
    number, failing = os.environ.get("EXPLORER_KILLS", "10"), os.environ.get("EXPLORER_FAULTS", "8")
    full, hungry = os.environ.get("EXPLORER_FULL_DISKS", "4"), os.environ.get("EXPLORER_HUNGRY", "4")
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.kills", number, failing, full, hungry],
        cwd=ROOT,
        env={**os.environ, **one_thread},
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{number} deaths"), "every child came to its end before its death"
