"""Measures the accuracy of Fourier transforms as they are compiled.

All four transforms of every length to 512 and of some longer ones, of 100 rows of random numbers
each, with fft-form=linalg and vector, or, of some lengths, with fft-form=matmul: compiled by
stock MLIR and clang, and compared with pocketfft in a wider type (double for f32; long double, of
64 bits of precision at least, for f64).

Usage: .venv/bin/python benchmark/fft_accuracy.py [--milc-opt build/bin/milc-opt]
           [--lengths 1,2,...] [--matmul]
Prints a Markdown table, writes its section of docs/FFT.md and, without --matmul, draws
docs/images/fft-error.png.
Exits 1 where an error is above the bound that docs/FFT.md states.
"""

import argparse
import ctypes
import functools
import math
import os
import re
import subprocess
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
FIGURE = "![Errors over the length](images/fft-error.png)\n\n"
TRANSFORMS = ("fft", "ifft", "rfft", "irfft")
FORMS = ("linalg", "vector")
MATMUL = (2, 3, 8, 31, 64, 100, 128, 256, 400, 512, 1009, 1024, 1201, 2048, 3375, 16384, 65536)


def bound(length: int, form: str, milc_opt: Path) -> float:
    """Return the largest error that is allowed, in unit roundoffs."""
    if form == "matmul":
        return 0.45 * math.sqrt(sum_matrices(length, milc_opt)) + 0.5
    rest = length
    for factor in (2, 3, 5, 7):
        while rest % factor == 0:
            rest //= factor
    return 0.8 * math.sqrt(math.log2(length)) if rest == 1 else 6


@functools.cache
def sum_matrices(length: int, milc_opt: Path) -> int:
    """Return how many columns the matrices of a complex or a real transform have, the more."""
    module = write_function("fft", length, 1, "f32") + write_function("rfft", length, 1, "f32")
    command = [str(milc_opt), "--milc-print-fft-plans=fft-form=matmul", "-", "-o", os.devnull]
    done = subprocess.run(command, input=module, text=True, stderr=subprocess.PIPE, check=True)
    plans = re.findall(r"remark: along axis 1: (.*), \d+ bytes", done.stderr)
    return max(sum_plan(plan, length) for plan in plans)


def sum_plan(plan: str, length: int) -> int:
    """Return the sum of the factors of a plan, twice those of a convolution.

    >>> sum_plan("1024 = 32 * 32", 1024), sum_plan("9 real: one matrix", 9), sum_plan("1", 1)
    (64, 9, 0)
    >>> sum_plan("1430 real: 65 folded, 22 = 22", 1430)
    87
    """
    if "one matrix" in plan:
        return length
    factors = sum(map(int, re.findall(r"\d+", plan.partition(" = ")[2])))
    folded = re.search(r"real: (\d+) folded", plan)
    times = 2 if "convolution" in plan else 1
    return factors * times + (int(folded[1]) if folded else 0)


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
    options = vector_form() if form == "vector" else f"fft-form={form}"
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


def section(results: list[Result], milc_opt: Path) -> str:
    """Return the section of the page."""
    rows = []

    def write(r: Result, name: str) -> list[str]:
        errors = (f"{error:.2f}" for error in r.errors)
        return [r.element, r.form, name, *errors, f"{bound(r.length, r.form, milc_opt):.2f}"]

    for element in ("f32", "f64"):
        for form in dict.fromkeys(r.form for r in results):
            chosen = [r for r in results if (r.element, r.form) == (element, form)]
            short = [r for r in chosen if r.length in SHORT and form in FORMS]
            if short:
                worst = max(
                    short, key=lambda r: r.worst / max(bound(r.length, r.form, milc_opt), 1e-9)
                )
                rows.append(write(worst, f"1–512, nearest the bound: {worst.length}"))
            rows += [write(r, str(r.length)) for r in chosen if r not in short]
    header = ["type", "form", "length", *TRANSFORMS, "bound"]
    plot = "" if "matmul" in {r.form for r in results} else FIGURE
    return f"""
Root-mean-square error over {ROWS} rows of random numbers, relative in the Euclidean norm, in unit
roundoffs u (2^-24 of f32, 2^-53 of f64), of transforms compiled by clang for {processor()}:

{plot}{table(header, rows, 3)}
"""


def main() -> None:
    """Measure every length, print the table and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    parser.add_argument("--lengths")
    parser.add_argument("--matmul", action="store_true")
    options = parser.parse_args()
    lengths = list(MATMUL if options.matmul else SHORT + LONG)
    if options.lengths:
        lengths = [int(length) for length in options.lengths.split(",")]
    forms = ("matmul",) if options.matmul else FORMS
    results: list[Result] = []
    jobs = [(c, element, form) for element in ELEMENTS for form in forms for c in chunks(lengths)]
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count()) as pool:

        def run_job(job: tuple[list[int], Element, str]) -> list[Result]:
            chunk, element, form = job
            return measure(chunk, element, form, options.milc_opt, Path(name))

        for measured in pool.map(run_job, jobs):
            results += measured
            last = measured[-1]
            print(last.element, last.form, last.length, f"{last.worst:.2f}", flush=True)
    text = section(results, options.milc_opt)
    print(text)
    if not options.lengths:
        command = f"{COMMAND} --matmul" if options.matmul else COMMAND
        write_section(command, text, ROOT / "docs/FFT.md")
    if not options.lengths and not options.matmul:
        plot(results)
    bad = [r for r in results if not r.worst <= bound(r.length, r.form, options.milc_opt)]
    for result in bad:
        print("above the bound:", result, file=sys.stderr)
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
