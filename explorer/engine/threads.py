"""The one place that says how many threads the numeric libraries use."""

import os

VARIABLES = (
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMBA_NUM_THREADS",
)


def cores() -> int:
    """The cores that this process may use (its affinity, not what the machine has)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def limit_threads() -> None:
    """Give each thread pool as many threads as there are cores, where the person has not said otherwise.

    Must be called before numpy, torch, faiss or numba is imported: they read their variable once.
    """
    for variable in VARIABLES:
        os.environ.setdefault(variable, str(cores()))
