#!/usr/bin/env python3
"""Exports functions of JAX on complex numbers, compiles and runs them, and compares with JAX.

usage: jax_surface.py [--only PATTERN] [--every N] [--target TARGET] [--without WAY]... [--jobs N]
                      [--output FILE] [--list]

PATTERN is a regular expression that is searched for in `suite.name case`; every N-th of the
matches runs, compiled for TARGET, native by default. WAY is the name of a file of
milcomplex.backends.iree.workarounds that is left out.
FILE gets an object:

    {"frontend": "jax", "versions": {...}, "results": [RESULT, ...]}

A RESULT has
    suite, name, case  what was run: jax.numpy, sin, "c[3,4] complex64"
    status             passed, failed, or inapplicable where JAX rejects the case itself
    whose              whose fault: jax (its passes), iree (its compiler or runtime), milcomplex
    reason             the first line of the error, or how far the results are apart
    workarounds        for targets of IREE: those that change the module or its flags, and those
                       that compile it again
"""

from __future__ import annotations

import argparse
import collections
import faulthandler
import importlib.metadata
import json
import os
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from workarounds import add_options, blame_target, leave_out, list_changes, record_retries

SECONDS = 240
TOLERANCES = {"complex64": 1e-4, "complex128": 1e-10}
Result = dict[str, Any]


def list_all() -> list[tuple[Any, str]]:
    """Return all cases, with a type each."""
    import jax_cases_fft
    import jax_cases_lax
    import jax_cases_linalg
    import jax_cases_models
    import jax_cases_numpy
    import jax_cases_sizes

    families = (
        jax_cases_numpy,
        jax_cases_fft,
        jax_cases_linalg,
        jax_cases_lax,
        jax_cases_models,
    )
    cases = [case for family in families for case in family.list_cases()]
    cases += list(jax_cases_sizes.list_cases(cases))
    return [(case, dtype) for case in cases for dtype in case.dtypes]


def describe(case: Any, dtype: str) -> Result:
    """Return the name of a case."""
    return {"suite": case.suite, "name": case.name, "case": f"{case.label} {dtype}".strip()}


def run_case(case: Any, dtype: str, target: str, workarounds: list[str]) -> Result:
    """Return the result of a case; the workarounds that concern it are added to a list."""
    import jax
    from jax_arguments import draw

    enable_double(dtype == "complex128")
    arguments = draw(case.arguments, dtype, f"{case.suite}.{case.name} {case.label}")
    try:
        expected = jax.tree_util.tree_leaves(jax.jit(case.function)(*arguments))
        expected = [np.asarray(leaf) for leaf in expected]
    except Exception as error:  # Any exception means that the case is not applicable.
        return {"status": "inapplicable", "reason": first_line(error)}
    result = run_exported(case.function, arguments, expected, dtype, target, workarounds)
    if result.get("whose") == "mismatch":
        result["whose"] = "milcomplex"
        if dtype == "complex64" and agrees_with_wider(case, arguments, result.pop("found")):
            return {"status": "passed"}
    result.pop("found", None)
    return result


def enable_double(enabled: bool) -> None:
    """Enable JAX's 64-bit types, or disable them."""
    import jax

    config: Any = jax.config
    config.update("jax_enable_x64", enabled)


def run_exported(
    function: Any,
    arguments: list[Any],
    expected: list[Any],
    dtype: str,
    target: str,
    workarounds: list[str],
) -> Result:
    """Export, compile, run and compare."""
    import jax
    from jax_stock import run_stock
    from jaxlib.mlir.ir import MLIRError

    import milcomplex.jax

    def failed(whose: str, reason: str, **more: Any) -> Result:
        return {"status": "failed", "whose": whose, "reason": reason, **more}

    try:
        module = milcomplex.jax.export(function, *arguments)
    except Exception as error:
        foreign = isinstance(error.__cause__, (MLIRError, NotImplementedError))
        return failed("jax" if foreign else "milcomplex", first_line(error))
    if os.environ.get("EXPORT_ONLY"):
        return {"status": "passed"}
    if target != "native":
        workarounds += list_changes(module.mlir, target)
    try:
        compiled = module.compile(target)
        found = jax.tree_util.tree_leaves(compiled(*arguments))
    except Exception as error:
        return failed(blame_target(target), first_line(error))
    found = [np.asarray(leaf) for leaf in found]
    if problem := find_difference(found, expected, TOLERANCES[dtype]):
        if (stock := run_stock(module, arguments)) is not None:
            if not find_difference(stock, expected, TOLERANCES["complex64"]):
                return failed(blame_target(target), f"{problem}, though not through mlir-runner")
        return failed("mismatch", problem, found=found)
    return {"status": "passed"}


def agrees_with_wider(case: Any, arguments: list[Any], found: list[Any]) -> bool:
    """Whether results agree with those that JAX computes of the same arguments in complex128."""
    import jax

    enable_double(True)
    wide = [
        x.astype({"c": np.complex128, "f": np.float64}.get(x.dtype.kind, x.dtype))
        for x in arguments
    ]
    try:
        expected = jax.tree_util.tree_leaves(jax.jit(case.function)(*wide))
    except Exception:
        return False
    narrowed = [np.asarray(x).astype(y.dtype) for x, y in zip(expected, found, strict=True)]
    return not find_difference(found, narrowed, TOLERANCES["complex64"])


def find_difference(found: list[Any], expected: list[Any], tolerance: float) -> str | None:
    """Return how results differ, or None."""
    if len(found) != len(expected):
        return f"{len(found)} results instead of {len(expected)}"
    for x, y in zip(found, expected, strict=True):
        if x.shape != y.shape or x.dtype != y.dtype:
            return f"{x.dtype}{list(x.shape)} instead of {y.dtype}{list(y.shape)}"
        if x.dtype.kind not in "fcV":
            if not np.array_equal(x, y):
                return f"{np.sum(x != y)} of {x.size} {x.dtype} differ"
            continue
        if x.dtype.kind == "V":
            x, y = x.astype(np.float32), y.astype(np.float32)
        scale = max(1, float(np.max(np.abs(y[np.isfinite(y)]), initial=0)))
        same = np.isnan(x) & np.isnan(y) | (x == y)
        with np.errstate(all="ignore"):
            near = np.abs(x - y) <= tolerance * scale
        if not np.all(same | near):
            with np.errstate(all="ignore"):
                worst = np.max(np.where(same, 0, np.abs(x - y)), initial=0)
            return (
                f"{np.sum(~(same | near))} of {x.size} differ, by up to {worst:.2g} at {scale:.2g}"
            )
    return None


def first_line(error: BaseException) -> str:
    """Return the first line of an error."""
    text = str(error)
    for line in text.splitlines():
        if "error:" in line:
            return line.strip()[:400]
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[0] if lines else ''}"[:400]


def work(target: str, without: list[str]) -> None:
    """Run the cases whose indices are read, one per line, and print a result for each."""
    leave_out(without)
    cases = list_all()
    workarounds = record_retries()
    for line in sys.stdin:
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        workarounds.clear()
        result = run_case(*cases[int(line)], target, workarounds)
        if target != "native":
            result["workarounds"] = list(dict.fromkeys(workarounds))
        faulthandler.cancel_dump_traceback_later()
        print("RESULT " + json.dumps(result), flush=True)


class Worker:
    """A process that runs cases, restarted when one crashes it."""

    def __init__(self, target: str, without: list[str]) -> None:
        """Start with none."""
        self.target = target
        self.options = [f"--target={target}", *(f"--without={name}" for name in without)]
        self.process: subprocess.Popen[str] | None = None

    def run(self, number: int) -> Result:
        """Run a case."""
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(
                [sys.executable, __file__, "--work", *self.options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("RESULT "):
                result: Result = json.loads(line.removeprefix("RESULT "))
                return result
        status = self.process.wait()
        reason = f"the process ended with {status}"
        return {"status": "failed", "whose": blame_target(self.target), "reason": reason}

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def run_all(
    numbers: list[int], jobs: int, target: str, without: list[str]
) -> Iterator[tuple[int, Result]]:
    """Yield results as they come."""
    pending: queue.SimpleQueue[int] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[int, Result]] = queue.SimpleQueue()
    for number in numbers:
        pending.put(number)

    def drain() -> None:
        worker = Worker(target, without)
        while True:
            try:
                number = pending.get_nowait()
            except queue.Empty:
                break
            done.put((number, worker.run(number)))
        worker.stop()

    threads = [threading.Thread(target=drain) for _ in range(jobs)]
    for thread in threads:
        thread.start()
    for _ in numbers:
        yield done.get()
    for thread in threads:
        thread.join()


def summarise(results: list[Result]) -> str:
    """Return the counts of a run."""
    counts = collections.Counter(result["status"] for result in results)
    whose = collections.Counter(r["whose"] for r in results if r["status"] == "failed")
    applicable = counts["passed"] + counts["failed"]
    share = 100 * counts["passed"] / max(1, applicable)
    return f"{counts['passed']} of {applicable} passed ({share:.1f} %); failed: {dict(whose)}"


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--only", default="")
    parser.add_argument("--every", type=int, default=1)
    add_options(parser)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--work", action="store_true")
    options = parser.parse_args()
    if options.work:
        work(options.target, options.without)
        return 0
    cases = list_all()
    names = [describe(*case) for case in cases]
    chosen = [
        n
        for n, d in enumerate(names)
        if re.search(options.only, f"{d['suite']}.{d['name']} {d['case']}")
    ][:: options.every]
    if options.list:
        for n in chosen:
            print("{suite}.{name} {case}".format(**names[n]))
        return 0
    found: dict[int, Result] = {}
    try:
        for number, result in run_all(chosen, options.jobs, options.target, options.without):
            found[number] = {**names[number], **result}
            if result["status"] != "passed":
                print("{suite}.{name} {case}".format(**names[number]), *result.values(), flush=True)
    finally:
        results = [found[n] for n in chosen if n in found]
        if options.output:
            write_results(options.output, results)
    print(summarise(results))
    return int(any(r["status"] == "failed" and r["whose"] == "milcomplex" for r in results))


def write_results(path: Path, results: list[Result]) -> None:
    """Write results to a file."""
    packages = ("jax", "jaxlib", "iree-base-compiler")
    versions = {package: importlib.metadata.version(package) for package in packages}
    document = {"frontend": "jax", "versions": versions, "results": results}
    path.write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
