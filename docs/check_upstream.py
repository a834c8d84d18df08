#!/usr/bin/env python3
"""Fails where a way around another project's fault has no row in docs/Upstream.md.

usage: check_upstream.py UPSTREAM_MD

Each file of test/Upstream and of milcomplex.backends.iree.workarounds must be linked from a row of
the page, each row must have as many cells as its table, and each link must be to a file.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("test/Upstream", "python/milcomplex/backends/iree/workarounds")
LINK = re.compile(r"\]\(([^)#]+)\)")
CELLS = 3


def list_faults() -> set[Path]:
    """Return the files that show a fault or work around one."""
    files = {path for folder in FOLDERS for path in (ROOT / folder).iterdir() if path.is_file()}
    return {path for path in files if path.name != "__init__.py"}


def main() -> None:
    """Check the page; exit 1 where it is incomplete."""
    page = Path(sys.argv[1]).resolve()
    problems = []
    linked = set()
    for line in page.read_text().splitlines():
        if not line.startswith("|"):
            continue
        if len(re.split(r"(?<!\\)\|", line)) != CELLS + 2:
            problems.append(f"a row must have {CELLS} cells, but found {line}")
        for link in LINK.findall(line):
            path = (page.parent / link).resolve()
            linked.add(path)
            if not path.is_file():
                problems.append(f"a link must be to a file, but found {link}")
    faults = list_faults()
    problems += [f"{path.relative_to(ROOT)} must have a row" for path in sorted(faults - linked)]
    if not faults:
        problems.append("no file shows a fault")
    for problem in problems:
        print(f"{page.name}: {problem}")
    sys.exit(bool(problems))


main()
