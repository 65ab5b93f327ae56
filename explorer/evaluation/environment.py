"""What the figures of a report were measured on."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from explorer.protocol.version import VERSION

_PACKAGES = ("numpy", "scipy", "torch", "faiss-cpu", "openvino", "pillow", "umap-learn", "PySide6-Essentials")


def environment() -> dict[str, object]:
    """The program's, Python's and the libraries' versions and the machine: JSON-ready."""
    return {
        "retrieval_explorer": VERSION,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "processor": _processor(),
        "cpus": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "packages": {name: package_version(name) for name in _PACKAGES},
    }


def package_version(name: str) -> str | None:
    """The installed version of a distribution, None where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _processor() -> str:
    """The model of the processor as the system names it."""
    listing = Path("/proc/cpuinfo")
    if listing.is_file():
        for line in listing.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
