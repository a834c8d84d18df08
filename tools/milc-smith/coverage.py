#!/usr/bin/env python3
"""Writes docs/Coverage.md: which ops run on which complex types in which tests.

usage: coverage.py [--seeds COUNT] [--functions N] [--build DIR] [--check]
       coverage.py --counts [--draws N] [--add FILE] [--least N] ...

Counts the ops on complex values in test/Integration, whose functions are compared with
NumPy, and in the modules of those seeds of milc-smith that ctest runs. Rejected ops are those
that milc-opt reports and those of the tests of its errors. With --check, only compares the page
with the current coverage. Exits 1 where an op does not run on a type that it could be on, or
the page is not current.

With --counts, only prints how often each combination occurs: in the tests, run with --draws, in
the seeds and in a file of milc_smith.py --coverage; with --least, those that occur less often,
and exits 1 if there are any.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import sys
from collections import Counter, defaultdict
from typing import Any

from inapplicable import FACTORIZATIONS, INAPPLICABLE, NOT_ON_COMPLEX, UNTESTED
from milc_smith import Coverage, Tools, count_ops, write_module

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "python"))

from milcomplex.functions import ELEMENT_TYPES  # noqa: E402

PAGE = ROOT / "docs" / "Coverage.md"
FORMS = ("scalar", "static", "dynamic", "rank 0")
MESSAGE = re.compile(r"expected-error.*?\{\{'([\w.]+)' op (?:complex constant )?(.*?)\}\}")


def count_tests(tools: Tools) -> Coverage:
    """Count the ops in the files of test/Integration, with every --element that they run on."""
    counts: Coverage = Counter()
    for path in sorted((ROOT / "test" / "Integration").rglob("*.mlir")):
        text = path.read_text()
        for element in {"f32", *re.findall(r"RUN:.*--element=(\w+)", text)}:
            counts += count_ops(tools, re.sub(r"(?:\b|(?<=x))f32\b", element, text))
    return counts


def count_seeds(tools: Tools, seeds: int, functions: int) -> Coverage:
    """Count the ops in the modules of milc-smith's first seeds."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        modules = pool.map(
            lambda seed: count_ops(tools, write_module(seed, functions, size=12)), range(seeds)
        )
        return sum(modules, Counter())


def why_not(op: str, form: str) -> str:
    """Return why there is no `op` on values of a form; nothing if there is."""
    for pattern, forms, reason in INAPPLICABLE:
        if form in forms and re.fullmatch(pattern, op):
            return reason
    return ""


def list_elements(op: str) -> list[str]:
    """Return the types that the elements of an op can have."""
    is_factorization = re.fullmatch(FACTORIZATIONS, op)
    return [
        element for element in ELEMENT_TYPES if not is_factorization or element in ("f32", "f64")
    ]


def write_cell(op: str, form: str, counts: Coverage) -> tuple[str, list[str]]:
    """Write the cell of an op and a form; return it and the element types it lacks."""
    ran = [element for element in ELEMENT_TYPES if counts[op, element, form]]
    if why_not(op, form):
        return "–", []
    lacks = [element for element in list_elements(op) if element not in ran]
    return ("yes" if not lacks else ", ".join(ran)), lacks


def write_rows(ops: list[str], counts: Coverage) -> tuple[list[str], list[str]]:
    """Write the rows of the table; return them and the cells that do not run."""
    rows, empty = [], []
    for op in ops:
        cells = []
        for form in FORMS:
            cell, lacks = write_cell(op, form, counts)
            cells.append(cell)
            empty += [f"{op} {form} {element}" for element in lacks]
        rows.append(f"| `{op}` | {' | '.join(cells)} |")
    return rows, empty


def list_dialects(tools: Tools) -> set[str]:
    """Return the names of the dialects that milc-opt has."""
    return set(tools.run("milc-opt", ["--show-dialects"], "").split(": ")[1].strip().split(","))


def find_rules(dialects: set[str]) -> dict[str, list[str]]:
    """Return the rules that ops break in the tests of errors, without the value found.

    Ops of dialects that only tests have are left out, and rules that are the same for all
    ops: those for types, for ops without a pattern and of milc-verify-real.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "test" / "Conversion").rglob("*.mlir")):
        for op, text in MESSAGE.findall(path.read_text()):
            if op.split(".")[0] in dialects and not re.match(
                r"with (a )?complex|must have no complex|must not be of|must have been", text
            ):
                found[op].add(re.split(", but (resource|found)", text)[0].strip())
    return {op: sorted(texts) for op, texts in sorted(found.items())}


def write_page(
    counts: Coverage, support: dict[str, Any], interleaved: set[str], dialects: set[str]
) -> tuple[str, list[str]]:
    """Write the page; return it and the cells that do not run.

    `interleaved` are the ops that are never lowered under abi=interleaved either, and
    `dialects` those that milc-opt has.
    """
    lowered = [op for op in support["lowered"] if not re.fullmatch(NOT_ON_COMPLEX, op)]
    tested = [op for op in lowered if not any(re.fullmatch(p, op) for p, _ in UNTESTED)]
    rows, empty = write_rows(tested, counts)
    reasons = sorted({(reason, pattern) for pattern, _, reason in INAPPLICABLE})
    lines = [
        "# Coverage",
        "",
        "Which ops --lower-complex lowers, and on which values tests run them: scalars, and",
        "tensors and buffers of static shape, of dynamic shape and of rank 0, with parts of",
        "f16, bf16, f32 and f64 each. *yes* stands for all that the op accepts: lowered, it",
        "returns the same as natively or as NumPy does, in a test of `test/Integration` or in a",
        "random module of `tools/milc-smith` that ctest runs. `tools/milc-smith/coverage.py`",
        "writes this page and fails where a cell is empty.",
        "",
        f"| op | {' | '.join(FORMS)} |",
        "|---|---|---|---|---|",
        *rows,
        "",
        "A dash means that there is nothing to run:",
        "",
    ]
    by_reason: defaultdict[str, list[str]] = defaultdict(list)
    for reason, pattern in reasons:
        by_reason[reason].append(pattern)
    lines += [f"- {reason}" for reason in by_reason]
    lines += ["", "## Tested by FileCheck only", ""]
    for pattern, reason in UNTESTED:
        names = [op for op in lowered if re.fullmatch(pattern, op)]
        lines.append(f"- {', '.join(f'`{name}`' for name in names)}: {reason}")
    lines += ["", "## Never lowered", "", "| op | error |", "|---|---|"]
    lines += [f"| `{op}` | {reason} |" for op, reason in support["refused"].items()]
    others = ", ".join(f"`{op}`" for op in sorted(set(support["refused"]) - interleaved))
    lines += [
        "",
        f"Under `abi=interleaved`, where a complex buffer stays one, {others} are lowered.",
    ]
    missing = ", ".join(f"`{op}`" for op in support["missing"])
    if missing:
        lines += ["", f"Not lowered yet: {missing}."]
    lines.append("")
    lines += [
        "## Rejected in part",
        "",
        "Any op is rejected on parts other than f16, bf16, f32 and f64, on sparse tensors, on",
        "types of other dialects and where it has no pattern; and these, where they break a",
        "rule:",
        "",
        "| op | rule |",
        "|---|---|",
    ]
    for op, texts in find_rules(dialects).items():
        if op not in support["refused"]:
            lines += [f"| `{op}` | {text} |" for text in texts if text]
    return "\n".join([*lines, ""]), empty


def read_counts(path: pathlib.Path) -> Coverage:
    """Read the output of milc_smith.py --coverage."""
    counts: Coverage = Counter()
    for line in path.read_text().splitlines():
        if entry := re.match(r"(\S+)\s+(\w+)\s+(scalar|static|dynamic|rank 0)\s+(\d+)$", line):
            counts[entry[1], entry[2], entry[3]] += int(entry[4])
    return counts


def print_counts(lowered: list[str], counts: Coverage, least: int | None) -> bool:
    """Print how often what is tested occurs, or what does less often; whether any does."""
    found = False
    for op in lowered:
        if re.fullmatch(NOT_ON_COMPLEX, op) or any(re.fullmatch(p, op) for p, _ in UNTESTED):
            continue
        for form in FORMS:
            if why_not(op, form):
                continue
            numbers = [counts[op, element, form] for element in ELEMENT_TYPES]
            if least is None or min(numbers) < least:
                found = True
                print(f"{op:44}{form:10}{' '.join(f'{number:7}' for number in numbers)}")
    return found


def main() -> None:
    """Write or check the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=300)
    parser.add_argument("--functions", type=int, default=10)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    parser.add_argument("--mlir", type=pathlib.Path, default=pathlib.Path("/usr/lib/llvm-22"))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--counts", action="store_true")
    parser.add_argument("--draws", type=int, default=1)
    parser.add_argument("--add", type=pathlib.Path, nargs="*", default=[])
    parser.add_argument("--least", type=int)
    options = parser.parse_args()

    tools = Tools(options.build, options.mlir)
    support, interleaved = (
        json.loads(
            tools.run(
                "milc-opt",
                [f"--milc-print-support=abi={abi}", "-o", os.devnull],
                "",
            )
        )
        for abi in ("pair", "interleaved")
    )
    counts = count_seeds(tools, options.seeds, options.functions)
    for name, number in count_tests(tools).items():
        counts[name] += options.draws * number
    if options.counts:
        for path in options.add:
            counts += read_counts(path)
        found = print_counts(support["lowered"], counts, options.least)
        sys.exit(found and options.least is not None)
    page, empty = write_page(counts, support, set(interleaved["refused"]), list_dialects(tools))
    for cell in empty:
        print(f"no test runs {cell}")
    if not options.check:
        PAGE.write_text(page)
    elif PAGE.read_text() != page:
        sys.exit("docs/Coverage.md is not current; run tools/milc-smith/coverage.py")
    sys.exit(bool(empty))


if __name__ == "__main__":
    main()
