"""Numba, which keeps what it compiled in the user's cache folder; whatever uses it comes here first."""

import os

from explorer.workspace.places import cache_dir

# numba reads this variable once, when it is imported.
os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_dir() / "numba"))

from numba import njit

__all__ = ["njit"]
