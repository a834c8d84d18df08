#!/usr/bin/env python3
"""Runs random modules both as they are and lowered, and compares the results.

usage: milc_smith.py [--seeds FIRST COUNT] [--functions N] [--size N] [--build DIR] ...
       milc_smith.py --minimize FILE [--build DIR] ...

Each seed is a module (generate.py) whose @main calls every function on constants and
prints the results. It runs natively, complex numbers lowered by upstream's passes
without folding, and after --lower-complex with options that depend on the seed, by upstream's
passes and by those of milc-compile. All arithmetic in it is exact, so that all must print
the same. The lowered module must be free of complex numbers, parse in a stock mlir-opt, stay
as it is when lowered again and not depend on threads. A module that fails is left in the
output directory; --minimize makes it small with mlir-reduce. Exits 1 where one failed.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
from collections import Counter

import contractions  # noqa: F401
import control  # noqa: F401
import convolutions  # noqa: F401
import memory  # noqa: F401
import milcomplex_ops  # noqa: F401
import structured  # noqa: F401
import values  # noqa: F401
from generate import Writer
from main_function import Main
from minimize import keep_calls, pipeline, write_tester
from native import to_native

Coverage = Counter[tuple[str, str, str]]

PACKS = pathlib.Path(__file__).parent / "lower_packs.mlir"

BUFFERIZE = (
    f"transform-preload-library{{transform-library-paths={PACKS}}},transform-interpreter,"
    "func.func(convert-elementwise-to-linalg),"
    "one-shot-bufferize{bufferize-function-boundaries allow-return-allocs-from-loops"
    " function-boundary-type-conversion=identity-layout-map},"
    "func.func(scf-forall-to-for,convert-linalg-to-loops,expand-realloc,memref-expand),"
    "bufferization-lower-deallocations,expand-strided-metadata,lower-affine,convert-bufferization-to-memref,convert-scf-to-cf"
)
LOWERED = (
    f"builtin.module({BUFFERIZE},convert-math-to-llvm,convert-to-llvm,reconcile-unrealized-casts)"
)
NATIVE = (
    f"builtin.module({BUFFERIZE},func.func(convert-complex-to-standard{{complex-range=basic}}),"
    "convert-complex-to-llvm,convert-math-to-llvm,convert-to-llvm,reconcile-unrealized-casts)"
)
ENGINE = [
    "--symbol-privatize=exclude=main",
    "--milc-lower-to-llvm=vector-width=256 least-work=1 threads=3",
]
OPTIONS = [
    "complex-range=basic",
    "complex-range=improved",
    "complex-range=full inline-limit=0",
    "complex-range=promoted",
    "complex-range=portable",
    "matmul=3m",
    "abi=interleaved",
    "abi=interleaved matmul=3m",
]
# In seconds; a crash may leave a tool hanging.
TIMEOUT = 200
LEFT = re.compile(r"complex<|\bmilcomplex\.|\bcomplex\.\w")


class Failure(Exception):
    """A property that a module lacks.

    Attributes
    ----------
    kind : str
        The first words of the message, which small and large modules have in common.
    """

    @property
    def kind(self) -> str:
        """Return the text before the first colon."""
        return str(self).split(":")[0]


@dataclasses.dataclass
class Tools:
    """Where the programs are."""

    build: pathlib.Path
    mlir: pathlib.Path

    def run(self, name: str, arguments: list[str], text: str) -> str:
        """Run a tool on `text` and return its output; raise Failure where it fails."""
        own = self.build / "bin" / name
        program = own if own.exists() else self.mlir / "bin" / name
        try:
            done = subprocess.run(
                [str(program), *arguments],
                input=text,
                capture_output=True,
                text=True,
                timeout=TIMEOUT,
            )
        except subprocess.TimeoutExpired as expired:
            raise Failure(f"{name} {' '.join(arguments)}: no end") from expired
        if done.returncode != 0:
            errors = "\n".join(done.stderr.splitlines()[:8])
            raise Failure(f"{name} {' '.join(arguments)}:\n{errors}")
        return done.stdout

    def execute(self, text: str, pipeline: str) -> list[str]:
        """Compile a module and run its @main; return the numbers that it prints."""
        return self.print(self.run("mlir-opt", [f"--pass-pipeline={pipeline}"], text), "void")

    def execute_by_engine(self, text: str) -> list[str]:
        """Do the same with the passes of milc-compile; threads share all loops that they can."""
        # The status that @main returns comes last.
        return self.print(self.run("milc-opt", ENGINE, text), "i32")[:-1]

    def print(self, compiled: str, result: str) -> list[str]:
        """Run @main of a module of the LLVM dialect; return the numbers that it prints."""
        libraries = ",".join(
            f"{self.mlir}/lib/libmlir_{n}.so"
            for n in ("runner_utils", "c_runner_utils", "float16_utils")
        )
        arguments = ["-e", "main", f"-entry-point-result={result}", "-O0"]
        printed = self.run("mlir-runner", [*arguments, f"-shared-libs={libraries}"], compiled)
        # Addresses differ, and the sign of a zero depends on the order of a sum.
        return [
            re.sub(r"-0\b(?!\.)", "0", line)
            for line in re.sub(r"base@ = \S+", "", printed).splitlines()
        ]


def write_module(seed: int, functions: int, size: int) -> str:
    """Write the module of a seed."""
    writer = Writer(seed, size)
    for _ in range(functions):
        writer.function()
    main = Main(writer)
    for function in writer.functions:
        main.call(function)
    return "\n".join([*writer.globals, *writer.text, main.text(), ""])


def check(tools: Tools, module: str, options: str, by_engine: bool = True) -> None:
    """Compare the ways to run a module; raise Failure where they differ."""
    lower = [f"--lower-complex={options}"]
    lowered = tools.run("milc-opt", lower, module)
    if left := LEFT.search(lowered):
        raise Failure(f"left behind: {left[0]}")
    if tools.run("milc-opt", lower, tools.run("mlir-opt", [], lowered)) != lowered:
        raise Failure("lowering twice changes the module")
    if tools.run("milc-opt", [*lower, "--mlir-disable-threading"], module) != lowered:
        raise Failure("threads make a difference")
    try:
        native = tools.execute(to_native(module), NATIVE)
    except Failure as failure:
        raise Failure(f"native: {failure}") from failure
    compare("lowered", tools.execute(lowered, LOWERED), native)
    if by_engine:
        compare("engine", tools.execute_by_engine(lowered), native)


def compare(name: str, got: list[str], native: list[str]) -> None:
    """Raise Failure where a way to run a module prints other numbers than natively."""
    if got != native:
        differ = [f"{a}  !=  {b}" for a, b in zip(got, native, strict=False) if a != b]
        raise Failure(f"{name} != native:\n" + "\n".join(differ[:6]))


def count_ops(tools: Tools, module: str) -> Coverage:
    """Count the ops on complex values: by name, element type and form."""
    arguments = ["--milc-print-support", "-o", os.devnull]
    found = json.loads(tools.run("milc-opt", arguments, module))["found"]
    return Counter({(f["op"], f["element"], f["form"]): f["count"] for f in found})


def check_seed(
    seed: int, tools: Tools, functions: int, size: int, out: pathlib.Path
) -> tuple[Coverage, str]:
    """Check the module of a seed; return its coverage and why it failed, if it did."""
    module = write_module(seed, functions, size)
    options = OPTIONS[seed % len(OPTIONS)]
    try:
        # Half of the seeds, with all options, to save time.
        check(tools, module, options, by_engine=seed // len(OPTIONS) % 2 == 0)
        return count_ops(tools, module), ""
    except Failure as failure:
        out.mkdir(parents=True, exist_ok=True)
        path = out / f"seed-{seed}.mlir"
        path.write_text(f"// --lower-complex={options}\n{module}")
        return Counter(), f"seed {seed} ({options}): {failure}"


def read_failing(path: pathlib.Path) -> tuple[str, str]:
    """Read a module that failed; return the options that it failed with, and its text."""
    head, module = path.read_text().split("\n", 1)
    return head.removeprefix("// --lower-complex="), module


def find_failure(tools: Tools, module: str, options: str) -> str:
    """Return the kind of failure of a module; nothing where there is none."""
    try:
        check(tools, module, options)
    except Failure as failure:
        return failure.kind
    return ""


def minimize(tools: Tools, path: pathlib.Path) -> None:
    """Write a smaller module that fails as the one at `path`, beside it."""
    options, module = read_failing(path)
    kind = find_failure(tools, module, options)
    if not kind:
        sys.exit(f"{path} does not fail")
    module = keep_calls(module, lambda text: find_failure(tools, text, options) == kind)
    small, tester = path.with_suffix(".small.mlir"), path.with_suffix(".test.sh").resolve()
    small.write_text(module)
    arguments = ["--build", str(tools.build.resolve()), "--mlir", str(tools.mlir)]
    write_tester(tester, [*arguments, "--failing", kind, "--options", options])
    reduced = tools.run("milc-reduce", [str(small), f"--pass-pipeline={pipeline(tester)}"], "")
    small.write_text(f"// --lower-complex={options}\n{reduced}")
    tester.unlink()
    print(f"{kind}: {small}")


def main() -> None:
    """Check the modules of a range of seeds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", nargs=2, type=int, default=(0, 20), metavar=("FIRST", "COUNT"))
    parser.add_argument("--functions", type=int, default=50, help="functions in a module")
    parser.add_argument("--size", type=int, default=12, help="ops in a function")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="modules at a time")
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build"))
    parser.add_argument("--mlir", type=pathlib.Path, default=pathlib.Path("/usr/lib/llvm-22"))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("build/smith"))
    parser.add_argument("--coverage", action="store_true", help="print how often what occurred")
    parser.add_argument(
        "--minimize", type=pathlib.Path, metavar="FILE", help="make a module that failed small"
    )
    parser.add_argument("--interesting", type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument("--failing", help=argparse.SUPPRESS)
    parser.add_argument("--options", help=argparse.SUPPRESS)
    options = parser.parse_args()

    tools = Tools(options.build, options.mlir)
    if options.interesting:
        kind = find_failure(tools, options.interesting.read_text(), options.options)
        sys.exit(kind == options.failing)
    if options.minimize:
        return minimize(tools, options.minimize)
    first, count = options.seeds
    coverage: Coverage = Counter()
    failures = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
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


if __name__ == "__main__":
    main()
