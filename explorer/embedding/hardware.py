"""What the machine offers to encoders."""

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

Precision = Literal["f32", "bf16"]


def threads() -> int:
    """Threads for computing: what `OMP_NUM_THREADS` says (the engine sets it), else the cores of this process."""
    said = os.environ.get("OMP_NUM_THREADS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def cpu_precision() -> Precision:
    """The faster of the precisions that keep vectors within a cosine of 0.999 of float32.

    bfloat16 wins by a factor of two to three where the processor multiplies tiles of it (AMX, Intel Xeon from 2023
    on). With AVX-512 alone it is slower than float32 (measured), so its mere presence is no reason.
    """
    try:
        flags = Path("/proc/cpuinfo").read_text("utf-8", "replace")
    except OSError:
        return "f32"  # processors with AMX are run on Linux
    return "bf16" if "amx_bf16" in flags else "f32"


def has_package(name: str) -> bool:
    """Whether a package can be imported, without importing it."""
    return find_spec(name) is not None
