"""Measures complex programs against their lowered form through IREE.

Each program is compiled for this CPU as it is and after `milc-opt
--lower-complex`, checked against NumPy, and then called in turn with its rivals
in one process. The first program that a process runs comes out slow, so one is
run and thrown away before.

Usage: .venv/bin/python benchmark/iree_cpu.py [--milc-opt build/bin/milc-opt]
Prints a Markdown table and writes its section of docs/Benchmarks.md.
"""

import argparse
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import iree.compiler
import iree.runtime
import numpy as np
from numpy.typing import NDArray
from report import processor, table, write_section

Array = NDArray[np.float32] | NDArray[np.complex64]
Call = Callable[[], object]

ROOT = Path(__file__).parent.parent
COMMAND = ".venv/bin/python benchmark/iree_cpu.py"

MATMUL = """
func.func @main(%a: {type}, %b: {type}) -> {type} {{
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %empty = tensor.empty() : {type}
  %init = linalg.fill ins(%zero : complex<f32>) outs(%empty : {type}) -> {type}
  %c = linalg.matmul ins(%a, %b : {type}, {type}) outs(%init : {type}) -> {type}
  return %c : {type}
}}
"""

MUL_ADD = """
#id = affine_map<(d0) -> (d0)>
func.func @main(%a: {type}, %b: {type}, %c: {type}) -> {type} {{
  %empty = tensor.empty() : {type}
  %d = linalg.generic
      {{indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]}}
      ins(%a, %b, %c : {type}, {type}, {type}) outs(%empty : {type}) {{
  ^bb0(%x: complex<f32>, %y: complex<f32>, %z: complex<f32>, %out: complex<f32>):
    %xy = complex.mul %x, %y : complex<f32>
    %sum = complex.add %xy, %z : complex<f32>
    linalg.yield %sum : complex<f32>
  }} -> {type}
  return %d : {type}
}}
"""


@dataclass(frozen=True)
class Program:
    """A complex program, its lowerings and its meaning.

    Attributes
    ----------
    name : str
        What a row of the table says.
    module : str
        MLIR with one function, `@main`, over arrays of one shape.
    shape : tuple of int
        The shape of every argument and of the result, complex64.
    arguments : int
        How many arguments `@main` takes.
    reference : callable
        The same function in NumPy.
    ranges : tuple of str
        The values of complex-range to lower with.
    rounds : int
        How often each rival is called.
    """

    name: str
    module: str
    shape: tuple[int, ...]
    arguments: int
    reference: Callable[..., NDArray[np.complex64]]
    ranges: tuple[str, ...]
    rounds: int


@dataclass(frozen=True)
class Row:
    """The medians of one lowering of one program, in seconds."""

    name: str
    complex_range: str
    complex_seconds: float
    pair_seconds: float
    numpy_seconds: float


def matmul(size: int, rounds: int) -> Program:
    """Make a square matrix product of `size` rows."""
    module = MATMUL.format(type=f"tensor<{size}x{size}xcomplex<f32>>")
    # A contraction is textbook arithmetic in every complex-range.
    return Program(
        f"matmul {size}x{size}x{size}",
        module,
        (size, size),
        2,
        lambda a, b: a @ b,
        ("improved",),
        rounds,
    )


def mul_add(size: int, rounds: int) -> Program:
    """Make an elementwise a * b + c over vectors of `size` elements."""
    module = MUL_ADD.format(type=f"tensor<{size}xcomplex<f32>>")
    return Program(
        f"a * b + c, {size} elements",
        module,
        (size,),
        3,
        lambda a, b, c: a * b + c,
        ("improved", "basic"),
        rounds,
    )


def lower(milc_opt: Path, module: str, complex_range: str) -> str:
    """Take the complex numbers out of a module.

    Raises
    ------
    subprocess.CalledProcessError
        If milc-opt refuses the module; its message is on standard error.
    """
    option = f"--lower-complex=complex-range={complex_range}"
    return subprocess.run(
        [milc_opt, option], input=module, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def load(module: str, arguments: list[Array], options: list[str] | None = None) -> Call:
    """Compile a module for this CPU and bind its `@main` to arguments.

    Parameters
    ----------
    module : str
        MLIR that IREE takes.
    arguments : list of ndarray
        Copied to the device once, here.
    options : list of str, optional
        More options of the compiler.

    Raises
    ------
    iree.compiler.CompilerToolError
        If IREE refuses the module.
    """
    binary = iree.compiler.compile_str(
        module,
        target_backends=["llvm-cpu"],
        extra_args=["--iree-llvmcpu-target-cpu=host", *(options or [])],
    )
    config = iree.runtime.Config("local-task")
    context = iree.runtime.SystemContext(config=config)
    loaded = iree.runtime.VmModule.copy_buffer(context.instance, binary)
    context.add_vm_module(loaded)
    main = context.modules[loaded.name]["main"]
    on_device = [iree.runtime.asdevicearray(config.device, a) for a in arguments]
    return lambda: main(*on_device)


def pairs(arrays: list[NDArray[np.complex64]]) -> list[Array]:
    """Split each array into its real and its imaginary part, adjacent."""
    return [np.ascontiguousarray(part) for array in arrays for part in (array.real, array.imag)]


def check(name: str, got: object, expected: NDArray[np.complex64]) -> None:
    """Compare a result, complex or a pair, with NumPy's.

    Raises
    ------
    RuntimeError
        If it is off by more than 1e-4 of the largest value.
    """
    if isinstance(got, tuple | list):
        value = np.asarray(got[0]) + 1j * np.asarray(got[1])
    else:
        value = np.asarray(got)
    if np.abs(value - expected).max() > 1e-4 * np.abs(expected).max():
        raise RuntimeError(f"{name}: the result differs from NumPy's")


def medians(rivals: list[Call], rounds: int) -> list[float]:
    """Time rivals in turn and return each one's median, in seconds.

    Every round starts with another rival, so that none always follows the same.
    """
    seconds: list[list[float]] = [[] for _ in rivals]
    for turn in range(rounds):
        for step in range(len(rivals)):
            index = (turn + step) % len(rivals)
            start = time.perf_counter()
            rivals[index]()
            seconds[index].append(time.perf_counter() - start)
    return [statistics.median(times) for times in seconds]


def measure(program: Program, milc_opt: Path) -> list[Row]:
    """Compile, check and time a program and its lowerings."""
    random = np.random.default_rng(0)
    arrays = [
        (random.standard_normal(program.shape) + 1j * random.standard_normal(program.shape)).astype(
            np.complex64
        )
        for _ in range(program.arguments)
    ]
    rivals = [load(program.module, list(arrays))]
    rivals += [
        load(lower(milc_opt, program.module, complex_range), pairs(arrays))
        for complex_range in program.ranges
    ]
    expected = program.reference(*arrays)
    for rival in rivals:
        check(program.name, rival(), expected)
    native, *lowered = medians(rivals, program.rounds)
    # NumPy's threads spin for a while after each call: it takes no turns.
    (reference,) = medians([lambda: program.reference(*arrays)], program.rounds)
    return [
        Row(program.name, complex_range, native, seconds, reference)
        for complex_range, seconds in zip(program.ranges, lowered, strict=True)
    ]


def format_rows(rows: list[Row]) -> str:
    """Format rows as a Markdown table."""
    return table(
        ["program", "complex-range", "complex, ms", "pairs, ms", "speed-up", "NumPy, ms"],
        [
            [
                row.name,
                row.complex_range,
                f"{row.complex_seconds * 1e3:.2f}",
                f"{row.pair_seconds * 1e3:.2f}",
                f"{row.complex_seconds / row.pair_seconds:.1f}",
                f"{row.numpy_seconds * 1e3:.2f}",
            ]
            for row in rows
        ],
        words=2,
    )


def section(rows: list[Row]) -> str:
    """Write the section that holds the table and says how it came about."""
    version = metadata.version("iree-base-compiler")
    return f"""
Each program is compiled by IREE {version} for the CPU it runs on, once as complex
code (*complex*) and once after `milc-opt --lower-complex` (*pairs*). Times are
medians of calls that take turns in one process; *speed-up* is complex over
pairs. NumPy {np.__version__} computes the same for comparison. All values are
complex64; a matrix product is textbook arithmetic in every complex-range.
Measured on {processor()}.

{format_rows(rows)}
"""


def main() -> None:
    """Measure every program, print the table and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    options = parser.parse_args()

    measure(mul_add(1 << 10, rounds=3), options.milc_opt)  # thrown away
    rows: list[Row] = []
    for program in (
        matmul(1024, rounds=9),
        matmul(256, rounds=101),
        mul_add(1 << 20, rounds=301),
    ):
        rows += measure(program, options.milc_opt)
    print(format_rows(rows))
    write_section(COMMAND, section(rows))


if __name__ == "__main__":
    main()
