"""Measures programs with many complex functions: in place, and called.

A function of many uses of five functions on scalars is lowered with and without a limit of
what they become in place, compiled by stock MLIR, opt -O2 and llc -O2: the time of each step and
the size of the code. A step that takes too long is cut off. Then loops over one function each,
compiled by clang -O3, in place and called.

Usage: .venv/bin/python benchmark/calls.py [--milc-opt build/bin/milc-opt] [--timeout 60]
           [--rounds 21]
Prints Markdown tables and writes their section of docs/Benchmarks.md.
"""

import argparse
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from kernels import (
    ELEMENTS,
    FUNCTIONS,
    LLVM,
    TO_LLVM,
    Array,
    Element,
    Function,
    compile_mlir,
    run,
    split,
)
from report import processor, table, write_section
from timing import Call, medians

ROOT = Path(__file__).parent.parent
COMMAND = ".venv/bin/python benchmark/calls.py"
NAMES = ("pow", "tan", "log1p", "sqrt", "expm1")
USES = (1, 10, 30, 100, 1000)
IN_PLACE, CALLED = "inline-limit=-1", "inline-limit=0"
SIZE = 1 << 14


@dataclass(frozen=True)
class Cost:
    """What a program costs to compile.

    Attributes
    ----------
    seconds : tuple of float
        Of each step that came to an end.
    size : int or None
        The bytes of its code, where all did.
    """

    seconds: tuple[float, ...]
    size: int | None


def write_uses(names: Sequence[str], uses: int) -> str:
    """Write a function that applies each of some functions to as many elements of a buffer."""

    def lines() -> Iterator[str]:
        yield "func.func @main(%in: memref<?xcomplex<f32>>, %out: memref<?xcomplex<f32>>) {"
        operands = {function.op: function.operands for function in FUNCTIONS}
        for i in range(uses * len(names)):
            op = names[i % len(names)]
            yield f"  %i{i} = arith.constant {i} : index"
            yield f"  %z{i} = memref.load %in[%i{i}] : memref<?xcomplex<f32>>"
            before = f", %z{max(i - 1, 0)}" if operands[op] == 2 else ""
            yield f"  %w{i} = milcomplex.{op} %z{i}{before} : complex<f32>"
            yield f"  memref.store %w{i}, %out[%i{i}] : memref<?xcomplex<f32>>"
        yield "  return"
        yield "}"

    return "\n".join(lines())


def compile_steps(milc_opt: Path, option: str, source: str, timeout: float, folder: Path) -> Cost:
    """Lower and compile a program, each step no longer than `timeout` seconds."""
    files = [folder / name for name in ("in.mlir", "real.mlir", "llvm.mlir", "in.ll", "out.bc")]
    files[0].write_text(source)
    code = folder / "out.o"
    passes = f"--pass-pipeline=builtin.module({TO_LLVM})"
    commands: list[list[str | Path]] = [
        [milc_opt, f"--lower-complex={option}", files[0], "-o", files[1]],
        [LLVM / "mlir-opt", passes, files[1], "-o", files[2]],
        [LLVM / "mlir-translate", "--mlir-to-llvmir", files[2], "-o", files[3]],
        [LLVM / "opt", "-O2", files[3], "-o", files[4]],
        [LLVM / "llc", "-O2", "-filetype=obj", files[4], "-o", code],
    ]
    seconds: list[float] = []
    for command in commands:
        begin = time.monotonic()
        try:
            subprocess.run(command, check=True, timeout=timeout)
        except subprocess.TimeoutExpired:
            return Cost(tuple(seconds), None)
        seconds.append(time.monotonic() - begin)
    sections = run([LLVM / "llvm-size", "-A", code], "").splitlines()
    sizes = [line.split() for line in sections if line.startswith((".text", ".rodata"))]
    return Cost(tuple(seconds), sum(int(size[1]) for size in sizes))


def format_cost(cost: Cost, timeout: float) -> list[str]:
    """Format the cells of a cost; the step that was cut off is the last that is not empty."""
    cells = [f"{seconds:.2f}" for seconds in cost.seconds]
    # Between milc-opt and opt, the two tools of stock MLIR count as one.
    if len(cells) >= 3:
        cells[1:3] = [f"{sum(cost.seconds[1:3]):.2f}"]
    if cost.size is None:
        return [*cells, f"> {timeout:.0f}", *["–"] * 5][:6]
    return [*cells, f"{sum(cost.seconds):.2f}", f"{cost.size / 1024:.0f}"]


def compare_compilations(milc_opt: Path, timeout: float) -> str:
    """Compile programs of more and more uses, in place and called."""
    rows = []
    programs = [(NAMES, uses) for uses in USES] + [((name,), 1000) for name in NAMES]
    for names, uses in programs:
        source = write_uses(names, uses)
        for form, option in (("in place", IN_PLACE), ("default", ""), ("called", CALLED)):
            with tempfile.TemporaryDirectory() as folder:
                cost = compile_steps(milc_opt, option, source, timeout, Path(folder))
            rows.append([", ".join(names), form, str(uses), *format_cost(cost, timeout)])
            print(*rows[-1], sep=" | ", flush=True)
    steps = ("milc-opt, s", "to LLVM, s", "opt, s", "llc, s", "all, s", "code, KiB")
    return table(["functions", "form", "uses of each", *steps], rows, words=2)


def write_loop(function: Function, element: Element, name: str) -> str:
    """Write a loop over arrays of scalars."""
    number = f"complex<{element.mlir}>"
    result = element.mlir if function.is_real else number
    names = ["%x", "%y"][: function.operands]
    arguments = ", ".join(f"{name}s: memref<{SIZE}x{number}>" for name in names)
    loads = "\n".join(
        f"    {name} = memref.load {name}s[%i] : memref<{SIZE}x{number}>" for name in names
    )
    return f"""func.func @{name}({arguments}, %out: memref<{SIZE}x{result}>) {{
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = arith.constant {SIZE} : index
  scf.for %i = %c0 to %n step %c1 {{
{loads}
    %w = milcomplex.{function.op} {", ".join(names)} : {number}
    memref.store %w, %out[%i] : memref<{SIZE}x{result}>
  }}
  return
}}
"""


def time_loop(
    function: Function, element: Element, milc_opt: Path, rounds: int, folder: Path
) -> list[str]:
    """Return the row of a function in the table of loops."""
    random = np.random.default_rng(0)
    arrays: list[Array] = []
    for _ in range(function.operands):
        values = random.standard_normal(SIZE) + 1j * random.standard_normal(SIZE)
        arrays += split(values.astype(element.complex_dtype))
    arrays += [np.empty(SIZE, element.dtype) for _ in range(1 if function.is_real else 2)]
    # What is used once stays in place.
    module = "".join(write_loop(function, element, name) for name in ("main", "again"))
    rivals: list[Call] = []
    for option in (IN_PLACE, CALLED):
        real = run([milc_opt, f"--lower-complex={option}"], module)
        kernel = compile_mlir(real, folder / f"{function.op}-{element.mlir}-{option}.so")
        rivals.append(lambda kernel=kernel: kernel(arrays))  # type: ignore[misc]
    in_place, called = (seconds / SIZE * 1e9 for seconds in medians(rivals, rounds))
    name = np.dtype(element.complex_dtype).name
    return [function.op, name, f"{in_place:.1f}", f"{called:.1f}", f"{called / in_place:.1f}"]


def compare_loops(milc_opt: Path, rounds: int) -> str:
    """Time loops over each function, in place and called."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for element in ELEMENTS:
            for function in FUNCTIONS:
                if function.op in NAMES:
                    rows.append(time_loop(function, element, milc_opt, rounds, Path(folder)))
                    print(*rows[-1], sep=" | ", flush=True)
    return table(
        ["function", "type", "in place, ns", "called, ns", "called / in place"], rows, words=2
    )


def main() -> None:
    """Measure everything, print it and write the section."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--milc-opt", type=Path, default=ROOT / "build/bin/milc-opt")
    parser.add_argument("--timeout", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()

    loops = compare_loops(options.milc_opt, options.rounds)
    compilations = compare_compilations(options.milc_opt, options.timeout)
    write_section(
        COMMAND,
        f"""
One function of as many uses of {", ".join(NAMES)} on scalars of complex<f32>, without loops:
*in place* with `{IN_PLACE}`, *called* with `{CALLED}`, and as by default. Each is lowered
by milc-opt, compiled by stock MLIR (*to LLVM*), `opt -O2` and `llc -O2`; a step that takes more
than {options.timeout:.0f} s is cut off. *code* is the machine code with its constants. Measured on
{processor()}.

{compilations}

Loops over {SIZE} elements, an iteration, by clang -O3 for this CPU: those in place are
vectorized, at least in part. In ordinary programs they stay in place by default.

{loops}
""",
    )


if __name__ == "__main__":
    main()
