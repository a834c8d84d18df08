#!/usr/bin/env python3
"""Runs random modules both as they are and lowered, and compares the results.

usage: milc_smith.py [--seeds FIRST COUNT] [--functions N] [--size N] [--build DIR] ...

Each seed is a module (generate.py) whose @main calls every function on constants and
prints what they return. It runs natively, complex numbers lowered by upstream's passes
without folding, and after --lower-complex with options that depend on the seed. All
arithmetic in it is exact, so that the two must print the same. What is lowered must be
free of complex numbers, parse in a stock mlir-opt, stay as it is when lowered again and
not depend on threads. A module that fails is left in the output directory. Exits 1 where
one failed.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
from collections import Counter

import control  # noqa: F401
import structured  # noqa: F401
import values  # noqa: F401
from generate import Function, Type, Value, Writer

Coverage = Counter[tuple[str, str, str]]

BUFFERIZE = (
    "func.func(convert-elementwise-to-linalg),"
    "one-shot-bufferize{bufferize-function-boundaries allow-return-allocs-from-loops"
    " function-boundary-type-conversion=identity-layout-map},"
    "func.func(scf-forall-to-for,convert-linalg-to-loops,memref-expand),"
    "expand-strided-metadata,lower-affine,convert-bufferization-to-memref,convert-scf-to-cf"
)
LOWERED = (
    f"builtin.module({BUFFERIZE},convert-math-to-llvm,convert-to-llvm,reconcile-unrealized-casts)"
)
NATIVE = (
    f"builtin.module({BUFFERIZE},func.func(convert-complex-to-standard{{complex-range=basic}}),"
    "convert-complex-to-llvm,convert-math-to-llvm,convert-to-llvm,reconcile-unrealized-casts)"
)
OPTIONS = [
    "complex-range=basic",
    "complex-range=improved",
    "complex-range=full",
    "complex-range=promoted",
    "matmul=3m",
    "abi=interleaved",
    "abi=interleaved matmul=3m",
]
LEFT = re.compile(r"complex<|\bmilcomplex\.|\bcomplex\.\w")


class Failure(Exception):
    """What does not hold of a module."""


@dataclasses.dataclass
class Tools:
    """Where the programs are."""

    build: pathlib.Path
    mlir: pathlib.Path

    def run(self, name: str, arguments: list[str], text: str) -> str:
        """Run a tool on `text` and return its output; raise Failure where it fails."""
        own = self.build / "bin" / name
        program = own if own.exists() else self.mlir / "bin" / name
        done = subprocess.run(
            [str(program), *arguments], input=text, capture_output=True, text=True
        )
        if done.returncode != 0:
            errors = "\n".join(done.stderr.splitlines()[:8])
            raise Failure(f"{name} {' '.join(arguments)}:\n{errors}")
        return done.stdout

    def execute(self, text: str, pipeline: str) -> list[str]:
        """Compile a module and run its @main; return the numbers that it prints."""
        compiled = self.run("mlir-opt", [f"--pass-pipeline={pipeline}"], text)
        libraries = ",".join(
            f"{self.mlir}/lib/libmlir_{n}.so"
            for n in ("runner_utils", "c_runner_utils", "float16_utils")
        )
        arguments = ["-e", "main", "-entry-point-result=void", "-O0", f"-shared-libs={libraries}"]
        printed = self.run("mlir-runner", arguments, compiled)
        # Addresses differ, and the sign of a zero depends on the order of a sum.
        return [
            re.sub(r"-0\b(?!\.)", "0", line)
            for line in re.sub(r"base@ = \S+", "", printed).splitlines()
        ]


def show(number: int, kind: Type) -> str:
    """Write a function that prints both parts of a complex tensor as f64."""
    rank = len(kind.sizes)
    dims = ", ".join(f"d{i}" for i in range(rank))
    same = f"affine_map<({dims}) -> ({dims})>"
    iterators = ", ".join(['"parallel"'] * rank)
    f64 = dataclasses.replace(kind, element="f64", is_complex=False)
    memref = f64.text.replace("tensor", "memref")
    assert kind.shape is not None
    lines = [f"func.func private @show_{number}(%z: {kind.text}) {{"]
    sizes = []
    for i, dim in enumerate(kind.shape):
        if dim < 0:
            lines.append(f"  %c{i} = arith.constant {i} : index")
            lines.append(f"  %d{i} = tensor.dim %z, %c{i} : {kind.text}")
            sizes.append(f"%d{i}")
    for part in ("re", "im"):
        widen = "" if kind.element == "f64" else f"arith.extf %x : {kind.element} to f64"
        lines += [
            f"  %init_{part} = tensor.empty({', '.join(sizes)}) : {f64.text}",
            f"  %{part} = linalg.generic {{indexing_maps = [{same}, {same}], "
            f"iterator_types = [{iterators}]}} ins(%z : {kind.text}) "
            f"outs(%init_{part} : {f64.text}) {{",
            f"  ^bb0(%e: {kind.number}, %o: f64):",
            f"    %x = complex.{part} %e : {kind.number}",
            *([f"    %y = {widen}"] if widen else []),
            f"    linalg.yield {'%y' if widen else '%x'} : f64",
            f"  }} -> {f64.text}",
            f"  %m_{part} = bufferization.to_buffer %{part} : {f64.text} to {memref}",
            f"  %u_{part} = memref.cast %m_{part} : {memref} to memref<*xf64>",
            f"  call @printMemrefF64(%u_{part}) : (memref<*xf64>) -> ()",
        ]
    return "\n".join([*lines, "  return", "}"])


class Main:
    """Writes the functions that call every function of a module and print its results."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.shows: dict[Type, int] = {}
        self.runs: list[str] = []

    def call(self, function: Function) -> None:
        """Write a function that calls `function` on constants."""
        writer = self.writer
        writer.lines, writer.scopes, writer.count = [], [], 0
        with writer.region((Value("%zero", Type("index"), 0),)):
            writer.line("%zero = arith.constant 0 : index")
            names = [self.argument(parameter) for parameter in function.arguments]
            types = ", ".join(v.type.text for v in function.arguments)
            results = [writer.fresh() for _ in function.results]
            outs = ", ".join(v.type.text for v in function.results)
            writer.line(
                f"{', '.join(results)} = call @{function.name}({', '.join(names)}) : "
                f"({types}) -> ({outs})"
            )
            for name, value in zip(results, function.results, strict=True):
                self.print(name, value.type)
            writer.line("return")
        head = f"func.func private @run_{len(self.runs)}() {{"
        self.runs.append("\n".join([head, *writer.lines, "}"]))

    def argument(self, parameter: Value) -> str:
        """Write a constant for a parameter."""
        if parameter.type == Type("index"):
            return "%zero"
        if parameter.type == Type("i1"):
            name = self.writer.fresh()
            value = self.writer.random.choice(["true", "false"])
            self.writer.line(f"{name} = arith.constant {value}")
            return name
        return self.writer.constant(parameter.type).name

    def print(self, name: str, kind: Type) -> None:
        """Print a complex number or tensor."""
        writer = self.writer
        if 0 in kind.sizes:
            return  # The runtime prints what lies behind an empty buffer.
        if kind.shape is None:
            tensor = kind.with_shape((1,), (1,))
            number = writer.fresh()
            writer.line(f"{number} = tensor.from_elements {name} : {tensor.text}")
            name, kind = number, tensor
        key = dataclasses.replace(kind, sizes=kind.shape or ())
        function = self.shows.setdefault(key, len(self.shows))
        writer.line(f"call @show_{function}({name}) : ({kind.text}) -> ()")

    def text(self) -> str:
        """Return all that this wrote, and @main."""
        calls = "".join(f"  call @run_{i}() : () -> ()\n" for i in range(len(self.runs)))
        return "\n".join(
            [
                "func.func private @printMemrefF64(memref<*xf64>) "
                "attributes {llvm.emit_c_interface}",
                *(show(number, kind) for kind, number in self.shows.items()),
                *self.runs,
                f"func.func @main() {{\n{calls}  return\n}}",
            ]
        )


def write_module(seed: int, functions: int, size: int) -> tuple[str, Coverage]:
    """Write the module of a seed; return it and what it covers."""
    writer = Writer(seed, size)
    for _ in range(functions):
        writer.function()
    coverage = writer.coverage.copy()
    main = Main(writer)
    for function in writer.functions:
        main.call(function)
    return "\n".join([*writer.text, main.text(), ""]), coverage


def check(tools: Tools, module: str, options: str) -> None:
    """Compare the two ways to run a module; raise Failure where they differ."""
    lower = [f"--lower-complex={options}"]
    lowered = tools.run("milc-opt", lower, module)
    if left := LEFT.search(lowered):
        raise Failure(f"left behind: {left[0]}")
    if tools.run("milc-opt", lower, tools.run("mlir-opt", [], lowered)) != lowered:
        raise Failure("lowering twice changes the module")
    if tools.run("milc-opt", [*lower, "--mlir-disable-threading"], module) != lowered:
        raise Failure("threads make a difference")
    try:
        native = tools.execute(module, NATIVE)
    except Failure as failure:
        raise Failure(f"native: {failure}") from failure
    got = tools.execute(lowered, LOWERED)
    if got != native:
        differ = [f"{a}  !=  {b}" for a, b in zip(got, native, strict=False) if a != b]
        raise Failure("lowered != native:\n" + "\n".join(differ[:6]))


def check_seed(
    seed: int, tools: Tools, functions: int, size: int, out: pathlib.Path
) -> tuple[Coverage, str]:
    """Check the module of a seed; return what it covers and why it failed, if it did."""
    module, coverage = write_module(seed, functions, size)
    options = OPTIONS[seed % len(OPTIONS)]
    try:
        check(tools, module, options)
    except Failure as failure:
        out.mkdir(parents=True, exist_ok=True)
        path = out / f"seed-{seed}.mlir"
        path.write_text(f"// --lower-complex={options}\n{module}")
        return coverage, f"seed {seed} ({options}): {failure}"
    return coverage, ""


def main() -> None:
    """Check the modules of a range of seeds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", nargs=2, type=int, default=(0, 20), metavar=("FIRST", "COUNT"))
    parser.add_argument("--functions", type=int, default=50, help="functions in a module")
    parser.add_argument("--size", type=int, default=12, help="ops in a function")
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build"))
    parser.add_argument("--mlir", type=pathlib.Path, default=pathlib.Path("/usr/lib/llvm-22"))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("build/smith"))
    parser.add_argument("--coverage", action="store_true", help="print how often what occurred")
    options = parser.parse_args()

    tools = Tools(options.build, options.mlir)
    first, count = options.seeds
    coverage: Coverage = Counter()
    failures = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        checks = [
            pool.submit(check_seed, s, tools, options.functions, options.size, options.out)
            for s in range(first, first + count)
        ]
        for future in concurrent.futures.as_completed(checks):
            covered, failure = future.result()
            coverage += covered
            if failure:
                failures += 1
                print(failure, flush=True)
    if options.coverage:
        for (name, element, form), number in sorted(coverage.items()):
            print(f"{name:32} {element:4} {form:8} {number}")
    print(f"{count * options.functions} functions, {failures} of {count} modules failed")
    sys.exit(failures > 0)


main()
