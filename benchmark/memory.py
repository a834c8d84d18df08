"""The memory of a call."""

import ctypes
import gc
from pathlib import Path

from timing import Call


def read_status(name: str) -> int:
    """Return a size in /proc/self/status, in bytes.

    Raises
    ------
    LookupError
        If there is none of this name.
    """
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) << 10
    raise LookupError(f"/proc/self/status must have {name}")


def measure_peak(call: Call) -> int:
    """Return the bytes that a call has at once, more than before it; arguments do not count."""
    gc.collect()
    # What malloc keeps goes to the system, so that it counts when it is used again.
    ctypes.CDLL(None).malloc_trim(0)
    # proc(5): the peak becomes what is resident now.
    Path("/proc/self/clear_refs").write_text("5")
    before = read_status("VmRSS")
    call()
    return max(0, read_status("VmHWM") - before)
