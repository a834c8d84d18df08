#!/usr/bin/env python3
"""Compares the table of attributes in the code with that in docs/Abi.md.

usage: check_attribute_rules.py ATTRIBUTE_RULES_CPP ABI_MD

Exits 1 where a name is in one table only, or has other rules.
"""

import pathlib
import re
import sys

WORDS = {
    "Copy": "copied",
    "HalveAlignment": "halved",
    "HalveBytes": "halved",
    "RenumberResult": "renumbered",
    "RenumberArgument": "renumbered",
    "Bind": "a binding each",
    "AddDimension": "one dimension more",
    "CopyUnlessDimensions": "copied, if of no dimension",
    "RefuseOnScalar": "rejected",
    "RefuseOnSplit": "rejected",
    "RefuseOnChange": "rejected",
}

Rules = dict[str, list[str]]


def read_code(text: str) -> Rules:
    """Return the words for the rules of each name in the C++ table, and for its type."""
    row = re.compile(r'{"([^"]+)",\s*Rule::(\w+),\s*Rule::(\w+),\s*Rule::(\w+)(,\s*true)?}')
    return {
        name: [*(WORDS[rule] for rule in rules), "not complex" if holds_type else "–"]
        for name, *rules, holds_type in row.findall(text)
    }


def read_page(text: str) -> Rules:
    """Return the cells of each name in the page's table."""
    table = text.split("| attribute |")[1].split("\n\n")[0]
    rules = {}
    for line in table.splitlines()[2:]:
        names, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        rules.update({name: cells for name in re.findall(r"`([^`]+)`", names)})
    return rules


def main() -> None:
    """Compare the two."""
    code, page = (pathlib.Path(path).read_text() for path in sys.argv[1:])
    want, got = read_code(code), read_page(page)
    for name in sorted({*want, *got}):
        if want.get(name) != got.get(name):
            print(f"{name} must be {want.get(name)} as in the code, but found {got.get(name)}")
    sys.exit(want != got)


main()
