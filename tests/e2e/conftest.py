"""Shared by the tests with real processes."""

import tempfile
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def _compiled_once():
    """Let all maps share what numba compiled: in a fresh home it would compile for half a minute in each test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "retrieval-explorer-tests-numba"))
        yield
