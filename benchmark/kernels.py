"""Complex functions as loops over arrays, compiled for this CPU: for the benchmarks."""

import ctypes
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.append(str(Path(__file__).parents[1] / "python"))

from milcomplex import functions  # noqa: E402
from milcomplex.signature import COMPLEX_DTYPES, DTYPES  # noqa: E402

Array = NDArray[Any]
Kernel = Callable[[list[Array]], None]

LLVM = Path("/usr/lib/llvm-22/bin")

# Vectors as wide as the registers, as the native back end has them: for some processors
# LLVM prefers half of AVX-512.
FULL_WIDTH = (
    ["-Xclang", "-target-feature", "-Xclang", "-prefer-256-bit"]
    if platform.machine() == "x86_64"
    else []
)

FROM_COMPLEX = "func.func(convert-complex-to-standard),convert-complex-to-llvm,"
TO_LLVM = (
    "convert-math-to-llvm,convert-math-to-libm,"
    "convert-func-to-llvm{use-bare-ptr-memref-call-conv},finalize-memref-to-llvm,"
    "convert-to-llvm,reconcile-unrealized-casts"
)


@dataclass(frozen=True)
class Function:
    """A function of one or two complex operands.

    Attributes
    ----------
    op : str
        The op of the milcomplex dialect, and of the complex dialect where that has it.
    numpy : callable
        The same in NumPy.
    c : str
        The same in C, of x and y; `{f}` ends the name of a function. Empty where the
        C library has none.
    in_complex : bool
        Whether the complex dialect has the op.
    operands : int
        How many there are.
    is_real : bool
        Whether the result is real.
    """

    op: str
    numpy: Callable[..., Any]
    c: str
    in_complex: bool
    operands: int
    is_real: bool


def rsqrt(z: Array) -> Array:
    """Return 1 / sqrt(z)."""
    return np.asarray(1 / np.sqrt(z))


def logistic(z: Array) -> Array:
    """Return 1 / (1 + e^-z)."""
    return np.asarray(1 / (1 + np.exp(-z)))


def arctan2(y: Array, x: Array) -> Array:
    """Return -i log((x + iy) / sqrt(x^2 + y^2))."""
    return np.asarray(-1j * np.log((x + 1j * y) / np.sqrt(x * x + y * y)))


# Functions that NumPy lacks or has under another name.
NUMPY: dict[str, Callable[..., Any]] = {
    "atan2": arctan2,
    "div": np.divide,
    "logistic": logistic,
    "mul": np.multiply,
    "rsqrt": rsqrt,
}
# Functions that C has.
C = {
    "add": "x + y",
    "mul": "x * y",
    "div": "x / y",
    "reciprocal": "1 / x",
    "square": "x * x",
    "abs": "cabs{f}(x)",
    "angle": "carg{f}(x)",
    "pow": "cpow{f}(x, y)",
    **{
        name: f"c{name}{{f}}(x)"
        for name in "sqrt exp log sin cos tan sinh cosh tanh".split()
        + "asin acos atan asinh acosh atanh".split()
    },
}


def make_function(row: functions.Function) -> Function:
    """Return a function with the references to compare it with.

    Raises
    ------
    LookupError
        If neither NumPy nor NUMPY has a function of this name.
    """
    numpy = NUMPY.get(row.name, getattr(np, row.name, None))
    if numpy is None:
        raise LookupError(f"NUMPY must have a reference for milcomplex.{row.name}")
    c = C.get(row.name, "")
    return Function(row.name, numpy, c, row.in_complex, row.operands, row.is_real)


# The functions with formulas, polar included.
TABLE = functions.FUNCTIONS
# Those of complex operands, and a sum to compare their times with.
FUNCTIONS = [
    make_function(row)
    for row in (functions.Function("add", operands=2, in_complex=True), *TABLE)
    if not row.takes_real
]


@dataclass(frozen=True)
class Element:
    """An element type of complex values: its names in MLIR and C."""

    mlir: str
    c: str
    suffix: str

    @property
    def dtype(self) -> Any:
        """NumPy's type of a part."""
        return np.dtype(DTYPES[self.mlir]).type

    @property
    def complex_dtype(self) -> Any:
        """NumPy's type of the whole."""
        return np.dtype(COMPLEX_DTYPES[self.mlir]).type


# Those that C has.
ELEMENTS = [Element("f32", "float", "f"), Element("f64", "double", "")]


def write_generic(
    function: Function, element: Element, size: int, container: str, dialect: str
) -> str:
    """Return the function as a linalg.generic in `@main`, over tensors or memrefs."""
    number = f"complex<{element.mlir}>"
    result_number = element.mlir if function.is_real else number
    operand, result = (f"{container}<{size}x{kind}>" for kind in (number, result_number))
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


def split(array: Array) -> list[Array]:
    """Split into real and imaginary part; a real array stays as it is."""
    if not np.iscomplexobj(array):
        return [array]
    return [np.ascontiguousarray(array.real), np.ascontiguousarray(array.imag)]


def join(parts: object) -> Array:
    """Return a result, complex, real or parts, as one array."""
    if not isinstance(parts, tuple | list):
        return np.asarray(parts)
    if len(parts) == 1:
        return np.asarray(parts[0])
    re, im = (np.asarray(part) for part in parts)
    whole = np.empty(re.shape, np.result_type(re, np.complex64))
    whole.real, whole.imag = re, im
    return whole


def run(command: Sequence[str | Path], text: str) -> str:
    """Run a tool on `text` and return its output.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails; its message is on standard error.
    """
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def lower(milc_opt: Path, module: str, complex_range: str, real_functions: str = "expand") -> str:
    """Take the complex numbers out of a module."""
    options = f"complex-range={complex_range} real-functions={real_functions}"
    return run([milc_opt, f"--lower-complex={options}"], module)


def load(path: Path, name: str) -> Kernel:
    """Load a function that accepts pointers to arrays."""
    symbol = getattr(ctypes.CDLL(str(path)), name)
    return lambda arrays: symbol(*(ctypes.c_void_p(array.ctypes.data) for array in arrays))


def compile_c(function: Function, element: Element, size: int, folder: Path) -> Kernel:
    """Compile a C loop over the function, over complex arrays."""
    number = f"{element.c} complex"
    result = element.c if function.is_real else number
    names = "xy"[: function.operands]
    operands = ", ".join(f"const {number} *restrict {name}s" for name in names)
    reads = " ".join(f"{number} {name} = {name}s[i];" for name in names)
    source = f"""#include <complex.h>
void loop({operands}, {result} *restrict out) {{
  for (long i = 0; i != {size}; ++i) {{
    {reads}
    out[i] = {function.c.format(f=element.suffix)};
  }}
}}
"""
    path = folder / f"{function.op}-{element.mlir}-c.so"
    flags = ["-O3", "-march=native", "-shared", "-fPIC"]
    run([LLVM / "clang", *flags, "-xc", "-", "-o", path, "-lm"], source)
    return load(path, "loop")


def compile_library(module: str, path: Path, flags: Sequence[str] = ()) -> None:
    """Compile a module of functions of memrefs by stock MLIR and clang -O3.

    Complex ops in it are lowered by upstream's passes; an array is a pointer.
    """
    loops = "func.func(convert-linalg-to-loops),lower-affine,"
    complex_passes = FROM_COMPLEX if "complex<" in module else ""
    passes = f"builtin.module({loops}{complex_passes}convert-scf-to-cf,{TO_LLVM})"
    llvm = run([LLVM / "mlir-opt", f"--pass-pipeline={passes}"], module)
    ir = run([LLVM / "mlir-translate", "--mlir-to-llvmir"], llvm)
    options = ["-O3", "-march=native", *FULL_WIDTH, "-shared", "-fPIC"]
    options += ["-Wno-override-module", *flags]
    run([LLVM / "clang", *options, "-xir", "-", "-o", path, "-lmvec", "-lm"], ir)


def compile_mlir(module: str, path: Path, flags: Sequence[str] = ()) -> Kernel:
    """Compile the same and load its function `@main`."""
    compile_library(module, path, flags)
    return load(path, "main")


def compile_pairs(
    function: Function,
    element: Element,
    size: int,
    folder: Path,
    milc_opt: Path,
    complex_range: str,
    library: str = "",
) -> Kernel:
    """Lower the function and compile it, over parts.

    Parameters
    ----------
    library : str
        `libm` or `libmvec` to call its real functions, empty to expand ours.
    """
    dialect = "complex" if function.in_complex else "milcomplex"
    source = write_generic(function, element, size, "memref", dialect)
    path = folder / f"{function.op}-{element.mlir}-{complex_range}-{library}.so"
    flags = ["-fveclib=libmvec"] if library == "libmvec" else []
    real_functions = "call" if library else "expand"
    return compile_mlir(lower(milc_opt, source, complex_range, real_functions), path, flags)


def compile_upstream(function: Function, element: Element, size: int, folder: Path) -> Kernel:
    """Compile the op of the complex dialect by upstream's lowering, over complex arrays."""
    source = write_generic(function, element, size, "memref", "complex")
    return compile_mlir(source, folder / f"{function.op}-{element.mlir}-upstream.so")
