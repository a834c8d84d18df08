"""Measures Fourier transforms through LLVM beside FFTW and pocketfft.

Transforms of complex and of real elements, single and batched to 2^20 of them, on one thread:
lowered with fft-form=vector, by stock MLIR and clang -O3; by FFTW, planned by FFTW_MEASURE,
the faster one of parts and interleaved numbers; and by pocketfft, through SciPy.

Usage: .venv/bin/python benchmark/fft_llvm.py [--milc-opt build/bin/milc-opt] [--rounds N]
           [--lengths 64,1000,...] [--types f32,f64] [--kinds c2c,r2c,2d] [--sizes 1,1048576]
Prints a Markdown table and writes its section of docs/Benchmarks.md. FFTW is Debian's
libfftw3-single3 and libfftw3-double3.
"""

import argparse
import ctypes
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import scipy.fft
from kernels import ELEMENTS, FULL_WIDTH, LLVM, Array, Element, run
from matplotlib import pyplot
from report import IMAGES, processor, table, write_section

ROOT = Path(__file__).parent.parent
COMMAND = ".venv/bin/python benchmark/fft_llvm.py"
LENGTHS = (64, 100, 256, 1000, 1024, 4096, 10000, 16384)
OTHERS = (1009, 8191, 65536)
SQUARES = (512, 1000)
SIZES = (1, 1 << 20)
# Relative to the norm of the result.
TOLERANCES = {"f32": 2e-6, "f64": 4e-15}
PASSES = ",".join(
    [
        "eliminate-empty-tensors",
        "one-shot-bufferize{bufferize-function-boundaries "
        "function-boundary-type-conversion=identity-layout-map}",
        "canonicalize,drop-equivalent-buffer-results",
        "buffer-results-to-out-params{hoist-static-allocs modify-public-functions}",
        "func.func(promote-buffers-to-stack{max-alloc-size-in-bytes=262144})",
        "buffer-deallocation-pipeline,convert-bufferization-to-memref",
        "fold-memref-alias-ops,canonicalize,cse,loop-invariant-code-motion",
        "func.func(convert-linalg-to-loops),expand-strided-metadata,lower-affine",
        "convert-vector-to-llvm,convert-scf-to-cf,finalize-memref-to-llvm",
        "convert-func-to-llvm{use-bare-ptr-memref-call-conv},convert-to-llvm",
        "reconcile-unrealized-casts",
    ]
)
FLAGS = ["-O3", "-march=native", *FULL_WIDTH, "-shared", "-fPIC"]
# Calls a function of up to four pointers repeatedly, without Python in between.
REPEAT = """
typedef void (*function)(void *, void *, void *, void *);
void repeat(function call, void *a, void *b, void *c, void *d, long times) {
  while (times--)
    call(a, b, c, d);
}
"""
Repeat = Callable[[int], object]


@dataclass(frozen=True)
class Case:
    """Transforms of `rows` rows of `length`; `is_2d` along both dimensions of a square."""

    element: Element
    length: int
    rows: int
    is_real: bool = False
    is_2d: bool = False

    @property
    def kind(self) -> str:
        """The words of the table."""
        if self.is_2d:
            return "2-D"
        return "r2c" if self.is_real else "c2c"


def write_module(case: Case) -> str:
    """Return a module that transforms rows."""
    element, rows, length = case.element.mlir, case.rows, case.length
    axes = "0, 1" if case.is_2d else "1"
    if not case.is_real:
        kind = f"tensor<{rows}x{length}xcomplex<{element}>>"
        return f"""
func.func @main(%x: {kind}) -> {kind} {{
  %y = milcomplex.fft %x axes [{axes}] : {kind}
  return %y : {kind}
}}
"""
    kind = f"tensor<{rows}x{length}x{element}>"
    half = f"tensor<{rows}x{length // 2 + 1}xcomplex<{element}>>"
    return f"""
func.func @main(%x: {kind}) -> {half} {{
  %y = milcomplex.rfft %x axes [1] : {kind}
  return %y : {half}
}}
"""


def vector_width() -> int:
    """Return the bits of this processor's vector registers."""
    flags = Path("/proc/cpuinfo").read_text()
    return 512 if "avx512f" in flags else 256 if "avx2" in flags else 128


def compile_module(module: str, form: str, milc_opt: Path, path: Path) -> ctypes.CDLL:
    """Lower a module with --lower-complex=`form` and compile it by stock MLIR and clang.

    The functions of the library accept a pointer for each argument, then for each result.
    """
    lowered = run([milc_opt, f"--lower-complex={form}"], module)
    llvm = run([LLVM / "mlir-opt", f"--pass-pipeline=builtin.module({PASSES})"], lowered)
    ir = run([LLVM / "mlir-translate", "--mlir-to-llvmir"], llvm)
    folder = LLVM.parent / "lib"
    libraries = [f"-L{folder}", f"-Wl,-rpath,{folder}", "-lmlir_c_runner_utils", "-lm"]
    flags = [*FLAGS, "-Wno-override-module", "-xir", "-"]
    run([LLVM / "clang", *flags, "-o", path, *libraries], ir)
    return ctypes.CDLL(str(path))


def vector_form() -> str:
    """Return the options of --lower-complex for this processor."""
    return f"fft-form=vector vector-width={vector_width()}"


@dataclass(frozen=True)
class Compiled:
    """A function of pointers, the bytes of its library and the seconds it took to compile."""

    function: Any
    size: int
    seconds: float


def compile_case(case: Case, milc_opt: Path, folder: Path) -> Compiled:
    """Lower and compile the transform of a case."""
    start = time.perf_counter()
    path = folder / f"{case.kind}-{case.element.mlir}-{case.length}-{case.rows}.so"
    library = compile_module(write_module(case), vector_form(), milc_opt, path)
    seconds = time.perf_counter() - start
    return Compiled(library.main, path.stat().st_size, seconds)


def allocate(shape: tuple[int, ...], dtype: Any) -> Array:
    """Return an array that begins at a cache line."""
    count = math.prod(shape) * np.dtype(dtype).itemsize
    raw = np.zeros(count + 64, np.uint8)
    offset = -raw.ctypes.data % 64
    array: Array = raw[offset : offset + count].view(dtype).reshape(shape)
    return array


class Fftw:
    """FFTW of one type.

    https://www.fftw.org/fftw3_doc/, 4.3 to 4.5: fftw_plan_many_dft and its like, and the
    guru interface for parts.
    """

    def __init__(self, element: Element) -> None:
        name = "libfftw3f.so.3" if element.mlir == "f32" else "libfftw3.so.3"
        self.prefix = "fftwf" if element.mlir == "f32" else "fftw"
        self.library = ctypes.CDLL(name)
        self.execute = getattr(self.library, f"{self.prefix}_execute")

    def plan(self, case: Case, x: Array, y: Array) -> ctypes.c_void_p:
        """Plan for interleaved numbers."""
        sizes = (case.rows, case.length) if case.is_2d else (case.length,)
        rank, rows = len(sizes), 1 if case.is_2d else case.rows
        width = y.shape[-1]
        arguments = [rank, (ctypes.c_int * rank)(*sizes), rows]
        arguments += [ctypes.c_void_p(x.ctypes.data), None, 1, case.length]
        arguments += [ctypes.c_void_p(y.ctypes.data), None, 1, width]
        return self.call("plan_many_dft_r2c" if case.is_real else "plan_many_dft", case, arguments)

    def plan_parts(self, case: Case, x: list[Array], y: list[Array]) -> ctypes.c_void_p:
        """Plan for the parts."""

        class Dimension(ctypes.Structure):
            _fields_ = (("n", ctypes.c_int), ("is", ctypes.c_int), ("os", ctypes.c_int))

        width = y[0].shape[-1]
        inner = [(case.length, 1, 1)]
        outer = [(case.rows, case.length, width)]
        if case.is_2d:
            inner, outer = outer + inner, []
        arguments: list[Any] = []
        for dimensions in (inner, outer):
            count = len(dimensions)
            arguments += [count, (Dimension * max(count, 1))(*(Dimension(*d) for d in dimensions))]
        arguments += [ctypes.c_void_p(part.ctypes.data) for part in x + y]
        name = "plan_guru_split_dft_r2c" if case.is_real else "plan_guru_split_dft"
        return self.call(name, case, arguments)

    def call(self, name: str, case: Case, arguments: list[Any]) -> ctypes.c_void_p:
        """Call a function that plans."""
        function = getattr(self.library, f"{self.prefix}_{name}")
        function.restype = ctypes.c_void_p
        interleaved_complex = not case.is_real and "many" in name
        sign = [-1] if interleaved_complex else []
        measure = ctypes.c_uint(0)
        return ctypes.c_void_p(function(*arguments, *sign, measure))


def medians(rivals: list[Repeat], rounds: int) -> list[float]:
    """Time rivals in turn and return each one's median, in seconds.

    Each runs repeatedly for some milliseconds.
    """
    times: list[list[float]] = [[] for _ in rivals]
    repeats = []
    for rival in rivals:
        rival(1)
        start = time.perf_counter()
        rival(1)
        once = time.perf_counter() - start
        if once < 1e-4:
            start = time.perf_counter()
            rival(100)
            once = (time.perf_counter() - start) / 100
        repeats.append(max(1, int(2e-3 / once)))
    for turn in range(rounds):
        for step in range(len(rivals)):
            index = (turn + step) % len(rivals)
            start = time.perf_counter()
            rivals[index](repeats[index])
            times[index].append((time.perf_counter() - start) / repeats[index])
    return [statistics.median(each) for each in times]


@dataclass(frozen=True)
class Result:
    """Seconds of ours, FFTW's and pocketfft's, compile time and size of the library."""

    case: Case
    ours: float
    fftw: float
    pocketfft: float
    compiled: Compiled


def measure(case: Case, milc_opt: Path, folder: Path, repeat: Any, rounds: int) -> Result:
    """Compile, check and time a case.

    Raises
    ------
    RuntimeError
        If a result differs from NumPy's.
    """
    element = case.element
    compiled = compile_case(case, milc_opt, folder)
    shape = (case.rows, case.length)
    half = (case.rows, case.length // 2 + 1 if case.is_real else case.length)
    x = allocate(shape, element.dtype if case.is_real else element.complex_dtype)
    y = allocate(half, element.complex_dtype)
    inputs = [allocate(shape, element.dtype) for _ in range(1 if case.is_real else 2)]
    outputs = [allocate(half, element.dtype) for _ in range(2)]
    fftw = Fftw(element)
    plans = [fftw.plan(case, x, y), fftw.plan_parts(case, inputs, outputs)]

    random = np.random.default_rng(0)
    x.real = random.standard_normal(shape)
    if not case.is_real:
        x.imag = random.standard_normal(shape)
        inputs[1][:] = x.imag
    inputs[0][:] = x.real
    pointers = [ctypes.c_void_p(a.ctypes.data) for a in inputs + outputs]
    pointers += [ctypes.c_void_p()] * (4 - len(pointers))
    if case.is_2d:
        transform = scipy.fft.fft2
        expected = np.fft.fft2(x.astype(np.complex128))
    elif case.is_real:
        transform = scipy.fft.rfft
        expected = np.fft.rfft(x.astype(np.float64))
    else:
        transform = scipy.fft.fft
        expected = np.fft.fft(x.astype(np.complex128))

    def run_ours(times: int) -> None:
        repeat(compiled.function, *pointers, ctypes.c_long(times))

    def run_fftw(plan: ctypes.c_void_p) -> Repeat:
        nothing = [ctypes.c_void_p()] * 3
        return lambda times: repeat(fftw.execute, plan, *nothing, ctypes.c_long(times))

    def run_pocketfft(times: int) -> None:
        for _ in range(times):
            transform(x, workers=1)

    def check(name: str, got: Array) -> None:
        error = np.linalg.norm(got - expected) / np.linalg.norm(expected)
        if not error <= TOLERANCES[element.mlir]:
            raise RuntimeError(f"{name} {case}: the result differs from NumPy's by {error}")

    run_ours(1)
    check("ours", outputs[0] + 1j * outputs[1])
    rivals = [run_ours, *(run_fftw(plan) for plan in plans), run_pocketfft]
    rivals[1](1)
    check("FFTW", y)
    rivals[2](1)
    check("FFTW", outputs[0] + 1j * outputs[1])
    ours, interleaved, parts, pocketfft = medians(rivals, rounds)
    return Result(case, ours, min(interleaved, parts), pocketfft, compiled)


def row(result: Result) -> list[str]:
    """Return a row of the table."""
    case = result.case
    return [
        case.element.mlir,
        case.kind,
        str(case.length),
        str(case.rows),
        *(f"{1e6 * time:.4g}" for time in (result.ours, result.fftw, result.pocketfft)),
        f"{result.ours / result.fftw:.2f}",
        f"{result.ours / result.pocketfft:.2f}",
        f"{result.compiled.seconds:.2f}",
        f"{result.compiled.size / 1024:.0f}",
    ]


def mean(results: list[Result], others: Callable[[Result], float]) -> str:
    """Return the geometric mean of ratios."""
    return f"{statistics.geometric_mean(r.ours / others(r) for r in results):.2f}"


def plot(results: list[Result]) -> None:
    """Draw the ratios of times over the length."""
    figure, axes = pyplot.subplots(1, 2, figsize=(10, 4), sharey=True, layout="constrained")
    rivals: dict[str, Callable[[Result], float]] = {
        "FFTW": lambda r: r.fftw,
        "pocketfft": lambda r: r.pocketfft,
    }
    for panel, single in zip(axes, (True, False), strict=True):
        for color, (name, rival) in zip(("C0", "C1"), rivals.items(), strict=True):
            for marker, kind in (("o", "c2c"), ("x", "r2c")):
                for face, element in (("none", "f32"), (color, "f64")):
                    chosen = [
                        r
                        for r in results
                        if r.case.kind == kind
                        and r.case.element.mlir == element
                        and (r.case.rows == 1) == single
                    ]
                    chosen.sort(key=lambda r: r.case.length)
                    panel.plot(
                        [r.case.length for r in chosen],
                        [r.ours / rival(r) for r in chosen],
                        f"{color}{marker}",
                        linestyle="-" if element == "f32" else ":",
                        markerfacecolor=face,
                        label=f"{kind} {element} / {name}",
                    )
        panel.axhline(1, color="black", linewidth=0.5)
        panel.set_xscale("log", base=2)
        panel.set_yscale("log", base=2)
        panel.set_xlabel("length")
        panel.set_title("one transform" if single else "$2^{20}$ numbers")
    axes[0].set_ylabel("time of lowered / time of the library")
    axes[1].legend(fontsize="small", ncols=2)
    figure.savefig(IMAGES / "fft-time.png", dpi=100)


def main() -> None:
    """Measure every case, print the table and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    parser.add_argument("--lengths", default=",".join(map(str, LENGTHS + OTHERS)))
    parser.add_argument("--types", default="f32,f64")
    parser.add_argument("--kinds", default="c2c,r2c,2d")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    lengths = [int(length) for length in options.lengths.split(",")]
    sizes = [int(size) for size in options.sizes.split(",")]
    kinds = options.kinds.split(",")
    cases = [
        Case(element, length, max(1, size // length), kind == "r2c")
        for element in ELEMENTS
        for kind in ("c2c", "r2c")
        for length in lengths
        for size in sizes
        if element.mlir in options.types.split(",") and kind in kinds
    ]
    if "2d" in kinds:
        cases += [
            Case(element, length, length, is_2d=True)
            for element in ELEMENTS
            for length in SQUARES
            if element.mlir in options.types.split(",")
        ]
    results = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        flags = ["-O2", "-shared", "-fPIC", "-xc", "-"]
        run([LLVM / "clang", *flags, "-o", folder / "repeat.so"], REPEAT)
        repeat = ctypes.CDLL(str(folder / "repeat.so")).repeat
        for case in cases:
            try:
                results.append(measure(case, options.milc_opt, folder, repeat, options.rounds))
            except subprocess.CalledProcessError as error:
                raise SystemExit(f"{case}: {error.cmd[0]} failed") from None
            print(*row(results[-1]), flush=True)
    targeted = [r for r in results if not r.case.is_2d and r.case.length in LENGTHS]
    text = section(results, targeted)
    print(text)
    if len(sys.argv) == 1:
        write_section(COMMAND, text)
        plot(targeted)


def section(results: list[Result], targeted: list[Result]) -> str:
    """Return the section of the page."""
    header = ["type", "kind", "length", "rows", "lowered, µs", "FFTW, µs", "pocketfft, µs"]
    header += ["lowered / FFTW", "lowered / pocketfft", "compile, s", "size, KiB"]
    return f"""
Transforms of all rows of a matrix on one thread: lowered with fft-form=vector, compiled by
clang; by FFTW, planned by FFTW_MEASURE, of parts or of interleaved numbers, whichever is
faster; and by SciPy {metadata.version("scipy")}, which of a single row includes some
microseconds of Python. Medians of calls that take turns in one process. Compile times are
from the text of the module to the library, whose size is given. Measured on {processor()}.

Geometric means over the lengths to 16384 that are not prime:
{mean(targeted, lambda r: r.fftw)} of FFTW's time, {mean(targeted, lambda r: r.pocketfft)} of
pocketfft's.

![Ratios of times over the length](images/fft-time.png)

{table(header, [row(result) for result in results], 2)}
"""


if __name__ == "__main__":
    main()
