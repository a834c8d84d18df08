"""Measures the errors of the complex functions and writes docs/Accuracy.md.

The formulas are measured by milc-accuracy on many samples in every complex-range. On
fewer samples, the same for all, so are upstream's convert-complex-to-standard, the C
library, and the lowered formulas over the real functions of libmvec and of IREE.

Usage: .venv/bin/python benchmark/accuracy.py [--quick] [--jobs N] [--build build]
Measurements are kept in build/accuracy, so that an interrupted run continues; remove
that folder after a change to a formula. --quick uses a hundredth of the samples.
"""

import argparse
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl  # type: ignore[import-not-found,unused-ignore]
import numpy as np
from iree_cpu import load as load_iree
from kernels import (
    ELEMENTS,
    FUNCTIONS,
    TABLE,
    Array,
    Element,
    Function,
    Kernel,
    compile_pairs,
    compile_upstream,
    join,
    lower,
    split,
    write_generic,
)
from report import processor, table

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.colors import LogNorm, Normalize

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/Accuracy.md"
IMAGES = ROOT / "docs/images"
COMMAND = ".venv/bin/python benchmark/accuracy.py"
COMPARED = [function for function in FUNCTIONS if function.op != "add"]
MEASURED = [function.name for function in TABLE]
WITH_FULL = [function.name for function in TABLE if function.has_full]
MAPPED = ("sqrt", "exp", "log", "sin", "tan", "tanh")
CELLS = 9


@dataclass(frozen=True)
class Errors:
    """What milc-accuracy reports for a function: errors in units in the last place."""

    largest: float
    mean: float
    over_four: float
    worst_input: str
    samples: int


class Accuracy:
    """Runs milc-accuracy, and caches its output.

    Parameters
    ----------
    build : Path
        A build with milc-accuracy and milc-opt.
    divisor : int
        One of this many samples is measured.
    """

    def __init__(self, build: Path, divisor: int) -> None:
        self.tool = build / "bin/milc-accuracy"
        self.milc_opt = build / "bin/milc-opt"
        self.kept = build / "accuracy"
        self.kept.mkdir(exist_ok=True)
        self.many = {"f32": 10**7 // divisor, "f64": 10**6 // divisor, "f16": 10**6 // divisor}
        self.many["bf16"] = self.many["f16"]
        self.compared = 10**5 // min(divisor, 10)

    def run(self, *options: object) -> str:
        """Run the tool and return the line after its header, empty where there is none."""
        command = [str(self.tool), *map(str, options)]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return (lines.splitlines() + ["", ""])[1]

    def sweep(self, op: str, element: str, complex_range: str, samples: int) -> Errors | None:
        """Measure a formula; None where there is none."""
        kept = self.kept / f"{op}-{element}-{complex_range}-{samples}.tsv"
        if not kept.exists():
            line = self.run(
                f"--functions={op}",
                f"--types={element}",
                f"--ranges={complex_range}",
                f"--samples={samples}",
                f"--hard={max(samples // 10, 10000)}",
            )
            kept.write_text(line + "\n")
        return parse(kept.read_text())

    def write_samples(self, op: str, element: str, path: Path) -> Array:
        """Return finite operands and the formula's results, shape (samples, 6), f64."""
        half = self.compared // 2
        options = [f"--functions={op}", f"--types={element}", f"--samples={half}"]
        self.run(*options, f"--hard={half}", f"--write={path}")
        return np.fromfile(path).reshape(-1, 6)[: 2 * half]

    def measure(self, op: str, element: str, records: Array, path: Path) -> tuple[Errors, Array]:
        """Measure results, shape (samples, 6) with operands, f64; also return each error."""
        records.astype(np.float64).tofile(path)
        errors = path.with_suffix(".errors")
        line = self.run(
            f"--functions={op}",
            f"--types={element}",
            f"--samples={len(records)}",
            f"--read={path}",
            f"--errors={errors}",
        )
        parsed = parse(line)
        assert parsed
        return parsed, np.fromfile(errors)


def parse(line: str) -> Errors | None:
    """Parse a line of milc-accuracy."""
    cells = line.strip().split("\t")
    if len(cells) < CELLS:
        return None
    largest, mean, over_four = map(float, cells[3:6])
    return Errors(largest, mean, over_four, cells[6], int(cells[7]) + int(cells[8]))


def call(
    kernel: Kernel, function: Function, element: Element, records: Array, in_parts: bool
) -> Array:
    """Return the records with their results replaced by those of a kernel."""
    dtype = element.complex_dtype
    operands = []
    for i in range(function.operands):
        operand = np.empty(len(records), dtype)
        operand.real, operand.imag = records[:, 2 * i], records[:, 2 * i + 1]
        operands.append(operand)
    result = np.zeros(len(records), element.dtype if function.is_real else dtype)
    if in_parts:
        results = split(result)
        kernel([part for operand in operands for part in split(operand)] + results)
        result = join(results)
    else:
        kernel([*operands, result])
    return replace_results(records, result)


def replace_results(records: Array, result: Array) -> Array:
    """Return the records with other results."""
    replaced = records.copy()
    replaced[:, 4] = result.real
    replaced[:, 5] = result.imag if np.iscomplexobj(result) else 0
    return replaced


def call_iree(function: Function, element: Element, records: Array, milc_opt: Path) -> Array:
    """Return the records with the results of IREE, over its own real functions."""
    options = []
    if element.mlir == "f64":
        options = ["--iree-input-demote-f64-to-f32=false", "--iree-llvmcpu-link-embedded=false"]
    columns = records[:, : 2 * function.operands].astype(element.dtype)
    parts = [np.ascontiguousarray(column) for column in columns.T]
    dialect = "complex" if function.in_complex else "milcomplex"
    source = write_generic(function, element, len(records), "tensor", dialect)
    results = load_iree(lower(milc_opt, source, "improved", "call"), parts, options)()
    return replace_results(records, join(results))


@dataclass(frozen=True)
class Rivals:
    """The errors of others on the same samples; None where they lack the function."""

    ours: Errors
    upstream: Errors | None
    libmvec: Errors
    iree: Errors


def measure_rivals(accuracy: Accuracy, function: Function, element: Element) -> Rivals:
    """Measure a function on the compared samples."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records"
        records = accuracy.write_samples(function.op, element.mlir, path)

        def measure(results: Array) -> Errors:
            return accuracy.measure(function.op, element.mlir, results, path)[0]

        upstream = None
        if function.in_complex:
            kernel = compile_upstream(function, element, len(records), path.parent)
            upstream = measure(call(kernel, function, element, records, in_parts=False))
        vector = compile_pairs(
            *(function, element, len(records), path.parent),
            *(accuracy.milc_opt, "improved", "libmvec"),
        )
        return Rivals(
            ours=measure(records),
            upstream=upstream,
            libmvec=measure(call(vector, function, element, records, in_parts=True)),
            iree=measure(call_iree(function, element, records, accuracy.milc_opt)),
        )


# Formatting.


def ulps(errors: Errors | None) -> str:
    """Format the largest error."""
    if errors is None:
        return "–"
    if not np.isfinite(errors.largest):
        return "∞"
    return f"{errors.largest:.2f}" if errors.largest < 1000 else f"{errors.largest:.0e}"


def share(errors: Errors | None) -> str:
    """Format the share of samples that are off by more than 4 ULP."""
    if errors is None:
        return "–"
    percent = errors.over_four * 100
    return f"{percent:.0f} %" if percent >= 1 else f"{percent:.2g} %" if percent else "0"


def main_table(accuracy: Accuracy, element: str) -> str:
    """Return the table of f32 or f64: the formulas by complex-range, and the C library."""
    many, few = accuracy.many[element], accuracy.compared
    rows = []
    for op in MEASURED:
        improved = accuracy.sweep(op, element, "improved", many)
        assert improved
        row = [op, ulps(improved), f"{improved.mean:.3f}"]
        if element == "f32":
            row.append(ulps(accuracy.sweep(op, element, "promoted", few)))
        full = accuracy.sweep(op, element, "full", few) if op in WITH_FULL else None
        basic = accuracy.sweep(op, element, "basic", few)
        library = accuracy.sweep(op, element, "libm", few)
        row += [ulps(full), ulps(basic), share(basic), ulps(library), share(library)]
        rows.append(row)
    header = ["function", "improved, max", "mean"]
    header += ["promoted, max"] if element == "f32" else []
    header += ["full, max", "basic, max", "> 4", "std::complex, max", "> 4"]
    return table(header, rows)


def rivals_table(rivals: dict[str, Rivals]) -> str:
    """Return the table of the measurements on the same samples."""
    rows = []
    for op, errors in rivals.items():
        row = [op]
        for one in (errors.ours, errors.upstream, errors.libmvec, errors.iree):
            row += [ulps(one), share(one)]
        rows.append(row)
    header = ["function", "ours, max", "> 4", "upstream, max", "> 4"]
    header += ["with libmvec, max", "> 4", "with IREE's, max", "> 4"]
    return table(header, rows)


def narrow_table(accuracy: Accuracy) -> str:
    """Return the table of f16 and bf16."""
    rows = []
    for op in MEASURED:
        row = [op]
        for element in ("f16", "bf16"):
            errors = accuracy.sweep(op, element, "improved", accuracy.many[element])
            row += [ulps(errors), f"{errors.mean:.3f}" if errors else "–"]
        rows.append(row)
    return table(["function", "f16, max", "mean", "bf16, max", "mean"], rows)


def inputs_table(accuracy: Accuracy) -> str:
    """Return the table of where the largest errors are."""
    rows = []
    for op in MEASURED:
        for element in ("f32", "f64"):
            many = accuracy.many[element]
            errors = accuracy.sweep(op, element, "improved", many)
            assert errors
            cells = [ulps(errors), f"`{errors.worst_input}`", f"{errors.samples:,}"]
            rows.append([op, element, *cells])
    return table(["function", "type", "max", "of x + iy (and u + iv)", "samples"], rows, words=2)


# Pictures.


def make_plane(kind: str, size: int) -> tuple[Array, list[float]]:
    """Return points of a plane, shape (size * size, 2), and its extent.

    `kind` is exponents, the first quadrant by log2, or numbers, -4 to 4.
    """
    random = np.random.default_rng(0)
    low, high = (-126.0, 127.9) if kind == "exponents" else (-4.0, 4.0)
    edges = np.linspace(low, high, size, endpoint=False)
    jitter = (high - low) / size
    x, y = np.meshgrid(edges, edges)
    x = x + random.random(x.shape) * jitter
    y = y + random.random(y.shape) * jitter
    points = np.stack([x.ravel(), y.ravel()], axis=1)
    if kind == "exponents":
        points = np.exp2(points)
    return points.astype(np.float32).astype(np.float64), [low, high, low, high]


def map_errors(accuracy: Accuracy, function: Function, points: Array, is_upstream: bool) -> Array:
    """Return the errors of f32 at points, shape (n, 2); 2^24 for infinite ones."""
    element = ELEMENTS[0]
    records = np.zeros((len(points), 6))
    records[:, :2] = points
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records"
        arguments = (function, element, len(points), path.parent)
        if is_upstream:
            kernel = compile_upstream(*arguments)
        else:
            kernel = compile_pairs(*arguments, accuracy.milc_opt, "improved")
        results = call(kernel, function, element, records, in_parts=not is_upstream)
        errors = accuracy.measure(function.op, "f32", results, path)[1]
    return np.where(np.isinf(errors), 2.0**24, errors)


def draw_planes(
    accuracy: Accuracy, name: str, maps: list[tuple[str, bool]], rows: int, kind: str, size: int
) -> None:
    """Draw maps of functions, ours or upstream's, over a plane.

    With upstream's the scale of colours is logarithmic, up to 2^24 ULP; without, up to 4.
    """
    goes_beyond = any(is_upstream for _, is_upstream in maps)
    norm = LogNorm(0.25, 2.0**24) if goes_beyond else Normalize(0, 4)
    points, extent = make_plane(kind, size)
    columns = -(-len(maps) // rows)
    figure = plt.figure(figsize=(2.2 * columns, 2.2 * rows + 0.4), layout="constrained")
    axes = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
    for axis in axes.flat[len(maps) :]:
        axis.set_visible(False)
    for axis, (op, is_upstream) in zip(axes.flat, maps, strict=False):
        function = next(f for f in FUNCTIONS if f.op == op)
        errors = map_errors(accuracy, function, points, is_upstream)
        image = axis.imshow(
            np.maximum(errors, norm.vmin or 0).reshape(size, size),
            origin="lower",
            extent=extent,
            norm=norm,
            cmap="magma",
            interpolation="nearest",
        )
        axis.set_title(f"{op}, upstream" if is_upstream else op)
    log = "log2 " if kind == "exponents" else ""
    figure.supxlabel(f"{log}Re z")
    figure.supylabel(f"{log}Im z")
    figure.colorbar(image, ax=axes, label="error, ULP")
    IMAGES.mkdir(exist_ok=True)
    figure.savefig(IMAGES / f"accuracy-{name}-{kind}.png", dpi=60)
    plt.close(figure)


TEXT = """# Accuracy

Written by `{command}` on {processor};
`milc-accuracy` measures one function, type and range. Errors are distances from the exact value,
in units in the last place (ULP) of it, of the worse part; of `pow` in norm. The reference is GNU
MPC. *> 4* is the share of samples that are off by more than 4 ULP; ∞ is a NaN or an infinity where
the exact value is a number, or a zero or a number where it is none.

## What holds

Under `complex-range=improved`, the default, and `full`, over all finite numbers of f32 and f64:
at most 4 ULP, 3 for `exp` and `reciprocal`, 2 for `abs`, `sqrt`, `square` and `mul`; nothing
overflows, underflows or becomes a NaN before its exact value does. `pow` holds as long as
`|w log z|` is at most 2^18 (f32), 2^47 (f64). f16 and bf16, which compute in f32, and f32 under
`promoted`, which computes in f64, stay within 1 ULP (not `pow`). `powi` uses the formula of
`pow`. The real functions under the formulas are our own; with others, `real-functions=call`, their
errors add up, as the tables of libmvec and IREE show.

Under `portable`, without fma, bits or integers, in the type of the operands, f16 included, errors
are at most 8 roundings (4 ULP) in norm for 0.05 <= |z| <= 20 and near 1, -1, i and -i, and where
the result is finite, so is what is computed; signs of zeros do not count. `pow` has the error of
`w log z` besides, and its products and those of `mul` and `square` may overflow. The test is
`test/Unit/PortableTest.cpp`.

## How it is measured

Uniform samples draw each part with a uniform exponent, subnormal numbers included, and a uniform
significand: {f32:,} for f32, {f64:,} for f64, and a tenth as many near the sets where
functions are hard: `|z| = 1`, `|1 + z| = 1`, the axes, branch points, multiples of pi/2, curves on
which parts cancel, thresholds of overflow and underflow. From the worst of both a search climbs to
larger errors nearby. Means are over the uniform ones. Columns other than *improved* are of {few:,}
uniform samples and a tenth as many hard ones. An error of f32, f16 or bf16 is estimated by the
formula of f64, to 2^-27 ULP, and taken from GNU MPC where it may be among the worst.

A test runs the lowered code under mlir-runner and compares it with the evaluated formulas that
are measured here: the bits are the same.

## f32

{table_f32}

## f64

{table_f64}

## Real functions

{real}

## f16 and bf16

{narrow}

## Others on the same samples

{compared:,} samples, half of them hard ones. *upstream* is `convert-complex-to-standard`, which
lacks some functions; *with libmvec* and *with IREE's* are our formulas over the real functions of
libmvec (clang -O3 -fveclib=libmvec) and of IREE (llvm-cpu). IREE flushes subnormal numbers to
zero, and its own sin, cos and atan2 of f32 are meant for moderate arguments. `Module.compile` of
the Python package replaces them by ours (`test/Python/test_real_functions.py`).

### f32

{rivals_f32}

### f64

{rivals_f64}

## Over the plane

Errors of f32, ours above upstream's: over all exponents, and around the origin.

![Errors over all exponents, beside upstream's](images/accuracy-upstream-exponents.png)

![Errors around the origin, beside upstream's](images/accuracy-upstream-numbers.png)

Every function of one operand, ours:

![Errors of all functions over all exponents](images/accuracy-all-exponents.png)

![Errors of all functions around the origin](images/accuracy-all-numbers.png)

## Special values

Under `improved`, `full` and `promoted` each function has the special values that
[Dialect](generated/Dialect.md) lists for its op, with the signs of zeros and the sides of branch
cuts; where C23 Annex G leaves a sign open, that of C's symmetries. `basic`, and the fast-math flags
that choose it, promise the textbook formula and no special values.

## Where the largest errors are

Under `improved`; parts are hexadecimal.

{inputs}
"""


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    accuracy = Accuracy(options.build.absolute(), 100 if options.quick else 1)

    tasks = [
        (op, element, complex_range, samples)
        for op in MEASURED
        for element, complex_range, samples in (
            *((e, "improved", accuracy.many[e]) for e in ("f64", "f16", "bf16", "f32")),
            *((e, r, accuracy.compared) for e in ("f32", "f64") for r in ("basic", "full", "libm")),
            ("f32", "promoted", accuracy.compared),
        )
        if complex_range != "full" or op in WITH_FULL
    ]
    with ThreadPoolExecutor(options.jobs) as pool:
        for done, _ in enumerate(pool.map(lambda task: accuracy.sweep(*task), tasks), 1):
            print(f"\r{done} of {len(tasks)} sweeps", end="", flush=True)
        print()
        by_element = {}
        for element in ELEMENTS:
            measured = pool.map(
                lambda f, element=element: measure_rivals(accuracy, f, element), COMPARED
            )
            by_element[element.mlir] = {
                function.op: rivals for function, rivals in zip(COMPARED, measured, strict=True)
            }
    beside = [(op, is_upstream) for is_upstream in (False, True) for op in MAPPED]
    every = [(function.op, False) for function in COMPARED if function.operands == 1]
    for kind in ("exponents", "numbers"):
        draw_planes(accuracy, "upstream", beside, 2, kind, 96 if options.quick else 192)
        draw_planes(accuracy, "all", every, 4, kind, 64)
    # The section of real_accuracy.py is kept.
    _, found, rest = PAGE.read_text().partition("## Real functions\n")
    real = rest.partition("\n## ")[0].strip() if found else ""
    PAGE.write_text(
        TEXT.format(
            command=COMMAND,
            processor=processor(),
            f32=accuracy.many["f32"],
            f64=accuracy.many["f64"],
            few=accuracy.compared,
            compared=accuracy.compared,
            table_f32=main_table(accuracy, "f32"),
            table_f64=main_table(accuracy, "f64"),
            narrow=narrow_table(accuracy),
            rivals_f32=rivals_table(by_element["f32"]),
            rivals_f64=rivals_table(by_element["f64"]),
            inputs=inputs_table(accuracy),
            real=real,
        )
    )


if __name__ == "__main__":
    main()
