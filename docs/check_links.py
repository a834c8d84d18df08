#!/usr/bin/env python3
"""Fails where a page links to a file that is not there.

usage: check_links.py PAGE...
"""

import re
import sys
from pathlib import Path

LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"^ *```.*?^ *```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def main() -> None:
    """Check each page."""
    missing = [
        f"{page}: {link}"
        for page in map(Path, sys.argv[1:])
        for link in LINK.findall(CODE.sub("", page.read_text()))
        if not (page.parent / link).exists()
    ]
    if missing:
        print("there is no such file:", *missing, sep="\n")
    sys.exit(bool(missing))


main()
