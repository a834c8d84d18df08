"""Measures whole programs with complex numbers, lowered, beside their frameworks.

Each program of benchmark/programs is compiled and run by jax.jit or by PyTorch, which is the
reference of its values; by milcomplex through each back end; by IREE on complex numbers, where it
can; and products of matrices by NumPy. They take turns in one process for each program. What
fails is listed.

Usage: .venv/bin/python benchmark/models.py [--backends native,iree] [--suites jax,torch,matmul]
           [--only NAMES] [--rounds N] [--threads 1]
NAMES are parts of names of programs, with commas between. Prints Markdown tables, and, of all
programs, writes their section of docs/Benchmarks.md.
"""

import argparse
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata

import numpy as np
from measurement import Figures, measure
from programs import SUITES, list_programs
from programs.program import EMPTY
from report import processor, table, write_section
from rivals import COMPLEX_IREE, FRAMEWORKS

COMMAND = ".venv/bin/python benchmark/models.py"
TITLES = {
    "jax": "Programs in JAX",
    "torch": "Programs in PyTorch",
    "matmul": "Products of square matrices, in JAX",
}
# Of an empty function.
CALLS = 1000


@dataclass(frozen=True)
class Suite:
    """What was measured of the programs of a suite.

    Attributes
    ----------
    rivals : list of str
        The columns; all others are compared with the first one.
    figures : dict of str to Figures
        By program.
    call : Figures
        Of an empty function.
    """

    rivals: list[str]
    figures: dict[str, Figures]
    call: Figures


def limit_threads(threads: int) -> None:
    """Limit the threads of the processes that start from now on."""
    for name in ("OMP", "MKL", "OPENBLAS"):
        os.environ[f"{name}_NUM_THREADS"] = str(threads)
    if threads == 1:
        flags = os.environ.get("XLA_FLAGS", "")
        os.environ["XLA_FLAGS"] = f"{flags} --xla_cpu_multi_thread_eigen=false"
    # XLA has a thread for each core that it may use, whatever the flag says.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def measure_suite(suite: str, backends: Sequence[str], names: Sequence[str], rounds: int) -> Suite:
    """Measure the programs of a suite whose names contain one of some, or all if there are none."""
    framework = FRAMEWORKS[suite]()
    rivals = [framework.reference, *backends, *framework.others]
    chosen = [
        program.name
        for program in list_programs(suite)
        if not names or any(name in program.name for name in names)
    ]
    figures = {}
    for name in chosen:
        figures[name] = measure(suite, name, rivals, rounds)
        print(suite, name, describe(figures[name]), sep=": ", flush=True)
    call = measure(suite, EMPTY.name, rivals, CALLS) if chosen else Figures()
    columns = [*backends, framework.reference, *framework.others]
    return Suite(columns, figures, call)


def describe(figures: Figures) -> str:
    """Return the times and the failures of one program, for whoever waits."""
    times = [f"{rival} {seconds * 1e3:.2f} ms" for rival, seconds in figures.seconds.items()]
    return "; ".join([*times, *(f"{rival} {why}" for rival, why in figures.failures.items())])


def write_cells(values: Mapping[str, float], rivals: Sequence[str], unit: float) -> list[str]:
    """Write the value of each rival in a unit, and all but the first one's over the first one's."""
    first, cells = values.get(rivals[0]), []
    for rival in rivals:
        value = values.get(rival)
        cells.append("–" if value is None else f"{value / unit:.2f}")
        if rival != rivals[0]:
            known = value is not None and first
            cells.append(f"{value / first:.2f}" if known and value and first else "–")
    return cells


def write_means(rows: Sequence[Mapping[str, float]], rivals: Sequence[str]) -> list[str]:
    """Write the geometric mean of each ratio that `write_cells` writes."""
    first, cells = rivals[0], [""]
    for rival in rivals[1:]:
        logs = [
            math.log(row[rival] / row[first])
            for row in rows
            if row.get(rival, 0) > 0 and row.get(first, 0) > 0
        ]
        cells += ["", f"**{math.exp(sum(logs) / len(logs)):.2f}**" if logs else "–"]
    return cells


def write_table(
    rows: Mapping[str, Mapping[str, float]], rivals: Sequence[str], unit: float, sign: str
) -> str:
    """Write a table of one quantity, of the rivals that have it."""
    present = [rival for rival in rivals if any(row.get(rival) for row in rows.values())]
    if not present:
        return ""
    header = ["program", f"{present[0]}, {sign}"]
    for rival in present[1:]:
        header += [f"{rival}, {sign}", f"/ {present[0]}"]
    cells = [[name, *write_cells(row, present, unit)] for name, row in rows.items()]
    if len(present) > 1:
        cells.append(["geometric mean", *write_means([*rows.values()], present)])
    return table(header, cells)


def write_failures(figures: Mapping[str, Figures]) -> str:
    """List what was not measured, by reason."""
    programs: dict[tuple[str, str], list[str]] = {}
    for name, row in figures.items():
        for rival, reason in row.failures.items():
            programs.setdefault((rival, reason.replace("`", "'")), []).append(name)
    lines = [
        f"- by {rival}, `{reason}`: {', '.join(names)}"
        for (rival, reason), names in programs.items()
    ]
    return "Not measured:\n\n" + "\n".join(lines) if lines else ""


def write_suite(title: str, suite: Suite) -> str:
    """Write the tables of a suite."""
    figures, rivals = suite.figures, suite.rivals
    calls = [
        f"{rival} {suite.call.seconds[rival] * 1e6:.1f} µs"
        for rival in rivals
        if rival in suite.call.seconds
    ]
    times = {name: row.seconds for name, row in figures.items()}
    compile_times = {name: row.compile_seconds for name, row in figures.items()}
    peaks = {name: row.peak for name, row in figures.items()}
    parts = [
        f"### {title}",
        "A call:",
        write_table(times, rivals, 1e-3, "ms"),
        f"A call of a function of 16 elements: {', '.join(calls)}.",
        "From the function of the framework to machine code:",
        write_table(compile_times, rivals, 1, "s"),
        "Memory that a call has at once, its results included, its arguments not:",
        write_table(peaks, rivals, 1 << 20, "MiB"),
        write_failures(figures),
    ]
    return "\n\n".join(part for part in parts if part)


def section(suites: Mapping[str, Suite], backends: Sequence[str], rounds: int, threads: int) -> str:
    """Write the section with all tables and their method."""
    versions = ", ".join(
        f"{title} {metadata.version(package)}"
        for title, package in (
            ("JAX", "jax"),
            ("PyTorch", "torch"),
            ("IREE", "iree-base-compiler"),
        )
    )
    tables = "\n\n".join(write_suite(TITLES[name], suite) for name, suite in suites.items())
    return f"""
The programs of [benchmark/programs](../benchmark/programs), complex64 unless it says otherwise, in
{versions} and NumPy {np.__version__}; medians of {rounds} calls that take turns in one
process for each program, on {threads} {"thread" if threads == 1 else "threads"}. All are called
with arrays of the framework: *jax.jit*, or *PyTorch*, eager; what milcomplex exports, through the
back ends {", ".join(f"*{name}*" for name in backends)}; and what IREE makes of the StableHLO of JAX
(*{COMPLEX_IREE}*). All results are checked against the framework's. Measured on
{processor()}.

{tables}
"""


def main() -> None:
    """Measure the programs, print the tables and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--backends", default="native,iree")
    parser.add_argument("--suites", default=",".join(SUITES))
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=31)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    backends, suites = options.backends.split(","), options.suites.split(",")
    names = [name for name in options.only.split(",") if name]
    limit_threads(options.threads)
    measured = {suite: measure_suite(suite, backends, names, options.rounds) for suite in suites}
    chosen = {name: suite for name, suite in measured.items() if suite.figures}
    text = section(chosen, backends, options.rounds, options.threads)
    print(text)
    if not names and tuple(suites) == SUITES:
        write_section(COMMAND, text)


if __name__ == "__main__":
    main()
