"""Measures how long lowering takes against upstream's complex-to-standard.

Generated modules of add, sub, mul and neg on scalars are lowered in turn by
`--convert-complex-to-standard` and by `--lower-complex`, on one thread and on
two; times are those that `--mlir-timing` reports for the passes, each with the
verifier after it. Then a 64 MiB constant is split, in turn with a memcpy, and
milc-opt is started on a module of one function.

Usage: .venv/bin/python benchmark/pass_time.py [--build build] [--rounds 9]
Prints what it measures and writes its section of docs/Benchmarks.md.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from report import processor, table, write_section

COMMAND = ".venv/bin/python benchmark/pass_time.py"
STANDARD = ["--convert-complex-to-standard=complex-range=basic"]
LOWER = ["--lower-complex=complex-range=basic"]
SURVEY = ["--milc-survey", *LOWER]

# The ops that a chain repeats, each on the value before it. None folds, as neg
# after neg would.
KINDS = {
    "add": ("add",),
    "sub": ("sub",),
    "mul": ("mul",),
    "neg and add": ("neg", "add"),
    "add, mul, sub and neg": ("add", "mul", "sub", "neg"),
}
LOOP_LENGTH = 20
LOOP_EVERY = 100


@dataclass(frozen=True)
class Run:
    """One run of milc-opt.

    Attributes
    ----------
    passes : dict of str to float
        Wall time of each pass, in seconds.
    peak : float
        The peak memory of the process, in MiB.
    """

    passes: dict[str, float]
    peak: float


@dataclass(frozen=True)
class Medians:
    """Medians over all rounds for one module: seconds of wall time and MiB."""

    standard: float
    lower: float
    standard_two: float
    lower_two: float
    checks: float
    standard_peak: float
    lower_peak: float


class Chain:
    """A chain of ops on the value before, most of them also on the one before that.

    Parameters
    ----------
    kind : tuple of str
        The names of the ops, in turn.
    values : list of str
        The two values that the chain begins with; it grows by one for each op.
    prefix : str
        The prefix of the names of new values.
    """

    def __init__(self, kind: tuple[str, ...], values: list[str], prefix: str) -> None:
        self.kind = kind
        self.values = values
        self.prefix = prefix

    def write(self, length: int, indent: str) -> Iterator[str]:
        """Write `length` ops more."""
        for i in range(length):
            op = self.kind[i % len(self.kind)]
            before, last = self.values[-2:]
            operands = f"%{last}" if op == "neg" else f"%{last}, %{before}"
            value = f"{self.prefix}{len(self.values)}"
            self.values.append(value)
            yield f"{indent}%{value} = complex.{op} {operands} : complex<f32>"


def function(name: str, kind: tuple[str, ...], length: int) -> Iterator[str]:
    """Write a function of `length` ops: a chain with some loops."""
    yield (
        f"func.func @{name}(%a: complex<f32>, %b: complex<f32>, "
        "%n: index, %zero: index, %one: index) -> complex<f32> {"
    )
    chain, loops = Chain(kind, ["a", "b"], "v"), 0
    while length > 0:
        straight = min(length, LOOP_EVERY - LOOP_LENGTH)
        yield from chain.write(straight, "  ")
        length -= straight
        looped = min(length, LOOP_LENGTH)
        if looped:
            before, last = chain.values[-2:]
            loop, iterated = f"loop{loops}", f"i{loops}"
            yield (
                f"  %{loop} = scf.for %k{loops} = %zero to %n step %one "
                f"iter_args(%{iterated} = %{last}) -> (complex<f32>) {{"
            )
            body = Chain(kind, [before, iterated], f"{iterated}_")
            yield from body.write(looped, "    ")
            yield f"    scf.yield %{body.values[-1]} : complex<f32>"
            yield "  }"
            chain.values.append(loop)
            length, loops = length - looped, loops + 1
    yield f"  return %{chain.values[-1]} : complex<f32>"
    yield "}"


def module(kind: tuple[str, ...], functions: int, length: int) -> str:
    """Write a module of `functions` functions of `length` ops each."""
    return "\n".join(line for i in range(functions) for line in function(f"f{i}", kind, length))


def run(milc_opt: Path, source: Path, arguments: list[str], threads: int) -> Run:
    """Run milc-opt on as many CPUs as threads and read its timing report.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    command = [str(milc_opt), *arguments, str(source), "-o", os.devnull, "--mlir-timing"]
    command += ["--mlir-timing-display=list", "--mlir-output-format=json"]
    if threads == 1:
        command.append("--mlir-disable-threading")
    cpus = sorted(os.sched_getaffinity(0))[:threads]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, stderr=output, preexec_fn=lambda: os.sched_setaffinity(0, cpus)
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=text)
    entries = json.loads(text)
    passes = {
        entry["name"]: entry["wall"]["duration"]
        for entry in entries
        if entry["name"].startswith(("Milc", "Convert"))
    }
    return Run(passes, usage.ru_maxrss / 1024)


def median(runs: list[Run], of: Callable[[Run], float]) -> float:
    """Take the median of one quantity."""
    return statistics.median(of(run) for run in runs)


def total(run: Run) -> float:
    """Add up the passes of --lower-complex, or of --convert-complex-to-standard."""
    return sum(
        time for name, time in run.passes.items() if name not in ("MilcSurvey", "LowerComplex")
    )


def checks(run: Run) -> float:
    """Return the share of the survey and of the final check in the time."""
    return (run.passes["MilcSurvey"] + run.passes["MilcVerifyReal"]) / total(run)


def measure(milc_opt: Path, text: str, rounds: int) -> Medians:
    """Run all rivals on a module in turn."""
    with tempfile.NamedTemporaryFile("w", suffix=".mlir") as source:
        source.write(text)
        source.flush()
        rivals = [(STANDARD, 1), (LOWER, 1), (STANDARD, 2), (LOWER, 2), (SURVEY, 1)]
        runs: list[list[Run]] = [[] for _ in rivals]
        for turn in range(rounds):
            for step in range(len(rivals)):
                index = (turn + step) % len(rivals)
                arguments, threads = rivals[index]
                runs[index].append(run(milc_opt, Path(source.name), arguments, threads))
    standard, lower, standard_two, lower_two = (median(of, total) for of in runs[:4])
    return Medians(
        standard,
        lower,
        standard_two,
        lower_two,
        checks=median(runs[4], checks),
        standard_peak=median(runs[0], lambda run: run.peak),
        lower_peak=median(runs[1], lambda run: run.peak),
    )


def row(medians: Medians, ops: int) -> list[str]:
    """Format the measurements of one module of `ops` complex ops."""
    return [
        f"{medians.standard / ops * 1e6:.2f}",
        f"{medians.lower / ops * 1e6:.2f}",
        f"{medians.standard / medians.lower:.2f}",
        f"{medians.standard_two / medians.lower_two:.2f}",
        f"{medians.checks * 100:.0f} %",
        f"{medians.standard_peak:.0f}",
        f"{medians.lower_peak:.0f}",
    ]


HEADER = [
    "complex-to-standard, µs/op",
    "lower-complex, µs/op",
    "speed-up, 1 thread",
    "speed-up, 2 threads",
    "survey and check",
    "peak, MiB: standard",
    "lower",
]


def compare_kinds(milc_opt: Path, rounds: int) -> str:
    """Measure 100,000 ops of each kind in functions of three lengths."""
    rows = []
    for name, kind in KINDS.items():
        for functions, length in ((1000, 100), (100, 1000), (1, 100_000)):
            medians = measure(milc_opt, module(kind, functions, length), rounds)
            cells = [name, f"{functions} x {length}", *row(medians, functions * length)]
            print(" | ".join(cells), flush=True)
            rows.append(cells)
    return table(["ops", "functions x length", *HEADER], rows, words=2)


def compare_sizes(milc_opt: Path, rounds: int) -> str:
    """Measure 10,000 to 1,000,000 ops, in functions of 100 and in one function."""
    rows = []
    kind = KINDS["add, mul, sub and neg"]
    for functions, length in (
        (100, 100),
        (1000, 100),
        (10_000, 100),
        (1, 10_000),
        (1, 100_000),
        (1, 1_000_000),
    ):
        medians = measure(milc_opt, module(kind, functions, length), rounds)
        cells = [f"{functions} x {length}", *row(medians, functions * length)]
        print(" | ".join(cells), flush=True)
        rows.append(cells)
    return table(["functions x length", *HEADER], rows)


def split_constant(build: Path) -> str:
    """Measure the split of a 64 MiB constant against a memcpy into fresh memory."""
    output = subprocess.run(
        [build / "bin/split-constant"], stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    copy, split = (float(word) for word in output.split())
    return (
        "A `dense_resource` of 64 MiB of complex<f32> is split in "
        f"{split * 1e3:.0f} ms; a memcpy of it into fresh memory takes {copy * 1e3:.0f} ms, "
        f"so that the split runs at {copy / split:.2f} of the rate of a memcpy."
    )


def start(build: Path, rounds: int) -> str:
    """Measure the CPU time of milc-opt on one function."""

    def cpu_seconds(arguments: list[str]) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [build / "bin/milc-opt", *arguments],
            input=b"func.func @f(%z: complex<f32>) -> complex<f32> { return %z : complex<f32> }",
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    lower, version = [], []
    for _ in range(rounds):
        lower.append(cpu_seconds(LOWER))
        version.append(cpu_seconds(["--version"]))
    return (
        f"`milc-opt --lower-complex` on a module of one function takes "
        f"{statistics.median(lower) * 1e3:.0f} ms of CPU, of which `milc-opt --version` takes "
        f"{statistics.median(version) * 1e3:.0f} ms: loading the shared MLIR and LLVM."
    )


def main() -> None:
    """Measure everything, print it and write the section."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()

    milc_opt = options.build / "bin/milc-opt"
    begin = time.monotonic()
    kinds = compare_kinds(milc_opt, options.rounds)
    sizes = compare_sizes(milc_opt, max(3, options.rounds // 3))
    constant = split_constant(options.build)
    started = start(options.build, 5 * options.rounds)
    print(constant, started, f"({time.monotonic() - begin:.0f} s)", sep="\n")
    write_section(
        COMMAND,
        f"""
Generated modules of scalar complex<f32> ops, chains that do not fold with a loop of
{LOOP_LENGTH} ops in every {LOOP_EVERY}, lowered in turn by upstream's
`--convert-complex-to-standard` and by `--lower-complex`, both with `complex-range=basic`.
Times are those that `--mlir-timing` reports, with the verifier after each pass; *speed-up*
is ops per second against complex-to-standard on as many threads; *survey and check* is the share
of the survey and of milc-verify-real in the time of `--lower-complex`; *peak* is the memory of the
process. Medians of {options.rounds} rounds on {processor()}.

{kinds}

Time an op by size, {max(3, options.rounds // 3)} rounds:

{sizes}

{constant}

{started}
""",
    )


if __name__ == "__main__":
    main()
