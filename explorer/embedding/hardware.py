"""What the machine offers to encoders."""

import os
from importlib.util import find_spec


def threads() -> int:
    """Threads for computing: what `OMP_NUM_THREADS` says (the engine sets it), else the cores of this process."""
    said = os.environ.get("OMP_NUM_THREADS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def has_package(name: str) -> bool:
    """Whether a package can be imported, without importing it."""
    return find_spec(name) is not None
