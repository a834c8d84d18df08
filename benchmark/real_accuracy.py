"""Measures the errors of the real functions and writes their section of docs/Accuracy.md.

A function of one operand of f32 is run on all 2^32 of them, others on 10^8 samples and on
hard operands, by milc-real-accuracy.

Usage: .venv/bin/python benchmark/real_accuracy.py [--quick] [--jobs N] [--build build]
Measurements are kept in build/accuracy, so that an interrupted run continues; remove
that folder after a change to a formula. --quick measures a thousandth.
"""

import argparse
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from report import processor, table, write_section

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/Accuracy.md"
COMMAND = ".venv/bin/python benchmark/real_accuracy.py"
UNARY = (
    "exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan "
    "sinh cosh tanh asinh acosh atanh erf erfc cbrt"
).split()
BINARY = ["atan2", "powf"]
QUICK = 1009
SAMPLES = 10**8

TEXT = """
Measured by `{command}` on {processor}.
In units in the last place, against GNU MPFR: the largest error and where it is, and the mean error.
f32: of a function of one operand over all 2^32 of them, of others over {samples:,} samples. f64:
over {samples:,} samples and {hard} hard operands, among them for every exponent those nearest to
multiples of pi/2. All special values are those of C23 Annex F.

{rows}
"""


@dataclass(frozen=True)
class Errors:
    """What milc-real-accuracy reports for a function."""

    largest: str
    mean: str
    operands: str
    count: int
    wrong_kind: int


def measure(function: str, element: str, build: Path, *, quick: bool) -> Errors:
    """Measure a function of f32 or f64, or read what was measured before."""
    every, samples = (QUICK, SAMPLES // QUICK) if quick else (1, SAMPLES)
    kept = build / f"accuracy/real-{function}-{element}{'-quick' if quick else ''}.tsv"
    if not kept.exists():
        command = [
            str(build / "bin/milc-real-accuracy"),
            f"--functions={function}",
            f"--types={element}",
            f"--every={every}",
            f"--samples={samples}",
        ]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(output)
    cells = kept.read_text().splitlines()[1].split("\t")
    return Errors(cells[2], cells[3], cells[4], int(cells[5]), int(cells[6]))


def show_operands(function: str, operands: str) -> str:
    """Write the operands as a cell: of a unary function the first alone."""
    first, second = operands.split()
    return f"`{first} {second}`" if function in BINARY else f"`{first}`"


def main() -> None:
    """Measure, and write the section."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    build = options.build.absolute()

    tasks = [(function, element) for function in UNARY + BINARY for element in ("f32", "f64")]
    with ThreadPoolExecutor(options.jobs) as pool:
        errors = dict(
            zip(
                tasks,
                pool.map(lambda task: measure(task[0], task[1], build, quick=options.quick), tasks),
                strict=True,
            )
        )
    for task, found in errors.items():
        if found.wrong_kind:
            raise RuntimeError(f"{task}: {found.wrong_kind} special values are wrong")
    rows = []
    for function in UNARY + BINARY:
        row = ["pow" if function == "powf" else function]
        for element in ("f32", "f64"):
            found = errors[function, element]
            row += [found.largest, found.mean, show_operands(function, found.operands)]
        rows.append(row)
    header = ["function", "f32, max", "mean", "where", "f64, max", "mean", "where"]
    samples = SAMPLES // QUICK if options.quick else SAMPLES
    text = TEXT.format(
        command=COMMAND,
        processor=processor(),
        samples=samples,
        hard=f"{errors['exp', 'f64'].count - samples:,}",
        rows=table(header, rows),
    )
    print(text)
    write_section(COMMAND, text, PAGE)


if __name__ == "__main__":
    main()
