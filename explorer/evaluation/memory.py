"""Peak memory of this very process."""

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")
_CLEAR_PEAK = Path("/proc/self/clear_refs")


def forget_peak() -> bool:
    """Let the peak memory start anew; False where the system has no means for that."""
    try:
        _CLEAR_PEAK.write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def peak_rss_mb() -> float:
    """The most memory that this process has held so far, in 10^6 bytes.

    On Linux from VmHWM, not from getrusage: that one starts at the peak of the parent, which the system hands on
    through fork and exec, so that a child of a large process would look large itself.
    """
    if _STATUS.exists():
        for line in _STATUS.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    return _system_peak() / 1e6


if sys.platform == "win32":

    def _system_peak() -> int:
        """Bytes: PeakWorkingSetSize of GetProcessMemoryInfo (psapi.h)."""
        import ctypes
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            _fields_ = (
                ("size", wintypes.DWORD),
                ("page_faults", wintypes.DWORD),
                ("peak_working_set", ctypes.c_size_t),
                ("others", ctypes.c_size_t * 7),
            )

        counters = Counters(size=ctypes.sizeof(Counters))
        process = wintypes.HANDLE(-1)  # the pseudo handle of the process itself
        if not ctypes.windll.psapi.GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size):
            raise ctypes.WinError()
        return int(counters.peak_working_set)

else:

    def _system_peak() -> int:
        """Bytes; macOS counts in bytes, other systems in KiB."""
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
