#!/usr/bin/env python3
"""Writes the results of jax_surface.py and torch_opinfo.py into docs/Frontends.md.

usage: write_page.py RESULTS.json...

Each file holds a list of results, or an object with one under `results`. The page gets the rates
of each suite, and every failure with its reason. Exits 1 where a failure is milcomplex's.
"""

import collections
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmark"))

from report import table, write_section  # noqa: E402

COMMAND = "test/Conformance/write_page.py jax.json torch.json"
PAGE = ROOT / "docs/Frontends.md"
# Cases that neither passed nor failed: the framework itself has no result.
OUTSIDE = ("excluded", "inapplicable")
LONGEST = 160
Result = dict[str, Any]


def read_results(path: str) -> list[Result]:
    """Return the results in a file."""
    content = json.loads(Path(path).read_text())
    results: list[Result] = content["results"] if isinstance(content, dict) else content
    return results


def write_rates(results: list[Result]) -> str:
    """Return a table of the suites."""
    suites: dict[str, list[Result]] = collections.defaultdict(list)
    for result in results:
        suites[result["suite"]].append(result)
    rows = []
    for suite, cases in suites.items():
        inside = [case for case in cases if case["status"] not in OUTSIDE]
        passed = sum(case["status"] == "passed" for case in inside)
        rows.append(
            [
                suite,
                str(len({case["name"] for case in inside})),
                str(len(inside)),
                str(passed),
                f"{100 * passed / len(inside):.1f} %" if inside else "–",
                str(len(cases) - len(inside)),
            ]
        )
    header = ["suite", "functions", "cases", "passed", "rate", "not applicable"]
    return table(header, rows, 1)


def shorten(reason: str) -> str:
    """Return the first line of a reason, cut, as a cell of a table may be."""
    line = " ".join((reason.splitlines() or [""])[0].split()).replace("|", "\\|")
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def write_failures(results: list[Result]) -> str:
    """Return a table of the failures, equal reasons of a function once."""
    failures = collections.Counter(
        (result["suite"], result["name"], result["whose"], shorten(result["reason"]))
        for result in results
        if result["status"] == "failed"
    )
    if not failures:
        return "No case fails."
    rows = [[*key, str(count)] for key, count in sorted(failures.items())]
    return table(["suite", "function", "whose", "reason", "cases"], rows, 4)


def main() -> None:
    """Read the results and write the page."""
    results = [result for path in sys.argv[1:] for result in read_results(path)]
    text = f"{write_rates(results)}\n\n{write_failures(results)}"
    print(text)
    write_section(COMMAND, text, PAGE)
    sys.exit(
        any(result["status"] == "failed" and result["whose"] == "milcomplex" for result in results)
    )


if __name__ == "__main__":
    main()
