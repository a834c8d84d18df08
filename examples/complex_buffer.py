"""Runs the lowered complex_buffer model and compares it with NumPy.

The model multiplies its input by the real and by the imaginary part of a
constant, and returns both products and both parts.
"""

import re
import sys
from pathlib import Path

import iree.compiler
import iree.runtime
import numpy as np
from numpy.typing import NDArray

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
    model, lowered = (Path(name).read_text() for name in sys.argv[1:])
    c = complex_constant(model)
    x = np.linspace(-2, 2, c.size, dtype=np.float32)

    binary = iree.compiler.compile_str(
        lowered,
        target_backends=["llvm-cpu"],
        extra_args=["--iree-llvmcpu-target-cpu=host"],
    )
    module = iree.runtime.load_vm_flatbuffer(binary, driver="local-task")
    results = [np.asarray(result) for result in module.main(x)]

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
