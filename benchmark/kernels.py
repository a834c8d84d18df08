"""Complex functions as loops over arrays, compiled for this CPU: for the benchmarks."""

import ctypes
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Kernel = Callable[[list[Array]], None]

LLVM = Path("/usr/lib/llvm-22/bin")

FROM_COMPLEX = "func.func(convert-complex-to-standard),convert-complex-to-llvm,"
TO_LLVM = (
    "convert-math-to-llvm,convert-math-to-libm,"
    "convert-func-to-llvm{use-bare-ptr-memref-call-conv},finalize-memref-to-llvm,"
    "convert-to-llvm,reconcile-unrealized-casts"
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
        The same in C, of x and y; `{f}` ends the name of a function. Empty where the
        C library has none.
    in_complex : bool
        Whether the complex dialect has the op.
    operands : int
        How many there are.
    is_real : bool
        Whether the result is a real number.
    """

    op: str
    numpy: Callable[..., Any]
    c: str = ""
    in_complex: bool = True
    operands: int = 1
    is_real: bool = False


def rsqrt(z: Array) -> Array:
    """Return 1 / sqrt(z)."""
    return np.asarray(1 / np.sqrt(z))


def logistic(z: Array) -> Array:
    """Return 1 / (1 + e^-z)."""
    return np.asarray(1 / (1 + np.exp(-z)))


def arctan2(y: Array, x: Array) -> Array:
    """Return -i log((x + iy) / sqrt(x^2 + y^2))."""
    return np.asarray(-1j * np.log((x + 1j * y) / np.sqrt(x * x + y * y)))


FUNCTIONS = [
    Function("add", np.add, "x + y", operands=2),
    Function("mul", np.multiply, "x * y", operands=2),
    Function("div", np.divide, "x / y", operands=2),
    Function("reciprocal", np.reciprocal, "1 / x", in_complex=False),
    Function("square", np.square, "x * x", in_complex=False),
    Function("abs", np.abs, "cabs{f}(x)", is_real=True),
    Function("angle", np.angle, "carg{f}(x)", is_real=True),
    Function("sign", np.sign),
    Function("sqrt", np.sqrt, "csqrt{f}(x)"),
    Function("rsqrt", rsqrt),
    Function("exp", np.exp, "cexp{f}(x)"),
    Function("expm1", np.expm1),
    Function("exp2", np.exp2, in_complex=False),
    Function("log", np.log, "clog{f}(x)"),
    Function("log1p", np.log1p),
    Function("log2", np.log2, in_complex=False),
    Function("log10", np.log10, in_complex=False),
    Function("pow", np.power, "cpow{f}(x, y)", operands=2),
    Function("sin", np.sin, "csin{f}(x)"),
    Function("cos", np.cos, "ccos{f}(x)"),
    Function("tan", np.tan, "ctan{f}(x)"),
    Function("sinh", np.sinh, "csinh{f}(x)", in_complex=False),
    Function("cosh", np.cosh, "ccosh{f}(x)", in_complex=False),
    Function("tanh", np.tanh, "ctanh{f}(x)"),
    Function("asin", np.arcsin, "casin{f}(x)", in_complex=False),
    Function("acos", np.arccos, "cacos{f}(x)", in_complex=False),
    Function("atan", np.arctan, "catan{f}(x)", in_complex=False),
    Function("asinh", np.arcsinh, "casinh{f}(x)", in_complex=False),
    Function("acosh", np.arccosh, "cacosh{f}(x)", in_complex=False),
    Function("atanh", np.arctanh, "catanh{f}(x)", in_complex=False),
    Function("logistic", logistic, in_complex=False),
    Function("atan2", arctan2, operands=2),
]


@dataclass(frozen=True)
class Element:
    """A type of parts: its names in MLIR, NumPy and C."""

    mlir: str
    dtype: Any
    complex_dtype: Any
    c: str
    suffix: str


ELEMENTS = [
    Element("f32", np.float32, np.complex64, "float", "f"),
    Element("f64", np.float64, np.complex128, "double", ""),
]


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


def lower(milc_opt: Path, module: str, complex_range: str) -> str:
    """Take the complex numbers out of a module."""
    return run([milc_opt, f"--lower-complex=complex-range={complex_range}"], module)


def load(path: Path, name: str) -> Kernel:
    """Load a function that takes pointers to arrays."""
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


def compile_mlir(module: str, path: Path, flags: Sequence[str] = ()) -> Kernel:
    """Compile `@main` of a module of memrefs by stock MLIR and clang -O3.

    What is complex in it goes through upstream's lowering; an array is a pointer.
    """
    loops = "func.func(convert-linalg-to-loops),lower-affine,"
    complex_passes = FROM_COMPLEX if "complex<" in module else ""
    passes = f"builtin.module({loops}{complex_passes}convert-scf-to-cf,{TO_LLVM})"
    llvm = run([LLVM / "mlir-opt", f"--pass-pipeline={passes}"], module)
    ir = run([LLVM / "mlir-translate", "--mlir-to-llvmir"], llvm)
    options = ["-O3", "-march=native", "-shared", "-fPIC", "-Wno-override-module", *flags]
    run([LLVM / "clang", *options, "-xir", "-", "-o", path, "-lmvec", "-lm"], ir)
    return load(path, "main")


def compile_pairs(
    function: Function,
    element: Element,
    size: int,
    folder: Path,
    milc_opt: Path,
    complex_range: str,
    vector: bool = False,
) -> Kernel:
    """Lower the function and compile it, over parts; with `vector`, onto libmvec."""
    dialect = "complex" if function.in_complex else "milcomplex"
    source = write_generic(function, element, size, "memref", dialect)
    path = folder / f"{function.op}-{element.mlir}-{complex_range}-{vector}.so"
    flags = ["-fveclib=libmvec"] if vector else []
    return compile_mlir(lower(milc_opt, source, complex_range), path, flags)


def compile_upstream(function: Function, element: Element, size: int, folder: Path) -> Kernel:
    """Compile the op of the complex dialect by upstream's lowering, over complex arrays."""
    source = write_generic(function, element, size, "memref", "complex")
    return compile_mlir(source, folder / f"{function.op}-{element.mlir}-upstream.so")
