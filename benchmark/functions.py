"""Measures complex functions on arrays, through IREE and through LLVM.

Through IREE: a linalg.generic of the complex op against its lowered form, called in
turn, and NumPy. Through stock MLIR and clang -O3, on one thread: the lowered form in
every complex-range against a C loop over the functions of the C library, and once more
with the vector functions of libmvec.

Usage: .venv/bin/python benchmark/functions.py [--milc-opt build/bin/milc-opt]
           [--functions exp,log,...] [--rounds N]
Prints Markdown tables and writes their section of docs/Benchmarks.md.
"""

import argparse
import ctypes
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import iree.compiler
import numpy as np
from iree_cpu import Call, load, lower, medians
from numpy.typing import NDArray
from report import processor, table, write_section

ROOT = Path(__file__).parent.parent
COMMAND = ".venv/bin/python benchmark/functions.py"
SIZE = 1 << 20
RANGES = ("improved", "basic", "full", "promoted")
LLVM = Path("/usr/lib/llvm-22/bin")

TO_LLVM = (
    "builtin.module(func.func(convert-linalg-to-loops),lower-affine,convert-scf-to-cf,"
    "convert-math-to-llvm,convert-math-to-libm,"
    "convert-func-to-llvm{use-bare-ptr-memref-call-conv},finalize-memref-to-llvm,convert-to-llvm,"
    "reconcile-unrealized-casts)"
)


@dataclass(frozen=True)
class Function:
    """A function of one or two complex numbers.

    Attributes
    ----------
    op : str
        The op of the milcomplex dialect, and of the complex dialect where that has it.
    numpy : callable
        The same in NumPy.
    c : str
        The same in C, of x and y; `{f}` ends the name of a function.
    in_complex : bool
        Whether the complex dialect has the op.
    operands : int
        How many there are.
    is_real : bool
        Whether the result is a real number.
    """

    op: str
    numpy: Callable[..., Any]
    c: str
    in_complex: bool = True
    operands: int = 1
    is_real: bool = False


FUNCTIONS = [
    Function("add", np.add, "x + y", operands=2),
    Function("mul", np.multiply, "x * y", operands=2),
    Function("div", np.divide, "x / y", operands=2),
    Function("abs", np.abs, "cabs{f}(x)", is_real=True),
    Function("angle", np.angle, "carg{f}(x)", is_real=True),
    Function("sqrt", np.sqrt, "csqrt{f}(x)"),
    Function("exp", np.exp, "cexp{f}(x)"),
    Function("log", np.log, "clog{f}(x)"),
    Function("pow", np.power, "cpow{f}(x, y)", operands=2),
    Function("sin", np.sin, "csin{f}(x)"),
    Function("cos", np.cos, "ccos{f}(x)"),
    Function("tan", np.tan, "ctan{f}(x)"),
    Function("tanh", np.tanh, "ctanh{f}(x)"),
    Function("sinh", np.sinh, "csinh{f}(x)", in_complex=False),
    Function("cosh", np.cosh, "ccosh{f}(x)", in_complex=False),
    Function("asin", np.arcsin, "casin{f}(x)", in_complex=False),
    Function("acos", np.arccos, "cacos{f}(x)", in_complex=False),
    Function("atan", np.arctan, "catan{f}(x)", in_complex=False),
    Function("asinh", np.arcsinh, "casinh{f}(x)", in_complex=False),
    Function("acosh", np.arccosh, "cacosh{f}(x)", in_complex=False),
    Function("atanh", np.arctanh, "catanh{f}(x)", in_complex=False),
]


@dataclass(frozen=True)
class Element:
    """A type of parts: its names and how much a result may differ from NumPy's."""

    mlir: str
    complex_dtype: Any
    suffix: str
    c: str
    tolerance: float


ELEMENTS = [
    Element("f32", np.complex64, "f", "float", 1e-5),
    Element("f64", np.complex128, "", "double", 1e-13),
]


def write_generic(function: Function, element: Element, container: str, dialect: str) -> str:
    """Return the function as a linalg.generic in `@main`, over tensors or memrefs."""
    number = f"complex<{element.mlir}>"
    result_number = element.mlir if function.is_real else number
    operand, result = (f"{container}<{SIZE}x{kind}>" for kind in (number, result_number))
    names = ["%x", "%y"][: function.operands]
    maps = ", ".join(["affine_map<(i) -> (i)>"] * (function.operands + 1))
    block = ", ".join([*(f"{name}_i: {number}" for name in names), f"%out_i: {result_number}"])
    body = f"""{{indexing_maps = [{maps}], iterator_types = ["parallel"]}}
      ins({", ".join(names)} : {", ".join([operand] * len(names))}) outs(%out : {result}) {{
  ^bb0({block}):
    %z = {dialect}.{function.op} {", ".join(f"{name}_i" for name in names)} : {number}
    linalg.yield %z : {result_number}
  }}"""
    arguments = ", ".join(f"{name}: {operand}" for name in names)
    if container == "memref":
        return f"""func.func @main({arguments}, %out: {result}) {{
  linalg.generic {body}
  return
}}"""
    return f"""func.func @main({arguments}) -> {result} {{
  %out = tensor.empty() : {result}
  %w = linalg.generic {body} -> {result}
  return %w : {result}
}}"""


def split(array: NDArray[Any]) -> list[NDArray[Any]]:
    """Split into real and imaginary part; a real array stays as it is."""
    if not np.iscomplexobj(array):
        return [array]
    return [np.ascontiguousarray(array.real), np.ascontiguousarray(array.imag)]


def join(parts: object) -> NDArray[Any]:
    """Return a result, complex, real or a pair, as one array."""
    if isinstance(parts, tuple | list):
        if len(parts) == 1:
            return np.asarray(parts[0])
        return np.asarray(np.asarray(parts[0]) + 1j * np.asarray(parts[1]))
    return np.asarray(parts)


def check(name: str, got: object, expected: NDArray[Any], tolerance: float) -> None:
    """Compare a result with NumPy's, relative to each value.

    Raises
    ------
    RuntimeError
        If it is off by more than `tolerance`, of which |z| is not the least: NumPy
        and IREE have errors of their own.
    """
    error = np.abs(join(got) - expected) / np.maximum(np.abs(expected), 1)
    if not error.max() <= 100 * tolerance:
        raise RuntimeError(f"{name}: the result differs from NumPy's by {error.max()}")


def measure_iree(
    function: Function, element: Element, arrays: list[NDArray[Any]], milc_opt: Path, rounds: int
) -> list[str]:
    """Return the row of a function in the table of IREE."""
    options = []
    if element.mlir == "f64":
        # The parts of libm that f64 needs come with the system's linker.
        options = ["--iree-input-demote-f64-to-f32=false", "--iree-llvmcpu-link-embedded=false"]
    parts = [part for array in arrays for part in split(array)]
    source = write_generic(function, element, "tensor", "complex")
    rivals = [
        load(lower(milc_opt, source, complex_range), parts, options) for complex_range in RANGES[:2]
    ]
    try:
        rivals.append(load(source, arrays, options))
    except iree.compiler.CompilerToolError:
        rivals = rivals[:2]
    expected = function.numpy(*arrays)
    for rival in rivals[:1]:
        check(f"{function.op} through IREE", rival(), expected, element.tolerance)
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


def run(command: Sequence[str | Path], text: str) -> str:
    """Run a tool on `text`; return its output."""
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def compile_c(function: Function, element: Element, folder: Path) -> Any:
    """Compile a C loop over the function; return it as ctypes does."""
    number, result = (
        f"{element.c} complex",
        element.c if function.is_real else f"{element.c} complex",
    )
    operands = ", ".join(f"const {number} *restrict {name}s" for name in "xy"[: function.operands])
    reads = " ".join(f"{number} {name} = {name}s[i];" for name in "xy"[: function.operands])
    source = f"""#include <complex.h>
void loop({operands}, {result} *restrict out) {{
  for (long i = 0; i != {SIZE}; ++i) {{
    {reads}
    out[i] = {function.c.format(f=element.suffix)};
  }}
}}
"""
    path = folder / f"{function.op}-{element.mlir}-c.so"
    run(
        [LLVM / "clang", "-O3", "-march=native", "-shared", "-fPIC", "-xc", "-", "-o", path, "-lm"],
        source,
    )
    return ctypes.CDLL(str(path)).loop


def compile_pairs(
    function: Function,
    element: Element,
    milc_opt: Path,
    complex_range: str,
    vector: bool,
    folder: Path,
) -> Any:
    """Lower the function to pairs and compile it by stock MLIR and clang."""
    dialect = "complex" if function.in_complex else "milcomplex"
    source = write_generic(function, element, "memref", dialect)
    lowered = lower(milc_opt, source, complex_range)
    llvm = run([LLVM / "mlir-opt", f"--pass-pipeline={TO_LLVM}"], lowered)
    path = folder / f"{function.op}-{element.mlir}-{complex_range}-{vector}.so"
    flags = ["-O3", "-march=native", "-shared", "-fPIC", "-Wno-override-module"]
    if vector:
        flags.append("-fveclib=libmvec")
    ir = run([LLVM / "mlir-translate", "--mlir-to-llvmir"], llvm)
    run([LLVM / "clang", *flags, "-xir", "-", "-o", path, "-lmvec", "-lm"], ir)
    return ctypes.CDLL(str(path)).main


def bind(compiled: Any, arrays: list[NDArray[Any]]) -> Call:
    """Bind a compiled function to its arguments."""
    return lambda: compiled(*(ctypes.c_void_p(array.ctypes.data) for array in arrays))


def measure_llvm(
    function: Function,
    element: Element,
    arrays: list[NDArray[Any]],
    milc_opt: Path,
    rounds: int,
    folder: Path,
) -> list[str]:
    """Return the row of a function in the table of LLVM."""
    expected = function.numpy(*arrays)
    parts = [part for array in arrays for part in split(array)]
    whole = np.empty_like(expected)
    rivals = [bind(compile_c(function, element, folder), [*arrays, whole])]
    for complex_range, vector in [*((name, False) for name in RANGES), ("improved", True)]:
        if complex_range == "promoted" and element.mlir == "f64":
            continue
        results = [np.empty_like(part) for part in split(expected)]
        compiled = compile_pairs(function, element, milc_opt, complex_range, vector, folder)
        rivals.append(bind(compiled, [*parts, *results]))
        rivals[-1]()
        if complex_range != "basic":  # The textbook is further off.
            check(f"{function.op} through LLVM", results, expected, element.tolerance)
    native, *seconds = medians(rivals, rounds)
    vectorized = seconds.pop()
    times = [f"{value * 1e3:.2f}" for value in seconds] + ["–"] * (len(RANGES) - len(seconds))
    return [
        function.op,
        np.dtype(element.complex_dtype).name,
        f"{native * 1e3:.2f}",
        *times,
        f"{vectorized * 1e3:.2f}",
        f"{native / seconds[0]:.1f}",
        f"{native / vectorized:.1f}",
    ]


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
            *("improved with libmvec, ms", "C / improved", "C / libmvec"),
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

Through stock MLIR and clang -O3 for this CPU, one thread: a C loop over the functions of
the C library, and pairs in every complex-range. The loops of pairs call exp, log, sin, cos
and atan2 of the C library for each element, which is what keeps LLVM from vectorizing them;
with `-fveclib=libmvec` it calls those on vectors.

{llvm_table}
"""


def main() -> None:
    """Measure every function, print the tables and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    parser.add_argument("--functions", default=",".join(f.op for f in FUNCTIONS))
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()

    chosen = [f for f in FUNCTIONS if f.op in options.functions.split(",")]
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
    if len(chosen) == len(FUNCTIONS):
        write_section(COMMAND, text)


if __name__ == "__main__":
    main()
