"""Shared by the examples: the check against their framework, and the picture."""

import sys
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

Array = NDArray[Any]


def check(name: str, got: Any, expected: Any, tolerance: float) -> None:
    """Compare a result with the framework's.

    Exits 1 where it is off by more than `tolerance` in the Euclidean norm, relative to that of
    the expected one.
    """
    got, expected = np.asarray(got), np.asarray(expected)
    if got.shape != expected.shape or got.dtype != expected.dtype:
        sys.exit(
            f"{name}: expected {expected.dtype}{list(expected.shape)}, "
            f"but found {got.dtype}{list(got.shape)}"
        )
    error = np.linalg.norm((got - expected).ravel()) / np.linalg.norm(expected.ravel())
    print(f"{name}: relative error {error:.1e}")
    if not error <= tolerance:
        sys.exit(f"{name}: the relative error must be at most {tolerance}")


def save(figure: Figure, script: str) -> None:
    """Save a picture to the path of the command line, or beside the script, with its name."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(script).with_suffix(".png")
    figure.savefig(path, dpi=80, bbox_inches="tight")
    print(f"saved {path}")
