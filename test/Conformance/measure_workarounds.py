#!/usr/bin/env python3
"""Measures which cases each workaround for IREE mends and which it breaks.

usage: measure_workarounds.py [--most N] [--write] RESULTS.json...

RESULTS are what jax_surface.py and torch_opinfo.py have written for `--target llvm-cpu`. Each case
that a workaround changes is run again without that one; any other case is the same without it.
Where it changes more than N cases, by default 60, those that failed are run and a sample of the
others. --write puts the counts into docs/Frontends.md, beside those of all cases.
"""

from __future__ import annotations

import argparse
import collections
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jax_surface
import torch_opinfo
from write_page import OUTSIDE, PAGE, ROOT, read_results

from milcomplex.backends.iree.workarounds import WORKAROUNDS

sys.path.append(str(ROOT / "benchmark"))

from report import table, write_section  # noqa: E402

TARGET = "llvm-cpu"
COMMAND = "test/Conformance/measure_workarounds.py --write jax.json torch.json"
SAMPLE = 60
SECONDS = 120
Result = dict[str, Any]


def choose(results: list[Result], workaround: str, most: int) -> list[Result]:
    """Return the cases to run without a workaround."""
    changed = [result for result in results if workaround in result["workarounds"]]
    if len(changed) <= most:
        return changed
    failed = [result for result in changed if result["status"] == "failed"]
    others = [result for result in changed if result["status"] != "failed"]
    return failed + random.Random(0).sample(others, min(SAMPLE, len(others)))


@contextmanager
def start_workers(without: str) -> Iterator[Callable[[Result], str]]:
    """Start a process per suite; yield a function that runs a case and returns its status."""
    numbers = {
        tuple(jax_surface.describe(*case).values()): number
        for number, case in enumerate(jax_surface.list_all())
    }
    jax = jax_surface.Worker(TARGET, [without])
    kind = torch_opinfo.Kind("complex64", is_gradient=False, realizes=False, target=TARGET)
    torch = torch_opinfo.Worker(SECONDS, kind, [without])

    def run(case: Result) -> str:
        if case["suite"] == torch_opinfo.SUITE:
            outcome = torch.run(case["name"], int(case["case"]))
            return outcome[0] if outcome else "excluded"
        number = numbers[case["suite"], case["name"], case["case"]]
        return str(jax.run(number)["status"])

    try:
        yield run
    finally:
        jax.stop()
        torch.process.kill()


def measure(results: list[Result], workaround: str, most: int) -> list[str]:
    """Return the row of a workaround."""
    chosen = choose(results, workaround, most)
    counts: collections.Counter[str] = collections.Counter()
    with start_workers(workaround) as run:
        for case in chosen:
            before, after = case["status"], run(case)
            if {before, after} == {"passed", "failed"}:
                effect = "mends" if before == "passed" else "breaks"
                counts[effect] += 1
                print(f"{workaround}.py {effect} {case['suite']}.{case['name']} {case['case']}")
                sys.stdout.flush()
    changed = sum(workaround in result["workarounds"] for result in results)
    numbers = changed, len(chosen), counts["mends"], counts["breaks"]
    return [f"{workaround}.py", *map(str, numbers)]


def main() -> None:
    """Read the results, run, and print or write the table."""
    parser = argparse.ArgumentParser(usage=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--most", type=int, default=60)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("results", nargs="+")
    options = parser.parse_args()
    results = [result for path in options.results for result in read_results(path)]
    results = [result for result in results if result["status"] not in OUTSIDE]
    concerned = [
        name
        for name, one in WORKAROUNDS.items()
        if one.is_for(TARGET) and any(name in result["workarounds"] for result in results)
    ]
    rows = [measure(results, name, options.most) for name in concerned]
    passed = sum(result["status"] == "passed" for result in results)
    text = f"{passed} of {len(results)} cases pass.\n\n" + table(
        ["workaround", "cases it changes", "run without it", "mends", "breaks"], rows, 1
    )
    print(text)
    if options.write:
        write_section(COMMAND, text, PAGE)


if __name__ == "__main__":
    main()
