"""Measures the cost of subnormal numbers in complex functions on ordinary operands: none.

Every function in every complex-range, through stock MLIR and clang -O3, on normally
distributed operands: its time as it is over its time where the processor flushes
subnormals to zero (FTZ and DAZ), in turn in one process, and whether the processor met a
subnormal at all, which its status flags say on any processor. On Intel's, each costs a
microcode assist. For x86 only.

Usage: .venv/bin/python benchmark/subnormals.py [--milc-opt build/bin/milc-opt]
           [--functions exp,log,...] [--types f32,f64] [--ranges basic,...] [--rounds N] [--check]
Prints a Markdown table and writes its section of docs/Benchmarks.md. With --check it looks at
the flags only and exits 1 where one is set.
"""

import argparse
import ctypes
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from kernels import (
    ELEMENTS,
    FUNCTIONS,
    LLVM,
    Array,
    Element,
    Function,
    Kernel,
    compile_pairs,
    run,
    split,
)
from report import processor, table, write_section
from timing import Call, medians

ROOT = Path(__file__).parent.parent
COMMAND = ".venv/bin/python benchmark/subnormals.py"
SIZE = 1 << 16
RANGES = ("improved", "basic", "full", "promoted")
# Underflow and a subnormal operand, of the status and control register MXCSR.
STATUS = """
#include <pmmintrin.h>
void set_flush(int flush) {
  _MM_SET_FLUSH_ZERO_MODE(flush ? _MM_FLUSH_ZERO_ON : _MM_FLUSH_ZERO_OFF);
  _MM_SET_DENORMALS_ZERO_MODE(flush ? _MM_DENORMALS_ZERO_ON : _MM_DENORMALS_ZERO_OFF);
}
void clear_flags(void) { _MM_SET_EXCEPTION_STATE(0); }
int get_flags(void) {
  return _MM_GET_EXCEPTION_STATE() & (_MM_EXCEPT_UNDERFLOW | _MM_EXCEPT_DENORM);
}
"""


class Status:
    """The status and control register of this processor's vector unit."""

    def __init__(self, folder: Path) -> None:
        """Compile functions that read and write it."""
        path = folder / "status.so"
        run([LLVM / "clang", "-O1", "-shared", "-fPIC", "-xc", "-", "-o", path], STATUS)
        self.library = ctypes.CDLL(str(path))

    def bind(self, kernel: Kernel, arrays: list[Array], flush: bool) -> Call:
        """Bind a kernel to its arguments and to a mode."""

        def call() -> None:
            self.library.set_flush(int(flush))
            kernel(arrays)
            self.library.set_flush(0)

        return call

    def meets_subnormals(self, kernel: Kernel, arrays: list[Array]) -> bool:
        """Call a kernel; return whether an operand or result was subnormal."""
        self.library.clear_flags()
        kernel(arrays)
        return bool(self.library.get_flags())


def list_ranges(element: Element, chosen: list[str]) -> list[str]:
    """Return those of the ranges in which an element type has formulas of its own."""
    return [name for name in chosen if not (name == "promoted" and element.mlir == "f64")]


def make_operands(function: Function, element: Element) -> list[Array]:
    """Return the parts of the operands and of the result."""
    random = np.random.default_rng(0)
    arrays = [
        (random.standard_normal(SIZE) + 1j * random.standard_normal(SIZE)).astype(
            element.complex_dtype
        )
        for _ in range(function.operands)
    ]
    result = np.empty(SIZE, element.dtype if function.is_real else element.complex_dtype)
    return [part for array in [*arrays, result] for part in split(array)]


def section(rows: list[list[str]]) -> str:
    """Write the section with the table."""
    header = ["function", "type"]
    header += [title for name in RANGES for title in (f"{name}, µs", "/ flushed", "met")]
    return f"""
{SIZE} elements, normally distributed, through stock MLIR and clang -O3, on one thread: the time
of the processor as it is, over that where it flushes subnormal numbers to zero, and whether it
met one. Medians of calls that take turns in one process. Measured on {processor()}.

{table(header, rows, words=2)}
"""


def main() -> int:
    """Measure every function, print the table and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    parser.add_argument("--functions", default=",".join(f.op for f in FUNCTIONS))
    parser.add_argument("--types", default=",".join(element.mlir for element in ELEMENTS))
    parser.add_argument("--ranges", default=",".join(RANGES))
    parser.add_argument("--rounds", type=int, default=31)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()

    chosen = [f for f in FUNCTIONS if f.op in options.functions.split(",")]
    elements = [element for element in ELEMENTS if element.mlir in options.types.split(",")]
    ranges = options.ranges.split(",")
    rows, found = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        status = Status(folder)
        for element in elements:
            for function in chosen:
                arrays = make_operands(function, element)
                row = [function.op, np.dtype(element.complex_dtype).name]
                for complex_range in list_ranges(element, ranges):
                    kernel = compile_pairs(
                        function, element, SIZE, folder, options.milc_opt, complex_range
                    )
                    meets = status.meets_subnormals(kernel, arrays)
                    if meets:
                        found.append(f"{function.op} of {element.mlir} in {complex_range}")
                    if options.check:
                        continue
                    rivals = [status.bind(kernel, arrays, flush) for flush in (False, True)]
                    plain, flushed = medians(rivals, options.rounds, time.thread_time)
                    row += [
                        f"{plain * 1e6:.0f}",
                        f"{plain / flushed:.2f}",
                        "yes" if meets else "no",
                    ]
                rows.append(row + ["–"] * (2 + 3 * len(RANGES) - len(row)))
                if not options.check:
                    print(*rows[-1], flush=True)
    for name in found:
        print(f"subnormal numbers of ordinary operands: {name}", file=sys.stderr)
    if options.check:
        return 1 if found else 0
    text = section(rows)
    print(text)
    if chosen == FUNCTIONS and elements == ELEMENTS and ranges == list(RANGES):
        write_section(COMMAND, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
