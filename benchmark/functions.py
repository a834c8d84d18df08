"""Measures complex functions on arrays, through IREE and through LLVM.

Through IREE: a linalg.generic of the complex op against its lowered form, called in
turn, and NumPy. Through stock MLIR and clang -O3, on one thread: the lowered form in
every complex-range against a C loop over the functions of the C library, and once more
with calls of libm and of libmvec.

Usage: .venv/bin/python benchmark/functions.py [--milc-opt build/bin/milc-opt]
           [--functions exp,log,...] [--rounds N]
Prints Markdown tables and writes their section of docs/Benchmarks.md.
"""

import argparse
import tempfile
import time
from importlib import metadata
from pathlib import Path

import iree.compiler
import numpy as np
from iree_cpu import load
from kernels import (
    ELEMENTS,
    FUNCTIONS,
    Array,
    Element,
    Function,
    Kernel,
    compile_c,
    compile_pairs,
    join,
    lower,
    split,
    write_generic,
)
from report import processor, table, write_section
from timing import Call, medians

ROOT = Path(__file__).parent.parent
COMMAND = ".venv/bin/python benchmark/functions.py"
SIZE = 1 << 20
RANGES = ("improved", "basic", "full", "promoted")
TRANSCENDENTAL = ("exp", "log", "pow", "sin", "cos", "tan", "tanh")
# NumPy and IREE have errors too.
TOLERANCES = {"f32": 1e-3, "f64": 1e-11}


def check(name: str, got: object, expected: Array, tolerance: float) -> None:
    """Compare a result with NumPy's, relative to each value.

    Raises
    ------
    RuntimeError
        If it is off by more than `tolerance`.
    """
    error = np.abs(join(got) - expected) / np.maximum(np.abs(expected), 1)
    if not error.max() <= tolerance:
        raise RuntimeError(f"{name}: the result differs from NumPy's by {error.max()}")


def bind(kernel: Kernel, arrays: list[Array]) -> Call:
    """Bind a kernel to its arguments."""
    return lambda: kernel(arrays)


def measure_iree(
    function: Function, element: Element, arrays: list[Array], milc_opt: Path, rounds: int
) -> list[str]:
    """Return the row of a function in the table of IREE."""
    options = ["--iree-input-demote-f64-to-f32=false"]
    parts = [part for array in arrays for part in split(array)]
    source = write_generic(function, element, SIZE, "tensor", "complex")
    rivals = [
        load(lower(milc_opt, source, complex_range), parts, options) for complex_range in RANGES[:2]
    ]
    try:
        # IREE calls libm for f64, which only the system's linker finds.
        is_f64 = element.mlir == "f64"
        linker = ["--iree-llvmcpu-link-embedded=false"] if is_f64 else []
        rivals.append(load(source, arrays, options + linker))
    except iree.compiler.CompilerToolError:
        rivals = rivals[:2]
    expected = function.numpy(*arrays)
    for rival in rivals[:1]:
        check(f"{function.op} through IREE", rival(), expected, TOLERANCES[element.mlir])
    improved, basic, *native = medians(rivals, rounds)
    (reference,) = medians([lambda: function.numpy(*arrays)], max(3, rounds // 3))
    return [
        function.op,
        np.dtype(element.complex_dtype).name,
        f"{native[0] * 1e3:.2f}" if native else "–",
        f"{improved * 1e3:.2f}",
        f"{basic * 1e3:.2f}",
        f"{reference * 1e3:.2f}",
        f"{native[0] / improved:.1f}" if native else "–",
        f"{reference / improved:.1f}",
    ]


def measure_llvm(
    function: Function,
    element: Element,
    arrays: list[Array],
    milc_opt: Path,
    rounds: int,
    folder: Path,
) -> list[str]:
    """Return the row of a function in the table of LLVM."""
    expected = function.numpy(*arrays)
    parts = [part for array in arrays for part in split(array)]
    whole = np.empty_like(expected)
    rivals = [bind(compile_c(function, element, SIZE, folder), [*arrays, whole])]
    columns = [*((name, "") for name in RANGES), ("improved", "libm"), ("improved", "libmvec")]
    for complex_range, library in columns:
        if complex_range == "promoted" and element.mlir == "f64":
            continue
        results = [np.empty_like(part) for part in split(expected)]
        compiled = compile_pairs(function, element, SIZE, folder, milc_opt, complex_range, library)
        rivals.append(bind(compiled, [*parts, *results]))
        rivals[-1]()
        if complex_range != "basic":  # The textbook formula is less accurate.
            check(f"{function.op} through LLVM", results, expected, TOLERANCES[element.mlir])
    native, *seconds, called, vectorized = medians(rivals, rounds, time.thread_time)
    times = [f"{value * 1e3:.2f}" for value in seconds] + ["–"] * (len(RANGES) - len(seconds))
    return [
        function.op,
        np.dtype(element.complex_dtype).name,
        f"{native * 1e3:.2f}",
        *times,
        f"{called * 1e3:.2f}",
        f"{vectorized * 1e3:.2f}",
        f"{native / seconds[0]:.1f}",
        f"{called / seconds[0]:.1f}",
        f"{vectorized / seconds[0]:.1f}",
    ]


def least_ratio(rows: list[list[str]], column: int) -> str:
    """Return the least ratio of a column over the functions of complex128 with real functions."""
    chosen = [row for row in rows if row[0] in TRANSCENDENTAL and row[1] == "complex128"]
    return min((row[column] for row in chosen), key=float, default="–")


def section(iree_rows: list[list[str]], llvm_rows: list[list[str]]) -> str:
    """Write the section with both tables."""
    version = metadata.version("iree-base-compiler")
    iree_table = table(
        [
            *("function", "type", "complex, ms", "improved, ms", "basic, ms", "NumPy, ms"),
            *("complex / improved", "NumPy / improved"),
        ],
        iree_rows,
        words=2,
    )
    llvm_table = table(
        [
            *("function", "type", "C, ms", *(f"{name}, ms" for name in RANGES)),
            *("calls of libm, ms", "of libmvec, ms"),
            *("C / improved", "libm / improved", "libmvec / improved"),
        ],
        llvm_rows,
        words=2,
    )
    return f"""
{SIZE} elements, normally distributed; medians of calls that take turns in one process.
Measured on {processor()}.

Through IREE {version} for the CPU it runs on, two threads: the complex code of IREE
(*complex*), and pairs under `complex-range=improved` and `basic`. NumPy {np.__version__} has
one thread.

{iree_table}

NumPy takes at least {least_ratio(iree_rows, 7)} times as long for {", ".join(TRANSCENDENTAL)} of
complex128, and IREE's complex code at least {least_ratio(iree_rows, 6)} times. That code is the
textbook formula over real functions of the C library, for which it needs the system's linker.
Ours is slower through IREE than through LLVM on as many threads: IREE makes 17 operations on
integers of each math.roundeven, an instruction of this CPU, and the reduction of an f64 angle has
four, so that the loop over sin of complex128 has 132 vector instructions more than the 290 through
LLVM.

Through stock MLIR and clang -O3 for this CPU, vectors as wide as its registers, one thread, by the
time of the processor: a C loop over the functions of the C library, and pairs in every
complex-range. The last two are pairs under
`complex-range=improved real-functions=call`, which call exp, log, sin, cos and atan2 of the C
library for each element, and those of libmvec on vectors where it has them (`-fveclib=libmvec`).

{llvm_table}

Where those of libmvec are faster, it is by the reduction of the angle. The loop over exp of
complex64 has 157 vector instructions for 16 elements with AVX-512, 42 of which are e^x and 113 the
sine and the cosine: 27 select the digits of 1/(2 pi) that an angle depends on, 41 multiply it by
them and add up what is left. libmvec subtracts multiples of pi, which is exact to moderate angles,
and calls the C library for each element beyond; it is up to 4 ULP off. Vectors have the full width,
loads and stores are contiguous, and nothing is shuffled. For the 16 elements llvm-mca expects 80
cycles of Sapphire Rapids and 89 of Zen 4, where the execution units are busy for 61 and 66: what is
left is the wait for the chain of the reduction.

As the native engine compiles it, the loop over exp of complex128 has 210 vector instructions for 8
elements, and llvm-mca expects 106 cycles of Sapphire Rapids, in 97 of which the busiest execution
unit works: their number bounds it. That over asin of complex128 has 345, 7 quotients and 5 square
roots among them; the busiest unit works in 200 of 380 cycles. What is left is waiting: for two
square roots, one of the other and each with a correction, for products of them, another square
root, a quotient and the logarithm.
"""


def main() -> None:
    """Measure every function, print the tables and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    parser.add_argument("--functions", default=",".join(f.op for f in FUNCTIONS))
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()

    known = [f for f in FUNCTIONS if f.c]
    chosen = [f for f in known if f.op in options.functions.split(",")]
    random = np.random.default_rng(0)
    iree_rows, llvm_rows = [], []
    with tempfile.TemporaryDirectory() as folder:
        for element in ELEMENTS:
            for function in chosen:
                arrays = [
                    (random.standard_normal(SIZE) + 1j * random.standard_normal(SIZE)).astype(
                        element.complex_dtype
                    )
                    for _ in range(function.operands)
                ]
                rounds = options.rounds
                llvm_rows.append(
                    measure_llvm(function, element, arrays, options.milc_opt, rounds, Path(folder))
                )
                print(*llvm_rows[-1], flush=True)
                if function.in_complex:
                    iree_rows.append(
                        measure_iree(function, element, arrays, options.milc_opt, rounds)
                    )
                    print(*iree_rows[-1], flush=True)
    text = section(iree_rows, llvm_rows)
    print(text)
    if chosen == known:
        write_section(COMMAND, text)


if __name__ == "__main__":
    main()
