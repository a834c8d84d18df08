"""Measures the accuracy of Fourier transforms as they are compiled.

All four transforms of every length to 512 and of some longer ones, in both forms, of 100 rows
of random numbers each: compiled by stock MLIR and clang, and compared with pocketfft in a wider
type (double for f32; long double, of 64 bits of precision at least, for f64).

Usage: .venv/bin/python benchmark/fft_accuracy.py [--milc-opt build/bin/milc-opt]
           [--lengths 1,2,...]
Prints a Markdown table, writes its section of docs/FFT.md and draws docs/images/fft-error.png.
Exits 1 where an error is above the bound that docs/FFT.md states.
"""

import argparse
import ctypes
import math
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.fft
from fft_llvm import compile_module, vector_form
from kernels import ELEMENTS, Array, Element
from matplotlib import pyplot
from report import IMAGES, processor, table, write_section

ROOT = Path(__file__).parent.parent
COMMAND = ".venv/bin/python benchmark/fft_accuracy.py"
SHORT = tuple(range(1, 513))
LONG = (1000, 1009, 1024, 2187, 4096, 5040, 8191, 10007, 16384, 19683, 65536, 1 << 20)
ROWS = 100
# The elements of one call.
MOST = 1 << 22
WIDER = {"f32": (np.float64, np.complex128), "f64": (np.longdouble, np.clongdouble)}
ROUNDOFFS = {"f32": 2.0**-24, "f64": 2.0**-53}
TRANSFORMS = ("fft", "ifft", "rfft", "irfft")
FORMS = ("linalg", "vector")


def bound(length: int) -> float:
    """Return the largest error that is allowed, in unit roundoffs."""
    rest = length
    for factor in (2, 3, 5, 7):
        while rest % factor == 0:
            rest //= factor
    return 0.8 * math.sqrt(math.log2(length)) if rest == 1 else 6


def write_function(transform: str, length: int, rows: int, element: str) -> str:
    """Return a function that transforms rows."""
    whole = f"tensor<{rows}x{length}xcomplex<{element}>>"
    half = f"tensor<{rows}x{length // 2 + 1}xcomplex<{element}>>"
    real = f"tensor<{rows}x{length}x{element}>"
    operand, result = {"rfft": (real, half), "irfft": (half, real)}.get(transform, (whole, whole))
    lengths = f"lengths [{length}] " if transform == "irfft" else ""
    return f"""
func.func @{transform}_{length}(%x: {operand}) -> {result} {{
  %y = milcomplex.{transform} %x axes [1] {lengths}: {operand}
  return %y : {result}
}}
"""


def call(function: Any, x: Array, result: Array) -> None:
    """Transform `x` into `result`, complex ones as parts."""
    arrays: list[Array] = []
    for array in (x, result):
        is_complex = np.iscomplexobj(array)
        arrays += [array.real.copy(), array.imag.copy()] if is_complex else [array]
    function(*(ctypes.c_void_p(array.ctypes.data) for array in arrays))
    if np.iscomplexobj(result):
        result.real, result.imag = arrays[-2:]


def sum_errors(function: Any, transform: str, shape: tuple[int, int], element: Element) -> float:
    """Return the sum over rows of the squared error of a row, relative to its norm."""
    rows, length = shape
    random = np.random.default_rng(length)
    real, complex_type = WIDER[element.mlir]
    half = (rows, length // 2 + 1)
    total = 0.0
    for _ in range(ROWS // rows):
        if transform == "rfft":
            x = random.standard_normal(shape).astype(element.dtype)
            result = np.empty(half, element.complex_dtype)
            expected = scipy.fft.rfft(x.astype(real))
        else:
            size = half if transform == "irfft" else shape
            numbers = random.standard_normal(size) + 1j * random.standard_normal(size)
            x = numbers.astype(element.complex_dtype)
            wide: Array = x.astype(complex_type)
            if transform == "irfft":
                result = np.empty(shape, element.dtype)
                expected = scipy.fft.irfft(wide, length)
            else:
                result = np.empty(shape, element.complex_dtype)
                expected = getattr(scipy.fft, transform)(wide)
        call(function, x, result)
        errors = np.sum(np.abs(result - expected) ** 2, axis=1)
        total += float(np.sum(errors / np.sum(np.abs(expected) ** 2, axis=1)))
    return total


@dataclass(frozen=True)
class Result:
    """Root-mean-square errors of the four transforms, in unit roundoffs."""

    element: str
    form: str
    length: int
    errors: tuple[float, ...]

    @property
    def worst(self) -> float:
        """The largest of the four."""
        return max(self.errors)


def chunks(lengths: list[int]) -> Iterator[list[int]]:
    """Divide the lengths into modules that compile in some seconds."""
    chunk: list[int] = []
    for length in lengths:
        chunk.append(length)
        if len(chunk) == 16 or length > max(SHORT):
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def measure(
    lengths: list[int], element: Element, form: str, milc_opt: Path, folder: Path
) -> list[Result]:
    """Compile and measure the transforms of some lengths."""
    # A divisor of 100.
    rows = {
        length: max(r for r in (1, 2, 4, 5, 10, 20, 25, 50, 100) if r == 1 or r * length <= MOST)
        for length in lengths
    }
    module = "".join(
        write_function(transform, length, rows[length], element.mlir)
        for length in lengths
        for transform in TRANSFORMS
    )
    options = vector_form() if form == "vector" else "fft-form=linalg"
    path = folder / f"{element.mlir}-{form}-{lengths[0]}.so"
    library = compile_module(module, options, milc_opt, path)
    results = []
    for length in lengths:
        errors = tuple(
            math.sqrt(
                sum_errors(
                    getattr(library, f"{transform}_{length}"),
                    transform,
                    (rows[length], length),
                    element,
                )
                / ROWS
            )
            / ROUNDOFFS[element.mlir]
            for transform in TRANSFORMS
        )
        results.append(Result(element.mlir, form, length, errors))
    return results


def plot(results: list[Result]) -> None:
    """Draw the largest error over the length, and the bounds."""
    figure, axes = pyplot.subplots(1, 2, figsize=(10, 4), sharey=True, layout="constrained")
    for panel, form in zip(axes, FORMS, strict=True):
        for color, element in (("C0", "f32"), ("C1", "f64")):
            chosen = [r for r in results if r.form == form and r.element == element]
            panel.plot(
                [r.length for r in chosen],
                [r.worst for r in chosen],
                f"{color}.",
                markersize=3,
                label=element,
            )
        lengths = np.logspace(0, 20, 200, base=2)
        label = "bound where no prime factor is above 7"
        panel.plot(lengths, 0.8 * np.sqrt(np.log2(lengths)), "k-", linewidth=0.7, label=label)
        panel.axhline(6, color="black", linestyle=":", linewidth=0.7, label="bound of others")
        panel.set_xscale("log", base=2)
        panel.set_xlabel("length")
        panel.set_title(f"fft-form={form}")
    axes[0].set_ylabel("relative error in the Euclidean norm, u")
    axes[0].legend(fontsize="small")
    figure.savefig(IMAGES / "fft-error.png", dpi=100)


def section(results: list[Result]) -> str:
    """Return the section of the page."""
    rows = []
    for element in ("f32", "f64"):
        for form in FORMS:
            chosen = [r for r in results if (r.element, r.form) == (element, form)]
            short = [r for r in chosen if r.length in SHORT]
            if short:
                worst = max(short, key=lambda r: r.worst / max(bound(r.length), 1e-9))
                cells = [f"{error:.2f}" for error in worst.errors]
                name = f"1–512, nearest the bound: {worst.length}"
                rows.append([element, form, name, *cells, f"{bound(worst.length):.2f}"])
            rows += [
                [element, form, str(r.length), *(f"{error:.2f}" for error in r.errors)]
                + [f"{bound(r.length):.2f}"]
                for r in chosen
                if r.length not in SHORT
            ]
    header = ["type", "form", "length", *TRANSFORMS, "bound"]
    return f"""
Root-mean-square error over {ROWS} rows of random numbers, relative in the Euclidean norm, in unit
roundoffs u (2^-24 of f32, 2^-53 of f64), of transforms compiled by clang for {processor()}:

![Errors over the length](images/fft-error.png)

{table(header, rows, 3)}
"""


def main() -> None:
    """Measure every length, print the table and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    parser.add_argument("--lengths", default=",".join(map(str, SHORT + LONG)))
    options = parser.parse_args()
    lengths = [int(length) for length in options.lengths.split(",")]
    results: list[Result] = []
    jobs = [(c, element, form) for element in ELEMENTS for form in FORMS for c in chunks(lengths)]
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as pool:

        def run_job(job: tuple[list[int], Element, str]) -> list[Result]:
            chunk, element, form = job
            return measure(chunk, element, form, options.milc_opt, Path(name))

        for measured in pool.map(run_job, jobs):
            results += measured
            last = measured[-1]
            print(last.element, last.form, last.length, f"{last.worst:.2f}", flush=True)
    text = section(results)
    print(text)
    if options.lengths == parser.get_default("lengths"):
        write_section(COMMAND, text, ROOT / "docs/FFT.md")
        plot(results)
    bad = [r for r in results if not r.worst <= bound(r.length)]
    for result in bad:
        print("above the bound:", result, file=sys.stderr)
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
