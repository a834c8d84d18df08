#!/usr/bin/env python3
"""Compares the bits of lowered functions with those of the evaluated formulas.

usage: same_bits.py MILC_ACCURACY LIB_DIR [--samples=N]

milc-accuracy writes operands, random and special ones, and the results of lib/Math, evaluated,
for them. Each function is lowered in every complex-range, run under mlir-runner on the same
operands and must return the same bits, any NaN for a NaN: the real functions are formulas too.
Exits 1 where it does not.
"""

from __future__ import annotations

import argparse
import itertools
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from run_numeric import FORMATS, Array, Main, Type, execute, from_bits, parse_memrefs

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "python"))

from milcomplex.functions import FUNCTIONS, Function  # noqa: E402


def get_ranges(function: Function, element: str) -> list[str]:
    """Return the ranges in which a function has formulas of its own."""
    ranges = ["basic", "improved"]
    if function.has_full:
        ranges.append("full")
    if element == "f32":
        ranges.append("promoted")
    return ranges


def write_records(
    tool: pathlib.Path, op: str, element: str, complex_range: str, samples: int
) -> Array:
    """Return operands and evaluated results, shape (runs, 6), f64."""
    with tempfile.NamedTemporaryFile() as file:
        options = [f"--functions={op}", f"--types={element}", f"--ranges={complex_range}"]
        options += [f"--samples={samples}", f"--hard={samples}", f"--write={file.name}"]
        subprocess.run([str(tool), *options], check=True)
        return np.fromfile(file.name).reshape(-1, 6)


def add_run(module: Main, function: Function, element: str, records: Array) -> None:
    """Append a run of a function on the operands of all records."""
    fmt = FORMATS[element]
    kind = Type.parse(f"tensor<{len(records)}xcomplex<{element}>>")
    operands = []
    for i in range(function.operands):
        parts = records[:, 2 * i : 2 * i + 2].astype(fmt.dtype)
        operands.append(module.constant(np.ascontiguousarray(parts), kind, kind))
    result = module.emit(f"milcomplex.{function.name} {', '.join(operands)} : {kind.text}")
    module.show(result, kind.with_element(element) if function.is_real else kind)
    module.end_run()


def count_differences(op: str, element: str, records: Array, results: list[Array]) -> int:
    """Return the number of results with other bits; print the first."""
    differing = 0
    for part, bits in enumerate(results):
        got = from_bits(bits, element).astype(np.float64)
        want = records[:, 4 + part]
        same = (np.isnan(got) & np.isnan(want)) | (
            (got == want) & (np.signbit(got) == np.signbit(want))
        )
        differing += int(np.sum(~same))
        if not same.all():
            i = int(np.argmin(same))
            operands = ", ".join(float(value).hex() for value in records[i, :4])
            print(f"{op} {element} part {part} of ({operands}): got {got[i]}, evaluated {want[i]}")
    return differing


def check(tool: pathlib.Path, lib_dir: str, complex_range: str, samples: int) -> int:
    """Compare all functions in a range; return the number of differing parts."""
    module = Main()
    cases = []
    for function, element in itertools.product(FUNCTIONS, FORMATS):
        if complex_range in get_ranges(function, element) and not function.takes_real:
            records = write_records(tool, function.name, element, complex_range, samples)
            add_run(module, function, element, records)
            cases.append((function, element, records))
    output = execute("", module, f"complex-range={complex_range}", lib_dir)
    arrays = iter(parse_memrefs(output))
    differing = 0
    for function, element, records in cases:
        results = [next(arrays) for _ in range(1 if function.is_real else 2)]
        differing += count_differences(function.name, element, records, results)
    print(f"{complex_range}: {len(cases)} functions and types, {differing} parts differ")
    return differing


def main() -> int:
    """Compare every range."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("lib_dir")
    parser.add_argument("--samples", type=int, default=200)
    options = parser.parse_args()
    ranges = ("basic", "improved", "full", "promoted")
    differing = [check(options.tool, options.lib_dir, name, options.samples) for name in ranges]
    return 1 if any(differing) else 0


if __name__ == "__main__":
    sys.exit(main())
