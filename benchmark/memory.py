"""The memory of a call."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timing import Call

# Parameters of mallopt, and the largest thresholds that glibc chooses by itself.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
LARGEST = 32 << 20


@contextmanager
def unmapped_when_freed() -> Iterator[None]:
    """Make malloc return each freed block of a page or more to the system."""
    mallopt = ctypes.CDLL(None).mallopt
    mallopt(M_MMAP_THRESHOLD, 1 << 12)
    mallopt(M_TRIM_THRESHOLD, 0)
    try:
        yield
    finally:
        mallopt(M_MMAP_THRESHOLD, LARGEST)
        mallopt(M_TRIM_THRESHOLD, 2 * LARGEST)


def read_status(name: str) -> int:
    """Return a size in /proc/self/status, in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) << 10
    raise LookupError(f"/proc/self/status must have {name}")


def measure_peak(call: Call) -> int:
    """Return the bytes that a call has at once, more than before it; arguments do not count."""
    with unmapped_when_freed():
        # The first call keeps buffers, and frees those that were kept by others.
        call()
        gc.collect()
        # proc(5): the peak becomes what is resident now.
        Path("/proc/self/clear_refs").write_text("5")
        before = read_status("VmRSS")
        call()
        return max(0, read_status("VmHWM") - before)
