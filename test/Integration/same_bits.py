#!/usr/bin/env python3
"""Compares the bits of every function on a target with those of the evaluated formulas.

usage: same_bits.py TARGET [--build=DIR] [--mlir=DIR] [--samples=N]
       same_bits.py --write

milc-accuracy and milc-real-accuracy write operands, random, hard and special ones, and the results
of lib/Math, evaluated, for them. Every function of complex numbers, and every one of real numbers,
is lowered, run on the target on the same operands and must return the same bits, any NaN for a
NaN. Where the arithmetic of a target is not that of IEEE 754, TARGETS says how, and the bits must
be those of the formulas evaluated so.

Exits 1 where they differ, and 77 where the target is not there. With --write, compares on all
targets and writes the section of docs/Math.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from run_numeric import FORMATS, Array
from same_bits_targets import ROOT, Case, Clang, Iree, Runner, Target

from milcomplex.functions import FUNCTIONS, Function

SKIPPED = 77
COMMAND = ".venv/bin/python test/Integration/same_bits.py --write"
PAGE = ROOT / "docs/Math.md"
REAL_FUNCTIONS = ROOT / "include/milcomplex/Math/RealFunctions.h"


@dataclass(frozen=True)
class Kind:
    """A kind of target, and how its arithmetic departs from IEEE 754.

    Attributes
    ----------
    title : str
        What it is, for the page.
    make : callable
        Accepts the folder of MLIR's installation.
    ranges : dict of str to list of str
        The element types that are compared in each complex-range.
    machines : tuple of tuple of str
        Options of milc-accuracy that describe its arithmetic: the bits must be those of one.
    departure : str
        The same in words, for the page.
    """

    title: str
    make: Callable[[Path], Target]
    ranges: dict[str, list[str]]
    machines: tuple[tuple[str, ...], ...] = ((),)
    departure: str = ""


BOTH = ["f32", "f64"]
IMPROVED = {"improved": BOTH}
ALL = {name: list(FORMATS) for name in ("improved", "basic", "full")}
# IREE's runtime makes the processor take subnormal numbers for zeros. Whether a compiler compares a
# number with zero by its bits, which tell them apart, is not specified.
FLUSHES = ("--flush-subnormals",)
ZEROES = (*FLUSHES, "--zero-operands")
ROUNDS = ("--round-products",)
TARGETS = {
    "mlir-runner": Kind("mlir-runner", Runner, {**ALL, "promoted": ["f32"]}),
    "clang": Kind("`clang -O3 -march=native`", lambda _: Clang(), IMPROVED),
    "clang-contract": Kind(
        "the same, where `contract` is on all arithmetic",
        lambda _: Clang(contracts=True),
        IMPROVED,
    ),
    "llvm-cpu": Kind(
        "IREE, llvm-cpu",
        lambda _: Iree("llvm-cpu"),
        IMPROVED,
        (FLUSHES, ZEROES),
        "its runtime flushes subnormal numbers to zero",
    ),
    "vmvx": Kind(
        "IREE, vmvx",
        lambda _: Iree("vmvx"),
        IMPROVED,
        ((*FLUSHES, *ROUNDS), (*ZEROES, *ROUNDS)),
        "the same, and its virtual machine rounds the product of an fma",
    ),
    "vulkan-spirv": Kind(
        "IREE, vulkan-spirv, on Mesa's llvmpipe",
        # The target by default has no f64.
        lambda _: Iree("vulkan-spirv", ("--iree-vulkan-target=turing",)),
        IMPROVED,
        (ROUNDS,),
        "llvmpipe rounds the product of an fma, as Vulkan allows",
    ),
}


@dataclass(frozen=True)
class Expected:
    """A function to run, and its results.

    Attributes
    ----------
    case : Case
        The function and its operands.
    exact : list of arrays
        The parts of the results by arithmetic of IEEE 754.
    modelled : list of lists of arrays
        The same by the arithmetic of each of the target's machines.
    """

    case: Case
    exact: list[Array]
    modelled: list[list[Array]]


def write_records(tool: Path, options: Sequence[str]) -> Array:
    """Return operands and evaluated results, shape (runs, 6), f64."""
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run([tool, *options, f"--write={file.name}"], check=True)
        return np.fromfile(file.name).reshape(-1, 6)


def evaluate(
    tool: Path,
    function: Function,
    element: str,
    options: Sequence[str],
    machines: Sequence[Sequence[str]],
) -> Expected:
    """Return the operands and the results of a function."""
    is_complex = tool.name == "milc-accuracy"
    options = [f"--functions={function.name}", f"--types={element}", *options]
    exact = write_records(tool, options)
    modelled = [write_records(tool, [*options, *machine]) for machine in machines]
    dtype = FORMATS[element].dtype
    step = 1 if is_complex else 2
    operands = range(0, 2 * function.operands, step)
    results = slice(4, 5 if function.is_real else 6)
    case = Case(
        f"{'milcomplex' if is_complex else 'math'}.{function.name}",
        element,
        is_complex,
        function.is_real,
        [exact[:, i].astype(dtype) for i in operands],
    )
    return Expected(
        case, list(exact[:, results].T), [list(records[:, results].T) for records in modelled]
    )


def list_expected(
    build: Path, complex_range: str, elements: Sequence[str], kind: Kind, samples: int
) -> list[Expected]:
    """Evaluate every function of complex numbers, and in one range every one of real ones."""
    found = []
    tool = build / "bin/milc-accuracy"
    options = [f"--ranges={complex_range}", f"--samples={samples}", f"--hard={samples}"]
    for function, element in itertools.product(FUNCTIONS, elements):
        if not function.takes_real and (function.has_full or complex_range != "full"):
            found.append(evaluate(tool, function, element, options, kind.machines))
    if complex_range != "improved":
        return found
    tool = build / "bin/milc-real-accuracy"
    options = [f"--samples={samples}"]
    for function, element in itertools.product(list_real_functions(), BOTH):
        found.append(evaluate(tool, function, element, options, kind.machines))
    return found


def list_real_functions() -> list[Function]:
    """Return the functions of real numbers."""
    unary, binary = REAL_FUNCTIONS.read_text().split("#define MILC_BINARY_REAL_FUNCTIONS")
    return [
        Function(name, operands, is_real=True)
        for operands, text in ((1, unary), (2, binary))
        for name in re.findall(r"X\(\w+, (\w+), real\w+\)", text)
    ]


def find_same(got: Array, want: Array) -> Array:
    """Return where two arrays have the same bits or are both a NaN."""
    got, want = got.astype(np.float64), want.astype(np.float64)
    both_nan = np.isnan(got) & np.isnan(want)
    return np.asarray(both_nan | ((got == want) & (np.signbit(got) == np.signbit(want))))


def is_subnormal(numbers: Array, element: str) -> Array:
    """Return where numbers are subnormal."""
    smallest = float(np.ldexp(1.0, FORMATS[element].min_exponent - 1))
    magnitude = np.abs(numbers.astype(np.float64))
    return np.asarray((magnitude > 0) & (magnitude < smallest))


@dataclass
class Counts:
    """How many results were compared.

    Attributes
    ----------
    functions, results : int
        How many functions, and parts of results.
    differing : int
        How many have other bits than by arithmetic of IEEE 754.
    ordinary : int
        How many of these have no subnormal operand or result.
    unexplained : int
        How many have other bits than by that of the target.
    """

    functions: int = 0
    results: int = 0
    differing: int = 0
    ordinary: int = 0
    unexplained: int = 0

    def add(self, expected: Expected, results: Sequence[Array]) -> None:
        """Add the results of a function; print the first that is unexplained."""
        case = expected.case
        self.functions += 1
        parts = np.stack([*case.operands, *expected.exact])
        with_subnormal = np.any(is_subnormal(parts, case.element), axis=0)
        for part, got in enumerate(results):
            differs = ~find_same(got, expected.exact[part])
            explained = [find_same(got, modelled[part]) for modelled in expected.modelled]
            unexplained = ~np.any(explained, axis=0)
            self.results += got.size
            self.differing += int(np.sum(differs))
            self.ordinary += int(np.sum(differs & ~with_subnormal))
            self.unexplained += int(np.sum(unexplained))
            if np.any(unexplained):
                i = int(np.argmax(unexplained))
                operands = ", ".join(float(operand[i]).hex() for operand in case.operands)
                print(
                    f"{case.op} {case.element}: {np.sum(unexplained)} of {got.size} in part {part},"
                    f" first of ({operands}): got {got[i]},"
                    f" evaluated {expected.modelled[0][part][i]}"
                )


def compare(kind: Kind, build: Path, mlir: Path, samples: int) -> dict[tuple[str, str], Counts]:
    """Compare all functions; return the counts of each complex-range and element type."""
    target = kind.make(mlir)
    counts: dict[tuple[str, str], Counts] = {}
    for complex_range, elements in kind.ranges.items():
        functions = list_expected(build, complex_range, elements, kind, samples)
        results = target.run([one.case for one in functions], complex_range)
        for one, parts in zip(functions, results, strict=True):
            counts.setdefault((complex_range, one.case.element), Counts()).add(one, parts)
    for key, count in counts.items():
        print(*key, count, flush=True)
    return counts


def write_page(found: dict[str, dict[tuple[str, str], Counts]]) -> None:
    """Write the section with the table."""
    from report import table, write_section

    def describe(count: Counts) -> str:
        if not count.differing:
            return "the same bits"
        percent = 100 * count.differing / count.results
        ordinary = 100 * count.ordinary / count.results
        return f"{percent:.1f}% differ, {ordinary:.1f}% without a subnormal"

    rows = [
        [
            TARGETS[name].title,
            *(describe(counts["improved", element]) for element in BOTH),
            TARGETS[name].departure or "–",
        ]
        for name, counts in found.items()
    ]
    count = next(iter(found.values()))["improved", "f64"]
    text = f"""
{count.functions} functions of either type, {count.results} parts of results, of special, hard and
random operands of all exponents:

{table(["target", "f32", "f64", "where they differ"], rows, words=4)}
"""
    print(text)
    write_section(COMMAND, text, PAGE)


def find_missing(name: str, mlir: Path) -> str:
    """Return what a target lacks on this machine, empty if nothing."""
    if name == "mlir-runner" and not (mlir / "bin/mlir-runner").exists():
        return f"no mlir-runner in {mlir / 'bin'}"
    if name.startswith("clang") and not Path("/usr/lib/llvm-22/bin/clang").exists():
        return "no clang 22"
    if name in ("llvm-cpu", "vmvx", "vulkan-spirv"):
        if importlib.util.find_spec("iree") is None:
            return "IREE is not installed"
        from devices import has_vulkan  # type: ignore[import-not-found,unused-ignore]

        if name == "vulkan-spirv" and not has_vulkan():
            return "no Vulkan device"
    return ""


def main() -> int:
    """Compare every function on one target, or on all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=TARGETS, nargs="?")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("--mlir", type=Path, default=Path("/usr/lib/llvm-22"))
    parser.add_argument("--samples", type=int, default=200)
    options = parser.parse_args()
    if options.write == (options.target is not None):
        parser.error("either a target or --write must be given")
    os.environ["MILC_OPT"] = str(options.build / "bin/milc-opt")
    paths = [str(folder / "bin") for folder in (options.build, options.mlir)]
    os.environ["PATH"] = os.pathsep.join([*paths, os.environ["PATH"]])
    found = {}
    for name in TARGETS if options.write else [options.target]:
        if missing := find_missing(name, options.mlir):
            print(f"{name} is not compared: {missing}")
            return SKIPPED
        found[name] = compare(TARGETS[name], options.build, options.mlir, options.samples)
    if options.write:
        write_page(found)
    return any(count.unexplained for counts in found.values() for count in counts.values())


if __name__ == "__main__":
    sys.exit(main())
