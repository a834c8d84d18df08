"""Fourier transforms as products with constant matrices (fft-form=matmul)."""

import math
import re
import subprocess

import pytest

from milcomplex.driver import find_tool

LENGTHS = [1, 2, 3, 8, 512, 576, 1024, 1031, 1152, 2062, 2063, 3375, 16384]


def write_transform(transform: str, length: int, element: str) -> str:
    whole, half = f"tensor<{length}xcomplex<{element}>>", length // 2 + 1
    spectrum, real = f"tensor<{half}xcomplex<{element}>>", f"tensor<{length}x{element}>"
    operand, result = {"rfft": (real, spectrum), "irfft": (spectrum, real)}.get(
        transform, (whole, whole)
    )
    lengths = f"lengths [{length}] " if transform == "irfft" else ""
    return f"""
func.func @f(%x: {operand}) -> {result} {{
  %0 = milcomplex.{transform} %x axes [0] {lengths}: {operand}
  return %0 : {result}
}}
"""


def run(module: str, *passes: str) -> tuple[str, str]:
    """Return the module and the remarks."""
    command = [find_tool("milc-opt"), *passes, "--mlir-elide-elementsattrs-if-larger=1"]
    done = subprocess.run(command, input=module, capture_output=True, text=True, check=True)
    return done.stdout, done.stderr


@pytest.mark.parametrize("element", ["f16", "f32", "f64"])
@pytest.mark.parametrize("transform", ["fft", "ifft", "rfft", "irfft"])
def test_constants_are_shared_and_as_large_as_printed(transform: str, element: str) -> None:
    for length in LENGTHS:
        module = write_transform(transform, length, element)
        _, remarks = run(module, "--milc-print-fft-plans=fft-form=matmul")
        printed = re.search(r"remark: .*, (\d+) bytes of constants", remarks)
        assert printed is not None, remarks
        lowered, _ = run(module, "--lower-complex=fft-form=matmul", "--cse")
        sizes = [
            math.prod(map(int, shape.split("x"))) * int(width) // 8
            for shape, width in re.findall(
                r"arith\.constant dense.* : tensor<([\dx]+)xf(\d+)>", lowered
            )
        ]
        assert sum(sizes) == int(printed[1]), (length, remarks, sizes)
        assert max(sizes, default=0) <= 8 << 20
