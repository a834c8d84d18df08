#!/usr/bin/env python3
"""Fails where a page shows code that the file it names does not have.

usage: check_snippets.py PAGE...

A code block that follows the line `<!-- from PATH -->`, PATH from the root of the repository, must
occur in that file: its lines one after the other, however they are indented there; a line `...`
stands for any lines between.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SNIPPET = re.compile(r"^ *<!-- from (\S+) -->\n+ *```\w*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
ANYTHING = "..."


def holds(source: list[str], snippet: list[str]) -> bool:
    """Tell whether the parts of a snippet occur in a source, in order."""
    position = 0
    part: list[str] = []
    for line in [*snippet, ANYTHING]:
        if line != ANYTHING:
            part.append(line)
            continue
        starts = range(position, len(source) - len(part) + 1)
        found = next((i for i in starts if source[i : i + len(part)] == part), None)
        if found is None:
            return False
        position = found + len(part)
        part = []
    return True


def main() -> None:
    """Check each snippet of each page."""
    missing = []
    count = 0
    for page in map(Path, sys.argv[1:]):
        for path, code in SNIPPET.findall(page.read_text()):
            count += 1
            source = [line.strip() for line in (ROOT / path).read_text().splitlines()]
            if not holds(source, [line.strip() for line in code.splitlines()]):
                missing.append(f"{page.name}: {path} does not have\n{code}")
    if not count:
        missing.append("no page has a snippet")
    print("\n".join(missing), end="")
    sys.exit(bool(missing))


main()
