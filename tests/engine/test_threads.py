"""How many threads the numeric libraries of a process are told to take."""

import os
import subprocess
import sys

import pytest

from explorer.embedding.hardware import threads
from explorer.engine.process import child_environment
from explorer.engine.threads import VARIABLES, limit_threads


@pytest.fixture
def given(monkeypatch):
    for name in VARIABLES:
        monkeypatch.setenv(name, "9")  # so that it is as before afterwards
        monkeypatch.delenv(name)
    return monkeypatch.setenv


def test_each_library_takes_the_cores_where_nothing_is_said(given):
    limit_threads()
    assert {os.environ[name] for name in VARIABLES} == {str(threads())}


def test_one_variable_speaks_for_all_libraries_but_those_that_have_their_own(given):
    given("OMP_NUM_THREADS", "3")
    given("NUMBA_NUM_THREADS", "5")
    limit_threads()
    assert {name: os.environ[name] for name in VARIABLES} == dict.fromkeys(VARIABLES, "3") | {"NUMBA_NUM_THREADS": "5"}


def test_a_child_process_takes_what_the_person_said(given):
    given("OMP_NUM_THREADS", "3")
    script = "from explorer.engine.threads import *; limit_threads(); import os; print(os.environ['MKL_NUM_THREADS'])"
    done = subprocess.run(
        [sys.executable, "-c", script], env=child_environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "3", done.stderr
