"""The vector registers of this processor."""

from pathlib import Path


def vector_width() -> int:
    """Return the bits of this processor's vector registers."""
    flags = Path("/proc/cpuinfo").read_text()
    return 512 if "avx512f" in flags else 256 if "avx2" in flags else 128
