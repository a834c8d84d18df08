"""Compiles the complex_buffer model, runs it and compares it with NumPy.

The model multiplies its input by the real and by the imaginary part of a
constant, and returns both products and both parts.
"""

import re
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from milcomplex import Module

NAMES = ("x * c.real", "x * c.imag", "c.real", "c.imag")


def complex_constant(model: str) -> NDArray[np.complex64]:
    """Read the values of a model's dense resource.

    Parameters
    ----------
    model : str
        A module with one complex<f32> resource: four bytes that tell its
        alignment, then the values, as hexadecimal digits.

    Returns
    -------
    ndarray of complex64, shape (n,)

    Raises
    ------
    ValueError
        If the module has no resource.
    """
    if not (blob := re.search(r'"0x([0-9A-F]+)"', model)):
        raise ValueError("the model has no dense resource")
    return np.frombuffer(bytes.fromhex(blob[1]), "<c8", offset=4)


def main() -> int:
    """Compile, run and compare; return 1 where a value differs."""
    path = Path(sys.argv[1])
    c = complex_constant(path.read_text())
    x = np.linspace(-2, 2, c.size, dtype=np.float32)
    results = Module.from_mlir(path).compile()(x)

    expected = (x * c.real, x * c.imag, c.real, c.imag)
    print(f"{'result':12}{'first values':34}from NumPy by at most")
    for name, got, want in zip(NAMES, results, expected, strict=True):
        values = " ".join(f"{value:10.6f}" for value in got[:3])
        print(f"{name:12}{values:34}{np.abs(got - want).max():g}")
    same = all(map(np.array_equal, results, expected))
    print("the same values, bit for bit" if same else "the values DIFFER")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
