#!/usr/bin/env python3
"""Runs the functions of a module after --lower-complex and compares them with NumPy.

usage: run_numeric.py FILE [--options=OPTIONS] [--lib-dir=DIR] [--element=TYPE] [--draws=N]
           [--user-passes] [--expand-math]

Comments before a function say what it must return:

    // EXPECT: lambda x, y: x * y
    // DIMS: 0 1 17
    // WITH: n = 2
    // DRAWS: 8
    // INPUTS: special
    // ULP: 2
    // RTOL: 1e-6
    // WITHOUT: cse

EXPECT gets the arguments as NumPy arrays and scalars and returns the result, or a tuple
of results; it may use what REFERENCES holds and the functions of a references.py beside
FILE. A function without EXPECT is private. DIMS are the values that every `?` of the
argument types takes, one run each (3 by default); WITH sets arguments, one line per run, a
complex one as a list of its parts; each run is made with DRAWS draws of the other arguments
(3 by default). They are normally distributed, or as INPUTS says: `finite` draws any
exponent, and the other words one of the numbers in `get_numbers`. Results must be equal bit
for bit, except for NaNs, unless ULP is the largest distance of a part from the exact
value, in units in the last place, or RTOL the largest error against the largest magnitude
of the result, in roundings of the format as in `8u`, too; then EXPECT computes in a wider
type.

With --element every f32 of the file is replaced with that type; --draws replaces
smaller DRAWS. With --user-passes the lowered module first goes through passes that
users run there (USER_PASSES); functions that have one of these as WITHOUT are left out: a fault
of that pass, which breaks the same on real values too. With --expand-math it first goes through
milc-expand-math, and no function of the C library is called. With --native it goes through
milc-lower-to-llvm, with --threads by so many threads, which share all loops that they can.

Inputs are embedded in the module, as complex constants; results leave it as the integers
that hold their bits. All functions run in one process.
"""

from __future__ import annotations

import argparse
import dataclasses
import fractions
import itertools
import math
import pathlib
import re
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import ml_dtypes
import numpy as np
from numpy.typing import NDArray

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "python"))

from milcomplex.functions import ELEMENT_TYPES  # noqa: E402
from milcomplex.signature import DTYPES, find_dtype  # noqa: E402

Array = NDArray[Any]

DIRECTIVES = ("DIMS", "DRAWS", "EXPECT", "INPUTS", "RTOL", "RUN", "ULP", "WITH", "WITHOUT")

# The ops of the math dialect that are instructions of processors, and so what formulas have.
CALLED = re.compile(r"\bmath\.(?!(?:absf|copysign|fma|roundeven|sqrt)\b)\w+")

USER_PASSES = ("linalg-fuse-elementwise-ops", "canonicalize", "cse")

# Only the function that calls the others has the interface of C.
NATIVE = ("--symbol-privatize=exclude=main", "--milc-lower-to-llvm=vector-width=512 least-work=1")

TO_LLVM = (
    "builtin.module(func.func(convert-elementwise-to-linalg,remove-shape-constraints),"
    "canonicalize,convert-shape-to-std,"
    "one-shot-bufferize{bufferize-function-boundaries"
    " function-boundary-type-conversion=identity-layout-map},"
    "func.func(scf-forall-to-for,convert-linalg-to-loops),expand-realloc,func.func(memref-expand),"
    "expand-strided-metadata,"
    "convert-vector-to-scf,lower-affine,convert-bufferization-to-memref,"
    "async-func-to-async-runtime,async-to-async-runtime,async-runtime-ref-counting,canonicalize,"
    "convert-async-to-llvm,"
    "convert-vector-to-llvm,convert-scf-to-cf,arith-expand{include-bf16},"
    "convert-math-to-llvm,convert-math-to-libm,convert-to-llvm,reconcile-unrealized-casts)"
)


@dataclasses.dataclass(frozen=True)
class Format:
    """A floating-point format: NumPy's type, its width and precision in bits."""

    dtype: Any
    width: int
    precision: int
    min_exponent: int

    def ulp(self, values: Array) -> Array:
        """Return the unit in the last place at `values`, shape and type as theirs."""
        exponents = np.maximum(np.frexp(values)[1], self.min_exponent) - self.precision
        ulps: Array = np.ldexp(np.ones_like(values), exponents)
        return ulps


def read_format(element: str) -> Format:
    """Return the format of an element type."""
    dtype = find_dtype(DTYPES[element])
    facts = ml_dtypes.finfo(dtype)
    return Format(dtype.type, facts.bits, facts.nmant + 1, int(facts.minexp) + 1)


FORMATS = {element: read_format(element) for element in ELEMENT_TYPES}
INTEGERS = {"i1": 1, "i32": 32, "i64": 64, "index": 64}


@dataclasses.dataclass(frozen=True)
class Type:
    """An MLIR type: a scalar or a tensor."""

    text: str
    element: str  # f32, i1, index, ...
    is_complex: bool
    shape: tuple[int, ...] | None  # -1 for `?`; None for a scalar

    @staticmethod
    def parse(text: str) -> Type:
        """Parse `complex<f32>`, `tensor<4x?xcomplex<f32>>` and the like."""
        shape = None
        element = text
        if tensor := re.fullmatch(r"tensor<((?:[\d?]+x)*)(.*)>", text):
            shape = tuple(-1 if d == "?" else int(d) for d in tensor[1].split("x")[:-1])
            element = tensor[2]
        inner = re.fullmatch(r"complex<(\w+)>", element)
        return Type(text, inner[1] if inner else element, inner is not None, shape)

    def with_element(self, element: str) -> Type:
        """Replace the element type of a tensor."""
        dims = "".join("?x" if d < 0 else f"{d}x" for d in self.shape or ())
        return Type.parse(f"tensor<{dims}{element}>")

    def with_dims(self, dim: int) -> Type:
        """Replace every `?`."""
        return Type.parse(self.text.replace("?", str(dim)))

    def with_shape(self, shape: tuple[int, ...]) -> Type:
        """Replace the sizes of a tensor."""
        sizes = "".join(f"{size}x" for size in shape)
        return Type.parse(re.sub(r"(?<=tensor<)((?:[\d?]+x)*)", sizes, self.text))


def make_complex(re: Array, im: Array) -> Array:
    """Return re + im i, shape as theirs, without the arithmetic that loses infinities."""
    result = np.empty(np.shape(re), np.result_type(re, im, np.complex64))
    result.real, result.imag = re, im
    return result


def textbook(x: Array, y: Array) -> Array:
    """Return (ac - bd) + (ad + bc)i for x = a + bi and y = c + di, rounded at every step."""
    a, b, c, d = x.real, x.imag, y.real, y.imag
    return make_complex(a * c - b * d, a * d + b * c)


def exact_sum(p: Array, q: Array, r: Array, s: Array) -> Array:
    """Return pq + rs of finite numbers, rounded once, to double."""

    def compute(*numbers: float) -> float:
        p, q, r, s = (fractions.Fraction(float(number)) for number in numbers)
        try:
            return float(p * q + r * s)
        except OverflowError:
            return float("inf") if p * q + r * s > 0 else float("-inf")

    return np.asarray(np.vectorize(compute, otypes=[float])(p, q, r, s))


def exact_product(x: Array, y: Array) -> Array:
    """Return the product of finite numbers, each part rounded once, to double."""
    a, b, c, d = x.real, x.imag, y.real, y.imag
    return make_complex(exact_sum(a, c, -b, d), exact_sum(a, d, b, c))


def repeated_square(z: Any, n: int) -> Any:
    """Return z to the power of n, right to the last bit of a double in norm."""
    re, im = fractions.Fraction(float(z.real)), fractions.Fraction(float(z.imag))
    if n < 0:
        norm = re * re + im * im
        re, im, n = re / norm, -im / norm, -n
    power = (fractions.Fraction(1), fractions.Fraction(0))
    for bit in bin(int(n))[2:]:
        a, b = power
        power = (a * a - b * b, 2 * a * b)
        if bit == "1":
            a, b = power
            power = (a * re - b * im, a * im + b * re)
        # To 200 bits, which leaves 150 after all squarings.
        power = (round_bits(power[0]), round_bits(power[1]))
    return complex(power[0], power[1])


def round_bits(number: fractions.Fraction) -> fractions.Fraction:
    """Return a number to some 200 bits."""
    if number == 0:
        return number
    shift = 200 - number.numerator.bit_length() + number.denominator.bit_length()
    scaled = round(number * fractions.Fraction(2) ** shift)
    return fractions.Fraction(scaled) / fractions.Fraction(2) ** shift


def convolve(
    image: Array,
    kernel: Array,
    subscripts: str,
    strides: Iterable[int] | None = None,
    dilations: Iterable[int] | None = None,
) -> Array:
    """Return the convolution that `subscripts` names, without padding.

    `subscripts` is that of einsum, such as "nhwc,hwcf->nhwf": d, h and w are the axes that
    the kernel moves along, each with one of `strides` and `dilations` (1 by default).
    """
    inputs, result = subscripts.split("->")
    image_axes, kernel_axes = inputs.split(",")
    moving = [axis for axis in "dhw" if axis in image_axes]
    all_axes = image_axes
    for axis, stride, dilation in zip(
        moving, strides or [1] * 3, dilations or [1] * 3, strict=False
    ):
        place = image_axes.index(axis)
        window = (kernel.shape[kernel_axes.index(axis)] - 1) * dilation + 1
        image = np.lib.stride_tricks.sliding_window_view(image, window, axis=place)
        image = np.moveaxis(np.moveaxis(image, place, 0)[::stride], 0, place)[..., ::dilation]
        all_axes += axis.upper()
        kernel_axes = kernel_axes.replace(axis, axis.upper())
    return np.asarray(np.einsum(f"{all_axes},{kernel_axes}->{result}", image, kernel))


REFERENCES: dict[str, Any] = {
    "convolve": convolve,
    "erf": np.vectorize(math.erf, otypes=[np.float64]),
    "erfc": np.vectorize(math.erfc, otypes=[np.float64]),
    "np": np,
    "ml_dtypes": ml_dtypes,
    "exact_product": exact_product,
    "exact_sum": exact_sum,
    "repeated_square": repeated_square,
    "textbook": textbook,
}


@dataclasses.dataclass
class Function:
    """A function of the module and its expected results."""

    name: str
    arguments: list[tuple[str, Type]]
    results: list[Type]
    directives: list[tuple[str, str]]

    def get(self, key: str) -> str | None:
        """Return the last directive of this key."""
        return dict(self.directives).get(key)

    def runs(self, least: int) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the dimension and the set arguments of each run, for `least` draws or more."""
        dims = [int(d) for d in (self.get("DIMS") or "3").split()]
        withs = [value for key, value in self.directives if key == "WITH"] or [""]
        draws = max(least, int(self.get("DRAWS") or "3"))
        for dim, text, _ in itertools.product(dims, withs, range(draws)):
            yield dim, eval(f"dict({text})", REFERENCES)


def split_types(text: str) -> list[str]:
    """Split at the commas outside of brackets."""
    parts = re.split(r",\s*(?![^<(]*[>)])", text.strip())
    return [part.strip() for part in parts if part.strip()]


def parse_functions(text: str) -> list[Function]:
    """Parse the functions with EXPECT; raise ValueError where a public one has none."""
    functions = []
    directives: list[tuple[str, str]] = []
    for line in text.splitlines():
        if directive := re.match(r"// ([A-Z]+): (.*)", line):
            if directive[1] not in DIRECTIVES:
                raise ValueError(f"no such directive: {line}")
            directives.append((directive[1], directive[2]))
        if not (header := re.match(r"func\.func (private )?@(\w+)\((.*?)\)( -> (.*))? {$", line)):
            if line.startswith("func.func") and "private" not in line:
                raise ValueError(f"cannot parse: {line}")
            continue
        expected = any(key == "EXPECT" for key, _ in directives)
        if expected:
            arguments = [
                (name.strip()[1:], Type.parse(kind.strip()))
                for name, kind in (a.split(":") for a in split_types(header[3]))
            ]
            results = [Type.parse(t) for t in split_types((header[5] or "").strip("()"))]
            functions.append(Function(header[2], arguments, results, directives))
        elif not header[1]:
            raise ValueError(f"@{header[2]} is not private and has no EXPECT")
        directives = []
    return functions


def get_numbers(fmt: Format, inputs: str) -> list[float]:
    """Return the numbers that INPUTS names."""
    largest = np.ldexp(2.0 - 2.0 ** (1 - fmt.precision), 2 - fmt.min_exponent)
    smallest_normal = np.ldexp(1.0, fmt.min_exponent - 1)
    smallest = np.ldexp(1.0, fmt.min_exponent - fmt.precision)
    middle = 2.0 ** ((3 - fmt.min_exponent) // 2)  # Its square just overflows.
    ulp = 2.0 ** (1 - fmt.precision)
    return {
        "comparable": [0.0, -0.0, 1.0, np.nan],
        "extreme": [middle, 0.75 * middle, largest, smallest, 1.25 / middle, 1.0 + ulp, 0.0],
        "integers": [0.0, 1.0, 2.0, 3.0],
        "special": [0.0, 1.0, 2.5, np.inf, np.nan, largest, smallest_normal],
        "textbook": [1.0, 2.0, 3.0, np.inf, np.nan],
    }[inputs]


def make_parts(rng: np.random.Generator, fmt: Format, size: int, inputs: str | None) -> Array:
    """Return random numbers of a format, shape (size,)."""
    if inputs is None:
        return rng.standard_normal(size).astype(fmt.dtype)
    if inputs == "finite":
        bits = {16: np.uint16, 32: np.uint32, 64: np.uint64}[fmt.width]
        numbers = rng.integers(0, 2**fmt.width, size, dtype=np.uint64).astype(bits).view(fmt.dtype)
        with np.errstate(invalid="ignore"):
            finite = np.isfinite(numbers.astype(np.float64))
        numbers[~finite] = 1
        return np.asarray(numbers)
    numbers = rng.choice(np.array(get_numbers(fmt, inputs)), size)
    signs = rng.choice([1.0, -1.0], size)
    return np.asarray((numbers * signs).astype(fmt.dtype))


def make_input(rng: np.random.Generator, kind: Type, inputs: str | None) -> Array:
    """Return a random argument: its parts on a last axis of 2 where it is complex."""
    shape = kind.shape or ()
    if kind.element not in FORMATS:
        values = rng.integers(0, 2 if kind.element == "i1" else 3, shape)
        return np.asarray(values).astype(np.int64)
    full = (*shape, 2) if kind.is_complex else shape
    size = int(np.prod(full))
    return make_parts(rng, FORMATS[kind.element], size, inputs).reshape(full)


def take_input(given: Any, target: Type) -> tuple[Array, Type]:
    """Return an argument that a directive sets, and its type, with its own sizes for `?`."""
    value = np.asarray(given)
    if target.element in FORMATS:
        value = value.astype(FORMATS[target.element].dtype)
    return value, target.with_shape(value.shape)


def to_numpy(value: Array, kind: Type, widen: bool) -> Any:
    """Return an argument as EXPECT gets it."""
    if kind.element not in FORMATS:
        result = value.astype(bool) if kind.element == "i1" else value
    else:
        wide = np.longdouble if widen and kind.element == "f64" else np.float64
        result = value.astype(wide)
        if kind.is_complex:
            result = make_complex(result[..., 0], result[..., 1])
    return result if kind.shape is not None else result[()]


class Main:
    """The text of @main and of the functions that it calls, one per run, which print results.

    On one long function, upstream's passes would take a time quadratic in its length.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.count = 0
        self.runs: list[str] = []

    def end_run(self) -> None:
        """Make a function of the ops since the last run."""
        body = "\n".join([*self.lines, "  return"])
        name = f"@run_{len(self.runs)}() attributes {{no_inline}}"
        self.runs.append(f"func.func private {name} {{\n{body}\n}}\n")
        self.lines = []

    def emit(self, text: str) -> str:
        """Append an op; return the name of its result."""
        self.count += 1
        self.lines.append(f"  %v{self.count} = {text}")
        return f"%v{self.count}"

    def constant(self, value: Array, kind: Type, target: Type) -> str:
        """Embed an argument of type `kind` and cast it to `target`."""
        if kind.shape is None and kind.element in INTEGERS:
            text = str(bool(value)).lower() if kind.element == "i1" else f"{value} : {kind.element}"
            return self.emit(f"arith.constant {text}")
        element = f"complex<{kind.element}>" if kind.is_complex else kind.element
        tensor = kind.with_element(element).text
        if value.size == 0:
            data = "dense<>"
        elif kind.element in INTEGERS:
            values = value.astype(bool) if kind.element == "i1" else value
            data = f"dense<{str(values.tolist()).lower()}>"
        else:
            data = f'dense<"0x{value.tobytes().hex().upper()}">'
        name = self.emit(f"arith.constant {data} : {tensor}")
        if kind.shape is None:
            return self.emit(f"tensor.extract {name}[] : {tensor}")
        if target.text != kind.text:
            return self.emit(f"tensor.cast {name} : {kind.text} to {target.text}")
        return name

    def show(self, name: str, kind: Type) -> None:
        """Print the bits of a result: the real part, then the imaginary one."""
        if kind.shape is None:
            tensor = Type.parse(f"tensor<1x{kind.text}>")
            self.show(self.emit(f"tensor.from_elements {name} : {tensor.text}"), tensor)
            return
        if kind.is_complex:
            part = kind.with_element(kind.element)
            self.show(self.emit(f"milcomplex.real {name} : {kind.text}"), part)
            self.show(self.emit(f"milcomplex.imag {name} : {kind.text}"), part)
            return

        if kind.element in FORMATS:
            bits = kind.with_element(f"i{FORMATS[kind.element].width}")
            name = self.emit(f"arith.bitcast {name} : {kind.text} to {bits.text}")
            kind = bits
        printed = "i64" if kind.element in ("i64", "index") else "i32"
        target = kind.with_element(printed).text
        if kind.element == "index":
            name = self.emit(f"arith.index_cast {name} : {kind.text} to {target}")
        elif kind.text != target:
            name = self.emit(f"arith.extui {name} : {kind.text} to {target}")
        memref = target.replace("tensor", "memref")
        # What is printed has a buffer of its own, which nothing else is computed in.
        copy = self.emit(f"bufferization.alloc_tensor() copy({name}) : {target}")
        buffer = self.emit(f"bufferization.to_buffer {copy} : {target} to {memref}")
        ranked = self.emit(f"memref.cast {buffer} : {memref} to memref<*x{printed}>")
        printer = f"@printMemref{printed.upper()}"
        self.lines.append(f"  func.call {printer}({ranked}) : (memref<*x{printed}>) -> ()")

    def text(self) -> str:
        """Return the functions to append to the module."""
        interface = "attributes {llvm.emit_c_interface}"
        declarations = "".join(
            f"func.func private @printMemref{t.upper()}(memref<*x{t}>) {interface}\n"
            for t in ("i32", "i64")
        )
        calls = "".join(f"  func.call @run_{i}() : () -> ()\n" for i in range(len(self.runs)))
        return declarations + "".join(self.runs) + f"func.func @main() {{\n{calls}  return\n}}\n"

    def call(self, function: Function, arguments: list[str]) -> list[str]:
        """Append a call; return the names of its results."""
        types = ", ".join(kind.text for _, kind in function.arguments)
        outs = ", ".join(kind.text for kind in function.results)
        self.count += 1
        names = [f"%v{self.count}_{index}" for index in range(len(function.results))]
        called = f"func.call @{function.name}({', '.join(arguments)}) : ({types}) -> ({outs})"
        self.lines.append(f"  {', '.join(names)} = {called}")
        return names


def run(command: list[str], text: str) -> str:
    """Run a tool on `text` and return its output; exit with 2 where it fails."""
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"{' '.join(command)} failed:\n{done.stderr[:4000]}")
        sys.exit(2)
    return done.stdout


def check_contract(lowered: str, options: str) -> None:
    """Exit with 1 if complex values are left or lowering again changes something."""
    if left := re.search(r"complex<|\bmilcomplex\.|\bcomplex\.\w+", lowered):
        print(f"left behind: {left[0]}")
        sys.exit(1)
    if run(["milc-opt", f"--lower-complex={options}"], lowered) != lowered:
        print("lowering twice changes the module")
        sys.exit(1)


def expand_math(lowered: str) -> str:
    """Return a module without functions of real numbers; exit with 1 if one is left."""
    expanded = run(["milc-opt", "--milc-expand-math"], lowered)
    if left := CALLED.search(expanded):
        print(f"left behind: {left[0]}")
        sys.exit(1)
    return expanded


def parse_memrefs(text: str) -> list[Array]:
    """Parse what printMemref prints: one array of integers for each memref."""
    arrays = []
    for block in text.split("Unranked Memref")[1:]:
        header, data = block.split("data =", 1)
        sizes = re.search(r"sizes = \[(.*?)\]", header)
        assert sizes
        shape = [int(s) for s in sizes[1].split(",") if s.strip()]
        # Of an empty memref with a non-empty inner dimension some numbers are printed.
        numbers = [int(n) for n in re.findall(r"-?\d+", data)][: int(np.prod(shape))]
        arrays.append(np.array(numbers, np.int64).reshape(shape))
    return arrays


def from_bits(bits: Array, element: str) -> Array:
    """Return numbers from the integers that hold their bits."""
    if element not in FORMATS:
        return bits
    fmt = FORMATS[element]
    unsigned = {16: np.uint16, 32: np.uint32, 64: np.uint64}[fmt.width]
    return bits.astype(unsigned).view(fmt.dtype)


def find_mismatch(
    got: Array, want: Array, element: str, function: Function, scale: float
) -> str | None:
    """Return how a part of a result differs from the expected one, None where it does not.

    `scale` is the largest magnitude of the whole result.
    """
    if got.shape != want.shape:
        return f"shape {got.shape}, expected {want.shape}"
    if element in FORMATS:
        same = find_equal(got, want, FORMATS[element], function, scale)
    else:
        same = got == want.astype(np.int64)
    if same.all():
        return None
    index = np.unravel_index(np.argmin(same), same.shape) if same.shape else ()
    count = f"{np.sum(~same)} of {same.size}"
    return f"at {[int(i) for i in index]}: got {got[index]}, expected {want[index]} ({count} wrong)"


def find_equal(got: Array, want: Array, fmt: Format, function: Function, scale: float) -> Array:
    """Return where elements are as close as the function's directives require."""
    exact = got.astype(np.longdouble)
    with np.errstate(all="ignore"):
        rounded = want.astype(fmt.dtype)
        both_nan = np.isnan(exact) & np.isnan(want)
        same = both_nan | (
            (exact == rounded.astype(np.longdouble)) & (np.signbit(exact) == np.signbit(want))
        )
        error = np.abs(exact - want)
        if ulp := function.get("ULP"):
            reached = np.isfinite(exact) & (
                error <= float(ulp) * fmt.ulp(want.astype(np.longdouble))
            )
            same |= reached
        elif rtol := function.get("RTOL"):
            unit = 2.0**-fmt.precision if rtol.endswith("u") else 1
            same |= error <= float(rtol.removesuffix("u")) * unit * scale
    return np.asarray(same)


def compare(function: Function, want: Any, results: Iterator[Array]) -> list[str]:
    """Compare the results of one run; return the mismatches."""
    wants = want if isinstance(want, tuple) else (want,)
    mismatches = []
    for index, (kind, value) in enumerate(zip(function.results, wants, strict=True)):
        value = np.asarray(value)
        parts = [("re", value.real), ("im", value.imag)] if kind.is_complex else [("", value)]
        for label, part in parts:
            got = from_bits(next(results), kind.element)
            want_part = part if kind.shape is not None else part.reshape(1)
            scale = float(np.max(np.abs(value), initial=0)) if function.get("RTOL") else 0.0
            mismatch = find_mismatch(got, want_part, kind.element, function, scale)
            if mismatch:
                mismatches.append(f"result {index} {label} {mismatch}")
    return mismatches


def load_references(folder: pathlib.Path) -> dict[str, Any]:
    """Return the definitions in the references.py of a folder, if it has one."""
    path = folder / "references.py"
    return runpy.run_path(str(path)) if path.exists() else {}


def make_runs(
    functions: list[Function], draws: int
) -> tuple[Main, list[tuple[Function, str, Any]]]:
    """Return the calls of all functions, and for each the function, a label and the results."""
    rng = np.random.default_rng(0)
    module = Main()
    wants: list[tuple[Function, str, Any]] = []
    for function in functions:
        expect: Callable[..., Any] = eval(function.get("EXPECT") or "", REFERENCES)
        widen = bool(function.get("ULP") or function.get("RTOL"))
        for dim, given in function.runs(draws):
            names, arrays = [], []
            for name, target in function.arguments:
                if name in given:
                    value, kind = take_input(given[name], target)
                else:
                    kind = target.with_dims(dim)
                    value = make_input(rng, kind, function.get("INPUTS"))
                names.append(module.constant(value, kind, target))
                arrays.append(to_numpy(value, kind, widen))
            for result, kind in zip(module.call(function, names), function.results, strict=True):
                module.show(result, kind)
            module.end_run()
            with np.errstate(all="ignore"):
                wants.append((function, f"@{function.name} dim {dim} {given}", expect(*arrays)))
    return module, wants


def make_pipeline(user_passes: Sequence[str]) -> str:
    """Return TO_LLVM with some passes before it."""
    if not user_passes:
        return TO_LLVM
    pipeline = TO_LLVM.replace("(", f"({','.join(user_passes)},", 1)
    # Fused ops in a loop are no longer computed in place.
    in_place = "=identity-layout-map"
    return pipeline.replace(in_place, f"{in_place} allow-return-allocs-from-loops", 1)


def execute(
    text: str,
    module: Main,
    lowering: str,
    lib_dir: str,
    user_passes: Sequence[str] = (),
    expands_math: bool = False,
    threads: int = 0,
) -> str:
    """Lower the file's text with `module` appended, run it and return what it prints."""
    resources = text.find("{-#")
    body, tail = (text[:resources], text[resources:]) if resources >= 0 else (text, "")
    lowered = run(["milc-opt", f"--lower-complex={lowering}"], body + module.text() + tail)
    check_contract(lowered, lowering)
    pipeline = make_pipeline(user_passes)
    if expands_math:
        lowered = expand_math(lowered)
        pipeline = pipeline.replace("convert-math-to-libm,", "")
    if threads:
        compiled = run(["milc-opt", NATIVE[0], f"{NATIVE[1]} threads={threads}"], lowered)
    else:
        compiled = run(["mlir-opt", f"--pass-pipeline={pipeline}"], lowered)
    libraries = [
        f"{lib_dir}/libmlir_{n}.so"
        for n in ("runner_utils", "c_runner_utils", "float16_utils", "async_runtime")
    ]
    return run(
        [
            "mlir-runner",
            "-e",
            "main",
            f"-entry-point-result={'i32' if threads else 'void'}",
            "-O0",  # This pass splits coroutines, too.
            f"-shared-libs={','.join(libraries)}",
        ],
        compiled,
    )


def leave_out(
    text: str, functions: list[Function], passes: Sequence[str]
) -> tuple[str, list[Function]]:
    """Return a module and its functions without those that some passes break."""
    kept = []
    for function in functions:
        if any(key == "WITHOUT" and value in passes for key, value in function.directives):
            text = re.sub(rf"(?ms)^func\.func @{function.name}\(.*?^}}\n", "", text)
        else:
            kept.append(function)
    return text, kept


def check_functions(
    text: str,
    draws: int,
    lowering: str,
    lib_dir: str,
    user_passes: Sequence[str] = (),
    expands_math: bool = False,
    threads: int = 0,
) -> bool:
    """Run the functions of a module; print each mismatch and return whether there is one.

    Raises
    ------
    SystemExit
        With 2 where a tool fails or there is no function.
    """
    text, functions = leave_out(text, parse_functions(text), user_passes)
    if not functions:
        print("no function has EXPECT")
        sys.exit(2)
    module, wants = make_runs(functions, draws)
    printed = execute(text, module, lowering, lib_dir, user_passes, expands_math, threads)
    results = iter(parse_memrefs(printed))
    failed = False
    for function, label, want in wants:
        for mismatch in compare(function, want, results):
            print(f"{label}: {mismatch}")
            failed = True
    if next(results, None) is not None:
        print("more results are printed than expected")
        failed = True
    print(f"{len(wants)} runs of {len(functions)} functions")
    return failed


def main() -> None:
    """Run the file's functions; exit 1 on a mismatch, 2 where a tool fails."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--options", default="")
    parser.add_argument("--lib-dir", default="/usr/lib/llvm-22/lib")
    parser.add_argument("--element", default="f32", choices=FORMATS, help="in the place of f32")
    parser.add_argument("--draws", type=int, default=1, help="of arguments, at least")
    parser.add_argument("--user-passes", action="store_true", help="run these first")
    parser.add_argument("--expand-math", action="store_true", help="functions of real numbers")
    parser.add_argument("--native", action="store_true", help="by milc-lower-to-llvm")
    parser.add_argument("--threads", type=int, default=0, help="native, by so many")
    options = parser.parse_args()

    text = re.sub(r"(?:\b|(?<=x))f32\b", options.element, options.file.read_text())
    REFERENCES.update(load_references(options.file.parent))
    user_passes = USER_PASSES if options.user_passes else ()
    failed = check_functions(
        text,
        options.draws,
        options.options,
        options.lib_dir,
        user_passes,
        options.expand_math,
        options.threads or int(options.native),
    )
    sys.exit(failed)


if __name__ == "__main__":
    main()
